//! Projects. This server serves one; others are records without anything in
//! them, and their own routes answer 404.

use rusqlite::Connection;
use serde_json::{Map, Value, json};

use crate::auth::Caller;
use crate::error::{Error, Result};
use crate::today::accounts::named;
use crate::today::call::Call;
use crate::today::records::{Kind, Members};
use crate::today::time;

pub const PROJECT: Kind = Kind {
    name: "project",
    missing: "project_not_found",
    taken: "project_exists",
    named_by: "name",
    searched: &["name"],
    timed: false,
};

/// Makes the record of the served project, if it has none yet.
pub fn ensure(db: &Connection, id: &str) -> Result<()> {
    if PROJECT.get(db, id).is_ok() {
        return Ok(());
    }
    PROJECT.create_as(db, "", id, new("local", "local")).map(drop)
}

fn new(name: &str, key: &str) -> Members {
    Map::from_iter([
        ("name".to_owned(), json!(name)),
        ("project_key".to_owned(), json!(key)),
        ("created_at".to_owned(), json!(time::write(time::now()))),
    ])
}

/// The key by which a project with this name is found.
fn key(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let key: String = name.trim().chars().map(plain).collect();
    let words: Vec<_> = key.split('-').filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "project".to_owned() } else { words.join("-") }
}

/// `projects.create`
pub fn create(call: &Call) -> Result<Value> {
    let members = call.members();
    let name = named(&members)?;
    let mut project = new(&name, &key(&name));
    if let Caller::User(user) = &call.access()?.caller {
        project.insert("owner_user_id".to_owned(), json!(user.id));
    }
    Ok(PROJECT.create(call.db, "", project)?.show())
}

/// Whether the caller may see a project.
fn sees(call: &Call, id: &str, owner: &str) -> Result<bool> {
    let access = call.access()?;
    Ok(match &access.caller {
        Caller::ApiKey => true,
        Caller::User(user) if user.id == owner => true,
        _ => id == call.project() && access.enter(id).is_ok(),
    })
}

/// `projects.list`
pub fn list(call: &Call) -> Result<Value> {
    let mut seen = Vec::new();
    for project in PROJECT.all(call.db, "", "")? {
        if sees(call, &project.id, project.text("owner_user_id"))? {
            seen.push(project.show());
        }
    }
    call.list(seen)
}

/// `projects.get`
pub fn get(call: &Call) -> Result<Value> {
    seen(call, PROJECT.get(call.db, call.at("project_id"))?)
}

/// `projects.getByKey`
pub fn get_by_key(call: &Call) -> Result<Value> {
    seen(call, PROJECT.by_key(call.db, call.at("project_key"))?)
}

fn seen(call: &Call, project: crate::today::records::Record) -> Result<Value> {
    if !sees(call, &project.id, project.text("owner_user_id"))? {
        return Err(Error::forbidden("a member of the project"));
    }
    Ok(project.show())
}

/// `projects.getStatus`: nothing turns a local project off.
pub fn status(call: &Call) -> Result<Value> {
    get(call)?;
    Ok(json!({ "enabled": true }))
}
