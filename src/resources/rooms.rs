//! Rooms: `/accounts/projects/{project}/rooms`.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::model::{JsonObject, model};
use crate::page::{Listed, Page};
use crate::request::Request;
use crate::schema::{Described, Json};
use crate::scope::ApiScope;

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
        metadata?: JsonObject | null,
        /// The room's annotations.
        annotations?: BTreeMap<String, String> | null,
        /// The room's first grants: what each user may do, by user id.
        permissions?: BTreeMap<String, ApiScope> | null,
    }

    /// What to change of a room.
    pub struct RoomUpdate {
        /// The room's name, also when it stays the same.
        name: String,
        /// The room's metadata. Left out, it stays.
        metadata?: JsonObject | null,
        /// The room's annotations. Left out, they stay.
        annotations?: BTreeMap<String, String> | null,
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
        jwt: String,
        /// The room's name.
        room_name: String,
        /// The project's id.
        project_id: String,
        /// The address to open the connection to.
        room_url: String,
    }
}

impl Listed for Room {
    const LIST: &'static str = "rooms";
}

fn rooms<'a>(project: &'a str, rest: impl IntoIterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    ["accounts", "projects", project, "rooms"].into_iter().chain(rest)
}

/// `POST /accounts/projects/{project}/rooms`
pub fn create(project: &str, room: Json<NewRoom>) -> Result<Request<Room>> {
    Ok(Request::post(rooms(project, []))?.json(room))
}

/// `GET /accounts/projects/{project}/rooms/{name}`
pub fn get(project: &str, name: &str) -> Result<Request<Room>> {
    Request::get(rooms(project, [name]))
}

/// `GET /accounts/projects/{project}/rooms`, for a [`ListRooms`] or an [`IterateRooms`].
pub fn list<Q: Described>(project: &str, which: &Json<Q>) -> Result<Request<Page<Room>>> {
    Request::get(rooms(project, []))?.query(which)
}

/// `PUT /accounts/projects/{project}/rooms/{id}`
pub fn update(project: &str, id: &str, change: Json<RoomUpdate>) -> Result<Request<()>> {
    Ok(Request::put(rooms(project, [id]))?.json(change))
}

/// `DELETE /accounts/projects/{project}/rooms/{id}`
pub fn delete(project: &str, id: &str) -> Result<Request<()>> {
    Request::delete(rooms(project, [id]))
}

/// `POST /accounts/projects/{project}/rooms/{name}/connect`
pub fn connect(project: &str, name: &str) -> Result<Request<RoomConnectionInfo>> {
    Ok(Request::post(rooms(project, [name, "connect"]))?.json(Json::<JsonObject>::empty()))
}
