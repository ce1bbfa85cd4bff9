//! The options of a client and of one call.

use js_sys::Function;
use serde::Deserialize;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use super::attempts::observer;
use super::settings::{self, Given, function, headers, not_null, number, read, text};
use super::value::{environment, fitting_text, parsed};
use crate::Token;
use crate::client::{
    self, Asked, CallOptions, Config, Consistency, DEFAULT_BASE_URL, DEFAULT_MAX_RETRIES, DEFAULT_TIMEOUT, Failure,
    Settled, Shared, StoragePrefix, setting, variable,
};
use crate::error::{Error, Result};

/// Options of a client. A name that is not among them is refused.
#[derive(Deserialize, Tsify)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
pub(super) struct MeshagentOptions {
    /// The address of the service; a path prefix is kept. A service that has moved and redirects a write with 301, 302 or
    /// 303 is an error that names the new address; 307 and 308 are followed, save in browsers, and the token goes along
    /// only within the service. Default: `MESHAGENT_API_URL` in Node, then `https://api.meshagent.com`.
    #[serde(deserialize_with = "not_null")]
    #[tsify(optional, type = "string | undefined")]
    base_url: Option<Given>,
    /// The bearer token, or a function that returns one. Every attempt asks the function by itself and nothing is shared
    /// between calls, so on a server it may look at whose request is being served, in an `AsyncLocalStorage` for example;
    /// to share a token, keep it in the function. After a 401 it is asked once more and told so: when it gives another token
    /// then, the call is sent again, whatever its method, unless it sends a stream. It must not wait for a call of its own
    /// client, except `exchangeOAuthToken`. Default: `MESHAGENT_API_KEY` in Node.
    #[serde(deserialize_with = "not_null")]
    #[tsify(optional, type = "string | ((request?: TokenRequest) => string | PromiseLike<string>) | undefined")]
    token: Option<Given>,
    /// The project of `project()`. Default: `MESHAGENT_PROJECT_ID` in Node.
    #[serde(deserialize_with = "not_null")]
    #[tsify(optional, type = "string | undefined")]
    project_id: Option<Given>,
    /// Milliseconds that one attempt may take, the reply's body included; 0 turns it off. Node's own fetch ends a request
    /// whose reply does not begin within 300 seconds, whatever this says. Default: 60,000.
    #[tsify(optional, type = "number | undefined")]
    timeout: Option<Given>,
    /// How often a failed call may be tried again. Default: 2.
    #[tsify(optional, type = "number | undefined")]
    max_retries: Option<Given>,
    /// Headers of every request. Outside of browsers `user-agent` is `meshagent-wasm/` and the version unless it is among them.
    #[tsify(optional, type = "HeadersLike | undefined")]
    headers: Option<Given>,
    /// What sends the requests, in place of the global `fetch`. It gets an address and an init whose `headers` are a plain
    /// object with names in lower case. Uploading a stream is an error where it does not know streams, as node-fetch does
    /// not.
    #[tsify(optional, type = "FetchLike | undefined")]
    fetch: Option<Given>,
    /// Where the service has its storage routes: `/projects/{id}/storage`, which the official SDKs use, or
    /// `/accounts/projects/{id}/storage`, which one page of its documentation names. Default: `projects`.
    #[tsify(optional, type = "\"projects\" | \"accounts/projects\" | undefined")]
    storage_prefix: Option<Given>,
    /// The host of rooms' and agents' files; `https` unless it says otherwise. It gets the token, and is not asked for
    /// again. Default: the host that the service names at `/config`, which is asked when a call first needs it.
    #[serde(deserialize_with = "not_null")]
    #[tsify(optional, type = "string | undefined")]
    files_url: Option<Given>,
    /// How fresh the service's view of who may do what has to be, as a header of every request: with `fast` answers from a
    /// cache will do, with `high` what was granted or revoked just now counts. A service that does not know the header
    /// may refuse it in browsers. Default: no such header.
    #[tsify(optional, type = "\"fast\" | \"high\" | undefined")]
    consistency: Option<Given>,
    /// When the token expires, as `cliSession` says of its own; not looked at.
    #[tsify(optional, type = "Date | undefined")]
    #[allow(dead_code, reason = "so that a session can be passed as it is")]
    expires_at: Option<Given>,
    /// Is told of every attempt when it begins, before the token function is asked. What it throws, or its promise rejects
    /// with, is ignored.
    #[tsify(optional, type = "((attempt: AttemptStart) => void) | undefined")]
    on_start: Option<Given>,
    /// Is told of every attempt when it has ended: with the object that `onStart` was given, so that a `Map` finds what was
    /// made then. What it throws, or its promise rejects with, is ignored.
    #[tsify(optional, type = "((attempt: Attempt) => void) | undefined")]
    on_attempt: Option<Given>,
    /// Gets one line for every attempt that has ended, such as `console`: the operation, the method, the address without its
    /// query, the status, the class of the error, the request's id and the time; no secrets. Default: none, and in Node with
    /// `MESHAGENT_LOG=debug` standard error.
    #[tsify(optional, type = "Logger | undefined")]
    logger: Option<Given>,
}

/// Options of one call. A name that is not among them is refused.
#[derive(Deserialize, Tsify, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct RequestOptions {
    /// Ends the call when it aborts; the call then rejects with the signal's reason.
    #[tsify(optional, type = "AbortSignal | undefined")]
    signal: Option<Given>,
    /// Milliseconds that one attempt may take, the reply's body included; 0 turns it off. Default: the client's.
    #[tsify(optional, type = "number | undefined")]
    timeout: Option<Given>,
    /// How often the call may be tried again. Default: the client's.
    #[tsify(optional, type = "number | undefined")]
    max_retries: Option<Given>,
    /// Headers of this call, over the client's. One that is `undefined` leaves the client's alone.
    #[tsify(optional, type = "HeadersLike | undefined")]
    headers: Option<Given>,
    /// Whether the call may be made twice, so that a POST or PATCH is tried again like a PUT. Default: false.
    #[tsify(optional, type = "boolean | undefined")]
    idempotent: Option<Given>,
}

/// Options of one upload or download.
#[derive(Deserialize, Tsify, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct TransferOptions {
    /// Ends the transfer when it aborts; the call then rejects with the signal's reason.
    #[tsify(optional, type = "AbortSignal | undefined")]
    signal: Option<Given>,
    /// Milliseconds that one attempt may take; 0 turns it off. Default: 0, whatever the client's is.
    #[tsify(optional, type = "number | undefined")]
    timeout: Option<Given>,
    /// How often the transfer may be tried again. Default: the client's; a stream is never sent again.
    #[tsify(optional, type = "number | undefined")]
    max_retries: Option<Given>,
    /// Headers of this call, over the client's. One that is `undefined` leaves the client's alone.
    #[tsify(optional, type = "HeadersLike | undefined")]
    headers: Option<Given>,
    /// Whether the call may be made twice, so that a POST or PATCH is tried again like a PUT. Default: false.
    #[tsify(optional, type = "boolean | undefined")]
    idempotent: Option<Given>,
    /// Is told how far the transfer is; the last call says that it is complete. What it throws, or its promise rejects
    /// with, ends the transfer. Outside of browsers an upload of bytes or of a Blob is told of once, when it is complete.
    #[tsify(optional, type = "((progress: TransferProgress) => void) | undefined")]
    on_progress: Option<Given>,
}

/// How far a transfer is.
#[derive(Tsify)]
#[allow(dead_code, reason = "JavaScript makes it, without a crossing for every piece; this is its type")]
pub(super) struct TransferProgress {
    /// Bytes so far.
    loaded: f64,
    /// Bytes in all, where that is known.
    #[tsify(optional, type = "number | undefined")]
    total: Option<f64>,
}

/// A client's options and the project that they name.
pub(super) fn client(options: &JsValue) -> Result<(Shared, Option<String>)> {
    let options: MeshagentOptions = read(options)?;
    let env = |name: &str| variable(environment(name));
    let base_url = match text(options.base_url, "baseUrl")? {
        Some(url) => client::base_url(&setting("baseUrl", &url)?)?,
        None => env("MESHAGENT_API_URL").map_or(Ok(DEFAULT_BASE_URL.to_owned()), |url| client::base_url(&url))?,
    };
    let files_url = text(options.files_url, "filesUrl")?.map(|url| setting("filesUrl", &url)).transpose()?;
    let files_url = files_url.map(|url| client::files_url("filesUrl", &url)).transpose()?;
    let project_id = match text(options.project_id, "projectId")? {
        Some(id) => Some(setting("projectId", &id)?),
        None => env("MESHAGENT_PROJECT_ID"),
    };
    let token = match options.token {
        Some(Given(token)) => given_token(token)?,
        None => env("MESHAGENT_API_KEY").map(Token::from).unwrap_or_default(),
    };
    token.check()?;
    let config = Config {
        base_url,
        token,
        timeout: number(options.timeout, "timeout")?.unwrap_or(DEFAULT_TIMEOUT),
        max_retries: number(options.max_retries, "maxRetries")?.unwrap_or(DEFAULT_MAX_RETRIES),
        headers: headers(options.headers)?,
        consistency: Consistency::read(text(options.consistency, "consistency")?.as_deref())?,
        storage_prefix: StoragePrefix::read(text(options.storage_prefix, "storagePrefix")?.as_deref())?,
        files_url,
    };
    let fetch = function(options.fetch, "fetch")?;
    let observer = observer(options.on_start, options.on_attempt, options.logger)?;
    Ok((Shared::new(config, fetch, observer), project_id))
}

/// A token that a caller has given. Blank text is refused and falls back to nothing: on a server it may be what an
/// anonymous caller has sent.
fn given_token(token: JsValue) -> Result<Token> {
    let token = match token.dyn_into::<Function>() {
        Ok(function) => return Ok(Token::function(move |refused| ask(&function, refused))),
        Err(token) => fitting_text(&token).map_err(|found| Error::place("token", "text or a function", &found))?,
    };
    setting("token", &token).map(Token::from)
}

/// Asks a token function. It is called by itself, for what it is a member of holds the client's secrets.
fn ask(function: &Function, refused: bool) -> Asked {
    let told = if refused { parsed("{\"reason\":\"unauthorized\"}") } else { JsValue::UNDEFINED };
    let asked = function.call1(&JsValue::UNDEFINED, &told).map(|answer| Settled::of(&answer));
    Box::pin(async move {
        let answer = match asked {
            Ok(answer) => answer.await,
            Err(thrown) => Err(thrown),
        };
        let answer = answer.map_err(|thrown| Failure::caused(client::failed(""), thrown))?;
        Ok(fitting_text(&answer).map_err(|found| Error::place("token", "text", &found))?)
    })
}

/// The options of one call.
pub(super) fn call(options: &JsValue) -> Result<CallOptions> {
    if options.is_undefined() {
        return Ok(CallOptions::default());
    }
    let RequestOptions { signal, timeout, max_retries, headers, idempotent } = read(options)?;
    call_options(signal, timeout, max_retries, headers, idempotent)
}

/// The options of one upload or download, and the progress listener, which is `undefined` where there is none.
pub(super) fn transfer(options: &JsValue) -> Result<(CallOptions, JsValue)> {
    let TransferOptions { signal, timeout, max_retries, headers, idempotent, on_progress } = read(options)?;
    let mut options = call_options(signal, timeout, max_retries, headers, idempotent)?;
    // As long as it takes, unless the caller says otherwise.
    options.timeout.get_or_insert(0);
    let listener = function(on_progress, "onProgress")?.map(JsValue::from).unwrap_or_default();
    Ok((options, listener))
}

/// The same of options that have been read.
pub(super) fn call_options(
    signal: Option<Given>,
    timeout: Option<Given>,
    max_retries: Option<Given>,
    headers: Option<Given>,
    idempotent: Option<Given>,
) -> Result<CallOptions> {
    Ok(CallOptions {
        timeout: number(timeout, "timeout")?,
        max_retries: number(max_retries, "maxRetries")?,
        headers: settings::headers(headers)?,
        signals: settings::signal(signal)?,
        idempotent: settings::flag(idempotent, "idempotent")?,
        ..CallOptions::default()
    })
}

/// The names of a call's and a transfer's options.
pub(super) const CALL_OPTIONS: [&str; 6] = ["signal", "timeout", "maxRetries", "headers", "idempotent", "onProgress"];
