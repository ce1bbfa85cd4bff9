//! What a room's roles let a participant do: the scopes of roles, and the role
//! that comes closest to a scope.

use rusqlite::Connection;
use serde_json::{Map, Value};

use crate::error::Result;
use crate::json::Object;
use crate::scope;
use crate::today::records;
use crate::today::roles::Roles;

/// The room roles that have a scope, the highest first. The settings document
/// `room-roles` may give others.
const SCOPES: [(&str, &str); 5] = [
    ("admin", scope::FULL),
    (
        "developer",
        r#"{"livekit":{},"queues":{},"messaging":{},"dataset":{},"memory":{},"sync":{},"storage":{},"containers":{},"developer":{},"agents":{},"llm":{},"secrets":{},"services":{}}"#,
    ),
    (
        "operator",
        r#"{"livekit":{},"queues":{},"messaging":{},"dataset":{},"memory":{},"sync":{},"storage":{},"agents":{},"services":{}}"#,
    ),
    (
        "viewer",
        r#"{"livekit":{},"messaging":{"send":false,"broadcast":false},"storage":{"paths":[{"path":"/","read_only":true}]},"sync":{"paths":[{"path":"/","read_only":true}]}}"#,
    ),
    ("guest", r#"{"livekit":{},"messaging":{}}"#),
];

/// The scope of the highest of these roles; roles without one give nothing.
pub fn of(db: &Connection, roles: &Roles) -> Result<String> {
    let Some((name, default)) = SCOPES.iter().find(|(name, _)| roles.contains(*name)) else {
        return Ok("{}".to_owned());
    };
    let document = records::body(db, &records::settings_id("room-roles"))?;
    let own = document.as_ref().and_then(|roles| roles.get(*name)?.get("participant")?.get("api"));
    Ok(own.filter(|scope| scope.is_object()).map_or_else(|| (*default).to_owned(), Value::to_string))
}

/// The role that comes closest to a scope: the lowest that has all of its
/// grants, or `admin`.
pub fn closest(scope: &str) -> Result<&'static str> {
    let scope = Object::parse("permissions", scope)?;
    let wanted: Vec<String> = scope.members().filter(|(_, value)| value.json() != "null").map(named).collect();
    for (name, default) in SCOPES.iter().rev() {
        let has: Map<String, Value> = serde_json::from_str(default)?;
        if wanted.iter().all(|grant| has.contains_key(grant)) {
            return Ok(name);
        }
    }
    Ok("admin")
}

fn named((name, _): (&str, crate::json::Value)) -> String {
    name.to_owned()
}

/// Gives every grant that was made from roles the scope these have now.
pub fn refresh(db: &Connection) -> Result<()> {
    let mut all = db.prepare_cached("SELECT room, user, roles FROM grant_roles")?;
    let mut rows = all.query([])?;
    let mut made = Vec::new();
    while let Some(row) = rows.next()? {
        let roles: Roles = serde_json::from_str(&row.get::<_, String>(2)?)?;
        made.push((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, of(db, &roles)?));
    }
    let mut update = db.prepare_cached("UPDATE grants SET permissions = ?3 WHERE room = ?1 AND user = ?2")?;
    for grant in made {
        update.execute(grant)?;
    }
    Ok(())
}
