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

/// Appends a member's name as it stands in its source, and the colon.
pub(crate) fn push_name(text: &mut String, name: &RawText<'_>) {
    text.push('"');
    text.push_str(name.source());
    text.push_str("\":");
}
