//! The caller's abort signals.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use js_sys::Map;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// A signal of any origin: a polyfill's, or another realm's.
    pub(crate) type Signal;

    #[wasm_bindgen(method, catch, js_name = addEventListener)]
    fn add_listener(this: &Signal, event: &str, listener: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = removeEventListener)]
    fn remove_listener(this: &Signal, event: &str, listener: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, getter)]
    fn aborted(this: &Signal) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, getter, js_name = reason)]
    fn own_reason(this: &Signal) -> Result<JsValue, JsValue>;
}

impl Signal {
    /// What it was aborted with, if it was; the error is what reading it threw.
    pub(crate) fn stopped(&self) -> Result<Option<JsValue>, JsValue> {
        if self.aborted()?.is_truthy() { self.own_reason().map(|reason| Some(given(reason))) } else { Ok(None) }
    }

    /// What it was aborted with. A reason that cannot be read is what reading it threw.
    fn reason(&self) -> JsValue {
        given(self.own_reason().unwrap_or_else(|thrown| thrown))
    }
}

/// Signals of older engines and polyfills have no reason; those of today never have `undefined`.
fn given(reason: JsValue) -> JsValue {
    if !reason.is_undefined() {
        return reason;
    }
    web_sys::DomException::new_with_message_and_name("This operation was aborted", "AbortError")
        .map_or_else(|thrown| thrown, JsValue::from)
}

/// What a signal ends.
pub(crate) trait Abort {
    /// Ends it with the signal's reason.
    fn abort(&self, reason: JsValue);
}

/// Something that watches a signal until it is dropped.
pub(crate) struct Watch {
    place: usize,
    watcher: Weak<dyn Abort>,
}

/// A signal that is watched. It has one listener, however many calls share it: Node warns of a leak otherwise.
struct Watched {
    signal: Signal,
    listener: Closure<dyn FnMut()>,
    watchers: Vec<Weak<dyn Abort>>,
}

#[derive(Default)]
struct Registry {
    /// The places in `watched` of the signals that are watched.
    places: Map,
    /// Places of signals that are no longer watched are used again.
    watched: Vec<Option<Watched>>,
}

thread_local! {
    static REGISTRY: RefCell<Registry> = RefCell::default();
}

impl Registry {
    fn find(&mut self, place: usize) -> Option<&mut Watched> {
        self.watched.get_mut(place)?.as_mut()
    }

    /// Adds a watcher of a signal that is watched already.
    fn join(&mut self, signal: &Signal, watcher: &Weak<dyn Abort>) -> Option<usize> {
        let place = self.places.get(signal).as_f64()? as usize;
        self.find(place)?.watchers.push(Weak::clone(watcher));
        Some(place)
    }

    fn add(&mut self, watched: Watched) -> usize {
        let free = self.watched.iter().position(Option::is_none);
        let place = free.unwrap_or(self.watched.len());
        self.places.set(&watched.signal, &(place as f64).into());
        match self.watched.get_mut(place) {
            Some(slot) => *slot = Some(watched),
            None => self.watched.push(Some(watched)),
        }
        place
    }

    /// Takes a watcher out, and the signal when it was the last one.
    fn leave(&mut self, watch: &Watch) -> Option<Watched> {
        let watched = self.find(watch.place)?;
        if let Some(at) = watched.watchers.iter().position(|other| other.ptr_eq(&watch.watcher)) {
            watched.watchers.swap_remove(at);
        }
        if !watched.watchers.is_empty() {
            return None;
        }
        let watched = self.watched.get_mut(watch.place)?.take()?;
        self.places.delete(&watched.signal);
        Some(watched)
    }
}

impl Watch {
    /// Has a signal end `watcher`; the error is what the signal threw.
    pub(crate) fn new(signal: &Signal, watcher: Weak<dyn Abort>) -> Result<Self, JsValue> {
        if let Some(place) = REGISTRY.with_borrow_mut(|registry| registry.join(signal, &watcher)) {
            return Ok(Watch { place, watcher });
        }
        let own = JsValue::from(signal);
        let listener = Closure::<dyn FnMut()>::new(move || aborted(&own));
        // The signal's own code runs here, so nothing is borrowed.
        signal.add_listener("abort", listener.as_ref())?;
        let watched =
            Watched { signal: JsValue::from(signal).unchecked_into(), listener, watchers: vec![Weak::clone(&watcher)] };
        let place = REGISTRY.with_borrow_mut(|registry| registry.add(watched));
        Ok(Watch { place, watcher })
    }
}

/// Tells all that watch a signal.
fn aborted(signal: &JsValue) {
    let watchers = REGISTRY.with_borrow_mut(|registry| {
        let place = registry.places.get(signal).as_f64()? as usize;
        Some(registry.find(place)?.watchers.clone())
    });
    let reason = signal.unchecked_ref::<Signal>().reason();
    for watcher in watchers.unwrap_or_default().iter().filter_map(Weak::upgrade) {
        watcher.abort(reason.clone());
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let unused = REGISTRY.with_borrow_mut(|registry| registry.leave(self));
        let Some(Watched { signal, listener, .. }) = unused else { return };
        // A signal that cannot be left may still call its listener, which therefore has to stay.
        if signal.remove_listener("abort", listener.as_ref()).is_err() {
            listener.forget();
        }
    }
}

/// A weak reference to what a signal ends.
pub(crate) fn weak<T: Abort + 'static>(watcher: &Rc<T>) -> Weak<dyn Abort> {
    let weak: Weak<T> = Rc::downgrade(watcher);
    weak
}
