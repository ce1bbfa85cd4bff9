//! The example project as today's generation has it: groups, service accounts,
//! agents, and roles for them.

use rusqlite::Connection;
use serde_json::{Map, Value, json};

use crate::error::Result;
use crate::today::accounts::ACCOUNT;
use crate::today::activity::AGENTS;
use crate::today::bindings;
use crate::today::groups::GROUP;
use crate::today::kinds::AGENT;
use crate::today::records::{Kind, Members};
use crate::today::roles::Roles;
use crate::today::subjects::{Resource, Subject};
use crate::{rooms, users};

/// Name and annotations, then the users by their first names.
const GROUPS: [(&str, &str, &[&str]); 3] = [
    ("on-call", "platform", &["kenji", "dev"]),
    ("engineering", "platform", &["priya", "zoe"]),
    ("customer-care", "support", &["ines", "mia", "tom"]),
];

/// Name, display name and description.
const ACCOUNTS: [[&str; 3]; 2] = [
    ["ci", "Continuous integration", "Builds the images of services"],
    ["exporter", "Nightly export", "Copies the figures to finance"],
];

/// The group of a room and the role that it has there.
const POLICIES: [(&str, &str, &str); 4] = [
    ("incident-response", "on-call", "admin"),
    ("incident-response", "engineering", "operator"),
    ("support", "customer-care", "operator"),
    ("onboarding", "customer-care", "viewer"),
];

pub fn fill(db: &Connection, project: &str) -> Result<()> {
    for (name, team, people) in GROUPS {
        let group = make(db, GROUP, json!({ "name": name, "metadata": {}, "annotations": { "team": team } }))?;
        for person in people {
            let Some(user) = users::by_email(db, &format!("{person}@example.com"))? else { continue };
            let id: String = db.query_one("SELECT id FROM users WHERE seq = ?1", [user], |row| row.get(0))?;
            give(db, &group, &Subject::new("user", &id), "member")?;
        }
    }
    let group = |name: &str| Ok::<_, crate::error::Error>(GROUP.by_name(db, "", name)?.id);
    // Whoever is on call is an engineer.
    let engineering = Resource::new("group", &group("engineering")?);
    give(db, &engineering, &Subject::new("group", &group("on-call")?), "member")?;
    for (room, name, role) in POLICIES {
        let Some(room) = rooms::Room::find(db, room)? else { continue };
        give(db, &Resource::new("room", &room.id), &Subject::new("group", &group(name)?), role)?;
    }
    for [name, display_name, description] in ACCOUNTS {
        let account = json!({
            "name": name,
            "key": name,
            "display_name": display_name,
            "description": description,
            "email": format!("{name}@service-accounts.{project}.local"),
            "project_id": project,
            "metadata": {},
            "annotations": {},
        });
        let account = make(db, ACCOUNT, account)?;
        let subject = Subject::new("service_account", &account.id);
        give(db, &Resource::new("project", project), &subject, "member")?;
    }
    for name in AGENTS {
        let model = json!({ "provider": "openai", "model": "gpt-5.5" });
        let configuration = json!({
            "version": "v1",
            "kind": "ManagedAgent",
            "metadata": { "name": name, "annotations": {} },
            "allowed_models": [model],
            "instructions": "Answer briefly, and say where you know it from.",
        });
        AGENT.create_as(db, "", &agent_id(name), members(json!({ "name": name, "configuration": configuration })))?;
    }
    Ok(())
}

/// The id of an agent of the example, which its sessions have too.
pub fn agent_id(name: &str) -> String {
    format!("agent-{name}")
}

fn members(value: Value) -> Members {
    if let Value::Object(members) = value { members } else { Map::new() }
}

fn make(db: &Connection, kind: Kind, value: Value) -> Result<Resource> {
    let record = kind.create(db, "", members(value))?;
    Ok(Resource::new(kind.name, &record.id))
}

fn give(db: &Connection, resource: &Resource, subject: &Subject, role: &str) -> Result<()> {
    bindings::set(db, resource, subject, &Roles::from([role.to_owned()]))
}
