//! How long a token lives, as people write it.

/// The seconds of a text such as `90s`, `15m`, `1h` or `7d`; nothing for any other text, and for no time at all.
pub fn seconds(text: &str) -> Option<u32> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let unit = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return None,
    };
    // `parse` would take a sign too.
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse::<u32>().ok().filter(|_| digits)?.checked_mul(unit).filter(|seconds| *seconds > 0)
}
