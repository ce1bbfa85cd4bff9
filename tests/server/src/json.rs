//! JSON in and out. Bodies are read member by member from their text, so that
//! an error can name its place and what is stored is stored as it came.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::error::{Error, Result};

/// The largest JSON body that is read.
const LIMIT: usize = 8 << 20;

/// A JSON reply.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(body) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
            Err(error) => Error::internal(error).into_response(),
        }
    }
}

/// What a write answers when it has nothing to tell: `{}`.
#[derive(Debug, Serialize)]
pub struct Done {}

/// What a write to members or OAuth clients answers: `{"ok":true}`.
#[derive(Debug, Serialize)]
pub struct Success {
    ok: bool,
}

pub const SUCCESS: Json<Success> = Json(Success { ok: true });
pub const DONE: Json<Done> = Json(Done {});

/// Stored JSON text, ready to be put into a reply unchanged.
pub fn raw(text: String) -> Result<Box<RawValue>> {
    Ok(RawValue::from_string(text)?)
}

/// The text of a request body that is to hold a JSON object.
#[derive(Debug)]
pub struct Body(String);

impl Body {
    pub fn object(&self) -> Result<Object<'_>> {
        Object::parse("", &self.0)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn text(&self) -> &str {
        &self.0
    }
}

impl<S: Sync> FromRequest<S> for Body {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self> {
        let bytes = bytes(request).await?;
        String::from_utf8(bytes).map(Self).map_err(|_| not_json("it is not UTF-8"))
    }
}

/// Reads a whole body of at most [`LIMIT`] bytes.
pub async fn bytes(request: Request) -> Result<Vec<u8>> {
    let mut body = request.into_body();
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| not_json("it was cut off"))?;
        if let Some(data) = frame.data_ref() {
            bytes.extend_from_slice(data);
        }
        if bytes.len() > LIMIT {
            let message = format!("the body is larger than {LIMIT} bytes");
            return Err(Error::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", message));
        }
    }
    Ok(bytes)
}

/// Reads a body whose kinds are checked against the contract.
pub fn value(bytes: &[u8]) -> Result<serde_json::Value> {
    serde_json::from_slice(bytes).map_err(not_json)
}

/// A body that is no JSON, or another kind of it.
pub fn not_json(problem: impl std::fmt::Display) -> Error {
    let message = format!("the body must be a JSON object: {problem}");
    Error::new(StatusCode::BAD_REQUEST, "invalid_json", message)
}

/// A JSON object whose members are still text.
#[derive(Debug)]
pub struct Object<'a> {
    path: String,
    members: BTreeMap<String, &'a RawValue>,
}

impl<'a> Object<'a> {
    /// `path` is the object's place in the body, empty for the body itself.
    pub fn parse(path: &str, text: &'a str) -> Result<Self> {
        match serde_json::from_str(text) {
            Ok(members) => Ok(Self { path: path.to_owned(), members }),
            Err(error) if path.is_empty() => Err(not_json(error)),
            Err(_) => Err(Error::invalid(path, "must be an object")),
        }
    }

    pub fn place(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    /// The member as it is, which may be `null`.
    pub fn present(&self, name: &str) -> Option<Value<'a>> {
        let text = self.members.get(name)?.get();
        Some(Value { path: self.place(name), text })
    }

    /// The member, where `null` means the same as absent.
    pub fn get(&self, name: &str) -> Option<Value<'a>> {
        self.present(name).filter(|value| value.text != "null")
    }

    pub fn require(&self, name: &str) -> Result<Value<'a>> {
        self.get(name).ok_or_else(|| Error::invalid(&self.place(name), "is required"))
    }

    /// A boolean, where `null` means the same as absent.
    pub fn flag(&self, name: &str) -> Result<Option<bool>> {
        self.get(name).map(|value| value.boolean()).transpose()
    }

    /// Every member with its name.
    pub fn members(&self) -> impl Iterator<Item = (&str, Value<'a>)> {
        let value = |name, raw: &&'a RawValue| Value { path: self.place(name), text: raw.get() };
        self.members.iter().map(move |(name, raw)| (name.as_str(), value(name, raw)))
    }
}

/// Any JSON value as text, and its place in the body.
#[derive(Debug)]
pub struct Value<'a> {
    path: String,
    text: &'a str,
}

impl<'a> Value<'a> {
    /// The value's own text, spelled as it came.
    pub fn json(&self) -> &'a str {
        self.text
    }

    pub fn text(&self) -> Result<String> {
        serde_json::from_str(self.text).map_err(|_| self.must_be("text"))
    }

    pub fn boolean(&self) -> Result<bool> {
        serde_json::from_str(self.text).map_err(|_| self.must_be("true or false"))
    }

    pub fn number(&self) -> Result<f64> {
        serde_json::from_str(self.text).map_err(|_| self.must_be("a number"))
    }

    pub fn object(&self) -> Result<Object<'a>> {
        Object::parse(&self.path, self.text)
    }

    pub fn list(&self) -> Result<Vec<Value<'a>>> {
        let items: Vec<&RawValue> = serde_json::from_str(self.text).map_err(|_| self.must_be("a list"))?;
        let place = |at| format!("{}[{at}]", self.path);
        let items = items.iter().enumerate();
        Ok(items.map(|(at, item)| Value { path: place(at), text: item.get() }).collect())
    }

    pub fn texts(&self) -> Result<Vec<String>> {
        self.list()?.iter().map(Value::text).collect()
    }

    pub fn must_be(&self, what: &str) -> Error {
        Error::invalid(&self.path, &format!("must be {what}"))
    }
}
