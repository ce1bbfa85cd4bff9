//! Room grants: `/accounts/projects/{project}/room-grants`.

mod flat;
mod models;

use js_sys::Promise;
use tsify::Ts;
use wasm_bindgen::prelude::*;

pub use self::models::*;
use crate::client::Handle;
use crate::error::Result;
use crate::js::{self, RequestOptions, Text};
use crate::page::Page;
use crate::request::Request;
use crate::schema::{Described, Json};

/// `POST /accounts/projects/{project}/room-grants`
pub fn create(project: &str, grant: Json<NewRoomGrant>) -> Result<Request<()>> {
    Ok(Request::post("accounts/projects/{project}/room-grants", &[project])?.json(grant))
}

/// `POST /accounts/projects/{project}/room-grants`
pub fn create_by_email(project: &str, grant: Json<NewRoomGrantByEmail>) -> Result<Request<()>> {
    Ok(Request::post("accounts/projects/{project}/room-grants", &[project])?.json(grant))
}

/// `PUT /accounts/projects/{project}/room-grants/{grant}`; the service goes by the body and ignores the id.
pub fn update(project: &str, mut grant: Json<RoomGrantUpdate>) -> Result<Request<()>> {
    let id = grant.take("grant_id")?.filter(|id| !id.is_empty());
    let id = id.as_deref().unwrap_or("unused");
    Ok(Request::put("accounts/projects/{project}/room-grants/{grant_id}", &[project, id])?.json(grant))
}

/// `DELETE /accounts/projects/{project}/room-grants/{room}/{user}`
pub fn delete(project: &str, room_id: &str, user_id: &str) -> Result<Request<()>> {
    Request::delete("accounts/projects/{project}/room-grants/{room_id}/{user_id}", &[project, room_id, user_id])
}

/// `GET /accounts/projects/{project}/room-grants/{room}/{user}`
pub fn get(project: &str, room_id: &str, user_id: &str) -> Result<Request<ProjectRoomGrant>> {
    Request::get("accounts/projects/{project}/room-grants/{room_id}/{user_id}", &[project, room_id, user_id])
}

/// `GET /accounts/projects/{project}/room-grants`, for a [`ListRoomGrants`] or an [`IterateRoomGrants`].
pub fn list<Q: Described>(project: &str, which: Json<Q>) -> Result<Request<Page<ProjectRoomGrant>>> {
    Request::get("accounts/projects/{project}/room-grants", &[project])?.query(which)
}

/// `GET /accounts/projects/{project}/room-grants/by-user/{user}`, for a [`ListRoomGrantsByUser`] or an
/// [`IterateRoomGrantsByUser`].
pub fn list_by_user<Q: Described>(
    project: &str,
    user_id: &str,
    which: Json<Q>,
) -> Result<Request<Page<ProjectRoomGrant>>> {
    Request::get("accounts/projects/{project}/room-grants/by-user/{user_id}", &[project, user_id])?.query(which)
}

/// `GET /accounts/projects/{project}/room-grants/by-room/{name}`, for a [`ListPage`] or an [`IteratePages`].
pub fn list_by_room<Q: Described>(
    project: &str,
    room_name: &str,
    which: Json<Q>,
) -> Result<Request<Page<ProjectRoomGrant>>> {
    Request::get("accounts/projects/{project}/room-grants/by-room/{room_name}", &[project, room_name])?.query(which)
}

/// `GET /accounts/projects/{project}/room-grants/by-room`
pub fn list_unique_rooms(project: &str, which: Json<ListPage>) -> Result<Request<Page<ProjectRoomGrantCount>>> {
    Ok(Request::get("accounts/projects/{project}/room-grants/by-room", &[project])?
        .query(which)?
        .rewrite(flat::nest_rooms))
}

/// `GET /accounts/projects/{project}/room-grants/by-user`
pub fn list_unique_users(project: &str, which: Json<ListUniqueUsers>) -> Result<Request<Page<ProjectUserGrantCount>>> {
    Request::get("accounts/projects/{project}/room-grants/by-user", &[project])?.query(which)
}

/// Who may enter which room, and do what there.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RoomGrants(pub(crate) Handle);

#[wasm_bindgen]
impl RoomGrants {
    /// Gives a user access to a room.
    ///
    /// `POST /accounts/projects/{project}/room-grants`
    #[wasm_bindgen(unchecked_return_type = "Promise<void>")]
    pub fn create(&self, grant: Ts<NewRoomGrant>, options: Option<RequestOptions>) -> Promise {
        self.0.call(options, |project| create(project, js::json(grant, "grant")?))
    }

    /// Gives a person access to a room by e-mail address and invites those whom the project does not know.
    ///
    /// `POST /accounts/projects/{project}/room-grants`
    #[wasm_bindgen(js_name = "createByEmail", unchecked_return_type = "Promise<void>")]
    pub fn create_by_email(&self, grant: Ts<NewRoomGrantByEmail>, options: Option<RequestOptions>) -> Promise {
        self.0.call(options, |project| create_by_email(project, js::json(grant, "grant")?))
    }

    /// Replaces what a user may do in a room. Members of the scope that this package does not know are kept.
    ///
    /// `PUT /accounts/projects/{project}/room-grants/{grant}`
    #[wasm_bindgen(unchecked_return_type = "Promise<void>")]
    pub fn update(&self, grant: Ts<RoomGrantUpdate>, options: Option<RequestOptions>) -> Promise {
        self.0.call(options, |project| update(project, js::json(grant, "grant")?))
    }

    /// Takes a user's access to a room away.
    ///
    /// `DELETE /accounts/projects/{project}/room-grants/{room_id}/{user_id}`
    #[wasm_bindgen(unchecked_return_type = "Promise<void>")]
    pub fn delete(&self, room_id: Text, user_id: Text, options: Option<RequestOptions>) -> Promise {
        self.0
            .call(options, |project| delete(project, &js::text(&room_id, "room_id")?, &js::text(&user_id, "user_id")?))
    }

    /// What a user may do in a room. Rejects with a `NotFoundError` when there is no such grant.
    ///
    /// `GET /accounts/projects/{project}/room-grants/{room_id}/{user_id}`
    #[wasm_bindgen(unchecked_return_type = "Promise<ProjectRoomGrant>")]
    pub fn get(&self, room_id: Text, user_id: Text, options: Option<RequestOptions>) -> Promise {
        self.0.call(options, |project| get(project, &js::text(&room_id, "room_id")?, &js::text(&user_id, "user_id")?))
    }

    /// One page of the project's grants, 50 unless `limit` says otherwise.
    ///
    /// `GET /accounts/projects/{project}/room-grants`
    #[wasm_bindgen(unchecked_return_type = "Promise<Page<ProjectRoomGrant>>")]
    pub fn list(&self, which: Option<Ts<ListRoomGrants>>, options: Option<RequestOptions>) -> Promise {
        self.0.call(options, |project| list(project, js::optional_json(which, "which")?))
    }

    /// One page of a user's grants; `me` is the caller.
    ///
    /// `GET /accounts/projects/{project}/room-grants/by-user/{user_id}`
    #[wasm_bindgen(js_name = "listByUser", unchecked_return_type = "Promise<Page<ProjectRoomGrant>>")]
    pub fn list_by_user(
        &self,
        user_id: Text,
        which: Option<Ts<ListRoomGrantsByUser>>,
        options: Option<RequestOptions>,
    ) -> Promise {
        self.0.call(options, |project| {
            list_by_user(project, &js::text(&user_id, "user_id")?, js::optional_json(which, "which")?)
        })
    }

    /// One page of a room's grants, by the room's **name**.
    ///
    /// `GET /accounts/projects/{project}/room-grants/by-room/{room_name}`
    #[wasm_bindgen(js_name = "listByRoom", unchecked_return_type = "Promise<Page<ProjectRoomGrant>>")]
    pub fn list_by_room(
        &self,
        room_name: Text,
        which: Option<Ts<ListPage>>,
        options: Option<RequestOptions>,
    ) -> Promise {
        self.0.call(options, |project| {
            list_by_room(project, &js::text(&room_name, "room_name")?, js::optional_json(which, "which")?)
        })
    }

    /// One page of the rooms that have grants, with the number of grants in each.
    ///
    /// `GET /accounts/projects/{project}/room-grants/by-room`
    #[wasm_bindgen(js_name = "listUniqueRooms", unchecked_return_type = "Promise<Page<ProjectRoomGrantCount>>")]
    pub fn list_unique_rooms(&self, which: Option<Ts<ListPage>>, options: Option<RequestOptions>) -> Promise {
        self.0.call(options, |project| list_unique_rooms(project, js::optional_json(which, "which")?))
    }

    /// One page of the users that have grants, with the number of grants of each.
    ///
    /// `GET /accounts/projects/{project}/room-grants/by-user`
    #[wasm_bindgen(js_name = "listUniqueUsers", unchecked_return_type = "Promise<Page<ProjectUserGrantCount>>")]
    pub fn list_unique_users(&self, which: Option<Ts<ListUniqueUsers>>, options: Option<RequestOptions>) -> Promise {
        self.0.call(options, |project| list_unique_users(project, js::optional_json(which, "which")?))
    }

    /// All grants of the project, fetched page after page while you go through them.
    ///
    /// `GET /accounts/projects/{project}/room-grants`
    #[wasm_bindgen(unchecked_return_type = "AsyncIterableIterator<ProjectRoomGrant>")]
    pub fn iterate(
        &self,
        which: Option<Ts<IterateRoomGrants>>,
        options: Option<RequestOptions>,
    ) -> Result<JsValue, JsValue> {
        self.0.iterate("limit", options, |project| list(project, js::optional_json(which, "which")?))
    }

    /// All grants of a user; `me` is the caller.
    ///
    /// `GET /accounts/projects/{project}/room-grants/by-user/{user_id}`
    #[wasm_bindgen(js_name = "iterateByUser", unchecked_return_type = "AsyncIterableIterator<ProjectRoomGrant>")]
    pub fn iterate_by_user(
        &self,
        user_id: Text,
        which: Option<Ts<IterateRoomGrantsByUser>>,
        options: Option<RequestOptions>,
    ) -> Result<JsValue, JsValue> {
        self.0.iterate("limit", options, |project| {
            list_by_user(project, &js::text(&user_id, "user_id")?, js::optional_json(which, "which")?)
        })
    }

    /// All grants of a room, by the room's **name**.
    ///
    /// `GET /accounts/projects/{project}/room-grants/by-room/{room_name}`
    #[wasm_bindgen(js_name = "iterateByRoom", unchecked_return_type = "AsyncIterableIterator<ProjectRoomGrant>")]
    pub fn iterate_by_room(
        &self,
        room_name: Text,
        which: Option<Ts<IteratePages>>,
        options: Option<RequestOptions>,
    ) -> Result<JsValue, JsValue> {
        self.0.iterate("limit", options, |project| {
            list_by_room(project, &js::text(&room_name, "room_name")?, js::optional_json(which, "which")?)
        })
    }
}
