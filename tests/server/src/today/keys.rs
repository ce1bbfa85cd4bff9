//! API keys of service accounts. A key is shown once and kept as a hash, so
//! that participant tokens signed with one cannot be verified here.

use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::today::accounts::ACCOUNT;
use crate::today::call::Call;
use crate::today::time;
use crate::token::{self, Project, random};

/// How often the use of a key is noted at most, in seconds.
const NOTED_EVERY: i64 = 60;

/// A key that a caller has shown.
#[derive(Debug)]
pub struct Key {
    pub seq: i64,
    pub account: String,
    /// Whether its last noted use is long ago.
    pub unnoticed: bool,
}

/// The key with this value; those revoked or of deleted accounts are gone.
pub fn find(db: &Connection, value: &str) -> Result<Option<Key>> {
    let mut find = db.prepare_cached("SELECT seq, account, last_used_at FROM api_keys WHERE hash = ?1")?;
    let found = find.query_row([token::hash(value)], |row| {
        let last: Option<i64> = row.get(2)?;
        let unnoticed = last.is_none_or(|last| last + NOTED_EVERY <= time::now());
        Ok(Key { seq: row.get(0)?, account: row.get(1)?, unnoticed })
    });
    Ok(found.optional()?)
}

pub fn note_use(db: &Connection, key: i64) -> Result<()> {
    db.prepare_cached("UPDATE api_keys SET last_used_at = ?2 WHERE seq = ?1")?.execute((key, time::now()))?;
    Ok(())
}

const COLUMNS: &str = "id, name, description, account, created_at, last_used_at, key_set";

/// A key without its value. The id of its key set has no place in the model
/// and is shown all the same: nothing else tells what `revoke` takes.
fn show(call: &Call, row: &Row) -> Result<Value> {
    let last_used: Option<i64> = row.get(5)?;
    Ok(json!({
        "id": row.get::<_, String>(0)?,
        "name": row.get::<_, String>(1)?,
        "description": row.get::<_, String>(2)?,
        "project_id": call.project(),
        "service_account_id": row.get::<_, String>(3)?,
        "created_at": time::write(row.get(4)?),
        "last_used_at": last_used.map(time::write),
        "msid": row.get::<_, String>(6)?,
    }))
}

/// `apiKeys.list`
pub fn list(call: &Call) -> Result<Value> {
    let account = ACCOUNT.get(call.db, call.at("service_account_id"))?;
    let sql = format!("SELECT {COLUMNS} FROM api_keys WHERE account = ?1 ORDER BY seq");
    let mut select = call.db.prepare_cached(&sql)?;
    let mut rows = select.query([account.id])?;
    let mut keys = Vec::new();
    while let Some(row) = rows.next()? {
        keys.push(show(call, row)?);
    }
    call.list(keys)
}

/// `apiKeys.create`: keys made between two revocations are one set.
pub fn create(call: &Call) -> Result<Value> {
    let account = ACCOUNT.get(call.db, call.at("service_account_id"))?.id;
    let name = call.text("name").unwrap_or_default().trim();
    if name.is_empty() {
        return Err(Error::invalid("name", "must not be blank"));
    }
    let mut taken = call.db.prepare_cached("SELECT 1 FROM api_keys WHERE account = ?1 AND name = ?2")?;
    if taken.exists([account.as_str(), name])? {
        return Err(Error::conflict("api_key_exists", "another key of the account has this name"));
    }
    let description = call.text("description").unwrap_or_default();
    let (id, value) = add(call.db, call.project(), &account, [name, description])?;
    let sql = format!("SELECT {COLUMNS} FROM api_keys WHERE id = ?1");
    let mut find = call.db.prepare_cached(&sql)?;
    let mut rows = find.query([id])?;
    let row = rows.next()?.ok_or_else(|| Error::not_found("api_key_not_found"))?;
    let mut shown = show(call, row)?;
    if let Some(members) = shown.as_object_mut() {
        members.insert("value".to_owned(), json!(value));
    }
    Ok(shown)
}

/// Makes a key, from its name and description, and returns its id and value.
pub fn add(db: &Connection, project: &str, account: &str, about: [&str; 2]) -> Result<(String, String)> {
    let mut set = db.prepare_cached("SELECT key_set FROM api_keys WHERE account = ?1 LIMIT 1")?;
    let set: Option<String> = set.query_row([account], |row| row.get(0)).optional()?;
    let id = Uuid::new_v4().to_string();
    let key = Project { id: project.to_owned(), key_id: id.clone(), secret: random()? };
    let value = key.api_key()?;
    let mut insert = db.prepare_cached(
        "INSERT INTO api_keys (id, account, name, description, key_set, hash, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let set = set.unwrap_or_else(|| Uuid::new_v4().to_string());
    let [name, description] = about;
    insert.execute((&id, account, name, description, set, token::hash(&value), time::now()))?;
    Ok((id, value))
}

/// `apiKeys.delete`
pub fn delete(call: &Call) -> Result<Value> {
    let mut delete = call.db.prepare_cached("DELETE FROM api_keys WHERE account = ?1 AND id = ?2")?;
    match delete.execute([call.at("service_account_id"), call.at("id")])? {
        0 => Err(Error::not_found("api_key_not_found")),
        _ => Ok(json!({})),
    }
}

/// `apiKeys.revokeByMsid`
pub fn revoke(call: &Call) -> Result<Value> {
    let account = ACCOUNT.get(call.db, call.at("service_account_id"))?.id;
    let mut delete = call.db.prepare_cached("DELETE FROM api_keys WHERE account = ?1 AND key_set = ?2 RETURNING id")?;
    let set = call.text("msid").unwrap_or_default();
    let revoked = delete.query_map([account.as_str(), set], |row| row.get::<_, String>(0))?;
    let revoked: Vec<_> = revoked.collect::<rusqlite::Result<_>>()?;
    Ok(json!({ "revoked": revoked }))
}
