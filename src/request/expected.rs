//! What a request expects of its reply, and the check of what came.

use std::fmt;

use meshagent_schema::{Model, Type, check_bytes};

use super::mark::mark;
use crate::error::{Error, Fault, Result};
use crate::json::{RawText, Value};

/// Turns a reply of an older form into today's; `None` when it is today's already.
pub type Rewrite = fn(&str) -> Option<String>;

/// How a reply is read.
#[derive(Clone, Copy)]
pub struct Expected {
    /// What it holds.
    pub shape: Shape,
    /// The member that the value is inside of, where there is one.
    pub envelope: Option<&'static str>,
    /// Whether 404 reads as `null`.
    pub or_null: bool,
    /// What translates an older form.
    pub rewrite: Option<Rewrite>,
}

impl fmt::Debug for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Expected")
            .field("shape", &self.shape)
            .field("envelope", &self.envelope)
            .field("or_null", &self.or_null)
            .finish_non_exhaustive()
    }
}

/// What a reply holds.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Nothing that matters: any 2xx will do, and the body is not looked at.
    Nothing,
    /// JSON of this type.
    Json(Type),
    /// JSON of any kind, or an empty body.
    Anything,
    /// A list's page: an object of this model, whose member of this name holds the items.
    Page(&'static Model, &'static str),
    /// The bytes as they are.
    Bytes,
    /// Nothing but whether there is such a thing: 404 says that there is none.
    Exists,
}

/// JSON that was checked.
#[derive(Debug)]
pub struct Checked {
    /// What `JSON.parse` gets in place of what was received; nothing where that is as it should be.
    pub text: Option<String>,
    /// Whether all that was received is ASCII.
    pub ascii: bool,
    /// What identifies the items of a list, where that was asked for.
    pub mark: u64,
}

impl Expected {
    /// A reply of this shape, with nothing special about it.
    pub const fn of(shape: Shape) -> Self {
        Expected { shape, envelope: None, or_null: false, rewrite: None }
    }

    /// The type of the reply's JSON, if it holds any.
    fn ty(&self) -> Option<Type> {
        match self.shape {
            Shape::Json(ty) => Some(ty),
            Shape::Anything => Some(Type::Any),
            Shape::Page(model, _) => Some(Type::Model(model)),
            Shape::Nothing | Shape::Bytes | Shape::Exists => None,
        }
    }

    /// Checks a reply's bytes; `marked` asks for the mark of the list in it. What is not JSON by its shape is not looked
    /// at.
    pub fn check(&self, bytes: &[u8], marked: bool) -> Result<Checked> {
        let Some(ty) = self.ty() else { return Ok(Checked { text: None, ascii: false, mark: 0 }) };
        // A byte order mark is left out, as `Response.json()` does.
        let body = if let [0xEF, 0xBB, 0xBF, rest @ ..] = bytes { rest } else { bytes };
        let inner = self.envelope.map(|name| unwrapped(body, name)).transpose()?.flatten();
        let unwrapped = inner.as_deref().map_or(body, str::as_bytes);
        let older = self.rewrite.and_then(|rewrite| rewrite(str::from_utf8(unwrapped).ok()?));
        let other = older.or(inner);
        let current = other.as_deref().map_or(body, str::as_bytes);
        let checked = check_bytes(current, &ty).map_err(|fault| match body.trim_ascii() {
            [] => Error::reply(&Fault::new(ty.words(), "an empty body")),
            _ => match self.envelope {
                Some(name) => Error::reply(&fault.in_member(&RawText::known(name))),
                None => Error::reply(&fault),
            },
        })?;
        let mark = if marked { mark(current.get(checked.list).unwrap_or_default()) } else { 0 };
        Ok(Checked { text: checked.filled.or(other), ascii: checked.ascii && bytes.len() == body.len(), mark })
    }
}

/// The JSON text of the one member that matters; nothing when the body is no JSON, which the check will say.
fn unwrapped(body: &[u8], name: &'static str) -> Result<Option<String>> {
    let Some(reply) = str::from_utf8(body).ok().and_then(Value::parse) else { return Ok(None) };
    match reply.some(name) {
        Some(value) => Ok(Some(value.raw().to_owned())),
        None => {
            let fault = Fault::new("a value", "nothing: it is missing");
            Err(Error::reply(&fault.in_member(&RawText::known(name))))
        }
    }
}
