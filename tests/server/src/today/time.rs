//! Times: whole seconds since 1970 in the database, ISO 8601 on the wire.

use time::OffsetDateTime;
use time::format_description::well_known::{Rfc2822, Rfc3339};

use crate::token;

/// The seconds since 1970.
pub fn now() -> i64 {
    token::now().cast_signed()
}

/// `2026-01-02T03:04:05Z`
pub fn write(seconds: i64) -> String {
    let time = OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    time.format(&Rfc3339).unwrap_or_default()
}

/// `2026-01-02T03:04:05.678Z`, of milliseconds since 1970.
pub fn write_ms(milliseconds: i64) -> String {
    let time = OffsetDateTime::from_unix_timestamp_nanos(i128::from(milliseconds) * 1_000_000);
    time.unwrap_or(OffsetDateTime::UNIX_EPOCH).format(&Rfc3339).unwrap_or_default()
}

/// `Fri, 02 Jan 2026 03:04:05 GMT`
pub fn write_http(seconds: i64) -> String {
    let time = OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    // RFC 2822 differs in the name of the zone only.
    time.format(&Rfc2822).unwrap_or_default().replace("+0000", "GMT")
}

/// Year, month, day, hour, minute and second in UTC.
pub fn parts(seconds: i64) -> [String; 6] {
    let text = write(seconds);
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
    [part(0, 4), part(5, 7), part(8, 10), part(11, 13), part(14, 16), part(17, 19)]
}

/// The seconds of a time with an offset, or of a day alone.
pub fn read(text: &str) -> Option<i64> {
    let whole = if text.len() == 10 { format!("{text}T00:00:00Z") } else { text.to_owned() };
    OffsetDateTime::parse(&whole, &Rfc3339).ok().map(OffsetDateTime::unix_timestamp)
}

/// The seconds of a length such as `1d`, `30m` or `1h`.
pub fn read_length(text: &str) -> Option<i64> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 24 * 3600,
        "w" => 7 * 24 * 3600,
        _ => return None,
    };
    let number: i64 = number.parse().ok().filter(|number| (1..=1000).contains(number))?;
    Some(number * seconds)
}
