//! What the calls of a client share, and what one call asks for.

use std::cell::OnceCell;

use js_sys::Function;
use wasm_bindgen::JsValue;

use super::config::Config;
use super::observer::Observer;
use super::token::Waiting;
#[cfg(feature = "exports")]
use super::{data::Data, transfer::Raise};
use crate::error::{Error, Result};
#[cfg(feature = "exports")]
use crate::request::Form;
use crate::request::RequestData;

/// What the calls of a client share.
pub(crate) struct Shared {
    pub(crate) config: Config,
    /// The caller's own fetch.
    pub(crate) fetch: Option<Function>,
    pub(crate) observer: Option<Box<dyn Observer>>,
    pub(crate) waiting: Waiting,
    /// The host of files, once the service has named it.
    pub(crate) files_url: OnceCell<String>,
}

/// What one call asks for.
#[derive(Clone, Default)]
pub(crate) struct CallOptions {
    /// The signals that end it.
    pub(crate) signals: Vec<JsValue>,
    /// Milliseconds for one attempt, 0 for no limit. Default: the client's.
    pub(crate) timeout: Option<u32>,
    /// Default: the client's.
    pub(crate) max_retries: Option<u32>,
    pub(crate) headers: Vec<(String, String)>,
    /// Whether a request that may have arrived can be sent again, whatever its method.
    pub(crate) idempotent: bool,
    /// Whether the reply's list gets a mark.
    pub(crate) marked: bool,
    /// The bytes of a request that sends bytes.
    pub(crate) bytes: JsValue,
    #[cfg(feature = "exports")]
    pub(crate) transfer: Option<TransferOptions>,
}

/// What one upload or download of the JavaScript surface asks for.
#[cfg(feature = "exports")]
#[derive(Clone)]
pub(crate) struct TransferOptions {
    pub(crate) data: Option<Data>,
    pub(crate) form: Form,
    /// `undefined` where nobody listens.
    pub(crate) listener: JsValue,
    pub(crate) raise: Raise,
}

impl Shared {
    /// Refuses a request that needs a token where there is none, and one that the token function makes.
    pub(crate) fn check(&self, request: &RequestData) -> Result<()> {
        if request.authorized { self.check_token() } else { Ok(()) }
    }

    /// The same for any request that needs a token.
    pub(crate) fn check_token(&self) -> Result<()> {
        if !self.config.token.is_set() {
            let message = "token: there is none; pass `token` to new Meshagent() or set MESHAGENT_API_KEY";
            return Err(Error::at("token", &[message]));
        }
        self.waiting.check()
    }
}

impl Shared {
    /// A client that has asked for nothing yet.
    pub(crate) fn new(config: Config, fetch: Option<Function>, observer: Option<Box<dyn Observer>>) -> Self {
        Shared { config, fetch, observer, waiting: Waiting::default(), files_url: OnceCell::new() }
    }
}

impl CallOptions {
    /// Whether its bytes can be sent more than once.
    pub(crate) fn can_repeat(&self) -> bool {
        #[cfg(feature = "exports")]
        if let Some(TransferOptions { data: Some(data), .. }) = &self.transfer {
            return !data.is_stream();
        }
        true
    }

    /// What its data says of its content type.
    pub(crate) fn content_type(&self) -> Option<&str> {
        #[cfg(feature = "exports")]
        if let Some(TransferOptions { data: Some(data), .. }) = &self.transfer {
            return data.content_type.as_deref();
        }
        None
    }
}
