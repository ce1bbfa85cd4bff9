//! What the runtime has, or somebody has put in its place.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// Whether this is a browser, workers included; service workers have no XMLHttpRequest.
pub(crate) fn is_browser() -> bool {
    ["XMLHttpRequest", "ServiceWorkerRegistration"].into_iter().any(|name| global(name).is_function())
}

/// A member of the global object as it is now; `undefined` where there is none.
pub(crate) fn global(name: &str) -> JsValue {
    Reflect::get(&js_sys::global(), &name.into()).unwrap_or_default()
}
