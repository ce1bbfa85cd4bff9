//! Abort controllers that the runtime's own fetch accepts.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::{AbortController, Request, RequestInit};

use super::global::global;
use super::object::{call, method};
use crate::error::{Error, Result};

thread_local! {
    /// The global class that was looked at last, and whether it is the runtime's.
    static LOOKED_AT: RefCell<Option<(JsValue, bool)>> = const { RefCell::new(None) };
}

/// A new controller. jsdom puts a class of its own in the place of the global one, whose signals the runtime's fetch
/// refuses; Node.js then has another way to one that works.
pub(crate) fn controller() -> Result<AbortController> {
    let class = global("AbortController");
    let known = LOOKED_AT.with_borrow(|looked| looked.as_ref().filter(|(seen, _)| *seen == class).map(|(_, own)| *own));
    let own = known.unwrap_or_else(|| {
        let own = is_own();
        LOOKED_AT.with_borrow_mut(|looked| *looked = Some((class, own)));
        own
    });
    let made = if own { None } else { of_node() };
    made.or_else(|| AbortController::new().ok())
        .ok_or_else(|| Error::failed(&["fetch: this runtime has no AbortController"]))
}

/// Whether signals of the global class are those that requests accept.
fn is_own() -> bool {
    let Ok(controller) = AbortController::new() else { return true };
    let init = RequestInit::new();
    init.set_signal(Some(&controller.signal()));
    Request::new_with_str_and_init("https://localhost/", &init).is_ok()
}

fn of_node() -> Option<AbortController> {
    let process = global("process");
    let find = method(&process, "getBuiltinModule").ok()?;
    let util = find.call1(&process, &"node:util".into()).ok()?;
    call(&util, "transferableAbortController").ok().map(JsCast::unchecked_into)
}
