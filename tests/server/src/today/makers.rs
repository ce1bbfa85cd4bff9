//! What is special about a plain resource when it is made or changed.

use serde_json::{Value, json};

use crate::error::{Error, Result};
use crate::rooms::Room;
use crate::today::call::Call;
use crate::today::kinds::FEED;
use crate::today::records::Members;
use crate::today::{accounts, feeds, rooms, schedule, templates};

/// A name that is not blank.
pub fn named(_: &Call, members: Members) -> Result<Members> {
    accounts::named(&members)?;
    Ok(members)
}

/// Text without blanks around it, which must leave something.
fn trimmed(members: &mut Members, name: &str) -> Result<String> {
    let text = members.get(name).and_then(Value::as_str).unwrap_or_default().trim().to_owned();
    if text.is_empty() {
        return Err(Error::invalid(name, "must not be blank"));
    }
    members.insert(name.to_owned(), json!(text));
    Ok(text)
}

/// A name of lower-case letters and digits; `between` may stand between them.
fn plain_name(text: &str, between: &[char]) -> bool {
    let ends = |text: &str| text.trim_matches(between) == text && !text.is_empty();
    ends(text) && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || between.contains(&c))
}

pub fn feed(_: &Call, mut members: Members) -> Result<Members> {
    let name = trimmed(&mut members, "name")?.to_lowercase();
    if name.len() > 63 || !plain_name(&name, &['-']) {
        return Err(Error::invalid("name", "must be 1 to 63 of a-z, 0-9 and -, with a - at neither end"));
    }
    members.insert("name".to_owned(), json!(name));
    Ok(members)
}

pub fn repository(_: &Call, mut members: Members) -> Result<Members> {
    let name = trimmed(&mut members, "name")?.to_lowercase();
    if !name.split('/').all(|part| plain_name(part, &['.', '_', '-'])) {
        return Err(Error::invalid("name", "must be parts of a-z and 0-9, joined by dots, dashes, underscores and /"));
    }
    members.insert("name".to_owned(), json!(name));
    Ok(members)
}

pub fn logger(call: &Call, mut members: Members) -> Result<Members> {
    let feed = trimmed(&mut members, "destination_feed_id")?;
    FEED.get(call.db, &feed)?;
    Ok(members)
}

/// The room that a body names.
fn with_room(call: &Call, members: &mut Members) -> Result<()> {
    let name = trimmed(members, "room")?;
    let room = Room::find_any(call.db, &name)?.ok_or_else(|| Error::not_found("room_not_found"))?;
    members.insert("room".to_owned(), json!(room.name));
    members.insert("room_id".to_owned(), json!(room.id));
    Ok(())
}

/// Room and path are fixed when a subscription is made.
pub fn subscription(call: &Call, mut members: Members) -> Result<Members> {
    if call.operation.op.ends_with(".create") {
        with_room(call, &mut members)?;
        trimmed(&mut members, "path")?;
        feeds::check(&members)?;
        members.insert("feed_id".to_owned(), json!(call.at("feed_id")));
    }
    Ok(members)
}

pub fn mailbox(call: &Call, mut members: Members) -> Result<Members> {
    with_room(call, &mut members)?;
    trimmed(&mut members, "queue")?;
    if call.operation.op.ends_with(".create") {
        let address = trimmed(&mut members, "address")?.to_lowercase();
        let (name, host) = address.split_once('@').unwrap_or_default();
        if name.is_empty() || host.is_empty() {
            return Err(Error::invalid("address", "must be an email address"));
        }
        members.insert("address".to_owned(), json!(address));
    }
    let missing = |value: Option<&Value>| value.is_none_or(Value::is_null);
    if missing(members.get("annotations")) {
        members.insert("annotations".to_owned(), json!({}));
    }
    members.entry("public").or_insert_with(|| json!(false));
    Ok(members)
}

/// A route's domain is in its spec, and stays what it is.
pub fn route(call: &Call, members: Members) -> Result<Members> {
    let domain = members.get("spec").and_then(|spec| spec.get("domain")).and_then(Value::as_str).unwrap_or_default();
    let fixed = call.at("domain");
    if domain.trim().is_empty() || !fixed.is_empty() && domain != fixed {
        return Err(Error::invalid("spec.domain", "must be the domain of the path, and not blank"));
    }
    let domain = json!(domain);
    Ok(members.into_iter().chain([("domain".to_owned(), domain)]).collect())
}

/// Nobody looks at the records of a local domain, so it is pending for ever.
pub fn domain(_: &Call, mut members: Members) -> Result<Members> {
    let domain = trimmed(&mut members, "domain")?.to_lowercase();
    let record = json!({ "name": domain, "type": "CNAME", "data": "routes.local" });
    members.insert("domain".to_owned(), json!(domain));
    members.insert("phase".to_owned(), json!("pending_dns"));
    members.insert("available".to_owned(), json!(false));
    members.insert("routing_records".to_owned(), json!([record]));
    Ok(members)
}

/// A spec that was sent, or one that is made from a template.
pub fn service(call: &Call, members: Members) -> Result<Members> {
    if members.contains_key("template") {
        return templates::service(call);
    }
    let name = call.value("metadata").get("name").and_then(Value::as_str).unwrap_or_default();
    if name.trim().is_empty() {
        return Err(Error::invalid("metadata.name", "must not be blank"));
    }
    Ok(members)
}

/// An agent is called what its configuration says.
pub fn agent(call: &Call, mut members: Members) -> Result<Members> {
    members.remove("if_not_exists");
    let name = call.value("configuration").pointer("/metadata/name").and_then(Value::as_str).unwrap_or_default();
    let name = name.trim().to_lowercase();
    if name.is_empty() {
        return Err(Error::invalid("configuration.metadata.name", "must not be blank"));
    }
    members.insert("name".to_owned(), json!(name));
    Ok(members)
}

pub fn volume(call: &Call, mut members: Members) -> Result<Members> {
    if call.operation.op.ends_with(".expand") {
        return Ok(members);
    }
    let name = trimmed(&mut members, "name")?;
    // A volume of the class `standard` has no size, though clients send one.
    if members.get("storage_class").and_then(Value::as_str).is_none_or(|class| class == "standard") {
        members.remove("max_size_mb");
    }
    members.insert("room_id".to_owned(), json!(rooms::room(call, "room")?.id));
    members.insert("subpath".to_owned(), json!(format!("volumes/{name}")));
    Ok(members)
}

/// A task's spec, and what is shown of it beside it.
pub fn task(call: &Call, mut members: Members) -> Result<Members> {
    let spec = call.value("spec").clone();
    members.insert(schedule::NEXT.to_owned(), json!(schedule::check(&spec)?));
    let part = |name: &str, default: Value| spec.get(name).filter(|part| !part.is_null()).cloned().unwrap_or(default);
    let annotations = spec.pointer("/metadata/annotations").cloned();
    let queue = spec.pointer("/queue/name").cloned();
    members.insert("schedule".to_owned(), part("schedule", Value::Null));
    members.insert("active".to_owned(), part("active", json!(true)));
    members.insert("once".to_owned(), part("once", json!(false)));
    members.insert("annotations".to_owned(), annotations.unwrap_or_else(|| json!({})));
    members.insert("queue_name".to_owned(), queue.unwrap_or_default());
    members.insert("payload".to_owned(), spec.pointer("/queue/payload").cloned().unwrap_or_else(|| json!({})));
    members.insert("container".to_owned(), part("container", Value::Null));
    if !call.at("room_name").is_empty() {
        let room = rooms::room(call, "room_name")?;
        members.insert("room_id".to_owned(), json!(room.id));
        members.insert("room_name".to_owned(), json!(room.name));
    }
    Ok(members)
}
