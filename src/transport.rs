//! The one place that sends: gloo-net's requests and responses, fetch, timers and abort signals.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_net::http::{Headers, Method as HttpMethod, RequestBuilder, Response};
use js_sys::{Array, Function, Object, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::AbortController;

use crate::error::{Error, Kind};
use crate::request::{Body, Method, Parts, Reply, reply_text};
use crate::{config, js, retry};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = "setTimeout")]
    fn set_timeout(callback: &Function, milliseconds: f64) -> JsValue;
    #[wasm_bindgen(js_name = "clearTimeout")]
    fn clear_timeout(timer: &JsValue);
}

/// The longest time that a timer can hold; a longer timeout is none.
const LONGEST_TIMER: u32 = i32::MAX as u32;

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
    pub(crate) fetch: Option<Function>,
    pub(crate) on_attempt: Option<Function>,
}

/// What one call asks for.
#[derive(Default)]
pub(crate) struct Call {
    pub(crate) signals: Vec<JsValue>,
    pub(crate) timeout: Option<u32>,
    pub(crate) max_retries: Option<u32>,
    pub(crate) headers: JsValue,
    /// The bytes of a body that is handed to fetch by reference.
    pub(crate) body: JsValue,
}

/// Why an attempt ended without an answer.
enum Failure {
    /// The caller's signal aborted, with this reason.
    Aborted(JsValue),
    /// There was no reply; this is what the promise rejected with.
    Network(JsValue),
    /// An error of ours; the reply's headers if there was a reply, and what caused it.
    Error { error: Error, headers: JsValue, cause: JsValue },
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Error { error, headers: JsValue::UNDEFINED, cause: JsValue::UNDEFINED }
    }
}

/// A reply's status and its text, checked.
type Answer = (u16, String);

impl Client {
    /// Sends a request, again if need be, and returns the text of its reply, checked.
    pub(crate) async fn send(&self, parts: &Parts, call: &Call) -> Result<String, JsValue> {
        let mut url = self.base_url.clone();
        url.push_str(&parts.path);
        if !parts.query.is_empty() {
            url.push('?');
            url.push_str(&parts.query);
        }
        let max_retries = call.max_retries.unwrap_or(self.max_retries);
        let mut retries = 0;
        loop {
            let started = js_sys::Date::now();
            let failure = match self.attempt(&url, parts, call).await {
                Ok((status, text)) => {
                    self.report(parts, &url, retries, started, status, &JsValue::UNDEFINED);
                    return Ok(text);
                }
                Err(failure) => failure,
            };
            let (error, headers, cause, failed) = match failure {
                Failure::Aborted(reason) => {
                    self.report(parts, &url, retries, started, 0, &reason);
                    return Err(reason);
                }
                Failure::Network(cause) => {
                    let error = Error::new(Kind::ConnectionError, "no reply: the connection failed");
                    (error, JsValue::UNDEFINED, cause, Some(retry::Failure::Network))
                }
                Failure::Error { error, headers, cause } => {
                    let status = error.status;
                    let failed = (status >= 300 && error.kind != Kind::InvalidResponseError)
                        .then(|| retry::Failure::Status { status, wait: asked_wait(&headers) });
                    (error, headers, cause, failed)
                }
            };
            let details = Object::new();
            js::set(&details, "method", &parts.method.as_str().into());
            js::set(&details, "url", &url.as_str().into());
            js::set(&details, "attempts", &(retries + 1).into());
            js::set(&details, "headers", &headers);
            js::set(&details, "cause", &cause);
            let thrown = js::error(&error, &details);
            self.report(parts, &url, retries, started, error.status, &thrown);
            let wait = failed
                .and_then(|failed| retry::wait(parts.method, failed, retries, max_retries, js_sys::Math::random()));
            match wait {
                Some(wait) => pause(call, wait).await?,
                None => return Err(thrown),
            }
            retries += 1;
        }
    }

    async fn attempt(&self, url: &str, parts: &Parts, call: &Call) -> Result<Answer, Failure> {
        let guard = Guard::new(call, call.timeout.unwrap_or(self.timeout))?;
        let token = if parts.authorized { Some(self.token(&guard).await?) } else { None };
        let response = self.fetch(url, parts, call, token.as_deref(), &guard).await?;
        let status = response.status();
        let response = web_sys::Response::from(response);
        let buffer = guard.race(response.array_buffer()).await?;
        let bytes = Uint8Array::new(&buffer).to_vec();
        let error = if !(200..300).contains(&status) {
            let mut body = String::from_utf8_lossy(&bytes).into_owned();
            if let Some(token) = &token {
                // A server that echoes its request must not carry the token into logs.
                body = body.replace(token.as_str(), "[token]");
            }
            let text = js::member(&response, "statusText").and_then(|text| text.as_string()).unwrap_or_default();
            Error::of_reply(status, &text, body)
        } else if matches!(parts.reply, Reply::Nothing) {
            return Ok((status, String::new()));
        } else {
            match reply_text(bytes).and_then(|text| parts.decode(text)) {
                Ok(text) => return Ok((status, text)),
                Err(mut error) => {
                    error.status = status;
                    error
                }
            }
        };
        let headers = js::member(&response, "headers").unwrap_or_default();
        Err(Failure::Error { error, headers, cause: JsValue::UNDEFINED })
    }

    /// The bearer token. A function is asked before every attempt, but never twice at a time.
    async fn token(&self, guard: &Guard) -> Result<String, Failure> {
        let (function, running) = match &self.token {
            Token::Fixed(token) => return Ok(token.clone()),
            Token::Missing => {
                return Err(Error::input(
                    "token: there is none; pass `token` to new Meshagent() or set MESHAGENT_API_KEY",
                )
                .into());
            }
            Token::Asked(function, running) => (function, running),
        };
        let asked = running.borrow().clone();
        let asked = match asked {
            Some(promise) => promise,
            None => {
                let promise = match function.call0(&JsValue::UNDEFINED) {
                    Ok(value) => Promise::resolve(&value),
                    Err(thrown) => Promise::reject(&thrown),
                };
                *running.borrow_mut() = Some(promise.clone());
                let (running, settled) = (Rc::clone(running), promise.clone());
                spawn_local(async move {
                    let _ = JsFuture::from(settled).await;
                    running.borrow_mut().take();
                });
                promise
            }
        };
        let token = match guard.race(Ok(asked)).await {
            Ok(token) => js::text(&token, "token()")?,
            Err(Failure::Network(cause)) => {
                let error = Error::input("token: the function that returns it failed");
                return Err(Failure::Error { error, headers: JsValue::UNDEFINED, cause });
            }
            Err(failure) => return Err(failure),
        };
        config::check_token(&token)?;
        Ok(token)
    }

    async fn fetch(
        &self,
        url: &str,
        parts: &Parts,
        call: &Call,
        token: Option<&str>,
        guard: &Guard,
    ) -> Result<Response, Failure> {
        let (content_type, body) = match &parts.body {
            Body::Empty => (None, None),
            Body::Json(text) => (Some("application/json"), Some(text)),
            Body::Form(form) => (Some("application/x-www-form-urlencoded"), Some(form)),
            Body::Bytes => (Some("application/octet-stream"), None),
        };
        let headers = js::headers(token, content_type, &self.headers, &call.headers)
            .map_err(|_| Error::input("headers: expected names and values that HTTP allows"))?;
        let builder = RequestBuilder::new(url).method(http_method(parts.method)).headers(Headers::from_raw(headers));
        let request = match body {
            Some(text) => builder.body(text.as_str()),
            None => builder.build(),
        };
        let request =
            web_sys::Request::from(request.map_err(|_| Error::input("the request's address is not a valid URL"))?);
        let init = Object::new();
        js::set(&init, "signal", &guard.signal());
        if matches!(parts.body, Body::Bytes) {
            js::set(&init, "body", &call.body);
            js::set(&init, "duplex", &"half".into());
        }
        let send = match &self.fetch {
            Some(fetch) => Some(fetch.clone()),
            None => js::member(&js_sys::global(), "fetch").and_then(|fetch| fetch.dyn_into::<Function>().ok()),
        };
        let Some(send) = send else { return Err(Error::input("fetch: there is none here; pass the option").into()) };
        let reply = send.call2(&JsValue::UNDEFINED, &request, &init).map(|reply| Promise::resolve(&reply));
        let reply = guard.race(reply).await?;
        let has = |name: &str| js::member(&reply, name).is_some_and(|member| member.is_function());
        let status = js::member(&reply, "status").and_then(|status| status.as_f64());
        match status {
            // What fetch gives for a network error that it does not throw.
            Some(0.0) => Err(Failure::Network(JsValue::UNDEFINED)),
            Some(_) if has("arrayBuffer") => Ok(reply.unchecked_into::<web_sys::Response>().into()),
            _ => Err(Error::new(
                Kind::InvalidResponseError,
                ["fetch: expected a Response, got ", &js::words(&reply)].concat(),
            )
            .into()),
        }
    }

    fn report(&self, parts: &Parts, url: &str, retries: u32, started: f64, status: u16, error: &JsValue) {
        let Some(listener) = &self.on_attempt else { return };
        let attempt = Object::new();
        js::set(&attempt, "method", &parts.method.as_str().into());
        js::set(&attempt, "url", &url.into());
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

fn http_method(method: Method) -> HttpMethod {
    match method {
        Method::Get => HttpMethod::GET,
        Method::Post => HttpMethod::POST,
        Method::Put => HttpMethod::PUT,
        Method::Delete => HttpMethod::DELETE,
    }
}

fn asked_wait(headers: &JsValue) -> Option<f64> {
    let header = |name: &str| js::call_method(headers, "get", &Array::of1(&name.into())).ok()?.as_string();
    let number = |text: &str| js_sys::Number::from(JsValue::from_str(text)).value_of();
    retry::asked_wait(
        header("retry-after-ms").as_deref(),
        header("retry-after").as_deref(),
        js_sys::Date::now(),
        number,
        js_sys::Date::parse,
    )
}

/// Waits, unless the caller aborts.
async fn pause(call: &Call, milliseconds: f64) -> Result<(), JsValue> {
    let mut timer = JsValue::UNDEFINED;
    let over = Promise::new(&mut |resolve, _| timer = set_timeout(&resolve, milliseconds));
    let result = match Guard::new(call, 0) {
        Ok(guard) => guard.race(Ok(over)).await.map(drop),
        Err(failure) => Err(failure),
    };
    clear_timeout(&timer);
    match result {
        Err(Failure::Aborted(reason)) => Err(reason),
        _ => Ok(()),
    }
}

/// One attempt's time limit and the caller's signals, bound to the signal that fetch gets. A fetch that ignores it is
/// left behind all the same.
struct Guard {
    controller: AbortController,
    over: Promise,
    timer: JsValue,
    abort: Function,
    signals: Vec<JsValue>,
}

impl Guard {
    fn new(call: &Call, timeout: u32) -> Result<Guard, Failure> {
        if let Some(reason) = aborted(&call.signals) {
            return Err(Failure::Aborted(reason));
        }
        let controller = AbortController::new().map_err(Failure::Network)?;
        let abort = js::member(&controller, "abort").and_then(|abort| abort.dyn_into::<Function>().ok());
        let abort = abort.unwrap_or_default().bind0(&controller);
        let signal = controller.signal();
        let over = Promise::new(&mut |_, reject| listen(&signal, "addEventListener", &reject));
        let timer = match timeout {
            0 | LONGEST_TIMER.. => JsValue::UNDEFINED,
            _ => set_timeout(&abort, timeout.into()),
        };
        for signal in &call.signals {
            listen(signal, "addEventListener", &abort);
        }
        Ok(Guard { controller, over, timer, abort, signals: call.signals.clone() })
    }

    fn signal(&self) -> JsValue {
        self.controller.signal().into()
    }

    /// Waits for a promise until the time is up or the caller aborts.
    async fn race(&self, promise: Result<Promise, JsValue>) -> Result<JsValue, Failure> {
        let result = match promise {
            Ok(promise) => JsFuture::from(Promise::race(&Array::of2(&promise, &self.over))).await,
            Err(thrown) => Err(thrown),
        };
        result.map_err(|rejection| {
            if let Some(reason) = aborted(&self.signals) {
                Failure::Aborted(reason)
            } else if self.controller.signal().aborted() {
                Error::new(Kind::TimeoutError, "no reply in time").into()
            } else {
                Failure::Network(rejection)
            }
        })
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        clear_timeout(&self.timer);
        for signal in &self.signals {
            listen(signal, "removeEventListener", &self.abort);
        }
    }
}

fn listen(signal: &JsValue, method: &str, listener: &Function) {
    // The options were checked, so only a hostile signal throws here, and then nothing listens to it.
    let _ = js::call_method(signal, method, &Array::of2(&"abort".into(), listener));
}

/// The reason of the first signal that has aborted.
fn aborted(signals: &[JsValue]) -> Option<JsValue> {
    let signal =
        signals.iter().find(|signal| js::member(signal, "aborted").is_some_and(|aborted| aborted.is_truthy()))?;
    Some(js::member(signal, "reason").unwrap_or_default())
}
