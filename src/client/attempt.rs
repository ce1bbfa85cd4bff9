//! One attempt at a request: its time limit and the caller's signals. Dropping it aborts what it has begun.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

use wasm_bindgen::prelude::*;
use web_sys::{AbortController, AbortSignal};

use super::controller::controller;
use super::failure::Failure;
use super::signals::{Abort, Signal, Watch, weak};
use super::timer::Timer;
use crate::error::{Error, Kind, concat};
use crate::json::decimal;

/// The longest time that a timer can hold, in milliseconds; a longer limit is none.
const LONGEST_TIMER: u32 = i32::MAX as u32;

/// An attempt that goes on until it is finished, stopped or dropped.
pub(crate) struct Attempt {
    state: Rc<State>,
    /// The request, until its reply has been read: Node forgets the signal of one that is collected.
    held: RefCell<Option<web_sys::Request>>,
    _watches: Vec<Watch>,
    _timer: Option<Timer>,
}

struct State {
    controller: AbortController,
    stopped: RefCell<Option<Failure>>,
    finished: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl State {
    fn stop(&self, failure: Failure) {
        if self.finished.get() || self.stopped.borrow().is_some() {
            return;
        }
        let reason = match &failure {
            Failure::Aborted(reason) => Some(reason.clone()),
            Failure::Failed { .. } => None,
        };
        *self.stopped.borrow_mut() = Some(failure);
        let waker = self.waker.borrow_mut().take();
        if let Some(waker) = waker {
            waker.wake();
        }
        // Listeners of the signal run here, so nothing is borrowed.
        match reason {
            Some(reason) => self.controller.abort_with_reason(&reason),
            None => self.controller.abort(),
        }
    }
}

impl Abort for State {
    fn abort(&self, reason: JsValue) {
        self.stop(Failure::Aborted(reason));
    }
}

impl Attempt {
    /// Begins an attempt that ends after so many milliseconds, 0 for no limit, or when one of the signals aborts.
    pub(crate) fn begin(signals: &[JsValue], timeout: u32) -> Result<Self, Failure> {
        let state = Rc::new(State {
            controller: controller()?,
            stopped: RefCell::new(None),
            finished: Cell::new(false),
            waker: RefCell::new(None),
        });
        let mut watches = Vec::with_capacity(signals.len());
        for signal in signals.iter().map(JsCast::unchecked_ref::<Signal>) {
            let refused = |_| Failure::from(Error::place("signal", "an AbortSignal", "something else"));
            match signal.stopped().map_err(refused)? {
                Some(reason) => state.stop(Failure::Aborted(reason)),
                None => watches.push(Watch::new(signal, weak(&state)).map_err(refused)?),
            }
        }
        let timer = (1..LONGEST_TIMER).contains(&timeout).then(|| {
            let state = Rc::clone(&state);
            Timer::after(timeout.into(), move || state.stop(late(timeout)))
        });
        Ok(Attempt { state, held: RefCell::new(None), _watches: watches, _timer: timer })
    }

    /// The signal that aborts when the attempt ends early.
    pub(crate) fn signal(&self) -> AbortSignal {
        self.state.controller.signal()
    }

    /// Why the attempt was stopped, if it was.
    pub(crate) fn stopped(&self) -> Option<Failure> {
        self.state.stopped.borrow().clone()
    }

    /// Keeps the request for as long as the attempt lasts, which for a downloaded stream is longer than the call.
    pub(crate) fn hold(&self, request: Option<web_sys::Request>) {
        self.held.replace(request);
    }

    /// Stops the attempt with a failure.
    pub(crate) fn stop(&self, failure: Failure) {
        self.state.stop(failure);
    }

    /// Waits for some work until the attempt is stopped. Work that ignores the signal is left behind.
    pub(crate) async fn race<T>(&self, work: impl Future<Output = T>) -> Result<T, Failure> {
        let mut work = pin!(work);
        let outcome = poll_fn(|context| {
            if let Some(failure) = self.stopped() {
                return Poll::Ready(Err(failure));
            }
            *self.state.waker.borrow_mut() = Some(context.waker().clone());
            work.as_mut().poll(context).map(Ok)
        });
        let value = outcome.await?;
        // The work's own code may have stopped the attempt and answered all the same.
        self.stopped().map_or(Ok(value), Err)
    }

    /// Ends the attempt: nothing stops it any more, and dropping it aborts nothing.
    pub(crate) fn finish(&self) {
        self.state.finished.set(true);
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        let over = self.state.finished.get() || self.state.stopped.borrow().is_some();
        if !over {
            self.state.controller.abort();
        }
    }
}

fn late(timeout: u32) -> Failure {
    let message = concat(&["no reply within ", &decimal(timeout.into()), " ms"]);
    Error::new(Kind::TimeoutError, message).into()
}
