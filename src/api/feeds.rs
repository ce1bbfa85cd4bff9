//! Feeds: `/accounts/projects/{project}/feeds`.

use std::collections::BTreeMap;

use meshagent_macros::{model, resource};

use crate::api::lists::{IterateFiltered, ListByCount, ListViewed};
use crate::error::{Error, Result};
use crate::json::Value;
use crate::model::JsonSchema;
use crate::request::Arguments;

model! {
    /// A feed of messages.
    pub struct Feed {
        /// The id.
        id: String,
        /// The project's id.
        project_id: String,
        /// When it was made, in ISO 8601.
        created_at: String,
        /// The name.
        name: String,
        /// What it is for, in words. Default: empty.
        description: String | null = "\"\"",
        /// Who sees it. Default: `private`.
        visibility: FeedVisibility | null = "\"private\"",
        /// Whether nothing is delivered for now. Default: false.
        paused: bool | null = "false",
        /// Annotations: text by name. Default: `{}`.
        annotations: BTreeMap<String, String> | null = "{}",
        /// The JSON Schema that messages must fit.
        message_schema?: JsonSchema | null,
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
        /// Which worker of the service has it in hand.
        reconcile_claimed_by?: String | null,
        /// Since when, in ISO 8601.
        reconcile_claimed_at?: String | null,
        /// Until when, in ISO 8601.
        reconcile_claim_expires_at?: String | null,
        /// For which change.
        reconcile_claim_generation?: i64 | null,
    }

    /// Who sees a feed.
    pub values FeedVisibility = "public" | "project" | "private";

    #![strict]
    /// A feed to create.
    pub struct NewFeed {
        /// The name.
        name: String,
        /// What it is for, in words. Default: empty.
        description?: String = "\"\"",
        /// Who sees it. Default: `private`.
        visibility?: FeedVisibility = "\"private\"",
        /// Whether nothing is delivered for now. Default: false.
        paused?: bool = "false",
        /// Annotations: text by name. Default: `{}`.
        annotations?: BTreeMap<String, String> = "{}",
        /// The JSON Schema that messages must fit.
        message_schema?: JsonSchema,
    }

    #![strict]
    /// What a feed is from now on.
    pub struct FeedUpdate {
        /// The name.
        name: String,
        /// What it is for, in words. Default: empty.
        description?: String = "\"\"",
        /// Whether nothing is delivered for now. Default: false.
        paused?: bool = "false",
        /// Annotations: text by name. Default: `{}`.
        annotations?: BTreeMap<String, String> = "{}",
        /// The JSON Schema that messages must fit.
        message_schema?: JsonSchema,
    }
}

resource! {
    /// Feeds of messages.
    class Feeds as project.feeds;

    /// One page of the feeds.
    fn list(which?: ListViewed) -> Page<Feed> in feeds = GET "accounts/projects/{project}/feeds";

    /// All feeds, fetched page after page while you go through them.
    each iterate(which?: ListViewed) -> Feed in feeds by page_size token = GET "accounts/projects/{project}/feeds";

    /// One page of the feeds that a room subscribes to, by the room's **name**.
    fn list_in_room(room_name, which?: ListByCount) -> Page<Feed> in feeds =
        GET "accounts/projects/{project}/rooms/{room_name}/feeds";

    /// All feeds that a room subscribes to, by the room's **name**.
    each iterate_in_room(room_name, which?: IterateFiltered) -> Feed in feeds by count =
        GET "accounts/projects/{project}/rooms/{room_name}/feeds";

    /// A feed by its id. Rejects with a `NotFoundError` when there is none.
    fn get(feed_id) -> Feed from feed = GET "accounts/projects/{project}/feeds/{feed_id}";

    /// A feed by its name. Rejects with a `NotFoundError` when there is none.
    fn get_by_name(name) -> Feed from feed = GET "accounts/projects/{project}/feeds/by-name/{name}";

    /// Creates a feed. Its name is 1 to 63 lower-case letters, digits and dashes. Rejects with a `ConflictError` when
    /// the name is taken.
    fn create(feed: NewFeed) -> Feed from feed = POST "accounts/projects/{project}/feeds";

    /// Replaces what a feed is; `description`, `paused` and `annotations` that are left out are reset.
    fn update(feed_id, change: FeedUpdate) -> () = PUT "accounts/projects/{project}/feeds/{feed_id}";

    /// Deletes a feed and its subscriptions.
    fn delete(feed_id) -> () = DELETE "accounts/projects/{project}/feeds/{feed_id}";

    /// Publishes a message: any JSON but `null`.
    fn publish(feed_id, message: serde_json::Value) -> () =
        POST "accounts/projects/{project}/feeds/{feed_id}/messages" using not_null;

    /// Publishes several messages.
    fn publish_batch(feed_id, messages: Vec<serde_json::Value>) -> () =
        POST "accounts/projects/{project}/feeds/{feed_id}/messages/batch";
}

/// `null` would be sent as no message at all.
fn not_null(arguments: &mut Arguments) -> Result<()> {
    if Value::checked(&arguments.text).is_null() { Err(Error::place("message", "JSON data", "null")) } else { Ok(()) }
}
