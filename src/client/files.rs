//! Where rooms' and agents' files are.

use std::borrow::Cow;

use super::config::files_url;
use super::failure::Failure;
use super::reply::{Content, JsonReply};
use super::shared::{CallOptions, Shared};
use crate::api::config;
use crate::error::Error;
use crate::json::Value;
use crate::request::{Host, RequestData, reply_text};

impl Shared {
    /// The address of the host that a request goes to.
    pub(super) async fn address(
        &self,
        request: &RequestData,
        options: &CallOptions,
    ) -> std::result::Result<Cow<'_, str>, Failure> {
        if request.host == Host::Api {
            return Ok(Cow::Borrowed(&self.config.base_url));
        }
        match self.config.files_url.as_ref().or(self.files_url.get()) {
            Some(url) => Ok(Cow::Borrowed(url)),
            None => Ok(Cow::Owned(self.ask_for_files(options).await?)),
        }
    }

    /// Asks the service for the host of files, as the call that needs it asks for everything: with its own token, headers
    /// and signals. Only an answer is remembered; calls that have none yet ask by themselves.
    async fn ask_for_files(&self, options: &CallOptions) -> std::result::Result<String, Failure> {
        let mut request = config::get()?.data().clone();
        // Whoever answers gets the token. That has to be the service itself.
        request.follows = false;
        request.operation = "config.get".to_owned();
        let asking = CallOptions {
            signals: options.signals.clone(),
            headers: options.headers.clone(),
            // A transfer may take as long as it likes, and a stream is not repeated; neither is said of this request.
            timeout: options.timeout.filter(|timeout| *timeout > 0),
            max_retries: options.max_retries.filter(|_| options.can_repeat()),
            ..CallOptions::default()
        };
        // What sends asks where to send to.
        let reply = Box::pin(self.send(&request, &asking)).await?;
        let Content::Json(JsonReply { bytes, checked, .. }) = reply.content else { return Err(unnamed().into()) };
        let text = reply_text(&bytes, checked.text)?;
        let domains = Value::checked(&text).some("domains");
        let host = domains.and_then(|domains| domains.some("files")).and_then(Value::text);
        let host = host.filter(|host| !host.trim_ascii().is_empty()).ok_or_else(unnamed)?;
        let url = files_url("domains.files", &host).map_err(Error::after_sending)?;
        // Another call may have been faster.
        Ok(self.files_url.get_or_init(|| url).clone())
    }
}

fn unnamed() -> Error {
    Error::at("filesUrl", &["filesUrl: the service names no host of files; set the option to its address"])
        .after_sending()
}
