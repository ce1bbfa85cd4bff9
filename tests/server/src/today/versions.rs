//! The versions of a secret: values, one of them current.

use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::error::{Error, Result};
use crate::today::accounts::ACCOUNT;
use crate::today::call::Call;
use crate::today::records::Record;
use crate::today::secrets::{SECRET, secret};
use crate::today::subjects::{Resource, Subject};
use crate::today::time;

const COLUMNS: &str = "id, secret, version, sha256, creator, creator_is_user, created_at";

fn show(row: &Row) -> Result<Value> {
    let kind = if row.get(5)? { "user" } else { "service_account" };
    let mut shown = json!({
        "id": row.get::<_, String>(0)?,
        "secret_id": row.get::<_, String>(1)?,
        "version": row.get::<_, i64>(2)?,
        "value_sha256": row.get::<_, String>(3)?,
        "created_at": time::write(row.get(6)?),
    });
    if let Some(members) = shown.as_object_mut() {
        members.insert(format!("created_by_{kind}_id"), json!(row.get::<_, String>(4)?));
    }
    Ok(shown)
}

/// `listVersions`, the first one first.
pub fn list(call: &Call) -> Result<Value> {
    let secret = secret(call)?;
    let sql = format!("SELECT {COLUMNS} FROM secret_versions WHERE secret = ?1 ORDER BY version");
    let mut select = call.db.prepare_cached(&sql)?;
    let mut rows = select.query([secret.id])?;
    let mut versions = Vec::new();
    while let Some(row) = rows.next()? {
        versions.push(show(row)?);
    }
    call.list(versions)
}

/// `createVersion`
pub fn create(call: &Call) -> Result<Value> {
    let (secret, creator) = (secret(call)?, call.caller()?);
    let value = call.text("value_base64").unwrap_or_default();
    let bytes = STANDARD.decode(value).map_err(|_| Error::invalid("value_base64", "must be base64"))?;
    let id = add(call.db, &secret, &bytes, &creator, call.flag("set_current") != Some(false))?;
    let sql = format!("SELECT {COLUMNS} FROM secret_versions WHERE id = ?1");
    let mut find = call.db.prepare_cached(&sql)?;
    let mut rows = find.query([id])?;
    rows.next()?.map_or_else(|| Err(missing()), show)
}

/// Adds a version and returns its id. Numbers are never used again, also those
/// of versions that were deleted.
pub fn add(db: &Connection, secret: &Record, bytes: &[u8], creator: &Subject, current: bool) -> Result<String> {
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let id = Uuid::new_v4().to_string();
    let last = secret.members.get("last_version").and_then(Value::as_i64).unwrap_or(0);
    let mut insert = db.prepare_cached(
        "INSERT INTO secret_versions (id, secret, version, value, sha256, creator, creator_is_user, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    let value = STANDARD.encode(bytes);
    insert.execute((&id, &secret.id, last + 1, value, sha256, &creator.id, creator.is_user(), time::now()))?;
    let mut changes = Map::from_iter([("last_version".to_owned(), json!(last + 1))]);
    if current {
        changes.insert("current_version_id".to_owned(), json!(id));
    }
    SECRET.update(db, &secret.id, &changes)?;
    Ok(id)
}

fn missing() -> Error {
    Error::not_found("secret_version_not_found")
}

/// Reading an account's values takes more than seeing that there are some.
pub fn may_read(call: &Call) -> Result<()> {
    let account = Resource::new(ACCOUNT.name, call.at("service_account_id"));
    let identity = &call.access()?.identity;
    let own = call.caller()?.id == account.id;
    if own || identity.allows(call.db, &account, "secret_accessor")? {
        return Ok(());
    }
    Err(Error::forbidden("the role secret_accessor on the service account"))
}

/// The value of a version; that it was read, and by whom, is kept.
pub fn read(call: &Call, secret: &str, version: &str) -> Result<String> {
    let mut find = call.db.prepare_cached("SELECT value FROM secret_versions WHERE secret = ?1 AND id = ?2")?;
    let value: Option<String> = find.query_row([secret, version], |row| row.get(0)).optional()?;
    let value = value.ok_or_else(missing)?;
    let mut note = call.db.prepare_cached("INSERT INTO secret_reads (version, reader, at) VALUES (?1, ?2, ?3)")?;
    note.execute((version, call.caller()?.id, time::now()))?;
    Ok(value)
}

/// `accessVersion`
pub fn access(call: &Call) -> Result<Value> {
    let secret = secret(call)?;
    let version = call.at("version_id");
    if !call.at("service_account_id").is_empty() {
        may_read(call)?;
    }
    let value = read(call, &secret.id, version)?;
    Ok(json!({ "secret_id": secret.id, "version_id": version, "value_base64": value }))
}

/// `deleteVersion`: the newest of the others becomes current in its place.
pub fn delete(call: &Call) -> Result<Value> {
    let secret = secret(call)?;
    let version = call.at("version_id");
    let mut delete = call.db.prepare_cached("DELETE FROM secret_versions WHERE secret = ?1 AND id = ?2")?;
    if delete.execute([secret.id.as_str(), version])? == 0 {
        return Err(missing());
    }
    if secret.text("current_version_id") == version {
        let mut find =
            call.db.prepare_cached("SELECT id FROM secret_versions WHERE secret = ?1 ORDER BY version DESC LIMIT 1")?;
        let next: Option<String> = find.query_row([&secret.id], |row| row.get(0)).optional()?;
        let next = Map::from_iter([("current_version_id".to_owned(), json!(next.unwrap_or_default()))]);
        SECRET.update(call.db, &secret.id, &next)?;
    }
    Ok(json!({}))
}
