//! The scanner of JSON accepts what `JSON.parse` accepts, and nothing else. The same cases are put to the engine in
//! `node/json.test.mjs`.

#![cfg(test)]

use meshagent_wasm::api::grants;
use meshagent_wasm::api::rooms::{self, ListRooms, Room};
use meshagent_wasm::error::Result;
use meshagent_wasm::model::Json;
use meshagent_wasm::request::{Method, Request, RequestData};
use serde::de::IgnoredAny;
use serde_json::{Value, json};

struct Case {
    name: String,
    bytes: Vec<u8>,
    valid: bool,
}

fn cases() -> Vec<Case> {
    let cases: Vec<Value> = serde_json::from_str(include_str!("vectors/json/cases.json")).unwrap();
    let case = |case: Value| Case {
        name: case["name"].as_str().unwrap().to_owned(),
        bytes: match case["text"].as_str() {
            Some(text) => text.as_bytes().to_vec(),
            None => base64(case["base64"].as_str().unwrap()),
        },
        valid: case["valid"].as_bool().unwrap(),
    };
    cases.into_iter().map(case).collect()
}

fn base64(text: &str) -> Vec<u8> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut held, mut bytes) = (0u32, 0, Vec::new());
    for byte in text.bytes().filter(|byte| *byte != b'=') {
        bits = bits << 6 | ALPHABET.iter().position(|letter| *letter == byte).unwrap() as u32;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    bytes
}

/// The scanner's verdict on a whole text.
fn accepted(text: &str) -> bool {
    Json::<Value>::check(text.to_owned(), "text").is_ok()
}

/// The text that `JSON.parse` gets of a reply.
fn decoded(data: &RequestData, reply: &str) -> Result<String> {
    let checked = data.expected.check(reply.as_bytes(), false)?;
    Ok(checked.text.unwrap_or_else(|| reply.strip_prefix('\u{FEFF}').unwrap_or(reply).to_owned()))
}

/// Another reader's verdict: it skips what it reads, so it knows neither a depth nor a range nor surrogates.
fn is_json(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// How deep brackets nest, by counting them outside of strings.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest, mut quoted, mut escaped) = (0usize, 0, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => depth += 1,
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

#[test]
fn there_are_hundreds_of_cases_of_either_kind() {
    let cases = cases();
    let mut names: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    let valid = cases.iter().filter(|case| case.valid).count();
    assert!(valid >= 150 && cases.len() - valid >= 300, "{valid} of {}", cases.len());
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), cases.len());
}

#[test]
fn every_case_is_judged_as_it_should_be() {
    let request: Request<Value> = Request::new(Method::Get, "a", &[]).unwrap();
    for Case { name, bytes, valid } in cases() {
        let text = String::from_utf8(bytes.clone());
        assert_eq!(text.as_ref().is_ok_and(|text| accepted(text)), valid, "{name}");
        assert_eq!(text.as_ref().is_ok_and(|text| is_json(text)), valid, "{name}");
        // As a reply, where one byte order mark in front is no fault.
        let text = text.unwrap_or_else(|_| "no UTF-8".to_owned());
        let unmarked = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
        let expected = is_json(unmarked);
        let read = decoded(request.data(), &text);
        assert_eq!(read.is_ok(), expected, "{name}");
        assert!(read.is_err() || read.unwrap() == unmarked, "{name}");
        // What Rust cannot hold is an error, what is no JSON never a value.
        assert!(expected || request.decode(&bytes).is_err(), "{name}");
    }
}

#[test]
fn every_case_is_judged_alike_wherever_json_is_passed_over() {
    let request = rooms::get("p", "n").unwrap();
    let places: [fn(&str) -> String; 6] = [
        |text| format!(r#"{{"id":"r","name":"n","metadata":{{"x":{text}}},"annotations":{{}}}}"#),
        |text| format!(r#"{{"id":"r","name":"n","metadata":{{"x":{{"y":[0,{text}]}}}},"annotations":{{}}}}"#),
        |text| format!(r#"{{"unknown":{text},"id":"r","name":"n","metadata":{{}},"annotations":{{}}}}"#),
        |text| format!(r#"{{"id":"r","name":"n","metadata":{{}},"annotations":{{}},"unknown":{text}}}"#),
        |text| format!(r#"{{"id":"r","name":"n","metadata":{{}},"annotations":{{}},"unknown":[{text},1]}}"#),
        |text| {
            format!(" {{ \"unknown\" : {text} , \"id\":\"r\",\"name\":\"n\",\"metadata\":{{}},\"annotations\":{{}} }} ")
        },
    ];
    for Case { name, bytes, valid } in cases() {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        for (index, place) in places.iter().enumerate() {
            let reply = place(&text);
            let result = decoded(request.data(), &reply);
            // A text may be no JSON and yet make some where it is put, such as the inside of a list.
            let whole = is_json(&reply);
            assert!(whole || !valid, "{name}");
            // Of free form there are at most 1024 levels; the last one may be empty.
            let levels = depth(&reply) - 1;
            if whole && levels > 1024 {
                assert!(result.unwrap_err().to_string().contains("at most 1024 levels"), "{name} {index}");
                continue;
            }
            assert_eq!(result.is_ok(), whole, "{name} {index}: {reply}");
            assert!(result.is_err() || result.unwrap() == reply, "{name} {index}");
        }
    }
}

#[test]
fn where_text_is_expected_only_text_is_taken() {
    for Case { name, bytes, valid } in cases() {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let reply = format!(r#"{{"id":{text},"name":"n","metadata":{{}},"annotations":{{}}}}"#);
        let is_text = valid && text.trim_ascii().starts_with('"');
        let taken = decoded(rooms::get("p", "n").unwrap().data(), &reply).is_ok();
        assert_eq!(taken, is_text || (!valid && serde_json::from_str::<Room>(&reply).is_ok()), "{name}");
        // The same for the values of a map.
        let reply = format!(r#"{{"id":"r","name":"n","metadata":{{}},"annotations":{{"a":{text}}}}}"#);
        let taken = decoded(rooms::get("p", "n").unwrap().data(), &reply).is_ok();
        assert_eq!(taken, is_text || (!valid && serde_json::from_str::<Room>(&reply).is_ok()), "{name}");
    }
}

#[test]
fn every_beginning_of_every_case_is_judged_as_another_reader_does() {
    for Case { name, bytes, .. } in cases() {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        if text.len() > 300 {
            continue;
        }
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            assert_eq!(accepted(&text[..end]), is_json(&text[..end]), "{name}: {:?}", &text[..end]);
            assert_eq!(accepted(&text[end..]), is_json(&text[end..]), "{name}: {:?}", &text[end..]);
        }
    }
}

#[test]
fn every_text_with_one_other_byte_is_judged_as_another_reader_does() {
    let signs = b"\0\x08\t\n\x0b\x0c\r\x1f !\"#'*+,-./0189:;=EFNUaebfnrtuz[\\]_`{|}~\x7f";
    let texts = [
        r#"{"a":[1,-2.5e+10,true,null],"\u00e9b":"c\n\ud83d\ude00"}"#,
        r#" [ 0 , "" , { } , false , [ ] ] "#,
        r#"[{"":0.1E-2},{"k":{"l":[[]]}}]"#,
        r#""plain text of some length \" and \\ more \u12aF""#,
        "-120.034e+05",
        "null",
    ];
    let mut valid = 0;
    for text in texts {
        for place in 0..text.len() {
            for sign in signs {
                let mut bytes = text.as_bytes().to_vec();
                bytes[place] = *sign;
                let replaced = String::from_utf8(bytes.clone()).unwrap();
                bytes.insert(place, text.as_bytes()[place]);
                let inserted = String::from_utf8(bytes).unwrap();
                for text in [replaced, inserted] {
                    let expected = is_json(&text);
                    valid += usize::from(expected);
                    assert_eq!(accepted(&text), expected, "{text:?}");
                }
            }
        }
        for place in 0..text.len() {
            let text = [&text[..place], &text[place + 1..]].concat();
            assert_eq!(accepted(&text), is_json(&text), "{text:?}");
        }
    }
    assert!(valid > 1000, "{valid}");
}

#[test]
fn all_short_texts_of_signs_are_judged_as_another_reader_does() {
    let signs = ['[', ']', '{', '}', ',', ':', '"', '\\', '0', '1', '-', '.', 'e', ' ', 'n', 'u'];
    let mut valid = 0;
    for length in 0..=4u32 {
        for number in 0..signs.len().pow(length) {
            let text: String = (0..length).map(|place| signs[number / signs.len().pow(place) % signs.len()]).collect();
            let expected = is_json(&text);
            valid += usize::from(expected);
            assert_eq!(accepted(&text), expected, "{text:?}");
        }
    }
    assert!(valid > 400, "{valid}");
}

#[test]
fn a_string_ends_where_it_ends_wherever_it_begins() {
    // Eight bytes are looked at together, so each byte at each place and every neighbour.
    for length in 0..20 {
        for place in 0..=length {
            for byte in 0..=0x7f_u8 {
                for filler in ["a", "\u{7f}", " ", "!", "#", "[", "]", "é", "€", "😀"] {
                    let text =
                        format!("\"{}{}{}\"", filler.repeat(place), char::from(byte), filler.repeat(length - place));
                    // No filler makes an escape, and after a quote it is one too many.
                    let expected = !matches!(byte, 0..0x20 | b'"' | b'\\');
                    assert_eq!(accepted(&text), expected, "{text:?}");
                }
            }
        }
    }
}

#[test]
fn escapes_mean_what_they_mean_to_another_reader() {
    let mut checked = 0;
    let strings = cases().into_iter().filter(|case| case.valid).filter_map(|case| String::from_utf8(case.bytes).ok());
    let pairs = [0xD7FF_u32, 0xD800, 0xD83D, 0xDBFF, 0xDC00, 0xDE00, 0xDFFF, 0xE000, 0x41, 0];
    let pairs = pairs.iter().flat_map(|a| pairs.map(|b| format!("\"\\u{a:04x}\\u{b:04X}\"")));
    let every = (0..=0xFFFF_u32).step_by(97).map(|code| format!("\"<\\u{code:04x}>\""));
    for text in strings.filter(|text| text.trim_ascii().starts_with('"')).chain(pairs).chain(every) {
        checked += 1;
        let expected = serde_json::from_str::<String>(&text);
        // As the value and as the name of a pair of a query, and as a name that is known.
        let which = |which: String| {
            let which = Json::<ListRooms>::check(which, "which").unwrap();
            rooms::list("p", which).map(|request| request.data().query.clone())
        };
        let value = which(format!(r#"{{"limit":1,"offset":0,"order_by":{text}}}"#));
        let name = which(format!(r#"{{"limit":1,"offset":0,"order_by":"",{text}:1}}"#));
        match expected {
            Ok(expected) => {
                let ours: String = form(&expected);
                let blank = expected.trim_ascii().is_empty();
                let expected =
                    if blank { "limit=1&offset=0".to_owned() } else { format!("limit=1&offset=0&order_by={ours}") };
                assert_eq!(value.unwrap(), expected, "{text}");
                assert_eq!(name.unwrap(), format!("limit=1&offset=0&{ours}=1"), "{text}");
            }
            // A lone surrogate, which no URL can carry.
            Err(_) => assert!(value.is_err() && name.is_err(), "{text}"),
        }
    }
    assert!(checked > 700, "{checked}");
}

/// Text as forms have it.
fn form(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b' ' => "+".to_owned(),
        b'*' | b'-' | b'.' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

#[test]
fn members_are_found_and_left_out_in_any_json() {
    // The one member is taken out, all others stay as they were written.
    let update = |rest: &str| {
        let text = format!(r#"{{{rest}"grant_id":"g","room_id":"r","user_id":"u","permissions":{{}}}}"#);
        let request = grants::update("p", Json::check(text, "grant").unwrap()).unwrap();
        assert_eq!(request.data().path, "/accounts/projects/p/room-grants/g");
        match &request.data().body {
            meshagent_wasm::request::Body::Json(text) => text.clone(),
            other => panic!("{other:?}"),
        }
    };
    for Case { bytes, .. } in cases().into_iter().filter(|case| case.valid) {
        let text = String::from_utf8(bytes).unwrap();
        if depth(&text) <= 1000 {
            let kept = text.trim_ascii();
            let expected = format!(r#"{{"x":{kept},"room_id":"r","user_id":"u","permissions":{{}}}}"#);
            assert_eq!(update(&format!(r#""x" : {text} , "#)), expected);
        }
    }
    let other_spelling = update(r#" "\u0067rant_id" : "first" , "grant\u005fid_":1 ,"#);
    assert_eq!(other_spelling, r#"{"grant\u005fid_":1,"room_id":"r","user_id":"u","permissions":{}}"#);
}

#[test]
fn names_are_compared_as_they_are_meant() {
    let request = rooms::get("p", "n").unwrap();
    for (name, known) in [
        (r"id", true),
        (r"\u0069\u0064", true),
        (r"\u0069d", true),
        (r"i\u0064", true),
        (r"i\u0044", false),
        (r"id\u0000", false),
        (r"\u0069\u0064\u0000", false),
        (r"\\u0069d", false),
        (r"\ud800id", false),
        (r"i\/d", false),
        (r"i\ud83d\ude00d", false),
        ("\u{ff49}d", false),
    ] {
        let text = format!(r#"{{"{name}":"r","name":"n"}}"#);
        assert_eq!(decoded(request.data(), &text).is_ok(), known, "{name}");
        if known {
            assert_eq!(request.decode(text.as_bytes()).unwrap().id, "r");
        }
    }
}

#[test]
fn a_depth_of_1024_is_the_bound() {
    for (open, middle, close) in [("[", "1", "]"), ("[0,", "\"\"", "]"), ("{\"a\":", "null", "}"), ("[ ", "{}", " ]")] {
        for levels in [0, 1, 63, 64, 65, 127, 128, 129, 1023, 1024, 1025, 1026, 4096, 20_000, 200_000] {
            let text = open.repeat(levels) + middle + &close.repeat(levels);
            assert_eq!(accepted(&text), levels <= 1024, "{levels} {open}");
            // What is cut off within the bound is no better.
            assert!(levels == 0 || !accepted(&text[..text.len() - 1]));
        }
    }
    // It is a bound of what is open, not of what has been.
    let wide = format!("[{}]", vec!["[[[[]]]]"; 5000].join(","));
    assert!(accepted(&wide));
    assert_eq!(json!(depth(&wide)), 5);
}
