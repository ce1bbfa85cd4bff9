//! One exchange: a request that is sent, and its reply.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::attempt::Attempt;
use super::failure::Failure;
use super::fetch::{Fetched, Outgoing};
use super::global::is_browser;
use super::received::{Received, copied};
use super::redirect::{MAX_REDIRECTS, Redirect};
use super::reply::{Content, JsonReply};
#[cfg(feature = "exports")]
use super::shared::TransferOptions;
use super::shared::{CallOptions, Shared};
use super::token::bearer;
#[cfg(feature = "exports")]
use super::{download, transfer, upload};
use crate::error::{Error, concat};
#[cfg(feature = "exports")]
use crate::request::Form;
use crate::request::{Body, ContentType, Method, RequestData, Shape};
use crate::secrets::Secrets;

/// What names this package to a service.
const USER_AGENT: &str = concat!("meshagent-wasm/", env!("CARGO_PKG_VERSION"));

/// What a call sends in confidence.
pub(super) struct Credentials {
    /// The token of the attempt.
    pub(super) token: Option<String>,
    /// What no error shows: of all attempts.
    pub(super) secrets: Secrets,
}

impl Shared {
    /// One exchange. Its token is asked for where there is none yet; `head` gets the reply as soon as there is one.
    pub(super) async fn exchange(
        &self,
        request: &RequestData,
        options: &CallOptions,
        url: &str,
        Credentials { token, secrets }: &mut Credentials,
        head: &mut Option<Received>,
    ) -> std::result::Result<Content, Failure> {
        let timeout = options.timeout.unwrap_or(self.config.timeout);
        let attempt = Rc::new(Attempt::begin(&options.signals, timeout)?);
        if let Some(failure) = attempt.stopped() {
            return Err(failure);
        }
        if request.authorized && token.is_none() {
            *token = bearer(&self.config.token, &self.waiting, &attempt, false).await?;
        }
        let mut headers = self.headers(request, options, token.as_deref());
        add_secrets(secrets, &headers);

        let mut address = url.to_owned();
        for _ in 0..=MAX_REDIRECTS {
            let fetched = self.fetch(request, options, &address, &headers, &attempt).await?;
            let received = head.insert(Received::new(fetched.reply)?);
            if let Some(redirect) = Redirect::of(received, request, &address)? {
                let sendable = !matches!(request.body, Body::Bytes) || options.can_repeat();
                address = redirect.follow(&mut headers, sendable)?;
                received.discard();
                continue;
            }
            #[cfg(feature = "exports")]
            if let Some(TransferOptions { listener, .. }) = &options.transfer {
                transfer::tell_whole(&fetched.untold, listener, &attempt);
            }
            attempt.hold(fetched.held);
            return self.read(request, options, received, secrets, &attempt).await;
        }
        Err(Error::failed(&["the service redirected the request more than 5 times"]).into())
    }

    /// The headers by names in lower case: the call's go over the client's, and those over the defaults.
    fn headers(&self, request: &RequestData, options: &CallOptions, token: Option<&str>) -> Vec<(String, String)> {
        let accept = if matches!(request.expected.shape, Shape::Bytes) { "*/*" } else { "application/json" };
        let mut headers = vec![("accept".to_owned(), accept.to_owned())];
        if let Some(token) = token {
            headers.push(("authorization".to_owned(), concat(&["Bearer ", token])));
        }
        // Browsers do not let it be set, or ask the service first.
        if !is_browser() {
            headers.push(("user-agent".to_owned(), USER_AGENT.to_owned()));
        }
        if let Some(consistency) = self.config.consistency {
            headers.push(("consistency".to_owned(), consistency.as_str().to_owned()));
        }
        if !request.project.is_empty() {
            headers.push(("meshagent-project-id".to_owned(), request.project.clone()));
        }
        let content_type = match (&request.body, &request.content_type) {
            (Body::Bytes, ContentType::Named(named)) => Some(named.as_str()),
            (Body::Bytes, ContentType::OfData) => options.content_type().or(request.body.content_type()),
            (body, _) => body.content_type(),
        };
        if let Some(content_type) = content_type {
            headers.push(("content-type".to_owned(), content_type.to_owned()));
        }
        for (name, value) in self.config.headers.iter().chain(&options.headers) {
            match headers.iter_mut().find(|(known, _)| known == name) {
                Some(header) => header.1.clone_from(value),
                None => headers.push((name.clone(), value.clone())),
            }
        }
        headers
    }

    async fn fetch(
        &self,
        request: &RequestData,
        options: &CallOptions,
        url: &str,
        headers: &[(String, String)],
        attempt: &Rc<Attempt>,
    ) -> std::result::Result<Fetched, Failure> {
        let body = match &request.body {
            Body::Empty => JsValue::UNDEFINED,
            Body::Json(text) | Body::Form(text) => JsValue::from_str(text),
            Body::Bytes => options.bytes.clone(),
        };
        let (method, follows, signal) = (request.method, request.follows, attempt.signal());
        let outgoing = Outgoing { method, follows, url, headers, body: &body, streamed: false, signal: &signal };
        #[cfg(feature = "exports")]
        if let Some(TransferOptions { data: Some(data), listener, .. }) = &options.transfer {
            return upload::upload(data, outgoing, self.fetch.as_ref(), listener, attempt).await;
        }
        attempt.race(outgoing.fetch(self.fetch.as_ref())).await?
    }

    async fn read(
        &self,
        request: &RequestData,
        options: &CallOptions,
        received: &Received,
        secrets: &Secrets,
        attempt: &Rc<Attempt>,
    ) -> std::result::Result<Content, Failure> {
        let status = received.status();
        let expected = &request.expected;
        #[cfg(feature = "exports")]
        if let (..300, Shape::Bytes, Some(transfer)) = (status, expected.shape, &options.transfer) {
            let TransferOptions { form, listener, raise, .. } = transfer;
            let content = download::download(*form, received, listener, attempt, *raise).await?;
            // A stream goes on after the call.
            if *form != Form::Stream {
                attempt.finish();
            }
            return Ok(content);
        }
        let found = status < 300;
        let content = match expected.shape {
            Shape::Exists if found || status == 404 => Content::Exists(found),
            _ if status == 404 && expected.or_null => Content::Null,
            // Everything else waits in one place: each place makes the future's code larger.
            shape => {
                let body = received.bytes(attempt).await?;
                match shape {
                    _ if !found => {
                        let bytes = copied(&body)?;
                        let text = String::from_utf8_lossy(&bytes);
                        return Err(Error::of_reply(status, &received.head.status_text(), &text, secrets).into());
                    }
                    Shape::Nothing | Shape::Exists => Content::Nothing,
                    Shape::Anything if body.length() == 0 => Content::Nothing,
                    Shape::Bytes => Content::Bytes(body.into()),
                    Shape::Json(_) | Shape::Page(..) | Shape::Anything => {
                        // A reply to HEAD has headers alone.
                        let is_head = request.method == Method::Head;
                        let bytes = if is_head { received.headers_json() } else { copied(&body)? };
                        let checked = expected.check(&bytes, options.marked);
                        let checked = checked.map_err(|error| error.with_excerpt(&bytes, secrets))?;
                        Content::Json(JsonReply { received: body, bytes, checked })
                    }
                }
            }
        };
        attempt.finish();
        Ok(content)
    }
}

/// What a server that echoes its request must not carry into logs: what stands in headers that are made for secrets, of
/// which the token is one.
fn add_secrets(secrets: &mut Secrets, headers: &[(String, String)]) {
    const SECRET: [&str; 6] = ["authorization", "cookie", "key", "token", "secret", "password"];
    for (name, value) in headers {
        // `contains` would bring the standard library's fast search, for names of some twenty letters.
        let has = |word: &&str| name.as_bytes().windows(word.len()).any(|part| part == word.as_bytes());
        if SECRET.iter().any(has) {
            secrets.add(value);
            // Credentials behind their scheme: as a whole, and what they consist of; and the values of cookies.
            secrets.add(value.split_once(' ').unwrap_or_default().1);
            for part in value.split([' ', ';', ',']) {
                secrets.add(if name == "cookie" {
                    part.split_once('=').map_or(part, |(_, value)| value)
                } else {
                    part
                });
            }
        }
    }
}
