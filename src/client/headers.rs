//! Headers that a caller gives.

use gloo_net::http::Headers;
use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::error::{Error, Result};

#[wasm_bindgen(module = "/src/wasm/js/values.js")]
extern "C" {
    /// Headers of any class as `Headers`.
    #[wasm_bindgen(js_name = asHeaders, catch)]
    pub(crate) fn as_headers(headers: &JsValue) -> std::result::Result<web_sys::Headers, JsValue>;
}

/// Headers in any of fetch's forms, by names in lower case. Later changes to what was given change nothing.
pub(crate) fn header_pairs(headers: &JsValue) -> Result<Vec<(String, String)>> {
    let refused = || Error::place("headers", "names and values that HTTP allows", "others");
    let headers = Headers::from_raw(as_headers(headers).map_err(|_| refused())?);
    let pairs: Vec<(String, String)> = headers.entries().collect();
    // The one name that a plain object cannot hold for every fetch: Node loses it.
    if pairs.iter().any(|(name, _)| name == "__proto__") { Err(refused()) } else { Ok(pairs) }
}

/// The same for pairs of Rust's.
pub(crate) fn lower_case(headers: &[(String, String)]) -> Result<Vec<(String, String)>> {
    if headers.is_empty() {
        return Ok(Vec::new());
    }
    let pairs: Array = headers.iter().map(|(name, value)| Array::of2(&name.into(), &value.into())).collect();
    header_pairs(&pairs)
}
