//! The client, and the one bridge from a method's arguments to a promise.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use js_sys::{Array, Promise};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::error::{Error, Result};
use crate::operation::{How, Operation, Param};
use crate::page::Cursor;
use crate::request::Parts;
use crate::resources::oauth_clients::OAuthTokenRequest;
use crate::resources::storage::StoragePrefix;
use crate::schema::check_argument;
use crate::transport::{self, Call, Client, Rules};
use crate::{config, js, resources};

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
    #[wasm_bindgen(getter, js_name = "baseUrl", unchecked_return_type = "string")]
    pub fn base_url(&self) -> JsValue {
        self.client.base_url.as_str().into()
    }

    /// A project, by default the one of the options or of `MESHAGENT_PROJECT_ID`; nothing is sent. Throws a
    /// `RoomException` when there is no project id.
    #[wasm_bindgen(unchecked_return_type = "Project")]
    pub fn project(&self, id: Option<js::Text>) -> Result<JsValue, JsValue> {
        let id = id.map(|id| js::text(&id, "project")).transpose()?;
        let Some(id) = config::setting(id, self.client.project_id.clone()) else {
            return Err(Error::input(&[
                "project: there is none; pass its id, the option `projectId` or MESHAGENT_PROJECT_ID",
            ])
            .into());
        };
        let handle = Handle { client: Rc::clone(&self.client), project: id.into() };
        Ok(js::project(handle, &self.client.shared))
    }

    /// Exchanges a refresh token or an authorization code for a token. The client's own token is not sent.
    ///
    /// `POST /oauth/token`
    #[wasm_bindgen(js_name = "exchangeOAuthToken", unchecked_return_type = "Promise<OAuthTokenResponse>")]
    pub fn exchange_oauth_token(
        &self,
        form: Ts<OAuthTokenRequest>,
        options: Option<js::RequestOptions>,
    ) -> Result<JsValue, JsValue> {
        let options = options.map(JsValue::from).unwrap_or_default();
        run(&self.client, "", resources::EXCHANGE, &Array::of2(&form.into(), &options), 2)
    }
}

impl fmt::Debug for Meshagent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Meshagent").field("base_url", &self.client.base_url).finish_non_exhaustive()
    }
}

fn client(options: &JsValue) -> Result<Client> {
    let env = js::environment;
    let base_url = config::setting(js::text_option(options, "baseUrl")?, env("MESHAGENT_API_URL"));
    let project_id = config::setting(js::text_option(options, "projectId")?, env("MESHAGENT_PROJECT_ID"));
    let token = match js::option(options, "token")? {
        Some(token) if token.is_function() => token,
        token => {
            let token = token.map(|token| js::text(&token, "token")).transpose()?;
            match config::setting(token, env("MESHAGENT_API_KEY")) {
                Some(token) => {
                    let token = token.trim_ascii();
                    config::check_token(token)?;
                    JsValue::from_str(token)
                }
                None => JsValue::UNDEFINED,
            }
        }
    };
    let timeout = js::number_option(options, "timeout")?.unwrap_or(config::DEFAULT_TIMEOUT);
    let max_retries = js::number_option(options, "maxRetries")?.unwrap_or(config::DEFAULT_MAX_RETRIES);
    let headers = header_option(options)?;
    let function = |name| Ok(js::function_option(options, name)?.map(JsValue::from).unwrap_or_default());
    let (rules, fetch, on_attempt) = (Rules::default(), function("fetch")?, function("onAttempt")?);
    let base_url = config::base_url(base_url)?;
    let shared = transport::shared(&base_url, rules, &fetch, &headers, &token, &on_attempt, timeout, max_retries);
    Ok(Client {
        base_url,
        project_id,
        has_token: !token.is_undefined(),
        storage_prefix: StoragePrefix::read(js::text_option(options, "storagePrefix")?.as_deref())?,
        shared,
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

/// The options of one call.
fn call(options: &JsValue) -> Result<Call> {
    if options.is_null_or_undefined() {
        return Ok(Call::default());
    }
    let mut call = Call {
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
        call.watch(&signal);
    }
    Ok(call)
}

/// A project of a client: what the JavaScript classes of a project and its resources hold.
#[wasm_bindgen(js_name = "_Handle", skip_typescript)]
pub struct Handle {
    client: Rc<Client>,
    project: Rc<str>,
}

#[wasm_bindgen(js_class = "_Handle")]
impl Handle {
    /// The project's id.
    #[wasm_bindgen(getter)]
    pub fn id(&self) -> JsValue {
        JsValue::from_str(&self.project)
    }

    /// What classes and methods there are, and the requests that are all in their path.
    pub fn names(&self) -> JsValue {
        resources::names().into()
    }

    /// Carries out an operation with what was given: returns a promise, or an iterator where it goes through a list, or
    /// the error for which there is none.
    pub fn call(&self, operation: usize, given: &Array, count: u32) -> JsValue {
        run(&self.client, &self.project, operation, given, count).unwrap_or_else(|error| error)
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle").field("project", &self.project).finish_non_exhaustive()
    }
}

fn run(client: &Rc<Client>, project: &str, number: usize, given: &Array, count: u32) -> Result<JsValue, JsValue> {
    let operation = resources::operation(number);
    let prepared = prepare(client, project, operation, given, count);
    if let How::Pages(size_name) = operation.how {
        let (parts, call) = prepared?;
        return pages(client, number, parts, call, size_name);
    }
    Ok(match prepared {
        Ok((parts, call)) => client.send(&parts, &call, number, false),
        Err(error) => js::rejected(error),
    }
    .into())
}

/// The request for what a caller gave, options last, and how it is to be sent.
fn prepare(
    client: &Client,
    project: &str,
    operation: &Operation,
    given: &Array,
    count: u32,
) -> Result<(Box<Parts>, Call)> {
    let mut segments = Vec::with_capacity(operation.params.len());
    let (mut text, mut body) = (String::new(), JsValue::UNDEFINED);
    let mut index = 0;
    // What is not there costs no crossing.
    let value = |index| if index < count { given.get(index) } else { JsValue::UNDEFINED };
    for param in operation.params {
        match param {
            Param::Put(_) | Param::Taken(..) | Param::Empty => continue,
            Param::Segment(name) => segments.push(js::text(&value(index), name)?),
            Param::Path(name) => text = js::text(&value(index), name)?,
            Param::Body(name, ty) | Param::Form(name, ty) | Param::Query(name, ty) => {
                let (value, optional) = (value(index), matches!(param, Param::Query(..)));
                text = if optional && value.is_null_or_undefined() {
                    check_argument("{}".to_owned(), ty, "")?
                } else {
                    check_argument(js::stringify(&value, name)?, ty, name)?
                };
            }
            Param::Data(_) => body = js::upload_body(&value(index))?,
        }
        index += 1;
    }
    let mut parts = operation.parts(project, segments, text)?;
    client.ready(&parts)?;
    let options = value(index);
    let mut call = if index < count { call(&options)? } else { Call::default() };
    if matches!(operation.how, How::Upload | How::Download(_)) {
        client.storage_prefix.before(&mut parts.path);
        // As long as it takes, unless the caller says otherwise.
        call.timeout.get_or_insert(0);
        call.on_progress = js::function_option(&options, "onProgress")?.map(JsValue::from).unwrap_or_default();
        if js::is_stream(&body) {
            call.max_retries = Some(0);
        }
        call.body = body;
    }
    if let How::Download(form) = operation.how {
        call.form = form;
    }
    Ok((parts, call))
}

fn pages(
    client: &Rc<Client>,
    operation: usize,
    parts: Box<Parts>,
    mut call: Call,
    size_name: &'static str,
) -> Result<JsValue, JsValue> {
    let stop = web_sys::AbortController::new()?;
    call.watch(&stop.signal());
    let cursor = RefCell::new(Cursor::new(&parts.query, size_name)?);
    Ok(js::iterate(Pages { client: Rc::clone(client), operation, parts, call, cursor, stop }))
}

/// The pages of an iteration, for the generator that goes through their items.
#[wasm_bindgen(js_name = "_Pages", skip_typescript)]
pub struct Pages {
    client: Rc<Client>,
    operation: usize,
    parts: Box<Parts>,
    call: Call,
    cursor: RefCell<Cursor>,
    stop: web_sys::AbortController,
}

#[wasm_bindgen(js_class = "_Pages")]
impl Pages {
    /// Fetches the next page and its mark; nothing after the last.
    pub fn next(&self) -> Option<Promise> {
        let mut parts = self.parts.clone();
        parts.query = self.cursor.borrow().query()?;
        Some(self.client.send(&parts, &self.call, self.operation, true))
    }

    /// Takes note of a page; whether its items are new.
    pub fn advance(&self, count: u32, total: Option<f64>, token: Option<String>, mark: f64) -> Result<bool, JsValue> {
        let total = total.map(|total| total as u64);
        Ok(self.cursor.borrow_mut().advance(count.into(), total, token, mark as u64)?)
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
