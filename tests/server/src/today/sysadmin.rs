//! All users of the service, for its administrator: here, whoever administers
//! the project.

use serde_json::Value;

use crate::error::Result;
use crate::today::call::Call;
use crate::today::profiles;

/// `sysadmin.searchUsers`, in the order in which they came.
pub fn search(call: &Call) -> Result<Value> {
    let mut select = call.db.prepare_cached(
        "SELECT id, seq FROM users WHERE ?1 = '' OR has(email, ?1) OR has(first_name, ?1) OR has(last_name, ?1)
         ORDER BY seq",
    )?;
    let rows = select.query_map([call.filter().to_lowercase()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let rows: Vec<(String, i64)> = rows.collect::<rusqlite::Result<_>>()?;
    let users = rows.iter().map(|(id, seq)| Ok((format!("{seq:019}"), profiles::show(call.db, id, "user")?)));
    call.page(users.collect::<Result<_>>()?).map(Value::Object)
}

/// `sysadmin.getUser`
pub fn get(call: &Call) -> Result<Value> {
    profiles::show(call.db, call.at("user_id"), "user")
}

/// `sysadmin.updateUser`
pub fn update(call: &Call) -> Result<Value> {
    profiles::change(call, call.at("user_id"))
}
