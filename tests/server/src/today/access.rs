//! Questions about access: `access:test`, `access:effective`, `access:bindings`.

use serde_json::{Map, Value, json};

use crate::auth::Caller;
use crate::error::{Error, Result};
use crate::today::bindings;
use crate::today::call::Call;
use crate::today::effective::Identity;
use crate::today::roles::{self, CAPABILITIES};
use crate::today::subjects::{Resource, Subject};

/// The subject of the body and its identity. Everybody may ask about
/// themselves, as `me`; about others, whoever manages the resource.
fn subject(call: &Call, resource: &Resource) -> Result<(Subject, Identity)> {
    let access = call.access()?;
    let value = call.value("subject");
    if value.get("id").and_then(Value::as_str) == Some("me") {
        return Ok((call.caller()?, access.identity.clone()));
    }
    let subject = Subject::read(call.db, "subject", value, false)?;
    let own = matches!(&access.caller, Caller::User(user) if subject.is_user() && user.id == subject.id);
    if !own && !access.identity.allows(call.db, resource, "can_manage")? && !access.holds("developer") {
        return Err(Error::forbidden("the role developer to ask about others"));
    }
    let identity = Identity::of(call.db, call.project(), subject.clone())?;
    Ok((subject, identity))
}

fn resource(call: &Call) -> Result<Resource> {
    let text = |name: &str| call.value("resource").get(name).and_then(Value::as_str).unwrap_or_default();
    let resource = Resource::new(text("type"), text("id"));
    resource.must_exist(call.db, call.project())?;
    Ok(resource)
}

/// `access.test`: a relation is a role or a capability; one that is not known
/// is allowed to nobody.
pub fn test(call: &Call) -> Result<Value> {
    let resource = resource(call)?;
    let (_, identity) = subject(call, &resource)?;
    let relation = call.text("relation").unwrap_or_default();
    let known = CAPABILITIES.contains(&relation) || call.app.today.contract.knows_role(relation);
    Ok(json!({ "allowed": known && identity.allows(call.db, &resource, relation)? }))
}

/// `access.getEffective`
pub fn effective(call: &Call) -> Result<Value> {
    let resource = resource(call)?;
    let (subject, identity) = subject(call, &resource)?;
    let asked = call.value("relations").as_array();
    let asked: Vec<&str> = match asked {
        Some(relations) => relations.iter().filter_map(Value::as_str).collect(),
        None => CAPABILITIES.to_vec(),
    };
    let held = identity.on(call.db, &resource)?;
    let capabilities: Map<String, Value> = asked
        .into_iter()
        .map(|relation| (relation.to_owned(), json!(roles::allows(&held, &resource.kind, relation))))
        .collect();
    Ok(json!({
        "resource": resource.show(call.db)?,
        "subject": subject.show(call.db, call.project())?,
        "effective_roles": held,
        "capabilities": capabilities,
    }))
}

/// `access.listBindings`: what the subject was given directly.
pub fn list_bindings(call: &Call) -> Result<Value> {
    let (subject, _) = subject(call, &Resource::new("project", call.project()))?;
    let shown = subject.show(call.db, call.project())?;
    let mut grants = Vec::new();
    for (resource, roles) in bindings::of(call.db, call.project(), &subject)? {
        grants.push(json!({ "resource": resource.show(call.db)?, "subject": shown, "direct_roles": roles }));
    }
    call.list(grants)
}
