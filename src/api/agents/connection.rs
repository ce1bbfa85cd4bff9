//! The older form of an agent's address.

use crate::json::Value;
use crate::model::put;

/// Older servers give the address of the agent's messages under `/accounts/projects/{project}/agents/{agent}`; it is
/// `/agents/{project}/{agent}` today.
pub(super) fn today_address(reply: &str) -> Option<String> {
    let connection = Value::parse(reply)?;
    let address = connection.get("agent_url")?.text()?;
    let parts: Vec<&str> = address.split('/').collect();
    let [host @ .., "accounts", "projects", project, "agents", agent, "messages"] = parts.as_slice() else {
        return None;
    };
    let address = [&host.join("/"), "agents", project, agent, "messages"].join("/");
    Some(put(reply, "agent_url", &address))
}
