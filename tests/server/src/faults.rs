//! Replies that go wrong on purpose, for tests of clients: `/__faults`.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::{StreamExt, stream};
use http_body_util::BodyExt;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use tokio::time::sleep;

use crate::app::App;
use crate::db::lock;
use crate::error::{Error, Result};
use crate::json::{self, DONE, Done, Json};
use crate::requests::Log;

/// How long bytes get to leave before the connection is cut.
const FLUSH: Duration = Duration::from_millis(50);

/// What `--faults` adds to the server.
#[derive(Debug)]
pub struct Faults {
    rules: Mutex<Vec<Rule>>,
    pub log: Log,
    /// Turns true when the server stops, which ends all waiting.
    stopping: watch::Receiver<bool>,
}

/// Which requests go wrong, and how. Of the rules that match, the first that
/// has requests left to apply to does.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
struct Rule {
    #[serde(rename = "match")]
    wanted: Match,
    /// How many matching requests pass before the rule begins.
    skip: u64,
    /// How many requests it applies to; `null` is all of them.
    #[serde(default = "once")]
    times: Option<u64>,

    /// The request is handled as ever. Its reply is then spoilt, or dropped
    /// for the one given here.
    pass: bool,
    status: Option<u16>,
    headers: BTreeMap<String, String>,
    body: Option<String>,
    body_base64: Option<String>,
    /// The request's body is left unread.
    leave_body: bool,

    /// Before the headers.
    delay_ms: u64,
    /// Between the headers and the body.
    body_delay_ms: u64,
    /// Never answers.
    silent: bool,
    /// Closes the connection before the first byte of the reply.
    hang_up: bool,
    /// Closes the connection after so many bytes of a longer body.
    cut_after: Option<usize>,
    /// Sends half of the body, then nothing more.
    stall: bool,

    /// Requests seen while skipping, and those it applied to.
    #[serde(skip_deserializing)]
    skipped: u64,
    #[serde(skip_deserializing)]
    hits: u64,
}

/// `times` of a rule that does not say.
fn once() -> Option<u64> {
    Some(1)
}

/// An absent member matches everything.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
struct Match {
    method: Option<String>,
    /// Any part of the path with its query, as sent.
    path: Option<String>,
}

impl Faults {
    pub fn new(stopping: watch::Receiver<bool>) -> Self {
        Self { rules: Mutex::default(), log: Log::default(), stopping }
    }

    /// The rule for a request, counted.
    fn pick(&self, method: &Method, target: &str) -> Option<Rule> {
        for rule in lock(&self.rules).iter_mut() {
            let Match { method: wanted, path } = &rule.wanted;
            if wanted.as_ref().is_some_and(|wanted| !wanted.eq_ignore_ascii_case(method.as_str()))
                || path.as_ref().is_some_and(|part| !target.contains(part))
                || rule.times.is_some_and(|times| rule.hits >= times)
            {
                continue;
            }
            if rule.skipped < rule.skip {
                rule.skipped += 1;
                continue;
            }
            rule.hits += 1;
            return Some(rule.clone());
        }
        None
    }
}

/// Notes every request and applies the rules to it.
pub async fn intercept(State(app): State<App>, request: Request, next: Next) -> Response {
    let Some(faults) = &app.faults else { return next.run(request).await };
    if request.uri().path().starts_with("/__") {
        return next.run(request).await;
    }
    let method = request.method().clone();
    let target = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let (request, watch) = faults.log.note(request);
    let response = match faults.pick(&method, &target) {
        Some(rule) => rule.answer(request, next, faults.stopping.clone()).await,
        None => next.run(request).await,
    };
    watch.follow(&method, response)
}

impl Rule {
    fn check(&self) -> Result<()> {
        self.reply().map(drop)
    }

    /// The reply given in the rule.
    fn reply(&self) -> Result<Response> {
        let status = self.status.unwrap_or(200);
        let status = StatusCode::from_u16(status).ok().filter(|_| (200..600).contains(&status));
        let status = status.ok_or_else(|| Error::invalid("status", "must be 200 to 599"))?;
        let body = match (&self.body, &self.body_base64) {
            (Some(text), _) => text.clone().into_bytes(),
            (None, Some(text)) => STANDARD.decode(text).map_err(|_| Error::invalid("body_base64", "must be base64"))?,
            (None, None) => Vec::new(),
        };
        let mut response = (status, body).into_response();
        let json = HeaderValue::from_static("application/json");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        self.add_headers(response)
    }

    fn add_headers(&self, mut response: Response) -> Result<Response> {
        for (name, value) in &self.headers {
            let malformed = || Error::invalid("headers", "has a malformed name or value");
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| malformed())?;
            let value = HeaderValue::from_str(value).map_err(|_| malformed())?;
            response.headers_mut().insert(name, value);
        }
        Ok(response)
    }

    async fn answer(self, request: Request, next: Next, mut stopping: watch::Receiver<bool>) -> Response {
        // Kept, because an unread body that is dropped closes the connection.
        let mut unread = None;
        let mut response = None;
        if self.pass {
            response = Some(next.run(request).await);
        } else if self.leave_body {
            unread = Some(request);
        } else {
            let mut body = request.into_body();
            while let Some(Ok(_)) = body.frame().await {}
        }
        tokio::select! {
            () = sleep(Duration::from_millis(self.delay_ms)), if !self.silent => {}
            _ = stopping.wait_for(|stop| *stop) => {}
        }
        drop(unread);
        let given = self.status.is_some() || self.body.is_some() || self.body_base64.is_some();
        let response = match response.filter(|_| !given) {
            Some(response) => self.add_headers(response),
            None => self.reply(),
        };
        match response {
            Ok(response) => self.spoil(response, stopping).await,
            Err(error) => error.into_response(),
        }
    }

    /// Sends the body late, in part or not at all.
    async fn spoil(&self, response: Response, mut stopping: watch::Receiver<bool>) -> Response {
        let whole = !self.stall && !self.hang_up && self.cut_after.is_none();
        if whole && self.body_delay_ms == 0 {
            return response;
        }
        let (mut parts, body) = response.into_parts();
        let body = match body.collect().await {
            Ok(body) => body.to_bytes(),
            Err(error) => return Error::internal(error).into_response(),
        };
        let sent = match self.cut_after {
            Some(bytes) => bytes.min(body.len()),
            None if self.stall => body.len() / 2,
            None => body.len(),
        };
        let promised = if whole { sent } else { body.len().max(sent + 1) };
        parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(promised));

        let (begin, stall) = (Duration::from_millis(self.body_delay_ms), self.stall);
        let broken = || Err(std::io::Error::other("cut on purpose"));
        if self.hang_up {
            // An error before anything was flushed takes the headers with it.
            let body = Body::from_stream(stream::iter([broken() as std::io::Result<Bytes>]));
            return Response::from_parts(parts, body);
        }
        let head = stream::once(async move {
            sleep(begin).await;
            Ok(body.slice(..sent))
        });
        let tail = stream::once(async move {
            if stall {
                let _ = stopping.wait_for(|stop| *stop).await;
            }
            sleep(FLUSH).await;
            broken()
        });
        let body = if whole { Body::from_stream(head) } else { Body::from_stream(head.chain(tail)) };
        Response::from_parts(parts, body)
    }
}

fn faults(app: &App) -> Result<&Faults> {
    app.faults.as_ref().ok_or_else(|| Error::not_found("no_route"))
}

/// `GET /__faults`: the rules with their hits.
pub async fn show(State(app): State<App>) -> Result<Response> {
    Ok(Json(&*lock(&faults(&app)?.rules)).into_response())
}

/// `POST /__faults`: a list of rules that replaces the present one.
pub async fn replace(State(app): State<App>, request: Request) -> Result<Json<Done>> {
    let bytes = json::bytes(request).await?;
    let rules: Vec<Rule> =
        serde_json::from_slice(&bytes).map_err(|error| Error::invalid("rules", &error.to_string()))?;
    rules.iter().try_for_each(Rule::check)?;
    *lock(&faults(&app)?.rules) = rules;
    Ok(DONE)
}

/// `DELETE /__faults`
pub async fn clear(State(app): State<App>) -> Result<Json<Done>> {
    lock(&faults(&app)?.rules).clear();
    Ok(DONE)
}

/// `GET /__requests`
pub async fn requests(State(app): State<App>) -> Result<Response> {
    Ok(Json(&faults(&app)?.log).into_response())
}

/// `DELETE /__requests`
pub async fn forget(State(app): State<App>) -> Result<Json<Done>> {
    faults(&app)?.log.clear();
    Ok(DONE)
}
