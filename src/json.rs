//! JSON text: a lazy view of what was checked, and what writes it.

mod value;

pub(crate) use meshagent_schema::{Kind, RawText, Scanner, not_utf8, push_decimal};
pub(crate) use value::Value;

/// Appends `value` as a JSON string.
pub(crate) fn push_text(text: &mut String, value: &str) {
    text.push('"');
    for character in value.chars() {
        match character {
            '"' | '\\' => {
                text.push('\\');
                text.push(character);
            }
            '\0'..' ' => {
                text.push_str("\\u00");
                for digit in [character as u32 >> 4, character as u32 & 15] {
                    text.push(char::from_digit(digit, 16).unwrap_or('0'));
                }
            }
            _ => text.push(character),
        }
    }
    text.push('"');
}

/// A number as text.
pub(crate) fn decimal(number: u64) -> String {
    let mut text = String::new();
    push_decimal(&mut text, number);
    text
}

/// An object with the items of one of its lists rewritten; `None` when none of them is.
pub(crate) fn map_items(object: &str, list: &str, rewrite: impl Fn(&str) -> Option<String>) -> Option<String> {
    let object = Value::parse(object)?;
    let items: Vec<_> = object.get(list)?.items().map(|item| (item.raw(), rewrite(item.raw()))).collect();
    if items.iter().all(|(_, rewritten)| rewritten.is_none()) {
        return None;
    }
    let mut text = String::from("{");
    for (name, value) in object.members() {
        if text.len() > 1 {
            text.push(',');
        }
        push_name(&mut text, &name);
        if !name.is(list) {
            text.push_str(value.raw());
            continue;
        }
        text.push('[');
        for (index, (item, rewritten)) in items.iter().enumerate() {
            if index > 0 {
                text.push(',');
            }
            text.push_str(rewritten.as_deref().unwrap_or(item));
        }
        text.push(']');
    }
    text.push('}');
    Some(text)
}

/// Appends a member's name as it stands in its source, and the colon.
pub(crate) fn push_name(text: &mut String, name: &RawText<'_>) {
    text.push('"');
    text.push_str(name.source());
    text.push_str("\":");
}
