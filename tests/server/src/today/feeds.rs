//! Messages of feeds: each becomes a file in every room that subscribes.

use rusqlite::Connection;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::today::call::Call;
use crate::today::kinds::SUBSCRIPTION;
use crate::today::records::{Members, Record};
use crate::today::{files, plain, time};

/// The names of files where a subscription does not say. What the service does
/// then is not known.
const FORMAT: &str = "YYYY/MM/DD/hh_mm_ssZ";

/// `feeds.publish` and `feeds.publishBatch`: once this is answered, the files
/// are on disk. A message to a feed without subscriptions goes nowhere.
pub fn publish(call: &Call) -> Result<Value> {
    let feed = plain::record(call)?;
    if feed.members.get("paused") == Some(&json!(true)) {
        return Err(Error::conflict("feed_paused", "the feed is paused"));
    }
    let messages = match &call.body {
        Value::Array(messages) if call.operation.op == "feeds.publishBatch" => messages.as_slice(),
        message => std::slice::from_ref(message),
    };
    for subscription in SUBSCRIPTION.all(call.db, &feed.id, "")? {
        for message in messages {
            deliver(call, &subscription, message)?;
        }
    }
    Ok(json!({}))
}

/// Puts a message into the room of a subscription, unless the room is gone.
fn deliver(call: &Call, subscription: &Record, message: &Value) -> Result<()> {
    let room = subscription.text("room_id");
    if !room_exists(call.db, room)? {
        return Ok(());
    }
    let folder = subscription.text("path").trim_matches('/');
    // Messages of one second differ by a random part.
    let random = Uuid::new_v4().simple().to_string();
    let name = format!("{}-{}.json", name(subscription, time::now()), random.get(..8).unwrap_or_default());
    let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
    files::deliver(call, room, &path, &serde_json::to_vec(message)?)
}

fn room_exists(db: &Connection, id: &str) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM rooms WHERE id = ?1")?.exists([id])?)
}

/// A file's name by the time of the message, in UTC.
fn name(subscription: &Record, at: i64) -> String {
    let format = subscription.text("filename_datetime_format").trim_matches('/');
    let format = if format.is_empty() { FORMAT } else { format };
    let [year, month, day, hour, minute, second] = time::parts(at);
    [("YYYY", year), ("MM", month), ("DD", day), ("hh", hour), ("mm", minute), ("ss", second)]
        .into_iter()
        .fold(format.to_owned(), |name, (part, value)| name.replace(part, &value))
}

/// Refuses a subscription whose files could not be named.
pub fn check(members: &Members) -> Result<()> {
    for field in ["path", "filename_datetime_format"] {
        let text = members.get(field).and_then(Value::as_str).unwrap_or_default();
        files::canonical(field, text.trim_matches('/'))?;
    }
    Ok(())
}
