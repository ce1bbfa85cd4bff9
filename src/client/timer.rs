//! Timers.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout, catch)]
    fn set_timeout(callback: &JsValue, milliseconds: f64) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = clearTimeout, catch)]
    fn clear_timeout(timer: &JsValue) -> Result<JsValue, JsValue>;
}

/// A function that is called after a time, unless the timer is dropped before.
pub(crate) struct Timer {
    timer: JsValue,
    _callback: Closure<dyn FnMut()>,
}

impl Timer {
    /// Where there are no timers, nothing is ever called.
    pub(crate) fn after(milliseconds: f64, callback: impl FnMut() + 'static) -> Self {
        let callback = Closure::<dyn FnMut()>::new(callback);
        let timer = set_timeout(callback.as_ref(), milliseconds).unwrap_or_default();
        Timer { timer, _callback: callback }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        // A timer that cannot be cleared has run, or never will.
        let _ = clear_timeout(&self.timer);
    }
}
