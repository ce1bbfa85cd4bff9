//! Why a call ended without a reply's value.

use wasm_bindgen::JsValue;

use crate::error::Error;

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
