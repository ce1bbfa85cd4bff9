//! What became of mail that mailboxes have sent. No mail is sent here: the
//! mailboxes of the example have some in their past.

use rusqlite::{Connection, OptionalExtension};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::today::call::Call;
use crate::today::kinds::MAILBOX;
use crate::today::random::Random;
use crate::today::{plain, time};

/// What a list can be asked for.
const ASKED: [&str; 3] = ["status", "recipient", "message_id"];

/// `mailboxes.listDeliveries`, the newest first.
pub fn list(call: &Call) -> Result<Value> {
    let mailbox = plain::record(call)?;
    let mut select = call.db.prepare_cached("SELECT body FROM deliveries WHERE mailbox = ?1 ORDER BY seq DESC")?;
    let bodies = select.query_map([mailbox.id], |row| row.get::<_, String>(0))?;
    let deliveries = bodies.map(|body| Ok(serde_json::from_str(&body?)?));
    let mut deliveries = deliveries.collect::<Result<Vec<Value>>>()?;
    let is =
        |delivery: &Value, name: &str| call.asked(name).is_none_or(|asked| delivery.get(name) == Some(&json!(asked)));
    deliveries.retain(|delivery| ASKED.iter().all(|name| is(delivery, name)));
    call.stretch(deliveries)
}

/// `mailboxes.getDelivery`
pub fn get(call: &Call) -> Result<Value> {
    Ok(json!({ "delivery": find(call, "body")? }))
}

/// `mailboxes.listDeliveryEvents`, the oldest first.
pub fn list_events(call: &Call) -> Result<Value> {
    let events = find(call, "events")?;
    call.stretch(events.as_array().cloned().unwrap_or_default())
}

/// A column of the delivery that the path names.
fn find(call: &Call, column: &str) -> Result<Value> {
    let mailbox = plain::record(call)?;
    let sql = format!("SELECT {column} FROM deliveries WHERE mailbox = ?1 AND id = ?2");
    let mut find = call.db.prepare_cached(&sql)?;
    let found: Option<String> =
        find.query_row([mailbox.id.as_str(), call.at("delivery_id")], |row| row.get(0)).optional()?;
    Ok(serde_json::from_str(&found.ok_or_else(|| Error::not_found("delivery_not_found"))?)?)
}

/// How sending can end: the status, the last event, the codes, and why.
const ENDS: [(&str, &str, i64, &str, &str); 4] = [
    ("delivered", "delivered", 250, "2.0.0", "Message accepted for delivery"),
    ("delivered", "delivered", 250, "2.0.0", "Queued"),
    ("deferred", "temporary_failed", 451, "4.7.1", "Greylisted, try again later"),
    ("failed", "permanent_failed", 550, "5.1.1", "The mailbox does not exist"),
];
const PEOPLE: [&str; 4] = ["bob@example.org", "maria@example.net", "ops@partner.example", "jun@example.com"];

/// Gives every mailbox of a new example some mail of the last days.
pub fn fill(db: &Connection) -> Result<()> {
    for (at, mailbox) in MAILBOX.every(db, "")?.into_iter().enumerate() {
        let mut random = Random::new(at as u64);
        for hours in (1..=8).rev() {
            let sent = time::now() - hours * 7 * 3600 - random.below(3600) as i64;
            send(db, &mailbox.id, &mut random, sent)?;
        }
    }
    Ok(())
}

fn send(db: &Connection, mailbox: &str, random: &mut Random, sent: i64) -> Result<()> {
    let Some((status, event, code, enhanced, why)) = random.pick(&ENDS).copied() else { return Ok(()) };
    let recipient = random.pick(&PEOPLE).copied().unwrap_or_default();
    let (_, host) = recipient.split_once('@').unwrap_or_default();
    let mut id = || Uuid::from_u64_pair(random.next(), random.next()).to_string();
    let (delivery, submission, message) = (id(), id(), id());
    let ended = sent + 4;
    let told = json!({
        "smtp_code": code,
        "enhanced_smtp_code": enhanced,
        "description": why,
        "mx_host": format!("mx.{host}"),
        "tls": true,
        "certificate_verified": true,
    });
    let with = |own: Value, more: &Value| {
        let members = [own, more.clone()].into_iter().filter_map(|part| part.as_object().cloned()).flatten();
        Value::Object(members.collect())
    };
    let body = json!({
        "id": delivery,
        "submission_id": submission,
        "recipient": recipient,
        "message_id": format!("{message}@mail.local"),
        "status": status,
        "submitted_at": time::write(sent),
        "status_at": time::write(ended),
        "attempt_count": 1,
    });
    let mut report = |kind: &str, status: &str, at: i64| {
        json!({
            "id": id(),
            "delivery_id": delivery,
            "provider": "local",
            "provider_event_id": id(),
            "event_type": kind,
            "status": status,
            "occurred_at": time::write(at),
            "received_at": time::write(at + 1),
            "attempt_no": 1,
        })
    };
    let events = json!([report("accepted", "accepted", sent), with(report(event, status, ended), &told)]);
    let mut insert = db.prepare_cached("INSERT INTO deliveries (id, mailbox, body, events) VALUES (?1, ?2, ?3, ?4)")?;
    insert.execute((&delivery, mailbox, with(body, &told).to_string(), events.to_string()))?;
    Ok(())
}
