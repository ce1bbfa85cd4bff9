//! The example project as today's generation has it: groups, service accounts,
//! agents, and roles for them.

use rusqlite::Connection;
use serde_json::{Map, Value, json};

use crate::error::Result;
use crate::today::accounts::ACCOUNT;
use crate::today::activity::AGENTS;
use crate::today::bindings;
use crate::today::example_secrets;
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

/// A room, a group or service account by its name, and the role that it has
/// there.
const POLICIES: [(&str, Kind, &str, &str); 9] = [
    ("incident-response", GROUP, "on-call", "admin"),
    ("incident-response", GROUP, "engineering", "operator"),
    ("research-lab", GROUP, "engineering", "viewer"),
    ("support", GROUP, "customer-care", "operator"),
    ("onboarding", GROUP, "customer-care", "viewer"),
    ("sales-emea", GROUP, "customer-care", "guest"),
    ("agents-sandbox", ACCOUNT, "ci", "operator"),
    ("planning-2027", ACCOUNT, "exporter", "viewer"),
    ("sales-emea", ACCOUNT, "exporter", "viewer"),
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
    // Whoever is on call is an engineer.
    let engineering = Resource::new("group", &GROUP.by_name(db, "", "engineering")?.id);
    give(db, &engineering, &named(db, GROUP, "on-call")?, "member")?;
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
    for (room, kind, name, role) in POLICIES {
        let Some(room) = rooms::Room::find(db, room)? else { continue };
        give(db, &Resource::new("room", &room.id), &named(db, kind, name)?, role)?;
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
    example_secrets::fill(db, project)
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

fn named(db: &Connection, kind: Kind, name: &str) -> Result<Subject> {
    Ok(Subject::new(kind.name, &kind.by_name(db, "", name)?.id))
}

fn give(db: &Connection, resource: &Resource, subject: &Subject, role: &str) -> Result<()> {
    bindings::set(db, resource, subject, &Roles::from([role.to_owned()]))
}
