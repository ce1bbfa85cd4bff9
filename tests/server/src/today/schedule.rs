//! Scheduled tasks: when they run, and what is told of it. No room runs here
//! that could take a message or start a container, so a run is submitted and
//! nothing more.

use chrono::{DateTime, Utc};
use croner::Cron;
use croner::parser::{CronParser, Seconds};
use rusqlite::Connection;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::today::call::Call;
use crate::today::kinds::TASK;
use crate::today::plain;
use crate::today::records::Record;
use crate::today::time;

/// The least time between two runs, in seconds.
const APART: i64 = 15 * 60;
/// How many times of a cron line are looked at for it.
const LOOKED_AT: usize = 100;

/// When a task runs. The times of a cron line are in UTC.
#[derive(Debug)]
enum Schedule {
    Cron(Box<Cron>),
    /// Seconds between two runs.
    Every(i64),
}

impl Schedule {
    fn parse(text: &str) -> Option<Self> {
        if let Some(seconds) = interval(text) {
            return Some(Self::Every(seconds));
        }
        let parser = CronParser::builder().seconds(Seconds::Disallowed).build();
        parser.parse(text.trim()).ok().map(|cron| Self::Cron(Box::new(cron)))
    }

    /// The next time after another one; none where a cron line has no more.
    fn next(&self, after: i64) -> Option<i64> {
        match self {
            Self::Every(seconds) => after.checked_add(*seconds),
            Self::Cron(cron) => {
                let after = DateTime::<Utc>::from_timestamp(after, 0)?;
                cron.find_next_occurrence(&after, false).ok().map(|next| next.timestamp())
            }
        }
    }

    /// The least time between two of the next runs.
    fn least(&self, after: i64) -> Option<i64> {
        let times = std::iter::successors(self.next(after), |time| self.next(*time));
        let times: Vec<_> = times.take(LOOKED_AT).collect();
        let gaps = times.windows(2).filter_map(|pair| pair.last()?.checked_sub(*pair.first()?));
        times.first().map(|_| gaps.min().unwrap_or(i64::MAX))
    }
}

/// The seconds of `30 minutes`.
fn interval(text: &str) -> Option<i64> {
    let (number, unit) = text.trim().split_once(char::is_whitespace)?;
    let seconds = match unit.trim().to_lowercase().trim_end_matches('s') {
        "second" => 1,
        "minute" => 60,
        "hour" => 3600,
        "day" => 24 * 3600,
        _ => return None,
    };
    number.parse::<i64>().ok()?.checked_mul(seconds)
}

/// Refuses a spec that no task can be made of; gives the time of the next run.
pub fn check(spec: &Value) -> Result<i64> {
    let wrong = |why| Error::invalid("spec.schedule", why);
    let schedule = spec.get("schedule").and_then(Value::as_str).unwrap_or_default();
    let schedule = Schedule::parse(schedule).ok_or_else(|| wrong("must be a line of cron or an interval"))?;
    let now = time::now();
    let next = schedule.next(now).ok_or_else(|| wrong("names no time to come"))?;
    if schedule.least(now).is_none_or(|least| least < APART) {
        return Err(wrong("must leave at least 15 minutes between two runs"));
    }
    let has = |name: &str| spec.get(name).is_some_and(|part| !part.is_null());
    if has("queue") == has("container") {
        return Err(Error::invalid("spec.queue", "or spec.container is required, and not both"));
    }
    Ok(next)
}

/// `scheduledTasks.list`: by offsets within a room, by tokens otherwise.
pub fn list(call: &Call) -> Result<Value> {
    let mut tasks = TASK.every(call.db, call.filter())?;
    tasks.retain(|task| {
        let is = |name: &str, value: &str| call.asked(name).is_none_or(|asked| asked == value);
        let active = task.members.get("active").map(Value::to_string).unwrap_or_default();
        is("room_id", task.text("room_id")) && is("task_id", &task.id) && is("active", &active)
    });
    let tasks = tasks.into_iter().map(|task| Ok((task.id.clone(), plain::shown(call, task)?)));
    let tasks = tasks.collect::<Result<Vec<_>>>()?;
    match call.asked("room_id") {
        Some(_) => call.stretch(tasks.into_iter().map(|(_, task)| task).collect()),
        None => call.page(tasks).map(Value::Object),
    }
}

/// `scheduledTasks.listRuns`, the newest first.
pub fn list_runs(call: &Call) -> Result<Value> {
    let task = plain::record(call)?;
    let mut select = call.db.prepare_cached("SELECT body FROM task_runs WHERE task = ?1 ORDER BY seq DESC")?;
    let bodies = select.query_map([task.id], |row| row.get::<_, String>(0))?;
    let runs = bodies.map(|body| Ok(serde_json::from_str(&body?)?));
    call.stretch(runs.collect::<Result<_>>()?)
}

/// The tasks whose time has come.
fn due(db: &Connection, now: i64) -> Result<Vec<Record>> {
    let mut tasks = TASK.every(db, "")?;
    tasks.retain(|task| {
        let at = task.members.get(NEXT).and_then(Value::as_i64);
        task.members.get("active") == Some(&json!(true)) && at.is_some_and(|at| at <= now)
    });
    Ok(tasks)
}

/// The member of a task's record that says when it runs next.
pub const NEXT: &str = "next_run_at";

/// Whether there is anything to run.
pub fn is_due(db: &Connection) -> Result<bool> {
    Ok(!due(db, time::now())?.is_empty())
}

/// Runs what is due. Times that passed while no server ran are not made up for.
pub fn tick(db: &Connection) -> Result<()> {
    let now = time::now();
    due(db, now)?.into_iter().try_for_each(|task| run(db, task, now).map(drop))
}

/// Gives a task the runs that it would have had since a time: the past of an
/// example.
pub fn catch_up(db: &Connection, mut task: Record, since: i64) -> Result<()> {
    let Some(schedule) = Schedule::parse(task.text("schedule")) else { return Ok(()) };
    let now = time::now();
    let mut next = schedule.next(since);
    while let Some(at) = next.filter(|at| *at <= now) {
        task.members.insert(NEXT.to_owned(), json!(at));
        task = run(db, task, at)?;
        next = schedule.next(at);
    }
    task.members.insert(NEXT.to_owned(), json!(next));
    TASK.save(db, task)?;
    Ok(())
}

fn run(db: &Connection, mut task: Record, now: i64) -> Result<Record> {
    let at = task.members.get(NEXT).and_then(Value::as_i64).unwrap_or(now);
    let mut last = db.prepare_cached("SELECT ifnull(max(seq), 0) FROM task_runs")?;
    let seq: i64 = last.query_row([], |row| row.get::<_, i64>(0))? + 1;
    let queue = !task.text("queue_name").is_empty();
    let body = json!({
        "id": seq.to_string(),
        "task_id": task.id,
        "project_id": task.text("project_id"),
        "room_id": task.text("room_id"),
        "room_name": task.text("room_name"),
        "queued_message_id": queue.then(|| Uuid::new_v4().to_string()),
        "target": if queue { "queue" } else { "container" },
        "status": "submitted",
        "attempt_count": 1,
        "scheduled_time": time::write(at),
        "started_at": time::write(now),
        "completed_at": time::write(now),
    });
    let mut insert = db.prepare_cached("INSERT INTO task_runs (seq, task, body) VALUES (?1, ?2, ?3)")?;
    insert.execute((seq, &task.id, body.to_string()))?;
    let next = Schedule::parse(task.text("schedule")).and_then(|schedule| schedule.next(now));
    let once = task.members.get("once") == Some(&json!(true));
    if once || next.is_none() {
        task.members.insert("active".to_owned(), json!(false));
        if let Some(active) = task.members.get_mut("spec").and_then(|spec| spec.get_mut("active")) {
            *active = json!(false);
        }
    }
    for (name, value) in [
        (NEXT, json!(next)),
        ("last_run_id", json!(seq)),
        ("last_start_time", json!(time::write(now))),
        ("last_end_time", json!(time::write(now))),
        ("last_status", json!("submitted")),
    ] {
        task.members.insert(name.to_owned(), value);
    }
    TASK.save(db, task)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Thursday, 2026-01-01.
    const BASE: i64 = 1_767_225_600;

    fn next(text: &str) -> Option<i64> {
        Schedule::parse(text)?.next(BASE).map(|next| next - BASE)
    }

    #[test]
    fn the_next_run_is_computed() {
        assert_eq!(next("30 minutes"), Some(1800));
        assert_eq!(next(" 2  Hours "), Some(7200));
        assert_eq!(next("0 3 * * *"), Some(3 * 3600));
        assert_eq!(next("0 0 * * *"), Some(24 * 3600));
        assert_eq!(next("15 8 * * MON"), Some((4 * 24 + 8) * 3600 + 900));
        for text in ["", "often", "* * * * * *", "61 * * * *", "0 0 31 2 *"] {
            assert_eq!(next(text), None, "{text}");
        }
    }

    #[test]
    fn runs_are_apart() {
        let least = |text: &str| Schedule::parse(text).and_then(|schedule| schedule.least(BASE));
        assert_eq!(least("*/15 * * * *"), Some(900));
        assert_eq!(least("0,10 3 * * *"), Some(600));
        assert_eq!(least("0 3 * * *"), Some(24 * 3600));
        assert_eq!(least("10 minutes"), Some(600));
    }
}
