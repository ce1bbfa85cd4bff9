//! Tells listeners of a client's attempts.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::error::error_value;
use crate::client::{Ended, Observer, Started};

#[wasm_bindgen(module = "/src/wasm/js/promise.js")]
extern "C" {
    /// Ignores what becomes of a value or promise.
    fn ignore(value: &JsValue);
}

/// The functions that a caller wants called. What becomes of that must not change the outcome of a call.
struct Listeners {
    on_start: Option<Function>,
    on_attempt: Option<Function>,
}

/// What tells the listeners, if there are any.
pub(super) fn observer(on_start: Option<Function>, on_attempt: Option<Function>) -> Option<Box<dyn Observer>> {
    if on_start.is_none() && on_attempt.is_none() {
        return None;
    }
    Some(Box::new(Listeners { on_start, on_attempt }))
}

impl Observer for Listeners {
    fn started(&self, attempt: &Started<'_>) -> JsValue {
        let Started { operation, route, method, url, number } = attempt;
        let told = JsValue::from(Object::new());
        set(&told, "operation", &(*operation).into());
        if !route.is_empty() {
            set(&told, "route", &(*route).into());
        }
        set(&told, "method", &(*method).into());
        set(&told, "url", &(*url).into());
        set(&told, "attempt", &(*number).into());
        tell(self.on_start.as_ref(), &told);
        told
    }

    fn ended(&self, told: JsValue, attempt: &Ended<'_>) {
        let Ended { status, failure, milliseconds } = attempt;
        if let Some(status) = status {
            set(&told, "status", &(*status).into());
        }
        if let Some(failure) = failure {
            set(&told, "error", &error_value((*failure).clone()));
        }
        set(&told, "ms", &(*milliseconds).into());
        tell(self.on_attempt.as_ref(), &told);
    }
}

/// What a listener has done to the object, such as freezing it, is its own affair.
fn set(told: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(told, &name.into(), value);
}

/// Calls a function by itself, for what it is a member of holds the client's secrets.
fn tell(listener: Option<&Function>, told: &JsValue) {
    if let Some(Ok(answer)) = listener.map(|listener| listener.call1(&JsValue::UNDEFINED, told)) {
        ignore(&answer);
    }
}
