//! Who may do what with files: roles say the same of all files of a room or an
//! agent, a participant's token says it of paths in its rooms.

use rusqlite::Connection;
use serde_json::Value;

use crate::auth::{Access, Caller};
use crate::error::Result;
use crate::rooms;
use crate::today::files::Place;
use crate::token::Participant;

/// Whether the caller may do something (`list`, `read`, `write`, `delete` or
/// `presign`) at a place, or with everything below it.
pub fn allows(db: &Connection, access: &Access, place: &Place, does: &str, below: bool) -> Result<bool> {
    if access.identity.allows(db, &place.target, &format!("files_{does}"))? {
        return Ok(true);
    }
    let Caller::Participant(token) = &access.caller else { return Ok(false) };
    Ok(place.target.kind == "room" && enters(db, token, &place.target.id)? && by_token(token, &place.path, does, below))
}

fn enters(db: &Connection, token: &Participant, room: &str) -> Result<bool> {
    let room = rooms::by_id(db, room)?;
    let name: String = db.query_one("SELECT name FROM rooms WHERE seq = ?1", [room], |row| row.get(0))?;
    Ok(token.rooms.contains(&name))
}

/// The rules of the scope's `storage.files`; where it has none, those that its
/// prefixes in `storage.paths` stand for, as the official SDK has them.
fn by_token(token: &Participant, path: &str, does: &str, below: bool) -> bool {
    let scope = token.api.as_deref().and_then(|text| serde_json::from_str::<Value>(text).ok());
    let storage = scope.as_ref().and_then(|scope| scope.get("storage")).filter(|storage| storage.is_object());
    let Some(storage) = storage else { return false };
    let list = |value: Option<&Value>| value.and_then(Value::as_array).cloned();
    match storage.get("files").filter(|files| !files.is_null()) {
        Some(files) => {
            list(files.get("paths")).unwrap_or_default().iter().any(|rule| rule_allows(rule, path, does, below))
        }
        None => prefixes_allow(list(storage.get("paths")), path, does, below),
    }
}

/// Whether a rule allows it, or with `below` everything in a folder.
fn rule_allows(rule: &Value, path: &str, does: &str, below: bool) -> bool {
    let texts = |name: &str| rule.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let root = rule.get("path").and_then(Value::as_str).unwrap_or_default();
    let recursive = rule.get("recursive") == Some(&Value::Bool(true));
    let covers = path == root || recursive && is_in(path, root);
    texts("actions").any(|action| action == does)
        && covers
        && (recursive || !below)
        && !texts("excluded_paths").any(|out| path == out || is_in(path, out) || below && is_in(out, path))
}

/// Of several prefixes, the first that a path lies in decides.
fn prefixes_allow(prefixes: Option<Vec<Value>>, path: &str, does: &str, below: bool) -> bool {
    let Some(prefixes) = prefixes else { return does != "presign" };
    let root =
        |prefix: &Value| prefix.get("path").and_then(Value::as_str).unwrap_or_default().trim_matches('/').to_owned();
    let at = prefixes.iter().position(|prefix| path == root(prefix) || is_in(path, &root(prefix)));
    let Some((prefix, before)) = at.and_then(|at| Some((prefixes.get(at)?, prefixes.get(..at)?))) else { return false };
    let read_only = prefix.get("read_only") == Some(&Value::Bool(true));
    let reads = ["list", "read"].contains(&does);
    let writes = ["write", "delete"].contains(&does) && !read_only;
    (reads || writes) && !(below && before.iter().any(|other| is_in(&root(other), path)))
}

/// Whether a path lies in a folder; everything lies in the root.
fn is_in(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}
