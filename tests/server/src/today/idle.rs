//! What nothing produces here: tasks are not run, mail is not sent, templates
//! are not read.

use serde_json::{Value, json};

use crate::error::{Error, Result};
use crate::today::call::Call;
use crate::today::plain;

/// `scheduledTasks.listRuns`, `mailboxes.listDeliveries`: none of something
/// that is there.
pub fn empty(call: &Call) -> Result<Value> {
    plain::record(call)?;
    call.stretch(Vec::new())
}

/// `mailboxes.getDelivery`, `mailboxes.listDeliveryEvents`: no mailbox has one.
pub fn no_delivery(call: &Call) -> Result<Value> {
    plain::record(call)?;
    Err(Error::not_found("delivery_not_found"))
}

/// `feeds.publish`, `feeds.publishBatch`: nobody is told.
pub fn publish(call: &Call) -> Result<Value> {
    let feed = plain::record(call)?;
    if feed.members.get("paused") == Some(&json!(true)) {
        return Err(Error::conflict("feed_paused", "the feed is paused"));
    }
    Ok(json!({}))
}

/// `services.renderTemplate`: the template as the description of an empty one.
pub fn render(call: &Call) -> Result<Value> {
    let name = call.value("values").get("name").and_then(Value::as_str).unwrap_or("template");
    let metadata = json!({ "name": name, "description": call.value("template") });
    Ok(json!({ "version": "v1", "kind": "ServiceTemplate", "metadata": metadata }))
}

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
