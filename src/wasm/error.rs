//! Errors at the boundary: from here on they are JavaScript's.

use std::pin::Pin;

use js_sys::Promise;
use serde::Serialize;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use super::task;
use super::value::preserved;
use crate::client::Failure;
use crate::error::Error;

#[wasm_bindgen(module = "/src/wasm/js/errors.js")]
extern "C" {
    /// What a call rejects with until the method that the caller awaits makes an error of it, in whose stack the caller
    /// then is.
    #[wasm_bindgen(js_name = Failure)]
    type Thrown;

    #[wasm_bindgen(constructor, js_class = Failure)]
    fn new(class: &str, message: &str, details: JsValue) -> Thrown;

    /// Makes the error now.
    #[wasm_bindgen(js_name = raise)]
    fn raise(thrown: &JsValue) -> JsValue;
}

/// What an error carries besides its message.
#[derive(Serialize, Tsify)]
pub(super) struct RoomExceptionDetails {
    /// The reply's status, if there was a reply.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "number | undefined")]
    status: Option<u16>,
    /// The reply's text, if it was an error reply.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "string | undefined")]
    body: Option<String>,
    /// The service's own name for what went wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "string | undefined")]
    code: Option<String>,
    /// The id that the service gave the request.
    #[serde(skip_serializing_if = "Option::is_none", rename = "requestId")]
    #[tsify(optional, type = "string | undefined")]
    request_id: Option<String>,
    /// Whether the same call may be made again.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[tsify(optional, type = "boolean | undefined")]
    retryable: bool,
    /// The reply's headers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[tsify(optional, type = "HeadersLike | undefined")]
    headers: Vec<(String, String)>,
    /// The request's method, if one was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "string | undefined")]
    method: Option<&'static str>,
    /// The request's address, if one was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "string | undefined")]
    url: Option<String>,
    /// The place in the reply or the argument.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "string | undefined")]
    path: Option<String>,
    /// How many attempts were made.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "number | undefined")]
    attempts: Option<u32>,
    /// Why a token is not valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "string | undefined")]
    reason: Option<&'static str>,
    /// What the error comes from.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "preserved")]
    #[tsify(optional, type = "unknown")]
    cause: Option<JsValue>,
}

/// What a promise of this crate's rejects with.
pub(super) fn thrown(failure: Failure) -> JsValue {
    let (error, cause) = match failure {
        Failure::Aborted(reason) => return reason,
        Failure::Failed { error, cause } => (error, cause),
    };
    let kind = error.kind().name();
    let request_id = error.request_id().map(str::to_owned);
    let details = *error.0;
    let carried = RoomExceptionDetails {
        status: (details.status != 0).then_some(details.status),
        body: details.body,
        code: details.code,
        request_id,
        retryable: details.retryable,
        headers: details.headers,
        method: (!details.method.is_empty()).then_some(details.method),
        url: (!details.url.is_empty()).then_some(details.url),
        path: details.path,
        attempts: (details.attempts != 0).then_some(details.attempts),
        reason: details.reason,
        cause,
    };
    let carried = serde_wasm_bindgen::to_value(&carried).unwrap_or_default();
    Thrown::new(kind, &details.message, carried).into()
}

/// The error itself, for listeners and streams.
pub(super) fn error_value(failure: Failure) -> JsValue {
    raise(&thrown(failure))
}

/// For functions that throw at once.
impl From<Error> for JsValue {
    fn from(error: Error) -> JsValue {
        error_value(error.into())
    }
}

/// A promise for what a future gives; it rejects with what JavaScript throws.
pub(super) fn promise(future: Pin<Box<dyn Future<Output = Result<JsValue, Failure>>>>) -> Promise {
    task::promise(Box::pin(async move { future.await.map_err(thrown) }))
}
