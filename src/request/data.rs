//! A request as plain data.

use std::fmt;

use super::encode::{encode_form, join_path};
use super::expected::{Expected, Shape};
use super::method::Method;
use crate::error::{Result, concat};
use crate::json::Value;
use crate::secrets::Secrets;

/// What a request carries.
#[derive(Clone, PartialEq, Eq)]
pub enum Body {
    /// Nothing, and no content type.
    Empty,
    /// JSON text.
    Json(String),
    /// Form fields, encoded.
    Form(String),
    /// Bytes that the caller hands to fetch by reference.
    Bytes,
}

impl Body {
    /// The content type that goes with it.
    pub fn content_type(&self) -> Option<&'static str> {
        match self {
            Body::Empty => None,
            Body::Json(_) => Some("application/json"),
            Body::Form(_) => Some("application/x-www-form-urlencoded"),
            Body::Bytes => Some("application/octet-stream"),
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The text may hold secrets.
        f.write_str(match self {
            Body::Empty => "Empty",
            Body::Json(_) => "Json(…)",
            Body::Form(_) => "Form(…)",
            Body::Bytes => "Bytes",
        })
    }
}

/// What the bytes that a request sends are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ContentType {
    /// Bytes: `application/octet-stream`.
    #[default]
    Bytes,
    /// What the data says of itself, as a `Blob` does; bytes where it says nothing.
    OfData,
    /// This.
    Named(String),
}

/// Which of the service's hosts a request goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// The base URL.
    Api,
    /// The host of rooms' and agents' files.
    Files,
}

/// Everything about a request but the type of its answer.
#[derive(Clone, Debug)]
pub struct RequestData {
    /// The operation's name in JavaScript, such as `rooms.get`; empty for requests of Rust's.
    pub operation: String,
    /// The path that the operation declares, with a name in each place; empty where none does.
    pub route: &'static str,
    /// The method.
    pub method: Method,
    /// The host.
    pub host: Host,
    /// The path from the host on, encoded.
    pub path: String,
    /// The query, encoded; empty when there is none.
    pub query: String,
    /// What is sent.
    pub body: Body,
    /// What that is, where it is bytes.
    pub content_type: ContentType,
    /// Whether a redirect is followed.
    pub follows: bool,
    /// Whether the token is sent, and must be there.
    pub authorized: bool,
    /// The id of the project that the header `Meshagent-Project-Id` names; empty where it is in the path or matters not.
    pub project: String,
    /// What is sent in confidence.
    pub secrets: Secrets,
    /// How the reply is read.
    pub expected: Expected,
    /// How the list that the request asks for is gone through; nothing for a request that is sent once.
    pub paging: Option<Paging>,
}

/// How a list is gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// What the list's own call names the page's size.
    pub page_size: &'static str,
    /// Whether the list is always continued with a token, never by an offset.
    pub by_token: bool,
}

impl RequestData {
    /// A request to the base URL, with the token, that sends nothing else.
    pub(crate) fn new(method: Method, path: String, shape: Shape) -> Self {
        RequestData {
            operation: String::new(),
            route: "",
            method,
            host: Host::Api,
            path,
            query: String::new(),
            body: Body::Empty,
            content_type: ContentType::default(),
            follows: true,
            authorized: true,
            project: String::new(),
            secrets: Secrets::default(),
            expected: Expected::of(shape),
            paging: None,
        }
    }

    /// A request for a route that the crate has no operation for. The segments are text in a list, the query's members
    /// are text, numbers and booleans, and both are JSON.
    pub(crate) fn custom(method: Method, segments: Value<'_>, query: Value<'_>) -> Result<Self> {
        let path = join_path(segments)?;
        Ok(RequestData { query: encode_form(query)?, ..RequestData::new(method, path, Shape::Anything) })
    }

    /// The path and the query.
    pub fn target(&self) -> String {
        if self.query.is_empty() { self.path.clone() } else { concat(&[&self.path, "?", &self.query]) }
    }
}
