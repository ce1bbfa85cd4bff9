//! Room grants: `/accounts/projects/{project}/room-grants`.

use crate::error::Result;
use crate::json::{self, Value};
use crate::model::model;
use crate::page::{Listed, Page};
use crate::request::Request;
use crate::resources::rooms::Room;
use crate::schema::{Described, Json};
use crate::scope::ApiScope;

model! {
    /// Who gets into a room, and what they may do there.
    pub struct NewRoomGrant {
        /// The room's id, such as `room_456`.
        room_id: String,
        /// The user who gets access.
        user_id: String,
        /// What the user may do in the room.
        permissions: ApiScope,
    }

    /// Who gets into a room by e-mail address, invited if need be, and what they may do there.
    pub struct NewRoomGrantByEmail {
        /// The room's id, such as `room_456`.
        room_id: String,
        /// The person's e-mail address.
        email: String,
        /// What the person may do in the room.
        permissions: ApiScope,
        /// Where an invited person lands.
        invite_redirect_url?: String | null,
    }

    /// What a user may do in a room from now on.
    pub struct RoomGrantUpdate {
        /// The room's id, such as `room_456`.
        room_id: String,
        /// The user whose access changes.
        user_id: String,
        /// What the user may do in the room; it replaces the whole scope.
        permissions: ApiScope,
        /// The grant's id, if there is one; the service goes by room and user.
        grant_id?: String,
    }

    /// What a user may do in a room.
    pub struct ProjectRoomGrant {
        /// The room.
        room: Room,
        /// The user's id.
        user_id: String,
        /// What the user may do in the room; `{}`, which grants nothing, when the server says nothing.
        permissions: ApiScope | null = "{}",
    }

    /// How many users have a grant in a room.
    pub struct ProjectRoomGrantCount {
        /// The room.
        room: Room,
        /// How many users.
        count: u64,
    }

    /// In how many rooms a user has a grant.
    pub struct ProjectUserGrantCount {
        /// The user's id.
        user_id: String,
        /// How many rooms.
        count: u64,
        /// The user's e-mail address; an invited person may have none yet.
        email?: String | null,
        /// The user's first name.
        first_name?: String | null,
        /// The user's last name.
        last_name?: String | null,
    }

    /// Which grants to list.
    pub struct ListRoomGrants {
        /// How many at most. Default: 50.
        limit?: u64 = "50",
        /// How many to leave out at the beginning. Default: 0.
        offset?: u64 = "0",
        /// The order. Default: `room_name`.
        order_by?: String = "\"room_name\"",
        /// Where to go on: the `continuation_token` of the page before, for servers that page by token.
        continuation_token?: String,
    }

    /// Which of a user's grants to list.
    pub struct ListRoomGrantsByUser {
        /// How many at most. Default: 50.
        limit?: u64 = "50",
        /// How many to leave out at the beginning. Default: 0.
        offset?: u64 = "0",
        /// The order, such as `room_name`.
        order_by?: String,
        /// Text that the room's name must contain.
        filter?: String,
        /// Where to go on: the `continuation_token` of the page before, for servers that page by token.
        continuation_token?: String,
    }

    /// Which part of a list to fetch.
    pub struct ListPage {
        /// How many at most. Default: 50.
        limit?: u64 = "50",
        /// How many to leave out at the beginning. Default: 0.
        offset?: u64 = "0",
        /// Where to go on: the `continuation_token` of the page before, for servers that page by token.
        continuation_token?: String,
    }

    /// Which users with grants to list.
    pub struct ListUniqueUsers {
        /// How many at most. Default: 100.
        limit?: u64 = "100",
        /// How many to leave out at the beginning. Default: 0.
        offset?: u64 = "0",
        /// Text that the user's name or address must contain.
        filter?: String,
        /// Where to go on: the `continuation_token` of the page before, for servers that page by token.
        continuation_token?: String,
    }

    /// Which grants to go through.
    pub struct IterateRoomGrants {
        /// How many to fetch at a time. Default: 100.
        page_size?: u64 = "100",
        /// How many to leave out at the beginning. Default: 0.
        offset?: u64,
        /// The order. Default: `room_name`.
        order_by?: String = "\"room_name\"",
    }

    /// Which of a user's grants to go through.
    pub struct IterateRoomGrantsByUser {
        /// How many to fetch at a time. Default: 100.
        page_size?: u64 = "100",
        /// How many to leave out at the beginning. Default: 0.
        offset?: u64,
        /// The order, such as `room_name`.
        order_by?: String,
        /// Text that the room's name must contain.
        filter?: String,
    }

    /// How to go through a list.
    pub struct IteratePages {
        /// How many to fetch at a time. Default: 100.
        page_size?: u64 = "100",
        /// How many to leave out at the beginning. Default: 0.
        offset?: u64,
    }
}

impl Listed for ProjectRoomGrant {
    const LIST: &'static str = "room_grants";
}
impl Listed for ProjectRoomGrantCount {
    const LIST: &'static str = "rooms";
}
impl Listed for ProjectUserGrantCount {
    const LIST: &'static str = "users";
}

fn grants<'a>(project: &'a str, rest: impl IntoIterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    ["accounts", "projects", project, "room-grants"].into_iter().chain(rest)
}

/// `POST /accounts/projects/{project}/room-grants`
pub fn create(project: &str, grant: Json<NewRoomGrant>) -> Result<Request<()>> {
    Ok(Request::post(grants(project, []))?.json(grant))
}

/// `POST /accounts/projects/{project}/room-grants`
pub fn create_by_email(project: &str, grant: Json<NewRoomGrantByEmail>) -> Result<Request<()>> {
    Ok(Request::post(grants(project, []))?.json(grant))
}

/// `PUT /accounts/projects/{project}/room-grants/{grant}`; the service goes by the body and ignores the id.
pub fn update(project: &str, mut grant: Json<RoomGrantUpdate>) -> Result<Request<()>> {
    let id = grant.take("grant_id").filter(|id| !id.is_empty());
    Ok(Request::put(grants(project, [id.as_deref().unwrap_or("unused")]))?.json(grant))
}

/// `DELETE /accounts/projects/{project}/room-grants/{room}/{user}`
pub fn delete(project: &str, room_id: &str, user_id: &str) -> Result<Request<()>> {
    Request::delete(grants(project, [room_id, user_id]))
}

/// `GET /accounts/projects/{project}/room-grants/{room}/{user}`
pub fn get(project: &str, room_id: &str, user_id: &str) -> Result<Request<ProjectRoomGrant>> {
    Request::get(grants(project, [room_id, user_id]))
}

/// `GET /accounts/projects/{project}/room-grants`, for a [`ListRoomGrants`] or an [`IterateRoomGrants`].
pub fn list<Q: Described>(project: &str, which: &Json<Q>) -> Result<Request<Page<ProjectRoomGrant>>> {
    Request::get(grants(project, []))?.query(which)
}

/// `GET /accounts/projects/{project}/room-grants/by-user/{user}`
pub fn list_by_user<Q: Described>(
    project: &str,
    user_id: &str,
    which: &Json<Q>,
) -> Result<Request<Page<ProjectRoomGrant>>> {
    Request::get(grants(project, ["by-user", user_id]))?.query(which)
}

/// `GET /accounts/projects/{project}/room-grants/by-room/{name}`
pub fn list_by_room<Q: Described>(
    project: &str,
    room_name: &str,
    which: &Json<Q>,
) -> Result<Request<Page<ProjectRoomGrant>>> {
    Request::get(grants(project, ["by-room", room_name]))?.query(which)
}

/// `GET /accounts/projects/{project}/room-grants/by-room`
pub fn list_unique_rooms(project: &str, which: &Json<ListPage>) -> Result<Request<Page<ProjectRoomGrantCount>>> {
    Ok(Request::get(grants(project, ["by-room"]))?.query(which)?.rewrite(nest_rooms))
}

/// `GET /accounts/projects/{project}/room-grants/by-user`
pub fn list_unique_users(project: &str, which: &Json<ListUniqueUsers>) -> Result<Request<Page<ProjectUserGrantCount>>> {
    Request::get(grants(project, ["by-user"]))?.query(which)
}

/// Older servers count rooms in a flat form, `{room_id, room_name, metadata, count}`; today's is `{room, count}`.
fn nest_rooms(reply: &[u8]) -> Option<Vec<u8>> {
    let reply = Value::parse(reply)?;
    let rooms = reply.get("rooms")?;
    let flat = |entry: Value<'_>| entry.get("room").is_none() && entry.get("room_id").is_some();
    if !rooms.items().any(flat) {
        return None;
    }
    let mut text = Vec::new();
    for (name, value) in reply.members() {
        text.push(if text.is_empty() { b'{' } else { b',' });
        json::push_name(&mut text, &name);
        if !name.is("rooms") {
            text.extend_from_slice(value.bytes());
            continue;
        }
        for (index, entry) in rooms.items().enumerate() {
            text.push(if index == 0 { b'[' } else { b',' });
            if flat(entry) {
                nest_room(&mut text, entry);
            } else {
                text.extend_from_slice(entry.bytes());
            }
        }
        text.push(b']');
    }
    text.push(b'}');
    Some(text)
}

fn nest_room(text: &mut Vec<u8>, entry: Value<'_>) {
    text.extend_from_slice(b"{\"room\":{");
    let mut first = true;
    for (flat, nested) in
        [("room_id", "id"), ("room_name", "name"), ("metadata", "metadata"), ("annotations", "annotations")]
    {
        if let Some(value) = entry.get(flat) {
            if !first {
                text.push(b',');
            }
            first = false;
            json::push_text(text, nested);
            text.push(b':');
            text.extend_from_slice(value.bytes());
        }
    }
    text.push(b'}');
    for (name, value) in entry.members() {
        if !["room_id", "room_name", "metadata", "annotations"].iter().any(|moved| name.is(moved)) {
            text.push(b',');
            json::push_name(text, &name);
            text.extend_from_slice(value.bytes());
        }
    }
    text.push(b'}');
}
