//! Whether a failed attempt is followed by another, and after how long.

#![cfg(test)]

use meshagent_wasm::request::Method;
use meshagent_wasm::request::retry::{Failure, asked_wait, wait};

const METHODS: [Method; 6] = [Method::Get, Method::Head, Method::Put, Method::Delete, Method::Post, Method::Patch];

fn status(status: u16) -> Failure {
    Failure::Status { status, wait: None }
}

fn asking(status: u16, wait: f64) -> Failure {
    Failure::Status { status, wait: Some(wait) }
}

#[test]
fn methods_and_failures_that_are_tried_again() {
    // Whether GET, HEAD, PUT and DELETE are tried again, and whether POST and PATCH are.
    let table = [
        (Failure::Network, (true, false)),
        (status(300), (false, false)),
        (status(301), (false, false)),
        (status(304), (false, false)),
        (status(400), (false, false)),
        (status(401), (false, false)),
        (status(403), (false, false)),
        (status(404), (false, false)),
        (status(408), (true, false)),
        (status(409), (false, false)),
        (status(410), (false, false)),
        (status(423), (false, false)),
        (status(425), (false, false)),
        (status(428), (false, false)),
        (status(429), (true, true)),
        (status(430), (false, false)),
        (status(500), (true, false)),
        (status(501), (false, false)),
        (status(502), (true, false)),
        (status(503), (true, false)),
        (status(504), (true, false)),
        (status(505), (false, false)),
        (status(529), (false, false)),
        (status(599), (false, false)),
    ];
    for (failure, (reads_and_replaces, creates)) in table {
        let all = [[reads_and_replaces; 4].as_slice(), &[creates; 2]].concat();
        for (method, expected) in METHODS.into_iter().zip(all) {
            assert_eq!(wait(failure, method.repeatable(), 0, 2, 0.0).is_some(), expected, "{method:?} {failure:?}");
        }
    }
}

#[test]
fn a_write_that_may_have_happened_is_never_repeated() {
    let failures =
        (0..=u16::MAX).filter(|status| *status != 429).flat_map(|number| [status(number), asking(number, 0.0)]);
    for failure in failures.chain([Failure::Network]) {
        for retries in [0, 1, 5] {
            for method in [Method::Post, Method::Patch] {
                assert_eq!(wait(failure, method.repeatable(), retries, u32::MAX, 0.0), None, "{method:?} {failure:?}");
            }
        }
    }
}

#[test]
fn what_is_not_in_the_list_is_never_repeated() {
    for number in 0..=u16::MAX {
        if ![408, 429, 500, 502, 503, 504].contains(&number) {
            for method in METHODS {
                assert_eq!(wait(asking(number, 1.0), method.repeatable(), 0, 9, 0.5), None, "{method:?} {number}");
            }
        }
    }
}

#[test]
fn there_are_as_many_retries_as_allowed() {
    for method in METHODS {
        for (retries, max, again) in [
            (0, 0, false),
            (0, 1, true),
            (1, 1, false),
            (1, 2, true),
            (2, 2, false),
            (3, 2, false),
            (0, u32::MAX, true),
        ] {
            assert_eq!(
                wait(status(429), method.repeatable(), retries, max, 0.0).is_some(),
                again,
                "{retries} of {max}"
            );
            assert_eq!(wait(asking(429, 5.0), method.repeatable(), retries, max, 0.0).is_some(), again);
        }
    }
    assert_eq!(wait(Failure::Network, true, u32::MAX, u32::MAX, 0.0), None);
}

#[test]
fn waits_double_up_to_8_seconds_less_up_to_a_quarter() {
    let expected = [500.0, 1000.0, 2000.0, 4000.0, 8000.0, 8000.0, 8000.0];
    for (retries, longest) in expected.into_iter().enumerate() {
        for (random, part) in [(0.0, 1.0), (0.5, 0.875), (1.0, 0.75), (-3.0, 1.0), (7.0, 0.75)] {
            for failure in [Failure::Network, status(429), status(503)] {
                let waited = wait(failure, true, retries as u32, 9, random);
                assert_eq!(waited, Some(longest * part), "{retries} {random}");
            }
        }
    }
    for retries in [7, 16, 17, 31, 32, 64, u32::MAX - 1] {
        assert_eq!(wait(Failure::Network, true, retries, u32::MAX, 0.0), Some(8000.0), "{retries}");
    }
}

#[test]
fn the_server_is_made_to_wait_for_as_long_as_it_asks_up_to_a_minute() {
    for number in [408, 429, 500, 502, 503, 504] {
        for (asked, waited) in [
            (0.0, Some(0.0)),
            (1.0, Some(1.0)),
            (1500.5, Some(1500.5)),
            (59_999.0, Some(59_999.0)),
            (60_000.0, Some(60_000.0)),
            (60_000.1, None),
            (3_600_000.0, None),
            (f64::INFINITY, None),
            (f64::NAN, None),
        ] {
            // Whichever attempt it is: neither doubled nor shortened.
            for (retries, random) in [(0, 0.0), (3, 1.0)] {
                assert_eq!(wait(asking(number, asked), true, retries, 9, random), waited, "{number} {asked}");
            }
        }
    }
    assert_eq!(wait(asking(429, 10.0), false, 1, 2, 0.0), Some(10.0));
    assert_eq!(wait(asking(503, 10.0), false, 0, 2, 0.0), None);
}

const NOW: f64 = 1_790_000_000_000.0;

/// What `Date.parse` makes of the texts in these tests.
fn date(text: &str) -> f64 {
    match text {
        "Fri, 25 Sep 2026 12:00:05 GMT" | "Fri, 25 Sep 2026 12:00:05" | "2026-09-25T12:00:05Z" => NOW + 5000.0,
        "Fri, 25 Sep 2026 11:59:55 GMT" => NOW - 5000.0,
        "Sat, 26 Sep 2026 12:00:00 GMT" => NOW + 86_400_000.0,
        "Fri, 99 Sep 2026 12:00:05 GMT" => f64::NAN,
        // Engines make a date of nearly anything with a number in it.
        _ => NOW + 1.0,
    }
}

#[test]
fn headers_say_how_long_to_wait() {
    let table = [
        (None, None, None),
        (None, Some("0"), Some(0.0)),
        (None, Some("1"), Some(1000.0)),
        (None, Some("120"), Some(120_000.0)),
        (None, Some("007"), Some(7000.0)),
        (None, Some(" 2 "), Some(2000.0)),
        (None, Some("Fri, 25 Sep 2026 12:00:05 GMT"), Some(5000.0)),
        (None, Some(" Fri, 25 Sep 2026 12:00:05 GMT "), Some(5000.0)),
        (None, Some("Fri, 25 Sep 2026 11:59:55 GMT"), Some(0.0)),
        (None, Some("Sat, 26 Sep 2026 12:00:00 GMT"), Some(86_400_000.0)),
        // HTTP has whole seconds and dates in GMT, and nothing else.
        (None, Some("1.5"), None),
        (None, Some("1e1"), None),
        (None, Some("0x10"), None),
        (None, Some("+5"), None),
        (None, Some("-1"), None),
        (None, Some("5 s"), None),
        (None, Some("5, 6"), None),
        (None, Some("٣"), None),
        (None, Some("Infinity"), None),
        (None, Some("NaN"), None),
        (None, Some("soon"), None),
        (None, Some("soon 5"), None),
        (None, Some("5 GMT"), None),
        (None, Some("GMT"), None),
        (None, Some("Fri, 25 Sep 2026 12:00:05"), None),
        (None, Some("Fri, 25 Sep 2026 GMT"), None),
        (None, Some("2026-09-25T12:00:05Z"), None),
        (None, Some("Fri, 99 Sep 2026 12:00:05 GMT"), None),
        // An empty header asks for nothing, least of all for no wait.
        (None, Some(""), None),
        (None, Some(" "), None),
        (Some(""), None, None),
        (Some(""), Some(""), None),
        (Some("250"), None, Some(250.0)),
        (Some(" 250 "), None, Some(250.0)),
        (Some("0"), Some("9"), Some(0.0)),
        // What cannot be read leaves the word to the other.
        (Some(""), Some("9"), Some(9000.0)),
        (Some("12.5"), Some("9"), Some(9000.0)),
        (Some("soon"), Some("9"), Some(9000.0)),
        (Some("-1"), Some("9"), Some(9000.0)),
        (Some("Infinity"), Some("Fri, 25 Sep 2026 12:00:05 GMT"), Some(5000.0)),
        // A date has no place among milliseconds.
        (Some("Fri, 25 Sep 2026 12:00:05 GMT"), None, None),
        // More than a number can hold is still an answer: longer than anybody waits.
        (None, Some("4294967295"), Some(4_294_967_295_000.0)),
        (None, Some("4294967296"), Some(f64::INFINITY)),
        (None, Some("99999999999999999999999999"), Some(f64::INFINITY)),
        (Some("99999999999999999999999999"), Some("1"), Some(f64::INFINITY)),
    ];
    for (after_ms, after, expected) in table {
        assert_eq!(asked_wait(after_ms, after, NOW, date), expected, "{after_ms:?} {after:?}");
    }
}

#[test]
fn a_header_and_a_failure_make_a_wait() {
    for (after, waited) in [
        ("0", Some(0.0)),
        ("60", Some(60_000.0)),
        ("61", None),
        ("99999999999999999999999999", None),
        ("Fri, 25 Sep 2026 12:00:05 GMT", Some(5000.0)),
        ("Sat, 26 Sep 2026 12:00:00 GMT", None),
    ] {
        let failure = Failure::Status { status: 503, wait: asked_wait(None, Some(after), NOW, date) };
        assert_eq!(wait(failure, true, 0, 2, 0.0), waited, "{after}");
    }
    // Without a usable header the usual wait.
    for after in ["soon", "1.5", "-1", ""] {
        let failure = Failure::Status { status: 503, wait: asked_wait(Some(""), Some(after), NOW, date) };
        assert_eq!(wait(failure, true, 0, 2, 0.0), Some(500.0), "{after}");
    }
}
