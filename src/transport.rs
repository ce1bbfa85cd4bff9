//! The crate's side of sending a request: what goes out, what a reply means, and whether there is another attempt.
//!
//! `transport.js` is the other side and the one place that touches fetch, timers and abort signals: there an attempt
//! costs no crossing for every promise that it waits for. gloo-net reads the replies' headers; its `Request` is not used, for in
//! Node every `Request` object costs more than all the rest that a call takes, and its `send` panics where fetch rejects
//! with something that is not an `Error`.

use std::cell::Cell;

use gloo_net::http::Headers;
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;

use crate::error::{self, Error, Result};
use crate::request::{Body, Method, Parts, Reading};
use crate::resources::storage::StoragePrefix;
use crate::{config, js, resources, retry};

#[wasm_bindgen(module = "/src/transport.js")]
extern "C" {
    /// What the calls of a client share, token and all: an object that nobody else can reach.
    #[wasm_bindgen(js_name = "_shared")]
    pub(crate) fn shared(
        base_url: &str,
        rules: Rules,
        fetch: &JsValue,
        headers: &JsValue,
        token: &JsValue,
        on_attempt: &JsValue,
        timeout: u32,
        max_retries: u32,
    ) -> JsValue;

    #[wasm_bindgen(js_name = "_send")]
    fn send(
        client: &JsValue,
        operation: usize,
        method: u8,
        path: &str,
        expected: u8,
        detail: &str,
        timeout: Option<u32>,
        max_retries: Option<u32>,
        headers: &JsValue,
        signals: &JsValue,
        kind: u8,
        body: &JsValue,
        on_progress: &JsValue,
        marked: bool,
        own: Option<Rules>,
    ) -> Promise;
}

/// What all requests of a client share.
pub(crate) struct Client {
    pub(crate) base_url: String,
    pub(crate) project_id: Option<String>,
    /// Whether there is a token, or a function that returns one.
    pub(crate) has_token: bool,
    pub(crate) storage_prefix: StoragePrefix,
    /// What [`shared`] made.
    pub(crate) shared: JsValue,
}

/// What one call asks for.
#[derive(Default)]
pub(crate) struct Call {
    /// The signals that end it, if there are any.
    pub(crate) signals: Option<Array>,
    pub(crate) timeout: Option<u32>,
    pub(crate) max_retries: Option<u32>,
    pub(crate) headers: JsValue,
    /// The bytes of a body that is handed to fetch by reference.
    pub(crate) body: JsValue,
    /// What downloaded bytes become: `bytes`, `blob` or `stream`.
    pub(crate) form: &'static str,
    pub(crate) on_progress: JsValue,
    /// Whether a reply's JSON stays text, and is read as the request says and no numbered operation.
    pub(crate) text: bool,
}

impl Call {
    /// Has a signal end the call.
    pub(crate) fn watch(&mut self, signal: &JsValue) {
        self.signals.get_or_insert_default().push(signal);
    }
}

impl Client {
    /// Refuses a request that needs a token where there is none.
    pub(crate) fn ready(&self, parts: &Parts) -> Result<()> {
        if self.has_token || !parts.authorized {
            return Ok(());
        }
        Err(Error::input(&["token: there is none; pass `token` to new Meshagent() or set MESHAGENT_API_KEY"]))
    }

    /// Sends a request, again if need be; the promise is for what its reply holds, checked as the operation of that
    /// number asks, and with `marked` for an array of that and the mark of its list.
    pub(crate) fn send(&self, parts: &Parts, call: &Call, operation: usize, marked: bool) -> Promise {
        let with_query = match &*parts.query {
            "" => None,
            query => Some(error::concat(&[&parts.path, "?", query])),
        };
        let (kind, body) = match &parts.body {
            Body::Empty => (0, JsValue::UNDEFINED),
            Body::Json(text) => (1, JsValue::from_str(text)),
            Body::Form(form) => (2, JsValue::from_str(form)),
            Body::Bytes => (3, call.body.clone()),
        };
        let (expected, detail) = match parts.reading.reply.expected() {
            (1 | 2, _) if call.text => (4, ""),
            (3, _) => (3, call.form),
            expected => expected,
        };
        send(
            &self.shared,
            operation,
            parts.method as u8,
            with_query.as_ref().unwrap_or(&parts.path),
            expected,
            detail,
            call.timeout,
            call.max_retries,
            &call.headers,
            call.signals.as_ref().map_or(&JsValue::UNDEFINED, AsRef::as_ref),
            kind,
            &body,
            &call.on_progress,
            marked,
            call.text.then(|| Rules { reading: Some(parts.reading), ..Rules::default() }),
        )
    }
}

/// What the crate has to say of a request that is under way. All that belongs to one request is JavaScript's, so there
/// is nothing to give back when it ends.
#[wasm_bindgen(js_name = "_Rules", skip_typescript)]
#[derive(Debug, Default)]
pub struct Rules {
    /// How replies are read, where no numbered operation says so.
    reading: Option<Reading>,
    mark: Cell<u64>,
}

#[wasm_bindgen(js_class = "_Rules")]
impl Rules {
    /// Checks what a token function returned. Returns what is wrong with it, if anything is.
    pub fn check(&self, token: &JsValue) -> JsValue {
        let checked = js::text(token, "token()").and_then(|token| config::check_token(&token));
        checked.map_or_else(JsValue::from, |()| JsValue::UNDEFINED)
    }

    /// Checks the bytes of a reply. Returns the text to parse in their place, where that is another; `null` where the
    /// bytes are ASCII, and nothing where they are UTF-8. What is wrong with them is returned too, as an error.
    pub fn read(&self, operation: usize, marked: bool, status: u16, bytes: Vec<u8>) -> JsValue {
        let reading = self.reading.unwrap_or_else(|| resources::operation(operation).reading);
        match reading.read(&bytes, marked) {
            Ok(read) => {
                self.mark.set(read.mark);
                match read.text {
                    Some(text) => text.into(),
                    None if read.ascii => JsValue::NULL,
                    None => JsValue::UNDEFINED,
                }
            }
            Err(mut error) => {
                error.0.status = status;
                error.into()
            }
        }
    }

    /// The mark of the list that was read last, with `marked`.
    #[wasm_bindgen(getter)]
    pub fn mark(&self) -> f64 {
        // As many bits as a number holds.
        (self.mark.get() >> 11) as f64
    }

    /// The error that an error reply stands for.
    pub fn refuse(&self, status: u16, status_text: &str, body: String) -> JsValue {
        Error::of_reply(status, status_text, body).into()
    }

    /// After how many milliseconds there is another attempt, -1 when there is none; without a status there was no reply.
    pub fn wait(&self, method: u8, max_retries: u32, status: u16, headers: web_sys::Headers, retries: u32) -> f64 {
        let failure = match status {
            0 => retry::Failure::Network,
            status => {
                let headers = Headers::from_raw(headers);
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
        };
        let methods = [Method::Get, Method::Post, Method::Put, Method::Delete];
        let method = methods.get(usize::from(method)).copied().unwrap_or(Method::Post);
        retry::wait(method, failure, retries, max_retries, js_sys::Math::random()).unwrap_or(-1.0)
    }
}
