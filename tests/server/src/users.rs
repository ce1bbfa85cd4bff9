//! The people grants and members refer to.

use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use crate::error::{Error, Result};

/// SQL for a user `u` whom the filter ?5 finds.
pub const FOUND: &str = "(?5 = '' OR has(u.email, ?5) OR has(u.first_name, ?5) OR has(u.last_name, ?5))";

/// The row of a user, by the id of the API.
pub fn by_id(db: &Connection, id: &str) -> Result<i64> {
    let mut find = db.prepare_cached("SELECT seq FROM users WHERE id = ?1")?;
    let found = find.query_row([id], |row| row.get(0)).optional()?;
    found.ok_or_else(|| Error::not_found("user_not_found"))
}

pub fn by_email(db: &Connection, email: &str) -> Result<Option<i64>> {
    let mut find = db.prepare_cached("SELECT seq FROM users WHERE email = ?1")?;
    Ok(find.query_row([email], |row| row.get(0)).optional()?)
}

/// The user with this address, invited if nobody has it.
pub fn by_email_or_invited(db: &Connection, email: &str) -> Result<i64> {
    if let Some(user) = by_email(db, email)? {
        return Ok(user);
    }
    let mut invite = db.prepare_cached("INSERT INTO users (id, email) VALUES (?1, ?2)")?;
    Ok(invite.insert((Uuid::new_v4().to_string(), email))?)
}
