//! The values of secrets as text and bytes.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::value::text;
use crate::api::secrets::decode_value;
use crate::client::member_or_undefined;
use crate::error::{Error, Result};

/// The bytes of a secret's value, which the service sends as base64: of what `accessVersion` resolves to, or `get` with
/// `include_value`. Throws an `ArgumentError` when there is no value.
#[wasm_bindgen(js_name = secretBytes, unchecked_return_type = "Bytes")]
pub fn secret_bytes(
    #[wasm_bindgen(unchecked_param_type = "{ value_base64?: string | null | undefined }")] secret: JsValue,
) -> Result<Uint8Array, JsValue> {
    Ok(Uint8Array::from(value(&secret)?.as_slice()))
}

/// The same as text. Throws an `ArgumentError` also when the bytes are no UTF-8 text.
#[wasm_bindgen(js_name = secretText)]
pub fn secret_text(
    #[wasm_bindgen(unchecked_param_type = "{ value_base64?: string | null | undefined }")] secret: JsValue,
) -> Result<String, JsValue> {
    let text = String::from_utf8(value(&secret)?);
    Ok(text.map_err(|_| Error::place("value_base64", "UTF-8 text", "other bytes"))?)
}

fn value(secret: &JsValue) -> Result<Vec<u8>> {
    let member = member_or_undefined(secret, "value_base64");
    decode_value(&text(&member, "value_base64")?)
}
