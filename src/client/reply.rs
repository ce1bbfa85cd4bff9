//! What a call got, checked.

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;

use super::received::Received;
use crate::request::Checked;

/// A reply that is as it should be.
pub(crate) struct Reply {
    /// Its status and headers; there are some wherever something was sent.
    pub(crate) head: Option<Received>,
    /// What it holds.
    pub(crate) content: Content,
}

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
