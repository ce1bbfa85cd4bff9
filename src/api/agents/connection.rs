//! The older form of an agent's address.

use crate::json::Value;
use crate::model::put;

/// Older servers give the address of the agent's messages under `/accounts/projects/{project}/agents/{agent}`; it is
/// `/agents/{project}/{agent}` today.
pub(super) fn today_address(reply: &str) -> Option<String> {
    let connection = Value::parse(reply)?;
    let address = connection.get("agent_url")?.text()?;
    let (host, rest) = address.split_once("/accounts/projects/")?;
    let (project, rest) = rest.split_once("/agents/")?;
    let agent = rest.strip_suffix("/messages")?;
    if project.contains('/') || agent.contains('/') {
        return None;
    }
    Some(put(reply, "agent_url", &[host, "/agents/", project, "/", agent, "/messages"].concat()))
}
