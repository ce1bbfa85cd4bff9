//! Rooms: `/accounts/projects/{project}/rooms`.

use std::collections::BTreeMap;

use js_sys::Promise;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::client::Handle;
use crate::error::Result;
use crate::js::{self, RequestOptions, Text};
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
        metadata?: JsonObject | missing,
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
        metadata?: JsonObject | missing,
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

/// `POST /accounts/projects/{project}/rooms`
pub fn create(project: &str, room: Json<NewRoom>) -> Result<Request<Room>> {
    Ok(Request::post("accounts/projects/{project}/rooms", &[project])?.json(room))
}

/// `GET /accounts/projects/{project}/rooms/{name}`
pub fn get(project: &str, name: &str) -> Result<Request<Room>> {
    Request::get("accounts/projects/{project}/rooms/{name}", &[project, name])
}

/// `GET /accounts/projects/{project}/rooms`, for a [`ListRooms`] or an [`IterateRooms`].
pub fn list<Q: Described>(project: &str, which: Json<Q>) -> Result<Request<Page<Room>>> {
    Request::get("accounts/projects/{project}/rooms", &[project])?.query(which)
}

/// `PUT /accounts/projects/{project}/rooms/{id}`
pub fn update(project: &str, id: &str, change: Json<RoomUpdate>) -> Result<Request<()>> {
    Ok(Request::put("accounts/projects/{project}/rooms/{room_id}", &[project, id])?.json(change))
}

/// `DELETE /accounts/projects/{project}/rooms/{id}`
pub fn delete(project: &str, id: &str) -> Result<Request<()>> {
    Request::delete("accounts/projects/{project}/rooms/{room_id}", &[project, id])
}

/// `POST /accounts/projects/{project}/rooms/{name}/connect`
pub fn connect(project: &str, name: &str) -> Result<Request<RoomConnectionInfo>> {
    Ok(Request::post("accounts/projects/{project}/rooms/{name}/connect", &[project, name])?
        .json(Json::<JsonObject>::empty()))
}

/// The project's rooms.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Rooms(pub(crate) Handle);

#[wasm_bindgen]
impl Rooms {
    /// Creates a room, with its first grants if you like. Rejects with a `ConflictError` when the name is taken, unless
    /// `if_not_exists` is set: the existing room is then the answer, unchanged.
    ///
    /// `POST /accounts/projects/{project}/rooms`
    #[wasm_bindgen(unchecked_return_type = "Promise<Room>")]
    pub fn create(&self, room: Ts<NewRoom>, options: Option<RequestOptions>) -> Promise {
        self.0.call(options, |project| create(project, js::json(room, "room")?))
    }

    /// A room by its **name**. Rejects with a `NotFoundError` when there is none.
    ///
    /// `GET /accounts/projects/{project}/rooms/{name}`
    #[wasm_bindgen(unchecked_return_type = "Promise<Room>")]
    pub fn get(&self, name: Text, options: Option<RequestOptions>) -> Promise {
        self.0.call(options, |project| get(project, &js::text(&name, "name")?))
    }

    /// One page of the rooms, 50 unless `limit` says otherwise.
    ///
    /// `GET /accounts/projects/{project}/rooms`
    #[wasm_bindgen(unchecked_return_type = "Promise<Page<Room>>")]
    pub fn list(&self, which: Option<Ts<ListRooms>>, options: Option<RequestOptions>) -> Promise {
        self.0.call(options, |project| list(project, js::optional_json(which, "which")?))
    }

    /// All rooms, fetched page after page while you go through them.
    ///
    /// `GET /accounts/projects/{project}/rooms`
    #[wasm_bindgen(unchecked_return_type = "AsyncIterableIterator<Room>")]
    pub fn iterate(
        &self,
        which: Option<Ts<IterateRooms>>,
        options: Option<RequestOptions>,
    ) -> Result<JsValue, JsValue> {
        self.0.iterate("limit", options, |project| list(project, js::optional_json(which, "which")?))
    }

    /// Renames a room or replaces its metadata or annotations, by the room's **id**; what is left out stays.
    ///
    /// `PUT /accounts/projects/{project}/rooms/{id}`
    #[wasm_bindgen(unchecked_return_type = "Promise<void>")]
    pub fn update(&self, room_id: Text, change: Ts<RoomUpdate>, options: Option<RequestOptions>) -> Promise {
        self.0.call(options, |project| update(project, &js::text(&room_id, "room_id")?, js::json(change, "change")?))
    }

    /// Deletes a room and its grants, by the room's **id**.
    ///
    /// `DELETE /accounts/projects/{project}/rooms/{id}`
    #[wasm_bindgen(unchecked_return_type = "Promise<void>")]
    pub fn delete(&self, room_id: Text, options: Option<RequestOptions>) -> Promise {
        self.0.call(options, |project| delete(project, &js::text(&room_id, "room_id")?))
    }

    /// What the caller needs to join a room, by the room's **name**. Rejects with a `RoomDisabledError` when the room
    /// is disabled.
    ///
    /// `POST /accounts/projects/{project}/rooms/{name}/connect`
    #[wasm_bindgen(unchecked_return_type = "Promise<RoomConnectionInfo>")]
    pub fn connect(&self, name: Text, options: Option<RequestOptions>) -> Promise {
        self.0.call(options, |project| connect(project, &js::text(&name, "name")?))
    }
}
