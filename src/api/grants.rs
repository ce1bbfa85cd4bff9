//! Room grants: `/accounts/projects/{project}/room-grants`.

mod flat;
mod models;

pub use self::models::*;
pub use crate::api::lists::IteratePages;
use meshagent_macros::resource;

resource! {
    /// Who may enter which room, and do what there.
    class RoomGrants as project.grants;

    /// Gives a user access to a room.
    fn create(grant: NewRoomGrant) -> () = POST "accounts/projects/{project}/room-grants";

    /// Gives a person access to a room by e-mail address and invites those whom the project does not know.
    fn create_by_email(grant: NewRoomGrantByEmail) -> () =
        POST "accounts/projects/{project}/room-grants";

    /// Replaces what a user may do in a room. Members of the scope that this package does not know are kept. The
    /// service goes by the room and the user, and ignores the grant's id.
    fn update(- grant_id or "unused", grant: RoomGrantUpdate) -> () =
        PUT "accounts/projects/{project}/room-grants/{grant_id}";

    /// Takes a user's access to a room away.
    fn delete(room_id, user_id) -> () = DELETE "accounts/projects/{project}/room-grants/{room_id}/{user_id}";

    /// What a user may do in a room. Rejects with a `NotFoundError` when there is no such grant.
    fn get(room_id, user_id) -> ProjectRoomGrant =
        GET "accounts/projects/{project}/room-grants/{room_id}/{user_id}";

    /// One page of the project's grants, 50 unless `limit` says otherwise.
    fn list(which?: ListRoomGrants) -> Page<ProjectRoomGrant> in room_grants = GET "accounts/projects/{project}/room-grants";

    /// One page of a user's grants; `me` is the caller.
    fn list_by_user(user_id, which?: ListRoomGrantsByUser) -> Page<ProjectRoomGrant> in room_grants =
        GET "accounts/projects/{project}/room-grants/by-user/{user_id}";

    /// One page of a room's grants, by the room's **name**.
    fn list_by_room(room_name, which?: ListPage) -> Page<ProjectRoomGrant> in room_grants =
        GET "accounts/projects/{project}/room-grants/by-room/{room_name}";

    /// One page of the rooms that have grants, with the number of grants in each.
    fn list_unique_rooms(which?: ListPage) -> Page<ProjectRoomGrantCount> in rooms =
        GET "accounts/projects/{project}/room-grants/by-room" => flat::nest_rooms;

    /// One page of the users that have grants, with the number of grants of each.
    fn list_unique_users(which?: ListUniqueUsers) -> Page<ProjectUserGrantCount> in users =
        GET "accounts/projects/{project}/room-grants/by-user";

    /// All rooms that have grants, with the number of grants in each.
    each iterate_unique_rooms(which?: IteratePages) -> ProjectRoomGrantCount in rooms by limit =
        GET "accounts/projects/{project}/room-grants/by-room" => flat::nest_rooms;

    /// All users that have grants, with the number of grants of each.
    each iterate_unique_users(which?: IterateUniqueUsers) -> ProjectUserGrantCount in users by limit =
        GET "accounts/projects/{project}/room-grants/by-user";

    /// All grants of the project, fetched page after page while you go through them.
    each iterate(which?: IterateRoomGrants) -> ProjectRoomGrant in room_grants by limit =
        GET "accounts/projects/{project}/room-grants";

    /// All grants of a user; `me` is the caller.
    each iterate_by_user(user_id, which?: IterateRoomGrantsByUser) -> ProjectRoomGrant in room_grants by limit =
        GET "accounts/projects/{project}/room-grants/by-user/{user_id}";

    /// All grants of a room, by the room's **name**.
    each iterate_by_room(room_name, which?: IteratePages) -> ProjectRoomGrant in room_grants by limit =
        GET "accounts/projects/{project}/room-grants/by-room/{room_name}";
}
