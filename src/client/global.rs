//! What the runtime has, or somebody has put in its place.

use wasm_bindgen::JsValue;

use super::object::member_or_undefined;

/// Whether this is a browser, workers included; service workers have no XMLHttpRequest.
pub(crate) fn is_browser() -> bool {
    ["XMLHttpRequest", "ServiceWorkerRegistration"].into_iter().any(|name| global(name).is_function())
}

/// A member of the global object as it is now; `undefined` where there is none.
pub(crate) fn global(name: &str) -> JsValue {
    member_or_undefined(&js_sys::global(), name)
}
