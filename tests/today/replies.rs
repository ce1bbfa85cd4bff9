//! Replies: what the contract promises is accepted and read as it says, and anything else is an error with its place.

use meshagent_wasm::request::{Operation, Shape};
use serde_json::{Map, Value, json};

use crate::contract::{Contract, inside, text};
use crate::operations;
use crate::places::{Place, wrong};

/// The type of a reply and what it is in: the member that a reply has, or nothing.
fn shape(recorded: &Value, operation: &Operation) -> Option<(String, Option<String>)> {
    let reply = &recorded["reply"];
    let envelope = operation.expected.envelope.map(str::to_owned);
    match operation.expected.shape {
        Shape::Page(_, list) => Some((format!("list<{}>", named(&reply["item"])?), Some(list.to_owned()))),
        Shape::Json(_) => Some((named(&reply["model"])?, envelope)),
        _ => None,
    }
}

/// A type that the walk knows; an open object has nothing to look at.
fn named(ty: &Value) -> Option<String> {
    ty.as_str().filter(|ty| *ty != "open object").map(str::to_owned)
}

fn wrapped(value: Value, member: Option<&str>) -> Value {
    match member {
        Some(member) => Value::Object(Map::from_iter([(member.to_owned(), value)])),
        None => value,
    }
}

/// What a reply is read as.
fn read(operation: &Operation, reply: &Value) -> Result<Value, meshagent_wasm::error::Error> {
    let text = reply.to_string();
    let checked = operation.expected.check(text.as_bytes(), false)?;
    Ok(serde_json::from_str(&checked.text.unwrap_or(text)).unwrap())
}

/// Every reply of the contract with a JSON body that is looked at, once for each variant of a union.
fn walk(contract: &Contract, mut visit: impl FnMut(&str, &Operation, &str, Option<&str>, Value)) {
    for (recorded, name, operation) in operations(contract) {
        let Some((ty, member)) = shape(recorded, operation) else { continue };
        // Its items are read into the member that the older generation has: there is a test of that.
        if name == "members.list" {
            continue;
        }
        for sample in contract.samples(&ty, &[]) {
            visit(&name, operation, &ty, member.as_deref(), sample);
        }
    }
}

/// Where the package is more lenient than the contract, and why.
fn lenient(place: &Place) -> bool {
    let field = (place.model.as_str(), place.field.name.as_str());
    // A session that is of no room, users whose address is nobody's business, rooms of older servers without metadata.
    let known = [("RoomSession", "room_id"), ("User", "email"), ("Room", "metadata"), ("OAuthClient", "metadata")];
    known.contains(&field)
}

#[test]
fn recorded_replies_are_accepted() {
    let contract = Contract::read();
    let mut accepted = 0;
    for (_, name, operation) in operations(&contract) {
        let reply = &contract.requests[&name]["reply"]["body"];
        if let Some(reply) = reply.get("json") {
            read(operation, reply).unwrap_or_else(|error| panic!("{name}: {error}"));
            accepted += 1;
        }
    }
    assert!(accepted >= 180, "{accepted}");
}

#[test]
fn full_replies_are_accepted_and_members_that_nobody_knows_survive() {
    let contract = Contract::read();
    let mut objects = 0;
    walk(&contract, |name, operation, ty, member, sample| {
        let mut places = contract.places(ty, &sample);
        places.dedup_by(|one, other| one.object == other.object);
        let mut reply = sample;
        for place in &places {
            let object = reply.pointer_mut(&place.object).and_then(Value::as_object_mut).unwrap();
            object.insert("not_known_yet".to_owned(), json!({ "a": [null] }));
            objects += 1;
        }
        let reply = wrapped(reply, member);
        let found = read(operation, &reply).unwrap_or_else(|error| panic!("{name}: {error}\n{reply}"));
        let expected = if operation.expected.envelope.is_some() { &reply[member.unwrap()] } else { &reply };
        let count = |value: &Value| value.to_string().matches("not_known_yet").count();
        assert_eq!(count(&found), count(expected), "{name}");
    });
    assert!(objects > 300, "{objects}");
}

#[test]
fn a_member_of_a_wrong_kind_is_an_error_with_its_place() {
    let contract = Contract::read();
    let mut refused = 0;
    walk(&contract, |name, operation, ty, member, sample| {
        for place in contract.places(ty, &sample) {
            let Some(wrong) = wrong(&place.field.ty) else { continue };
            // Text that tells models apart says which one it is, whatever it says.
            if place.field.values.len() == 1 && ty.contains('|') {
                continue;
            }
            let mut reply = sample.clone();
            reply.pointer_mut(&place.object).unwrap()[&place.field.name] = wrong;
            let error = match read(operation, &wrapped(reply, member)) {
                Err(error) => error,
                Ok(_) => panic!("{name}: {} of a wrong kind is accepted", place.path),
            };
            let expected = expected_path(&place.path, member);
            assert_eq!(error.path(), Some(expected.as_str()), "{name}: {error}");
            refused += 1;
        }
    });
    assert!(refused > 1000, "{refused}");
}

#[test]
fn a_member_that_is_missing_is_an_error_or_has_its_default() {
    let contract = Contract::read();
    let (mut refused, mut filled) = (0, 0);
    walk(&contract, |name, operation, ty, member, sample| {
        for place in contract.places(ty, &sample) {
            let mut reply = sample.clone();
            reply.pointer_mut(&place.object).and_then(Value::as_object_mut).unwrap().remove(&place.field.name);
            let result = read(operation, &wrapped(reply, member));
            let Place { path, field, object, .. } = &place;
            if field.required && !lenient(&place) {
                let Err(error) = result else { panic!("{name}: {path} can be missing") };
                assert_eq!(error.path(), Some(expected_path(path, member).as_str()), "{name}: {error}");
                refused += 1;
                continue;
            }
            let found = result.unwrap_or_else(|error| panic!("{name}: {path}: {error}"));
            let Some(default) = field.default.as_ref().filter(|_| !lenient(&place)) else { continue };
            // Without the text that tells models apart an object is of the first of them.
            if field.values.len() == 1 {
                continue;
            }
            let at = if operation.expected.envelope.is_some() { object.clone() } else { within(object, member) };
            let value = found.pointer(&at).and_then(|object| object.get(&field.name));
            // Older servers say neither, so that nothing can be made of their absence; the last is not sent as `false`.
            let absent =
                matches!((place.model.as_str(), field.name.as_str()), ("Room", "enabled") | (_, "stripPrefix"));
            assert_eq!(value, Some(default).filter(|_| !absent), "{name}: {path}");
            filled += 1;
        }
    });
    assert!(refused > 400 && filled > 200, "{refused} {filled}");
}

#[test]
fn null_is_as_the_contract_says() {
    let contract = Contract::read();
    let mut refused = 0;
    walk(&contract, |name, operation, ty, member, sample| {
        for place in contract.places(ty, &sample) {
            let mut reply = sample.clone();
            reply.pointer_mut(&place.object).unwrap()[&place.field.name] = Value::Null;
            let result = read(operation, &wrapped(reply, member));
            let Place { path, field, .. } = &place;
            if field.nullable {
                assert!(result.is_ok(), "{name}: {path} cannot be null: {}", result.unwrap_err());
            } else if field.required && !lenient(&place) && field.ty != "json" && field.values.len() != 1 {
                let Err(error) = result else { panic!("{name}: {path} can be null") };
                assert_eq!(error.path(), Some(expected_path(path, member).as_str()), "{name}: {error}");
                refused += 1;
            }
        }
    });
    assert!(refused > 300, "{refused}");
}

#[test]
fn a_list_that_is_missing_is_empty() {
    let contract = Contract::read();
    for (_, name, operation) in operations(&contract) {
        let Shape::Page(_, list) = operation.expected.shape else { continue };
        for reply in [json!({}), json!({ list: null })] {
            assert_eq!(read(operation, &reply).unwrap()[list], json!([]), "{name}");
        }
    }
}

#[test]
fn what_is_named_in_the_contract_is_what_samples_are_made_of() {
    let contract = Contract::read();
    assert_eq!(inside("list<map<string>>", "list"), Some("map<string>"));
    let route = contract.full("Route");
    assert_eq!(text(&route["spec"]["paths"][0]["pathType"]), "prefix");
}

/// How an error names a place of the reply.
fn expected_path(path: &str, member: Option<&str>) -> String {
    match member {
        Some(member) if path.starts_with('[') => format!("{member}{path}"),
        Some(member) => format!("{member}.{path}"),
        None => path.to_owned(),
    }
}

fn within(pointer: &str, member: Option<&str>) -> String {
    member.map_or_else(|| pointer.to_owned(), |member| format!("/{member}{pointer}"))
}
