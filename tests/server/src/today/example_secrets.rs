//! What the example project keeps: API keys, secrets and settings documents,
//! as if they had been there for a while.

use rusqlite::Connection;
use serde_json::{Map, Value, json};

use crate::error::{Error, Result};
use crate::today::accounts::ACCOUNT;
use crate::today::prices::MODELS;
use crate::today::records::{self, Members};
use crate::today::roles::Roles;
use crate::today::secrets::SECRET;
use crate::today::subjects::{Resource, Subject};
use crate::today::{bindings, keys, time, versions};

const DAY: i64 = 24 * 3600;

/// Account, name, description, days since it was made, hours since it was used.
const KEYS: [(&str, &str, &str, i64, Option<i64>); 4] = [
    ("ci", "github-actions", "Builds on every push", 212, Some(1)),
    ("ci", "nightly", "Builds at three in the morning", 96, Some(19)),
    ("exporter", "finance-export", "Copies the figures to finance", 41, Some(130)),
    ("exporter", "trial", "For trying things out", 41, None),
];

/// Whose it is (an account, or nobody's in particular: Ada's), name, whether
/// only the proxy uses it, and its values with the days since they came.
type Kept = (Option<&'static str>, &'static str, bool, &'static [(&'static str, i64)]);
const SECRETS: [Kept; 5] = [
    (None, "github-token", false, &[("an example of a token", 190), ("its example of a successor", 12)]),
    (None, "search-api-key", true, &[("a key to search with", 64)]),
    (Some("ci"), "npm-token", false, &[("first example", 200), ("second example", 110), ("third example", 20)]),
    (Some("ci"), "image-pull", false, &[(r#"{"registry.example.com":{"username":"ci","password":"example"}}"#, 84)]),
    (Some("exporter"), "warehouse-password", false, &[("correct horse", 90), ("battery staple", 33)]),
];

/// A secret of Ada's and the account that uses it through the proxy.
const PROXY: [(&str, &str); 2] = [("github-token", "ci"), ("search-api-key", "exporter")];

/// Ada, whose secrets the example has.
const ADA: &str = "ada@example.com";

pub fn fill(db: &Connection, project: &str) -> Result<()> {
    let ada: String = db.query_one("SELECT id FROM users WHERE email = ?1", [ADA], |row| row.get(0))?;
    let ada = Subject::new("user", &ada);
    let account = |name: &str| Ok::<_, Error>(Subject::new(ACCOUNT.name, &ACCOUNT.by_name(db, "", name)?.id));
    for name in ["ci", "exporter"] {
        let made = time::now() - 230 * DAY;
        put_times(db, ACCOUNT.name, ACCOUNT.by_name(db, "", name)?.members, made, made)?;
    }
    for (name, key, description, days, used) in KEYS {
        let (id, _) = keys::add(db, project, &account(name)?.id, [key, description])?;
        db.execute(
            "UPDATE api_keys SET created_at = ?2, last_used_at = ?3 WHERE id = ?1",
            (id, time::now() - days * DAY, used.map(|hours| time::now() - hours * 3600)),
        )?;
    }
    for (owner, name, http_only, values) in SECRETS {
        let owner = owner.map_or_else(|| Ok(ada.clone()), account)?;
        keep(db, project, &owner, &ada, (name, http_only, values))?;
    }
    for (name, user) in PROXY {
        let secret = Resource::new(SECRET.name, &SECRET.by_name(db, &ada.id, name)?.id);
        bindings::set(db, &secret, &account(user)?, &Roles::from(["use_proxy".to_owned()]))?;
    }
    let ci = account("ci")?.id;
    db.execute("INSERT INTO pull_secrets VALUES (?1, ?2)", [&ci, &SECRET.by_name(db, &ci, "image-pull")?.id])?;
    settings(db)
}

/// Makes a secret with all its versions, which Ada made.
fn keep(
    db: &Connection,
    project: &str,
    owner: &Subject,
    ada: &Subject,
    (name, http_only, values): (&str, bool, &[(&str, i64)]),
) -> Result<()> {
    let kind = if owner.is_user() { "user" } else { "service_account" };
    let secret = Map::from_iter([
        ("name".to_owned(), json!(name)),
        ("type".to_owned(), json!("opaque")),
        ("project_id".to_owned(), json!(project)),
        (format!("owner_{kind}_id"), json!(owner.id)),
        ("created_by_user_id".to_owned(), json!(ada.id)),
        ("http_only".to_owned(), json!(http_only)),
        ("metadata".to_owned(), json!({})),
        ("annotations".to_owned(), json!({})),
    ]);
    let id = SECRET.create(db, &owner.id, secret)?.id;
    for (value, days) in values {
        let version = versions::add(db, &SECRET.get(db, &id)?, value.as_bytes(), ada, true)?;
        let at = time::now() - days * DAY;
        db.execute("UPDATE secret_versions SET created_at = ?2 WHERE id = ?1", (version, at))?;
    }
    let days = |place: Option<&(&str, i64)>| time::now() - place.map_or(0, |(_, days)| *days) * DAY;
    put_times(db, SECRET.name, SECRET.get(db, &id)?.members, days(values.first()), days(values.last()))
}

/// Says of a record when it was made and changed.
fn put_times(db: &Connection, kind: &str, mut members: Members, made: i64, changed: i64) -> Result<()> {
    members.insert("created_at".to_owned(), json!(time::write(made)));
    members.insert("updated_at".to_owned(), json!(time::write(changed)));
    let id = members.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    records::put(db, kind, &id, &members)
}

fn settings(db: &Connection) -> Result<()> {
    let documents = [
        (
            "router",
            json!({
                "allowedModels": MODELS.map(|model| json!({ "provider": model.provider, "model": model.name })),
                "apps": { "mode": "blocked", "userAgentPatterns": ["curl/*"], "blockMissingUserAgent": true },
                "rules": [{
                    "name": "house style",
                    "when": { "providers": ["openai"] },
                    "then": { "instructions": { "append": "Answer briefly, and say where you know it from." } },
                }],
            }),
        ),
        ("otel", json!({ "endpoint": "https://otel.example.com", "signals": ["traces", "metrics"] })),
    ];
    for (name, document) in documents {
        let members = document.as_object().cloned().unwrap_or_default();
        records::put(db, "settings", &records::settings_id(name), &members)?;
    }
    Ok(())
}
