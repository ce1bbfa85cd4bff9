//! What fetch answers with, which may be anything where the caller brought a fetch.

use gloo_net::http::Response;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{ResponseInit, ResponseType};

use super::attempt::Attempt;
use super::failure::Failure;
use super::fetch::unreachable;
use super::global::global;
use super::headers::as_headers;
use super::object::{call, member, member_or_undefined};
use super::settled::Settled;
use super::words::words;
use crate::error::{Error, Kind, Result, concat};
use crate::json::{decimal, push_text};

/// What fits into the module's memory, several times over.
const LONGEST_REPLY: u32 = 1 << 28;

#[wasm_bindgen(module = "/src/wasm/js/values.js")]
extern "C" {
    /// The bytes that a buffer holds, as a view of them; `undefined` for anything else.
    #[wasm_bindgen(js_name = bytesOf, catch)]
    pub(crate) fn bytes_of(value: &JsValue) -> std::result::Result<JsValue, JsValue>;
}

/// A reply whose body has not been read.
pub(crate) struct Received {
    /// The status and the headers.
    pub(crate) head: Response,
    /// The object that has the body.
    pub(crate) source: JsValue,
    /// Whether that is the platform's own `Response`.
    #[cfg_attr(not(feature = "exports"), allow(dead_code, reason = "downloads of the JavaScript surface ask"))]
    pub(crate) genuine: bool,
}

impl Received {
    /// Takes what fetch answered with. What is not the platform's own `Response` is read with care, and once.
    pub(crate) fn new(reply: JsValue) -> std::result::Result<Self, Failure> {
        if is_genuine(&reply) {
            let head = Response::from(reply.clone().unchecked_into::<web_sys::Response>());
            usable(head.status().into(), head.type_() == ResponseType::Opaqueredirect)?;
            return Ok(Received { head, source: reply, genuine: true });
        }
        let no_response =
            || Error::new(Kind::InvalidResponseError, concat(&["fetch: expected a Response, got ", &words(&reply)]));
        let member = |name: &str| member(&reply, name).map_err(unreachable);
        if !reply.is_object() {
            return Err(no_response().into());
        }
        let status = member("status")?.as_f64();
        let redirected = member("type")?.as_string().is_some_and(|kind| kind == "opaqueredirect");
        let Some(status) = status.filter(|_| matches!(member("arrayBuffer"), Ok(read) if read.is_function())) else {
            return Err(no_response().into());
        };
        usable(status, redirected)?;
        let init = ResponseInit::new();
        init.set_status(status as u16);
        if let Some(text) = member("statusText")?.as_string() {
            init.set_status_text(&text);
        }
        let headers = member("headers")?;
        let headers = if headers.is_null() { JsValue::UNDEFINED } else { headers };
        let headers = as_headers(&headers).map_err(unreachable)?;
        init.set_headers(&headers);
        let head = web_sys::Response::new_with_opt_str_and_init(None, &init).map_err(unreachable)?;
        Ok(Received { head: head.into(), source: reply, genuine: false })
    }

    /// The whole body, by reference.
    pub(crate) async fn bytes(&self, attempt: &Attempt) -> std::result::Result<Uint8Array, Failure> {
        let buffer = self.read("arrayBuffer", attempt).await?;
        let bytes = bytes_of(&buffer).map_err(unreachable)?;
        if bytes.is_undefined() {
            let error = concat(&["fetch: expected the reply's bytes, got ", &words(&buffer)]);
            return Err(Error::new(Kind::InvalidResponseError, error).into());
        }
        Ok(bytes.unchecked_into())
    }

    /// What one of the body's own methods gives.
    pub(crate) async fn read(&self, method: &str, attempt: &Attempt) -> std::result::Result<JsValue, Failure> {
        let promise = call(&self.source, method).map_err(unreachable)?;
        attempt.race(Settled::of(&promise)).await?.map_err(unreachable)
    }

    /// Gives the connection free: nobody reads the body.
    pub(crate) fn discard(&self) {
        let body = member_or_undefined(&self.source, "body");
        if let Ok(cancelled) = call(&body, "cancel") {
            // A rejection that nobody waits for is not reported.
            drop(Settled::of(&cancelled));
        }
    }

    /// The status.
    pub(crate) fn status(&self) -> u16 {
        self.head.status()
    }

    /// The headers as a JSON object, by names in lower case.
    pub(crate) fn headers_json(&self) -> Vec<u8> {
        let mut object = String::from("{");
        for (name, value) in self.headers() {
            if object.len() > 1 {
                object.push(',');
            }
            push_text(&mut object, &name);
            object.push(':');
            push_text(&mut object, &value);
        }
        object.push('}');
        object.into_bytes()
    }

    /// The headers, by names in lower case.
    pub(crate) fn headers(&self) -> Vec<(String, String)> {
        self.head.headers().entries().collect()
    }
}

/// The bytes in the module's memory.
pub(crate) fn copied(bytes: &Uint8Array) -> Result<Vec<u8>> {
    if bytes.length() > LONGEST_REPLY {
        let mut error =
            Error::new(Kind::InvalidResponseError, "the reply: expected at most 256 MiB, got more".to_owned());
        error.0.path = Some(String::new());
        return Err(error);
    }
    Ok(bytes.to_vec())
}

/// Whether it is a `Response` of the platform's, without members of its own that could do anything when they are read.
fn is_genuine(reply: &JsValue) -> bool {
    let prototype = member_or_undefined(&global("Response"), "prototype");
    let own = |keys: Array| keys.iter().any(|key| key.is_string());
    reply.is_object()
        && prototype.is_object()
        && Reflect::get_prototype_of(reply).is_ok_and(|found| *found == prototype)
        && Reflect::own_keys(reply).is_ok_and(|keys| !own(keys))
}

/// Refuses statuses that no reply has.
pub(super) fn usable(status: f64, redirected: bool) -> std::result::Result<(), Failure> {
    if (200.0..=599.0).contains(&status) && status.fract() == 0.0 {
        return Ok(());
    }
    if redirected {
        let error = "the service redirected the request, and browsers do not say where to: set `baseUrl`, for files \
            `filesUrl`, to the address that the service has now";
        return Err(Error::new(Kind::RoomException, error.to_owned()).into());
    }
    // What fetch gives for a network error that it does not throw.
    if status == 0.0 {
        return Err(unreachable(js_sys::TypeError::new("the reply is a network error").into()));
    }
    let message = concat(&["fetch: expected a status from 200 to 599, got ", &decimal(status as u64)]);
    let mut error = Error::new(Kind::InvalidResponseError, message);
    error.0.status = status as u16;
    Err(error.into())
}
