//! What a role brings with it. The roles are one flat list; which implies
//! which, on what kind of resource, is not recorded and is this server's own
//! reading of their names.

use std::collections::BTreeSet;

pub type Roles = BTreeSet<String>;

/// Each role with those it brings along, on anything but the project.
const IMPLIED: &[(&str, &[&str])] = &[
    ("developer", &["operator"]),
    ("operator", &["viewer", "files_write", "files_delete", "files_presign"]),
    ("viewer", &["guest", "files_list", "files_read", "reader", "list"]),
    ("guest", &["list"]),
    ("publisher", &["list"]),
    ("subscriber", &["reader"]),
    ("reader", &["list"]),
    ("user", &["viewer"]),
    ("secret_manager", &["secret_accessor"]),
    ("secret_accessor", &["secret_list"]),
    ("use_proxy_secrets", &["use_proxy"]),
];

/// What a developer of the project has beyond the role itself.
const DEVELOPS: &[&str] = &[
    "room",
    "agent",
    "repository",
    "feed",
    "service",
    "mailbox",
    "route",
    "custom_domain",
    "scheduled_task",
    "feed_subscription",
    "llm_logger",
];
const DEVELOPER: &[&str] = &[
    "session_inventory",
    "service_account_inventory",
    "api_key_inventory",
    "oauth_client_inventory",
    "participant_token_creator",
    "usage_reporter",
];

/// Whether project roles include `wanted`, by themselves or by what they bring.
pub fn project_holds(held: &Roles, wanted: &str) -> bool {
    held.contains(wanted)
        || held.contains("admin")
        || wanted == "member" && !held.is_empty()
        || held.contains("developer") && developer_holds(wanted)
        || manager_of(wanted).is_some_and(|manager| held.contains(&manager))
}

fn developer_holds(wanted: &str) -> bool {
    let area = area(wanted).map(|(area, _)| area);
    DEVELOPER.contains(&wanted) || area.is_some_and(|area| DEVELOPS.contains(&area))
}

/// `room` of `room_creator`, and `creator`.
fn area(role: &str) -> Option<(&str, &str)> {
    role.rsplit_once('_').filter(|(_, verb)| ["creator", "inventory", "manager"].contains(verb))
}

fn manager_of(role: &str) -> Option<String> {
    let (area, verb) = area(role)?;
    (verb != "manager").then(|| format!("{area}_manager"))
}

/// The roles that project roles bring on each resource of a kind.
pub fn from_project(held: &Roles, kind: &str) -> Roles {
    let mut roles = Roles::new();
    if kind == "project" {
        return roles;
    }
    if project_holds(held, &format!("{kind}_manager")) {
        roles.insert(top(kind).to_owned());
    }
    if project_holds(held, &format!("{kind}_inventory")) {
        roles.insert("list".to_owned());
    }
    roles
}

/// The role that includes all others on a resource of a kind.
fn top(kind: &str) -> &'static str {
    match kind {
        "feed" | "group" | "secret" => "manager",
        _ => "admin",
    }
}

/// Whether roles on a resource other than the project include `wanted`.
pub fn holds(held: &Roles, wanted: &str) -> bool {
    held.contains("admin")
        || held.contains("manager")
        || held.contains(wanted)
        || IMPLIED.iter().any(|(role, brings)| brings.contains(&wanted) && *role != wanted && holds(held, role))
}

/// The capabilities that `access.test` and `access.getEffective` know besides
/// the roles themselves.
pub const CAPABILITIES: [&str; 3] = ["can_view", "can_use", "can_manage"];

/// Whether roles on a resource allow a relation: a role or a capability.
pub fn allows(held: &Roles, kind: &str, relation: &str) -> bool {
    let any = |roles: &[&str]| roles.iter().any(|role| holds(held, role));
    match (kind, relation) {
        ("project", "can_view") => project_holds(held, "member"),
        ("project", "can_use") => project_holds(held, "developer"),
        ("project", "can_manage") => project_holds(held, "admin"),
        ("project", role) => project_holds(held, role),
        (_, "can_view") => any(&["viewer", "reader", "guest", "member", "list", "secret_list"]),
        (_, "can_use") => any(&["operator", "user", "subscriber", "publisher", "use_proxy", "run_service_as"]),
        (_, "can_manage") => any(&["admin", "manager", "secret_manager"]),
        (_, role) => holds(held, role),
    }
}
