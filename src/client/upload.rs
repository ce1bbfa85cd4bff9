//! Uploads: bytes that stay JavaScript's and pass by reference.

use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::Response;

use super::attempt::Attempt;
use super::data::{Data, Source};
use super::failure::Failure;
use super::fetch::{Fetched, Outgoing};
use super::global::{global, is_browser};
use super::received::bytes_of;
use super::settled::Settled;
use super::transfer::{Transfer, counted};
use super::xhr;
use crate::error::Error;

#[wasm_bindgen(module = "/src/wasm/js/transfer.js")]
extern "C" {
    #[wasm_bindgen(js_name = readBlob, catch)]
    fn read_blob(blob: &JsValue) -> Result<JsValue, JsValue>;

    /// Has a stream end the transfer where it is taken for text.
    fn guard(stream: &JsValue, transfer: &JsValue);
}

/// What fetch is given of the data, and whether that is a stream.
async fn body_of(data: &Data, attempt: &Rc<Attempt>, listener: &JsValue) -> Result<(JsValue, bool), Failure> {
    let unreadable = |thrown| Failure::caused(Error::at("data", &["data: it cannot be read"]), thrown);
    let stream = match &data.source {
        Source::Whole(body) => return Ok((body.clone(), false)),
        Source::Foreign(blob) => {
            let coming = read_blob(blob).map_err(unreadable)?;
            let buffer = attempt.race(Settled::of(&coming)).await?.map_err(unreadable)?;
            return Ok((bytes_of(&buffer).map_err(unreadable)?, false));
        }
        Source::Stream(stream) => stream,
    };
    // Browsers cannot send a stream.
    let browser = is_browser();
    // In a browser the stream is read before anything is sent, and progress is told of what is sent.
    let told = if browser { &JsValue::UNDEFINED } else { listener };
    let stream = counted(stream, None, told, Transfer::of(attempt)).map_err(unreadable)?;
    if !browser {
        return Ok((stream, true));
    }
    let response = Response::new_with_opt_readable_stream(Some(stream.unchecked_ref()));
    let whole = response.and_then(|response| response.blob()).map_err(unreadable)?;
    Ok((attempt.race(Settled::of(&whole)).await?.map_err(unreadable)?, false))
}

/// Sends an upload, and tells how far it is. The request is the same with and without a listener, except in browsers:
/// only XMLHttpRequest can tell there.
pub(crate) async fn upload(
    data: &Data,
    outgoing: Outgoing<'_>,
    own_fetch: Option<&Function>,
    listener: &JsValue,
    attempt: &Rc<Attempt>,
) -> Result<Fetched, Failure> {
    let (body, streamed) = body_of(data, attempt, listener).await?;
    if !listener.is_undefined() && !streamed && own_fetch.is_none() && global("XMLHttpRequest").is_function() {
        let reply = xhr::send(&Outgoing { body: &body, ..outgoing }, listener, attempt).await?;
        return Ok(Fetched { reply, held: None, untold: JsValue::UNDEFINED });
    }
    if streamed && own_fetch.is_some() {
        guard(&body, &Transfer::of(attempt).into());
    }
    let outgoing = Outgoing { body: &body, streamed, ..outgoing };
    let fetched = attempt.race(outgoing.fetch(own_fetch)).await??;
    let untold = if listener.is_undefined() || streamed { JsValue::UNDEFINED } else { body };
    Ok(Fetched { untold, ..fetched })
}
