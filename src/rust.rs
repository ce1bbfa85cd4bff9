//! The client for Rust: typed values go in and come out, and no JavaScript value is in sight.
//!
//! It sends as the JavaScript client does, with the same retries, timeouts and errors, and like that it needs a browser,
//! Node or another host with `fetch`. A call whose future is dropped is aborted.

use std::fmt;
use std::pin::Pin;
use std::rc::Rc;

use js_sys::{Array, Promise, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::error::{Error, Kind, Result};
use crate::page::{Cursor, Listed, Page};
use crate::request::{Answer, FromReply, Parts, Request};
use crate::resources::storage::{self, StoragePrefix};
use crate::schema::{Described, Json};
use crate::scope::ApiScope;
use crate::transport::{self, Call, Rules};
use crate::{can, config, js};

/// What a [`Client`] is made of.
#[derive(Clone)]
pub struct Config {
    /// The address of the service; a path prefix is kept. Default: the hosted service.
    pub base_url: String,
    /// The bearer token, or a function that returns one. Default: none, with which every call fails.
    pub token: Token,
    /// Milliseconds that one attempt may take, the reply's body included; 0 turns it off. Default: 60,000.
    pub timeout: u32,
    /// How often a failed call may be tried again. Default: 2.
    pub max_retries: u32,
    /// Headers of every request.
    pub headers: Vec<(String, String)>,
    /// Where the service has its storage routes.
    pub storage_prefix: StoragePrefix,
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Headers may hold a token of their own.
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Config")
            .field("base_url", &self.base_url)
            .field("token", &self.token)
            .field("timeout", &self.timeout)
            .field("max_retries", &self.max_retries)
            .field("headers", &names)
            .field("storage_prefix", &self.storage_prefix)
            .finish()
    }
}

impl Default for Config {
    fn default() -> Self {
        Config {
            base_url: config::DEFAULT_BASE_URL.to_owned(),
            token: Token::default(),
            timeout: config::DEFAULT_TIMEOUT,
            max_retries: config::DEFAULT_MAX_RETRIES,
            headers: Vec::new(),
            storage_prefix: StoragePrefix::default(),
        }
    }
}

type Ask = dyn Fn() -> Pin<Box<dyn Future<Output = Result<String, String>>>>;

/// Where the bearer token comes from: text by `into()`, or a function by [`Token::asked`].
#[derive(Clone, Default)]
pub struct Token(Source);

#[derive(Clone, Default)]
enum Source {
    #[default]
    Nowhere,
    Fixed(String),
    Asked(Rc<Ask>),
}

impl Token {
    /// A function that is asked before every attempt, but never twice at a time.
    pub fn asked<W, E>(ask: impl Fn() -> W + 'static) -> Self
    where
        W: Future<Output = Result<String, E>> + 'static,
        E: fmt::Display,
    {
        Token(Source::Asked(Rc::new(move || {
            let token = ask();
            Box::pin(async { token.await.map_err(|error| error.to_string()) })
        })))
    }
}

impl<T: Into<String>> From<T> for Token {
    fn from(token: T) -> Self {
        Token(Source::Fixed(token.into()))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// A client of the MeshAgent REST API. A clone is cheap and sends as the original does.
#[derive(Clone)]
pub struct Client(Rc<transport::Client>);

impl Client {
    /// Makes a client; nothing is sent. The error names the member of the configuration that cannot be used.
    pub fn new(config: Config) -> Result<Self> {
        let headers = Array::new();
        for (name, value) in &config.headers {
            headers.push(&Array::of2(&name.into(), &value.into()));
        }
        let refused = |_| Error::place("headers", "names and values that HTTP allows", "others");
        let headers = js::own_headers(&headers).map_err(refused)?;
        let token = match config.token.0 {
            Source::Nowhere => JsValue::UNDEFINED,
            Source::Fixed(token) => {
                config::check_token(&token)?;
                JsValue::from_str(&token)
            }
            Source::Asked(ask) => function(ask).into(),
        };
        let nothing = JsValue::UNDEFINED;
        let base_url = config::base_url(Some(config.base_url))?;
        let (rules, timeout, max_retries) = (Rules::default(), config.timeout, config.max_retries);
        let shared = transport::shared(&base_url, rules, &nothing, &headers, &token, &nothing, timeout, max_retries);
        Ok(Client(Rc::new(transport::Client {
            base_url,
            project_id: None,
            has_token: !token.is_undefined(),
            storage_prefix: config.storage_prefix,
            shared,
        })))
    }

    /// Sends the request that a function of [`resources`](crate::resources) has made, and returns what its reply holds.
    pub async fn send<T: Answer + FromReply>(&self, request: Result<Request<T>>) -> Result<T> {
        let reply = self.exchange(&request?.parts, Call::default(), false).await?;
        T::from_reply(&reply.as_string().unwrap_or_default())
    }

    /// Goes through the list that a request asks for, page after page; nothing is sent yet. The request is made of the
    /// list's `Iterate…` model.
    pub fn pages<T: Listed>(&self, request: Result<Request<Page<T>>>) -> Result<Pages<T>> {
        let request = request?;
        let cursor = Cursor::new(&request.parts.query, T::SIZE)?;
        Ok(Pages { client: self.clone(), request, cursor })
    }

    /// Stores a file of a project, for as long as that takes.
    pub async fn upload(&self, project: &str, path: &str, bytes: &[u8]) -> Result<()> {
        let request = storage::upload(self.0.storage_prefix, project, path)?;
        let call = Call { timeout: Some(0), body: Uint8Array::from(bytes).into(), ..Call::default() };
        self.exchange(&request.parts, call, false).await.map(drop)
    }

    /// Fetches a file of a project, for as long as that takes.
    pub async fn download(&self, project: &str, path: &str) -> Result<Vec<u8>> {
        let request = storage::download(self.0.storage_prefix, project, path)?;
        let call = Call { timeout: Some(0), form: "bytes", ..Call::default() };
        let bytes = self.exchange(&request.parts, call, false).await?;
        Ok(bytes.unchecked_into::<Uint8Array>().to_vec())
    }

    /// What the JavaScript client would get, but for JSON, which stays text; dropped early, the future aborts the request.
    async fn exchange(&self, parts: &Parts, mut call: Call, marked: bool) -> Result<JsValue> {
        let thrown = |thrown: JsValue| error(&thrown);
        self.0.ready(parts)?;
        call.text = true;
        let stop = Stop(web_sys::AbortController::new().map_err(thrown)?);
        call.watch(&stop.0.signal());
        JsFuture::from(self.0.send(parts, &call, 0, marked)).await.map_err(thrown)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.0.base_url).finish_non_exhaustive()
    }
}

/// Aborts the call when its future goes, which does nothing to one that has ended.
struct Stop(web_sys::AbortController);

impl Drop for Stop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A list, page after page.
#[derive(Debug)]
pub struct Pages<T> {
    client: Client,
    request: Request<Page<T>>,
    cursor: Cursor,
}

impl<T> Pages<T>
where
    Page<T>: FromReply,
{
    /// Fetches the next page; `None` after the last. A list that does not end is an error.
    pub async fn next(&mut self) -> Result<Option<Page<T>>> {
        let Some(query) = self.cursor.query() else { return Ok(None) };
        let mut parts = self.request.parts.clone();
        parts.query = query;
        let read = Array::from(&self.client.exchange(&parts, Call::default(), true).await?);
        let page = Page::<T>::from_reply(&read.get(0).as_string().unwrap_or_default())?;
        let mark = read.get(1).as_f64().unwrap_or_default() as u64;
        let (count, token) = (page.items.len() as u64, page.continuation_token.clone());
        let new = self.cursor.advance(count, page.total, token, mark)?;
        Ok(new.then_some(page))
    }
}

impl<T: Described + Serialize> Json<T> {
    /// The JSON of a value, defaults filled in.
    pub fn new(value: &T) -> Result<Self> {
        let text = serde_json::to_string(value).map_err(|error| Error::input(&[&error.to_string()]))?;
        Json::check(text, "")
    }
}

impl ApiScope {
    /// What an agent may do unless told otherwise: everything but `admin` and, unless asked for, `tunnels`.
    pub fn agent_default(tunnels: bool) -> Self {
        preset(&can::agent_default(tunnels))
    }

    /// What a user may do unless told otherwise: what an agent may, without `llm`.
    pub fn user_default() -> Self {
        preset(&can::user_default())
    }

    /// All grants.
    pub fn full() -> Self {
        preset(&can::full())
    }

    /// Whether this scope allows the action on the target, `()` where the action takes none.
    pub fn can(&self, action: &str, target: impl Serialize) -> Result<bool> {
        let text = |json: serde_json::Result<String>| json.map_err(|error| Error::input(&[&error.to_string()]));
        let target = text(serde_json::to_string(&target))?;
        can::can(&text(serde_json::to_string(self))?, action, if target == "null" { "{}" } else { &target })
    }
}

/// A scope of this crate's own making; were it not one, it would grant nothing.
fn preset(text: &str) -> ApiScope {
    serde_json::from_str(text).unwrap_or_default()
}

/// The function as the transport calls it.
fn function(ask: Rc<Ask>) -> js_sys::Function {
    let closure = move || -> Promise {
        let token = ask();
        future_to_promise(async { token.await.map(JsValue::from).map_err(JsValue::from) })
    };
    Closure::<dyn Fn() -> Promise>::new(closure).into_js_value().unchecked_into()
}

const KINDS: [Kind; 12] = [
    Kind::ValidationErrorResponse,
    Kind::AuthenticationError,
    Kind::PermissionDeniedError,
    Kind::NotFoundError,
    Kind::ConflictError,
    Kind::RoomDisabledError,
    Kind::RateLimitError,
    Kind::ServerError,
    Kind::ConnectionError,
    Kind::TimeoutError,
    Kind::InvalidResponseError,
    Kind::TokenError,
];

/// The error that the transport has made an object of.
fn error(thrown: &JsValue) -> Error {
    let text = |name| js::member(thrown, name).and_then(|member| member.as_string());
    let name = text("name").unwrap_or_default();
    let kind = KINDS.into_iter().find(|kind| format!("{kind:?}") == name).unwrap_or(Kind::RoomException);
    let mut error = Error::new(kind, text("message").unwrap_or_default());
    error.0.status = js::member(thrown, "status").and_then(|status| status.as_f64()).map_or(0, |status| status as u16);
    error.0.body = text("body");
    error.0.path = text("path");
    error
}
