//! Whether a failed attempt is followed by another, and after how long. A write that may have happened is never
//! repeated.

use crate::request::Method;

const FIRST_WAIT: f64 = 500.0;
const LONGEST_WAIT: f64 = 8_000.0;
const LONGEST_ASKED_WAIT: f64 = 60_000.0;

/// How an attempt failed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Failure {
    /// There was no reply.
    Network,
    /// An error reply.
    Status {
        /// Its status.
        status: u16,
        /// How long the server asks to wait, in milliseconds.
        wait: Option<f64>,
    },
}

/// How long to wait before the next attempt, in milliseconds; `None` when there is none. `retries` counts the attempts
/// after the first so far, and `random` is between 0 and 1.
pub fn wait(method: Method, failure: Failure, retries: u32, max_retries: u32, random: f64) -> Option<f64> {
    if retries >= max_retries {
        return None;
    }
    let repeatable = method != Method::Post;
    let asked = match failure {
        Failure::Network if repeatable => None,
        Failure::Status { status: 429, wait } => wait,
        Failure::Status { status: 408 | 500 | 502 | 503 | 504, wait } if repeatable => wait,
        _ => return None,
    };
    match asked {
        Some(wait) => (wait <= LONGEST_ASKED_WAIT).then_some(wait),
        None => {
            let doubled = FIRST_WAIT * f64::from(1u32 << retries.min(16));
            // Up to a quarter less, so that clients that failed together do not come back together.
            Some(doubled.min(LONGEST_WAIT) * (1.0 - random.clamp(0.0, 1.0) / 4.0))
        }
    }
}

/// What `retry-after-ms` and `Retry-After` ask for, in milliseconds: a number of milliseconds, of seconds, or a date.
/// `parse` reads a number and `date` a date, in milliseconds since 1970.
#[doc(hidden)]
pub fn asked_wait(
    after_ms: Option<&str>,
    after: Option<&str>,
    now: f64,
    parse: impl Fn(&str) -> f64,
    date: impl Fn(&str) -> f64,
) -> Option<f64> {
    // JavaScript reads blank text as 0.
    let number = |text: &str| {
        let number = if text.trim_ascii().is_empty() { f64::NAN } else { parse(text) };
        Some(number).filter(|number| number.is_finite() && *number >= 0.0)
    };
    let milliseconds = after_ms.and_then(number);
    milliseconds.or_else(|| {
        let after = after?;
        number(after).map(|seconds| seconds * 1000.0).or_else(|| {
            // Engines read almost any text with a number in it as a date; one of HTTP has a time of day.
            let date = if after.bytes().any(|byte| byte == b':') { date(after) } else { f64::NAN };
            date.is_finite().then(|| (date - now).max(0.0))
        })
    })
}
