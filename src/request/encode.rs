//! Paths, queries and forms as they are written in addresses and bodies.

use crate::error::{Error, Result, concat};
use crate::json::{Kind as JsonKind, RawText, Value, decimal};

/// Puts the project's id, if there is one, in the place `{project}` of a path and segments in the other places, each
/// percent-encoded as `encodeURIComponent` does. In the place `{*name}` slashes stay, and in `{**name}` there may be nothing at all.
///
/// Empty segments, `.` and `..` are refused: URL parsers fold them, even written `%2e`, into another resource's address.
/// So are control characters, which no id and no name has: a line break comes from the file that an id was read from.
pub(crate) fn encode_path(template: &str, project: Option<&str>, segments: &[String]) -> Result<String> {
    let mut path = String::with_capacity(2 * template.len());
    let mut segments = segments.iter();
    for part in template.split('/') {
        path.push('/');
        let place = part.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)));
        let Some((before, (place, after))) = place else {
            path.push_str(part);
            continue;
        };
        path.push_str(before);
        let name = place.trim_start_matches('*');
        let project = project.filter(|_| name == "project");
        let segment = project.unwrap_or_else(|| segments.next().map_or("", String::as_str));
        if name.len() == place.len() {
            push_segment(&mut path, name, segment)?;
        } else if !segment.is_empty() || !place.starts_with("**") {
            for (index, piece) in segment.split('/').enumerate() {
                if index > 0 {
                    path.push('/');
                }
                push_segment(&mut path, name, piece)?;
            }
        }
        path.push_str(after);
    }
    Ok(path)
}

/// The path of a list of segments, with each encoded as above.
pub(crate) fn join_path(segments: Value<'_>) -> Result<String> {
    let mut path = String::new();
    for (index, segment) in segments.items().enumerate() {
        path.push('/');
        let name = concat(&["path[", &decimal(index as u64), "]"]);
        push_segment(&mut path, &name, &segment.text().unwrap_or_default())?;
    }
    if path.is_empty() { Err(Error::place("path", "at least one segment", "none")) } else { Ok(path) }
}

/// Appends one segment, or fails; `name` is what the error calls it.
fn push_segment(path: &mut String, name: &str, segment: &str) -> Result<()> {
    let problem = if matches!(segment, "" | "." | "..") {
        ": an id or name in a path must not be empty, . or .."
    } else if segment.bytes().any(|byte| byte.is_ascii_control()) {
        ": an id or name in a path must not have a line break or another control character in it"
    } else {
        percent_encode(path, segment, SEGMENT);
        return Ok(());
    };
    Err(Error::at(name, &[name, problem]))
}

/// What stands for itself besides letters and digits in a path.
const SEGMENT: &[u8] = b"-_.!~*'()";
/// The same in a form, where a space becomes a plus.
const FORM: &[u8] = b"-_.* ";

/// Appends `text` with all but letters, digits and `plain` percent-encoded. A space that is plain becomes a plus.
fn percent_encode(to: &mut String, text: &str, plain: &[u8]) {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || plain.contains(&byte);
    let mut unchanged = true;
    for byte in text.bytes() {
        unchanged &= byte != b' ' && is_plain(byte);
    }
    if unchanged {
        return to.push_str(text);
    }
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let hex = |digit: u8| char::from(HEX.get(usize::from(digit)).copied().unwrap_or(b'0'));
    for byte in text.bytes() {
        if is_plain(byte) {
            to.push(if byte == b' ' { '+' } else { char::from(byte) });
        } else {
            to.push('%');
            to.push(hex(byte >> 4));
            to.push(hex(byte & 15));
        }
    }
}

/// Appends a name and its value, form-encoded, where a space is `+`.
pub(crate) fn push_form(form: &mut String, name: &str, value: &str) {
    if !form.is_empty() {
        form.push('&');
    }
    percent_encode(form, name, FORM);
    form.push('=');
    percent_encode(form, value, FORM);
}

/// Text as it stands in a form.
pub(crate) fn encoded(text: &str) -> String {
    let mut form = String::new();
    percent_encode(&mut form, text, FORM);
    form
}

/// The members of an object as form fields: text, numbers and booleans. `null` and blank text are left out.
pub(crate) fn encode_form(members: Value<'_>) -> Result<String> {
    let mut form = String::new();
    for (name, value) in members.members() {
        let unencodable = |name: &RawText<'_>| {
            Error::input(&[name.source(), ": expected text, a number or a boolean that a URL can carry"])
        };
        let text = match value.kind() {
            JsonKind::Null => continue,
            JsonKind::Text => value.text(),
            JsonKind::Bool | JsonKind::Number => Some(value.raw().to_owned()),
            JsonKind::List | JsonKind::Object => None,
        };
        let (Some(name), Some(text)) = (name.decode(), text) else {
            return Err(unencodable(&name));
        };
        if !text.trim_ascii().is_empty() {
            push_form(&mut form, &name, &text);
        }
    }
    Ok(form)
}

/// The name of a member of an encoded query.
fn name_of(pair: &str) -> &str {
    pair.split_once('=').map_or(pair, |(name, _)| name)
}

/// A query with the members of another, which take the places of those that have their names.
pub(crate) fn replace_members(query: &str, others: &str) -> String {
    let is_there = |pair: &&str| others.split('&').any(|other| name_of(other) == name_of(pair));
    let kept = query.split('&').filter(|pair| !pair.is_empty() && !is_there(pair));
    let others = others.split('&').filter(|pair| !pair.is_empty());
    kept.chain(others).collect::<Vec<_>>().join("&")
}

/// Sets members of an encoded query, replacing those that are there.
pub(crate) fn replace_in_query(query: &str, drop: &[&str], set: &[(&str, &str)]) -> String {
    let mut kept = String::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let name = name_of(pair);
        if drop.contains(&name) || set.iter().any(|(set, _)| *set == name) {
            continue;
        }
        if !kept.is_empty() {
            kept.push('&');
        }
        kept.push_str(pair);
    }
    for (name, value) in set {
        push_form(&mut kept, name, value);
    }
    kept
}
