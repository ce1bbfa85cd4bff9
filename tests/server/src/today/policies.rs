//! Policies: who has which roles on a resource, directly.

use serde_json::{Value, json};

use crate::error::{Error, Result};
use crate::today::bindings;
use crate::today::call::Call;
use crate::today::roles::Roles;
use crate::today::subjects::{Resource, Subject};

/// The resource of the path, which must exist.
fn resource(call: &Call) -> Result<Resource> {
    let resource = Resource::new(call.at("resource_type"), call.at("resource_id"));
    resource.must_exist(call.db, call.project())?;
    Ok(resource)
}

/// `policies.get`
pub fn get(call: &Call) -> Result<Value> {
    let resource = resource(call)?;
    let shown = resource.show(call.db)?;
    let mut items = Vec::new();
    for (subject, roles) in bindings::on(call.db, &resource)? {
        let grant = json!({
            "resource": shown,
            "subject": subject.show(call.db, call.project())?,
            "direct_roles": roles,
        });
        items.push((format!("{}/{}", subject.kind, subject.id), grant));
    }
    let mut page = call.page(items)?;
    page.insert("resource".to_owned(), shown);
    Ok(Value::Object(page))
}

/// `policies.grant`: the roles come to those that the subject has. A role on
/// the project makes a user a member.
pub fn grant(call: &Call) -> Result<Value> {
    let resource = resource(call)?;
    let asked: Roles = roles(call)?;
    let subject = Subject::read(call.db, "subject", call.value("subject"), true)?;
    if resource.kind == subject.kind && resource.id == subject.id {
        return Err(Error::invalid("subject.id", "is the resource itself"));
    }
    let mut roles = bindings::direct(call.db, &resource, &subject)?;
    roles.extend(asked);
    bindings::set(call.db, &resource, &subject, &roles)?;
    Ok(json!({}))
}

/// The roles of a body, at least one.
pub fn roles(call: &Call) -> Result<Roles> {
    let roles = call.body.get("roles").and_then(Value::as_array);
    let roles: Roles = roles.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    if roles.is_empty() { Err(Error::invalid("roles", "must not be empty")) } else { Ok(roles) }
}

/// `policies.revoke`: all of the subject's direct roles go; without any there
/// is nothing to do.
pub fn revoke(call: &Call) -> Result<Value> {
    let resource = resource(call)?;
    let subject = Subject::read(call.db, "subject", call.value("subject"), false)?;
    bindings::set(call.db, &resource, &subject, &Roles::new())?;
    Ok(json!({}))
}
