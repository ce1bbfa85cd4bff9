//! Joining a room.

use axum::extract::State;
use axum::http::StatusCode;
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;

use crate::app::{App, At};
use crate::auth::{Access, Caller};
use crate::error::{Error, Result};
use crate::json::{Body, Json, raw};
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
    let user = match &access.caller {
        Caller::User(user) => Some(user.seq),
        _ => None,
    };
    let room = name.clone();
    let found = app.db.read(move |db| find(db, &room, user)).await?;
    let (enabled, granted) = found.ok_or_else(|| Error::not_found("room_not_found"))?;
    let granted = granted.or_else(|| access.administers().then(|| scope::FULL.to_owned()));
    let api = raw(granted.ok_or_else(|| Error::forbidden("a grant for the room"))?)?;
    if !enabled {
        let message = "the room is disabled";
        return Err(Error::new(StatusCode::LOCKED, "room_disabled", message));
    }
    let participant = match &access.caller {
        Caller::User(user) => user.email.as_ref().unwrap_or(&user.id),
        Caller::ApiKey => &app.project.key_id,
        Caller::Participant(token) => &token.name,
    };
    Ok(Json(Invitation {
        jwt: token::connect(&app.project, participant, &name, &api, token::now())?,
        room_url: format!("{}/rooms/{name}", app.url.replacen("http", "ws", 1)),
        room_name: name,
        project_id: app.project.id.clone(),
    }))
}

/// Whether the room is enabled, and the scope of the user's grant for it.
fn find(db: &Connection, room: &str, user: Option<i64>) -> Result<Option<(bool, Option<String>)>> {
    let mut find = db.prepare_cached(
        "SELECT r.enabled, g.permissions
         FROM rooms r LEFT JOIN grants g ON g.room = r.seq AND g.user = ?2
         WHERE r.name = ?1",
    )?;
    Ok(find.query_row((room, user), |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}
