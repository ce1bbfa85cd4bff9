//! The older, flat form of the rooms that have grants.

use crate::json::{self, Value};

/// Older servers count rooms in a flat form, `{room_id, room_name, metadata, count}`; today's is `{room, count}`.
pub(super) fn nest_rooms(reply: &str) -> Option<String> {
    json::map_items(reply, "rooms", |entry| {
        let entry = Value::checked(entry);
        if entry.get("room").is_some() || entry.get("room_id").is_none() {
            return None;
        }
        let mut text = String::new();
        nest_room(&mut text, entry);
        Some(text)
    })
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
