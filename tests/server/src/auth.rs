//! Who calls, and what they may do.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;

use crate::app::App;
use crate::error::{Error, Result};
use crate::scope;
use crate::token::{self, Participant};

/// A member's rights, by their names on the wire.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Rights {
    pub is_admin: bool,
    pub is_developer: bool,
    pub can_create_rooms: bool,
    pub can_use_llm_proxy: bool,
}

impl Rights {
    pub const ALL: Self = Self { is_admin: true, is_developer: true, can_create_rooms: true, can_use_llm_proxy: true };

    /// Reads the four columns named as the fields.
    pub fn from_row(row: &Row) -> rusqlite::Result<Self> {
        Ok(Self {
            is_admin: row.get("is_admin")?,
            is_developer: row.get("is_developer")?,
            can_create_rooms: row.get("can_create_rooms")?,
            can_use_llm_proxy: row.get("can_use_llm_proxy")?,
        })
    }

    pub fn role(self) -> &'static str {
        match self {
            Self { is_admin: true, .. } => "admin",
            Self { is_developer: true, .. } => "developer",
            _ => "member",
        }
    }
}

/// A user who has logged in.
#[derive(Debug)]
pub struct User {
    pub seq: i64,
    pub id: String,
    pub email: Option<String>,
}

#[derive(Debug)]
pub enum Caller {
    User(User),
    ApiKey,
    Participant(Participant),
}

/// A caller who may enter the project of the path.
#[derive(Debug)]
pub struct Access {
    pub caller: Caller,
    pub rights: Rights,
}

impl Access {
    /// May administer rooms and grants.
    pub fn administers(&self) -> bool {
        self.rights.is_admin || self.rights.is_developer
    }

    /// A participant whose token brings no right to administer.
    fn confined(&self) -> bool {
        matches!(self.caller, Caller::Participant(_)) && !self.rights.is_admin
    }

    pub fn read(&self) -> Result<()> {
        if self.confined() { Err(Error::forbidden("a project member")) } else { Ok(()) }
    }

    /// Reading one room, which a participant of that room may, too.
    pub fn read_room(&self, name: &str) -> Result<()> {
        match &self.caller {
            Caller::Participant(token) if token.rooms.iter().any(|room| room == name) => Ok(()),
            _ => self.read(),
        }
    }

    pub fn administer(&self) -> Result<()> {
        if self.administers() { Ok(()) } else { Err(Error::forbidden("a developer or an admin")) }
    }

    pub fn administer_members(&self) -> Result<()> {
        if self.rights.is_admin { Ok(()) } else { Err(Error::forbidden("an admin")) }
    }

    pub fn create_rooms(&self) -> Result<()> {
        if self.rights.can_create_rooms { Ok(()) } else { self.administer() }
    }

    /// A member reads files, a developer writes them; a participant's token
    /// says which paths.
    pub fn file(&self, path: &str, write: bool) -> Result<()> {
        match &self.caller {
            Caller::Participant(token) => token
                .allows(|scope| scope::allows_file(scope, path, write))
                .then_some(())
                .ok_or_else(|| Error::forbidden("a storage grant for this path")),
            _ if write => self.administer(),
            _ => self.read(),
        }
    }
}

impl FromRequestParts<App> for Access {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let access = authenticate(parts, app).await?;
        let path = RawPathParams::from_request_parts(parts, app).await;
        let path = path.map_err(|_| Error::invalid("path", "must be UTF-8"))?;
        let project = path.iter().find(|(name, _)| *name == "project");
        if project.is_none_or(|(_, id)| id != app.project.id) {
            return Err(Error::not_found("project_not_found"));
        }
        access.ok_or_else(|| Error::forbidden("a member of the project"))
    }
}

/// Who holds the token: an error for nobody, `None` for somebody who has no
/// business in the project.
async fn authenticate(parts: &Parts, app: &App) -> Result<Option<Access>> {
    let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let (scheme, token) = header.and_then(|header| header.trim().split_once(' ')).ok_or_else(Error::unauthenticated)?;
    let token = token.trim();
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(Error::unauthenticated());
    }
    if token.starts_with("ma-") {
        // Hashes tell nothing about where the keys differ.
        let known = token::hash(token) == token::hash(&app.project.api_key()?);
        let access = Access { caller: Caller::ApiKey, rights: Rights::ALL };
        return if known { Ok(Some(access)) } else { Err(Error::unauthenticated()) };
    }
    if token.split('.').count() == 3 {
        let participant = token::verify(token, &app.project.secret);
        let participant = participant.ok_or_else(Error::unauthenticated)?;
        if participant.project.as_ref().is_some_and(|project| *project != app.project.id) {
            return Ok(None);
        }
        let admin = participant.allows(scope::administers);
        let rights = if admin { Rights::ALL } else { Rights::default() };
        return Ok(Some(Access { caller: Caller::Participant(participant), rights }));
    }
    let token = token.to_owned();
    let found = app.db.read(move |db| find_user(db, &token)).await?;
    let (user, rights) = found.ok_or_else(Error::unauthenticated)?;
    Ok(rights.map(|rights| Access { caller: Caller::User(user), rights }))
}

/// The holder of a login token or an OAuth access token, with their rights if
/// they are a member.
fn find_user(db: &Connection, token: &str) -> Result<Option<(User, Option<Rights>)>> {
    let mut find = db.prepare_cached(
        "SELECT u.seq, u.id, u.email, m.seq IS NOT NULL AS is_member, m.*
         FROM users u LEFT JOIN members m ON m.user = u.seq
         WHERE u.token = ?1 OR u.seq =
           (SELECT user FROM tokens WHERE hash = ?2 AND NOT refresh AND expires > ?3)",
    )?;
    let found = find.query_row((token, token::hash(token), token::now().cast_signed()), |row| {
        let user = User { seq: row.get(0)?, id: row.get(1)?, email: row.get(2)? };
        let member: bool = row.get("is_member")?;
        Ok((user, if member { Some(Rights::from_row(row)?) } else { None }))
    });
    Ok(found.optional()?)
}

/// The user whose login token this is.
pub fn login(db: &Connection, token: &str) -> Result<Option<i64>> {
    let mut find = db.prepare_cached("SELECT seq FROM users WHERE token = ?1")?;
    Ok(find.query_row([token], |row| row.get(0)).optional()?)
}
