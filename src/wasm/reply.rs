//! From a reply to what a method resolves with.

use js_sys::Uint8Array;
use serde::Serialize;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use super::value::{parsed, preserved};
use crate::client::{Content, Failure};
use crate::error::REQUEST_IDS;
use crate::request::Shape;

#[wasm_bindgen(module = "/src/wasm/js/values.js")]
extern "C" {
    /// What checked bytes mean.
    #[wasm_bindgen(catch)]
    fn parse(bytes: &Uint8Array, ascii: bool) -> Result<JsValue, JsValue>;

    /// A page whose reply names its list `list`.
    fn page(reply: &JsValue, list: &str) -> JsValue;
}

/// The reply that a call's value came in.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub(super) struct CallResponse {
    /// The status.
    status: u16,
    /// The headers.
    #[serde(serialize_with = "preserved")]
    #[tsify(type = "Headers")]
    headers: Option<JsValue>,
    /// The id that the service gave the request, of `x-request-id`, `request-id` or `x-correlation-id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "string | undefined")]
    request_id: Option<String>,
}

/// What is told of a reply.
#[wasm_bindgen(js_name = callResponse, skip_typescript)]
pub fn call_response(head: &web_sys::Response) -> Result<JsValue, JsValue> {
    let headers = head.headers();
    let request_id = REQUEST_IDS.iter().find_map(|name| headers.get(name).ok().flatten());
    let response = CallResponse { status: head.status(), headers: Some(headers.into()), request_id };
    Ok(serde_wasm_bindgen::to_value(&response)?)
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
