//! Tells listeners, and a log, of a client's attempts.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::error::error_value;
use super::settings::{Given, function};
use super::value::{environment, wrong};
use crate::client::{Ended, Failure, Observer, Started, global, method};
use crate::error::{Result, concat};
use crate::json::decimal;

#[wasm_bindgen(module = "/src/wasm/js/promise.js")]
extern "C" {
    /// Ignores what becomes of a value or promise.
    fn ignore(value: &JsValue);
}

/// The functions that a caller wants called. What becomes of that must not change the outcome of a call.
struct Listeners {
    on_start: Option<Function>,
    on_attempt: Option<Function>,
    log: Option<Log>,
}

/// A logger and its method that gets a line.
struct Log {
    logger: JsValue,
    write: Function,
}

/// What tells the listeners and the log, if there are any.
pub(super) fn observer(
    on_start: Option<Given>,
    on_attempt: Option<Given>,
    logger: Option<Given>,
) -> Result<Option<Box<dyn Observer>>> {
    let (on_start, on_attempt) = (function(on_start, "onStart")?, function(on_attempt, "onAttempt")?);
    let log = log(logger)?;
    if on_start.is_none() && on_attempt.is_none() && log.is_none() {
        return Ok(None);
    }
    Ok(Some(Box::new(Listeners { on_start, on_attempt, log })))
}

/// The logger that was given, else the console's standard error where the environment asks for it: standard output may be
/// what a program is for.
fn log(option: Option<Given>) -> Result<Option<Log>> {
    let (logger, name) = match option {
        Some(Given(logger)) => (logger, "debug"),
        None if environment("MESHAGENT_LOG").as_deref() == Some("debug") => (global("console"), "error"),
        None => return Ok(None),
    };
    match method(&logger, name) {
        Ok(write) => Ok(Some(Log { logger, write })),
        Err(_) => Err(wrong("logger", "an object with a method `debug`", &logger)),
    }
}

/// An attempt in one line. It shows neither the query nor a message, which could be long.
fn line(ended: &Ended<'_>) -> String {
    let Ended { attempt: Started { operation, method, url, number, .. }, status, failure, milliseconds } = ended;
    let address = url.split_once('?').map_or(*url, |(address, _)| address);
    let mut line =
        concat(&["meshagent: ", operation, " ", method, " ", address, ", attempt ", &decimal((*number).into())]);
    let mut add = |parts: &[&str]| line.push_str(&concat(parts));
    if let Some(status) = status {
        add(&[", ", &decimal((*status).into())]);
    }
    match failure {
        Some(Failure::Failed { error, .. }) => {
            add(&[", ", error.kind().name()]);
            if let Some(id) = error.request_id() {
                add(&[", request ", id]);
            }
        }
        Some(Failure::Aborted(_)) => add(&[", aborted"]),
        None => {}
    }
    add(&[", ", &decimal(*milliseconds as u64), " ms"]);
    line
}

impl Observer for Listeners {
    fn started(&self, attempt: &Started<'_>) -> JsValue {
        let Started { operation, route, method, url, number } = attempt;
        let told = JsValue::from(Object::new());
        set(&told, "operation", &(*operation).into());
        if !route.is_empty() {
            set(&told, "route", &(*route).into());
        }
        set(&told, "method", &(*method).into());
        set(&told, "url", &(*url).into());
        set(&told, "attempt", &(*number).into());
        tell(self.on_start.as_ref(), &JsValue::UNDEFINED, &told);
        told
    }

    fn ended(&self, told: JsValue, attempt: &Ended<'_>) {
        let Ended { status, failure, milliseconds, .. } = attempt;
        if let Some(status) = status {
            set(&told, "status", &(*status).into());
        }
        if let Some(failure) = failure {
            set(&told, "error", &error_value((*failure).clone()));
        }
        set(&told, "ms", &(*milliseconds).into());
        tell(self.on_attempt.as_ref(), &JsValue::UNDEFINED, &told);
        if let Some(Log { logger, write }) = &self.log {
            tell(Some(write), logger, &line(attempt).into());
        }
    }
}

/// What a listener has done to the object, such as freezing it, is its own affair.
fn set(told: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(told, &name.into(), value);
}

/// Calls a function. A listener is called by itself, for what it is a member of holds the client's secrets.
fn tell(listener: Option<&Function>, own: &JsValue, told: &JsValue) {
    if let Some(Ok(answer)) = listener.map(|listener| listener.call1(own, told)) {
        ignore(&answer);
    }
}
