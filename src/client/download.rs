//! Downloads: bytes that stay JavaScript's and pass by reference.

use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, Response};

use super::attempt::Attempt;
use super::failure::Failure;
use super::fetch::unreachable;
use super::object::{call, member_or_undefined};
use super::received::Received;
use super::reply::Content;
use super::settled::Settled;
use super::transfer::{Raise, Transfer, counted, report, tell_of};
use crate::request::Form;

#[wasm_bindgen(module = "/src/wasm/js/transfer.js")]
extern "C" {
    #[wasm_bindgen(js_name = readerOf, catch)]
    fn reader_of(stream: &JsValue) -> Result<JsValue, JsValue>;

    /// A promise of a reader's next bytes; of `undefined` at the end.
    fn next(reader: &JsValue) -> JsValue;

    #[wasm_bindgen(catch)]
    fn joined(pieces: &Array) -> Result<JsValue, JsValue>;
}

/// The body of a reply in the form asked for.
pub(crate) async fn download(
    form: Form,
    received: &Received,
    listener: &JsValue,
    attempt: &Rc<Attempt>,
    raise: Raise,
) -> Result<Content, Failure> {
    let headers = received.head.headers();
    let encoded = headers.get("content-encoding").is_some_and(|encoding| !encoding.eq_ignore_ascii_case("identity"));
    // The length of an encoded reply is not that of its bytes.
    let total =
        headers.get("content-length").filter(|_| !encoded).and_then(|length| Some(length.parse::<u64>().ok()? as f64));
    let body = member_or_undefined(&received.source, "body");
    let told = !listener.is_undefined();
    // Some runtimes have no streams: there the body comes in one piece.
    let value = if body.is_object() && form == Form::Stream {
        let transfer = Transfer::stream(attempt, raise);
        counted(&body, total, listener, transfer).map_err(unreachable)?
    } else if body.is_object() && told {
        let reader = reader_of(&body).map_err(unreachable)?;
        let pieces = collect(&reader, total, listener, attempt).await;
        if pieces.is_err() {
            // Some fetch of the caller's own may take no notice of the signal.
            let _ = call(&reader, "cancel").map(|cancelled| drop(Settled::of(&cancelled)));
        }
        let pieces = pieces?;
        let whole = if form == Form::Bytes { joined(&pieces).map_err(unreachable)? } else { JsValue::UNDEFINED };
        shaped(form, &whole, &pieces, &headers)?
    } else if form == Form::Blob && !told && received.genuine {
        // Another fetch has Blobs of a class of its own.
        received.read("blob", attempt).await?
    } else {
        let bytes = received.bytes(attempt).await?;
        if told {
            tell_of(&bytes, listener, attempt);
        }
        shaped(form, &bytes, &Array::of1(&bytes), &headers)?
    };
    Ok(Content::Bytes(value))
}

/// Reads a body to its end, as a list of its pieces, and tells how far it is.
async fn collect(
    reader: &JsValue,
    total: Option<f64>,
    listener: &JsValue,
    attempt: &Rc<Attempt>,
) -> Result<Array, Failure> {
    let transfer = JsValue::from(Transfer::of(attempt));
    let pieces = Array::new();
    let (mut loaded, mut told) = (0.0, None);
    loop {
        let bytes = attempt.race(Settled::of(&next(reader))).await?.map_err(unreachable)?;
        if bytes.is_undefined() {
            break;
        }
        loaded += f64::from(bytes.unchecked_ref::<Uint8Array>().length());
        pieces.push(&bytes);
        // A reply may be longer than it said.
        told = total.filter(|total| loaded <= *total);
        report(listener, &transfer, loaded, told);
        if let Some(failure) = attempt.stopped() {
            return Err(failure);
        }
    }
    if told != Some(loaded) {
        report(listener, &transfer, loaded, Some(loaded));
    }
    attempt.stopped().map_or(Ok(pieces), Err)
}

/// Bytes in the form asked for; `pieces` is the same bytes in a list.
fn shaped(form: Form, bytes: &JsValue, pieces: &Array, headers: &gloo_net::http::Headers) -> Result<JsValue, Failure> {
    match form {
        Form::Bytes => Ok(bytes.clone()),
        Form::Stream => {
            let response = Response::new_with_opt_js_u8_array(Some(bytes.unchecked_ref()));
            Ok(response.map_err(unreachable)?.body().into())
        }
        Form::Blob => {
            let options = BlobPropertyBag::new();
            options.set_type(&headers.get("content-type").unwrap_or_default());
            let blob = Blob::new_with_u8_array_sequence_and_options(pieces, &options);
            blob.map(JsValue::from).map_err(unreachable)
        }
    }
}
