//! The older, flat form of the rooms that have grants.

use crate::json::{self, Value};

/// Older servers count rooms in a flat form, `{room_id, room_name, metadata, count}`; today's is `{room, count}`.
pub(super) fn nest_rooms(reply: &str) -> Option<String> {
    let reply = Value::parse(reply)?;
    let rooms = reply.get("rooms")?;
    let flat = |entry: Value<'_>| entry.get("room").is_none() && entry.get("room_id").is_some();
    if !rooms.items().any(flat) {
        return None;
    }
    let mut text = String::new();
    for (name, value) in reply.members() {
        text.push(if text.is_empty() { '{' } else { ',' });
        json::push_name(&mut text, &name);
        if !name.is("rooms") {
            text.push_str(value.raw());
            continue;
        }
        for (index, entry) in rooms.items().enumerate() {
            text.push(if index == 0 { '[' } else { ',' });
            if flat(entry) {
                nest_room(&mut text, entry);
            } else {
                text.push_str(entry.raw());
            }
        }
        text.push(']');
    }
    text.push('}');
    Some(text)
}

fn nest_room(text: &mut String, entry: Value<'_>) {
    text.push_str("{\"room\":{");
    let mut first = true;
    for (flat, nested) in
        [("room_id", "id"), ("room_name", "name"), ("metadata", "metadata"), ("annotations", "annotations")]
    {
        if let Some(value) = entry.get(flat) {
            if !first {
                text.push(',');
            }
            first = false;
            json::push_text(text, nested);
            text.push(':');
            text.push_str(value.raw());
        }
    }
    text.push('}');
    for (name, value) in entry.members() {
        if !["room_id", "room_name", "metadata", "annotations"].iter().any(|moved| name.is(moved)) {
            text.push(',');
            json::push_name(text, &name);
            text.push_str(value.raw());
        }
    }
    text.push('}');
}
