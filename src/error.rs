//! Errors: what went wrong, whose fault it was and what may be tried again. Pure data; the JavaScript classes are made
//! of it at the boundary.

use std::fmt;

use meshagent_macros::errors;
pub(crate) use meshagent_schema::{Fault, concat};

use crate::error_message::told;
use crate::secrets::Secrets;

/// What a fallible function of this crate returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The headers that hold the id of a request, the usual one first.
pub(crate) const REQUEST_IDS: [&str; 3] = ["x-request-id", "request-id", "x-correlation-id"];

// The JavaScript classes too.
errors! {
    /// The class of an [`Error`], named as the JavaScript classes are.
    pub enum Kind {
        /// Every error of this package; the class itself for a status without a class of its own.
        RoomException,
        /// An argument or an option that cannot be used: nothing was sent.
        ArgumentError,
        /// 400: the service refused what was sent.
        ValidationErrorResponse,
        /// 401: the token is missing, expired or unknown.
        AuthenticationError,
        /// 403: the token does not allow this.
        PermissionDeniedError,
        /// 404: there is no such thing.
        NotFoundError,
        /// 409: it exists already.
        ConflictError,
        /// 423: the room is disabled.
        RoomDisabledError,
        /// 429: too many requests.
        RateLimitError,
        /// 5xx: the service failed.
        ServerError,
        /// There was no reply at all; `cause` is what fetch rejected with.
        ConnectionError,
        /// There was no reply in time.
        TimeoutError,
        /// The reply is not what the API promises; `path` is the place in it.
        InvalidResponseError {
            /// The place in the reply, such as `room_grants[3].room.name`; empty for the reply as a whole.
            path: "string"
        },
        /// A participant token is not valid.
        TokenError {
            /// Why it is not valid.
            reason: "\"malformed\" | \"wrong-algorithm\" | \"bad-signature\" | \"expired\" | \"not-yet-valid\""
        },
    }
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
    /// The service's own name for what went wrong.
    pub(crate) code: Option<String>,
    /// Whether the same call may be made again.
    pub(crate) retryable: bool,
    /// The place in the reply or the argument, such as `room_grants[3].room.name`.
    pub(crate) path: Option<String>,
    /// Why a token is not valid.
    pub(crate) reason: Option<&'static str>,
    /// The reply's headers, by names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    /// The request's method and address; empty when none was made.
    pub(crate) method: &'static str,
    pub(crate) url: String,
    /// How many attempts were made.
    pub(crate) attempts: u32,
}

impl Error {
    #[cold]
    #[inline(never)]
    pub(crate) fn new(kind: Kind, message: String) -> Self {
        Error(Box::new(Details {
            kind,
            message,
            status: 0,
            body: None,
            code: None,
            retryable: false,
            path: None,
            reason: None,
            headers: Vec::new(),
            method: "",
            url: String::new(),
            attempts: 0,
        }))
    }

    /// An argument or option that cannot be used; the message is put together from `parts`.
    #[cold]
    #[inline(never)]
    pub(crate) fn input(parts: &[&str]) -> Self {
        Error::new(Kind::ArgumentError, concat(parts))
    }

    /// Something else that failed on the way; the message is put together from `parts`.
    #[cold]
    #[inline(never)]
    pub(crate) fn failed(parts: &[&str]) -> Self {
        Error::new(Kind::RoomException, concat(parts))
    }

    /// The same error where something was sent before it came up.
    pub(crate) fn after_sending(mut self) -> Self {
        if self.0.kind == Kind::ArgumentError {
            self.0.kind = Kind::RoomException;
        }
        self
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
    pub fn of_reply(status: u16, status_text: &str, body: &str, secrets: &Secrets) -> Self {
        let (message, code) = told(status, status_text, body, secrets);
        let mut error = Error::new(Kind::of_status(status), message);
        error.0.status = status;
        error.0.code = code;
        error.0.body = Some(secrets.hide(body));
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

    /// The reply's text, when there was an error reply; at most 500 characters of one that should have been JSON.
    pub fn body(&self) -> Option<&str> {
        self.0.body.as_deref()
    }

    /// The service's own name for what went wrong, such as `room_disabled`, where its reply has one.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The id that the service gave the request, to be named to whoever looks into it.
    pub fn request_id(&self) -> Option<&str> {
        REQUEST_IDS.iter().find_map(|name| self.header(name))
    }

    /// Whether the same call may succeed when it is made again, and does nothing twice then.
    pub fn retryable(&self) -> bool {
        self.0.retryable
    }

    /// The place in the reply or the argument, such as `room_grants[3].room.name`.
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// The reply's headers, by names in lower case; empty when there was no reply.
    pub fn headers(&self) -> &[(String, String)] {
        &self.0.headers
    }

    /// One header of the reply, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The request's method, when one was made.
    pub fn method(&self) -> Option<&'static str> {
        (!self.0.method.is_empty()).then_some(self.0.method)
    }

    /// The request's address, when one was made; it holds no secret.
    pub fn url(&self) -> Option<&str> {
        (!self.0.url.is_empty()).then_some(self.0.url.as_str())
    }

    /// How many attempts were made; 0 when nothing was sent.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
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

/// What is wrong, and where.
fn sentence(fault: &Fault, place: &str) -> String {
    concat(&[place, ": expected ", &fault.expected, ", got ", &fault.found])
}
