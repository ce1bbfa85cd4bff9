//! Values at the boundary: text and JSON data of the caller's.

use js_sys::{Array, JSON};
use wasm_bindgen::prelude::*;

use crate::client::{global, member_or_undefined, words};
use crate::error::{Error, Result, concat};

#[wasm_bindgen(module = "/src/wasm/js/values.js")]
extern "C" {
    #[wasm_bindgen(js_name = stringify)]
    fn stringify_or_place(value: &JsValue, bytes: Option<&str>) -> JsValue;

    /// Why text cannot be held here; nothing when it can.
    fn unfit(text: &JsValue) -> Option<String>;
}

/// An error that says what a value should have been.
pub(super) fn wrong(name: &str, expected: &str, value: &JsValue) -> Error {
    Error::place(name, expected, &words(value))
}

/// Text that Rust can hold; the error says what there is instead.
pub(super) fn fitting_text(value: &JsValue) -> Result<String, String> {
    if !value.is_string() {
        return Err(words(value));
    }
    match unfit(value) {
        None => Ok(value.as_string().unwrap_or_default()),
        Some(found) => Err(found),
    }
}

/// Text that Rust can hold.
pub(super) fn text(value: &JsValue, name: &str) -> Result<String> {
    fitting_text(value).map_err(|found| Error::place(name, "text", &found))
}

/// The JSON text of plain data; functions, maps, promises and the like are refused.
pub(super) fn stringify(value: &JsValue, name: &str) -> Result<String> {
    stringify_with_bytes(value, name, None)
}

/// The same where the member `bytes` may hold bytes.
pub(super) fn stringify_with_bytes(value: &JsValue, name: &str, bytes: Option<&str>) -> Result<String> {
    let text = stringify_or_place(value, bytes);
    if let Some(text) = text.as_string() {
        return Ok(text);
    }
    let fault = Array::from(&text);
    let part = |index| fault.get(index).as_string().unwrap_or_default();
    Err(Error::place(&concat(&[name, &part(0)]), "JSON data", &part(1)))
}

/// What JSON text of this crate's own means.
pub(super) fn parsed(text: &str) -> JsValue {
    JSON::parse(text).unwrap_or_default()
}

/// Has serde take a value into an object as it is.
pub(super) fn preserved<S: serde::Serializer>(value: &Option<JsValue>, serializer: S) -> Result<S::Ok, S::Error> {
    serde_wasm_bindgen::preserve::serialize(value.as_ref().unwrap_or(&JsValue::UNDEFINED), serializer)
}

/// A variable of the environment, where there is one.
pub(super) fn environment(name: &str) -> Option<String> {
    member_or_undefined(&member_or_undefined(&global("process"), "env"), name).as_string()
}
