//! What holds for every input, tried with many. The inputs are the same in every run; `PROPTEST_RNG_SEED` asks for
//! others and `PROPTEST_CASES` for more.

#![cfg(test)]

mod operations;

use std::collections::BTreeMap;

use meshagent_wasm::access::scope::ApiScope;
use meshagent_wasm::api::grants::{self, NewRoomGrant};
use meshagent_wasm::api::rooms::{self, ListRooms};
use meshagent_wasm::error::{Error, Kind};
use meshagent_wasm::model::Json;
use meshagent_wasm::request::Paging;
use meshagent_wasm::request::paging::{Cursor, mark};
use meshagent_wasm::request::retry::{self, Failure};
use meshagent_wasm::request::{Body, Method, Request};
use meshagent_wasm::{Secrets, base_url, check_token};
use operations::shape::{Place, at, join, kinds, places, removed, replaced};
use operations::{OBJECT, OPERATIONS, PROJECT, pairs, shapes};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde::de::IgnoredAny;
use serde_json::{Map, Value, json};

fn config(cases: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    let rng_seed = match default.rng_seed {
        RngSeed::Random => RngSeed::Fixed(0x6d65_7368),
        fixed => fixed,
    };
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { default.cases } else { cases };
    ProptestConfig { cases, rng_seed, failure_persistence: None, ..default }
}

/// Text of all kinds of characters, those that matter more often.
fn text() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        4 => prop::sample::select("/.%?#&=+ \\\"'{}[]:;,~!*()\0\t\n\r\u{7f}\u{85}\u{a0}\u{2028}\u{feff}é€😀2eEfF".chars().collect::<Vec<_>>()),
        2 => any::<char>(),
        2 => prop::char::range('a', 'f'),
    ];
    vec(character, 0..12).prop_map(String::from_iter)
}

/// Any JSON value.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        // Eighths, which every reader and writer of numbers gets exactly.
        (-1_000_000_000..1_000_000_000i32).prop_map(|number| Value::from(f64::from(number) / 8.0)),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(text(), inner, 0..6).prop_map(|members| members.into_iter().collect()),
        ]
    })
}

/// Text that is nearly JSON, or is.
fn jsonish() -> impl Strategy<Value = String> {
    const TOKENS: &[&str] = &[
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "\"a\"",
        "\"\"",
        "\"\\u0041\\n\"",
        "\"\\ud800\"",
        "\"",
        "\\",
        "0",
        "-0",
        "1.5",
        "1e9",
        "-",
        ".",
        "e+",
        "01",
        "null",
        "true",
        "false",
        "nul",
        " ",
        "\n",
        "\t",
        "\u{b}",
        "\0",
        "\u{feff}",
        "/",
        "'",
        "é",
        "😀",
        "\"é€😀 12345678\"",
        "\\u00",
        "[]",
        "{}",
        "[1,2]",
        "{\"a\":1}",
        "\"a\":",
        ",\"b\":",
        "12345678",
        "\u{1f}",
    ];
    let soup = vec(prop::sample::select(TOKENS), 0..14).prop_map(|tokens| tokens.concat());
    let broken = (value(), any::<prop::sample::Index>(), prop::sample::select(TOKENS), 0..3usize).prop_map(
        |(value, index, token, taken)| {
            let text = value.to_string();
            let mut characters: Vec<char> = text.chars().collect();
            let place = index.index(characters.len() + 1);
            let end = (place + taken).min(characters.len());
            characters.splice(place..end, token.chars());
            characters.into_iter().collect::<String>()
        },
    );
    prop_oneof![2 => soup, 3 => broken, 1 => value().prop_map(|value| value.to_string()), 1 => text()]
}

/// The byte order mark.
const MARK: char = '\u{FEFF}';

fn is_json(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}

fn decoded(segment: &str) -> String {
    // In a path a plus is a plus.
    pairs(&format!("x={}", segment.replace('+', "%2B")))[0].1.clone()
}

/// A value changed at random places: other kinds, nothing, or one more member.
fn changed(mut value: Value, changes: &[(prop::sample::Index, prop::sample::Index)]) -> Value {
    for (place, change) in changes {
        let places = places(&value);
        let place: &Place = &places[place.index(places.len())];
        let kinds = kinds();
        value = match change.index(kinds.len() + 4) {
            kind if kind < kinds.len() => replaced(&value, place, kinds[kind].clone()),
            _ => match at(&mut value, place) {
                Value::Object(members) if change.index(2) == 0 => {
                    let name = ["unknown", "readOnly", "listTables", "roomId", "Id", "é\n"][change.index(6)];
                    members.insert(name.to_owned(), json!([{ "x": null }]));
                    value
                }
                _ => removed(&value, place).unwrap_or(value),
            },
        };
    }
    value
}

fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, prop::sample::Index)>> {
    vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..4)
}

/// A scope of the known grants with members of other names at all levels.
fn scope() -> impl Strategy<Value = Value> {
    let extra = (any::<prop::sample::Index>(), "[a-z]{1,8}_x", value());
    (vec(extra, 0..6), vec(any::<prop::sample::Index>(), 0..12)).prop_map(|(extras, removals)| {
        let mut scope = shapes::scope().full();
        for removal in removals {
            let Value::Object(grants) = &mut scope else { continue };
            let names: Vec<String> = grants.keys().cloned().collect();
            grants.remove(&names[removal.index(names.len())]);
        }
        for (place, name, value) in extras {
            let objects: Vec<Place> =
                places(&scope).into_iter().filter(|place| at(&mut scope.clone(), place).is_object()).collect();
            let place = &objects[place.index(objects.len())];
            if let Value::Object(members) = at(&mut scope, place) {
                members.insert(name, value);
            }
        }
        scope
    })
}

/// A list that is gone through by offset, as long as the server gives no token.
fn paging(page_size: &'static str) -> Paging {
    Paging { page_size, by_token: false }
}

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn segments_come_back_and_stay_segments(segments in [text(), text(), text()]) {
        let path = Request::<Value>::new(Method::Get, "a/{}/b/{}/{}", &segments.each_ref().map(String::as_str));
        let control = |segment: &String| segment.bytes().any(|byte| byte.is_ascii_control());
        let refused = segments.iter().any(|segment| matches!(segment.as_str(), "" | "." | "..") || control(segment));
        prop_assert_eq!(path.is_err(), refused);
        if let Ok(request) = path {
            let path = &request.data().path;
            let parts: Vec<&str> = path.split('/').collect();
            prop_assert_eq!(parts.len(), 6);
            prop_assert_eq!([parts[0], parts[1], parts[3]], ["", "a", "b"]);
            prop_assert_eq!([decoded(parts[2]), decoded(parts[4]), decoded(parts[5])], segments);
            prop_assert!(path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.!~*'()%/".contains(&byte)));
        }
    }

    #[test]
    fn queries_come_back(members in prop::collection::btree_map(text(), text(), 0..5)) {
        let mut which: Map<String, Value> = members.iter().map(|(name, value)| (name.clone(), value.clone().into())).collect();
        which.extend([("limit".to_owned(), json!(1)), ("offset".to_owned(), json!(0)), ("order_by".to_owned(), json!(""))]);
        let which = Json::<ListRooms>::check(Value::from(which).to_string(), "which").unwrap();
        let query = rooms::list("p", which).unwrap().data().query.clone();
        let mut expected: BTreeMap<String, String> = members.into_iter().filter(|(_, value)| !value.trim_ascii().is_empty()).collect();
        expected.extend([("limit".to_owned(), "1".to_owned()), ("offset".to_owned(), "0".to_owned())]);
        expected.remove("order_by");
        prop_assert!(query.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.*%+&=".contains(&byte)), "{}", query);
        prop_assert_eq!(pairs(&query).into_iter().collect::<BTreeMap<_, _>>(), expected);
    }

    #[test]
    fn text_is_taken_exactly_when_it_is_json(text in jsonish()) {
        prop_assert_eq!(Json::<Value>::check(text.clone(), "text").is_ok(), is_json(&text), "{:?}", text);
        let reply = format!("{{\"id\":\"r\",\"name\":\"n\",\"metadata\":{{\"x\":{text}}},\"annotations\":{{}}}}");
        let result = operations::text(rooms::get("p", "n").unwrap().data(), &reply);
        match result {
            Ok(result) => prop_assert!(is_json(&reply) && result == reply, "{:?}", reply),
            // What ends the value may go on with members of its own, which are checked as such.
            Err(error) if is_json(&reply) => prop_assert!(["id", "name", "annotations"].contains(&error.path().unwrap_or_default())),
            Err(error) => prop_assert_eq!(error.kind(), Kind::InvalidResponseError),
        }
    }

    #[test]
    fn any_value_passes_as_it_is(value in value()) {
        let reply = json!({ "id": "r", "name": "n", "metadata": { "x": value }, "annotations": {} });
        let request = rooms::get("p", "n").unwrap();
        for text in [reply.to_string(), serde_json::to_string_pretty(&reply).unwrap()] {
            prop_assert_eq!(operations::text(request.data(), &text).unwrap(), text.clone());
            let room = request.decode(text.as_bytes()).unwrap();
            let again: Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(&room.metadata["x"], &again["metadata"]["x"]);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..60), at in any::<prop::sample::Index>(), cut in any::<bool>()) {
        let operation = &OPERATIONS[at.index(OPERATIONS.len())];
        let built = operation.any();
        // The bytes alone, and in the middle of a reply.
        let mut reply = operation.reply.map(|shape| shape().full().to_string().into_bytes()).unwrap_or_default();
        let place = at.index(reply.len() + 1);
        reply.splice(place..if cut { reply.len() } else { place }, bytes.clone());
        for reply in [bytes, reply] {
            match built.read(&reply) {
                Ok(_) if operation.reply.is_none() => {}
                Ok(_) => {
                    let text = std::str::from_utf8(&reply).unwrap();
                    prop_assert!(is_json(text.strip_prefix(MARK).unwrap_or(text)));
                }
                Err(error) => prop_assert_eq!(error.kind(), Kind::InvalidResponseError),
            }
        }
    }

    #[test]
    fn error_replies_have_a_message_whatever_they_hold(status in 100..700u16, body in prop_oneof![jsonish(), text()], name in "error|message|detail|error_description") {
        for body in [body.clone(), format!("{{\"{name}\":{body}}}"), format!("{{\"error\":{{\"message\":{body}}}}}")] {
            let error = Error::of_reply(status, "", &body, &Secrets::default());
            let message = error.to_string();
            prop_assert!(message.starts_with(&status.to_string()) && message.chars().count() <= 504);
            prop_assert_eq!((error.status(), error.body()), (Some(status), Some(body.as_str())));
        }
    }

    #[test]
    fn every_iteration_of_a_list_by_offset_sees_all_of_it_once(
        count in 0..200u64,
        size in 1..40u64,
        clamps in vec(1..20u64, 1..5),
        told in any::<bool>(),
    ) {
        let mut cursor = Cursor::new(&format!("page_size={size}"), paging("limit")).unwrap();
        let mut seen = Vec::new();
        let mut page = 0;
        while let Some(query) = cursor.query() {
            let asked: BTreeMap<String, String> = pairs(&query).into_iter().collect();
            let from: u64 = asked["offset"].parse().unwrap();
            let items: Vec<u64> = (from..count.min(from + size.min(clamps[page % clamps.len()]))).collect();
            page += 1;
            prop_assert!(page <= 201);
            let mark = mark(format!("{items:?}").as_bytes());
            let new = cursor.advance(items.len() as u64, told.then_some(count), None, mark).unwrap();
            prop_assert!(new, "no page comes twice");
            seen.extend(items);
        }
        prop_assert_eq!(seen, (0..count).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_inserted_in_front_meanwhile_loses_nothing(
        count in 0..120u64,
        size in 1..12u64,
        // Before which requests something is inserted: so many pages' worth of items, and so many more.
        inserts in prop::collection::btree_map(1..40usize, (0..3u64, prop_oneof![2 => Just(0u64), 1 => 0..12u64]), 0..6),
        told in any::<bool>(),
    ) {
        let mut cursor = Cursor::new(&format!("page_size={size}"), paging("limit")).unwrap();
        let mut list: Vec<u64> = (0..count).collect();
        let mut seen = Vec::new();
        let mut requests = 0;
        while let Some(query) = cursor.query() {
            prop_assert!(requests < 1000, "the iteration does not end");
            let insert = inserts.get(&requests).map_or(0, |(pages, more)| pages * size + more);
            requests += 1;
            let next = list.len() as u64;
            list.splice(0..0, (next..next + insert).rev());
            let asked: BTreeMap<String, String> = pairs(&query).into_iter().collect();
            let from: usize = asked["offset"].parse().unwrap();
            let items: Vec<u64> = list.iter().skip(from).take(size as usize).copied().collect();
            let mark = mark(format!("{items:?}").as_bytes());
            match cursor.advance(items.len() as u64, told.then_some(list.len() as u64), None, mark) {
                Ok(true) => seen.extend(items),
                // A page is left out only when all of it was seen.
                Ok(false) => prop_assert!(items.iter().all(|item| seen.contains(item))),
                Err(error) => {
                    // Two inserts bring no page back three times; a list that grows faster than it is gone through
                    // cannot be told from one that repeats itself.
                    prop_assert!(inserts.len() > 2, "{}", error);
                    prop_assert_eq!(error.kind(), Kind::InvalidResponseError);
                    return Ok(());
                }
            }
        }
        for item in 0..count {
            prop_assert!(seen.contains(&item), "{} is lost of {:?}", item, seen);
        }
    }

    #[test]
    fn a_server_that_repeats_itself_for_ever_ends_with_an_error(
        before in 0..20u64,
        length in 1..20u64,
        size in 1..4u64,
        told in any::<bool>(),
    ) {
        let mut cursor = Cursor::new(&format!("page_size={size}"), paging("limit")).unwrap();
        let mut requests = 0;
        let end = loop {
            if cursor.query().is_none() { break Ok(()) }
            prop_assert!(requests < 1000, "the iteration does not end");
            let place = if requests < before { requests } else { before + (requests - before) % length };
            requests += 1;
            if let Err(error) = cursor.advance(2, told.then_some(1_000_000), None, mark(&place.to_le_bytes())) {
                break Err(error);
            }
        };
        match end {
            // An only page without a total, which a server sends that knows no offsets.
            Ok(()) => prop_assert!(!told && before + length == 1 && requests <= 4),
            Err(error) => {
                prop_assert_eq!(error.kind(), Kind::InvalidResponseError);
                prop_assert_eq!(error.to_string(), "the list does not end: the server sent the same page again");
                prop_assert_eq!(cursor.query(), None);
            }
        }
    }

    #[test]
    fn no_secret_of_a_request_is_left_in_a_text(
        secrets in vec("[a-z]{1,3}-[0-9]{0,8}", 1..6),
        parts in vec(prop_oneof![text(), any::<prop::sample::Index>().prop_map(|at| format!("\u{1}{}", at.index(1000)))], 0..10),
    ) {
        let mut hidden = Secrets::default();
        secrets.iter().for_each(|secret| hidden.add(secret));
        // A part that begins with a sign of its own stands for a secret.
        let full: String = parts.iter().map(|part| match part.strip_prefix('\u{1}').and_then(|at| at.parse::<usize>().ok()) {
            Some(at) => secrets[at % secrets.len()].as_str(),
            None => part,
        }).collect();
        let shown = hidden.hide(&full);
        for secret in secrets.iter().filter(|secret| secret.len() >= 8) {
            prop_assert!(!shown.contains(secret.as_str()), "{} is in {:?}", secret, shown);
        }
        if secrets.iter().all(|secret| secret.len() < 8) {
            prop_assert_eq!(shown, full);
        }
    }

    #[test]
    fn no_circle_of_tokens_goes_on_for_ever(next in vec(0..30usize, 30), items in vec(0..3u64, 30)) {
        let mut cursor = Cursor::new("", paging("limit")).unwrap();
        let (mut place, mut pages) = (0, 0);
        let error = loop {
            prop_assert!(cursor.query().is_some() && pages < 200);
            pages += 1;
            place = next[place];
            if let Err(error) = cursor.advance(items[place], Some(3), Some(format!("t{place}")), mark(format!("p{pages}").as_bytes())) {
                break error;
            }
        };
        prop_assert_eq!(error.kind(), Kind::InvalidResponseError);
        prop_assert_eq!(cursor.query(), None);
    }

    #[test]
    fn waits_are_bounded_and_writes_never_repeated(
        method in prop::sample::select(vec![Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch, Method::Delete]),
        status in prop_oneof![Just(429u16), Just(503), 100..600u16],
        asked in prop::option::of(-1e6..1e7f64),
        network in any::<bool>(),
        retries in any::<u32>(),
        max in any::<u32>(),
        random in any::<f64>(),
    ) {
        let failure = if network { Failure::Network } else { Failure::Status { status, wait: asked.filter(|wait| *wait >= 0.0) } };
        match retry::wait(failure, method.repeatable(), retries, max, random) {
            None => {}
            Some(wait) => {
                prop_assert!(retries < max);
                prop_assert!((0.0..=60_000.0).contains(&wait), "{}", wait);
                prop_assert!(!matches!(method, Method::Post | Method::Patch) || (!network && status == 429));
            }
        }
    }

    #[test]
    fn an_address_that_is_taken_is_taken_again(url in prop_oneof![text(), text().prop_map(|rest| format!("https://{rest}")), text().prop_map(|rest| format!("HTTP://h/{rest}/"))]) {
        if let Ok(taken) = base_url(&url) {
            prop_assert!(!taken.ends_with('/') && !taken.contains(['?', '#', ' ', '\\', '\0', '\n']));
            prop_assert_eq!(base_url(&taken).unwrap(), taken);
        }
    }

    #[test]
    fn a_token_is_visible_ascii(token in prop_oneof![text(), "[!-~]{1,40}"]) {
        let visible = !token.is_empty() && token.chars().all(|c| ('!'..='~').contains(&c));
        prop_assert_eq!(check_token(&token).is_ok(), visible);
    }
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn replies_with_several_changes_are_judged_by_their_form(index in 0..OPERATIONS.len(), changes in changes(), pretty in any::<bool>()) {
        let operation = &OPERATIONS[index];
        let Some(shape) = operation.reply.map(|shape| shape()) else { return Ok(()) };
        let reply = changed(shape.full(), &changes);
        let text = if pretty { serde_json::to_string_pretty(&reply) } else { serde_json::to_string(&reply) }.unwrap();
        let faults = shape.faults(&reply);
        match operation.any().text(&text) {
            Ok(read) => {
                prop_assert!(faults.is_empty(), "{}: {:?}: {}", operation.name, faults, text);
                prop_assert_eq!(serde_json::from_str::<Value>(&read).unwrap(), shape.fill(&reply), "{}: {}", operation.name, text);
            }
            Err(error) => {
                let path = error.path().unwrap_or_default().to_owned();
                prop_assert!(faults.contains(&path), "{}: {} not {:?}: {}", operation.name, error, faults, text);
            }
        }
    }

    #[test]
    fn arguments_with_several_changes_are_judged_by_their_form(index in 0..OPERATIONS.len(), changes in changes()) {
        let operation = &OPERATIONS[index];
        let Some(shape) = operation.object.map(|shape| shape()) else { return Ok(()) };
        let object = changed(shape.full(), &changes);
        let faults: Vec<String> = shape.faults(&object).iter().map(|fault| join(OBJECT, fault)).collect();
        match (operation.build)(PROJECT, &["a"], &object.to_string()) {
            Ok(built) => {
                prop_assert!(faults.is_empty(), "{}: {:?}: {}", operation.name, faults, object);
                operation.check_sent(&built.data, &object);
            }
            Err(error) => {
                let path = error.path().unwrap_or_default().to_owned();
                // A member that goes into the path, and one that goes into the query.
                let refused = ["another control character in it", "that a URL can carry"];
                let message = error.to_string();
                let unencodable = faults.is_empty() && refused.iter().any(|end| message.ends_with(end));
                prop_assert!(unencodable || faults.contains(&path), "{}: {} not {:?}: {}", operation.name, error, faults, object);
            }
        }
    }

    #[test]
    fn a_scope_goes_out_and_comes_back_with_all_that_is_in_it(scope in scope()) {
        // Out: the caller's object as it is.
        let grant = json!({ "room_id": "r", "user_id": "u", "permissions": scope });
        let request = grants::create("p", Json::<NewRoomGrant>::check(grant.to_string(), "grant").unwrap()).unwrap();
        prop_assert_eq!(&request.data().body, &Body::Json(grant.to_string()));
        // Back: the service's answer as it is.
        let room = json!({ "id": "r", "name": "n", "metadata": {}, "annotations": {} });
        let reply = json!({ "room": room, "user_id": "u", "permissions": scope }).to_string();
        let get = grants::get("p", "r", "u").unwrap();
        let read = operations::text(get.data(), &reply).unwrap();
        prop_assert_eq!(&read, &reply);
        // And out again in an update.
        let read: Value = serde_json::from_str(&read).unwrap();
        let update = json!({ "room_id": "r", "user_id": "u", "permissions": read["permissions"], "grant_id": "g" });
        let update = grants::update("p", Json::check(update.to_string(), "grant").unwrap()).unwrap();
        let Body::Json(body) = &update.data().body else { panic!("no JSON") };
        prop_assert_eq!(&serde_json::from_str::<Value>(body).unwrap(), &grant);
        // A struct keeps it all, what it does not know included.
        let held = get.decode(reply.as_bytes()).unwrap().permissions;
        prop_assert_eq!(serde_json::to_value(&held).unwrap(), shapes::scope().held(&scope));
        prop_assert!(Json::<ApiScope>::check(serde_json::to_string(&held).unwrap(), "scope").is_ok());
    }
}
