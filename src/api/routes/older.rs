//! The older form of a route: no `spec`, but a room's name and a port.

use crate::json::{self, Value};

/// A route without a `spec` as today's: a room, and the port that has the path `/`.
pub(super) fn nest_route(route: &str) -> Option<String> {
    let route = Value::parse(route)?;
    if route.get("spec").is_some() {
        return None;
    }
    let (domain, room) = (route.get("domain")?.raw(), route.get("room_name")?.raw());
    let mut text = String::new();
    for (name, value) in route.members() {
        text.push(if text.is_empty() { '{' } else { ',' });
        json::push_name(&mut text, &name);
        text.push_str(value.raw());
    }
    let annotations = route.some("annotations").map_or("{}", Value::raw);
    let port = route.some("port").map_or("null", Value::raw);
    for part in [
        ",\"spec\":{\"version\":\"v1\",\"kind\":\"Route\",\"metadata\":{\"name\":",
        domain,
        ",\"annotations\":",
        annotations,
        "},\"domain\":",
        domain,
        ",\"backend\":{\"room\":{\"name\":",
        room,
        "}},\"paths\":[{\"path\":\"/\",\"targetPort\":",
        port,
        "}]}}",
    ] {
        text.push_str(part);
    }
    Some(text)
}

/// The same for a page of routes.
pub(super) fn nest_routes(reply: &str) -> Option<String> {
    json::map_items(reply, "routes", nest_route)
}
