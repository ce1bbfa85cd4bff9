//! Rooms: `/accounts/projects/{project}/rooms`.

use std::collections::BTreeMap;

use meshagent_macros::{model, resource};

use crate::access::scope::ApiScope;
use crate::error::Result;
use crate::model::{JsonData, JsonObject, fill_unless};
use crate::request::Arguments;

model! {
    /// A room.
    pub struct Room {
        /// The room's id, such as `room_456`.
        id: String,
        /// The room's name, by which it is fetched and joined.
        name: String,
        /// The room's metadata; `{}` when there is none.
        metadata: JsonObject | null = "{}",
        /// The room's annotations; `{}` when there are none.
        annotations: BTreeMap<String, String> | null = "{}",
        /// Whether the room can be joined; absent from servers that cannot disable rooms.
        enabled?: bool,
    }

    /// A room to create.
    pub struct NewRoom {
        /// The room's name.
        name: String,
        /// Whether an existing room of that name is the answer rather than an error. Default: false.
        if_not_exists?: bool = "false",
        /// The room's metadata.
        metadata?: JsonData | missing,
        /// The room's annotations.
        annotations?: BTreeMap<String, String> | missing,
        /// The room's first grants: what each user may do, by user id.
        permissions?: BTreeMap<String, ApiScope> | missing,
    }

    /// What to change of a room.
    pub struct RoomUpdate {
        /// The room's name, also when it stays the same.
        name: String,
        /// The room's metadata. Left out, it stays.
        metadata?: JsonData | missing,
        /// The room's annotations. Left out, they stay.
        annotations?: BTreeMap<String, String> | missing,
        /// Whether the room can be joined. Left out, it stays.
        enabled?: bool,
    }

    #![strict]
    /// Which rooms to list: by `limit`, `offset` and `order_by`, or as services of today page, by `page_size`,
    /// `continuation_token` and `view`.
    pub struct ListRooms {
        /// How many at most. Default: 50, unless `page_size` or `view` is given.
        limit?: u64,
        /// How many to leave out at the beginning. Default: 0, as for `limit`.
        offset?: u64,
        /// The order: `room_name` or `created_at`. Default: `room_name`, as for `limit`.
        order_by?: String,
        /// Text that the name must contain.
        filter?: String,
        /// How many at most. Default: the service's.
        page_size?: u64,
        /// Where to go on: the `continuation_token` of the page before, for servers that page by token.
        continuation_token?: String,
        /// Those that the caller has access to, or all. Default: the service's.
        view?: "my" | "all",
    }

    /// Which rooms to go through.
    pub struct IterateRooms {
        /// How many to fetch at a time. Default: 100.
        page_size?: u64 = "100",
        /// How many to leave out at the beginning. Default: 0.
        offset?: u64,
        /// The order: `room_name` or `created_at`. Default: `room_name`, unless `view` is given.
        order_by?: String,
        /// Text that the name must contain.
        filter?: String,
        /// Those that the caller has access to, or all; for services of today, which are then gone through by token.
        view?: "my" | "all",
    }

    /// Who joins.
    pub struct ConnectAs {
        /// The e-mail address of the participant, when it is not the caller.
        email?: String,
    }

    /// Whether a room runs.
    pub struct RoomStatus {
        /// `Allocated` while it runs.
        status: "Allocated" | "Unallocated",
        /// Since when it runs, in ISO 8601.
        allocated_at?: String | null,
        /// How long it has run, in seconds.
        running_for_seconds?: i64 | null,
    }

    /// Something that happened to a room.
    pub struct RoomLifecycleEvent {
        /// The id.
        id: String,
        /// The room's name.
        room_name: String,
        /// The session's id.
        session_id?: String | null,
        /// What happened.
        r#type: String,
        /// What happened, in words.
        message: String,
        /// How bad it is.
        severity?: String | null,
        /// When it happened, in ISO 8601.
        created_at: String,
    }

    /// How many events to list.
    pub struct ListRoomEvents {
        /// How many at most. Default: 100.
        limit?: u64 = "100",
    }

    /// What joining a room takes.
    pub struct RoomConnectionInfo {
        /// The participant token.
        #[secret]
        jwt: String,
        /// The room's name.
        room_name: String,
        /// The project's id.
        project_id: String,
        /// The address to open the connection to.
        room_url: String,
    }
}

resource! {
    /// The project's rooms.
    class Rooms as project.rooms;

    /// Creates a room, with its first grants if you like. Rejects with a `ConflictError` when the name is taken, unless
    /// `if_not_exists` is set: the existing room is then the answer, unchanged.
    fn create(room: NewRoom) -> Room = POST "accounts/projects/{project}/rooms";

    /// A room by its **name**; services of today take its id as well. Rejects with a `NotFoundError` when there is none.
    fn get(name) -> Room = GET "accounts/projects/{project}/rooms/{name}";

    /// One page of the rooms, 50 unless `limit` says otherwise.
    fn list(which?: ListRooms) -> Page<Room> in rooms = GET "accounts/projects/{project}/rooms" using older_defaults;

    /// All rooms, fetched page after page while you go through them.
    each iterate(which?: IterateRooms) -> Room in rooms by limit = GET "accounts/projects/{project}/rooms"
        using older_order;

    /// Renames a room or replaces its metadata or annotations, by the room's **id**; what is left out stays.
    fn update(room_id, change: RoomUpdate) -> () = PUT "accounts/projects/{project}/rooms/{room_id}";

    /// Deletes a room and its grants, by the room's **id**.
    fn delete(room_id) -> () = DELETE "accounts/projects/{project}/rooms/{room_id}";

    /// What the caller needs to join a room, by the room's **name**. Rejects with a `RoomDisabledError` when the room
    /// is disabled.
    fn connect(name, participant?: ConnectAs) -> RoomConnectionInfo = POST "accounts/projects/{project}/rooms/{name}/connect";

    /// Whether a room runs, by the room's **name**.
    fn get_status(name) -> RoomStatus = GET "accounts/projects/{project}/rooms/{name}/status";

    /// What happened to a room over all its sessions, by the room's **name**.
    fn list_events(name, which?: ListRoomEvents) -> Page<RoomLifecycleEvent> in events =
        GET "accounts/projects/{project}/rooms/{name}/events";
}

/// What is not given of the older form has defaults of its own, unless it is today's form that is given.
fn older_defaults(arguments: &mut Arguments) -> Result<()> {
    fill_unless(
        &mut arguments.text,
        &["page_size", "view"],
        &[("limit", "50"), ("offset", "0"), ("order_by", "\"room_name\"")],
    );
    Ok(())
}

/// Today's form has no order.
fn older_order(arguments: &mut Arguments) -> Result<()> {
    fill_unless(&mut arguments.text, &["view"], &[("order_by", "\"room_name\"")]);
    Ok(())
}
