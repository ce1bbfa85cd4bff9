//! Runs the calls' futures.
//!
//! Each task is continued in a microtask of its own, which the engine runs in the asynchronous context that the task was
//! woken in. One queue for all tasks, as `wasm_bindgen_futures` has it, would run them in the context of whichever was
//! woken first: on a server the functions of a caller (`token`, `fetch`, `onAttempt`) would then see another user in
//! their `AsyncLocalStorage`.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Wake, Waker};

use js_sys::Promise;
use wasm_bindgen::prelude::*;

type Work = Pin<Box<dyn Future<Output = ()>>>;

struct Task {
    /// Nothing while it runs.
    work: Option<Work>,
    place: Arc<Place>,
}

#[derive(Default)]
struct Tasks {
    list: Vec<Option<Task>>,
    /// The places of tasks that are done, which are used again.
    free: Vec<usize>,
}

/// Where a task is, for what wakes it. A waker may be left over from a task that is done: the one that has its place by
/// then is polled for nothing.
struct Place {
    index: usize,
    /// Whether a microtask is on its way to it.
    queued: AtomicBool,
}

thread_local! {
    static TASKS: RefCell<Tasks> = RefCell::default();

    static RUN: Closure<dyn FnMut(JsValue)> = Closure::new(|index: JsValue| {
        if let Some(index) = index.as_f64() {
            run(index as usize);
        }
    });
}

impl Wake for Place {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if !self.queued.swap(true, Ordering::Relaxed) {
            // The promise that `then` returns is fulfilled with nothing.
            let index = JsValue::from(self.index as f64);
            RUN.with(|run| drop(Promise::<JsValue>::resolve(&index).then(run)));
        }
    }
}

/// A promise for what a future gives. It is one function for all futures, which makes the module smaller.
pub(super) fn promise(future: Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>>) -> Promise {
    let mut future = Some(future);
    Promise::new(&mut |resolve, reject| {
        let Some(future) = future.take() else { return };
        spawn(Box::pin(async move {
            // Neither of a promise's own functions throws.
            let _ = match future.await {
                Ok(value) => resolve.call1(&JsValue::UNDEFINED, &value),
                Err(thrown) => reject.call1(&JsValue::UNDEFINED, &thrown),
            };
        }));
    })
}

fn spawn(work: Work) {
    let place = TASKS.with_borrow_mut(|tasks| {
        let index = tasks.free.pop().unwrap_or(tasks.list.len());
        let place = Arc::new(Place { index, queued: AtomicBool::new(false) });
        let task = Some(Task { work: Some(work), place: Arc::clone(&place) });
        match tasks.list.get_mut(index) {
            Some(slot) => *slot = task,
            None => tasks.list.push(task),
        }
        place
    });
    place.wake();
}

fn run(index: usize) {
    let taken = TASKS.with_borrow_mut(|tasks| {
        let task = tasks.list.get_mut(index)?.as_mut()?;
        task.place.queued.store(false, Ordering::Relaxed);
        Some((task.work.take()?, Arc::clone(&task.place)))
    });
    let Some((mut work, place)) = taken else { return };
    // The caller's own code runs here, so nothing is borrowed.
    let done = work.as_mut().poll(&mut Context::from_waker(&Waker::from(place))).is_ready();
    TASKS.with_borrow_mut(|tasks| match tasks.list.get_mut(index) {
        Some(Some(task)) if !done => task.work = Some(work),
        Some(slot) => {
            *slot = None;
            tasks.free.push(index);
        }
        None => {}
    });
}
