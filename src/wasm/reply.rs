//! From a reply's content to what a method resolves with.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::value::parsed;
use crate::client::{Content, Failure};
use crate::request::Shape;

#[wasm_bindgen(module = "/src/wasm/js/values.js")]
extern "C" {
    /// What checked bytes mean.
    #[wasm_bindgen(catch)]
    fn parse(bytes: &Uint8Array, ascii: bool) -> Result<JsValue, JsValue>;

    /// A page whose reply names its list `list`.
    fn page(reply: &JsValue, list: &str) -> JsValue;
}

/// The value that a method resolves with. The engine parses the bytes that were received, unless others stand for them.
pub(super) fn js_value(content: Content, shape: &Shape) -> Result<JsValue, Failure> {
    let reply = match content {
        Content::Nothing => return Ok(JsValue::UNDEFINED),
        Content::Null => return Ok(JsValue::NULL),
        Content::Bytes(bytes) => return Ok(bytes),
        Content::Exists(exists) => return Ok(JsValue::from_bool(exists)),
        Content::Json(reply) => reply,
    };
    let value = match &reply.checked.text {
        Some(text) => parsed(text),
        None => parse(&reply.received, reply.checked.ascii).map_err(Failure::Aborted)?,
    };
    Ok(if let Shape::Page(_, list) = shape { page(&value, list) } else { value })
}
