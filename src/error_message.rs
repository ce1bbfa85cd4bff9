//! What an error reply says, as the message of an error.

use crate::json::{self, Kind as JsonKind, Value};
use crate::secrets::Secrets;

/// The message of an error reply: its status and the first text among `error.message`, `error`, `error_description`,
/// `message` and `detail`, else the body, else the status text.
pub(crate) fn message(status: u16, status_text: &str, body: &str, secrets: &Secrets) -> String {
    let parsed = Value::parse(body);
    let told = parsed.and_then(|reply| {
        let text = |place: Option<Value<'_>>| place?.text().filter(|text| !text.trim_ascii().is_empty());
        let told = text(reply.get("error").and_then(|error| error.get("message")));
        ["error", "error_description", "message", "detail"]
            .into_iter()
            .fold(told, |told, name| told.or_else(|| text(reply.get(name))))
    });
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
    message
}

/// The beginning of a text: as much of it as a reader needs.
pub(crate) fn cut(text: &str) -> &str {
    const LONGEST: usize = 500;
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}
