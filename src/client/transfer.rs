//! Uploads and downloads: bytes that stay JavaScript's and pass by reference.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag};

use super::attempt::Attempt;
use super::failure::Failure;
use super::fetch::{Fetched, Outgoing, unreachable};
use super::global::is_browser;
use super::received::{Received, bytes_of};
use super::redirect::check_address;
use super::reply::Content;
use super::settled::Settled;
use crate::error::{Error, Result};
use crate::request::Form;

#[wasm_bindgen(module = "/src/wasm/js/transfer.js")]
extern "C" {
    #[wasm_bindgen(js_name = uploadBody, catch)]
    fn upload_body(data: &JsValue) -> std::result::Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = hasXhr)]
    fn has_xhr() -> bool;

    #[wasm_bindgen(js_name = sendByXhr)]
    fn send_by_xhr(
        method: &str,
        url: &str,
        headers: &Array,
        body: &JsValue,
        signal: &JsValue,
        listener: &JsValue,
        transfer: &JsValue,
    ) -> JsValue;

    #[wasm_bindgen(js_name = reportWhole)]
    fn report_whole(body: &JsValue, listener: &JsValue, transfer: &JsValue);

    /// Has a stream end the transfer where it is taken for text.
    fn guard(stream: &JsValue, transfer: &JsValue);

    fn collect(stream: &JsValue, total: Option<f64>, listener: &JsValue, transfer: &JsValue) -> JsValue;

    fn joined(pieces: &JsValue) -> JsValue;

    #[wasm_bindgen(catch)]
    fn counted(
        data: &JsValue,
        total: Option<f64>,
        listener: &JsValue,
        transfer: Transfer,
    ) -> std::result::Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = blobOf, catch)]
    fn blob_of(stream: &JsValue) -> std::result::Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = streamOf, catch)]
    fn stream_of(bytes: &JsValue) -> std::result::Result<JsValue, JsValue>;
}

/// Turns a failure into what JavaScript throws.
pub(crate) type Raise = fn(Failure) -> JsValue;

/// What JavaScript's side of a transfer knows of its attempt. One of a downloaded stream keeps the attempt going until
/// the stream ends, which is after the call.
#[wasm_bindgen(skip_typescript)]
pub struct Transfer {
    attempt: Weak<Attempt>,
    stream: RefCell<Option<Rc<Attempt>>>,
    /// Makes the error for what a downloaded stream threw. An uploaded one is the caller's, and ends the call.
    raise: Option<Raise>,
}

#[wasm_bindgen]
impl Transfer {
    /// Whether the attempt was stopped.
    #[wasm_bindgen(getter)]
    pub fn stopped(&self) -> bool {
        self.failure().is_some()
    }

    /// Ends the attempt, because a progress listener failed.
    pub fn fail(&self, cause: JsValue) {
        self.stop(Failure::caused(Error::failed(&["onProgress: the function failed"]), cause));
    }

    /// Ends the attempt, because a fetch of the caller's own takes a stream for text.
    pub fn refuse(&self) {
        let message = "data: the option `fetch` cannot send a stream; pass bytes or a Blob";
        self.stop(Error::at("data", &[message]).into());
    }

    /// What a stream throws after its source threw this.
    pub fn explain(&self, cause: JsValue) -> JsValue {
        match self.raise {
            Some(raise) => raise(self.failure().unwrap_or_else(|| unreachable(cause))),
            None => {
                self.stop(Failure::caused(
                    Error::at("data", &["data: the stream failed"]).after_sending(),
                    cause.clone(),
                ));
                cause
            }
        }
    }

    /// Takes note that there is nothing more to come.
    pub fn end(&self) {
        let attempt = self.stream.borrow_mut().take();
        if let Some(attempt) = attempt {
            attempt.finish();
        }
    }
}

impl Transfer {
    /// A transfer within a call.
    fn of(attempt: &Rc<Attempt>) -> Self {
        Transfer { attempt: Rc::downgrade(attempt), stream: RefCell::new(None), raise: None }
    }

    /// A stream that outlives the call.
    fn stream(attempt: &Rc<Attempt>, raise: Raise) -> Self {
        Transfer { stream: RefCell::new(Some(Rc::clone(attempt))), raise: Some(raise), ..Transfer::of(attempt) }
    }

    fn failure(&self) -> Option<Failure> {
        self.attempt.upgrade().and_then(|attempt| attempt.stopped())
    }

    fn stop(&self, failure: Failure) {
        if let Some(attempt) = self.attempt.upgrade() {
            attempt.stop(failure);
        }
    }
}

impl std::fmt::Debug for Transfer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Transfer(…)")
    }
}

/// Something to upload, as [`Data::new`] has found it.
#[derive(Clone, Debug)]
pub(crate) struct Data {
    bytes: JsValue,
    /// A promise of bytes.
    coming: JsValue,
    stream: JsValue,
    /// What a Blob says that it is.
    pub(crate) content_type: Option<String>,
}

impl Data {
    /// Takes what a caller gave. Bytes are copied now, so that nothing changes them until they are sent.
    pub(crate) fn new(data: &JsValue) -> Result<Self> {
        let found = upload_body(data).unwrap_or_default();
        if found.is_undefined() {
            let expected = "a Blob, an ArrayBuffer, a typed array, text, a ReadableStream that nobody reads or an async \
                iterable of bytes";
            return Err(Error::place("data", expected, &super::received::words(data)));
        }
        let member = |name: &str| Reflect::get(&found, &name.into()).unwrap_or_default();
        let content_type = member("type").as_string();
        Ok(Data { bytes: member("bytes"), coming: member("coming"), stream: member("stream"), content_type })
    }

    /// Whether it can be sent once only.
    pub(crate) fn is_stream(&self) -> bool {
        !self.stream.is_undefined()
    }

    /// What fetch is given, and whether that is a stream.
    async fn body(&self, attempt: &Rc<Attempt>, listener: &JsValue) -> std::result::Result<(JsValue, bool), Failure> {
        let unreadable = |thrown| Failure::caused(Error::at("data", &["data: it cannot be read"]), thrown);
        if !self.coming.is_undefined() {
            let buffer = attempt.race(Settled::of(&self.coming)).await?.map_err(unreadable)?;
            return Ok((bytes_of(&buffer).map_err(unreadable)?, false));
        }
        if !self.is_stream() {
            return Ok((self.bytes.clone(), false));
        }
        // Browsers cannot send a stream.
        let browser = is_browser();
        // In a browser the stream is read before anything is sent, and progress is told of what is sent.
        let told = if browser { &JsValue::UNDEFINED } else { listener };
        let stream = counted(&self.stream, None, told, Transfer::of(attempt)).map_err(unreadable)?;
        if !browser {
            return Ok((stream, true));
        }
        let whole = blob_of(&stream).map_err(unreadable)?;
        Ok((attempt.race(Settled::of(&whole)).await?.map_err(unreadable)?, false))
    }
}

/// Sends an upload, and tells how far it is. The request is the same with and without a listener, except in browsers:
/// only XMLHttpRequest can tell there.
pub(crate) async fn upload(
    data: &Data,
    outgoing: Outgoing<'_>,
    own_fetch: Option<&Function>,
    listener: &JsValue,
    attempt: &Rc<Attempt>,
) -> std::result::Result<Fetched, Failure> {
    let (body, streamed) = data.body(attempt, listener).await?;
    let transfer = JsValue::from(Transfer::of(attempt));
    if !listener.is_undefined() && !streamed && own_fetch.is_none() && has_xhr() {
        let headers: Array =
            outgoing.headers.iter().map(|(name, value)| Array::of2(&name.into(), &value.into())).collect();
        let (method, signal) = (outgoing.method.as_str(), attempt.signal());
        let sent = send_by_xhr(method, outgoing.url, &headers, &body, &signal, listener, &transfer);
        let reply = attempt.race(Settled::of(&sent)).await?.map_err(unreachable)?;
        check_address(outgoing.url, &Reflect::get(&reply, &"url".into()).unwrap_or_default())?;
        return Ok(Fetched { reply, held: None, untold: JsValue::UNDEFINED });
    }
    if streamed && own_fetch.is_some() {
        guard(&body, &transfer);
    }
    let outgoing = Outgoing { body: &body, streamed, ..outgoing };
    let fetched = attempt.race(outgoing.fetch(own_fetch)).await??;
    let untold = if listener.is_undefined() || streamed { JsValue::UNDEFINED } else { body };
    Ok(Fetched { untold, ..fetched })
}

/// Tells that all of an uploaded body has been sent, unless somebody has been told while it was.
pub(crate) fn tell_whole(untold: &JsValue, listener: &JsValue, attempt: &Rc<Attempt>) {
    if !untold.is_undefined() {
        report_whole(untold, listener, &Transfer::of(attempt).into());
    }
}

/// The body of a reply in the form asked for.
pub(crate) async fn download(
    form: Form,
    received: &Received,
    listener: &JsValue,
    attempt: &Rc<Attempt>,
    raise: Raise,
) -> std::result::Result<Content, Failure> {
    let headers = received.head.headers();
    let encoded = headers.get("content-encoding").is_some_and(|encoding| !encoding.eq_ignore_ascii_case("identity"));
    // The length of an encoded reply is not that of its bytes.
    let total =
        headers.get("content-length").filter(|_| !encoded).and_then(|length| Some(length.parse::<u64>().ok()? as f64));
    let body = Reflect::get(&received.source, &"body".into()).unwrap_or_default();
    let told = !listener.is_undefined();
    // Some runtimes have no streams: there the body comes in one piece.
    let value = if body.is_object() && form == Form::Stream {
        let transfer = Transfer::stream(attempt, raise);
        counted(&body, total, listener, transfer).map_err(unreachable)?
    } else if body.is_object() && told {
        let pieces = collect(&body, total, listener, &Transfer::of(attempt).into());
        let pieces = attempt.race(Settled::of(&pieces)).await?.map_err(unreachable)?;
        shaped(form, &joined_if(form, &pieces), pieces.unchecked_ref(), &headers)?
    } else if form == Form::Blob && !told && received.genuine {
        // Another fetch has Blobs of a class of its own.
        received.read("blob", attempt).await?
    } else {
        let bytes = received.bytes(attempt).await?;
        if told {
            report_whole(&bytes, listener, &Transfer::of(attempt).into());
        }
        shaped(form, &bytes, &Array::of1(&bytes), &headers)?
    };
    Ok(Content::Bytes(value))
}

fn joined_if(form: Form, pieces: &JsValue) -> JsValue {
    if form == Form::Bytes { joined(pieces) } else { JsValue::UNDEFINED }
}

/// Bytes in the form asked for; `pieces` is the same bytes in a list.
fn shaped(
    form: Form,
    bytes: &JsValue,
    pieces: &Array,
    headers: &gloo_net::http::Headers,
) -> std::result::Result<JsValue, Failure> {
    match form {
        Form::Bytes => Ok(bytes.clone()),
        Form::Stream => stream_of(bytes).map_err(unreachable),
        Form::Blob => {
            let options = BlobPropertyBag::new();
            options.set_type(&headers.get("content-type").unwrap_or_default());
            let blob = Blob::new_with_u8_array_sequence_and_options(pieces, &options);
            blob.map(JsValue::from).map_err(unreachable)
        }
    }
}
