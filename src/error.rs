//! Errors: what went wrong, whose fault it was and what may be tried again. Pure data; the JavaScript classes are made
//! of it at the boundary.

use std::fmt;

pub(crate) use meshagent_schema::{Fault, concat};

use crate::json::{self, Kind as JsonKind, Value};

/// What a fallible function of this crate returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The class of an [`Error`], named as the JavaScript classes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// An argument, an option or a reply of a status without a class of its own.
    RoomException,
    /// 400: the service refused the request's content.
    ValidationErrorResponse,
    /// 401: no valid token.
    AuthenticationError,
    /// 403: the token does not allow this.
    PermissionDeniedError,
    /// 404: no such thing.
    NotFoundError,
    /// 409: it exists already.
    ConflictError,
    /// 423: the room is disabled.
    RoomDisabledError,
    /// 429: too many requests.
    RateLimitError,
    /// 5xx: the service failed.
    ServerError,
    /// No reply at all.
    ConnectionError,
    /// No reply in time.
    TimeoutError,
    /// A reply that is not what the API promises.
    InvalidResponseError,
    /// A participant token that is not valid.
    TokenError,
}

impl Kind {
    /// The class for a reply's status.
    pub fn of_status(status: u16) -> Kind {
        match status {
            400 => Kind::ValidationErrorResponse,
            401 => Kind::AuthenticationError,
            403 => Kind::PermissionDeniedError,
            404 => Kind::NotFoundError,
            409 => Kind::ConflictError,
            423 => Kind::RoomDisabledError,
            429 => Kind::RateLimitError,
            500..=599 => Kind::ServerError,
            _ => Kind::RoomException,
        }
    }
}

/// Why a call failed. Boxed, so that a `Result` stays small where nothing fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(pub(crate) Box<Details>);

/// What an [`Error`] knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Details {
    pub(crate) kind: Kind,
    pub(crate) message: String,
    /// The reply's status; 0 when there was none.
    pub(crate) status: u16,
    /// The reply's text.
    pub(crate) body: Option<String>,
    /// The place in the reply or the argument, such as `room_grants[3].room.name`.
    pub(crate) path: Option<String>,
    /// Why a token is not valid.
    pub(crate) reason: Option<&'static str>,
}

impl Error {
    #[cold]
    #[inline(never)]
    pub(crate) fn new(kind: Kind, message: String) -> Self {
        Error(Box::new(Details { kind, message, status: 0, body: None, path: None, reason: None }))
    }

    /// An argument or option that cannot be used; the message is put together from `parts`.
    #[cold]
    #[inline(never)]
    pub(crate) fn input(parts: &[&str]) -> Self {
        Error::new(Kind::RoomException, concat(parts))
    }

    /// An argument or option that is not what it should be, by its name.
    #[cold]
    #[inline(never)]
    pub(crate) fn place(name: &str, expected: &str, found: &str) -> Self {
        Error::at(name, &[name, ": expected ", expected, ", got ", found])
    }

    /// An error about one argument or option; the message is put together from `parts`.
    #[cold]
    #[inline(never)]
    pub(crate) fn at(name: &str, parts: &[&str]) -> Self {
        let mut error = Error::input(parts);
        error.0.path = Some(name.to_owned());
        error
    }

    /// An argument that is not of the form its table asks for.
    pub(crate) fn argument(fault: &Fault, argument: &str) -> Self {
        let mut path = String::from(argument);
        if !fault.path.is_empty() && !fault.path.starts_with('[') && !argument.is_empty() {
            path.push('.');
        }
        path.push_str(&fault.path);
        Error::at(&path, &[&sentence(fault, &path)])
    }

    /// A reply that is not what the API promises.
    pub(crate) fn reply(fault: &Fault) -> Self {
        let place = if fault.path.is_empty() { "the reply" } else { &fault.path };
        let mut error = Error::new(Kind::InvalidResponseError, sentence(fault, place));
        error.0.path = Some(fault.path.clone());
        error
    }

    /// An error reply: the class by its status, the message from wherever its body has one.
    #[doc(hidden)]
    pub fn of_reply(status: u16, status_text: &str, body: String) -> Self {
        let mut error = Error::new(Kind::of_status(status), message(status, status_text, &body));
        error.0.status = status;
        error.0.body = Some(body);
        error
    }

    /// The class of the error.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// The reply's status, when there was a reply.
    pub fn status(&self) -> Option<u16> {
        (self.0.status != 0).then_some(self.0.status)
    }

    /// The reply's text, when there was an error reply.
    pub fn body(&self) -> Option<&str> {
        self.0.body.as_deref()
    }

    /// The place in the reply or the argument, such as `room_grants[3].room.name`.
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// Why a token is not valid: `malformed`, `wrong-algorithm`, `bad-signature`, `expired` or `not-yet-valid`.
    pub fn reason(&self) -> Option<&'static str> {
        self.0.reason
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Error {}

/// The message of an error reply: the first text among `error.message`, `error`, `error_description`, `message` and
/// `detail`, else the body, else the status text.
fn message(status: u16, status_text: &str, body: &str) -> String {
    const LONGEST: usize = 500;
    let parsed = Value::parse(body);
    let told = parsed.and_then(|reply| {
        let text = |place: Option<Value<'_>>| place?.text().filter(|text| !text.trim_ascii().is_empty());
        // A chain of iterators weighs several hundred bytes more.
        let mut told = text(reply.get("error").and_then(|error| error.get("message")));
        for name in ["error", "error_description", "message", "detail"] {
            told = told.or_else(|| text(reply.get(name)));
        }
        told
    });
    let text = match told {
        Some(text) => text,
        // An empty object says no more than the status does.
        None if parsed.is_some_and(|reply| reply.kind() == JsonKind::Object && reply.members().next().is_none()) => {
            String::new()
        }
        None => body.to_owned(),
    };
    let text = text.trim_ascii();
    if text.is_empty() {
        let mut text = String::from("status ");
        json::push_decimal(&mut text, status.into());
        if !status_text.is_empty() {
            text.push(' ');
            text.push_str(status_text);
        }
        return text;
    }
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default().to_owned()
}

/// What is wrong, and where.
fn sentence(fault: &Fault, place: &str) -> String {
    concat(&[place, ": expected ", &fault.expected, ", got ", &fault.found])
}
