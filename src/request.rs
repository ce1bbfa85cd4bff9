//! Requests as data: what is sent, and how the answer is read. Building one needs no browser and no network.

use std::fmt;
use std::marker::PhantomData;

use crate::encode::{encode_form, encode_path};
use crate::error::{Error, Fault, Kind, Result};
use crate::json::{self, Value};
use crate::page::{Listed, Page, mark};
use crate::resources::storage::StoragePrefix;
use crate::schema::{self, Described, Field, Json, Model, Need, Null, Type};

/// The method of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates, or acts.
    Post,
    /// Replaces.
    Put,
    /// Removes.
    Delete,
}

impl Method {
    /// The method's name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Delete => "DELETE",
        }
    }
}

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

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Body::Empty => f.write_str("Empty"),
            Body::Json(text) => f.debug_tuple("Json").field(text).finish(),
            // A form carries secrets.
            Body::Form(_) => f.write_str("Form(…)"),
            Body::Bytes => f.write_str("Bytes"),
        }
    }
}

/// How a reply's body is read.
#[derive(Clone, Copy, Debug)]
pub enum Reply {
    /// Any 2xx will do; the body is not looked at.
    Nothing,
    /// JSON of this type.
    Json(Type),
    /// A list's page: JSON of this type, whose member of this name holds the items.
    Page(Type, &'static str),
    /// The bytes as they are.
    Bytes,
}

impl Reply {
    /// The number that it has in JavaScript, and the name of a page's list.
    pub(crate) fn expected(self) -> (u8, &'static str) {
        match self {
            Reply::Nothing => (0, ""),
            Reply::Json(_) => (1, ""),
            Reply::Page(_, list) => (2, list),
            Reply::Bytes => (3, ""),
        }
    }
}

/// An answer that a request can promise.
pub trait Answer {
    /// How it is read.
    const REPLY: Reply;
}

impl Answer for () {
    const REPLY: Reply = Reply::Nothing;
}

/// A reply's bytes as they are, which never pass through this crate's memory.
#[derive(Clone, Copy, Debug)]
pub struct Bytes;

impl Answer for Bytes {
    const REPLY: Reply = Reply::Bytes;
}

impl<T: Described> Answer for T {
    const REPLY: Reply = Reply::Json(T::TYPE);
}

impl<T: Listed + 'static> Answer for Page<T> {
    const REPLY: Reply = Reply::Page(
        Type::Model(
            &const {
                Model::new(
                    &[
                        Field {
                            name: T::LIST,
                            ty: Type::List(&T::TYPE),
                            need: Need::Default("[]"),
                            null: Null::Allowed,
                        },
                        Field { name: "total", ty: Type::Count, need: Need::Optional, null: Null::Missing },
                        Field { name: "continuation_token", ty: Type::Text, need: Need::Optional, null: Null::Missing },
                    ],
                    false,
                )
            },
        ),
        T::LIST,
    );
}

/// Turns a reply of an older form into today's; `None` when it is today's already.
pub(crate) type Rewrite = fn(&str) -> Option<String>;

/// How a reply becomes an answer.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// What is read.
    pub reply: Reply,
    pub(crate) rewrite: Option<Rewrite>,
}

/// Everything about a request but the type of its answer.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The method.
    pub method: Method,
    /// The path from the base URL on, encoded.
    pub path: String,
    /// The query, encoded; empty when there is none.
    pub query: String,
    /// What is sent.
    pub body: Body,
    /// Whether the token is sent, and must be there.
    pub authorized: bool,
    pub(crate) reading: Reading,
}

/// A request that knows its answer's type.
#[derive(Clone, Debug)]
pub struct Request<T> {
    pub(crate) parts: Box<Parts>,
    answer: PhantomData<fn() -> T>,
}

impl<T: Answer> Request<T> {
    pub(crate) fn of(parts: Box<Parts>) -> Self {
        Request { parts, answer: PhantomData }
    }

    /// A request to the path that `template` describes: each `{name}` in it is the next of `segments`, encoded. This is
    /// for routes that the crate has no function for.
    pub fn new(method: Method, template: &str, segments: &[&str]) -> Result<Self> {
        let (first, others) = segments.split_first().map_or(("", &[][..]), |(first, others)| (*first, others));
        let others: Vec<String> = others.iter().map(|segment| (*segment).to_owned()).collect();
        let path = encode_path(template, first, &others)?;
        let (query, body) = (String::new(), Body::Empty);
        let reading = Reading { reply: T::REPLY, rewrite: None };
        Ok(Self::of(Box::new(Parts { method, path, query, body, authorized: true, reading })))
    }

    /// A `GET`.
    pub fn get(template: &str, segments: &[&str]) -> Result<Self> {
        Self::new(Method::Get, template, segments)
    }

    /// A `POST`.
    pub fn post(template: &str, segments: &[&str]) -> Result<Self> {
        Self::new(Method::Post, template, segments)
    }

    /// A `PUT`.
    pub fn put(template: &str, segments: &[&str]) -> Result<Self> {
        Self::new(Method::Put, template, segments)
    }

    /// A `DELETE`.
    pub fn delete(template: &str, segments: &[&str]) -> Result<Self> {
        Self::new(Method::Delete, template, segments)
    }

    /// Sends this JSON.
    pub fn json<B>(mut self, body: Json<B>) -> Self {
        self.parts.body = Body::Json(body.into_text());
        self
    }

    /// Sends these members as the query.
    pub fn query<Q>(mut self, members: Json<Q>) -> Result<Self> {
        self.parts.query = encode_form(Value::checked(&members.into_text()))?;
        Ok(self)
    }

    /// The same request to a service that has its storage there.
    pub(crate) fn under(mut self, prefix: StoragePrefix) -> Self {
        prefix.before(&mut self.parts.path);
        self
    }

    /// What is sent.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Reads a reply's body.
    pub fn decode(&self, body: &[u8]) -> Result<T>
    where
        T: FromReply,
    {
        match self.parts.reading.reply {
            // Whatever it holds, UTF-8 or not.
            Reply::Nothing => T::from_reply(""),
            _ => match (json::not_utf8(body), str::from_utf8(body)) {
                (None, Ok(text)) => T::from_reply(&self.parts.decode(text.to_owned())?),
                (fault, _) => Err(Error::reply(&fault.unwrap_or_else(|| Fault::new("UTF-8 text", "other bytes")))),
            },
        }
    }
}

/// An answer that Rust code can hold.
pub trait FromReply: Sized {
    /// Reads the answer from text that its table has accepted.
    fn from_reply(text: &str) -> Result<Self>;
}

impl FromReply for () {
    fn from_reply(_: &str) -> Result<()> {
        Ok(())
    }
}

impl<T: Described + serde::de::DeserializeOwned> FromReply for T {
    fn from_reply(text: &str) -> Result<T> {
        typed(serde_json::from_str(text))
    }
}

impl<T: Listed + serde::de::DeserializeOwned> FromReply for Page<T> {
    fn from_reply(text: &str) -> Result<Page<T>> {
        // The reply names its list after what is in it.
        let page = serde_json::from_str(text).map(|mut page: serde_json::Value| {
            if let Some(page) = page.as_object_mut() {
                let items = page.remove(T::LIST).unwrap_or_default();
                page.insert("items".to_owned(), items);
            }
            page
        });
        typed(page)
    }
}

/// Of members that are there twice a [`serde_json::Value`] keeps the last, as `JSON.parse` does.
fn typed<T: serde::de::DeserializeOwned>(value: serde_json::Result<serde_json::Value>) -> Result<T> {
    let typed = value.and_then(serde_json::from_value);
    typed.map_err(|error| Error::new(Kind::InvalidResponseError, error.to_string()))
}

impl Parts {
    /// Checks a reply's text and returns what `JSON.parse` may have: the text itself unless a default was filled in or
    /// an older form translated.
    #[doc(hidden)]
    pub fn decode(&self, body: String) -> Result<String> {
        let read = self.reading.read(body.as_bytes(), false)?;
        Ok(read.text.unwrap_or_else(|| body.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(body)))
    }
}

impl Reading {
    /// Checks a reply's bytes; `marked` asks for the mark of the list in it.
    pub(crate) fn read(&self, bytes: &[u8], marked: bool) -> Result<Read> {
        let mut read = Read { text: None, ascii: false, mark: 0 };
        let (Reply::Json(ty) | Reply::Page(ty, _)) = self.reply else { return Ok(read) };
        // A byte order mark is left out, as `Response.json()` does.
        let body = if let [0xEF, 0xBB, 0xBF, rest @ ..] = bytes { rest } else { bytes };
        let older = self.rewrite.and_then(|rewrite| rewrite(str::from_utf8(body).ok()?));
        let current = older.as_deref().map_or(body, str::as_bytes);
        let checked = schema::check_bytes(current, &ty).map_err(|fault| match body.trim_ascii() {
            [] => Error::reply(&Fault::new(ty.words(), "an empty body")),
            _ => Error::reply(&fault),
        })?;
        if marked {
            read.mark = mark(current.get(checked.list).unwrap_or_default());
        }
        read.ascii = checked.ascii && bytes.len() == body.len();
        read.text = checked.filled.or(older);
        Ok(read)
    }
}

/// What is known of a reply that was checked.
pub(crate) struct Read {
    /// What `JSON.parse` gets in place of what was received; nothing where that is as it should be.
    pub(crate) text: Option<String>,
    /// Whether all that was received is ASCII.
    pub(crate) ascii: bool,
    /// The mark of a list's items, if it was asked for.
    pub(crate) mark: u64,
}
