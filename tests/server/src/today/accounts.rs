//! Service accounts: records whose key and name are unique.

use serde_json::{Value, json};

use crate::error::{Error, Result};
use crate::today::call::Call;
use crate::today::records::{Kind, Members};
use crate::today::{bindings, secrets};

pub const ACCOUNT: Kind = Kind {
    name: "service_account",
    missing: "service_account_not_found",
    taken: "service_account_exists",
    named_by: "name",
    searched: &["id", "name", "key", "display_name"],
    timed: true,
};

/// `serviceAccounts.create`: without a key of its own, the name is one.
pub fn create(call: &Call) -> Result<Value> {
    let mut members = call.members();
    let name = named(&members)?;
    let key = members.get("key").and_then(Value::as_str).filter(|key| !key.trim().is_empty()).unwrap_or(&name);
    let key = key.to_owned();
    let project = call.project();
    members.insert("email".to_owned(), json!(format!("{key}@service-accounts.{project}.local")));
    members.insert("key".to_owned(), json!(key));
    members.insert("project_id".to_owned(), json!(project));
    call.app.today.contract.fill("ServiceAccount", &mut members)?;
    Ok(ACCOUNT.create(call.db, "", members)?.show())
}

/// A name that is not blank.
pub fn named(members: &Members) -> Result<String> {
    let name = members.get("name").and_then(Value::as_str).unwrap_or_default().trim();
    if name.is_empty() { Err(Error::invalid("name", "must not be blank")) } else { Ok(name.to_owned()) }
}

/// `serviceAccounts.delete`, with its keys, its secrets and its roles.
pub fn delete(call: &Call) -> Result<Value> {
    let id = call.at("service_account_id");
    ACCOUNT.delete(call.db, id)?;
    bindings::forget(call.db, ACCOUNT.name, id)?;
    secrets::delete_of(call.db, id)?;
    Ok(json!({}))
}
