//! Types with a table, and JSON text that a table has accepted.
//!
//! A table is static data, so a new model costs bytes and no code.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use meshagent_schema::{Type, check};
use serde::Serialize;

use crate::error::{Error, Result};
use crate::json::{self, Value};

/// A type that has a table.
pub trait Described {
    /// The table.
    const TYPE: Type;
}

impl Described for String {
    const TYPE: Type = Type::Text;
}
impl Described for bool {
    const TYPE: Type = Type::Bool;
}
impl Described for u64 {
    const TYPE: Type = Type::Count;
}
impl Described for i64 {
    const TYPE: Type = Type::Integer;
}
impl Described for f64 {
    const TYPE: Type = Type::Number;
}
impl Described for serde_json::Value {
    const TYPE: Type = Type::Any;
}
impl Described for serde_json::Map<String, serde_json::Value> {
    const TYPE: Type = Type::Object;
}
impl<T: Described + 'static> Described for Vec<T> {
    const TYPE: Type = Type::List(&T::TYPE);
}
impl<T: Described + 'static> Described for BTreeMap<String, T> {
    const TYPE: Type = Type::Map(&T::TYPE);
}

/// JSON text that its table has accepted, defaults filled in.
#[derive(Clone)]
pub struct Json<T> {
    text: String,
    model: PhantomData<fn() -> T>,
}

impl<T> fmt::Debug for Json<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // It may hold secrets.
        f.write_str("Json(…)")
    }
}

impl<T: Described> Json<T> {
    /// Checks an argument's JSON text. `name` is what the error calls the argument.
    pub fn check(text: String, name: &str) -> Result<Self> {
        Ok(Json { text: check_argument(text, &T::TYPE, name)?, model: PhantomData })
    }
}

impl<T: Described + Serialize> Json<T> {
    /// The JSON of a value, defaults filled in.
    pub fn new(value: &T) -> Result<Self> {
        Json::check(json_text(value)?, "")
    }
}

/// The JSON text of a value.
pub(crate) fn json_text(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::input(&[&error.to_string()]))
}

/// Checks an argument's JSON text; `name` is what the error calls the argument.
#[inline(never)]
pub(crate) fn check_argument(text: String, ty: &Type, name: &str) -> Result<String> {
    match check(&text, ty) {
        Ok(checked) => Ok(checked.filled.unwrap_or(text)),
        Err(fault) => Err(Error::argument(&fault, name)),
    }
}

impl<T> Json<T> {
    /// The same text as JSON of another type, which it is too.
    pub(crate) fn cast<U>(self) -> Json<U> {
        Json { text: self.text, model: PhantomData }
    }

    /// The text itself.
    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

/// The object with a member of text before all others, in place of any of that name.
pub(crate) fn put(object: &str, name: &str, value: &str) -> String {
    let mut first = String::new();
    json::push_text(&mut first, name);
    first.push(':');
    json::push_text(&mut first, value);
    rebuild(object, first, Some(name))
}

/// Adds the members that the object lacks, each with its JSON text, unless it has one of those named.
pub(crate) fn fill_unless(object: &mut String, unless: &[&str], defaults: &[(&str, &str)]) {
    let given = Value::checked(object);
    if unless.iter().any(|name| given.get(name).is_some()) {
        return;
    }
    let missing: Vec<_> = defaults.iter().filter(|(name, _)| given.get(name).is_none()).collect();
    let mut filled = rebuild(object, String::new(), None);
    for (name, value) in missing {
        filled.pop();
        if filled.len() > 1 {
            filled.push(',');
        }
        json::push_text(&mut filled, name);
        filled.push(':');
        filled.push_str(value);
        filled.push('}');
    }
    *object = filled;
}

/// Takes a member of text out of the object, if it is there.
pub(crate) fn take(object: &mut String, name: &str) -> Result<Option<String>> {
    let Some(value) = Value::checked(object).get(name) else { return Ok(None) };
    let Some(taken) = value.text() else {
        return Err(Error::input(&[name, ": expected text, got a lone surrogate in it"]));
    };
    *object = rebuild(object, String::new(), Some(name));
    Ok(Some(taken))
}

/// The object with `first` before its members and without one of them.
#[inline(never)]
pub(crate) fn rebuild(object: &str, first: String, without: Option<&str>) -> String {
    let mut text = String::from("{");
    text.push_str(&first);
    for (key, value) in Value::checked(object).members().filter(|(key, _)| without.is_none_or(|name| !key.is(name))) {
        if text.len() > 1 {
            text.push(',');
        }
        json::push_name(&mut text, &key);
        text.push_str(value.raw());
    }
    text.push('}');
    text
}
