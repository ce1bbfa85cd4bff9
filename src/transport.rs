//! The crate's side of sending a request: what goes out, what a reply means, and whether there is another attempt.
//!
//! `transport.js` is the other side and the one place that touches fetch, timers and abort signals: there an attempt
//! costs no crossing for every promise that it waits for. gloo-net reads the replies' headers; its `Request` is not used, for in
//! Node every `Request` object costs more than all the rest that a call takes, and its `send` panics where fetch rejects
//! with something that is not an `Error`.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

use gloo_net::http::Headers;
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;

use crate::error::{Error, Result};
use crate::request::{Body, Parts, Reply};
use crate::resources::storage::StoragePrefix;
use crate::{config, js, retry};

#[wasm_bindgen(module = "/src/transport.js")]
extern "C" {
    /// What the calls of a client share, token and all: an object that nobody else can reach.
    #[wasm_bindgen(js_name = "_shared")]
    pub(crate) fn shared(fetch: &JsValue, headers: &JsValue, token: &JsValue, on_attempt: &JsValue) -> JsValue;

    #[wasm_bindgen(js_name = "_send")]
    fn send(
        sending: Sending,
        client: &JsValue,
        signals: &Array,
        timeout: Option<f64>,
        headers: &JsValue,
        method: u8,
        url: &str,
        kind: u8,
        body: &JsValue,
        expected: u8,
        detail: Option<&str>,
        on_progress: &JsValue,
    ) -> Promise;
}

/// The longest time that a timer can hold; a longer timeout is none.
const LONGEST_TIMER: u32 = i32::MAX as u32;

/// What all requests of a client share.
pub(crate) struct Client {
    pub(crate) base_url: String,
    pub(crate) project_id: Option<String>,
    /// Whether there is a token, or a function that returns one.
    pub(crate) has_token: bool,
    pub(crate) timeout: u32,
    pub(crate) max_retries: u32,
    pub(crate) storage_prefix: StoragePrefix,
    /// What [`shared`] made.
    pub(crate) shared: JsValue,
}

/// What one call asks for.
#[derive(Default)]
pub(crate) struct Call {
    pub(crate) signals: Array,
    pub(crate) timeout: Option<u32>,
    pub(crate) max_retries: Option<u32>,
    pub(crate) headers: JsValue,
    /// The bytes of a body that is handed to fetch by reference.
    pub(crate) body: JsValue,
    /// What downloaded bytes become: `bytes`, `blob` or `stream`.
    pub(crate) form: Option<&'static str>,
    pub(crate) on_progress: JsValue,
    /// Whether a reply's JSON stays text.
    pub(crate) text: bool,
}

impl Client {
    /// Refuses a request that needs a token where there is none.
    pub(crate) fn ready(&self, parts: &Parts) -> Result<()> {
        if self.has_token || !parts.authorized {
            return Ok(());
        }
        Err(Error::input(&["token: there is none; pass `token` to new Meshagent() or set MESHAGENT_API_KEY"]))
    }

    /// Sends a request, again if need be; the promise is for what its reply holds, checked. `mark` is told the mark of a
    /// list's items.
    pub(crate) fn send(&self, parts: Box<Parts>, call: &Call, mark: Option<Rc<Cell<u64>>>) -> Promise {
        let mut url = self.base_url.clone();
        url.push_str(&parts.path);
        if !parts.query.is_empty() {
            url.push('?');
            url.push_str(&parts.query);
        }
        let timeout = call.timeout.unwrap_or(self.timeout);
        let timeout = (1..LONGEST_TIMER).contains(&timeout).then(|| timeout.into());
        let (kind, body) = match &parts.body {
            Body::Empty => (0, JsValue::UNDEFINED),
            Body::Json(text) => (1, JsValue::from_str(text)),
            Body::Form(form) => (2, JsValue::from_str(form)),
            Body::Bytes => (3, call.body.clone()),
        };
        let (expected, detail) = match parts.reply {
            Reply::Nothing => (0, None),
            Reply::Json(_) | Reply::Page(..) if call.text => (4, None),
            Reply::Json(_) => (1, None),
            Reply::Page(_, list) => (2, Some(list)),
            Reply::Bytes => (3, call.form),
        };
        let (method, max_retries) = (parts.method as u8, call.max_retries.unwrap_or(self.max_retries));
        let sending = Sending { parts, max_retries, mark };
        send(
            sending,
            &self.shared,
            &call.signals,
            timeout,
            &call.headers,
            method,
            &url,
            kind,
            &body,
            expected,
            detail,
            &call.on_progress,
        )
    }
}

/// A request that is under way.
#[wasm_bindgen(js_name = "_Sending", skip_typescript)]
pub struct Sending {
    parts: Box<Parts>,
    max_retries: u32,
    mark: Option<Rc<Cell<u64>>>,
}

#[wasm_bindgen(js_class = "_Sending")]
impl Sending {
    /// Checks what a token function returned.
    pub fn check(&self, token: JsValue) -> Result<(), JsValue> {
        Ok(config::check_token(&js::text(&token, "token()")?)?)
    }

    /// Checks the bytes of a reply. Returns the text to parse in their place, where that is another; `null` where the
    /// bytes are ASCII, and nothing where they are UTF-8.
    pub fn read(&self, bytes: Vec<u8>, status: u16) -> Result<JsValue, JsValue> {
        let read = self.parts.read(&bytes, self.mark.is_some()).map_err(|mut error| {
            error.0.status = status;
            error
        })?;
        if let Some(mark) = &self.mark {
            mark.set(read.mark);
        }
        Ok(match read.text {
            Some(text) => text.into(),
            None if read.ascii => JsValue::NULL,
            None => JsValue::UNDEFINED,
        })
    }

    /// The error that an error reply stands for.
    pub fn refuse(&self, status: u16, status_text: &str, body: String) -> JsValue {
        Error::of_reply(status, status_text, body).into()
    }

    /// After how many milliseconds there is another attempt, if there is one; without a status there was no reply.
    pub fn wait(&self, status: Option<u16>, headers: Option<web_sys::Headers>, retries: u32) -> Option<f64> {
        let failure = match (status, headers.map(Headers::from_raw)) {
            (Some(status), Some(headers)) => {
                let number = |text: &str| js_sys::Number::from(JsValue::from_str(text)).value_of();
                let wait = retry::asked_wait(
                    headers.get("retry-after-ms").as_deref(),
                    headers.get("retry-after").as_deref(),
                    js_sys::Date::now(),
                    number,
                    js_sys::Date::parse,
                );
                retry::Failure::Status { status, wait }
            }
            _ => retry::Failure::Network,
        };
        retry::wait(self.parts.method, failure, retries, self.max_retries, js_sys::Math::random())
    }
}

impl fmt::Debug for Sending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending").field("parts", &self.parts).finish_non_exhaustive()
    }
}
