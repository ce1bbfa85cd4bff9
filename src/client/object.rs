//! Members of objects of any origin. A getter or a Proxy may throw at whatever is asked of it.

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;

/// A member; `undefined` where there is none.
pub(crate) fn member(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(object, &name.into())
}

/// A member; `undefined` where there is none, or none that can be read.
pub(crate) fn member_or_undefined(object: &JsValue, name: &str) -> JsValue {
    member(object, name).unwrap_or_default()
}

/// A method, as a function that still has to be told its object.
pub(crate) fn method(object: &JsValue, name: &str) -> Result<Function, JsValue> {
    member(object, name)?.dyn_into()
}

/// Calls a method.
pub(crate) fn call(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    method(object, name)?.call0(object)
}
