//! From a request to a reply: whose it is, who calls, what was sent, and then
//! the handler, all of it in one transaction.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use rusqlite::Connection;
use serde_json::Value;

use crate::app::{App, Server};
use crate::auth;
use crate::error::{Error, Result};
use crate::json::{self, Json};
use crate::today::call::Call;
use crate::today::router::Match;
use crate::today::rules::{self, Need};
use crate::today::validate::Texts;
use crate::today::{Api, forms, keys, validate};

/// Answers what is today's and hands on the rest.
pub async fn serve(State(app): State<App>, request: Request, next: Next) -> Response {
    let found = app.today.find(request.method().as_str(), request.uri().path());
    let Some(found) = found.filter(|_| app.api != Api::Grants) else { return next.run(request).await };
    let query = request.uri().query().unwrap_or_default();
    let query: BTreeMap<_, _> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let op = found.operation.op.as_str();
    if forms::is_older_query(&app, op, &query) {
        return next.run(request).await;
    }
    let writes = found.handler.writes;
    if found.operation.body.kind == "none" {
        let (parts, _unread) = request.into_parts();
        return respond(&app, parts, query, Ok(Value::Null), writes).await;
    }
    let (parts, body) = request.into_parts();
    let bytes = match json::bytes(Request::new(body)).await {
        Ok(bytes) => bytes,
        Err(error) => return error.into_response(),
    };
    let body = json::value(&bytes);
    if forms::is_older_body(&app, op, body.as_ref().ok()) {
        return next.run(Request::from_parts(parts, Body::from(bytes))).await;
    }
    respond(&app, parts, query, body, writes).await
}

async fn respond(app: &App, parts: Parts, query: Texts, body: Result<Value>, writes: bool) -> Response {
    let server = app.clone();
    let work = move |db: &Connection| answer(&server, db, &parts, query, body);
    let answered = if writes { app.db.write(work).await } else { app.db.read(work).await };
    let (reply, used_key) = match answered {
        Ok(answered) => answered,
        Err(error) => return error.into_response(),
    };
    if let Some(key) = used_key
        && let Err(error) = app.db.write(move |db| keys::note_use(db, key)).await
    {
        return error.into_response();
    }
    Json(reply).into_response()
}

/// The reply, and a key whose use is to be noted. Who calls and what they may
/// do is asked before what they sent: a refusal tells nobody more than that.
fn answer(
    app: &Server,
    db: &Connection,
    parts: &Parts,
    query: Texts,
    body: Result<Value>,
) -> Result<(Value, Option<i64>)> {
    let found = app.today.find(parts.method.as_str(), parts.uri.path());
    let found = found.ok_or_else(|| Error::not_found("no_route"))?;
    let Match { operation, handler, .. } = found;
    let need = rules::need(&operation.op);
    let access = if need == Need::Nothing { None } else { Some(auth::authenticate(app, db, &parts.headers)?) };
    let used_key = access.as_ref().and_then(|access| access.used_key);
    let path = found.values(parts.uri.path())?;
    let operation = match &body {
        Ok(body) => forms::by_body(&app.today.contract, operation, body)?,
        Err(_) => operation,
    };
    let project_header = parts.headers.get("meshagent-project-id").and_then(|name| name.to_str().ok());
    let project_header = project_header.map(str::to_owned);
    let mut call = Call { app, db, operation, access, path, project_header, query, body: Value::Null };
    if let Some(project) = call.path.get("project_id").filter(|_| need != Need::Token) {
        if *project != app.project.id {
            return Err(Error::not_found("project_not_found"));
        }
        call.access()?.enter(project)?;
    }
    let contract = &app.today.contract;
    validate::path(operation, &call.path)?;
    rules::check(&call, need)?;
    validate::query(contract, operation, &call.query)?;
    if operation.body.kind != "none" {
        call.body = body?;
        validate::body(contract, operation, &call.body)?;
    }
    Ok(((handler.answer)(&call)?, used_key))
}
