//! What a call got, checked.

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;

use crate::request::Checked;

/// What a reply holds, by the shape that its request expects.
pub(crate) enum Content {
    /// Nothing that matters.
    Nothing,
    /// There is no such thing, where that is an answer.
    Null,
    /// JSON.
    Json(JsonReply),
    /// The bytes, as JavaScript has them.
    Bytes(JsValue),
    /// Whether there is such a thing.
    Exists(bool),
}

/// JSON that its table has accepted.
pub(crate) struct JsonReply {
    /// What was received.
    pub(crate) received: Uint8Array,
    /// The same in the module's memory.
    pub(crate) bytes: Vec<u8>,
    /// What the check has found.
    pub(crate) checked: Checked,
}
