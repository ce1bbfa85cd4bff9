//! The client and its projects, and the one bridge from a request to a promise.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use js_sys::Promise;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::error::{Error, Result};
use crate::json::Value;
use crate::page::{Cursor, Page};
use crate::request::{Answer, Parts, Reply, Request};
use crate::resources::grants::RoomGrants;
use crate::resources::members::Members;
use crate::resources::oauth_clients::{self, OAuthClients, OAuthTokenRequest};
use crate::resources::rooms::Rooms;
use crate::resources::storage::{Storage, StoragePrefix};
use crate::transport::{Call, Client, Received, Token};
use crate::{config, js};

/// A client of the MeshAgent REST API.
///
/// In Node, what is left out is read from the environment: `MESHAGENT_API_URL`, `MESHAGENT_API_KEY` and
/// `MESHAGENT_PROJECT_ID`. A missing token is an error of the first call, not of the constructor.
#[wasm_bindgen]
pub struct Meshagent {
    client: Rc<Client>,
}

#[wasm_bindgen]
impl Meshagent {
    /// Makes a client; nothing is sent. Throws a `RoomException` that names the option that cannot be used.
    #[wasm_bindgen(constructor)]
    pub fn new(options: Option<js::MeshagentOptions>) -> Result<Meshagent, JsValue> {
        let options = options.map(JsValue::from).unwrap_or_default();
        Ok(Meshagent { client: Rc::new(client(&options)?) })
    }

    /// The address of the service, without a slash at its end.
    #[wasm_bindgen(getter, js_name = "baseUrl")]
    pub fn base_url(&self) -> String {
        self.client.base_url.clone()
    }

    /// A project, by default the one of the options or of `MESHAGENT_PROJECT_ID`; nothing is sent. Throws a
    /// `RoomException` when there is no project id.
    pub fn project(&self, id: Option<js::Text>) -> Result<Project, JsValue> {
        let id = id.map(|id| js::text(&id, "project")).transpose()?;
        let Some(id) = config::setting(id, self.client.project_id.clone()) else {
            return Err(Error::input(&[
                "project: there is none; pass its id, the option `projectId` or MESHAGENT_PROJECT_ID",
            ])
            .into());
        };
        Ok(Project { handle: Handle { client: Rc::clone(&self.client), project: id.into() } })
    }

    /// Exchanges a refresh token or an authorization code for a token. The client's own token is not sent.
    ///
    /// `POST /oauth/token`
    #[wasm_bindgen(js_name = "exchangeOAuthToken", unchecked_return_type = "Promise<OAuthTokenResponse>")]
    pub fn exchange_oauth_token(&self, form: Ts<OAuthTokenRequest>, options: Option<js::RequestOptions>) -> Promise {
        let request = js::json(form, "form").and_then(oauth_clients::exchange);
        promise(&self.client, request.map(|request| request.parts), read(options))
    }
}

impl fmt::Debug for Meshagent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Meshagent").field("base_url", &self.client.base_url).finish_non_exhaustive()
    }
}

/// A project of the service; all that belongs to it is reached from here.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Project {
    handle: Handle,
}

#[wasm_bindgen]
impl Project {
    /// The project's id.
    #[wasm_bindgen(getter)]
    pub fn id(&self) -> String {
        String::from(&*self.handle.project)
    }

    /// Who may enter which room, and do what there.
    #[wasm_bindgen(getter)]
    pub fn grants(&self) -> RoomGrants {
        RoomGrants(self.handle.clone())
    }

    /// The project's rooms.
    #[wasm_bindgen(getter)]
    pub fn rooms(&self) -> Rooms {
        Rooms(self.handle.clone())
    }

    /// The project's members.
    #[wasm_bindgen(getter)]
    pub fn members(&self) -> Members {
        Members(self.handle.clone())
    }

    /// The project's files.
    #[wasm_bindgen(getter)]
    pub fn storage(&self) -> Storage {
        Storage(self.handle.clone())
    }

    /// The project's OAuth clients.
    #[wasm_bindgen(getter, js_name = "oauthClients")]
    pub fn oauth_clients(&self) -> OAuthClients {
        OAuthClients(self.handle.clone())
    }
}

fn client(options: &JsValue) -> Result<Client> {
    let env = js::environment;
    let base_url = config::setting(js::text_option(options, "baseUrl")?, env("MESHAGENT_API_URL"));
    let project_id = config::setting(js::text_option(options, "projectId")?, env("MESHAGENT_PROJECT_ID"));
    let token = match js::option(options, "token")? {
        Some(token) if token.is_function() => Token::Asked(token.unchecked_into(), Rc::default()),
        token => {
            let token = token.map(|token| js::text(&token, "token")).transpose()?;
            match config::setting(token, env("MESHAGENT_API_KEY")) {
                Some(token) => {
                    let token = token.trim_ascii();
                    config::check_token(token)?;
                    Token::Fixed(token.to_owned())
                }
                None => Token::Missing,
            }
        }
    };
    Ok(Client {
        base_url: config::base_url(base_url)?,
        project_id,
        token,
        timeout: js::number_option(options, "timeout")?.unwrap_or(config::DEFAULT_TIMEOUT),
        max_retries: js::number_option(options, "maxRetries")?.unwrap_or(config::DEFAULT_MAX_RETRIES),
        headers: header_option(options)?,
        fetch: js::function_option(options, "fetch")?.map(JsValue::from).unwrap_or_default(),
        on_attempt: js::function_option(options, "onAttempt")?,
        storage_prefix: StoragePrefix::read(js::text_option(options, "storagePrefix")?.as_deref())?,
    })
}

/// The option `headers` as it is now: what the caller changes later changes nothing.
fn header_option(options: &JsValue) -> Result<JsValue> {
    let Some(headers) = js::option(options, "headers")? else { return Ok(JsValue::UNDEFINED) };
    match js::own_headers(&headers) {
        Ok(headers) => Ok(headers),
        Err(_) => Err(Error::place("headers", "names and values that HTTP allows", "others")),
    }
}

fn read(options: Option<impl Into<JsValue>>) -> Result<Call> {
    call(&options.map(Into::into).unwrap_or_default())
}

/// The options of one call.
fn call(options: &JsValue) -> Result<Call> {
    if options.is_undefined() || options.is_null() {
        return Ok(Call::default());
    }
    let call = Call {
        timeout: js::number_option(options, "timeout")?,
        max_retries: js::number_option(options, "maxRetries")?,
        headers: header_option(options)?,
        ..Call::default()
    };
    if let Some(signal) = js::option(options, "signal")? {
        let listens = js::member(&signal, "addEventListener").is_some_and(|method| method.is_function());
        if !listens || js::member(&signal, "aborted").is_none() {
            return Err(js::wrong("signal", "an AbortSignal", &signal));
        }
        call.signals.push(&signal);
    }
    Ok(call)
}

/// What the classes of a project's resources share.
#[derive(Clone)]
pub(crate) struct Handle {
    client: Rc<Client>,
    project: Rc<str>,
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle").field("project", &self.project).finish_non_exhaustive()
    }
}

impl Handle {
    /// Sends the request that `build` makes for the project; whatever goes wrong rejects the promise.
    pub(crate) fn call<T: Answer>(
        &self,
        options: Option<js::RequestOptions>,
        build: impl FnOnce(&str) -> Result<Request<T>>,
    ) -> Promise {
        promise(&self.client, build(&self.project).map(|request| request.parts), read(options))
    }

    /// Sends or fetches bytes, for as long as it takes unless the caller sets a timeout.
    pub(crate) fn transfer<T: Answer>(
        &self,
        options: Option<js::TransferOptions>,
        prepare: impl FnOnce(&mut Call) -> Result<()>,
        build: impl FnOnce(StoragePrefix, &str) -> Result<Request<T>>,
    ) -> Promise {
        let options = options.map(JsValue::from).unwrap_or_default();
        let call = call(&options).and_then(|mut call| {
            call.timeout.get_or_insert(0);
            call.on_progress = js::function_option(&options, "onProgress")?.map(JsValue::from).unwrap_or_default();
            prepare(&mut call)?;
            Ok(call)
        });
        promise(&self.client, build(self.client.storage_prefix, &self.project).map(|request| request.parts), call)
    }

    /// Goes through the list that `build` makes for the project, page after page.
    pub(crate) fn iterate<T>(
        &self,
        size_name: &'static str,
        options: Option<js::RequestOptions>,
        build: impl FnOnce(&str) -> Result<Request<Page<T>>>,
    ) -> Result<JsValue, JsValue>
    where
        Page<T>: Answer,
    {
        pages(&self.client, build(&self.project).map(|request| request.parts), size_name, options)
    }
}

/// The bridge: a request becomes a promise that holds no borrow of any handle.
fn promise(client: &Rc<Client>, parts: Result<Box<Parts>>, call: Result<Call>) -> Promise {
    let client = Rc::clone(client);
    match parts.and_then(|parts| Ok((parts, call?))) {
        Ok((parts, call)) => js::promise(async move {
            let received = client.send(&parts, &call).await?;
            value(&parts, &received)
        }),
        Err(error) => js::rejected(error),
    }
}

/// The value that stands for what was received.
fn value(parts: &Parts, received: &Received) -> Result<JsValue, JsValue> {
    match received {
        Received::Nothing => Ok(JsValue::UNDEFINED),
        Received::Bytes(value) => Ok(value.clone()),
        Received::Text(text) => match *parts.reply {
            Reply::Page(_, list) => Ok(js::page(&js::parse(text)?, list)),
            _ => js::parse(text),
        },
    }
}

fn pages(
    client: &Rc<Client>,
    parts: Result<Box<Parts>>,
    size_name: &'static str,
    options: Option<js::RequestOptions>,
) -> Result<JsValue, JsValue> {
    let parts = parts?;
    let call = read(options)?;
    let stop = web_sys::AbortController::new()?;
    call.signals.push(&stop.signal());
    let cursor = Rc::new(RefCell::new(Cursor::new(&parts.query, size_name)?));
    let pages = Pages { client: Rc::clone(client), parts, call: Rc::new(call), cursor, stop };
    Ok(js::iterate(pages.into()))
}

/// The pages of an iteration, for the generator that goes through their items.
#[wasm_bindgen(js_name = "_Pages", skip_typescript)]
pub struct Pages {
    client: Rc<Client>,
    parts: Box<Parts>,
    call: Rc<Call>,
    cursor: Rc<RefCell<Cursor>>,
    stop: web_sys::AbortController,
}

#[wasm_bindgen(js_class = "_Pages")]
impl Pages {
    /// The next page's items, or `undefined` after the last page.
    pub fn next(&self) -> Promise {
        let Some(query) = self.cursor.borrow().query() else { return Promise::resolve(&JsValue::UNDEFINED) };
        let (client, call, cursor) = (Rc::clone(&self.client), Rc::clone(&self.call), Rc::clone(&self.cursor));
        let mut parts = self.parts.clone();
        parts.query = query;
        js::promise(async move {
            let received = client.send(&parts, &call).await?;
            let page = value(&parts, &received)?;
            let items = js::member(&page, "items").unwrap_or_default();
            let total = js::member(&page, "total").and_then(|total| total.as_f64()).map(|total| total as u64);
            let token = js::member(&page, "continuation_token").and_then(|token| token.as_string());
            let count = js_sys::Array::from(&items).length();
            let Received::Text(text) = received else { return Ok(JsValue::UNDEFINED) };
            let Reply::Page(_, list) = *parts.reply else { return Ok(JsValue::UNDEFINED) };
            let list = Value::checked(&text).get(list).map(Value::raw).unwrap_or_default();
            let new = cursor.borrow_mut().advance(count.into(), total, token, list)?;
            Ok(if new { items } else { JsValue::UNDEFINED })
        })
    }

    /// Ends the request that is on its way.
    pub fn cancel(&self) {
        self.stop.abort();
    }
}

impl fmt::Debug for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("cursor", &self.cursor).finish_non_exhaustive()
    }
}
