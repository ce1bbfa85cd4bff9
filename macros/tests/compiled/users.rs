//! Declarations as `meshagent-wasm` has them.

use meshagent_macros::model;

model! {
    /// A room.
    pub struct Room {
        /// Its id.
        id: String,
        /// Its kind.
        r#type?: String,
        /// Its key.
        #[secret]
        key?: String | missing,
    }

    /// What a user is in a room.
    pub values RoomRole = "guest" | "member";

    #![strict]
    /// A room to create.
    pub struct NewRoom {
        /// Its name.
        name: String,
        /// Whether it is new.
        is_new?: bool,
        /// The role.
        role?: RoomRole | null,
        /// A note.
        note?: String | missing,
        /// Tags.
        tags: Vec<String> | null = "[]",
        /// A number.
        limit?: u64 = "50",
    }

    /// Which rooms to list.
    pub struct ListRooms {
        /// How many at most.
        limit?: u64,
    }

    /// Which rooms to go through.
    pub struct IterateRooms {
        /// How many at a time.
        page_size?: u64,
    }

    /// Nothing at all.
    pub struct Nothing {}
}

pub mod rooms {
    use meshagent_macros::resource;

    use super::{IterateRooms, ListRooms, NewRoom, Room};

    fn rename(text: &str) -> String {
        text.to_owned()
    }

    resource! {
        /// The project's rooms.
        class Rooms as project.rooms;

        /// A room.
        fn get(name) -> Room = GET "accounts/projects/{project}/rooms/{name}";

        /// One page.
        fn list(which?: ListRooms) -> Page<Room> in rooms = GET "accounts/projects/{project}/rooms" => self::rename;

        /// All rooms.
        each iterate(which?: IterateRooms) -> Room in rooms by limit = GET "accounts/projects/{project}/rooms";

        /// Replaces it.
        fn update(- grant_id or "unused", grant: NewRoom) -> () =
            PUT "accounts/projects/{project}/room-grants/{grant_id}";

        /// Adds it.
        fn add(+ project_id, room: NewRoom) -> () = POST "accounts/rooms";

        /// What joining takes.
        fn connect(name, {}) -> Room = POST "accounts/projects/{project}/rooms/{name}/connect";

        /// Finds one.
        fn find(path in query) -> Room from room = GET "projects/{project}/find";

        /// A room, if it is there.
        fn peek(name) -> Room or null = GET "projects/{project}/rooms/{name}";

        /// What the headers say of a room.
        fn about(kind in path: "room" | "hall", name) -> Room = HEAD "projects/{project}/{kind}s/{*name}";

        /// Whether there is one.
        fn exists(name) -> exists = HEAD "projects/{project}/rooms/{name}/?now=";

        /// Renames it.
        fn call_it(kind in body: "room" | "hall", name in body, room: NewRoom) -> () = POST "rename";

        /// Stores.
        upload upload(path in query, data) = POST "projects/{project}/storage/upload" at files;

        /// Fetches.
        download download(path in query) -> bytes = GET "projects/{project}/storage/download" at files;

        /// Fetches as a stream.
        download download_stream(path in query) -> stream = GET "projects/{project}/storage/download";
    }
}

pub mod client {
    use super::{NewRoom, Room};

    meshagent_macros::resource! {
        impl Meshagent;

        /// Exchanges.
        fn exchange_oauth_token as exchangeOAuthToken(form form: NewRoom) -> Room = POST "oauth/token" anonymous;
    }
}
