//! Files of rooms and agents: `/{project}/rooms/{name}/{path}`, and the same
//! for agents. They are served at the server's own address, which `/config`
//! names as the host of files.

use std::collections::BTreeMap;
use std::path::Path as FilePath;

use axum::Router;
use axum::extract::{FromRequestParts, Path, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::app::{App, Server};
use crate::auth;
use crate::error::{Error, Result};
use crate::json::{self, DONE, Json};
use crate::paging::Query;
use crate::rooms::Room;
use crate::storage;
use crate::today::call::Call;
use crate::today::check_body;
use crate::today::kinds::AGENT;
use crate::today::subjects::Resource;

mod presign;
mod reply;
mod rights;
mod tree;

pub use tree::{clean, forget};

pub const IS_FOLDER: HeaderName = HeaderName::from_static("x-meshagent-is-folder");

/// The most entries on a page.
const LARGEST: usize = 1000;

pub fn routes() -> Router<App> {
    let file = || get(read).put(upload).delete(delete).post(change);
    Router::new()
        .route("/{project}/rooms/{name}/", get(read))
        .route("/{project}/rooms/{name}/{*path}", file())
        .route("/{project}/agents/{name}/", get(read))
        .route("/{project}/agents/{name}/{*path}", file())
        .route("/v1/presign", post(presign::create))
        .route("/p/{token}", get(presign::read).put(presign::upload).delete(presign::delete))
}

/// A file or a folder of a room or an agent; an empty path is the root.
#[derive(Debug, Clone)]
pub struct Place {
    target: Resource,
    path: String,
}

impl Place {
    /// Under which the files of a target are kept.
    fn target(&self) -> String {
        format!("{}/{}", self.target.kind, self.target.id)
    }
}

/// The values of a request's path, and its `kind`: `room` or `agent`.
#[derive(Debug)]
struct At(BTreeMap<String, String>);

impl FromRequestParts<App> for At {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let path = Path::from_request_parts(parts, app).await;
        let Path(mut at): Path<BTreeMap<_, _>> = path.map_err(|_| Error::invalid("path", "must be UTF-8"))?;
        let kind = if parts.uri.path().split('/').nth(2) == Some("rooms") { "room" } else { "agent" };
        at.insert("kind".to_owned(), kind.to_owned());
        Ok(Self(at))
    }
}

/// The place of a request's path, whose caller may do something there, or with
/// everything below.
fn place(
    app: &Server,
    db: &Connection,
    headers: &HeaderMap,
    at: &BTreeMap<String, String>,
    does: &str,
    below: bool,
) -> Result<Place> {
    let access = auth::authenticate(app, db, headers)?;
    let part = |name: &str| at.get(name).map(String::as_str).unwrap_or_default();
    let kind = part("kind");
    if part("project") != app.project.id {
        return Err(Error::not_found("project_not_found"));
    }
    access.enter(&app.project.id)?;
    let place = Place { target: target(db, kind, part("name"))?, path: canonical("path", part("path"))? };
    if !rights::allows(db, &access, &place, does, below)? {
        return Err(Error::forbidden(&format!("the role files_{does} on the {kind}")));
    }
    Ok(place)
}

/// The room or agent with this name.
fn target(db: &Connection, kind: &str, name: &str) -> Result<Resource> {
    let id = match kind {
        "room" => Room::find_any(db, name)?.map(|room| room.id).ok_or_else(|| Error::not_found("room_not_found"))?,
        _ => AGENT.by_name(db, "", name)?.id,
    };
    Ok(Resource::new(kind, &id))
}

/// Refuses a path that is not the only way to write it.
pub fn canonical(field: &str, path: &str) -> Result<String> {
    let plain = |part: &str| !["", ".", ".."].contains(&part) && !part.contains(|c: char| c == '\\' || c.is_control());
    if path.is_empty() || path.split('/').all(plain) && path.len() <= 4096 {
        return Ok(path.to_owned());
    }
    Err(Error::invalid(field, "must be relative, without empty parts, dots alone, backslashes or control characters"))
}

/// `files.list`, `files.getPermissions`, `files.stat` and `files.download`.
async fn read(State(app): State<App>, At(mut at): At, headers: HeaderMap, query: Query) -> Result<Response> {
    if query.get("permissions").is_some() {
        return permissions(app, at, headers).await;
    }
    let server = app.clone();
    if query.get("list").is_some() {
        // The folder is in the query, and the path of the request is the root.
        let folder = query.get("prefix").unwrap_or_default().trim_end_matches('/');
        at.insert("path".to_owned(), canonical("prefix", folder)?);
        let listed = app.db.read(move |db| {
            let folder = place(&server, db, &headers, &at, "list", false)?;
            tree::list(db, &folder, &query)
        });
        return Ok(Json(listed.await?).into_response());
    }
    let asked = headers.clone();
    let found = app.db.read(move |db| {
        let place = place(&server, db, &headers, &at, "read", false)?;
        tree::find(db, &place)?.ok_or_else(|| Error::not_found("file_not_found"))
    });
    reply::send(&app, found.await?, &asked).await
}

/// `files.getPermissions`: what may be done to a file or a folder itself, and
/// to all that is in it.
async fn permissions(app: App, at: BTreeMap<String, String>, headers: HeaderMap) -> Result<Response> {
    let server = app.clone();
    let [itself, below] = app
        .db
        .read(move |db| {
            let actions = |below: bool| {
                let may = |action: &&str| place(&server, db, &headers, &at, action, below).is_ok();
                ["list", "read", "write", "delete", "presign"].into_iter().filter(may).collect::<Vec<_>>()
            };
            let found = [actions(false), actions(true)];
            if found.iter().all(Vec::is_empty) {
                // Whoever may do nothing gets the reason.
                place(&server, db, &headers, &at, "list", false)?;
            }
            Ok(found)
        })
        .await?;
    Ok(Json(json!({ "actions": itself, "recursive_actions": below })).into_response())
}

/// Puts JSON that the server itself has made into the files of a room.
pub fn deliver(call: &Call, room: &str, path: &str, json: &[u8]) -> Result<()> {
    let place = Place { target: Resource::new("room", room), path: canonical("path", path)? };
    tree::write(call.db, &place, &call.app.files, json, "application/json")
}

/// Puts a file of the example's own into the files of a room or an agent.
pub fn put(db: &Connection, folder: &FilePath, target: Resource, path: &str, text: &str, kind: &str) -> Result<()> {
    tree::write(db, &Place { target, path: canonical("path", path)? }, folder, text.as_bytes(), kind)
}

fn flag(query: &Query, name: &str, default: bool) -> Result<bool> {
    match query.get(name) {
        None => Ok(default),
        Some(text) => text.parse().map_err(|_| Error::invalid(name, "must be true or false")),
    }
}

/// `files.upload`: a file takes the place of one that is there, if it may.
async fn upload(
    State(app): State<App>,
    At(at): At,
    headers: HeaderMap,
    query: Query,
    request: Request,
) -> Result<Response> {
    let overwrite = flag(&query, "overwrite", true)?;
    let (server, kind) = (app.clone(), content_type(&headers));
    let place = app.db.read(move |db| place(&server, db, &headers, &at, "write", false)).await?;
    store(&app, place, kind, overwrite, request).await
}

fn content_type(headers: &HeaderMap) -> String {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.unwrap_or("application/octet-stream").to_owned()
}

async fn store(app: &App, place: Place, kind: String, overwrite: bool, request: Request) -> Result<Response> {
    let received = storage::receive(&app.files, request.into_body()).await?;
    let folder = app.files.clone();
    let old = app.db.write(move |db| tree::put(db, &place, &folder, received, &kind, overwrite));
    tree::remove(&app.files, old.await?);
    Ok(DONE.into_response())
}

/// `files.delete`: a folder that holds something goes only with all of it.
async fn delete(State(app): State<App>, At(at): At, headers: HeaderMap, query: Query) -> Result<Response> {
    let recursive = flag(&query, "recursive", false)?;
    let server = app.clone();
    let gone = app.db.write(move |db| {
        let place = place(&server, db, &headers, &at, "delete", recursive)?;
        tree::delete(db, &place, recursive)
    });
    tree::remove(&app.files, gone.await?);
    Ok(DONE.into_response())
}

/// `files.mkdir`, `files.copy` and `files.move`: the query says which.
async fn change(
    State(app): State<App>,
    At(at): At,
    headers: HeaderMap,
    query: Query,
    body: json::Body,
) -> Result<Response> {
    let action = query.get("action").unwrap_or_default().to_owned();
    if !["mkdir", "copy", "move"].contains(&action.as_str()) {
        return Err(Error::invalid("action", "must be mkdir, copy or move"));
    }
    let (server, files) = (app.clone(), app.files.clone());
    let gone = app.db.write(move |db| {
        let place = place(&server, db, &headers, &at, "write", false)?;
        if action == "mkdir" {
            return tree::make_folders(db, &place, &place.path).map(|()| Vec::new());
        }
        check_body(&server, &format!("files.{action}"), &body)?;
        let body = json::value(body.text().as_bytes())?;
        let source = source(&server, db, &headers, &body, &action)?;
        let overwrite = body.get("overwrite").and_then(Value::as_bool).unwrap_or(false);
        tree::transfer(db, &source, &place, &files, overwrite, action == "move")
    });
    tree::remove(&app.files, gone.await?);
    Ok(DONE.into_response())
}

/// What is copied or moved, from which room or agent it may be.
fn source(app: &Server, db: &Connection, headers: &HeaderMap, body: &Value, action: &str) -> Result<Place> {
    let text = |at: &str| body.pointer(at).and_then(Value::as_str).unwrap_or_default().to_owned();
    let path = canonical("source.path", &text("/source/path"))?;
    if path.is_empty() {
        return Err(Error::invalid("source.path", "must not be empty"));
    }
    let at = BTreeMap::from([
        ("project".to_owned(), text("/source/target/project_id")),
        ("kind".to_owned(), text("/source/target/kind")),
        ("name".to_owned(), text("/source/target/name")),
        ("path".to_owned(), path),
    ]);
    // It may be a folder, of which all is taken.
    if action == "move" {
        place(app, db, headers, &at, "delete", true)?;
    }
    place(app, db, headers, &at, "read", true)
}
