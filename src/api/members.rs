//! Project members: `/accounts/projects/{project}/users`.

use meshagent_macros::{model, resource};

model! {
    /// A user to add to the project; a right that is left out is the service's to decide.
    pub struct NewProjectMember {
        /// The user's id.
        user_id: String,
        /// Whether the user administers the project.
        is_admin?: bool,
        /// Whether the user develops in the project.
        is_developer?: bool,
        /// Whether the user may create rooms.
        can_create_rooms?: bool,
        /// Whether the user may use the LLM proxy.
        can_use_llm_proxy?: bool,
    }

    /// A member's rights from now on: all four, so that none is kept by accident.
    pub struct ProjectMemberUpdate {
        /// Whether the user administers the project.
        is_admin: bool,
        /// Whether the user develops in the project.
        is_developer: bool,
        /// Whether the user may create rooms.
        can_create_rooms: bool,
        /// Whether the user may use the LLM proxy.
        can_use_llm_proxy: bool,
    }

    /// A member of the project.
    pub struct ProjectMember {
        /// The user's id.
        id: String,
        /// The user's e-mail address.
        email?: String | null,
        /// The user's first name.
        first_name?: String | null,
        /// The user's last name.
        last_name?: String | null,
        /// Whether the user administers the project. Default: false.
        is_admin?: bool | null,
        /// Whether the user develops in the project. Default: false.
        is_developer?: bool | null,
        /// Whether the user may create rooms. Default: false.
        can_create_rooms?: bool | null,
        /// Whether the user may use the LLM proxy. Default: false.
        can_use_llm_proxy?: bool | null,
    }

    /// What the caller is in the project.
    pub struct ProjectRole {
        /// `member`, `developer` or `admin`; newer services may have more.
        role: String,
        /// Whether the caller may create rooms. Default: false.
        can_create_rooms: bool | null = "false",
        /// Whether the caller may use the LLM proxy. Default: false.
        can_use_llm_proxy: bool | null = "false",
    }

    /// Which members or clients to list.
    pub struct ListByCount {
        /// How many at most. Default: 100.
        count?: u64 = "100",
        /// How many to leave out at the beginning. Default: 0.
        offset?: u64 = "0",
        /// Text that the name must contain.
        filter?: String,
        /// Where to go on: the `continuation_token` of the page before, for servers that page by token.
        continuation_token?: String,
    }

    /// Which members or clients to go through.
    pub struct IterateFiltered {
        /// How many to fetch at a time. Default: 100.
        page_size?: u64 = "100",
        /// How many to leave out at the beginning. Default: 0.
        offset?: u64,
        /// Text that the name must contain.
        filter?: String,
    }
}

resource! {
    /// The project's members.
    class Members as project.members;

    /// Adds a user to the project. Rejects with a `ConflictError` when the user is a member already.
    fn add(+ project_id, member: NewProjectMember) -> () = POST "accounts/projects/{project}/users";

    /// Replaces a member's rights, all four of them.
    fn update(user_id, rights: ProjectMemberUpdate) -> () = PUT "accounts/projects/{project}/users/{user_id}";

    /// Removes a user from the project.
    fn remove(user_id) -> () = DELETE "accounts/projects/{project}/users/{user_id}";

    /// What the caller is in the project.
    fn role() -> ProjectRole = GET "accounts/projects/{project}/role";

    /// One page of the members, 100 unless `count` says otherwise. A record keeps every field that the service sends.
    fn list(which?: ListByCount) -> Page<ProjectMember> in users = GET "accounts/projects/{project}/users";

    /// All members, fetched page after page while you go through them.
    each iterate(which?: IterateFiltered) -> ProjectMember in users by count =
        GET "accounts/projects/{project}/users";
}
