//! Groups. A place in a group is a role on it, so that its members and its
//! policy are one thing.

use serde_json::{Value, json};

use crate::error::{Error, Result};
use crate::today::accounts::named;
use crate::today::call::Call;
use crate::today::records::Kind;
use crate::today::roles::Roles;
use crate::today::subjects::{Resource, Subject};
use crate::today::{bindings, effective};

pub const GROUP: Kind = Kind {
    name: "group",
    missing: "group_not_found",
    taken: "group_exists",
    named_by: "name",
    searched: &["name"],
    timed: false,
};

/// What can be a member, as `groups.removeMember` has them.
const MEMBERS: [&str; 3] = ["user", "agent", "group"];
const PLACES: [&str; 2] = ["member", "manager"];

/// `groups.create`
pub fn create(call: &Call) -> Result<Value> {
    let mut members = call.members();
    named(&members)?;
    call.app.today.contract.fill("Group", &mut members)?;
    Ok(GROUP.create(call.db, "", members)?.show())
}

/// `groups.delete`, with what was given to the group and to its members by it.
pub fn delete(call: &Call) -> Result<Value> {
    let id = call.at("group_id");
    GROUP.delete(call.db, id)?;
    bindings::forget(call.db, GROUP.name, id)?;
    Ok(json!({}))
}

fn resource(call: &Call) -> Result<Resource> {
    let group = GROUP.get(call.db, call.at("group_id"))?;
    Ok(Resource::new(GROUP.name, &group.id))
}

/// `groups.listMembers`
pub fn list_members(call: &Call) -> Result<Value> {
    let mut items = Vec::new();
    for (subject, roles) in bindings::on(call.db, &resource(call)?)? {
        if PLACES.iter().any(|place| roles.contains(*place)) {
            let shown = subject.show(call.db, call.project())?;
            items
                .push((format!("{}/{}", subject.kind, subject.id), json!({ "subject": shown, "direct_roles": roles })));
        }
    }
    call.page(items).map(Value::Object)
}

/// `groups.setMember`: one place takes the place of the other.
pub fn set_member(call: &Call) -> Result<Value> {
    let resource = resource(call)?;
    let kind = call.body.pointer("/subject/type").and_then(Value::as_str).unwrap_or_default();
    if !MEMBERS.contains(&kind) {
        return Err(Error::invalid("subject.type", "must be user, agent or group"));
    }
    let subject = Subject::read(call.db, "subject", call.value("subject"), true)?;
    let inside = effective::groups(call.db, &Subject::new(GROUP.name, &resource.id))?;
    if inside.contains(&subject) {
        return Err(Error::conflict("group_in_itself", "a group cannot be a member of itself, nor through others"));
    }
    let mut roles = bindings::direct(call.db, &resource, &subject)?;
    roles.retain(|role| !PLACES.contains(&role.as_str()));
    roles.insert(call.text("role").unwrap_or("member").to_owned());
    bindings::set(call.db, &resource, &subject, &roles)?;
    Ok(json!({}))
}

/// `groups.removeMember`
pub fn remove_member(call: &Call) -> Result<Value> {
    let resource = resource(call)?;
    let subject = Subject::new(call.at("subject_type"), call.at("subject_id"));
    if bindings::direct(call.db, &resource, &subject)?.is_empty() {
        return Err(Error::not_found("group_member_not_found"));
    }
    bindings::set(call.db, &resource, &subject, &Roles::new())?;
    Ok(json!({}))
}
