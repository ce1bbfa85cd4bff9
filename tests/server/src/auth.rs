//! Who calls, and what they may do.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;

use crate::app::{App, Server};
use crate::error::{Error, Result};
use crate::scope;
use crate::today::effective::Identity;
use crate::today::subjects::{Resource, Subject};
use crate::today::{bindings, keys, roles};
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
    pub id: String,
    pub email: Option<String>,
}

#[derive(Debug)]
pub enum Caller {
    User(User),
    /// The project's own key.
    ApiKey,
    /// The id of a service account, one of whose keys was shown.
    ServiceAccount(String),
    Participant(Participant),
}

/// A caller who may enter the project of the path.
#[derive(Debug)]
pub struct Access {
    pub caller: Caller,
    pub rights: Rights,
    /// What today's policies give the caller.
    pub identity: Identity,
    /// A service account's key whose use is to be noted.
    pub used_key: Option<i64>,
}

impl Access {
    fn new(caller: Caller, identity: Identity) -> Self {
        Self { caller, rights: bindings::rights(&identity.roles), identity, used_key: None }
    }

    /// Somebody with all rights, or with none.
    fn all_or_nothing(caller: Caller, project: &str, all: bool) -> Self {
        let identity = if all { Identity::with_role(project, "admin") } else { Identity::nobody(project) };
        let rights = if all { Rights::ALL } else { Rights::default() };
        Self { caller, rights, identity, used_key: None }
    }

    /// Refuses somebody who has no business in the project.
    pub fn enter(&self, project: &str) -> Result<()> {
        let enters = match &self.caller {
            Caller::ApiKey => true,
            Caller::User(_) | Caller::ServiceAccount(_) => !self.identity.roles.is_empty(),
            Caller::Participant(token) => token.project.as_ref().is_none_or(|of| of == project),
        };
        if enters { Ok(()) } else { Err(Error::forbidden("a member of the project")) }
    }

    /// Whether the caller's project roles include this one.
    pub fn holds(&self, role: &str) -> bool {
        roles::project_holds(&self.identity.roles, role)
    }

    /// Refuses whoever has neither the role nor the right named in the error.
    pub fn need(&self, role: &str) -> Result<()> {
        if self.holds(role) { Ok(()) } else { Err(Error::forbidden(&format!("the role {role}"))) }
    }

    /// Changing a room, by its id.
    pub fn manage_room(&self, db: &Connection, id: &str) -> Result<()> {
        let room = Resource::new("room", id);
        if self.identity.allows(db, &room, "can_manage")? { Ok(()) } else { self.administer() }
    }

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
        if self.holds("room_creator") { Ok(()) } else { self.administer() }
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
        let (server, headers) = (app.clone(), parts.headers.clone());
        let access = app.db.read(move |db| authenticate(&server, db, &headers)).await?;
        let path = RawPathParams::from_request_parts(parts, app).await;
        let path = path.map_err(|_| Error::invalid("path", "must be UTF-8"))?;
        let project = path.iter().find(|(name, _)| *name == "project");
        if project.is_none_or(|(_, id)| id != app.project.id) {
            return Err(Error::not_found("project_not_found"));
        }
        access.enter(&app.project.id)?;
        if let Some(key) = access.used_key {
            app.db.write(move |db| keys::note_use(db, key)).await?;
        }
        Ok(access)
    }
}

/// Who holds the token: an error for nobody.
pub fn authenticate(app: &Server, db: &Connection, headers: &HeaderMap) -> Result<Access> {
    let header = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let (scheme, token) = header.and_then(|header| header.trim().split_once(' ')).ok_or_else(Error::unauthenticated)?;
    let token = token.trim();
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(Error::unauthenticated());
    }
    let project = &app.project.id;
    if token.starts_with("ma-") {
        // Hashes tell nothing about where the keys differ.
        if token::hash(token) == token::hash(&app.project.api_key()?) {
            return Ok(Access::all_or_nothing(Caller::ApiKey, project, true));
        }
        let key = keys::find(db, token)?.ok_or_else(Error::unauthenticated)?;
        let identity = Identity::of(db, project, Subject::new("service_account", &key.account))?;
        let used_key = key.unnoticed.then_some(key.seq);
        return Ok(Access { used_key, ..Access::new(Caller::ServiceAccount(key.account), identity) });
    }
    if token.split('.').count() == 3 {
        let participant = token::verify(token, &app.project.secret);
        let participant = participant.ok_or_else(Error::unauthenticated)?;
        let admin = participant.allows(scope::administers);
        return Ok(Access::all_or_nothing(Caller::Participant(participant), project, admin));
    }
    let user = find_user(db, token)?.ok_or_else(Error::unauthenticated)?;
    let identity = Identity::of(db, project, Subject::new("user", &user.id))?;
    Ok(Access::new(Caller::User(user), identity))
}

/// The holder of a login token or an OAuth access token.
fn find_user(db: &Connection, token: &str) -> Result<Option<User>> {
    let mut find = db.prepare_cached(
        "SELECT id, email FROM users WHERE token = ?1 OR seq =
           (SELECT user FROM tokens WHERE hash = ?2 AND NOT refresh AND expires > ?3)",
    )?;
    let found = find.query_row((token, token::hash(token), token::now().cast_signed()), |row| {
        Ok(User { id: row.get(0)?, email: row.get(1)? })
    });
    Ok(found.optional()?)
}

/// The user whose login token this is.
pub fn login(db: &Connection, token: &str) -> Result<Option<i64>> {
    let mut find = db.prepare_cached("SELECT seq FROM users WHERE token = ?1")?;
    Ok(find.query_row([token], |row| row.get(0)).optional()?)
}
