//! Addresses that hold a right for a while: `/v1/presign` and `/p/{token}`.

use std::collections::BTreeMap;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::app::{App, Server};
use crate::error::{Error, Result};
use crate::json::{self, DONE, Json};
use crate::today::files::{Place, content_type, place, reply, store, tree};
use crate::today::subjects::Resource;
use crate::today::{check_body, time};
use crate::token;

/// The longest that an address works, in seconds.
const LONGEST: i64 = 604_800;

/// `files.presign`: whoever may do it themselves, and may give it away.
pub async fn create(State(app): State<App>, headers: HeaderMap, body: json::Body) -> Result<Json<Value>> {
    let server = app.clone();
    app.db
        .read(move |db| {
            crate::auth::authenticate(&server, db, &headers)?;
            check_body(&server, "files.presign", &body)?;
            let body = json::value(body.text().as_bytes())?;
            let text = |at: &str| body.pointer(at).and_then(Value::as_str).unwrap_or_default().to_owned();
            let method = body.get("method").and_then(Value::as_str).unwrap_or("GET");
            let lasts = body.get("expires_in").and_then(Value::as_i64).unwrap_or(3600);
            if !(1..=LONGEST).contains(&lasts) {
                return Err(Error::invalid("expires_in", "must be 1 to 604800"));
            }
            let at = BTreeMap::from([
                ("project".to_owned(), text("/target/project_id")),
                ("kind".to_owned(), text("/target/kind")),
                ("name".to_owned(), text("/target/name")),
                ("path".to_owned(), text("/path")),
            ]);
            place(&server, db, &headers, &at, "presign", false)?;
            let place = place(&server, db, &headers, &at, does(method), false)?;
            if place.path.is_empty() {
                return Err(Error::invalid("path", "must not be empty"));
            }
            let expires = time::now() + lasts;
            let claims = json!({
                "method": method,
                "kind": place.target.kind,
                "target": place.target.id,
                "path": place.path,
                "exp": expires,
            });
            let token = token::sign(&claims, &server.project.secret)?;
            Ok(Json(json!({
                "url": format!("{}/p/{token}", server.url),
                "method": method,
                "headers": {},
                "expires_at": time::write(expires),
            })))
        })
        .await
}

fn does(method: &str) -> &'static str {
    match method {
        "PUT" => "write",
        "DELETE" => "delete",
        _ => "read",
    }
}

/// The place that a token opens for a method.
fn opened(app: &Server, token: &str, method: &Method) -> Result<Place> {
    let refused = || Error::new(StatusCode::FORBIDDEN, "forbidden", "the address has expired or is for something else");
    let claims = token::open(token, &app.project.secret).ok_or_else(refused)?;
    let text = |name: &str| claims.get(name).and_then(Value::as_str).map(str::to_owned).ok_or_else(refused);
    if text("method")? != method.as_str() {
        return Err(refused());
    }
    Ok(Place { target: Resource::new(&text("kind")?, &text("target")?), path: text("path")? })
}

pub async fn read(
    State(app): State<App>,
    Path(token): Path<String>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response> {
    let place = opened(&app, &token, &method)?;
    let found = app.db.read(move |db| tree::find(db, &place)).await?;
    reply::send(&app, found.ok_or_else(|| Error::not_found("file_not_found"))?, &headers).await
}

pub async fn upload(
    State(app): State<App>,
    Path(token): Path<String>,
    method: Method,
    headers: HeaderMap,
    request: Request,
) -> Result<Response> {
    let place = opened(&app, &token, &method)?;
    store(&app, place, content_type(&headers), true, request).await
}

pub async fn delete(State(app): State<App>, Path(token): Path<String>, method: Method) -> Result<Response> {
    let place = opened(&app, &token, &method)?;
    let gone = app.db.write(move |db| tree::delete(db, &place, false)).await?;
    tree::remove(&app.files, gone);
    Ok(DONE.into_response())
}
