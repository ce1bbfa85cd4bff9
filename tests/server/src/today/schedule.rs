//! Scheduled tasks: when they run, and the list of them.

use serde_json::Value;

use crate::error::{Error, Result};
use crate::today::call::Call;
use crate::today::kinds::TASK;

/// The least time between two runs, in minutes.
const APART: u64 = 15;

/// Refuses a spec that no task can be made of.
pub fn check(spec: &Value) -> Result<()> {
    let schedule = spec.get("schedule").and_then(Value::as_str).unwrap_or_default();
    if !is_cron(schedule) && !is_interval(schedule) {
        return Err(Error::invalid("spec.schedule", "must be cron or an interval, at least 15 minutes apart"));
    }
    let has = |name: &str| spec.get(name).is_some_and(|part| !part.is_null());
    if has("queue") == has("container") {
        return Err(Error::invalid("spec.queue", "or spec.container is required, and not both"));
    }
    Ok(())
}

/// Five fields, of which the minutes leave enough time.
fn is_cron(text: &str) -> bool {
    let fields: Vec<_> = text.split_whitespace().collect();
    let known = |field: &&str| field.chars().all(|c| c.is_ascii_alphanumeric() || "*/,-".contains(c));
    let apart = fields.first().is_some_and(|minutes| match minutes.split_once('/') {
        Some((_, step)) => step.parse::<u64>().is_ok_and(|step| step >= APART),
        None => {
            minutes.parse::<u64>().is_ok_and(|minute| minute < 60) || minutes.split(',').count() <= 4 && *minutes != "*"
        }
    });
    fields.len() == 5 && fields.iter().all(known) && apart
}

/// `30 minutes`
fn is_interval(text: &str) -> bool {
    let Some((number, unit)) = text.trim().split_once(' ') else { return false };
    let seconds = match unit.trim().trim_end_matches('s') {
        "second" => 1,
        "minute" => 60,
        "hour" => 3600,
        "day" => 24 * 3600,
        _ => return false,
    };
    number.parse::<u64>().is_ok_and(|number| number.saturating_mul(seconds) >= APART * 60)
}

/// `scheduledTasks.list`: by offsets within a room, by tokens otherwise.
pub fn list(call: &Call) -> Result<Value> {
    let mut tasks = TASK.every(call.db, call.filter())?;
    tasks.retain(|task| {
        let is = |name: &str, value: &str| call.asked(name).is_none_or(|asked| asked == value);
        let active = task.members.get("active").map(Value::to_string).unwrap_or_default();
        is("room_id", task.text("room_id")) && is("task_id", &task.id) && is("active", &active)
    });
    let tasks = tasks.into_iter().map(|task| (task.id.clone(), task.show()));
    match call.asked("room_id") {
        Some(_) => call.stretch(tasks.map(|(_, task)| task).collect()),
        None => call.page(tasks.collect()).map(Value::Object),
    }
}
