//! Room grants, one at a time: `/accounts/projects/{project}/room-grants`.

use axum::extract::State;
use rusqlite::{Connection, Row};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::app::{App, At};
use crate::auth::Access;
use crate::error::{Error, Result};
use crate::json::{Body, DONE, Done, Json, Object, raw};
use crate::rooms::{self, Room};
use crate::{scope, users};

/// A grant as the API shows it.
#[derive(Debug, Serialize)]
pub struct Grant {
    pub room: Room,
    user_id: String,
    permissions: Box<RawValue>,
}

impl Grant {
    /// The columns that `from_row` reads first.
    pub fn columns() -> String {
        format!("{}, u.id, g.permissions", Room::COLUMNS)
    }

    pub fn from_row(row: &Row) -> Result<Self> {
        let room = Room::from_row(row)?;
        Ok(Self { room, user_id: row.get(5)?, permissions: raw(row.get(6)?)? })
    }
}

/// `POST …/room-grants`, by user id or by email.
pub async fn create(State(app): State<App>, access: Access, _: At<String>, body: Body) -> Result<Json<Done>> {
    access.administer()?;
    app.db
        .write(move |db| {
            let grant = NewGrant::read(&body.object()?)?;
            let room = rooms::by_id(db, &grant.room_id)?;
            let user = match &grant.user {
                UserRef::Id(id) => users::by_id(db, id)?,
                UserRef::Email(email) => users::by_email_or_invited(db, email)?,
            };
            insert(db, room, user, &grant.permissions)?;
            Ok(DONE)
        })
        .await
}

/// `PUT …/room-grants/{any id}`: the body says which grant.
pub async fn update(State(app): State<App>, access: Access, _: At<(String, String)>, body: Body) -> Result<Json<Done>> {
    access.administer()?;
    app.db
        .write(move |db| {
            let grant = NewGrant::read(&body.object()?)?;
            let room = rooms::by_id(db, &grant.room_id)?;
            let user = match &grant.user {
                UserRef::Id(id) => users::by_id(db, id)?,
                UserRef::Email(email) => {
                    users::by_email(db, email)?.ok_or_else(|| Error::not_found("user_not_found"))?
                }
            };
            // The scope is no longer that of the roles that a policy gave.
            db.prepare_cached("DELETE FROM grant_roles WHERE room = ?1 AND user = ?2")?.execute((room, user))?;
            let mut update = db.prepare_cached("UPDATE grants SET permissions = ?3 WHERE room = ?1 AND user = ?2")?;
            match update.execute((room, user, grant.permissions))? {
                0 => Err(Error::not_found("grant_not_found")),
                _ => Ok(DONE),
            }
        })
        .await
}

/// `GET …/room-grants/{room_id}/{user_id}`
pub async fn get(
    State(app): State<App>,
    access: Access,
    At((_, room_id, user_id)): At<(String, String, String)>,
) -> Result<Json<Grant>> {
    access.read()?;
    app.db
        .read(move |db| {
            let sql = format!(
                "SELECT {} FROM rooms r JOIN users u JOIN grants g ON g.room = r.seq AND g.user = u.seq
                 WHERE r.id = ?1 AND u.id = ?2",
                Grant::columns()
            );
            let mut find = db.prepare_cached(&sql)?;
            let mut rows = find.query([room_id, user_id])?;
            let grant = rows.next()?.map(Grant::from_row).transpose()?;
            grant.map(Json).ok_or_else(|| Error::not_found("grant_not_found"))
        })
        .await
}

/// `DELETE …/room-grants/{room_id}/{user_id}`
pub async fn delete(
    State(app): State<App>,
    access: Access,
    At((_, room_id, user_id)): At<(String, String, String)>,
) -> Result<Json<Done>> {
    access.administer()?;
    app.db
        .write(move |db| {
            let mut delete = db.prepare_cached(
                "DELETE FROM grants WHERE room = (SELECT seq FROM rooms WHERE id = ?1)
                   AND user = (SELECT seq FROM users WHERE id = ?2)",
            )?;
            match delete.execute([room_id, user_id])? {
                0 => Err(Error::not_found("grant_not_found")),
                _ => Ok(DONE),
            }
        })
        .await
}

/// Adds a grant whose scope has been checked.
pub fn insert(db: &Connection, room: i64, user: i64, permissions: &str) -> Result<()> {
    let mut insert =
        db.prepare_cached("INSERT INTO grants (room, user, permissions) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?;
    match insert.execute((room, user, permissions))? {
        0 => Err(Error::conflict("grant_exists", "the user has a grant for this room")),
        _ => Ok(()),
    }
}

/// The body of a create or an update.
#[derive(Debug)]
struct NewGrant {
    room_id: String,
    user: UserRef,
    /// The scope's text, as it came.
    permissions: String,
}

#[derive(Debug)]
enum UserRef {
    Id(String),
    Email(String),
}

impl NewGrant {
    fn read(body: &Object) -> Result<Self> {
        let room_id = body.require("room_id")?.text()?;
        let user = match (body.get("user_id"), body.get("email")) {
            (Some(id), _) => UserRef::Id(id.text()?),
            (None, Some(value)) => {
                let email = value.text()?.trim().to_owned();
                let (name, host) = email.split_once('@').unwrap_or_default();
                if name.is_empty() || host.is_empty() {
                    return Err(value.must_be("an email address"));
                }
                UserRef::Email(email)
            }
            (None, None) => return Err(Error::invalid("user_id", "is required, or an email")),
        };
        if let Some(url) = body.get("invite_redirect_url") {
            url.text()?;
        }
        let permissions = body.require("permissions")?;
        scope::check(&permissions)?;
        Ok(Self { room_id, user, permissions: permissions.json().to_owned() })
    }
}
