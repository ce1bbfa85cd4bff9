//! Routes that both generations have: the query or the body decides whose form
//! a request has. Where it has neither's, it is the older one's, unless only
//! today's generation is served.

use serde_json::Value;

use crate::app::Server;
use crate::error::Result;
use crate::paging::PageStyle;
use crate::today::Api;
use crate::today::contract::{Contract, Operation};
use crate::today::validate::Texts;

/// Of the operations that share a route, the one that a body is for: a service
/// is made from a spec or from a template.
pub fn by_body<'a>(contract: &'a Contract, operation: &'a Operation, body: &Value) -> Result<&'a Operation> {
    let services = ["services.create", "services.update", "roomServices.create", "roomServices.update"];
    if services.contains(&operation.op.as_str()) && ["template", "values"].iter().any(|name| body.get(name).is_some()) {
        return contract.operation(&format!("{}FromTemplate", operation.op));
    }
    Ok(operation)
}

/// What only today's lists are asked with.
const PAGING: [&str; 3] = ["page_size", "continuation_token", "view"];

/// Whether a list is asked for in the older form. With `--page-style token`
/// the older lists are continued by tokens too, so that only `view` tells.
pub fn is_older_query(app: &Server, op: &str, query: &Texts) -> bool {
    if app.api == Api::Policies || !["rooms.list", "members.list"].contains(&op) {
        return false;
    }
    match app.page_style {
        PageStyle::Offset => !PAGING.iter().any(|name| query.contains_key(*name)),
        PageStyle::Token => !query.contains_key("view"),
    }
}

/// Whether a body is in the older form: one that cannot be read is as well.
pub fn is_older_body(app: &Server, op: &str, body: Option<&Value>) -> bool {
    let has = |name: &str| body.is_some_and(|body| body.get(name).is_some_and(|value| !value.is_null()));
    match op {
        "members.add" | "members.update" => app.api != Api::Policies && !has("roles"),
        // Nothing else tells the forms apart, and the older handler serves both.
        "rooms.connect" => !has("email"),
        _ => false,
    }
}
