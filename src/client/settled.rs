//! JavaScript's promises as futures.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/wasm/js/promise.js")]
extern "C" {
    /// Calls `settle` with what becomes of a value, or of the promise that it is: whether it was fulfilled, and with
    /// what. Returns what [`forget`] takes.
    fn subscribe(value: &JsValue, settle: &JsValue) -> JsValue;

    fn forget(subscription: &JsValue);
}

/// What becomes of a JavaScript value or promise, of any library.
///
/// `JsFuture` keeps its callbacks, and with them memory of the module, until the promise settles; some of those that a
/// call waits for never do. This future gives everything back when it is dropped.
pub(crate) struct Settled {
    state: Rc<State>,
    subscription: JsValue,
    _settle: Closure<dyn FnMut(bool, JsValue)>,
}

#[derive(Default)]
struct State {
    outcome: RefCell<Option<Result<JsValue, JsValue>>>,
    waker: RefCell<Option<Waker>>,
}

impl Settled {
    pub(crate) fn of(value: &JsValue) -> Self {
        let state = Rc::new(State::default());
        let settled = Rc::clone(&state);
        let settle = Closure::new(move |fulfilled: bool, value: JsValue| {
            *settled.outcome.borrow_mut() = Some(if fulfilled { Ok(value) } else { Err(value) });
            let waker = settled.waker.borrow_mut().take();
            if let Some(waker) = waker {
                waker.wake();
            }
        });
        let subscription = subscribe(value, settle.as_ref());
        Settled { state, subscription, _settle: settle }
    }
}

impl Future for Settled {
    type Output = Result<JsValue, JsValue>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if let Some(outcome) = self.state.outcome.borrow_mut().take() {
            return Poll::Ready(outcome);
        }
        *self.state.waker.borrow_mut() = Some(context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Settled {
    fn drop(&mut self) {
        forget(&self.subscription);
    }
}
