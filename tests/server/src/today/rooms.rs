//! Rooms, as far as today's forms of their routes differ from the older ones.

use serde_json::{Value, json};

use crate::connect;
use crate::error::{Error, Result};
use crate::rooms::Room;
use crate::today::call::Call;
use crate::today::subjects::Resource;
use crate::today::time;

/// The room of the path, by name or by id.
pub fn room(call: &Call, name: &str) -> Result<Room> {
    Room::find_any(call.db, call.at(name))?.ok_or_else(|| Error::not_found("room_not_found"))
}

/// `rooms.list`: `all` goes by name and needs the role `room_inventory`; `my`
/// are the rooms that the caller has a role on, by id. Without a view it is
/// all of them for whoever may see all. The older form shows every member all
/// rooms, and goes on doing so.
pub fn list(call: &Call) -> Result<Value> {
    let access = call.access()?;
    let inventory = access.holds("room_inventory");
    let all = match call.asked("view") {
        Some("all") if !inventory => return Err(Error::forbidden("the role room_inventory")),
        Some("all") => true,
        Some("my") => false,
        None => inventory,
        Some(_) => return Err(Error::invalid("view", "must be my or all")),
    };
    // Whoever administers all rooms has access to all.
    let mine = if all || access.holds("room_manager") { None } else { Some(access.identity.rooms(call.db)?) };
    let sql = format!(
        "SELECT {} FROM rooms r WHERE ?1 = '' OR has(r.name, ?1) ORDER BY {}",
        Room::COLUMNS,
        if all { "r.name" } else { "r.id" }
    );
    let mut select = call.db.prepare_cached(&sql)?;
    let mut rows = select.query([call.filter().to_lowercase()])?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        let room = Room::from_row(row)?;
        if mine.as_ref().is_none_or(|mine| mine.contains(&room.id)) {
            let key = if all { room.name.clone() } else { room.id.clone() };
            items.push((key, serde_json::to_value(room)?));
        }
    }
    call.page(items).map(Value::Object)
}

/// `rooms.connect` with an `email`.
pub fn connect(call: &Call) -> Result<Value> {
    let email = call.text("email").map(str::trim);
    Ok(serde_json::to_value(connect::invite(call.app, call.db, call.access()?, call.at("room"), email)?)?)
}

/// Refuses whoever sees nothing of a room.
fn may_look(call: &Call, room: &Room) -> Result<()> {
    let access = call.access()?;
    if access.holds("session_inventory")
        || access.identity.allows(call.db, &Resource::new("room", &room.id), "viewer")?
    {
        return Ok(());
    }
    Err(Error::forbidden("the role viewer on the room"))
}

/// `rooms.getStatus`: allocated while the room has a session.
pub fn status(call: &Call) -> Result<Value> {
    let room = room(call, "name")?;
    may_look(call, &room)?;
    let mut find = call.db.prepare_cached(
        "SELECT max(created_at) FROM sessions WHERE room_name = ?1 AND kind = 'room' AND ended_at IS NULL",
    )?;
    let since: Option<i64> = find.query_row([room.name], |row| row.get(0))?;
    Ok(match since {
        None => json!({ "status": "Unallocated" }),
        Some(since) => json!({
            "status": "Allocated",
            "allocated_at": time::write(since),
            "running_for_seconds": (time::now() - since).max(0),
        }),
    })
}

/// `rooms.listEvents`, the newest first.
pub fn list_events(call: &Call) -> Result<Value> {
    let room = room(call, "name")?;
    may_look(call, &room)?;
    let limit: i64 = call.asked("limit").and_then(|limit| limit.parse().ok()).unwrap_or(100);
    let mut select = call.db.prepare_cached(
        "SELECT id, room_name, session, type, message, severity, created_at FROM room_events
         WHERE room_name = ?1 ORDER BY created_at DESC, seq DESC LIMIT ?2",
    )?;
    let mut rows = select.query((room.name, limit))?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        let text = |column: usize| row.get::<_, Option<String>>(column);
        events.push(json!({
            "id": text(0)?,
            "room_name": text(1)?,
            "session_id": text(2)?,
            "type": text(3)?,
            "message": text(4)?,
            "severity": text(5)?,
            "created_at": time::write(row.get(6)?),
        }));
    }
    call.list(events)
}
