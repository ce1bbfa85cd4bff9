//! Sends: the one file that calls fetch.
//!
//! The request is made with gloo-net's `RequestBuilder`. gloo-net's own `send` is not used, for it panics where fetch
//! rejects with something that is not an `Error`; a caught call takes its place. The `Request` is held until the reply
//! has been read: in Node an abort signal that was passed through a `Request` no longer aborts once that is collected.
//!
//! A `fetch` of the caller's own, and any upload of a stream, gets an address and an init: other fetches do not know the
//! platform's `Request`, and streams need `duplex`, which the builder cannot say.

use gloo_net::http::{Headers, Method as HttpMethod, Request, RequestBuilder};
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, RequestInit, RequestRedirect};

use super::failure::Failure;
use super::global::global;
use super::object::member_or_undefined;
use super::settled::Settled;
use crate::error::{Error, Kind, concat};
use crate::request::Method;

#[wasm_bindgen]
extern "C" {
    /// The global fetch at the moment of the call.
    #[wasm_bindgen(js_name = fetch, catch)]
    fn fetch_request(request: &web_sys::Request) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = fetch, catch)]
    fn fetch_address(url: &str, init: &RequestInit) -> Result<JsValue, JsValue>;
}

/// What one attempt sends.
pub(crate) struct Outgoing<'a> {
    pub(crate) method: Method,
    /// Whether fetch may follow a redirect.
    pub(crate) follows: bool,
    pub(crate) url: &'a str,
    /// The headers by names in lower case, each once.
    pub(crate) headers: &'a [(String, String)],
    /// `undefined` where there is no body.
    pub(crate) body: &'a JsValue,
    /// Whether the body is a stream.
    pub(crate) streamed: bool,
    pub(crate) signal: &'a AbortSignal,
}

/// What fetch answered with, and the request that has to be held until that is read.
pub(crate) struct Fetched {
    pub(crate) reply: JsValue,
    pub(crate) held: Option<web_sys::Request>,
    /// An uploaded body whose progress nobody has been told of; `undefined` otherwise.
    #[cfg(feature = "exports")]
    pub(crate) untold: JsValue,
}

impl Outgoing<'_> {
    /// Sends with the fetch that was given, or the global one.
    pub(crate) async fn fetch(&self, own: Option<&Function>) -> Result<Fetched, Failure> {
        let (answer, held) = match own {
            Some(own) => (own.call2(&JsValue::UNDEFINED, &self.url.into(), &self.init()), None),
            None if self.streamed => (fetch_address(self.url, &self.init()), None),
            None => {
                let request = web_sys::Request::from(self.request()?);
                (fetch_request(&request), Some(request))
            }
        };
        let reply = match answer {
            Ok(answer) => Settled::of(&answer).await,
            Err(thrown) => Err(thrown),
        };
        match reply {
            Ok(reply) => Ok(Fetched {
                reply,
                held,
                #[cfg(feature = "exports")]
                untold: JsValue::UNDEFINED,
            }),
            Err(thrown) if own.is_none() && !global("fetch").is_function() => {
                let error = Error::input(&["fetch: this runtime has none; pass the option `fetch`"]);
                Err(Failure::caused(error, thrown))
            }
            Err(thrown) => Err(self.refused(&thrown).unwrap_or_else(|| unreachable(thrown))),
        }
    }

    /// fetch rejects with a `TypeError` for a connection that failed and for arguments that it refuses. The platform's
    /// `Request` refuses the same arguments.
    fn refused(&self, thrown: &JsValue) -> Option<Failure> {
        if !global("Request").is_function() || !thrown.is_instance_of::<js_sys::TypeError>() {
            return None;
        }
        let without_body = Outgoing { body: &JsValue::UNDEFINED, streamed: false, ..*self };
        without_body.request().err()
    }

    fn request(&self) -> Result<Request, Failure> {
        let headers = Headers::new();
        for (name, value) in self.headers {
            headers.set(name, value);
        }
        let builder = RequestBuilder::new(self.url)
            .method(http_method(self.method))
            .headers(headers)
            .redirect(self.redirect())
            .abort_signal(Some(self.signal));
        let built = if self.body.is_undefined() { builder.build() } else { builder.body(self.body.clone()) };
        built.map_err(|error| {
            let text = error.to_string();
            Error::input(&["fetch: the request cannot be made: ", &text]).into()
        })
    }

    /// The same for a fetch that takes an address. The headers are a plain object.
    fn init(&self) -> RequestInit {
        let headers = Object::new();
        for (name, value) in self.headers {
            set(&headers, name, &value.into());
        }
        let init = RequestInit::new();
        init.set_method(self.method.as_str());
        init.set_headers(&headers);
        init.set_redirect(self.redirect());
        init.set_signal(Some(self.signal));
        if !self.body.is_undefined() {
            init.set_body(self.body);
        }
        if self.streamed {
            set(&init, "duplex", &"half".into());
        }
        init
    }

    /// A write is not redirected into a read: where it was redirected to is looked at here.
    fn redirect(&self) -> RequestRedirect {
        if self.follows && self.method.reads() { RequestRedirect::Follow } else { RequestRedirect::Manual }
    }
}

/// A new object of ours takes every member.
fn set(object: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &name.into(), value);
}

fn http_method(method: Method) -> HttpMethod {
    match method {
        Method::Get => HttpMethod::GET,
        Method::Head => HttpMethod::HEAD,
        Method::Post => HttpMethod::POST,
        Method::Put => HttpMethod::PUT,
        Method::Patch => HttpMethod::PATCH,
        Method::Delete => HttpMethod::DELETE,
    }
}

/// The error for what fetch, or the reading of a reply, rejected with. The innermost reason is part of the message.
pub(crate) fn unreachable(thrown: JsValue) -> Failure {
    let (code, reason) = innermost(&thrown);
    // Limits of Node.js's own, whatever the client's are.
    if matches!(&*code, "UND_ERR_HEADERS_TIMEOUT" | "UND_ERR_BODY_TIMEOUT") {
        let error =
            Error::new(Kind::TimeoutError, concat(&["no reply within the time limit of fetch itself: ", &code]));
        return Failure::caused(error, thrown);
    }
    let mut message = String::from("no reply: the connection failed");
    let reason = if code.is_empty() { reason } else { code };
    if !reason.is_empty() {
        message.push_str(" (");
        message.push_str(&reason);
        message.push(')');
    }
    Failure::caused(Error::new(Kind::ConnectionError, message), thrown)
}

/// The innermost code in a chain of causes, such as `ECONNREFUSED`, and the innermost message.
fn innermost(thrown: &JsValue) -> (String, String) {
    let (mut code, mut message) = (String::new(), String::new());
    let mut cause = thrown.clone();
    // The chain may be a circle.
    for _ in 0..8 {
        if !cause.is_object() {
            break;
        }
        for (name, kept) in [("code", &mut code), ("message", &mut message)] {
            let text = member_or_undefined(&cause, name).as_string();
            *kept = text.filter(|text| !text.is_empty()).unwrap_or(std::mem::take(kept));
        }
        cause = member_or_undefined(&cause, "cause");
    }
    (code, message)
}
