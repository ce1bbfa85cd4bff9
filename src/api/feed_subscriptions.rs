//! Subscriptions to feeds: `…/feeds/{feed}/subscriptions`.

use std::collections::BTreeMap;

use meshagent_macros::{model, resource};

model! {
    /// A room that gets a feed's messages as files.
    pub struct FeedSubscription {
        /// The id.
        id: String,
        /// The feed's id.
        feed_id: String,
        /// The project's id.
        project_id: String,
        /// The name of the room whose storage gets the messages.
        room: String,
        /// The room's id.
        room_id?: String | null,
        /// The folder that gets the messages.
        path: String,
        /// How a message's file is named after its time, such as `YYYY/MM/DD/hh_mm_ssZ`.
        filename_datetime_format?: String | null,
        /// When it was made, in ISO 8601.
        created_at: String,
        /// Annotations: text by name. Default: `{}`.
        annotations: BTreeMap<String, String> | null = "{}",
        /// How often it was changed. Default: 1.
        desired_generation: i64 | null = "1",
        /// Which of these changes are in effect. Default: 1.
        applied_generation: i64 | null = "1",
        /// When its deletion was asked for, in ISO 8601.
        deletion_requested_at?: String | null,
        /// When the service tries again, in ISO 8601.
        reconcile_after?: String | null,
        /// What keeps it from its wanted state.
        reconcile_error?: String | null,
    }

    #![strict]
    /// A subscription to create.
    pub struct NewFeedSubscription {
        /// The room's name.
        room: String,
        /// The path.
        path: String,
        /// How a message's file is named after its time, such as `YYYY/MM/DD/hh_mm_ssZ`.
        filename_datetime_format?: String,
        /// Annotations: text by name. Default: `{}`.
        annotations?: BTreeMap<String, String> = "{}",
    }

    #![strict]
    /// What to change of a subscription.
    pub struct FeedSubscriptionUpdate {
        /// How a message's file is named after its time, such as `YYYY/MM/DD/hh_mm_ssZ`.
        filename_datetime_format?: String,
        /// Annotations: text by name. Default: `{}`.
        annotations?: BTreeMap<String, String> = "{}",
    }
}

resource! {
    /// Rooms that get a feed's messages as files.
    class FeedSubscriptions as project.feedSubscriptions;

    /// A feed's subscriptions. The list is not paged.
    fn list(feed_id) -> Page<FeedSubscription> in subscriptions =
        GET "accounts/projects/{project}/feeds/{feed_id}/subscriptions";

    /// A subscription by its id. Rejects with a `NotFoundError` when there is none.
    fn get(feed_id, subscription_id) -> FeedSubscription from subscription =
        GET "accounts/projects/{project}/feeds/{feed_id}/subscriptions/{subscription_id}";

    /// Subscribes a room to a feed: each message becomes a file in its storage.
    fn create(feed_id, subscription: NewFeedSubscription) -> FeedSubscription from subscription =
        POST "accounts/projects/{project}/feeds/{feed_id}/subscriptions";

    /// Changes a subscription. Room and path stay; annotations that are left out are cleared.
    fn update(feed_id, subscription_id, change?: FeedSubscriptionUpdate) -> () =
        PUT "accounts/projects/{project}/feeds/{feed_id}/subscriptions/{subscription_id}";

    /// Ends a subscription.
    fn delete(feed_id, subscription_id) -> () =
        DELETE "accounts/projects/{project}/feeds/{feed_id}/subscriptions/{subscription_id}";
}
