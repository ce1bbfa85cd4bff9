//! Sessions of rooms and agents, and what their runtime reports.

use rusqlite::{OptionalExtension, Row, ToSql};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::today::call::Call;
use crate::today::rooms;
use crate::today::time;

const COLUMNS: &str = "id, kind, room_id, room_name, agent_id, agent_name, created_at, ended_at, participants";

fn show(row: &Row) -> Result<Value> {
    let text = |column: usize| row.get::<_, Option<String>>(column);
    let ended: Option<i64> = row.get(7)?;
    let participants: Value = serde_json::from_str(&row.get::<_, String>(8)?)?;
    Ok(json!({
        "id": text(0)?,
        "kind": text(1)?,
        "room_id": text(2)?,
        "room_name": text(3)?,
        "agent_id": text(4)?,
        "agent_name": text(5)?,
        "created_at": time::write(row.get(6)?),
        "ended_at": ended.map(time::write),
        "is_active": ended.is_none(),
        "participants": participants,
    }))
}

/// The sessions that a condition finds, the newest first.
fn select(call: &Call, condition: &str, values: &[&dyn ToSql]) -> Result<Value> {
    let limit: i64 = call.asked("limit").and_then(|limit| limit.parse().ok()).unwrap_or(i64::MAX);
    let sql =
        format!("SELECT {COLUMNS} FROM sessions WHERE {condition} ORDER BY created_at DESC, seq DESC LIMIT {limit}");
    let mut select = call.db.prepare_cached(&sql)?;
    let mut rows = select.query(values)?;
    let mut sessions = Vec::new();
    while let Some(row) = rows.next()? {
        sessions.push(show(row)?);
    }
    call.list(sessions)
}

/// `sessions.get`
pub fn get(call: &Call) -> Result<Value> {
    let sql = format!("SELECT {COLUMNS} FROM sessions WHERE id = ?1");
    let mut find = call.db.prepare_cached(&sql)?;
    let mut rows = find.query([call.at("session_id")])?;
    rows.next()?.map_or_else(|| Err(Error::not_found("session_not_found")), show)
}

/// `sessions.getParticipantCounts`
pub fn participants(call: &Call) -> Result<Value> {
    Ok(json!({ "participants": get(call)?.get("participants") }))
}

/// `sessions.listActive`
pub fn list_active(call: &Call) -> Result<Value> {
    select(call, "kind = 'room' AND ended_at IS NULL", &[])
}

/// `sessions.listRecent`
pub fn list_recent(call: &Call) -> Result<Value> {
    select(call, "kind = 'room' AND (?1 IS NULL OR room_id = ?1)", &[&call.asked("room_id")])
}

/// `sessions.listRecentInRoom`
pub fn list_in_room(call: &Call) -> Result<Value> {
    let room = rooms::room(call, "room_name")?;
    select(call, "kind = 'room' AND room_name = ?1", &[&room.name])
}

/// `sessions.listActiveAgents`
pub fn list_active_agents(call: &Call) -> Result<Value> {
    select(call, "kind = 'agent' AND ended_at IS NULL", &[])
}

/// `sessions.listRecentAgents`
pub fn list_recent_agents(call: &Call) -> Result<Value> {
    select(call, "kind = 'agent' AND (?1 IS NULL OR agent_id = ?1)", &[&call.asked("agent_id")])
}

/// `sessions.listRecentForAgent`
pub fn list_for_agent(call: &Call) -> Result<Value> {
    select(call, "kind = 'agent' AND agent_name = ?1", &[&call.at("agent_name")])
}

/// `sessions.listEvents`, `listSpans` and `listMetrics`, the oldest first.
pub fn list_rows(call: &Call) -> Result<Value> {
    get(call)?;
    let kind = call.operation.reply.list_key.as_deref().unwrap_or_default();
    let mut select =
        call.db.prepare_cached("SELECT body FROM session_rows WHERE session = ?1 AND kind = ?2 ORDER BY at, seq")?;
    let rows = select.query_map([call.at("session_id"), kind], |row| row.get::<_, String>(0))?;
    let mut shown = Vec::new();
    for row in rows {
        shown.push(serde_json::from_str(&row?)?);
    }
    call.list(shown)
}

/// `sessions.terminate` and `sessions.kill`: a session that is over stays so,
/// and that is a conflict.
pub fn end(call: &Call) -> Result<Value> {
    let forced = call.operation.op == "sessions.kill";
    let (id, now) = (call.at("session_id"), time::now());
    get(call)?;
    let mut end = call
        .db
        .prepare_cached("UPDATE sessions SET ended_at = ?2 WHERE id = ?1 AND ended_at IS NULL RETURNING room_name")?;
    let room: Option<String> = end.query_row((id, now), |row| row.get(0)).optional()?;
    let room = room.ok_or_else(|| Error::conflict("session_over", "the session is over"))?;
    let (kind, message, severity) = if forced {
        ("killed", "The session's instance was killed", "warning")
    } else {
        ("terminated", "The session was terminated", "info")
    };
    let mut note = call.db.prepare_cached(
        "INSERT INTO room_events (id, room_name, session, type, message, severity, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    note.execute((Uuid::new_v4().to_string(), room, id, kind, message, severity, now))?;
    let event = json!({ "name": kind, "timestamp": time::write(now), "message": message, "severity": severity });
    let mut add =
        call.db.prepare_cached("INSERT INTO session_rows (session, kind, at, body) VALUES (?1, 'events', ?2, ?3)")?;
    add.execute((id, now, event.to_string()))?;
    Ok(json!({}))
}
