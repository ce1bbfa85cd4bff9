//! Joining a room.

use axum::extract::State;
use axum::http::StatusCode;
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;

use crate::app::{App, At, Server};
use crate::auth::{Access, Caller};
use crate::error::{Error, Result};
use crate::json::{Body, Json, raw};
use crate::today::effective::Identity;
use crate::today::role_scopes;
use crate::today::subjects::{Resource, Subject};
use crate::{scope, token};

/// What a participant needs to join a room.
#[derive(Debug, Serialize)]
pub struct Invitation {
    jwt: String,
    room_name: String,
    project_id: String,
    room_url: String,
}

/// `POST …/rooms/{name}/connect`
pub async fn connect(
    State(app): State<App>,
    access: Access,
    At((_, name)): At<(String, String)>,
    body: Body,
) -> Result<Json<Invitation>> {
    if !body.is_empty() {
        body.object()?;
    }
    let server = app.clone();
    app.db.read(move |db| invite(&server, db, &access, &name, None)).await.map(Json)
}

/// A token for the caller, or for the user with this email if the caller
/// manages the room.
pub fn invite(app: &Server, db: &Connection, access: &Access, name: &str, email: Option<&str>) -> Result<Invitation> {
    let mut find = db.prepare_cached("SELECT id, name, enabled FROM rooms WHERE name = ?1 OR id = ?1")?;
    let found = find.query_row([name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    let (id, name, enabled): (String, String, bool) = found.ok_or_else(|| Error::not_found("room_not_found"))?;
    let room = Resource::new("room", &id);
    let (participant, granted) = match email {
        Some(email) => (email.to_owned(), of_email(app, db, access, &room, email)?),
        None => (participant(app, access), of_caller(db, access, &room)?),
    };
    let api = raw(granted.ok_or_else(|| Error::forbidden("a grant for the room"))?)?;
    if !enabled {
        let message = "the room is disabled";
        return Err(Error::new(StatusCode::LOCKED, "room_disabled", message));
    }
    Ok(Invitation {
        jwt: token::connect(&app.project, &participant, &name, &api, token::now())?,
        room_url: format!("{}/rooms/{name}", app.url.replacen("http", "ws", 1)),
        room_name: name,
        project_id: app.project.id.clone(),
    })
}

fn participant(app: &Server, access: &Access) -> String {
    match &access.caller {
        Caller::User(user) => user.email.as_ref().unwrap_or(&user.id).clone(),
        Caller::ServiceAccount(id) => id.clone(),
        Caller::ApiKey => app.project.key_id.clone(),
        Caller::Participant(token) => token.name.clone(),
    }
}

/// The caller's own grant, else what their roles let them do; whoever
/// administers the project may do everything.
fn of_caller(db: &Connection, access: &Access, room: &Resource) -> Result<Option<String>> {
    if let Caller::User(user) = &access.caller
        && let Some(scope) = grant(db, room, &user.id)?
    {
        return Ok(Some(scope));
    }
    if access.administers() {
        return Ok(Some(scope::FULL.to_owned()));
    }
    by_roles(db, &access.identity, room)
}

fn of_email(app: &Server, db: &Connection, access: &Access, room: &Resource, email: &str) -> Result<Option<String>> {
    let mut find = db.prepare_cached("SELECT id FROM users WHERE email = ?1")?;
    let user: Option<String> = find.query_row([email], |row| row.get(0)).optional()?;
    let own = matches!(&access.caller, Caller::User(caller) if user.as_ref() == Some(&caller.id));
    if !own && !access.identity.allows(db, room, "can_manage")? {
        return Err(Error::forbidden("the role admin on the room"));
    }
    let user = user.ok_or_else(|| Error::not_found("user_not_found"))?;
    if let Some(scope) = grant(db, room, &user)? {
        return Ok(Some(scope));
    }
    by_roles(db, &Identity::of(db, &app.project.id, Subject::new("user", &user))?, room)
}

fn grant(db: &Connection, room: &Resource, user: &str) -> Result<Option<String>> {
    let mut find = db.prepare_cached(
        "SELECT g.permissions FROM grants g JOIN rooms r ON r.seq = g.room JOIN users u ON u.seq = g.user
         WHERE r.id = ?1 AND u.id = ?2",
    )?;
    Ok(find.query_row([room.id.as_str(), user], |row| row.get(0)).optional()?)
}

/// The scope of roles that let their holder in; `list` alone does not.
fn by_roles(db: &Connection, identity: &Identity, room: &Resource) -> Result<Option<String>> {
    if !identity.allows(db, room, "guest")? {
        return Ok(None);
    }
    role_scopes::of(db, &identity.on(db, room)?).map(Some)
}
