//! Mailboxes: `/accounts/projects/{project}/mailboxes`.

use std::collections::BTreeMap;

use meshagent_macros::{model, resource};

use crate::api::lists::{IterateFiltered, IteratePages, ListByCount, ListFiltered};

model! {
    /// A mail address whose mails go to a room's queue.
    pub struct Mailbox {
        /// The mail address.
        address: String,
        /// The name of the room whose queue it is.
        room: String,
        /// The room's id.
        room_id?: String | null,
        /// The queue that mails go to.
        queue: String,
        /// Whether anybody may write to it.
        public: bool,
        /// Annotations: text by name.
        annotations: BTreeMap<String, String>,
    }

    /// How far a mail is.
    pub values MailboxDeliveryStatus = "accepted" | "deferred" | "delivered" | "failed";

    /// A mail on its way to one recipient.
    pub struct MailboxDelivery {
        /// The id.
        id: String,
        /// The id of the mail that was handed in.
        submission_id: String,
        /// The recipient's address.
        recipient: String,
        /// The mail's Message-ID.
        message_id: String,
        /// The state.
        status: MailboxDeliveryStatus,
        /// When it was handed in, in ISO 8601.
        submitted_at: String,
        /// Since when, in ISO 8601.
        status_at: String,
        /// How often it was tried. Default: 0.
        attempt_count: i64 | null = "0",
        /// What the other mail server answered.
        smtp_code?: i64 | null,
        /// Its extended status, such as `5.1.1`.
        enhanced_smtp_code?: String | null,
        /// Why, in one word of the service's.
        reason?: String | null,
        /// What happened, in words.
        description?: String | null,
        /// The mail server that it went to.
        mx_host?: String | null,
        /// Whether the connection was encrypted.
        tls?: bool | null,
        /// Whether the server's certificate was valid.
        certificate_verified?: bool | null,
    }

    /// What happened to a mail.
    pub struct MailboxDeliveryEvent {
        /// The id.
        id: String,
        /// The delivery's id.
        delivery_id: String,
        /// The mail provider.
        provider: String,
        /// The event's id at the mail provider.
        provider_event_id: String,
        /// What happened.
        event_type: "accepted" | "temporary_failed" | "delivered" | "permanent_failed",
        /// The state.
        status: MailboxDeliveryStatus,
        /// When it happened, in ISO 8601.
        occurred_at: String,
        /// When the service was told, in ISO 8601.
        received_at: String,
        /// Which attempt it was.
        attempt_no?: i64 | null,
        /// What the other mail server answered.
        smtp_code?: i64 | null,
        /// Its extended status, such as `5.1.1`.
        enhanced_smtp_code?: String | null,
        /// Why, in one word of the service's.
        reason?: String | null,
        /// What happened, in words.
        description?: String | null,
        /// The mail server that it went to.
        mx_host?: String | null,
        /// Whether the connection was encrypted.
        tls?: bool | null,
        /// Whether the server's certificate was valid.
        certificate_verified?: bool | null,
    }

    /// A mailbox to create.
    pub struct NewMailbox {
        /// The mail address.
        address: String,
        /// The room's name.
        room: String,
        /// The queue that mails go to.
        queue: String,
        /// Whether anybody may write to it. Default: false.
        public?: bool = "false",
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String> | missing,
    }

    /// What a mailbox is from now on.
    pub struct MailboxUpdate {
        /// The room's name.
        room: String,
        /// The queue that mails go to.
        queue: String,
        /// Whether anybody may write to it. Default: false.
        public?: bool = "false",
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String> | missing,
    }

    #![strict]
    /// Which mails to list.
    pub struct ListDeliveries {
        /// How many at most. Default: 100.
        count?: u64 = "100",
        /// How many to leave out at the beginning. Default: 0.
        offset?: u64 = "0",
        /// The state.
        status?: MailboxDeliveryStatus,
        /// The recipient's address.
        recipient?: String,
        /// The mail's Message-ID.
        message_id?: String,
    }

    #![strict]
    /// Which mails to go through.
    pub struct IterateDeliveries {
        /// How many to fetch at a time. Default: 100.
        page_size?: u64 = "100",
        /// How many to leave out at the beginning.
        offset?: u64,
        /// The state.
        status?: MailboxDeliveryStatus,
        /// The recipient's address.
        recipient?: String,
        /// The mail's Message-ID.
        message_id?: String,
    }

    /// Which part of the events to list.
    pub struct ListDeliveryEvents {
        /// How many at most. Default: 100.
        count?: u64 = "100",
        /// How many to leave out at the beginning. Default: 0.
        offset?: u64 = "0",
    }
}

resource! {
    /// Mail addresses whose mails go to rooms.
    class Mailboxes as project.mailboxes;

    /// One page of the mailboxes.
    fn list(which?: ListFiltered) -> Page<Mailbox> in mailboxes = GET "accounts/projects/{project}/mailboxes";

    /// All mailboxes, fetched page after page while you go through them.
    each iterate(which?: ListFiltered) -> Mailbox in mailboxes by page_size token =
        GET "accounts/projects/{project}/mailboxes";

    /// One page of a room's mailboxes, by the room's **name**.
    fn list_in_room(room_name, which?: ListByCount) -> Page<Mailbox> in mailboxes =
        GET "accounts/projects/{project}/rooms/{room_name}/mailboxes";

    /// All mailboxes of a room, by the room's **name**.
    each iterate_in_room(room_name, which?: IterateFiltered) -> Mailbox in mailboxes by count =
        GET "accounts/projects/{project}/rooms/{room_name}/mailboxes";

    /// A mailbox by its address. Rejects with a `NotFoundError` when there is none.
    fn get(address) -> Mailbox from mailbox = GET "accounts/projects/{project}/mailboxes/{address}";

    /// Creates a mailbox. Rejects with a `ConflictError` when the address is taken.
    fn create(mailbox: NewMailbox) -> () = POST "accounts/projects/{project}/mailboxes";

    /// Replaces what a mailbox is; `public` and `annotations` that are left out are reset.
    fn update(address, change: MailboxUpdate) -> () = PUT "accounts/projects/{project}/mailboxes/{address}";

    /// Deletes a mailbox.
    fn delete(address) -> () = DELETE "accounts/projects/{project}/mailboxes/{address}";

    /// One page of the mails that a mailbox sent.
    fn list_deliveries(address, which?: ListDeliveries) -> Page<MailboxDelivery> in deliveries =
        GET "accounts/projects/{project}/mailboxes/{address}/deliveries";

    /// All mails that a mailbox sent, fetched page after page while you go through them.
    each iterate_deliveries(address, which?: IterateDeliveries) -> MailboxDelivery in deliveries by count =
        GET "accounts/projects/{project}/mailboxes/{address}/deliveries";

    /// One mail on its way. Rejects with a `NotFoundError` when there is none.
    fn get_delivery(address, delivery_id) -> MailboxDelivery from delivery =
        GET "accounts/projects/{project}/mailboxes/{address}/deliveries/{delivery_id}";

    /// One page of what happened to a mail.
    fn list_delivery_events(address, delivery_id, which?: ListDeliveryEvents) -> Page<MailboxDeliveryEvent> in events =
        GET "accounts/projects/{project}/mailboxes/{address}/deliveries/{delivery_id}/events";

    /// All that happened to a mail.
    each iterate_delivery_events(address, delivery_id, which?: IteratePages) -> MailboxDeliveryEvent in events by count =
        GET "accounts/projects/{project}/mailboxes/{address}/deliveries/{delivery_id}/events";
}
