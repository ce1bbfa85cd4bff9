//! What the example's rooms do: sessions begin and end, models are called,
//! credits are used up. A number that is the same for every folder decides
//! what happens, the clock only when.

use rusqlite::Connection;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::error::Result;
use crate::today::habits::{self, EVALUATION};
use crate::today::prices::ROOM_HOUR;
use crate::today::random::Random;
use crate::today::turns::{Asked, Turn};
use crate::today::uses::{Person, Use};
use crate::today::{billing, example, records, time};

const HOUR: i64 = 3600;
/// The past of a new example: a step for each hour of three weeks.
const PAST: i64 = 21 * 24;
/// In how many of its last hours the evaluation ran.
const EVALUATED: i64 = 5 * 24;
/// How long uses are kept, in seconds.
const USES_KEPT: i64 = 60 * 24 * HOUR;
/// How long what sessions report is kept, in seconds.
const REPORTS_KEPT: i64 = 3 * 24 * HOUR;
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
    let step = |step: i64| Step {
        db,
        random: Random::new(step.cast_unsigned()),
        at: begin + step * HOUR,
        seconds: 3600.0,
        // Some days are busier than others.
        traffic: 0.5 + Random::new((step / 24).cast_unsigned()).unit(),
        evaluates: step >= PAST - EVALUATED,
        reports: (PAST - step) * HOUR < REPORTS_KEPT,
        spent: 0.0,
    };
    billing::set_recharge(db, &json!({ "enabled": true, "threshold": 10.0, "amount": 25.0, "monthly_budget": 300.0 }))?;
    let mut first = step(0);
    first.transact(20.0, "subscription", "Pro plan, first month")?;
    first.transact(25.0, "credits", "Credits of the pro plan")?;
    for number in 0..PAST {
        step(number).run()?;
    }
    keep_steps(db, PAST.cast_unsigned())
}

/// One second of the present, in a folder that is an example.
pub fn tick(db: &Connection) -> Result<()> {
    let Some(steps) = records::body(db, STEPS)? else { return Ok(()) };
    let steps = steps.get("steps").and_then(Value::as_u64).unwrap_or(0);
    let (random, now) = (Random::new(steps), time::now());
    if steps % HOUR.unsigned_abs() == 0 {
        // Lets go of what nobody asks for any more, as a server may run for weeks.
        db.execute("DELETE FROM session_rows WHERE at < ?1", [now - REPORTS_KEPT])?;
        db.execute("DELETE FROM usage WHERE at < ?1", [now - USES_KEPT])?;
    }
    let step = Step { db, random, at: now, seconds: 1.0, traffic: 1.0, evaluates: false, reports: true, spent: 0.0 };
    step.run()?;
    keep_steps(db, steps + 1)
}

fn keep_steps(db: &Connection, steps: u64) -> Result<()> {
    records::put(db, "activity", STEPS, &Map::from_iter([("steps".to_owned(), json!(steps))]))
}

/// A session that goes on.
#[derive(Debug)]
struct Session {
    id: String,
    room: String,
    agent: String,
}

/// Some time, which ends at `at`.
#[derive(Debug)]
struct Step<'a> {
    db: &'a Connection,
    random: Random,
    at: i64,
    seconds: f64,
    /// How much is going on: 1 on an average day.
    traffic: f64,
    evaluates: bool,
    /// Whether spans, metrics and events are still kept.
    reports: bool,
    /// What models have cost in it.
    spent: f64,
}

impl Step<'_> {
    fn run(mut self) -> Result<()> {
        let mut sessions = self.active()?;
        for session in sessions.split_off(sessions.len().min(*SESSIONS.start())) {
            if self.random.chance(self.seconds / LASTS) {
                self.end(&session)?;
            } else {
                sessions.push(session);
            }
        }
        // There is something to see of one session in every step.
        let busy = self.random.below(sessions.len());
        for (place, session) in sessions.iter().enumerate() {
            self.measure(session, place == busy)?;
            for _ in 0..self.turns(session, place == busy) {
                self.turn(session)?;
            }
        }
        let more = sessions.len() < *SESSIONS.end() && self.random.chance(self.seconds / LASTS);
        for _ in 0..SESSIONS.start().saturating_sub(sessions.len()).max(usize::from(more)) {
            self.begin()?;
        }
        if self.spent > 0.0 {
            self.transact(-self.spent, "usage", "Calls of models")?;
        }
        self.recharge()
    }

    fn active(&self) -> Result<Vec<Session>> {
        let mut select = self.db.prepare_cached(
            "SELECT id, room_name, agent_name FROM sessions WHERE ended_at IS NULL ORDER BY seq DESC",
        )?;
        let sessions = select.query_map([], |row| {
            let agent: Option<String> = row.get(2)?;
            Ok(Session { id: row.get(0)?, room: row.get(1)?, agent: agent.unwrap_or_else(|| "assistant".to_owned()) })
        })?;
        Ok(sessions.collect::<rusqlite::Result<_>>()?)
    }

    /// When something happens that is not the step's end, in seconds.
    fn some_time(&mut self) -> i64 {
        self.at - (self.random.unit() * (self.seconds - 1.0)) as i64
    }

    /// A session of one of the rooms, or of an agent in it.
    fn begin(&mut self) -> Result<()> {
        let mut select = self.db.prepare_cached("SELECT id, name FROM rooms WHERE enabled ORDER BY seq LIMIT 20")?;
        let rooms = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rooms: Vec<(String, String)> = rooms.collect::<rusqlite::Result<_>>()?;
        let often: Vec<_> =
            rooms.iter().flat_map(|room| std::iter::repeat_n(room, habits::of(&room.1).weight)).collect();
        let Some((room_id, room)) = self.random.pick(&often).copied() else { return Ok(()) };
        let agent = if self.random.chance(0.3) { self.random.pick(&AGENTS).copied() } else { None };
        let agent_id = agent.map(example::agent_id);
        let users = 1 + self.random.below(4);
        let participants = json!({ "user": users, "agent": 1 + self.random.below(2) });
        let session = Session { id: self.id(), room: room.clone(), agent: agent.unwrap_or("assistant").to_owned() };
        let mut insert = self.db.prepare_cached(
            "INSERT INTO sessions (id, kind, room_id, room_name, agent_id, agent_name, created_at, participants)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?;
        let kind = if agent.is_some() { "agent" } else { "room" };
        let (counts, began) = (participants.to_string(), self.some_time());
        insert.execute((&session.id, kind, room_id, &session.room, agent_id, agent, began, counts))?;
        self.note(&session, began, "allocated", "The room was given an instance", "info")?;
        if let Some(person) = Person::of_room(self.db, &session.room, &mut self.random)? {
            self.note(&session, began + 1, "joined", &format!("{} joined", person.name), "info")?;
        }
        Ok(())
    }

    fn end(&mut self, session: &Session) -> Result<()> {
        let at = self.some_time();
        let mut end = self.db.prepare_cached("UPDATE sessions SET ended_at = ?2 WHERE id = ?1 RETURNING created_at")?;
        let began: i64 = end.query_row((&session.id, at), |row| row.get(0))?;
        self.note(session, at, "released", "Everybody has left the room", "info")?;
        let hours = (at - began) as f64 / 3600.0;
        let cost = hours * ROOM_HOUR;
        let person = Person::of_room(self.db, &session.room, &mut self.random)?;
        let room_time = Use::new(at, &session.room, person.as_ref());
        room_time.add(self.db, "rooms", "room_hours", hours, cost)?;
        self.transact(-cost, "usage", &format!("{hours:.2} hours of the room {}", session.room))
    }

    /// Notes an event of the room, which is the session's too.
    fn note(&mut self, session: &Session, at: i64, kind: &str, message: &str, severity: &str) -> Result<()> {
        let mut insert = self.db.prepare_cached(
            "INSERT INTO room_events (id, room_name, session, type, message, severity, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        let id = self.id();
        insert.execute((id, &session.room, &session.id, kind, message, severity, at))?;
        let event = json!({ "name": kind, "timestamp": time::write(at), "message": message, "severity": severity });
        self.report(session, "events", at, &event)
    }

    fn report(&self, session: &Session, kind: &str, at: i64, row: &Value) -> Result<()> {
        if !self.reports {
            return Ok(());
        }
        let mut insert =
            self.db.prepare_cached("INSERT INTO session_rows (session, kind, at, body) VALUES (?1, ?2, ?3, ?4)")?;
        insert.execute((&session.id, kind, at, row.to_string()))?;
        Ok(())
    }

    /// What the instance is doing: every quarter of an hour in the past; now and then,
    /// or all the time when it is busy, in the present.
    fn measure(&mut self, session: &Session, busy: bool) -> Result<()> {
        let times = if self.seconds > 1.0 { 4 } else { i64::from(busy || self.random.chance(1.0 / 60.0)) };
        // Every session has waves of its own.
        let phase = f64::from(session.id.bytes().map(u32::from).sum::<u32>());
        for back in (0..times).rev() {
            let at = self.at - back * 900;
            let wave = (at as f64 / 1500.0 + phase).sin();
            let cpu = (28.0 + 18.0 * wave + self.random.unit() * 12.0).round() / 100.0;
            let memory = (290.0 + 70.0 * (wave + phase.cos()) + self.random.unit() * 25.0).round();
            let sent = (40.0 + 30.0 * wave + self.random.unit() * 60.0).round();
            for (name, value, unit) in
                [("cpu.utilization", cpu, "ratio"), ("memory.used", memory, "MiB"), ("network.sent", sent, "KiB/s")]
            {
                let row = json!({ "name": name, "value": value, "unit": unit, "timestamp": time::write(at) });
                self.report(session, "metrics", at, &row)?;
            }
        }
        Ok(())
    }

    /// How often agents are asked something.
    fn turns(&mut self, session: &Session, busy: bool) -> usize {
        let evaluation = if self.evaluates && session.room == EVALUATION { 2.0 } else { 0.0 };
        if self.seconds > 1.0 {
            (self.random.unit() * 2.5 * self.traffic + evaluation).round() as usize
        } else {
            usize::from(busy && self.random.chance(0.125))
        }
    }

    /// An agent is asked something: spans, tokens and what they cost.
    fn turn(&mut self, session: &Session) -> Result<()> {
        let habit = habits::of(&session.room);
        let Some(model) = habit.model(&mut self.random) else { return Ok(()) };
        let Some(person) = Person::of_room(self.db, &session.room, &mut self.random)? else { return Ok(()) };
        // What stands for an hour is long, a second's is short.
        let input = match (self.seconds > 1.0, self.evaluates && session.room == EVALUATION) {
            (true, true) => 60_000,
            (true, false) => 28_000,
            _ => 3_000,
        };
        let at = self.some_time();
        let asked = Asked { agent: &session.agent, user: &person.name, model, input, end: at * 1000 };
        let turn = Turn::new(&mut self.random, &asked);
        for (at, span) in &turn.spans {
            self.report(session, "spans", *at, span)?;
        }
        if let Some(tool) = turn.failed {
            self.note(session, at, "tool_failed", &format!("The tool {tool} failed"), "warning")?;
        }
        let mut used = Use::new(at, &session.room, Some(&person)).of_model(model);
        used.proxy = self.random.chance(0.25);
        let [input, output] = turn.tokens();
        let costs = model.costs(input, output);
        used.add(self.db, "llm", "input_tokens", input as f64, costs[0])?;
        used.add(self.db, "llm", "output_tokens", output as f64, costs[1])?;
        self.spent += costs.iter().sum::<f64>();
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

    /// Credits are bought before they run out, if the project says so.
    fn recharge(&mut self) -> Result<()> {
        let Some([threshold, amount]) = billing::recharges(self.db)? else { return Ok(()) };
        let mut sum = self.db.prepare_cached("SELECT ifnull(sum(amount), 0.0) FROM transactions")?;
        let balance: f64 = sum.query_row([], |row| row.get(0))?;
        if balance < threshold { self.transact(amount, "recharge", "Automatic recharge") } else { Ok(()) }
    }

    fn id(&mut self) -> String {
        Uuid::from_u64_pair(self.random.next(), self.random.next()).to_string()
    }
}
