//! What answers each operation, by its name in the contract. The routes that
//! are the same in both generations and are not here are the older handlers'.

use serde_json::Value;

use crate::error::Result;
use crate::today::call::Call;
use crate::today::{
    access, accounts, agents, billing, deliveries, discovery, feeds, groups, keys, kinds, members, plain, policies,
    profiles, projects, rooms, schedule, secrets, sessions, settings, sysadmin, templates, tokens, usage, versions,
    volumes,
};

/// Answers a checked call.
pub type Answer = fn(&Call) -> Result<Value>;

/// How an operation is answered.
#[derive(Debug, Clone, Copy)]
pub struct Handler {
    pub answer: Answer,
    /// Whether it needs a transaction that writes.
    pub writes: bool,
}

const fn reads(answer: Answer) -> Option<Handler> {
    Some(Handler { answer, writes: false })
}

const fn writes(answer: Answer) -> Option<Handler> {
    Some(Handler { answer, writes: true })
}

pub fn find(op: &str) -> Option<Handler> {
    let (resource, verb) = op.split_once('.')?;
    match (resource, verb) {
        ("projects", "create") => writes(projects::create),
        ("projects", "list") => reads(projects::list),
        ("projects", "get") => reads(projects::get),
        ("projects", "getByKey") => reads(projects::get_by_key),
        ("projects", "getStatus") => reads(projects::status),
        ("members", "add") => writes(members::add),
        ("members", "update") => writes(members::update),
        ("members", "list") => reads(members::list),
        ("profiles", "whoami") => reads(profiles::whoami),
        ("profiles", "get") => reads(profiles::get),
        ("profiles", "getInProject") => reads(profiles::get_in_project),
        ("profiles", "update") => writes(profiles::update),
        ("profiles", "updateInProject") => writes(profiles::update_in_project),
        ("rooms", "list") => reads(rooms::list),
        ("rooms", "connect") => reads(rooms::connect),
        ("rooms", "getStatus") => reads(rooms::status),
        ("rooms", "listEvents") => reads(rooms::list_events),
        ("policies", "get") => reads(policies::get),
        ("policies", "grant") => writes(policies::grant),
        ("policies", "revoke") => writes(policies::revoke),
        ("access", "test") => reads(access::test),
        ("access", "getEffective") => reads(access::effective),
        ("access", "listBindings") => reads(access::list_bindings),
        ("groups", "create") => writes(groups::create),
        ("groups", "delete") => writes(groups::delete),
        ("groups", "listMembers") => reads(groups::list_members),
        ("groups", "setMember") => writes(groups::set_member),
        ("groups", "removeMember") => writes(groups::remove_member),
        ("serviceAccounts", "create") => writes(accounts::create),
        ("serviceAccounts", "delete") => writes(accounts::delete),
        ("apiKeys", "list") => reads(keys::list),
        ("apiKeys", "create") => writes(keys::create),
        ("apiKeys", "delete") => writes(keys::delete),
        ("apiKeys", "revokeByMsid") => writes(keys::revoke),
        ("participantTokens", "mint") => reads(tokens::mint),
        ("participantTokens", "validate") => reads(tokens::validate),
        ("settingsDocuments", "get") => reads(settings::get),
        ("settingsDocuments", "set") => writes(settings::set),
        ("settingsDocuments", "delete") => writes(settings::delete),
        ("pullSecrets", "list") => reads(secrets::list_pull),
        ("pullSecrets", "add") => writes(secrets::add_pull),
        ("pullSecrets", "remove") => writes(secrets::remove_pull),
        ("userSecrets" | "serviceAccountSecrets", verb) => secret(verb),
        ("sessions", verb) => session(verb),
        ("billing", "getPricing") => reads(billing::pricing),
        ("billing", "getBalance") => reads(billing::balance),
        ("billing", "listTransactions") => reads(billing::transactions),
        ("billing", "setAutoRecharge") => writes(billing::set_auto_recharge),
        ("billing", "createSubscriptionCheckout" | "createCreditsCheckout") => reads(billing::checkout),
        ("billing", "getSubscription") => reads(billing::subscription),
        ("usage", "get") => reads(usage::get),
        ("usage", "getOwnLlmProxy") => reads(usage::get_own),
        ("agents", "get") => reads(agents::get),
        ("agents", "create") => writes(agents::create),
        ("agents", "connect") => reads(agents::connect),
        ("llm", "connect") => reads(agents::delegate),
        ("repositories", "createToken") => reads(agents::repository_token),
        ("services", "renderTemplate") => reads(templates::render),
        ("services", "discoverMcp") => reads(discovery::discover),
        ("feeds", "publish" | "publishBatch") => writes(feeds::publish),
        ("mailboxes", "listDeliveries") => reads(deliveries::list),
        ("mailboxes", "getDelivery") => reads(deliveries::get),
        ("mailboxes", "listDeliveryEvents") => reads(deliveries::list_events),
        ("scheduledTasks", "list") => reads(schedule::list),
        ("scheduledTasks", "listRuns") => reads(schedule::list_runs),
        ("roomVolumes", "expand") => writes(volumes::expand),
        ("roomVolumes", "delete") => writes(volumes::delete),
        ("sysadmin", "searchUsers") => reads(sysadmin::search),
        ("sysadmin", "getUser") => reads(sysadmin::get),
        ("sysadmin", "updateUser") => writes(sysadmin::update),
        _ => kinds::find(resource).and_then(|_| plain(verb)),
    }
}

/// What all plain resources do alike.
fn plain(verb: &str) -> Option<Handler> {
    match verb {
        "list" => reads(plain::list),
        "listInRoom" => reads(plain::list_in_room),
        "get" => reads(plain::get),
        "getByName" => reads(plain::get_by_name),
        "create" | "createFromTemplate" => writes(plain::create),
        "update" | "updateFromTemplate" => writes(plain::update),
        "delete" => writes(plain::delete),
        _ => None,
    }
}

fn secret(verb: &str) -> Option<Handler> {
    match verb {
        "list" => reads(secrets::list),
        "search" => reads(secrets::search),
        // Reading a value writes down that it was read.
        "get" => writes(secrets::get),
        "create" => writes(secrets::create),
        "update" => writes(secrets::update),
        "delete" => writes(secrets::delete),
        "listVersions" => reads(versions::list),
        "createVersion" => writes(versions::create),
        "accessVersion" => writes(versions::access),
        "deleteVersion" => writes(versions::delete),
        "listProxyAccess" => reads(secrets::list_proxy_access),
        "grantProxyAccess" => writes(secrets::grant_proxy_access),
        "revokeProxyAccess" => writes(secrets::revoke_proxy_access),
        _ => None,
    }
}

fn session(verb: &str) -> Option<Handler> {
    match verb {
        "get" => reads(sessions::get),
        "getParticipantCounts" => reads(sessions::participants),
        "listActive" => reads(sessions::list_active),
        "listRecent" => reads(sessions::list_recent),
        "listRecentInRoom" => reads(sessions::list_in_room),
        "listActiveAgents" => reads(sessions::list_active_agents),
        "listRecentAgents" => reads(sessions::list_recent_agents),
        "listRecentForAgent" => reads(sessions::list_for_agent),
        "listEvents" | "listSpans" | "listMetrics" => reads(sessions::list_rows),
        "terminate" | "kill" => writes(sessions::end),
        _ => None,
    }
}
