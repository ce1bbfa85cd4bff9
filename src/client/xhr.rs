//! Uploads by XMLHttpRequest: fetch cannot tell how far one is.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{ArrayBuffer, Promise, TypeError};
use wasm_bindgen::prelude::*;
use web_sys::{Headers, ProgressEvent, Response, ResponseInit, XmlHttpRequest, XmlHttpRequestResponseType};

use super::attempt::Attempt;
use super::failure::Failure;
use super::fetch::{Outgoing, unreachable};
use super::received::usable;
use super::redirect::check_address;
use super::settled::Settled;
use super::transfer::{Transfer, report, size_of, tell_of};

/// A request that is aborted when it is dropped.
struct Sending {
    xhr: XmlHttpRequest,
    /// What is called as the body goes out.
    progress: Closure<dyn Fn(ProgressEvent)>,
}

impl Drop for Sending {
    fn drop(&mut self) {
        if let Ok(upload) = self.xhr.upload() {
            upload.set_onprogress(None);
        }
        // It does nothing once the reply is there.
        let _ = self.xhr.abort();
    }
}

/// Sends bytes or a Blob, tells how far they are, and returns the reply as fetch would.
pub(super) async fn send(
    outgoing: &Outgoing<'_>,
    listener: &JsValue,
    attempt: &Rc<Attempt>,
) -> Result<JsValue, Failure> {
    let total = size_of(outgoing.body);
    let told = Rc::new(Cell::new(None));
    let progress = {
        let (told, listener) = (Rc::clone(&told), listener.clone());
        let transfer = JsValue::from(Transfer::of(attempt));
        Closure::new(move |event: ProgressEvent| {
            told.set(Some(event.loaded()));
            report(&listener, &transfer, event.loaded(), total);
        })
    };
    let sending = Sending { xhr: XmlHttpRequest::new().map_err(unreachable)?, progress };
    let loaded = sending.begin(outgoing).map_err(unreachable)?;
    let failed = |_| unreachable(TypeError::new("the connection failed").into());
    attempt.race(Settled::of(&loaded)).await?.map_err(failed)?;
    if told.get() != total {
        tell_of(outgoing.body, listener, attempt);
    }
    check_address(outgoing.url, &sending.xhr.response_url().into())?;
    usable(sending.xhr.status().map_err(unreachable)?.into(), false)?;
    sending.reply().map_err(unreachable)
}

impl Sending {
    /// Sends; the promise is fulfilled when the reply is there.
    fn begin(&self, outgoing: &Outgoing<'_>) -> Result<Promise, JsValue> {
        let Sending { xhr, progress } = self;
        xhr.open(outgoing.method.as_str(), outgoing.url)?;
        xhr.set_response_type(XmlHttpRequestResponseType::Arraybuffer);
        for (name, value) in outgoing.headers {
            xhr.set_request_header(name, value)?;
        }
        xhr.upload()?.set_onprogress(Some(progress.as_ref().unchecked_ref()));
        let loaded = Promise::new(&mut |resolve, reject| {
            xhr.set_onload(Some(&resolve));
            xhr.set_onerror(Some(&reject));
        });
        xhr.send_with_opt_buffer_source(Some(outgoing.body.unchecked_ref()))?;
        Ok(loaded)
    }

    /// What came back.
    fn reply(&self) -> Result<JsValue, JsValue> {
        let headers = Headers::new()?;
        for line in self.xhr.get_all_response_headers()?.lines() {
            if let Some((name, value)) = line.split_once(':') {
                headers.append(name, value.trim())?;
            }
        }
        let init = ResponseInit::new();
        init.set_status(self.xhr.status()?);
        init.set_status_text(&self.xhr.status_text()?);
        init.set_headers(&headers);
        // Some statuses must have no body, not even an empty one.
        let body = self.xhr.response()?.dyn_into::<ArrayBuffer>().ok().filter(|body| body.byte_length() > 0);
        Response::new_with_opt_buffer_source_and_init(body.as_deref(), &init).map(JsValue::from)
    }
}
