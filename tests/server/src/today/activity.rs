//! What the example's rooms do: sessions begin and end, models are called,
//! credits are used up. A number that is the same for every folder decides
//! what happens, the clock only when.

use rusqlite::Connection;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::error::Result;
use crate::today::prices::{MODELS, Model, ROOM_HOUR};
use crate::today::random::Random;
use crate::today::{example, records, time};

/// The past of a new example: a step for each hour of a week.
const PAST: i64 = 7 * 24;
const HOUR: i64 = 3600;
/// How long reports and uses are kept, in seconds.
const KEPT: i64 = 30 * 24 * HOUR;
/// How many steps have been taken is kept under this id.
const STEPS: &str = "activity/steps";
/// How long a session lasts on average, in seconds.
const LASTS: f64 = 5400.0;
/// How many sessions there are at least, and at most.
const SESSIONS: std::ops::RangeInclusive<usize> = 2..=5;
/// The agents of the example.
pub const AGENTS: [&str; 3] = ["triage", "researcher", "scribe"];

/// Fills the past of a new example.
pub fn fill(db: &Connection) -> Result<()> {
    let now = time::now();
    let begin = now - PAST * HOUR;
    let mut first = Step { db, random: Random::new(0), at: begin, seconds: 0.0 };
    first.transact(20.0, "subscription", "Pro plan, first month")?;
    first.transact(25.0, "credits", "Credits of the pro plan")?;
    for step in 0..PAST {
        Step { db, random: Random::new(step.cast_unsigned()), at: begin + step * HOUR, seconds: 3600.0 }.run()?;
    }
    keep_steps(db, PAST.cast_unsigned())
}

/// One second of the present, in a folder that is an example.
pub fn tick(db: &Connection) -> Result<()> {
    let Some(steps) = records::body(db, STEPS)? else { return Ok(()) };
    let steps = steps.get("steps").and_then(Value::as_u64).unwrap_or(0);
    if steps % HOUR.unsigned_abs() == 0 {
        forget(db, time::now() - KEPT)?;
    }
    Step { db, random: Random::new(steps), at: time::now(), seconds: 1.0 }.run()?;
    keep_steps(db, steps + 1)
}

/// Lets go of what nobody asks for any more, as a server may run for weeks.
fn forget(db: &Connection, before: i64) -> Result<()> {
    db.execute("DELETE FROM session_rows WHERE at < ?1", [before])?;
    db.execute("DELETE FROM usage WHERE at < ?1", [before])?;
    Ok(())
}

fn keep_steps(db: &Connection, steps: u64) -> Result<()> {
    records::put(db, "activity", STEPS, &Map::from_iter([("steps".to_owned(), json!(steps))]))
}

/// A session that goes on.
#[derive(Debug)]
struct Session {
    id: String,
    room: String,
}

/// Some time, at the end of which everything in it is said to happen.
#[derive(Debug)]
struct Step<'a> {
    db: &'a Connection,
    random: Random,
    at: i64,
    seconds: f64,
}

impl Step<'_> {
    fn run(&mut self) -> Result<()> {
        let mut sessions = self.active()?;
        while sessions.len() < *SESSIONS.start() {
            let Some(session) = self.begin()? else { return Ok(()) };
            sessions.push(session);
        }
        if sessions.len() < *SESSIONS.end() && self.random.chance(self.seconds / LASTS) {
            sessions.extend(self.begin()?);
        }
        // There is something to see of one session in every step.
        let busy = self.random.below(sessions.len());
        for (at, session) in sessions.iter().enumerate() {
            if at == busy || self.random.chance(self.seconds / 60.0) {
                self.measure(session)?;
            }
            let calls = if self.seconds > 1.0 { 1 + self.random.below(5) } else { 1 };
            for _ in 0..calls {
                if at == busy && self.random.chance(0.2) || self.random.chance(self.seconds / 3600.0) {
                    self.call_model(session)?;
                }
            }
        }
        for session in sessions.iter().skip(*SESSIONS.start()) {
            if self.random.chance(self.seconds / LASTS) {
                self.end(session)?;
            }
        }
        self.recharge()
    }

    fn active(&self) -> Result<Vec<Session>> {
        let mut select =
            self.db.prepare_cached("SELECT id, room_name FROM sessions WHERE ended_at IS NULL ORDER BY seq DESC")?;
        let sessions = select.query_map([], |row| Ok(Session { id: row.get(0)?, room: row.get(1)? }))?;
        Ok(sessions.collect::<rusqlite::Result<_>>()?)
    }

    /// A session of one of the rooms, or of an agent in it.
    fn begin(&mut self) -> Result<Option<Session>> {
        let mut select = self.db.prepare_cached("SELECT id, name FROM rooms WHERE enabled ORDER BY seq LIMIT 20")?;
        let rooms = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rooms: Vec<(String, String)> = rooms.collect::<rusqlite::Result<_>>()?;
        let Some((room_id, room)) = self.random.pick(&rooms).cloned() else { return Ok(None) };
        let agent = if self.random.chance(0.3) { self.random.pick(&AGENTS).copied() } else { None };
        let agent_id = agent.map(example::agent_id);
        let users = 1 + self.random.below(4);
        let participants = json!({ "user": users, "agent": 1 + self.random.below(2) });
        let session = Session { id: self.id(), room };
        let mut insert = self.db.prepare_cached(
            "INSERT INTO sessions (id, kind, room_id, room_name, agent_id, agent_name, created_at, participants)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?;
        let kind = if agent.is_some() { "agent" } else { "room" };
        let counts = participants.to_string();
        insert.execute((&session.id, kind, room_id, &session.room, agent_id, agent, self.at, counts))?;
        self.note(&session, "allocated", "The room was given an instance")?;
        Ok(Some(session))
    }

    fn end(&mut self, session: &Session) -> Result<()> {
        let mut end = self.db.prepare_cached("UPDATE sessions SET ended_at = ?2 WHERE id = ?1 RETURNING created_at")?;
        let began: i64 = end.query_row((&session.id, self.at), |row| row.get(0))?;
        self.note(session, "released", "Everybody has left the room")?;
        let hours = (self.at - began) as f64 / 3600.0;
        let cost = hours * ROOM_HOUR;
        self.add_use("rooms", "room_hours", None, session, hours, cost)?;
        self.transact(-cost, "usage", &format!("{hours:.2} hours of the room {}", session.room))
    }

    /// Notes an event of the room, which is the session's too.
    fn note(&mut self, session: &Session, kind: &str, message: &str) -> Result<()> {
        let mut insert = self.db.prepare_cached(
            "INSERT INTO room_events (id, room_name, session, type, message, severity, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, 'info', ?6)",
        )?;
        let id = self.id();
        insert.execute((id, &session.room, &session.id, kind, message, self.at))?;
        let event = json!({
            "name": kind, "timestamp": time::write(self.at), "message": message, "severity": "info",
        });
        self.report(session, "events", &event)
    }

    fn report(&self, session: &Session, kind: &str, row: &Value) -> Result<()> {
        let mut insert =
            self.db.prepare_cached("INSERT INTO session_rows (session, kind, at, body) VALUES (?1, ?2, ?3, ?4)")?;
        insert.execute((&session.id, kind, self.at, row.to_string()))?;
        Ok(())
    }

    fn measure(&mut self, session: &Session) -> Result<()> {
        let timestamp = time::write(self.at);
        let cpu = (5.0 + self.random.unit() * 60.0).round() / 100.0;
        let memory = (180.0 + self.random.unit() * 240.0).round();
        let rows = [("cpu.utilization", cpu, "ratio"), ("memory.used", memory, "MiB")];
        for (name, value, unit) in rows {
            let row = json!({ "name": name, "value": value, "unit": unit, "timestamp": timestamp });
            self.report(session, "metrics", &row)?;
        }
        Ok(())
    }

    /// A call of a model: a span, its tokens and what they cost.
    fn call_model(&mut self, session: &Session) -> Result<()> {
        let Some(model) = self.random.pick(&MODELS).copied() else { return Ok(()) };
        let input = 400 + self.random.below(4_000);
        let output = 50 + self.random.below(900);
        let took = 600 + output * 11 + self.random.below(900);
        let costs = [input as f64 * model.input / 1e6, output as f64 * model.output / 1e6];
        let span = json!({
            "name": "llm.call",
            "trace_id": self.id(),
            "span_id": self.id(),
            "start_time": time::write(self.at - 1 - i64::try_from(took / 1000).unwrap_or(0)),
            "end_time": time::write(self.at - 1),
            "duration_ms": took,
            "status": "ok",
            "attributes": {
                "provider": model.provider, "model": model.name,
                "input_tokens": input, "output_tokens": output, "cost": costs.iter().sum::<f64>(),
            },
        });
        self.report(session, "spans", &span)?;
        self.add_use("llm", "input_tokens", Some(model), session, input as f64, costs[0])?;
        self.add_use("llm", "output_tokens", Some(model), session, output as f64, costs[1])?;
        let total = costs.iter().sum::<f64>();
        self.transact(-total, "usage", &format!("{} tokens of {}", input + output, model.name))
    }

    fn add_use(
        &mut self,
        report: &str,
        usage_type: &str,
        model: Option<Model>,
        session: &Session,
        quantity: f64,
        cost: f64,
    ) -> Result<()> {
        let mut select = self
            .db
            .prepare_cached("SELECT u.id FROM members m JOIN users u ON u.seq = m.user ORDER BY m.seq LIMIT 20")?;
        let users = select.query_map([], |row| row.get(0))?;
        let users: Vec<String> = users.collect::<rusqlite::Result<_>>()?;
        let user = self.random.pick(&users).cloned().unwrap_or_default();
        let (provider, name) = model.map_or(("", ""), |model| (model.provider, model.name));
        let proxy = model.is_some() && self.random.chance(0.25);
        let team = self.random.pick(&["support", "sales", "product", "platform"]).copied();
        let mut insert = self.db.prepare_cached(
            "INSERT INTO usage (at, report, usage_type, provider, model, room, user, proxy, quantity, cost, annotations)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?;
        let annotations = json!({ "team": team }).to_string();
        let (at, room) = (self.at, &session.room);
        insert.execute((at, report, usage_type, provider, name, room, user, proxy, quantity, cost, annotations))?;
        Ok(())
    }

    fn transact(&mut self, amount: f64, kind: &str, description: &str) -> Result<()> {
        let mut insert = self.db.prepare_cached(
            "INSERT INTO transactions (id, amount, reference, reference_type, description, created_at)
             VALUES (?1, round(?2, 6), ?3, ?4, ?5, ?6)",
        )?;
        let (id, reference) = (self.id(), self.id());
        insert.execute((id, amount, reference, kind, description, self.at))?;
        Ok(())
    }

    /// Credits are bought before they run out.
    fn recharge(&mut self) -> Result<()> {
        let mut sum = self.db.prepare_cached("SELECT ifnull(sum(amount), 0.0) FROM transactions")?;
        let balance: f64 = sum.query_row([], |row| row.get(0))?;
        if balance < 10.0 { self.transact(25.0, "recharge", "Automatic recharge") } else { Ok(()) }
    }

    fn id(&mut self) -> String {
        Uuid::from_u64_pair(self.random.next(), self.random.next()).to_string()
    }
}
