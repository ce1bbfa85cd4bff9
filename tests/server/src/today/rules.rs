//! Who may call what. Which role an operation asks for is not recorded; these
//! are the roles whose names say so.

use crate::error::{Error, Result};
use crate::today::call::Call;
use crate::today::subjects::Resource;

/// What a caller must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Not even a token.
    Nothing,
    /// A token; the operation sees to the rest.
    Token,
    /// Any business in the project.
    Member,
    /// A role on the project.
    Role(&'static str),
    /// The role on the project that an area has for what is done in it, such
    /// as `feed_creator`.
    Area(&'static str, &'static str),
    /// A relation to the resource of this kind that the path names, by the
    /// parameter of this name.
    On(&'static str, &'static str, &'static str),
    /// A relation to the resource of an IAM path.
    Policy(&'static str),
}

pub fn need(op: &str) -> Need {
    match op.split_once('.').unwrap_or_default() {
        ("participantTokens", "validate") | ("billing", "getPricing") => Need::Nothing,
        ("projects" | "userSecrets", _) | ("profiles", "whoami" | "get" | "update") => Need::Token,
        ("members", "add" | "update") => Need::Role("admin"),
        ("profiles", "updateInProject") => Need::Role("user_profile_editor"),
        ("settingsDocuments", "get") => Need::Role("developer"),
        ("settingsDocuments", _) => Need::Role("admin"),
        // A view shows what the caller has a role on, so anybody may look.
        ("serviceAccounts", "list") => Need::Member,
        ("serviceAccounts", "get") => Need::On("service_account", "service_account_id", "can_view"),
        ("serviceAccounts", "getByName") => Need::Role("service_account_inventory"),
        ("serviceAccounts", "create") => Need::Role("service_account_creator"),
        ("serviceAccounts", _) => Need::On("service_account", "service_account_id", "can_manage"),
        ("pullSecrets", "add" | "remove") => Need::Role("service_account_manager"),
        ("pullSecrets", _) => Need::Role("service_account_inventory"),
        ("apiKeys", "list") => Need::Role("api_key_inventory"),
        ("apiKeys", "create") => Need::Role("api_key_creator"),
        ("apiKeys", _) => Need::Role("api_key_manager"),
        ("participantTokens", _) => Need::Role("participant_token_creator"),
        ("groups", "create" | "update" | "delete") => Need::Role("group_manager"),
        ("groups", "setMember" | "removeMember") => Need::On("group", "group_id", "manager"),
        ("policies", "get") => Need::Policy("can_view"),
        ("policies", _) => Need::Policy("can_manage"),
        ("serviceAccountSecrets", "create" | "update" | "delete" | "createVersion" | "deleteVersion") => {
            Need::On("service_account", "service_account_id", "secret_manager")
        }
        ("serviceAccountSecrets", _) => Need::On("service_account", "service_account_id", "secret_list"),
        ("sessions", "terminate" | "kill") => Need::Role("room_manager"),
        ("sessions", _) => Need::Role("session_inventory"),
        ("billing", _) => Need::Role("billing_manager"),
        ("usage", "get") => Need::Role("usage_reporter"),
        ("sysadmin", _) => Need::Role("admin"),
        ("llm", _) => Need::Role("llm_proxy_user"),
        ("services", "renderTemplate" | "discoverMcp") => Need::Token,
        ("feeds", "publish" | "publishBatch") => Need::On("feed", "feed_id", "publisher"),
        ("agents", "connect") => Need::Member,
        (resource, verb) => area(resource).map_or(Need::Member, |area| in_area(area, verb)),
    }
}

/// What the roles of a plain resource are called after.
fn area(resource: &str) -> Option<&'static str> {
    Some(match resource {
        "agents" => "agent",
        "repositories" => "repository",
        "feeds" => "feed",
        "feedSubscriptions" => "feed_subscription",
        "llmLoggers" => "llm_logger",
        "mailboxes" => "mailbox",
        "routes" => "route",
        "customDomains" => "custom_domain",
        "services" | "roomServices" => "service",
        "scheduledTasks" => "scheduled_task",
        "roomVolumes" => "room",
        _ => return None,
    })
}

/// The areas whose resources have policies of their own, and what names one
/// in a path.
const WITH_POLICIES: [(&str, &str); 4] =
    [("agent", "agent_id"), ("repository", "repository_id"), ("feed", "feed_id"), ("custom_domain", "domain")];

fn in_area(area: &'static str, verb: &str) -> Need {
    if let Some((_, param)) = WITH_POLICIES.iter().find(|(name, _)| *name == area) {
        match verb {
            // A view shows what the caller has a role on, here as well.
            "list" => return Need::Member,
            // An agent is got by its name, which is no resource's id.
            "get" if area != "agent" => return Need::On(area, param, "can_view"),
            "update" | "delete" => return Need::On(area, param, "can_manage"),
            _ => {}
        }
    }
    match verb {
        _ if verb.starts_with("list") || verb.starts_with("get") => Need::Area(area, "inventory"),
        "create" | "createFromTemplate" if area != "room" => Need::Area(area, "creator"),
        _ => Need::Area(area, "manager"),
    }
}

/// Refuses a caller who may not call the operation.
pub fn check(call: &Call, need: Need) -> Result<()> {
    match need {
        Need::Nothing | Need::Token | Need::Member => Ok(()),
        Need::Role(role) => call.access()?.need(role),
        Need::Area(area, does) => call.access()?.need(&format!("{area}_{does}")),
        Need::On(kind, param, relation) => on(call, &Resource::new(kind, call.at(param)), relation),
        Need::Policy(relation) => {
            let resource = Resource::new(call.at("resource_type"), call.at("resource_id"));
            // A plain member does not see who else has which rights.
            let relation = if resource.kind == "project" && relation == "can_view" { "can_use" } else { relation };
            on(call, &resource, relation)
        }
    }
}

fn on(call: &Call, resource: &Resource, relation: &str) -> Result<()> {
    // A service account has its own secrets.
    let own = resource.kind == "service_account"
        && relation == "secret_list"
        && call.caller().is_ok_and(|caller| caller.id == resource.id);
    if own || call.access()?.identity.allows(call.db, resource, relation)? {
        return Ok(());
    }
    Err(Error::forbidden(&format!("{relation} on the {}", resource.kind)))
}
