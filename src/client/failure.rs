//! Why a call ended without a reply's value.

use wasm_bindgen::JsValue;

use crate::error::{Error, Kind, concat};
use crate::error_message::cut;
use crate::json::Value;
use crate::secrets::Secrets;

/// Why a call failed: an error, or what the caller aborted it with.
#[derive(Clone, Debug)]
pub(crate) enum Failure {
    /// The reason of the caller's signal, which the call rejects with as it is.
    Aborted(JsValue),
    /// An error of ours.
    Failed {
        error: Error,
        /// What it comes from: a rejection of fetch, or what a function of the caller's threw.
        cause: Option<JsValue>,
    },
}

impl Failure {
    /// An error with what it comes from.
    pub(crate) fn caused(error: Error, cause: JsValue) -> Self {
        Failure::Failed { error, cause: Some(cause) }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Failed { error, cause: None }
    }
}

/// An attempt at a request, as its errors name it.
pub(crate) struct AttemptedRequest<'a> {
    pub(crate) method: &'static str,
    /// The path, without the base address and the query.
    pub(crate) path: &'a str,
    pub(crate) url: &'a str,
    /// 1 for the first attempt of a call.
    pub(crate) number: u32,
    pub(crate) secrets: &'a Secrets,
}

impl Error {
    /// The same error with the beginning of a reply's text that is no JSON, such as a proxy's page.
    pub(crate) fn with_excerpt(mut self, body: &[u8], secrets: &Secrets) -> Self {
        let text = String::from_utf8_lossy(body);
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text).trim_ascii();
        if self.0.kind == Kind::InvalidResponseError && !text.is_empty() && Value::parse(text).is_none() {
            self.0.message = secrets.hide(&self.0.message);
            self.0.body = Some(cut(&secrets.hide(text)).to_owned());
        }
        self
    }

    /// The same error of an attempt at a request. One about the reply, or about its absence, begins with the method and
    /// the path; no secret is left in it.
    pub(crate) fn of_attempt(mut self, attempt: &AttemptedRequest<'_>) -> Self {
        let AttemptedRequest { method, path, url, number, secrets } = attempt;
        if *number > 1 {
            self = self.after_sending();
        }
        let details = &mut *self.0;
        let told = details.status != 0 || !matches!(details.kind, Kind::RoomException | Kind::ArgumentError);
        let start = if told { concat(&[method, " ", path, ": "]) } else { String::new() };
        // The text of a reply was hidden before it was cut, and what stands for a secret is not searched.
        let message = if details.body.is_some() { details.message.clone() } else { secrets.hide(&details.message) };
        details.message = concat(&[&secrets.hide(&start), &message]);
        details.path = details.path.take().map(|path| secrets.hide(&path));
        for (_, value) in &mut details.headers {
            *value = secrets.hide(value);
        }
        details.method = method;
        details.url = secrets.hide(url);
        details.attempts = *number;
        self
    }
}
