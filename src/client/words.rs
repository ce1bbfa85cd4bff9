//! What a value of any origin is called in errors.

use wasm_bindgen::prelude::*;

use crate::error::concat;

#[wasm_bindgen]
extern "C" {
    /// It throws for a Proxy that was revoked.
    #[wasm_bindgen(js_namespace = Array, js_name = isArray, catch)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;
}

/// The name of a value's kind.
pub(crate) fn words(value: &JsValue) -> String {
    if value.is_null() {
        return "null".to_owned();
    }
    match is_array(value) {
        Err(_) => return "an object that cannot be read".to_owned(),
        Ok(true) => return "a list".to_owned(),
        Ok(false) => {}
    }
    let kind = value.js_typeof().as_string().unwrap_or_default();
    match &*kind {
        "string" => "text".to_owned(),
        "object" => "an object".to_owned(),
        "undefined" => "nothing".to_owned(),
        kind => concat(&["a ", kind]),
    }
}
