//! Secrets of users and of service accounts: one shape, two owners.

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::error::{Error, Result};
use crate::today::accounts::{ACCOUNT, named};
use crate::today::call::Call;
use crate::today::records::{Kind, Record};
use crate::today::roles::Roles;
use crate::today::subjects::{Resource, Subject};
use crate::today::{bindings, versions};

pub const SECRET: Kind = Kind {
    name: "secret",
    missing: "secret_not_found",
    taken: "secret_exists",
    named_by: "name",
    searched: &["name"],
    timed: true,
};

/// What `search` compares with the member of the same name.
const EQUAL: [&str; 3] = ["name", "type", "http_only"];
/// What `search` looks for in a secret's metadata or annotations.
const DESCRIBED: [&str; 8] =
    ["provider", "service", "account", "username", "email", "url", "oauth_provider", "oauth_scopes"];

/// A secret as replies show it: the number of its last version is not theirs.
fn shown(mut secret: Record) -> Value {
    secret.members.remove("last_version");
    secret.members.retain(|name, value| name != "current_version_id" || *value != json!(""));
    secret.show()
}

/// Whose secrets an operation is about: the account of the path, or the caller.
pub fn owner(call: &Call) -> Result<Subject> {
    match call.at("service_account_id") {
        "" => call.caller(),
        id => Ok(Subject::new(ACCOUNT.name, &ACCOUNT.get(call.db, id)?.id)),
    }
}

/// The secret of the path, which must be its owner's.
pub fn secret(call: &Call) -> Result<Record> {
    SECRET.get_of(call.db, &owner(call)?.id, call.at("secret_id"))
}

pub fn list(call: &Call) -> Result<Value> {
    page(call, SECRET.all(call.db, &owner(call)?.id, call.filter())?)
}

fn page(call: &Call, secrets: Vec<Record>) -> Result<Value> {
    let items = secrets.into_iter().map(|secret| (secret.text("name").to_owned(), shown(secret)));
    call.page(items.collect()).map(Value::Object)
}

/// `search`: every criterion must hold.
pub fn search(call: &Call) -> Result<Value> {
    let mut secrets = SECRET.all(call.db, &owner(call)?.id, call.filter())?;
    secrets.retain(|secret| {
        let asked = |name: &str| call.body.get(name).filter(|value| !value.is_null());
        let holds = |name: &str, value: &Value| {
            ["metadata", "annotations"]
                .iter()
                .any(|place| secret.members.get(*place).and_then(|members| members.get(name)) == Some(value))
        };
        EQUAL.iter().all(|name| asked(name).is_none_or(|value| secret.members.get(*name) == Some(value)))
            && DESCRIBED.iter().all(|name| asked(name).is_none_or(|value| holds(name, value)))
            && ["metadata", "annotations"].iter().all(|name| {
                asked(name).is_none_or(|wanted| secret.members.get(*name).is_some_and(|has| includes(has, wanted)))
            })
    });
    page(call, secrets)
}

/// Whether an object has all members of another.
fn includes(has: &Value, wanted: &Value) -> bool {
    wanted.as_object().into_iter().flatten().all(|(name, value)| has.get(name) == Some(value))
}

/// `get`, with the current value if that is asked for.
pub fn get(call: &Call) -> Result<Value> {
    let mut secret = secret(call)?;
    if call.asked("include_value") == Some("true") {
        if !call.at("service_account_id").is_empty() {
            versions::may_read(call)?;
        }
        if let Some(version) = secret.members.get("current_version_id").and_then(Value::as_str) {
            let value = versions::read(call, &secret.id, version)?;
            secret.members.insert("value_base64".to_owned(), json!(value));
        }
    }
    Ok(shown(secret))
}

/// `create`: the value follows as a version.
pub fn create(call: &Call) -> Result<Value> {
    let (owner, creator) = (owner(call)?, call.caller()?);
    if call.text("project_id").is_some_and(|project| project != call.project()) {
        return Err(Error::not_found("project_not_found"));
    }
    let mut members = call.members();
    named(&members)?;
    members.insert("project_id".to_owned(), json!(call.project()));
    for (what, who) in [("owner", &owner), ("created_by", &creator)] {
        let kind = if who.is_user() { "user" } else { "service_account" };
        members.insert(format!("{what}_{kind}_id"), json!(who.id));
    }
    members.retain(|_, value| !value.is_null());
    members.entry("type").or_insert_with(|| json!("opaque"));
    call.app.today.contract.fill("Secret", &mut members)?;
    Ok(shown(SECRET.create(call.db, &owner.id, members)?))
}

pub fn update(call: &Call) -> Result<Value> {
    let secret = secret(call)?;
    let members = call.members();
    if members.get("name").is_some_and(|name| !name.is_null()) {
        named(&members)?;
    }
    Ok(shown(SECRET.update(call.db, &secret.id, &members)?))
}

pub fn delete(call: &Call) -> Result<Value> {
    forget(call.db, &secret(call)?.id)?;
    Ok(json!({}))
}

fn forget(db: &Connection, id: &str) -> Result<()> {
    SECRET.delete(db, id)?;
    bindings::forget(db, SECRET.name, id)
}

/// Deletes the secrets of an owner who is gone.
pub fn delete_of(db: &Connection, owner: &str) -> Result<()> {
    SECRET.all(db, owner, "")?.iter().try_for_each(|secret| forget(db, &secret.id))
}

/// The service account that a body names, which alone may use the proxy.
fn account(call: &Call) -> Result<Subject> {
    if call.body.pointer("/subject/type") != Some(&json!(ACCOUNT.name)) {
        return Err(Error::invalid("subject.type", "must be service_account"));
    }
    Subject::read(call.db, "subject", call.value("subject"), false)
}

/// `userSecrets.listProxyAccess`
pub fn list_proxy_access(call: &Call) -> Result<Value> {
    let resource = Resource::new(SECRET.name, &secret(call)?.id);
    let mut items = Vec::new();
    for (subject, roles) in bindings::on(call.db, &resource)? {
        if roles.contains("use_proxy") {
            let grant = json!({ "subject": subject.show(call.db, call.project())?, "roles": roles });
            items.push((format!("{}/{}", subject.kind, subject.id), grant));
        }
    }
    call.page(items).map(Value::Object)
}

/// Gives or takes the role `use_proxy` on a secret.
fn set_proxy_access(call: &Call, change: impl FnOnce(&mut Roles) -> bool) -> Result<Value> {
    let (resource, account) = (Resource::new(SECRET.name, &secret(call)?.id), account(call)?);
    let mut roles = bindings::direct(call.db, &resource, &account)?;
    change(&mut roles);
    bindings::set(call.db, &resource, &account, &roles)?;
    Ok(json!({}))
}

/// `userSecrets.grantProxyAccess`
pub fn grant_proxy_access(call: &Call) -> Result<Value> {
    set_proxy_access(call, |roles| roles.insert("use_proxy".to_owned()))
}

/// `userSecrets.revokeProxyAccess`
pub fn revoke_proxy_access(call: &Call) -> Result<Value> {
    set_proxy_access(call, |roles| roles.remove("use_proxy"))
}

/// The secret that a pull secret names: any of the project's.
fn pulled(call: &Call) -> Result<(String, Record)> {
    let account = ACCOUNT.get(call.db, call.at("service_account_id"))?;
    Ok((account.id, SECRET.get(call.db, call.at("secret_id"))?))
}

/// `pullSecrets.list`
pub fn list_pull(call: &Call) -> Result<Value> {
    let account = ACCOUNT.get(call.db, call.at("service_account_id"))?;
    let mut select = call.db.prepare_cached("SELECT secret FROM pull_secrets WHERE account = ?1 ORDER BY secret")?;
    let ids = select.query_map([account.id], |row| row.get::<_, String>(0))?;
    let ids: Vec<_> = ids.collect::<rusqlite::Result<_>>()?;
    let secrets = ids.iter().map(|id| Ok(shown(SECRET.get(call.db, id)?)));
    call.list(secrets.collect::<Result<_>>()?)
}

/// `pullSecrets.add`: a secret that is attached already stays so.
pub fn add_pull(call: &Call) -> Result<Value> {
    let (account, secret) = pulled(call)?;
    let mut add = call.db.prepare_cached("INSERT INTO pull_secrets VALUES (?1, ?2) ON CONFLICT DO NOTHING")?;
    add.execute([account, secret.id])?;
    Ok(json!({}))
}

/// `pullSecrets.remove`
pub fn remove_pull(call: &Call) -> Result<Value> {
    let (account, secret) = pulled(call)?;
    let mut remove = call.db.prepare_cached("DELETE FROM pull_secrets WHERE account = ?1 AND secret = ?2")?;
    if remove.execute([account, secret.id])? == 0 {
        return Err(Error::not_found("pull_secret_not_found"));
    }
    Ok(json!({}))
}
