//! Project members: `/accounts/projects/{project}/users`.

use std::collections::BTreeMap;

use meshagent_macros::{model, resource};

use crate::api::project_profiles::UserProfileView;
use crate::error::{Error, Result};
use crate::json::{self, Kind, Value};
use crate::model::{JsonObject, fill_unless, rebuild};
use crate::request::Arguments;

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
        /// The user's roles in the project, in place of the four rights: for services of today.
        roles?: Vec<ProjectRoleName>,
    }

    /// The roles on a project.
    pub values ProjectRoleName =
        "member" | "admin" | "developer" | "room_creator" | "room_inventory" | "room_manager" | "session_inventory"
        | "agent_creator" | "agent_inventory" | "agent_manager" | "repository_creator" | "repository_inventory"
        | "repository_manager" | "feed_creator" | "feed_inventory" | "feed_manager" | "oauth_client_creator"
        | "oauth_client_inventory" | "oauth_client_manager" | "api_key_creator" | "api_key_inventory"
        | "api_key_manager" | "service_creator" | "service_inventory" | "service_manager" | "service_account_creator"
        | "service_account_inventory" | "service_account_manager" | "participant_token_creator" | "mailbox_creator"
        | "mailbox_inventory" | "mailbox_manager" | "route_creator" | "route_inventory" | "route_manager"
        | "custom_domain_creator" | "custom_domain_inventory" | "custom_domain_manager" | "scheduled_task_creator"
        | "scheduled_task_inventory" | "scheduled_task_manager" | "feed_subscription_creator"
        | "feed_subscription_inventory" | "feed_subscription_manager" | "llm_logger_creator" | "llm_logger_inventory"
        | "llm_logger_manager" | "llm_proxy_user" | "llm_quota_manager" | "usage_reporter" | "billing_manager"
        | "group_manager" | "user_profile_editor";

    /// A member's roles from now on: for services of today.
    pub struct ProjectMemberRoles {
        /// The roles, all of them.
        roles: Vec<ProjectRoleName>,
    }

    /// What a member may do from now on: the four rights, or roles.
    pub union MemberRights by roles {
        "" => ProjectMemberUpdate,
        "*" => ProjectMemberRoles,
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
        /// The roles that the user was given in the project, from services of today, which send no rights.
        direct_roles?: Vec<ProjectRoleName> | null,
        /// The user's metadata, from services of today.
        metadata?: JsonObject | null,
        /// The user's annotations, from services of today.
        annotations?: BTreeMap<String, String> | null,
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

    #![strict]
    /// Which members to list: by `count` and `offset`, or as services of today page, by `page_size`,
    /// `continuation_token` and `view`.
    pub struct ListMembers {
        /// How many at most. Default: 100, unless `page_size` or `view` is given.
        count?: u64,
        /// How many to leave out at the beginning. Default: 0, as for `count`.
        offset?: u64,
        /// Text that the name must contain.
        filter?: String,
        /// How many at most. Default: the service's.
        page_size?: u64,
        /// Where to go on: the `continuation_token` of the page before, for servers that page by token.
        continuation_token?: String,
        /// Whose profile fields to show: the project's, the user's own, or both merged. Default: `merged`, where
        /// `page_size` is given.
        view?: UserProfileView,
    }

    /// Which members to go through.
    pub struct IterateMembers {
        /// How many to fetch at a time. Default: 100.
        page_size?: u64 = "100",
        /// How many to leave out at the beginning. Default: 0.
        offset?: u64,
        /// Text that the name must contain.
        filter?: String,
        /// Whose profile fields to show; for services of today, which are then gone through by token.
        view?: UserProfileView,
    }
}

resource! {
    /// The project's members.
    class Members as project.members;

    /// Adds a user to the project, with rights or with roles. Rejects with a `ConflictError` when the user is a member already.
    fn add(+ project_id, member: NewProjectMember) -> () = POST "accounts/projects/{project}/users" using rights_or_roles;

    /// Replaces a member's rights, all four of them, or roles.
    fn update(user_id, rights: MemberRights) -> () = PUT "accounts/projects/{project}/users/{user_id}"
        using rights_or_roles;

    /// Removes a user from the project.
    fn remove(user_id) -> () = DELETE "accounts/projects/{project}/users/{user_id}";

    /// What the caller is in the project.
    fn role() -> ProjectRole = GET "accounts/projects/{project}/role";

    /// One page of the members, 100 unless `count` says otherwise. A record keeps every field that the service sends.
    fn list(which?: ListMembers) -> Page<ProjectMember> in users =
        GET "accounts/projects/{project}/users" using page_style => flat_members;

    /// All members, fetched page after page while you go through them.
    each iterate(which?: IterateMembers) -> ProjectMember in users by count =
        GET "accounts/projects/{project}/users" => flat_members;
}

/// Roles take the place of the four rights: a service knows the ones or the others.
fn rights_or_roles(arguments: &mut Arguments) -> Result<()> {
    let given = Value::checked(&arguments.text);
    let rights = ["is_admin", "is_developer", "can_create_rooms", "can_use_llm_proxy"];
    match rights.iter().find(|right| given.get(right).is_some()) {
        Some(right) if given.get("roles").is_some() => {
            Err(Error::at(right, &[right, ": it cannot be given together with `roles`"]))
        }
        _ => Ok(()),
    }
}

/// The older form has defaults of its own, and today's always says whose fields it shows.
fn page_style(arguments: &mut Arguments) -> Result<()> {
    fill_unless(&mut arguments.text, &["page_size", "view"], &[("count", "100"), ("offset", "0")]);
    fill_unless(&mut arguments.text, &["count", "offset"], &[("view", "\"merged\"")]);
    Ok(())
}

/// Services of today give a member as `{user, direct_roles}`; here the user's own fields are the member's.
fn flat_members(reply: &str) -> Option<String> {
    json::map_items(reply, "users", |member| {
        let user = Value::checked(member).get("user").filter(|user| user.kind() == Kind::Object)?;
        let mut first = String::new();
        for (name, value) in user.members() {
            if !first.is_empty() {
                first.push(',');
            }
            json::push_name(&mut first, &name);
            first.push_str(value.raw());
        }
        Some(rebuild(member, first, Some("user")))
    })
}
