//! The example project of the demo: a small company's rooms and people.

use rusqlite::Connection;
use uuid::Uuid;

use crate::auth::Rights;
use crate::error::Result;
use crate::{grants, scope, seed, users};

/// Name, metadata and annotations.
const ROOMS: &[[&str; 3]] = &[
    ["support", r#"{"title":"Customer support","tier":1}"#, r#"{"team":"support","region":"eu"}"#],
    ["sales-emea", r#"{"title":"Sales EMEA","pipeline":"q3"}"#, r#"{"team":"sales"}"#],
    ["design-review", r#"{"title":"Design review","weekly":true}"#, r#"{"team":"product"}"#],
    [
        "incident-response",
        r#"{"title":"Incident response","severity":["sev1","sev2"]}"#,
        r#"{"team":"platform","pager":"on"}"#,
    ],
    ["onboarding", r#"{"title":"Onboarding","cohort":12}"#, r#"{"team":"people"}"#],
    ["research-lab", r#"{"title":"Research lab","gpu":{"kind":"l4","count":2}}"#, "{}"],
    ["planning-2027", r#"{"title":"Planning 2027"}"#, r#"{"team":"finance","confidential":"yes"}"#],
    ["agents-sandbox", "{}", r#"{"team":"platform","expires":"never"}"#],
];

const PEOPLE: &[[&str; 2]] =
    &[["Ines", "Duarte"], ["Kenji", "Mori"], ["Priya", "Nair"], ["Tom", "Becker"], ["Zoe", "Laurent"]];

/// Somebody who was invited and has not been here yet.
const INVITED: &str = "sam.carter@partner.example";

/// As `ApiScope.agentDefault()` and `ApiScope.userDefault()` of the SDKs.
const AGENT: &str = r#"{"livekit":{},"queues":{},"messaging":{},"dataset":{},"memory":{},"sync":{},"storage":{},"containers":{},"developer":{},"agents":{},"llm":{},"secrets":{},"services":{}}"#;
const USER: &str = r#"{"livekit":{},"queues":{},"messaging":{},"dataset":{},"memory":{},"sync":{},"storage":{},"containers":{},"developer":{},"agents":{},"secrets":{},"services":{}}"#;
const READER: &str = r#"{"messaging":{"send":false},"storage":{"paths":[{"path":"/shared/","read_only":true}]}}"#;
const TRIAGE: &str = r#"{"messaging":{},"queues":{"send":["tickets"],"receive":[],"list":true},"agents":{"call":true,"allowed_toolkits":["search"]}}"#;
const ANALYST: &str = r#"{"dataset":{"tables":[{"name":"revenue","read":true},{"name":"forecast","namespace":["finance"],"read":true,"write":true}],"list_tables":true},"llm":{"models":["openai/gpt-4o","anthropic/*"]}}"#;
const BUILDER: &str = r#"{"containers":{"pull":["registry.example.com/team/*"],"run":["registry.example.com/team/*"]},"developer":{"logs":true},"tunnels":{"ports":["8080"]},"sync":{"paths":[{"path":"/docs/private/*","read_only":true},{"path":"/docs/*"}]}}"#;

/// Room, the user's email and the scope.
const GRANTS: &[(&str, &str, &str)] = &[
    ("support", "ada@example.com", scope::FULL),
    ("support", "ines@example.com", AGENT),
    ("support", "mia@example.com", TRIAGE),
    ("support", "tom@example.com", USER),
    ("support", INVITED, READER),
    ("sales-emea", "kenji@example.com", USER),
    ("sales-emea", "priya@example.com", ANALYST),
    ("sales-emea", "mia@example.com", READER),
    ("design-review", "zoe@example.com", scope::FULL),
    ("design-review", "tom@example.com", USER),
    ("design-review", "mia@example.com", USER),
    ("design-review", INVITED, READER),
    ("incident-response", "dev@example.com", scope::FULL),
    ("incident-response", "ada@example.com", scope::FULL),
    ("incident-response", "kenji@example.com", BUILDER),
    ("incident-response", "ines@example.com", TRIAGE),
    ("onboarding", "mia@example.com", USER),
    ("onboarding", "tom@example.com", READER),
    ("onboarding", "zoe@example.com", USER),
    ("research-lab", "priya@example.com", AGENT),
    ("research-lab", "kenji@example.com", BUILDER),
    ("research-lab", "dev@example.com", AGENT),
    ("planning-2027", "ada@example.com", scope::FULL),
    ("planning-2027", "priya@example.com", ANALYST),
    ("agents-sandbox", "dev@example.com", AGENT),
    ("agents-sandbox", "mia@example.com", BUILDER),
];

pub fn fill(db: &Connection) -> Result<()> {
    for [first, last] in PEOPLE {
        let is_developer = *first == "Kenji";
        let rights = Rights { is_developer, can_create_rooms: is_developer, ..Rights::default() };
        seed::add_member(db, first, last, rights)?;
    }
    for room in ROOMS {
        let [name, metadata, annotations] = room;
        db.execute(
            "INSERT INTO rooms (id, name, metadata, annotations) VALUES (?1, ?2, ?3, ?4)",
            (Uuid::new_v4().to_string(), name, metadata, annotations),
        )?;
    }
    for (room, email, permissions) in GRANTS {
        let room = db.query_one("SELECT seq FROM rooms WHERE name = ?1", [room], |row| row.get(0))?;
        grants::insert(db, room, users::by_email_or_invited(db, email)?, permissions)?;
    }
    Ok(())
}
