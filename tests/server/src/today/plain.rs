//! The verbs of plain resources, for every kind of record alike.

use serde_json::{Value, json};

use crate::error::{Error, Result};
use crate::today::call::Call;
use crate::today::kinds::{self, By, FEED, Plain, SUBSCRIPTION, Within};
use crate::today::records::{self, Members, Record};
use crate::today::subjects::Resource;
use crate::today::{bindings, files, rooms};

/// What nobody can send.
const KEPT: [&str; 3] = ["id", "project_id", "created_at"];

/// The id of what owns the records of an operation, empty for the project.
fn owner(call: &Call, plain: &Plain) -> Result<String> {
    match plain.within {
        // A scheduled task is made in a room and found in the project.
        Within::Room(param) if call.at(param).is_empty() => Ok(String::new()),
        Within::Room(param) => Ok(rooms::room(call, param)?.id),
        Within::Feed => Ok(FEED.get(call.db, call.at("feed_id"))?.id),
        Within::Project => Ok(String::new()),
    }
}

/// The record of the path.
pub fn record(call: &Call) -> Result<Record> {
    let plain = kinds::of(call)?;
    let (owner, named) = (owner(call, &plain)?, call.at(plain.param));
    match plain.by {
        By::Name => plain.kind.by_name(call.db, &owner, named),
        By::Id if matches!(plain.within, Within::Room(_)) && owner.is_empty() => plain.kind.get(call.db, named),
        By::Id => plain.kind.get_of(call.db, &owner, named),
    }
}

/// A record as the operation's reply has it.
pub fn reply(call: &Call, record: Record) -> Result<Value> {
    let shape = &call.operation.reply;
    if shape.kind != "json" {
        return Ok(json!({}));
    }
    if let Some(member) = &shape.returns {
        return Ok(json!({ member: record.id }));
    }
    let shown = shown(call, record)?;
    Ok(match &shape.envelope {
        Some(envelope) => json!({ envelope: shown }),
        None => shown,
    })
}

/// A record with what its model knows: an id is kept of everything.
pub fn shown(call: &Call, mut record: Record) -> Result<Value> {
    let model = call.app.today.contract.model(kinds::of(call)?.model)?;
    record.members.retain(|name, _| model.fields.iter().any(|field| field.name == *name));
    Ok(record.show())
}

/// What was sent, as it is kept.
fn made(call: &Call) -> Result<Members> {
    let plain = kinds::of(call)?;
    let mut members = call.members();
    members.remove("id");
    (plain.make)(call, members)
}

pub fn create(call: &Call) -> Result<Value> {
    let plain = kinds::of(call)?;
    let owner = owner(call, &plain)?;
    let mut members = made(call)?;
    members.retain(|_, value| !value.is_null());
    members.insert("project_id".to_owned(), json!(call.project()));
    members.insert("created_at".to_owned(), json!(super::time::write(super::time::now())));
    call.app.today.contract.fill(plain.model, &mut members)?;
    reply(call, plain.kind.create(call.db, &owner, members)?)
}

pub fn get(call: &Call) -> Result<Value> {
    reply(call, record(call)?)
}

pub fn get_by_name(call: &Call) -> Result<Value> {
    let plain = kinds::of(call)?;
    let name = ["name", "service_name"].map(|param| call.at(param)).concat();
    reply(call, plain.kind.by_name(call.db, &owner(call, &plain)?, &name)?)
}

/// Replaces what is sent, or everything where the body is the whole of it.
pub fn update(call: &Call) -> Result<Value> {
    let (plain, mut record) = (kinds::of(call)?, record(call)?);
    let changes = made(call)?;
    // A template makes a whole service, too.
    if call.operation.body.whole.is_some() || call.operation.op.ends_with("FromTemplate") {
        record.members.retain(|name, _| KEPT.contains(&name.as_str()));
    }
    record.members.extend(changes.into_iter().filter(|(_, value)| !value.is_null()));
    call.app.today.contract.fill(plain.model, &mut record.members)?;
    reply(call, plain.kind.save(call.db, record)?)
}

pub fn delete(call: &Call) -> Result<Value> {
    let (plain, record) = (kinds::of(call)?, record(call)?);
    plain.kind.delete(call.db, &record.id)?;
    let Resource { kind, id } = plain.resource(&record);
    bindings::forget(call.db, &kind, &id)?;
    files::forget(call.db, &kind, &id)?;
    records::forget(call.db, &record.id)?;
    reply(call, record)
}

/// A list that may have a filter and a view, in whichever way it is continued.
pub fn list(call: &Call) -> Result<Value> {
    let plain = kinds::of(call)?;
    let records = plain.kind.all(call.db, &owner(call, &plain)?, call.filter())?;
    pages(call, viewed(call, &plain, records)?)
}

/// A list of those that belong to the room of the path. What is known of the
/// service does not say when a feed does; here it is when the room subscribes.
pub fn list_in_room(call: &Call) -> Result<Value> {
    let (plain, room) = (kinds::of(call)?, rooms::room(call, "room_name")?);
    let mut records = plain.kind.all(call.db, "", call.filter())?;
    let mut subscribed = SUBSCRIPTION.every(call.db, "")?;
    subscribed.retain(|subscription| subscription.text("room_id") == room.id);
    let named = |record: &Record| record.text_at("spec.backend.room.name") == room.name;
    let feeds = |record: &Record| subscribed.iter().any(|subscription| subscription.text("feed_id") == record.id);
    records.retain(|record| record.text("room_id") == room.id || named(record) || feeds(record));
    pages(call, records)
}

/// `my` are those that the caller has a role on; `all` needs the role that
/// shows all, and is meant where nothing is said by one who has it.
fn viewed(call: &Call, plain: &Plain, mut records: Vec<Record>) -> Result<Vec<Record>> {
    if !call.operation.query.iter().any(|field| field.name == "view") {
        return Ok(records);
    }
    let inventory = format!("{}_inventory", plain.kind.name);
    let access = call.access()?;
    let mine = match call.asked("view") {
        Some("my") => true,
        Some("all") => access.need(&inventory).map(|()| false)?,
        None => !access.holds(&inventory),
        Some(_) => return Err(Error::invalid("view", "must be my or all")),
    };
    if mine {
        let mut held = Vec::new();
        for record in records {
            if !access.identity.on(call.db, &plain.resource(&record))?.is_empty() {
                held.push(record);
            }
        }
        records = held;
    }
    Ok(records)
}

/// The page that is asked for, of records in the order of their names.
pub fn pages(call: &Call, records: Vec<Record>) -> Result<Value> {
    let kind = kinds::of(call)?.kind;
    let items = records.into_iter().map(|record| Ok((record.name(kind).to_owned(), shown(call, record)?)));
    let items: Vec<_> = items.collect::<Result<_>>()?;
    match call.operation.reply.paging.as_deref() {
        Some("continuation") => call.page(items).map(Value::Object),
        Some("offset") => call.stretch(items.into_iter().map(|(_, item)| item).collect()),
        _ => call.list(items.into_iter().map(|(_, item)| item).collect()),
    }
}
