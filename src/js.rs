//! Values and errors at the JavaScript boundary.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;

#[cfg(feature = "exports")]
use crate::client::{Handle, Pages};
use crate::error::{self, Error, Result};

#[cfg(feature = "exports")]
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("boundary.d.ts");

#[wasm_bindgen]
extern "C" {
    /// An argument that should be text.
    #[wasm_bindgen(typescript_type = "string")]
    pub type Text;

    /// Options of a client.
    #[wasm_bindgen(typescript_type = "MeshagentOptions")]
    pub type MeshagentOptions;

    /// Options of one call.
    #[wasm_bindgen(typescript_type = "RequestOptions")]
    pub type RequestOptions;

}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = "globalThis")]
    static GLOBAL: JsValue;
}

#[wasm_bindgen(module = "/src/boundary.js")]
extern "C" {
    #[wasm_bindgen(js_name = "_error")]
    fn make_error(
        kind: u8,
        message: &str,
        status: u16,
        body: Option<&str>,
        path: Option<&str>,
        reason: Option<&str>,
    ) -> JsValue;

    #[wasm_bindgen(js_name = "_stringify")]
    fn stringify_or_message(value: &JsValue) -> JsValue;

    #[wasm_bindgen(js_name = "_text")]
    fn text_or_nothing(value: &JsValue) -> Option<String>;

    #[wasm_bindgen(js_name = "_unfit")]
    fn unfit(value: &JsValue) -> String;

    #[wasm_bindgen(js_name = "_ownHeaders", catch)]
    pub(crate) fn own_headers(headers: &JsValue) -> std::result::Result<JsValue, JsValue>;

    /// What a value is, in words.
    #[wasm_bindgen(js_name = "_words")]
    pub(crate) fn words(value: &JsValue) -> String;
}

#[cfg(feature = "exports")]
#[wasm_bindgen(module = "/src/boundary.js")]
extern "C" {
    #[wasm_bindgen(js_name = "_iterate")]
    pub(crate) fn iterate(pages: Pages) -> JsValue;
}

#[wasm_bindgen(module = "/src/transfer.js")]
extern "C" {
    #[wasm_bindgen(js_name = "_uploadBody")]
    fn upload_body_or_nothing(data: &JsValue) -> JsValue;

    #[wasm_bindgen(js_name = "_isStream")]
    pub(crate) fn is_stream(data: &JsValue) -> bool;
}

#[cfg(feature = "exports")]
#[wasm_bindgen(module = "/src/classes.js")]
extern "C" {
    #[wasm_bindgen(js_name = "_project")]
    pub(crate) fn project(handle: Handle, client: &JsValue) -> JsValue;
}

impl From<Error> for JsValue {
    fn from(error: Error) -> JsValue {
        let error = &error.0;
        let (body, path) = (error.body.as_deref(), error.path.as_deref());
        make_error(error.kind as u8, &error.message, error.status, body, path, error.reason)
    }
}

/// An error that says what a value should have been.
pub(crate) fn wrong(name: &str, expected: &str, value: &JsValue) -> Error {
    Error::place(name, expected, &words(value))
}

/// Text that Rust can hold.
pub(crate) fn text(value: &JsValue, name: &str) -> Result<String> {
    text_or_nothing(value).ok_or_else(|| Error::place(name, "text", &unfit(value)))
}

/// The JSON text of plain data; functions, maps, promises and the like are refused.
pub(crate) fn stringify(value: &JsValue, name: &str) -> Result<String> {
    let text = stringify_or_message(value);
    if let Some(text) = text.as_string() {
        return Ok(text);
    }
    let fault = Array::from(&text);
    let part = |index| fault.get(index).as_string().unwrap_or_default();
    Err(Error::place(&error::concat(&[name, &part(0)]), "JSON data", &part(1)))
}

/// What fetch gets for data to upload.
pub(crate) fn upload_body(data: &JsValue) -> Result<JsValue> {
    let body = upload_body_or_nothing(data);
    if body.is_undefined() {
        return Err(wrong("data", "a Blob, an ArrayBuffer, a typed array, text or a ReadableStream", data));
    }
    Ok(body)
}

/// A member; `None` when it is missing, `undefined` or `null`, or cannot be read.
pub(crate) fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(object, &JsValue::from_str(name)).ok()?;
    (!value.is_null_or_undefined()).then_some(value)
}

/// A member of an options object; one whose getter throws is an error.
pub(crate) fn option(object: &JsValue, name: &str) -> Result<Option<JsValue>> {
    if object.is_null_or_undefined() {
        return Ok(None);
    }
    if !object.is_object() && !object.is_function() {
        return Err(wrong("options", "an object", object));
    }
    match Reflect::get(object, &JsValue::from_str(name)) {
        Ok(value) => Ok((!value.is_null_or_undefined()).then_some(value)),
        Err(_) => Err(Error::place(name, "an option", "one that cannot be read")),
    }
}

/// An option that is text.
pub(crate) fn text_option(object: &JsValue, name: &str) -> Result<Option<String>> {
    option(object, name)?.map(|value| text(&value, name)).transpose()
}

/// An option that is a whole number from 0; one too large for a `u32` is its largest.
pub(crate) fn number_option(object: &JsValue, name: &str) -> Result<Option<u32>> {
    let Some(value) = option(object, name)? else { return Ok(None) };
    match value.as_f64() {
        Some(number) if number >= 0.0 && (number.trunc() == number) => Ok(Some(number as u32)),
        Some(_) => Err(Error::place(name, "a whole number from 0", "another number")),
        None => Err(wrong(name, "a whole number from 0", &value)),
    }
}

/// An option that is a function.
pub(crate) fn function_option(object: &JsValue, name: &str) -> Result<Option<Function>> {
    let Some(value) = option(object, name)? else { return Ok(None) };
    value.dyn_into::<Function>().map(Some).map_err(|value| wrong(name, "a function", &value))
}

/// A promise that is settled already.
pub(crate) fn rejected(error: Error) -> Promise {
    Promise::reject(&error.into())
}

/// A variable of the environment, where there is one.
pub(crate) fn environment(name: &str) -> Option<String> {
    let process = GLOBAL.with(|global| member(global, "process"))?;
    member(&member(&process, "env")?, name)?.as_string()
}
