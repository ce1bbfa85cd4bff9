//! Requests that know their answer's type, for Rust.

use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use super::data::{Body, RequestData};
use super::encode::{encode_form, encode_path};
use super::expected::Shape;
use super::method::Method;
use super::operation::Operation;
use crate::error::{Error, Fault, Kind, Result};
use crate::json::{self, Value};
use crate::model::{Described, Json, Page};

/// A request that knows its answer's type.
#[derive(Clone, Debug)]
pub struct Request<T> {
    data: RequestData,
    answer: PhantomData<fn() -> T>,
}

impl<T> Request<T> {
    /// What is sent, and how the reply is read.
    pub fn data(&self) -> &RequestData {
        &self.data
    }

    pub(crate) fn of(data: RequestData) -> Self {
        Request { data, answer: PhantomData }
    }

    /// Sends this JSON.
    pub fn json<B>(mut self, body: Json<B>) -> Self {
        self.data.body = Body::Json(body.into_text());
        self
    }

    /// Sends these members as the query.
    pub fn query<Q>(mut self, members: Json<Q>) -> Result<Self> {
        self.data.query = encode_form(Value::checked(&members.into_text()))?;
        Ok(self)
    }
}

impl<T: Described> Request<T> {
    /// A request to the path that `template` describes: each `{name}` in it is the next of `segments`, encoded. This is
    /// for routes that the crate has no function for.
    pub fn new(method: Method, template: &str, segments: &[&str]) -> Result<Self> {
        let segments: Vec<String> = segments.iter().map(|segment| (*segment).to_owned()).collect();
        let path = encode_path(template, None, &segments)?;
        Ok(Self::of(RequestData::new(method, path, Shape::Json(T::TYPE))))
    }
}

impl<T: Answer> Request<T> {
    /// Reads a reply's body.
    pub fn decode(&self, body: &[u8]) -> Result<T> {
        let expected = &self.data.expected;
        let text = match expected.shape {
            // Whatever it holds, UTF-8 or not.
            Shape::Nothing | Shape::Bytes => String::new(),
            Shape::Exists => "true".to_owned(),
            Shape::Anything if body.is_empty() => String::new(),
            Shape::Json(_) | Shape::Page(..) | Shape::Anything => reply_text(body, expected.check(body, false)?.text)?,
        };
        T::from_reply(&text, &expected.shape)
    }
}

/// The text of a reply that was checked: `other` where that stands for it, else the bytes.
pub(crate) fn reply_text(body: &[u8], other: Option<String>) -> Result<String> {
    if let Some(text) = other {
        return Ok(text);
    }
    match (json::not_utf8(body), str::from_utf8(body)) {
        (None, Ok(text)) => Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text).to_owned()),
        (fault, _) => Err(Error::reply(&fault.unwrap_or_else(|| Fault::new("UTF-8 text", "other bytes")))),
    }
}

/// The request of an operation; `text` is its one argument that is no segment of the path, checked.
pub(crate) fn build<T>(operation: &Operation, project: &str, segments: &[&str], text: String) -> Result<Request<T>> {
    let segments = segments.iter().map(|segment| (*segment).to_owned()).collect();
    operation.request(project, segments, text).map(Request::of)
}

/// An answer that Rust code can hold.
pub trait Answer: Sized {
    /// Reads the answer from text that the check has accepted; empty text stands for `null`.
    fn from_reply(text: &str, shape: &Shape) -> Result<Self>;
}

impl Answer for () {
    fn from_reply(_: &str, _: &Shape) -> Result<()> {
        Ok(())
    }
}

impl<T: Described + DeserializeOwned> Answer for T {
    fn from_reply(text: &str, _: &Shape) -> Result<T> {
        typed(serde_json::from_str(text))
    }
}

impl<T: Described + DeserializeOwned> Answer for Option<T> {
    fn from_reply(text: &str, shape: &Shape) -> Result<Option<T>> {
        if text.is_empty() { Ok(None) } else { T::from_reply(text, shape).map(Some) }
    }
}

impl<T: DeserializeOwned> Answer for Page<T> {
    fn from_reply(text: &str, shape: &Shape) -> Result<Page<T>> {
        // The reply names its list after what is in it.
        let list = if let Shape::Page(_, list) = shape { list } else { "items" };
        typed(serde_json::from_str(text).map(|mut page: serde_json::Value| {
            if let Some(page) = page.as_object_mut() {
                let items = page.remove(list).unwrap_or_default();
                page.insert("items".to_owned(), items);
            }
            page
        }))
    }
}

/// Of members that are there twice a [`serde_json::Value`] keeps the last, as `JSON.parse` does.
fn typed<T: DeserializeOwned>(value: serde_json::Result<serde_json::Value>) -> Result<T> {
    let typed = value.and_then(serde_json::from_value);
    typed.map_err(|error| Error::new(Kind::InvalidResponseError, error.to_string()))
}
