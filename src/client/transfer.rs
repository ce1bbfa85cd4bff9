//! What JavaScript's side of a transfer knows, and how far it is. Bytes stay JavaScript's and pass by reference.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use wasm_bindgen::prelude::*;

use super::attempt::Attempt;
use super::failure::Failure;
use super::fetch::unreachable;
use super::object::member_or_undefined;
use crate::error::Error;

#[wasm_bindgen(module = "/src/wasm/js/transfer.js")]
extern "C" {
    pub(super) fn report(listener: &JsValue, transfer: &JsValue, loaded: f64, total: Option<f64>);

    #[wasm_bindgen(catch)]
    pub(super) fn counted(
        data: &JsValue,
        total: Option<f64>,
        listener: &JsValue,
        transfer: Transfer,
    ) -> Result<JsValue, JsValue>;
}

/// Turns a failure into what JavaScript throws.
pub(crate) type Raise = fn(Failure) -> JsValue;

/// What JavaScript's side of a transfer knows of its attempt. One of a downloaded stream keeps the attempt going until
/// the stream ends, which is after the call.
#[wasm_bindgen(skip_typescript)]
pub struct Transfer {
    attempt: Weak<Attempt>,
    stream: RefCell<Option<Rc<Attempt>>>,
    /// Makes the error for what a downloaded stream threw. An uploaded one is the caller's, and ends the call.
    raise: Option<Raise>,
}

#[wasm_bindgen]
impl Transfer {
    /// Whether the attempt was stopped.
    #[wasm_bindgen(getter)]
    pub fn stopped(&self) -> bool {
        self.failure().is_some()
    }

    /// Ends the attempt, because a progress listener failed.
    pub fn fail(&self, cause: JsValue) {
        self.stop(Failure::caused(Error::failed(&["onProgress: the function failed"]), cause));
    }

    /// Ends the attempt, because a fetch of the caller's own takes a stream for text.
    pub fn refuse(&self) {
        let message = "data: the option `fetch` cannot send a stream; pass bytes or a Blob";
        self.stop(Error::at("data", &[message]).into());
    }

    /// What a stream throws after its source threw this.
    pub fn explain(&self, cause: JsValue) -> JsValue {
        match self.raise {
            Some(raise) => raise(self.failure().unwrap_or_else(|| unreachable(cause))),
            None => {
                self.stop(Failure::caused(
                    Error::at("data", &["data: the stream failed"]).after_sending(),
                    cause.clone(),
                ));
                cause
            }
        }
    }

    /// Takes note that there is nothing more to come.
    pub fn end(&self) {
        let attempt = self.stream.borrow_mut().take();
        if let Some(attempt) = attempt {
            attempt.finish();
        }
    }
}

impl Transfer {
    /// A transfer within a call.
    pub(super) fn of(attempt: &Rc<Attempt>) -> Self {
        Transfer { attempt: Rc::downgrade(attempt), stream: RefCell::new(None), raise: None }
    }

    /// A stream that outlives the call.
    pub(super) fn stream(attempt: &Rc<Attempt>, raise: Raise) -> Self {
        Transfer { stream: RefCell::new(Some(Rc::clone(attempt))), raise: Some(raise), ..Transfer::of(attempt) }
    }

    fn failure(&self) -> Option<Failure> {
        self.attempt.upgrade().and_then(|attempt| attempt.stopped())
    }

    fn stop(&self, failure: Failure) {
        if let Some(attempt) = self.attempt.upgrade() {
            attempt.stop(failure);
        }
    }
}

impl std::fmt::Debug for Transfer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Transfer(…)")
    }
}

/// Tells that all of an uploaded body has been sent, unless somebody has been told while it was.
pub(crate) fn tell_whole(untold: &JsValue, listener: &JsValue, attempt: &Rc<Attempt>) {
    if !untold.is_undefined() {
        tell_of(untold, listener, attempt);
    }
}

/// Tells that all of a body has passed.
pub(super) fn tell_of(body: &JsValue, listener: &JsValue, attempt: &Rc<Attempt>) {
    let total = size_of(body);
    report(listener, &Transfer::of(attempt).into(), total.unwrap_or_default(), total);
}

/// How many bytes an array or a Blob has.
pub(super) fn size_of(body: &JsValue) -> Option<f64> {
    let number = |name: &str| member_or_undefined(body, name).as_f64();
    number("size").or_else(|| number("byteLength"))
}
