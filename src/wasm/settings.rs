//! Objects of options as structs: how they are read, so that each error names the option that is wrong.

use std::{fmt, slice};

use js_sys::{Function, Reflect};
use serde::de::value::{StrDeserializer, U32Deserializer};
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, Error as _, SeqAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};
use wasm_bindgen::convert::IntoWasmAbi;
use wasm_bindgen::{JsCast, JsValue};

use super::value::{self, wrong};
use crate::client::{header_pairs, member, member_or_undefined};
use crate::error::{Error, Result};

/// What serde says of a value shows the value, and costs the formatting of every kind of number: nothing of it is used.
impl de::Error for Error {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Error::input(&["the value cannot be read"])
    }

    fn invalid_type(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Error::custom("")
    }

    fn invalid_value(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Error::custom("")
    }

    fn invalid_length(_: usize, _: &dyn de::Expected) -> Self {
        Error::custom("")
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Error::custom("")
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Error::custom("")
    }

    fn missing_field(_: &'static str) -> Self {
        Error::custom("")
    }

    fn duplicate_field(_: &'static str) -> Self {
        Error::custom("")
    }
}

/// Reads an object of options; `undefined` and `null` are one without members.
///
/// A member that is `undefined` counts as absent. One that no option is called by is refused.
pub(super) fn read<T: DeserializeOwned>(options: &JsValue) -> Result<T> {
    T::deserialize(Options(options))
}

struct Options<'a>(&'a JsValue);

impl<'de> Deserializer<'de> for Options<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value> {
        Err(Error::custom(""))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_seq(members(self.0, names)?)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// The members in the order of a struct's fields. They are taken for a sequence: reading one by its name again would make
/// every struct a larger function.
fn members<'a>(options: &'a JsValue, names: &'static [&'static str]) -> Result<Members<'a>> {
    if options.is_null_or_undefined() {
        return Ok(Members { options: None, names: names.iter() });
    }
    if !options.is_object() {
        return Err(wrong("options", "an object", options));
    }
    refuse_unknown(options, names)?;
    Ok(Members { options: Some(options), names: names.iter() })
}

/// Names that people try, and the option that they mean.
const MEANT: [(&str, &str); 3] = [("apikey", "token"), ("token", "apiKey"), ("url", "baseUrl")];

/// Refuses members that no option is called by, such as `baseURL`: they would silently do nothing.
fn refuse_unknown(options: &JsValue, names: &[&str]) -> Result<()> {
    let unreadable = |_| Error::place("options", "an object", "one that cannot be read");
    for key in Reflect::own_keys(options).map_err(unreadable)?.iter().filter_map(|key| key.as_string()) {
        if names.contains(&key.as_str()) {
            continue;
        }
        return Err(match nearest(&key, names) {
            Some(name) => Error::at(&key, &[&key, ": there is no such option; did you mean `", name, "`?"]),
            None => Error::at(&key, &[&key, ": there is no such option; there are ", &names.join(", ")]),
        });
    }
    Ok(())
}

/// The option that is meant by a name, where there is one that resembles it.
fn nearest<'a>(key: &str, names: &[&'a str]) -> Option<&'a str> {
    // A name as long as a book resembles none.
    if key.len() > 40 {
        return None;
    }
    let key = key.to_ascii_lowercase();
    let meant = |name: &&str| MEANT.iter().any(|(tried, option)| *tried == key && option == name);
    let likeness = |name: &&str| strsim::levenshtein(&key, &name.to_ascii_lowercase());
    let found = names.iter().copied().find(meant);
    found.or_else(|| names.iter().copied().min_by_key(likeness).filter(|name| likeness(name) <= 3))
}

/// The members that are left to read; one that is not there is `undefined`.
struct Members<'a> {
    options: Option<&'a JsValue>,
    names: slice::Iter<'static, &'static str>,
}

impl<'de> SeqAccess<'de> for Members<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        self.next().and_then(|value| seed.deserialize(Preserved(value))).map(Some)
    }
}

impl Members<'_> {
    fn next(&mut self) -> Result<JsValue> {
        let (Some(options), Some(name)) = (self.options, self.names.next()) else { return Ok(JsValue::UNDEFINED) };
        let unreadable = |_| Error::place(name, "an option", "one that cannot be read");
        member(options, name).map_err(unreadable)
    }
}

/// A member's value as [`serde_wasm_bindgen::preserve`] takes it. The library's own deserializer would do the same, but
/// brings errors that show values.
struct Preserved(JsValue);

impl<'de> Deserializer<'de> for Preserved {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value> {
        Err(Error::custom(""))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        if self.0.is_null_or_undefined() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    /// A preserved value is a tuple: a name that nobody else uses, and the place that wasm-bindgen has for the value.
    fn deserialize_tuple_struct<V: Visitor<'de>>(self, name: &'static str, _: usize, visitor: V) -> Result<V::Value> {
        visitor.visit_seq(Parts { name: Some(name), place: self.0.into_abi() })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple map struct enum identifier ignored_any
    }
}

struct Parts {
    name: Option<&'static str>,
    place: u32,
}

impl<'de> SeqAccess<'de> for Parts {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        match self.name.take() {
            Some(name) => seed.deserialize(StrDeserializer::new(name)).map(Some),
            None => seed.deserialize(U32Deserializer::new(self.place)).map(Some),
        }
    }
}

/// An option as it was given. It is looked at by one of the functions below, which name it where it cannot be used.
#[derive(Default)]
pub(super) struct Given(pub(super) JsValue);

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde_wasm_bindgen::preserve::deserialize(deserializer).map(Given)
    }
}

impl fmt::Debug for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // It may be a secret.
        f.write_str("…")
    }
}

/// Reads an option for which `null` is not the same as nothing.
pub(super) fn not_null<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Given>, D::Error> {
    Given::deserialize(deserializer).map(|given| Some(given).filter(|Given(value)| !value.is_undefined()))
}

/// An option that is text.
pub(super) fn text(option: Option<Given>, name: &str) -> Result<Option<String>> {
    option.map(|Given(value)| value::text(&value, name)).transpose()
}

/// An option that is a whole number from 0; one that is too large is the largest.
pub(super) fn number(option: Option<Given>, name: &str) -> Result<Option<u32>> {
    let Some(Given(value)) = option else { return Ok(None) };
    match value.as_f64() {
        Some(number) if number >= 0.0 && number.trunc() == number => Ok(Some(number as u32)),
        Some(_) => Err(Error::place(name, "a whole number from 0", "another number")),
        None => Err(wrong(name, "a whole number from 0", &value)),
    }
}

/// An option that is true or false; false where it is absent.
pub(super) fn flag(option: Option<Given>, name: &str) -> Result<bool> {
    let Some(Given(value)) = option else { return Ok(false) };
    value.as_bool().ok_or_else(|| wrong(name, "true or false", &value))
}

/// An option that is a function.
pub(super) fn function(option: Option<Given>, name: &str) -> Result<Option<Function>> {
    let Some(Given(value)) = option else { return Ok(None) };
    value.dyn_into().map(Some).map_err(|value| wrong(name, "a function", &value))
}

/// Headers in any of fetch's forms.
pub(super) fn headers(option: Option<Given>) -> Result<Vec<(String, String)>> {
    option.map_or(Ok(Vec::new()), |Given(value)| header_pairs(&value))
}

/// A signal of any origin.
pub(super) fn signal(option: Option<Given>) -> Result<Vec<JsValue>> {
    let Some(Given(value)) = option else { return Ok(Vec::new()) };
    let member = |name: &str| member_or_undefined(&value, name);
    if value.is_object() && member("addEventListener").is_function() && !member("aborted").is_null_or_undefined() {
        return Ok(vec![value]);
    }
    Err(wrong("signal", "an AbortSignal", &value))
}
