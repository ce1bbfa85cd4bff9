//! Services that stand for MCP servers: nothing asks other servers here.

use serde_json::{Value, json};

use crate::error::{Error, Result};
use crate::today::call::Call;

/// `services.discoverMcp`: a service that stands for the server at an address,
/// which is not asked.
pub fn discover(call: &Call) -> Result<Value> {
    let url = call.text("url").unwrap_or_default();
    let host = url.split_once("://").map(|(_, rest)| rest.split(['/', '?']).next().unwrap_or_default());
    let host = host.filter(|host| !host.is_empty()).ok_or_else(|| Error::invalid("url", "must be an address"))?;
    let kind = if call.text("format") == Some("template") { "ServiceTemplate" } else { "Service" };
    Ok(json!({
        "version": "v1",
        "kind": kind,
        "metadata": { "name": host },
        "ports": [{ "num": 443, "type": "http", "endpoints": [{ "path": "/", "mcp": { "label": host } }] }],
        "external": { "url": url },
    }))
}
