//! The one place that sends: fetch, its replies, timers and abort signals.
//!
//! Headers and replies are gloo-net's. A request goes to fetch as an address and its init: gloo-net's builder makes two
//! `Request` objects for each, and in Node every one of them costs more than all the rest that this crate does for a
//! call. Sending is ours as well, for gloo-net panics where fetch rejects with something that is not an `Error`.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_net::http::Headers;
use js_sys::{Function, Object, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::error::{self, Error, Fault, Kind};
use crate::request::{Body, Parts, Reply, reply_text};
use crate::resources::storage::StoragePrefix;
use crate::{config, js, retry};

#[wasm_bindgen(module = "/src/boundary.js")]
extern "C" {
    #[wasm_bindgen(js_name = "_Guard")]
    type Guard;
    #[wasm_bindgen(constructor, js_class = "_Guard", catch)]
    fn new(signals: &JsValue, milliseconds: Option<f64>) -> Result<Guard, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn signal(this: &Guard) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn stopped(this: &Guard) -> u8;
    #[wasm_bindgen(method, getter)]
    fn reason(this: &Guard) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn over(this: &Guard) -> Promise;
    #[wasm_bindgen(method)]
    fn race(this: &Guard, promise: &JsValue) -> Promise;
    #[wasm_bindgen(method)]
    fn end(this: &Guard);

    #[wasm_bindgen(js_name = "_ask")]
    fn ask(function: &Function) -> Promise;

    #[wasm_bindgen(js_name = "_exchange")]
    fn exchange(
        guard: &Guard,
        fetch: &JsValue,
        url: &JsValue,
        method: &str,
        headers: web_sys::Headers,
        client_headers: &JsValue,
        call_headers: &JsValue,
        body: &JsValue,
        transfer: bool,
        form: Option<&str>,
        on_progress: &JsValue,
    ) -> Promise;

    /// What `_exchange` resolves to.
    type Exchanged;
    #[wasm_bindgen(method, getter)]
    fn status(this: &Exchanged) -> Option<u16>;
    #[wasm_bindgen(method, getter, js_name = "statusText")]
    fn status_text(this: &Exchanged) -> String;
    #[wasm_bindgen(method, getter)]
    fn headers(this: &Exchanged) -> web_sys::Headers;
    /// The token that an error reply may echo.
    #[wasm_bindgen(method, getter)]
    fn token(this: &Exchanged) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn body(this: &Exchanged) -> JsValue;
}

/// The longest time that a timer can hold; a longer timeout is none.
const LONGEST_TIMER: u32 = i32::MAX as u32;

/// The longest reply that is read, in bytes; the module's memory holds it several times over.
const LONGEST_REPLY: u32 = 1 << 28;

/// Where the bearer token comes from.
pub(crate) enum Token {
    Missing,
    Fixed(String),
    /// A function, and the promise of its running call.
    Asked(Function, Rc<RefCell<Option<Promise>>>),
}

/// What all requests of a client share.
pub(crate) struct Client {
    pub(crate) base_url: String,
    pub(crate) project_id: Option<String>,
    pub(crate) token: Token,
    pub(crate) timeout: u32,
    pub(crate) max_retries: u32,
    pub(crate) headers: JsValue,
    /// The caller's fetch; undefined stands for the global one.
    pub(crate) fetch: JsValue,
    pub(crate) on_attempt: Option<Function>,
    pub(crate) storage_prefix: StoragePrefix,
}

/// What one call asks for.
#[derive(Default)]
pub(crate) struct Call {
    pub(crate) signals: js_sys::Array,
    pub(crate) timeout: Option<u32>,
    pub(crate) max_retries: Option<u32>,
    pub(crate) headers: JsValue,
    /// The bytes of a body that is handed to fetch by reference.
    pub(crate) body: JsValue,
    /// What downloaded bytes become: `bytes`, `blob` or `stream`.
    pub(crate) form: Option<&'static str>,
    pub(crate) on_progress: JsValue,
}

/// Why an attempt ended without an answer.
enum Failure {
    /// The caller's signal aborted, with this reason.
    Aborted(JsValue),
    /// There was no reply; this is what the promise rejected with.
    Network(JsValue),
    /// An error of ours; the reply's headers if there was a reply, and what caused it.
    Error { error: Error, headers: Option<Headers>, cause: JsValue },
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Error { error, headers: None, cause: JsValue::UNDEFINED }
    }
}

/// A reply's content.
pub(crate) enum Received {
    Nothing,
    /// Text, checked by its table.
    Text(String),
    /// Bytes in the form that the caller asked for, still JavaScript's.
    Bytes(JsValue),
}

/// A reply's status and content.
type Answer = (u16, Received);

impl Client {
    /// Sends a request, again if need be, and returns what its reply holds, checked.
    pub(crate) async fn send(&self, parts: &Parts, call: &Call) -> Result<Received, JsValue> {
        let mut url = self.base_url.clone();
        url.push_str(&parts.path);
        if !parts.query.is_empty() {
            url.push('?');
            url.push_str(&parts.query);
        }
        let url = JsValue::from_str(&url);
        let max_retries = call.max_retries.unwrap_or(self.max_retries);
        let mut retries = 0;
        loop {
            let started = js_sys::Date::now();
            let failure = match self.attempt(&url, parts, call).await {
                Ok((status, received)) => {
                    self.report(parts, &url, retries, started, status, &JsValue::UNDEFINED);
                    return Ok(received);
                }
                Err(failure) => failure,
            };
            let (error, headers, cause, failed) = match failure {
                Failure::Aborted(reason) => {
                    self.report(parts, &url, retries, started, 0, &reason);
                    return Err(reason);
                }
                Failure::Network(cause) => {
                    let error = Error::new(Kind::ConnectionError, "no reply: the connection failed".to_owned());
                    (error, None, cause, Some(retry::Failure::Network))
                }
                Failure::Error { error, headers, cause } => {
                    let status = error.0.status;
                    let failed = (status >= 300 && error.0.kind != Kind::InvalidResponseError)
                        .then(|| retry::Failure::Status { status, wait: headers.as_ref().and_then(asked_wait) });
                    (error, headers, cause, failed)
                }
            };
            let details = Object::new();
            js::set(&details, "method", &parts.method.as_str().into());
            js::set(&details, "url", &url);
            js::set(&details, "attempts", &(retries + 1).into());
            if let Some(headers) = headers {
                js::set(&details, "headers", &headers.into_raw());
            }
            js::set(&details, "cause", &cause);
            let thrown = js::error(&error, &details);
            self.report(parts, &url, retries, started, error.0.status, &thrown);
            let wait = failed
                .and_then(|failed| retry::wait(parts.method, failed, retries, max_retries, js_sys::Math::random()));
            match wait {
                Some(wait) => pause(call, wait).await?,
                None => return Err(thrown),
            }
            retries += 1;
        }
    }

    async fn attempt(&self, url: &JsValue, parts: &Parts, call: &Call) -> Result<Answer, Failure> {
        let timeout = call.timeout.unwrap_or(self.timeout);
        let attempt = Attempt::new(call, (1..LONGEST_TIMER).contains(&timeout).then(|| timeout.into()))?;
        let token = if parts.authorized { Some(self.token(&attempt).await?) } else { None };
        let (content_type, body) = match &parts.body {
            Body::Empty => (None, JsValue::UNDEFINED),
            Body::Json(text) => (Some("application/json"), JsValue::from_str(text)),
            Body::Form(form) => (Some("application/x-www-form-urlencoded"), JsValue::from_str(form)),
            Body::Bytes => (Some("application/octet-stream"), call.body.clone()),
        };
        let headers = Headers::new();
        headers.set("accept", if matches!(parts.reply, Reply::Bytes) { "*/*" } else { "application/json" });
        if let Some(token) = &token {
            headers.set("authorization", &error::concat(&["Bearer ", token]));
        }
        if let Some(content_type) = content_type {
            headers.set("content-type", content_type);
        }
        let exchanged = exchange(
            &attempt.0,
            &self.fetch,
            url,
            parts.method.as_str(),
            headers.into_raw(),
            &self.headers,
            &call.headers,
            &body,
            matches!((&parts.body, parts.reply), (Body::Bytes, _) | (_, Reply::Bytes)),
            call.form,
            &call.on_progress,
        );
        let exchanged: Exchanged = attempt.settle(exchanged).await?.unchecked_into();
        let body = exchanged.body();
        let Some(status) = exchanged.status() else {
            let message = error::concat(&["fetch: expected a Response, got ", &js::words(&body)]);
            return Err(Error::new(Kind::InvalidResponseError, message).into());
        };
        let ok = status < 300;
        match parts.reply {
            Reply::Bytes if ok => return Ok((status, Received::Bytes(body))),
            Reply::Nothing if ok => return Ok((status, Received::Nothing)),
            _ => {}
        }
        let bytes = body.unchecked_into::<Uint8Array>();
        let mut error = if bytes.length() > LONGEST_REPLY {
            Error::reply(&Fault::new("at most 256 MiB", "more"))
        } else if ok {
            match reply_text(bytes.to_vec()).and_then(|text| parts.decode(text)) {
                Ok(text) => return Ok((status, Received::Text(text))),
                Err(error) => error,
            }
        } else {
            let body = String::from_utf8_lossy(&bytes.to_vec()).into_owned();
            Error::of_reply(status, &exchanged.status_text(), body)
        };
        error.0.status = status;
        // A server that echoes its request must not carry the token into logs, the call's own neither.
        for token in [token, exchanged.token()].into_iter().flatten() {
            let error = &mut error.0;
            error.message = redact(&error.message, &token);
            for text in [&mut error.body, &mut error.path].into_iter().flatten() {
                *text = redact(text, &token);
            }
        }
        Err(Failure::Error { error, headers: Some(Headers::from_raw(exchanged.headers())), cause: JsValue::UNDEFINED })
    }

    /// The bearer token. A function is asked before every attempt, but never twice at a time.
    async fn token(&self, attempt: &Attempt) -> Result<String, Failure> {
        let (function, running) = match &self.token {
            Token::Fixed(token) => return Ok(token.clone()),
            Token::Missing => {
                return Err(Error::input(&[
                    "token: there is none; pass `token` to new Meshagent() or set MESHAGENT_API_KEY",
                ])
                .into());
            }
            Token::Asked(function, running) => (function, running),
        };
        let asked = running.borrow().clone();
        let asked = match asked {
            Some(promise) => promise,
            None => {
                let promise = ask(function);
                *running.borrow_mut() = Some(promise.clone());
                let (running, settled) = (Rc::clone(running), promise.clone());
                spawn_local(async move {
                    let _ = JsFuture::from(settled).await;
                    running.borrow_mut().take();
                });
                promise
            }
        };
        match attempt.settle(attempt.0.race(&asked)).await {
            Ok(token) => {
                let token = js::text(&token, "token()")?;
                config::check_token(&token)?;
                Ok(token)
            }
            Err(Failure::Network(cause)) => {
                let error = Error::input(&["token: the function that returns it failed"]);
                Err(Failure::Error { error, headers: None, cause })
            }
            Err(failure) => Err(failure),
        }
    }

    fn report(&self, parts: &Parts, url: &JsValue, retries: u32, started: f64, status: u16, error: &JsValue) {
        let Some(listener) = &self.on_attempt else { return };
        let attempt = Object::new();
        js::set(&attempt, "method", &parts.method.as_str().into());
        js::set(&attempt, "url", url);
        js::set(&attempt, "attempt", &(retries + 1).into());
        if status != 0 {
            js::set(&attempt, "status", &status.into());
        }
        if !error.is_undefined() {
            js::set(&attempt, "error", error);
        }
        js::set(&attempt, "ms", &(js_sys::Date::now() - started).into());
        // A listener that throws must not change the outcome of the call.
        let _ = listener.call1(&JsValue::UNDEFINED, &attempt);
    }
}

/// The text with every occurrence of the secret taken out.
fn redact(text: &str, secret: &str) -> String {
    let mut redacted = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        match rest.strip_prefix(secret) {
            Some(after) => {
                redacted.push_str("[token]");
                rest = after;
            }
            None => {
                let mut characters = rest.chars();
                let Some(next) = characters.next() else { return redacted };
                redacted.push(next);
                rest = characters.as_str();
            }
        }
    }
}

fn asked_wait(headers: &Headers) -> Option<f64> {
    let number = |text: &str| js_sys::Number::from(JsValue::from_str(text)).value_of();
    retry::asked_wait(
        headers.get("retry-after-ms").as_deref(),
        headers.get("retry-after").as_deref(),
        js_sys::Date::now(),
        number,
        js_sys::Date::parse,
    )
}

/// Waits, unless the caller aborts: an attempt at nothing that the clock ends.
async fn pause(call: &Call, milliseconds: f64) -> Result<(), JsValue> {
    let failure = match Attempt::new(call, Some(milliseconds)) {
        Ok(attempt) => attempt.settle(attempt.0.over()).await.err(),
        Err(failure) => Some(failure),
    };
    match failure {
        Some(Failure::Aborted(reason)) => Err(reason),
        _ => Ok(()),
    }
}

/// An attempt that is under way; when it is dropped, its timer and listeners go.
struct Attempt(Guard);

impl Attempt {
    fn new(call: &Call, timeout: Option<f64>) -> Result<Attempt, Failure> {
        match Guard::new(&call.signals, timeout) {
            Ok(guard) => {
                let attempt = Attempt(guard);
                if attempt.0.stopped() == 1 { Err(Failure::Aborted(attempt.0.reason())) } else { Ok(attempt) }
            }
            Err(_) => Err(Error::place("signal", "an AbortSignal", "something else").into()),
        }
    }

    /// Waits for a promise that ends with the attempt.
    async fn settle(&self, promise: Promise) -> Result<JsValue, Failure> {
        JsFuture::from(promise).await.map_err(|rejection| match self.0.stopped() {
            0 => Failure::Network(rejection),
            1 => Failure::Aborted(self.0.reason()),
            _ => Error::new(Kind::TimeoutError, "no reply in time".to_owned()).into(),
        })
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        self.0.end();
    }
}
