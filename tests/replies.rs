//! How replies are read: defaults, older forms, what is not known, and everything that is not what the API promises.

#![cfg(test)]

mod operations;

use meshagent_wasm::Secrets;
use meshagent_wasm::api::rooms::{self, Room};
use meshagent_wasm::api::{grants, oauth_clients};
use meshagent_wasm::error::{Error, Kind};
use meshagent_wasm::model::Json;
use meshagent_wasm::request::Request;
use operations::shape::{Shape, typed, variants};
use operations::{Built, OPERATIONS, operation};
use serde_json::{Value, json};

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The request of an operation, and what its reply looks like.
fn reading(name: &str) -> (Built, Shape) {
    let operation = operation(name).unwrap();
    (operation.any(), operation.reply.unwrap()())
}

/// All operations whose reply is looked at.
fn readers() -> impl Iterator<Item = (&'static str, Built, Shape)> {
    let reader = |operation: &'static operations::Operation| {
        Some((operation.name, operation.any(), operation.reply.map(|shape| shape())?))
    };
    OPERATIONS.iter().filter_map(reader)
}

fn invalid(result: Result<impl std::fmt::Debug, Error>) -> Error {
    let error = result.unwrap_err();
    assert_eq!(error.kind(), Kind::InvalidResponseError, "{error}");
    assert_eq!((error.status(), error.body()), (None, None));
    error
}

/// The path of what is wrong with a reply.
fn fault(built: &Built, reply: &str) -> String {
    let error = invalid(built.text(reply));
    let path = error.path().unwrap().to_owned();
    let place = if path.is_empty() { "the reply" } else { &path };
    assert!(error.to_string().starts_with(&format!("{place}: expected ")), "{error}");
    // Rust callers meet the same error.
    assert_eq!(built.read(reply.as_bytes()).unwrap_err(), error);
    path
}

#[test]
fn replies_are_taken_or_refused_by_their_form_at_every_place() {
    let mut checked = 0;
    for (name, built, shape) in readers() {
        // The lists of grants have one answer in common.
        if matches!(name, "grants.listByUser" | "grants.listByRoom") {
            continue;
        }
        for (place, reply) in variants(&shape.full()) {
            checked += 1;
            let text = reply.to_string();
            let faults = shape.faults(&reply);
            if !faults.is_empty() {
                let path = fault(&built, &text);
                assert!(faults.contains(&path), "{name}: {path}, not {faults:?}: {text}");
                continue;
            }
            let filled = shape.fill(&reply);
            let checked = built.text(&text).unwrap_or_else(|error| panic!("{name}: {error}: {text}"));
            assert_eq!(parse(&checked), filled, "{name}: {text}");
            match built.read(text.as_bytes()) {
                Ok(read) => assert_eq!(read, typed(&shape, &filled), "{name}: {text}"),
                // Rust has no number that large where it may be negative.
                Err(_) => assert!(text.contains("\"expires_in\":18446744073709551615"), "{name} {place:?}: {text}"),
            }
        }
    }
    assert!(checked > 5_000, "{checked}");
}

#[test]
fn an_item_is_judged_alike_whatever_came_before_it() {
    let mut checked = 0;
    for (name, built, shape) in readers() {
        let full = shape.full();
        let lists = full.as_object().into_iter().flatten();
        let mut items = lists.filter_map(|(list, items)| Some((list, items.get(0).filter(|item| item.is_object())?)));
        let Some((list, item)) = items.next() else { continue };
        for (_, other) in variants(item) {
            checked += 1;
            let mut reply = full.clone();
            reply[list] = json!([item, other, other, item, other]);
            let text = reply.to_string();
            if shape.faults(&reply).is_empty() {
                let read = built.text(&text).unwrap_or_else(|error| panic!("{name}: {error}: {text}"));
                assert_eq!(parse(&read), shape.fill(&reply), "{name}: {text}");
            } else {
                let path = fault(&built, &text);
                assert!(path.starts_with(&format!("{list}[1]")), "{name}: {path}: {text}");
            }
        }
    }
    assert!(checked > 800, "{checked}");
}

#[test]
fn a_full_and_a_bare_reply_are_taken_as_they_are() {
    for (name, built, shape) in readers() {
        let full = shape.fill(&shape.full()).to_string();
        assert_eq!(built.text(&full).unwrap(), full, "{name}");
        let bare = shape.bare();
        assert_eq!(parse(&built.text(&bare.to_string()).unwrap()), shape.fill(&bare), "{name}");
    }
}

#[test]
fn what_is_missing_or_null_has_its_default() {
    let cases = [
        ("rooms.get", r#"{"id":"r","name":"n"}"#, r#"{"id":"r","name":"n","metadata":{},"annotations":{}}"#),
        (
            "rooms.get",
            r#"{ "metadata" : null , "id":"r","annotations":null,"name":"n" }"#,
            r#"{ "metadata" : {} , "id":"r","annotations":{},"name":"n" }"#,
        ),
        // Of repeated members the last counts, and none of them stays null.
        (
            "rooms.get",
            r#"{"id":"r","name":"n","metadata":null,"annotations":{},"metadata":null}"#,
            r#"{"id":"r","name":"n","metadata":{},"annotations":{},"metadata":{}}"#,
        ),
        ("rooms.list", "{}", r#"{"rooms":[]}"#),
        ("rooms.list", " { \n } ", " { \n \"rooms\":[]} "),
        ("rooms.list", r#"{"total":41,"rooms":null}"#, r#"{"total":41,"rooms":[]}"#),
        ("rooms.list", r#"{"total":null}"#, r#"{"rooms":[]}"#),
        // Where `null` means nothing the member is taken out, with one comma.
        ("rooms.list", r#"{"total":null,"rooms":[]}"#, r#"{"rooms":[]}"#),
        ("rooms.list", r#"{"rooms":[],"total":null}"#, r#"{"rooms":[]}"#),
        ("rooms.list", r#"{"x":1,"total":null,"rooms":[]}"#, r#"{"x":1,"rooms":[]}"#),
        ("rooms.list", r#"{"total":null,"continuation_token":null,"rooms":[]}"#, r#"{"rooms":[]}"#),
        ("rooms.list", r#"{"total":null,"rooms":[],"continuation_token":null}"#, r#"{"rooms":[]}"#),
        ("rooms.list", r#"{"total":null,"continuation_token":null}"#, r#"{"rooms":[]}"#),
        ("rooms.list", r#"{"total":null,"x":1,"continuation_token":null}"#, r#"{"x":1,"rooms":[]}"#),
        ("rooms.list", r#"{"total":null,"total":null,"x":1,"total":null}"#, r#"{"x":1,"rooms":[]}"#),
        (
            "rooms.list",
            r#"{"total":null,"rooms":null,"continuation_token":"t"}"#,
            r#"{"rooms":[],"continuation_token":"t"}"#,
        ),
        ("rooms.list", " { \"total\" : null , \"rooms\" : [ ] } ", " { \"rooms\" : [ ] } "),
        ("rooms.list", " { \"rooms\" : [ ] , \"total\" : null } ", " { \"rooms\" : [ ]  } "),
        ("rooms.list", "{ \"total\" : null }", "{ \"rooms\":[]}"),
        ("members.list", r#"{"users":null}"#, r#"{"users":[]}"#),
        ("members.list", r#"{"users":[{"id":"u"}]}"#, r#"{"users":[{"id":"u"}]}"#),
        ("grants.list", "{}", r#"{"room_grants":[]}"#),
        ("grants.listByUser", "{}", r#"{"room_grants":[]}"#),
        ("grants.listByRoom", "{}", r#"{"room_grants":[]}"#),
        ("grants.listUniqueRooms", "{}", r#"{"rooms":[]}"#),
        ("grants.listUniqueUsers", "{}", r#"{"users":[]}"#),
        ("oauthClients.list", "{}", r#"{"clients":[]}"#),
        (
            "grants.get",
            r#"{"room":{"id":"r","name":"n"},"user_id":"u"}"#,
            r#"{"room":{"id":"r","name":"n","metadata":{},"annotations":{}},"user_id":"u","permissions":{}}"#,
        ),
        (
            "grants.list",
            r#"{"room_grants":[{"user_id":"u","permissions":null,"room":{"id":"r","name":"n","metadata":null}}]}"#,
            concat!(
                r#"{"room_grants":[{"user_id":"u","permissions":{},"#,
                r#""room":{"id":"r","name":"n","metadata":{},"annotations":{}}}]}"#
            ),
        ),
        (
            "members.role",
            r#"{"role":"","can_use_llm_proxy":null}"#,
            r#"{"role":"","can_use_llm_proxy":false,"can_create_rooms":false}"#,
        ),
        ("oauth.exchangeToken", r#"{"access_token":"a"}"#, r#"{"access_token":"a","token_type":"Bearer"}"#),
        (
            "oauth.exchangeToken",
            r#"{"token_type":null,"expires_in":null,"access_token":"a"}"#,
            r#"{"token_type":"Bearer","access_token":"a"}"#,
        ),
    ];
    for (name, reply, expected) in cases {
        assert_eq!(operation(name).unwrap().any().text(reply).unwrap(), expected, "{name}: {reply}");
    }
    let grant = grants::get("p", "r", "u").unwrap();
    let grant = grant.decode(br#"{"room":{"id":"r","name":"n"},"user_id":"u","permissions":null}"#).unwrap();
    // Nothing is granted: every surface is absent.
    assert_eq!(serde_json::to_value(grant.permissions).unwrap(), json!({}));
}

#[test]
fn a_reply_without_need_of_defaults_passes_byte_for_byte() {
    let text = " {\"b\":[1.50E+2,-0,123456789012345678901234567890,{\"a\":null}],\"\\u0069d\":\"\\ud83d\\ude00\\/\",
        \"name\":\"\\ud800\",\t\"metadata\":{\"__proto__\":{\"x\":1},\"a\":1,\"a\":2},\"annotations\":{\"\":\"\"}}\r\n";
    assert_eq!(reading("rooms.get").0.text(text).unwrap(), text);
}

#[test]
fn flat_counts_of_older_servers_are_nested() {
    let (built, shape) = reading("grants.listUniqueRooms");
    let cases = [
        (
            r#"{"rooms":[{"room_id":"r","room_name":"n","metadata":{"a":1},"count":3}]}"#,
            json!({ "rooms": [{ "room": { "id": "r", "name": "n", "metadata": { "a": 1 }, "annotations": {} }, "count": 3 }] }),
        ),
        // Both forms side by side, and all that is not known.
        (
            r#"{"etag":"x","rooms":[{"count":1,"extra":[1],"annotations":{"b":"c"},"room_name":"n","room_id":"r"},
                {"room":{"id":"s","name":"m","x":2},"count":2,"room_id":"ignored"}],"total":2}"#,
            json!({ "etag": "x", "total": 2, "rooms": [
                { "room": { "id": "r", "name": "n", "annotations": { "b": "c" }, "metadata": {} }, "count": 1, "extra": [1] },
                { "room": { "id": "s", "name": "m", "x": 2, "metadata": {}, "annotations": {} }, "count": 2, "room_id": "ignored" },
            ] }),
        ),
        (
            r#"{"rooms":[{"\u0072oom_id":"r\"","room_name":"n\u0000","metadata":null,"count":0}]}"#,
            json!({ "rooms": [{ "room": { "id": "r\"", "name": "n\0", "metadata": {}, "annotations": {} }, "count": 0 }] }),
        ),
        (
            "\u{FEFF} {\"rooms\":[{\"room_id\":\"r\",\"room_name\":\"n\",\"count\":0}] } ",
            json!({ "rooms": [{ "room": { "id": "r", "name": "n", "metadata": {}, "annotations": {} }, "count": 0 }] }),
        ),
    ];
    for (reply, expected) in cases {
        assert_eq!(parse(&built.text(reply).unwrap()), expected, "{reply}");
        assert_eq!(built.read(reply.as_bytes()).unwrap(), typed(&shape, &expected), "{reply}");
    }
    let faults = [
        (r#"{"rooms":[{"room_id":"r","count":3}]}"#, "rooms[0].room.name"),
        (r#"{"rooms":[{"room_id":1,"room_name":"n","count":3}]}"#, "rooms[0].room.id"),
        (r#"{"rooms":[{"room_id":"r","room_name":null,"count":3}]}"#, "rooms[0].room.name"),
        (r#"{"rooms":[{"room_id":"r","room_name":"n","metadata":[],"count":3}]}"#, "rooms[0].room.metadata"),
        (
            r#"{"rooms":[{"room_id":"r","room_name":"n","annotations":{"a":1},"count":3}]}"#,
            "rooms[0].room.annotations.a",
        ),
        (r#"{"rooms":[{"room_id":"r","room_name":"n"}]}"#, "rooms[0].count"),
        (r#"{"rooms":[{"room_id":"r","room_name":"n","count":-1}]}"#, "rooms[0].count"),
        (r#"{"rooms":[{"room":null,"room_id":"r","room_name":"n","count":3}]}"#, "rooms[0].room"),
        (r#"{"rooms":[{"room_name":"n","count":3}]}"#, "rooms[0].room"),
        (r#"{"rooms":[{"room_id":"r","room_name":"n","count":3},null]}"#, "rooms[1]"),
        (r#"{"rooms":[{"room_id":"r","room_name":"n","count":3}],"total":"1"}"#, "total"),
        (r#"{"rooms":{"0":{"room_id":"r","room_name":"n","count":3}}}"#, "rooms"),
    ];
    for (reply, path) in faults {
        assert_eq!(fault(&built, reply), path, "{reply}");
    }
}

#[test]
fn a_wrapped_client_of_newer_servers_is_unwrapped() {
    let (built, shape) = reading("oauthClients.create");
    let client = json!({ "client_id": "c", "client_secret": "s", "grant_types": [], "response_types": ["code"],
        "redirect_uris": [], "scope": "", "project_id": "p", "metadata": { "a": [1] }, "later": 1 });
    let expected = shape.fill(&client);
    for reply in [
        json!({ "client": client }).to_string(),
        format!("\u{FEFF}{{\"x\":1,\"cl\\u0069ent\" :\t{client}\n,\"y\":2}} "),
        client.to_string(),
    ] {
        assert_eq!(parse(&built.text(&reply).unwrap()), expected, "{reply}");
        assert_eq!(built.read(reply.as_bytes()).unwrap(), shape.held(&expected), "{reply}");
    }
    // A client with a member of that name is not another client.
    let mut own = client.clone();
    own["client"] = json!({ "client_id": "other" });
    assert_eq!(parse(&built.text(&own.to_string()).unwrap()), shape.fill(&own));
    assert_eq!(fault(&built, r#"{"client":{"client_secret":"s"}}"#), "client_id");
    assert_eq!(fault(&built, r#"{"client":null}"#), "client_id");
    assert_eq!(fault(&built, r#"{"client":[]}"#), "client_id");
    // Only the reply to `create` is wrapped.
    let get = oauth_clients::get("p", "c").unwrap();
    assert_eq!(invalid(get.decode(json!({ "client": client }).to_string().as_bytes())).path(), Some("client_id"));
}

#[test]
fn repeated_and_escaped_names_count_as_json_has_them() {
    let (built, _) = reading("rooms.get");
    let room = |text: &str| rooms::get("p", "n").unwrap().decode(text.as_bytes()).unwrap();
    assert_eq!(room(r#"{"id":"a","id":"b","name":"n","name":"m"}"#).id, "b");
    assert_eq!(room(r#"{"\u0069\u0064":"a","n\u0061me":"m"}"#).name, "m");
    assert_eq!(room(r#"{"id":"a","name":"n","metadata":{"x":1,"\u0078":2}}"#).metadata["x"], 2);
    // Every one of the repeated must be right.
    assert_eq!(fault(&built, r#"{"id":1,"id":"b","name":"n"}"#), "id");
    assert_eq!(fault(&built, r#"{"id":"b","id":null,"name":"n"}"#), "id");
    // Names of another spelling are other names.
    for other in ["ID", "Id", "id ", " id", "i\\u0064\\u0000", "id\\ud800", "\\uff49d"] {
        assert_eq!(fault(&built, &format!(r#"{{"{other}":"r","name":"n"}}"#)), "id", "{other}");
    }
    // The place of a fault is named as it stands in the reply.
    let place = |name: &str| fault(&built, &format!(r#"{{"id":"r","name":"n","annotations":{{"{name}":1}}}}"#));
    assert_eq!(place("a_1"), "annotations.a_1");
    assert_eq!(place(""), r#"annotations[""]"#);
    assert_eq!(place("a.b"), r#"annotations["a.b"]"#);
    assert_eq!(place("a\\\"b\\u0000"), r#"annotations["a\"b\u0000"]"#);
    assert_eq!(place("ü"), r#"annotations["ü"]"#);
    assert_eq!(place("__proto__"), "annotations.__proto__");
    assert_eq!(place(&"x".repeat(64)), format!("annotations.{}", "x".repeat(64)));
    assert_eq!(place(&"x".repeat(65)), format!("annotations.{}", "x".repeat(64)));
    assert_eq!(place(&"ü".repeat(100)), format!("annotations[\"{}\"]", "ü".repeat(64)));
}

#[test]
fn a_reply_cut_off_anywhere_is_an_error() {
    for (name, built, shape) in readers() {
        // A shorter scope will do.
        let reply = match name {
            "grants.get" | "grants.list" | "grants.listByUser" | "grants.listByRoom" => {
                let grant = r#"{"room":{"id":"r€","name":"😀"},"user_id":"\u00fc\n","permissions":{"queues":{"send":["a"],"list":false}}}"#;
                if name == "grants.get" {
                    grant.to_owned()
                } else {
                    format!(r#"{{"room_grants":[{grant}],"total":1}}"#)
                }
            }
            _ => shape.full().to_string(),
        };
        assert!(built.read(reply.as_bytes()).is_ok(), "{name}");
        for length in 0..reply.len() {
            invalid(built.read(&reply.as_bytes()[..length]));
        }
    }
}

#[test]
fn nothing_but_blanks_may_follow_a_reply() {
    let (built, _) = reading("rooms.get");
    let room = r#"{"id":"r","name":"n"}"#;
    for blanks in ["", " ", "\n", "\r\n", "\t", "  \n\t\r "] {
        assert!(built.read(format!("{blanks}{room}{blanks}").as_bytes()).is_ok(), "{blanks:?}");
    }
    for trailing in
        ["}", "]", ",", "{}", "null", "\0", "\u{b}", "\u{c}", "\u{a0}", "\u{FEFF}", "\u{2028}", "//", "x", "1"]
    {
        assert_eq!(fault(&built, &format!("{room}{trailing}")), "", "{trailing:?}");
        assert_eq!(fault(&built, &format!("{room} {trailing}")), "", "{trailing:?}");
    }
    for leading in ["}", "]", ",", "null", "\0", "\u{b}", "\u{c}", "\u{a0}", "\u{2028}", "//", "x", "1", "\u{FEFF}x"] {
        assert_eq!(fault(&built, &format!("{leading}{room}")), "", "{leading:?}");
    }
}

#[test]
fn one_byte_order_mark_may_precede_a_reply() {
    let (built, _) = reading("rooms.get");
    let room = r#"{"id":"r","name":"n","metadata":{},"annotations":{}}"#;
    assert_eq!(built.text(&format!("\u{FEFF}{room}")).unwrap(), room);
    assert_eq!(built.text(&format!("\u{FEFF} {room}")).unwrap(), format!(" {room}"));
    assert_eq!(fault(&built, &format!("\u{FEFF}\u{FEFF}{room}")), "");
    assert_eq!(fault(&built, &format!(" \u{FEFF}{room}")), "");
    assert_eq!(fault(&built, "\u{FEFF}"), "");
    // The mark of UTF-16 is none.
    for mark in [&b"\xFF\xFE"[..], b"\xFE\xFF"] {
        assert_eq!(invalid(built.read(&[mark, room.as_bytes()].concat())).path(), Some(""));
    }
}

#[test]
fn an_empty_body_is_enough_only_where_nothing_is_needed() {
    for operation in OPERATIONS {
        let built = operation.any();
        for empty in ["", " ", "\r\n\t", "\u{FEFF}", "\u{FEFF}\n"] {
            let read = built.read(empty.as_bytes());
            assert_eq!(read.is_ok(), operation.reply.is_none(), "{}", operation.name);
            if let Err(error) = read {
                assert_eq!(error.path(), Some(""), "{}", operation.name);
                assert_eq!(error.to_string(), "the reply: expected an object, got an empty body");
            }
        }
    }
}

#[test]
fn where_nothing_is_needed_anything_will_do() {
    for operation in OPERATIONS.iter().filter(|operation| operation.reply.is_none()) {
        for body in [&b"{}"[..], br#"{"ok":true}"#, b"null", b"OK", b"<html>", b"{", b"\xFF\xFE\0", b"[[[["] {
            assert_eq!(operation.any().read(body).unwrap(), Value::Null, "{}", operation.name);
        }
    }
}

#[test]
fn what_is_no_json_is_no_reply() {
    let texts = [
        "<!DOCTYPE html>\n<html><body>Sign in</body></html>",
        "<?xml version=\"1.0\"?><e/>",
        "OK",
        "undefined",
        "NaN",
        "id=r&name=n",
        "id: r\nname: n",
        "{'id':'r','name':'n'}",
        "{id:\"r\",name:\"n\"}",
        "{\"id\":\"r\",\"name\":\"n\",}",
        "{\"id\":\"r\" \"name\":\"n\"}",
        "{\"id\":\"r\",,\"name\":\"n\"}",
        "{\"id\",\"r\"}",
        "// room\n{\"id\":\"r\",\"name\":\"n\"}",
        ")]}',\n{\"id\":\"r\",\"name\":\"n\"}",
        "while(1);{\"id\":\"r\",\"name\":\"n\"}",
        "data: {\"id\":\"r\",\"name\":\"n\"}\n\n",
        "{\"id\":\"r\",\"name\":\"n\"}{\"id\":\"r\",\"name\":\"n\"}",
        "\u{2028}{\"id\":\"r\",\"name\":\"n\"}",
        "\0",
    ];
    for (name, built, _) in readers() {
        for text in texts {
            let error = invalid(built.text(text));
            assert!(error.path().is_some() && error.to_string().len() < 200, "{name}: {error}");
        }
    }
}

#[test]
fn the_whole_reply_must_be_of_the_right_kind() {
    for (name, built, _) in readers() {
        for (text, kind) in [
            ("null", "null"),
            ("true", "a boolean"),
            ("\"{}\"", "text"),
            ("7", "a number"),
            ("[]", "a list"),
            ("[{}]", "a list"),
        ] {
            let error = invalid(built.text(text));
            let expected = format!("the reply: expected an object, got {kind}");
            assert_eq!((error.path(), error.to_string()), (Some(""), expected), "{name}: {text}");
        }
    }
}

#[test]
fn bytes_that_are_no_utf_8_are_no_reply() {
    let (built, _) = reading("rooms.get");
    let with = |bytes: &[u8]| [&br#"{"id":"r","name":""#[..], bytes, br#""}"#].concat();
    for valid in ["\u{7f}", "\u{80}", "\u{7ff}", "\u{800}", "\u{ffff}", "\u{10000}", "\u{10ffff}", "\u{d7ff}\u{e000}"] {
        assert!(built.read(&with(valid.as_bytes())).is_ok(), "{valid:?}");
    }
    let invalid_bytes: [&[u8]; 12] = [
        b"\x80",
        b"\xBF",
        b"\xC0\x80",
        b"\xC1\xBF",
        b"\xC3",
        b"\xE0\x80\x80",
        b"\xE2\x82",
        b"\xED\xA0\x80",
        b"\xF0\x80\x80\x80",
        b"\xF4\x90\x80\x80",
        b"\xFE",
        b"\xFF",
    ];
    for bytes in invalid_bytes {
        let error = invalid(built.read(&with(bytes)));
        assert_eq!(error.to_string(), "the reply: expected UTF-8 text, got other bytes at byte 18", "{bytes:?}");
    }
}

#[test]
fn nesting_has_a_bound_and_never_ends_the_process() {
    let (built, _) = reading("rooms.get");
    let nested = |open: &str, middle: &str, close: &str, levels: usize| {
        format!(
            r#"{{"id":"r","name":"n","metadata":{{"x":{}{middle}{}}},"annotations":{{}}}}"#,
            open.repeat(levels),
            close.repeat(levels)
        )
    };
    // The object that holds them is the first of the 1024 levels, and an empty list nests nothing.
    for (open, middle, close, most) in
        [("[", "0", "]", 1023), ("[", "[]", "]", 1023), ("{\"a\":", "null", "}", 1023), ("[{\"\":", "0", "}]", 511)]
    {
        for levels in [1, 64, most] {
            let text = nested(open, middle, close, levels);
            assert_eq!(built.text(&text).unwrap(), text, "{levels} {open}");
        }
        for levels in [most + 1, 2000, 20_000, 1_000_000] {
            let error = invalid(built.text(&nested(open, middle, close, levels)));
            assert!(error.to_string().contains("expected at most 1024 levels of nesting"), "{error}");
            assert_eq!(error.path(), Some("metadata"));
            invalid(built.read(nested(open, middle, close, levels).as_bytes()));
        }
    }
    for (name, built, _) in readers() {
        for open in [
            "[",
            "{\"id\":",
            "{\"x\":",
            "{\"rooms\":[",
            "{\"room_grants\":[{\"permissions\":",
            "{\"client\":",
            "{\"users\":[",
        ] {
            for levels in [1500, 20_000] {
                invalid(built.text(&open.repeat(levels)));
                let error = invalid(built.text(&(open.repeat(levels) + "]" + &"}".repeat(levels))));
                assert!(error.to_string().len() < 2000, "{name}: {}", error.to_string().len());
            }
        }
    }
    // Rust's own reader of JSON stops earlier, with an error as well.
    assert!(rooms::get("p", "n").unwrap().decode(nested("[", "0", "]", 100).as_bytes()).is_ok());
    invalid(rooms::get("p", "n").unwrap().decode(nested("[", "0", "]", 200).as_bytes()));
}

#[test]
fn counts_are_whole_numbers_from_0_of_any_size() {
    let (built, _) = reading("rooms.list");
    let list = |total: &str| format!(r#"{{"rooms":[],"total":{total}}}"#);
    for total in ["0", "7", "4294967296", "9007199254740993", "18446744073709551615"] {
        assert_eq!(built.read(list(total).as_bytes()).unwrap()["total"].to_string(), total);
    }
    for total in ["-1", "1.0", "0.5", "1e2", "1E2", "0e0", "-1.5", "1e400", "1.7976931348623157e309"] {
        assert_eq!(fault(&built, &list(total)), "total", "{total}");
    }
    for total in ["01", "00", "+1", "1.", ".5", "0x10", "1_000", "1n", "Infinity", "-", "--1", "1e", "٣"] {
        invalid(built.text(&list(total)));
    }
    // JavaScript rounds what is too large; a Rust integer cannot hold it.
    let huge = "9".repeat(400);
    for total in ["18446744073709551616", huge.as_str()] {
        assert_eq!(built.text(&list(total)).unwrap(), list(total));
        invalid(built.read(list(total).as_bytes()));
    }
    let (token, _) = reading("oauth.exchangeToken");
    let expiring = |seconds: &str| format!(r#"{{"access_token":"a","token_type":"b","expires_in":{seconds}}}"#);
    for seconds in ["0", "-5", "9223372036854775807", "-9223372036854775808"] {
        assert!(token.read(expiring(seconds).as_bytes()).is_ok(), "{seconds}");
    }
    for seconds in ["3600.0", "3.6e3", "\"3600\"", "true", "[]"] {
        assert_eq!(fault(&token, &expiring(seconds)), "expires_in", "{seconds}");
    }
}

#[test]
fn numbers_of_free_form_pass_whatever_their_size() {
    let (built, _) = reading("rooms.get");
    for number in ["1e400", "-1e-400", "123456789012345678901234567890.123456789", "0.1e00010", "-0.0", "1E+0"] {
        let text = format!(r#"{{"id":"r","name":"n","metadata":{{"x":{number}}},"annotations":{{}}}}"#);
        assert_eq!(built.text(&text).unwrap(), text);
    }
}

#[test]
fn the_message_says_where_and_what() {
    let (built, _) = reading("grants.list");
    let cases = [
        (r#"{"room_grants":{}}"#, "room_grants: expected a list, got an object"),
        (r#"{"room_grants":[1]}"#, "room_grants[0]: expected an object, got a number"),
        (r#"{"room_grants":[{}]}"#, "room_grants[0].room: expected an object, got nothing: it is missing"),
        (r#"{"total":-1}"#, "total: expected a whole number from 0, got a negative one"),
        (r#"{"total":1.5}"#, "total: expected a whole number from 0, got a fraction or exponent"),
        (r#"{"total":tru}"#, "total: expected a whole number from 0, got a boolean"),
        (r#"{"total":"1"}"#, "total: expected a whole number from 0, got text"),
        (r#"{"x":tru}"#, "x: expected true, got other text at byte 5"),
        (r#"{"x":nul"#, "x: expected null, got other text at byte 5"),
        (r#"{"x":"\x"}"#, "x: expected a JSON escape, got other text at byte 6"),
        ("{\"x\":\"a\nb\"}", "x: expected the end of a string, got a control character at byte 7"),
        (r#"{"x":"abc"#, "x: expected the end of a string, got the end of the text at byte 9"),
        (r#"{"x":1-}"#, "the reply: expected a comma or the closing bracket, got other text at byte 6"),
        (r#"{"x":-}"#, "x: expected a digit, got other text at byte 6"),
        (r#"{"x" 1}"#, "the reply: expected a colon, got other text at byte 5"),
        (r#"{x:1}"#, "the reply: expected a member's name, got other text at byte 1"),
        (r#"{"x":}"#, "x: expected a JSON value, got other text at byte 5"),
        ("<html>", "the reply: expected a JSON value, got other text at byte 0"),
        ("{} {}", "the reply: expected the end of the JSON text, got other text at byte 3"),
    ];
    for (reply, message) in cases {
        assert_eq!(invalid(built.text(reply)).to_string(), message, "{reply}");
    }
}

#[test]
fn pages_know_their_rest_under_any_list() {
    for (name, built, _) in readers().filter(|(name, ..)| name.contains(".list")) {
        let read = built.read(br#"{"total":3,"continuation_token":"t","next":1}"#).unwrap();
        assert_eq!(read, json!({ "items": [], "total": 3, "continuation_token": "t" }), "{name}");
        let read = built.read(br#"{"total":null,"continuation_token":null,"items":[1]}"#).unwrap();
        assert_eq!(read, json!({ "items": [] }), "{name}");
    }
}

#[test]
fn error_replies_are_told_apart_by_status_and_quoted() {
    let kinds = [
        (400, Kind::ValidationErrorResponse),
        (401, Kind::AuthenticationError),
        (402, Kind::RoomException),
        (403, Kind::PermissionDeniedError),
        (404, Kind::NotFoundError),
        (405, Kind::RoomException),
        (408, Kind::RoomException),
        (409, Kind::ConflictError),
        (410, Kind::RoomException),
        (413, Kind::RoomException),
        (422, Kind::RoomException),
        (423, Kind::RoomDisabledError),
        (429, Kind::RateLimitError),
        (500, Kind::ServerError),
        (501, Kind::ServerError),
        (503, Kind::ServerError),
        (599, Kind::ServerError),
        (301, Kind::RoomException),
        (304, Kind::RoomException),
        (100, Kind::RoomException),
        (600, Kind::RoomException),
    ];
    for (status, kind) in kinds {
        let error = Error::of_reply(status, "Reason", "body", &Secrets::default());
        assert_eq!((error.kind(), error.status(), error.body()), (kind, Some(status), Some("body")), "{status}");
        assert_eq!((error.path(), error.reason()), (None, None));
        assert_eq!(Kind::of_status(status), kind);
    }
}

#[test]
fn the_message_of_an_error_reply_is_the_best_that_its_body_has() {
    let long = "ü".repeat(600);
    let cut = "ü".repeat(500);
    let cases = [
        (r#"{"error":{"code":"room_disabled","message":"The room is off."},"message":"other"}"#, "The room is off."),
        (r#"{"error":"forbidden","message":"other"}"#, "forbidden"),
        (r#"{"error_description":"expired","detail":"d","message":"m"}"#, "expired"),
        (r#"{"message":"m","detail":"d"}"#, "m"),
        (r#"{"detail":" d\n"}"#, "d"),
        (r#"{"error":{"message":7},"detail":"d"}"#, "d"),
        (r#"{"error":{"message":" "},"error_description":"","message":"m"}"#, "m"),
        (r#"{"error":null,"message":"\u00fc\ud83d\ude00"}"#, "ü😀"),
        (r#"{"error":"\ud800","message":"m"}"#, "m"),
        (r#"{"message":"first","message":"last"}"#, "last"),
        (r#"{"m\u0065ssage":"escaped"}"#, "escaped"),
        // Whatever else it is, the body speaks for itself.
        (r#"{"error":{"code":1}}"#, r#"{"error":{"code":1}}"#),
        (r#" {"detail":[{"loc":["body"]}]} "#, r#"{"detail":[{"loc":["body"]}]}"#),
        (r#"["message"]"#, r#"["message"]"#),
        (r#""message""#, r#""message""#),
        ("404: Not Found\n", "404: Not Found"),
        ("<h1>Bad gateway</h1>", "<h1>Bad gateway</h1>"),
        (r#"{"message":"m"#, r#"{"message":"m"#),
        (long.as_str(), cut.as_str()),
        // What says nothing leaves the word to the status.
        ("", "I'm a teapot"),
        (" \n", "I'm a teapot"),
        ("{}", "I'm a teapot"),
        ("{ }", "I'm a teapot"),
    ];
    for (body, message) in cases {
        // It begins with the status, so that a log of messages alone says it.
        let error = Error::of_reply(418, "I'm a teapot", body, &Secrets::default());
        assert_eq!((error.to_string(), error.body()), (format!("418 {message}"), Some(body)));
    }
    let message = |status, body| Error::of_reply(status, "", body, &Secrets::default()).to_string();
    assert_eq!(message(503, ""), "503");
    assert_eq!(message(404, "{}"), "404");
    let deep = "[".repeat(20_000);
    assert_eq!(message(500, &deep), format!("500 {}", &deep[..500]));
}

#[test]
fn an_error_reply_shows_no_secret_of_its_request() {
    let mut secrets = Secrets::default();
    secrets.add("refresh-123");
    let body = r#"{"message":"unknown token refresh-123","detail":"refresh-123"}"#;
    let error = Error::of_reply(400, "refresh-123", body, &secrets);
    assert_eq!(error.to_string(), "400 unknown token [secret]");
    assert_eq!(error.body(), Some(r#"{"message":"unknown token [secret]","detail":"[secret]"}"#));
    assert_eq!(Error::of_reply(400, "no refresh-123", "", &secrets).to_string(), "400 no [secret]");
    // Hidden before the text is cut, which would leave the beginning of it.
    let long = format!("{}refresh-123", "x".repeat(495));
    let error = Error::of_reply(400, "", &long, &secrets);
    assert!(!error.to_string().contains("refre") && !format!("{error:?}").contains("refre"), "{error:?}");
    // A token of the reply itself is no secret of the request.
    assert_eq!(Error::of_reply(400, "", "other-12345", &secrets).to_string(), "400 other-12345");
}

#[test]
fn an_argument_and_a_reply_are_checked_by_one_walker() {
    let text = r#"{"id":"r","name":"n"}"#;
    let reply: Request<Room> = rooms::get("p", "n").unwrap();
    assert!(Json::<Room>::check(text.to_owned(), "room").is_ok() && reply.decode(text.as_bytes()).is_ok());
    // An argument comes from `JSON.stringify`, which writes no byte order mark.
    assert!(Json::<Room>::check(format!("\u{FEFF}{text}"), "room").is_err());
    let error = Json::<Room>::check("[]".to_owned(), "room").unwrap_err();
    assert_eq!((error.path(), error.to_string().as_str()), (Some("room"), "room: expected an object, got a list"));
    let error = Json::<Room>::check("{".to_owned(), "").unwrap_err();
    assert_eq!((error.kind(), error.path()), (Kind::ArgumentError, Some("")));
}
