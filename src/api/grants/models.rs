//! What is sent and received of room grants.

use crate::access::scope::ApiScope;
use crate::api::rooms::Room;
use meshagent_macros::model;

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
        invite_redirect_url?: String | missing,
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

    /// Which users with grants to go through.
    pub struct IterateUniqueUsers {
        /// How many to fetch at a time. Default: 100.
        page_size?: u64 = "100",
        /// How many to leave out at the beginning. Default: 0.
        offset?: u64,
        /// Text that the user's name or address must contain.
        filter?: String,
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
}
