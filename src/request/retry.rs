//! Whether a failed attempt is followed by another, and after how long. A write that may have happened is never
//! repeated.

const FIRST_WAIT: f64 = 500.0;
const LONGEST_WAIT: f64 = 8_000.0;
const LONGEST_ASKED_WAIT: f64 = 60_000.0;

/// How an attempt failed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Failure {
    /// There was no reply.
    Network,
    /// There was no reply in time.
    Timeout,
    /// An error reply.
    Status {
        /// Its status.
        status: u16,
        /// How long the server asks to wait, in milliseconds.
        wait: Option<f64>,
    },
}

impl Failure {
    /// Whether the same request may succeed when it is sent again, and does nothing twice then. `repeatable` says that it
    /// may be sent again although it may have arrived.
    pub fn retryable(self, repeatable: bool) -> bool {
        match self {
            Failure::Network | Failure::Timeout => repeatable,
            Failure::Status { status: 429, .. } => true,
            Failure::Status { status, .. } => repeatable && matches!(status, 408 | 500 | 502 | 503 | 504),
        }
    }
}

/// How long to wait before the next attempt, in milliseconds; `None` when there is none, as after a timeout, which has
/// taken long enough. `retries` counts the attempts after the first so far, and `random` is between 0 and 1.
pub fn wait(failure: Failure, repeatable: bool, retries: u32, max_retries: u32, random: f64) -> Option<f64> {
    if retries >= max_retries || !failure.retryable(repeatable) {
        return None;
    }
    let asked = match failure {
        Failure::Timeout => return None,
        Failure::Network => None,
        Failure::Status { wait, .. } => wait,
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

/// What `retry-after-ms` and `Retry-After` ask for, in milliseconds: a number of milliseconds, or either of HTTP's two
/// forms, whole seconds and a date, which `date` reads as milliseconds since 1970.
#[doc(hidden)]
pub fn asked_wait(after_ms: Option<&str>, after: Option<&str>, now: f64, date: impl Fn(&str) -> f64) -> Option<f64> {
    if let Some(milliseconds) = after_ms.and_then(number) {
        return Some(milliseconds);
    }
    let after = after?.trim_ascii();
    if let Some(seconds) = number(after) {
        return Some(seconds * 1000.0);
    }
    // Engines read almost any text with a number in it as a date.
    let date = if is_http_date(after) { date(after) } else { f64::NAN };
    date.is_finite().then(|| (date - now).max(0.0))
}

/// Whether text has the form of `Sun, 06 Nov 1994 08:49:37 GMT`, the one that senders of HTTP's dates must use.
fn is_http_date(text: &str) -> bool {
    const FORM: &[u8] = b"Aaa, 00 Aaa 0000 00:00:00 GMT";
    let fits = |(byte, form): (u8, &u8)| match form {
        b'A' => byte.is_ascii_uppercase(),
        b'a' => byte.is_ascii_lowercase(),
        b'0' => byte.is_ascii_digit(),
        other => byte == *other,
    };
    text.len() == FORM.len() && text.bytes().zip(FORM).all(fits)
}

/// A number written in digits alone.
fn number(text: &str) -> Option<f64> {
    let text = text.trim_ascii();
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // More than a number can hold is longer than anybody waits.
    digits.then(|| text.parse::<u32>().map_or(f64::INFINITY, f64::from))
}
