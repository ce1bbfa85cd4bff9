//! What an error reply says: the message of an error, and its code.

use crate::json::{self, Kind as JsonKind, Value};
use crate::secrets::Secrets;

/// The message of an error reply: its status and the first text among `error.message`, `error`, `error_description`,
/// `message` and `detail`, else the body, else the status text. And its code, if it has one: the first text among
/// `error.code`, `code` and, where it is one word as OAuth's are, `error`.
pub(crate) fn told(status: u16, status_text: &str, body: &str, secrets: &Secrets) -> (String, Option<String>) {
    let parsed = Value::parse(body);
    let text = |place: Option<Value<'_>>| place?.text().filter(|text| !text.trim_ascii().is_empty());
    let member = |name: &str| text(parsed?.get(name));
    let inner = |name: &str| text(parsed?.get("error")?.get(name));
    let told = ["error", "error_description", "message", "detail"]
        .into_iter()
        .fold(inner("message"), |told, name| told.or_else(|| member(name)));
    let word = || member("error").filter(|error| error.bytes().all(|byte| byte.is_ascii_graphic()));
    let code = inner("code").or_else(|| member("code")).or_else(word);
    let empty = parsed.is_some_and(|reply| reply.kind() == JsonKind::Object && reply.members().next().is_none());
    let text = match told {
        Some(text) => text,
        // An empty object says no more than the status does.
        None if empty => String::new(),
        None => body.to_owned(),
    };
    // Hidden before the text is cut, which could leave the beginning of a secret.
    let text = secrets.hide(text.trim_ascii());
    let text = if text.is_empty() { secrets.hide(status_text) } else { text };
    let mut message = json::decimal(status.into());
    if !text.is_empty() {
        message.push(' ');
        message.push_str(cut(&text));
    }
    (message, code.map(|code| cut(&secrets.hide(&code)).to_owned()))
}

/// The beginning of a text: as much of it as a reader needs.
pub(crate) fn cut(text: &str) -> &str {
    const LONGEST: usize = 500;
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}
