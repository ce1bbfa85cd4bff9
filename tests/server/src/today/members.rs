//! Members by their roles, where the older generation has four flags.

use rusqlite::OptionalExtension;
use serde_json::{Value, json};

use crate::error::{Error, Result};
use crate::today::call::Call;
use crate::today::subjects::{Resource, Subject};
use crate::today::{bindings, policies, profiles};
use crate::users;

fn project(call: &Call) -> Resource {
    Resource::new("project", call.project())
}

/// `members.add`
pub fn add(call: &Call) -> Result<Value> {
    if call.text("project_id") != Some(call.project()) {
        let message = "project_id: is not the project of the path";
        return Err(Error::new(axum::http::StatusCode::FORBIDDEN, "project_mismatch", message));
    }
    let subject = Subject::new("user", call.text("user_id").unwrap_or_default());
    users::by_id(call.db, &subject.id)?;
    if !bindings::direct(call.db, &project(call), &subject)?.is_empty() {
        return Err(Error::conflict("member_exists", "the user is a member"));
    }
    bindings::set(call.db, &project(call), &subject, &policies::roles(call)?)?;
    Ok(json!({ "ok": true }))
}

/// `members.update`: the roles take the place of all that the member has.
pub fn update(call: &Call) -> Result<Value> {
    let subject = Subject::new("user", call.at("user_id"));
    let exists = users::by_id(call.db, &subject.id).is_ok();
    if !exists || bindings::direct(call.db, &project(call), &subject)?.is_empty() {
        return Err(Error::not_found("member_not_found"));
    }
    bindings::set(call.db, &project(call), &subject, &policies::roles(call)?)?;
    Ok(json!({ "ok": true }))
}

/// `members.list`, in the order in which they became members.
pub fn list(call: &Call) -> Result<Value> {
    let view = call.asked("view").unwrap_or("merged");
    let filter = call.filter().to_lowercase();
    let mut select = call.db.prepare_cached(
        "SELECT u.id, m.seq FROM members m JOIN users u ON u.seq = m.user
         WHERE ?1 = '' OR has(u.email, ?1) OR has(u.first_name, ?1) OR has(u.last_name, ?1) ORDER BY m.seq",
    )?;
    let rows = select.query_map([filter], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let rows: Vec<(String, i64)> = rows.collect::<rusqlite::Result<_>>()?;
    let mut items = Vec::new();
    for (id, seq) in rows {
        let subject = Subject::new("user", &id);
        let roles = bindings::direct(call.db, &project(call), &subject)?;
        let user = profiles::show(call.db, &id, view)?;
        items.push((format!("{seq:019}"), json!({ "user": user, "direct_roles": roles })));
    }
    call.page(items).map(Value::Object)
}

/// Whether a user is a member of the project by themselves or by a group.
pub fn is_member(call: &Call, id: &str) -> Result<bool> {
    let identity = crate::today::effective::Identity::of(call.db, call.project(), Subject::new("user", id))?;
    let mut find = call.db.prepare_cached("SELECT seq FROM users WHERE id = ?1")?;
    let user: Option<i64> = find.query_row([id], |row| row.get(0)).optional()?;
    Ok(user.is_some() && !identity.roles.is_empty())
}
