//! Rooms: `/accounts/projects/{project}/rooms`.

use std::collections::BTreeMap;

use meshagent_macros::{model, resource};

use crate::access::scope::ApiScope;
use crate::model::{JsonData, JsonObject};

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

    /// Which rooms to list.
    pub struct ListRooms {
        /// How many at most. Default: 50.
        limit?: u64 = "50",
        /// How many to leave out at the beginning. Default: 0.
        offset?: u64 = "0",
        /// The order: `room_name` or `created_at`. Default: `room_name`.
        order_by?: String = "\"room_name\"",
        /// Text that the name must contain.
        filter?: String,
        /// Where to go on: the `continuation_token` of the page before, for servers that page by token.
        continuation_token?: String,
    }

    /// Which rooms to go through.
    pub struct IterateRooms {
        /// How many to fetch at a time. Default: 100.
        page_size?: u64 = "100",
        /// How many to leave out at the beginning. Default: 0.
        offset?: u64,
        /// The order: `room_name` or `created_at`. Default: `room_name`.
        order_by?: String = "\"room_name\"",
        /// Text that the name must contain.
        filter?: String,
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
    fn list(which?: ListRooms) -> Page<Room> in rooms = GET "accounts/projects/{project}/rooms";

    /// All rooms, fetched page after page while you go through them.
    each iterate(which?: IterateRooms) -> Room in rooms by limit = GET "accounts/projects/{project}/rooms";

    /// Renames a room or replaces its metadata or annotations, by the room's **id**; what is left out stays.
    fn update(room_id, change: RoomUpdate) -> () = PUT "accounts/projects/{project}/rooms/{room_id}";

    /// Deletes a room and its grants, by the room's **id**.
    fn delete(room_id) -> () = DELETE "accounts/projects/{project}/rooms/{room_id}";

    /// What the caller needs to join a room, by the room's **name**. Rejects with a `RoomDisabledError` when the room
    /// is disabled.
    fn connect(name, {}) -> RoomConnectionInfo = POST "accounts/projects/{project}/rooms/{name}/connect";
}
