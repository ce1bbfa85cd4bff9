//! The declarations against the recorded contract of today's API: every operation, every request, and every place of
//! every model in every reply.

#![cfg(test)]

mod contract;
mod places;
mod replies;

use std::collections::{BTreeMap, BTreeSet};

use contract::{Contract, Field, text};
use meshagent_wasm::api::{self, RESOURCES};
use meshagent_wasm::model::{Field as TableField, Need, Type};
use meshagent_wasm::request::{Action, Body, Expected, Operation, Param, RequestData, Shape};
use places::wrong;
use serde_json::{Map, Value, json};

const PROJECT: &str = "proj_123";

/// What is at a host of its own and has tests of its own, in `tests/files.rs`.
const APART: &str = "files.";

/// An operation of the contract and its declaration.
pub(crate) fn operations(contract: &Contract) -> Vec<(&Value, String, &'static Operation)> {
    let declared = contract.operations.iter().filter_map(|recorded| {
        let name = text(&recorded["op"]);
        if name.starts_with(APART) {
            return None;
        }
        let own = if name == "oauth.exchangeToken" { "exchangeOAuthToken" } else { &name };
        let operation = api::operation(own).unwrap_or_else(|| panic!("{name} is not declared"));
        Some((recorded, name, operation))
    });
    declared.collect()
}

#[test]
fn every_operation_is_declared_and_no_other() {
    let contract = Contract::read();
    let known: BTreeSet<String> = operations(&contract).into_iter().map(|(_, name, _)| name).collect();
    assert!(known.len() >= 191, "{}", known.len());
    let mut others = BTreeSet::new();
    for resource in RESOURCES {
        for operation in resource.operations {
            let name = format!("{}.{}", resource.name, operation.name);
            let iterates = matches!(operation.action, Action::Iterate(_));
            if !iterates && !known.contains(&name) && !name.starts_with(APART) {
                others.insert(name);
            }
        }
    }
    // Of the older generation, and other forms of a download.
    let older = [
        ".exchangeOAuthToken",
        "grants.create",
        "grants.createByEmail",
        "grants.delete",
        "grants.get",
        "grants.list",
        "grants.listByRoom",
        "grants.listByUser",
        "grants.listUniqueRooms",
        "grants.listUniqueUsers",
        "grants.update",
        "members.role",
        "storage.downloadBlob",
        "storage.downloadStream",
    ];
    assert_eq!(others.iter().map(String::as_str).collect::<Vec<_>>(), older);
}

#[test]
fn every_paged_list_has_an_iterator_with_its_page_size() {
    let contract = Contract::read();
    for (recorded, name, operation) in operations(&contract) {
        let paging = recorded["reply"]["paging"].as_str().unwrap_or("none");
        if paging == "none" {
            continue;
        }
        let resource = name.split('.').next().unwrap();
        let resources = RESOURCES.iter().filter(|known| known.name == resource);
        let mut iterators = resources.flat_map(|resource| resource.operations).filter(|other| {
            matches!(other.action, Action::Iterate(_))
                && other.path == operation.path
                && other.method == operation.method
        });
        let iterator = iterators.next().unwrap_or_else(|| panic!("{name} has no iterator"));
        let Action::Iterate(how) = iterator.action else { panic!() };
        // Two lists are also those of the older generation, which knows offsets.
        let expected = match name.as_str() {
            "rooms.list" => ("limit", false),
            "members.list" => ("count", false),
            _ => (recorded["reply"]["pageSize"].as_str().unwrap(), paging.contains("continuation")),
        };
        assert_eq!((how.page_size, how.by_token), expected, "{name}");
    }
}

/// The table of the one object that an operation takes.
fn object(operation: &Operation) -> Option<(&'static str, &'static Type)> {
    operation.params.iter().find_map(|param| match param {
        Param::Query(name, ty)
        | Param::OptionalQuery(name, ty)
        | Param::Body(name, ty)
        | Param::OptionalBody(name, ty)
        | Param::Form(name, ty) => Some((*name, ty)),
        _ => None,
    })
}

/// Text as its type's table has it, defaults filled in.
fn checked(ty: &Type, value: &Value) -> Result<String, meshagent_wasm::error::Error> {
    let text = value.to_string();
    let checked = Expected::of(Shape::Json(*ty)).check(text.as_bytes(), false)?;
    Ok(checked.text.unwrap_or(text))
}

/// What the SDK calls the argument for a field.
fn argument_name<'a>(field: &'a Value, name: &'a str) -> &'a str {
    field["argument"].as_str().unwrap_or(name)
}

/// The request for arguments as the official SDK takes them.
fn request(recorded: &Value, operation: &Operation, arguments: &Value, sent: &Value) -> RequestData {
    let arguments = arguments.as_object().unwrap();
    let has_project = operation.path.contains("{project}") || operation.project_header;
    let path = recorded["path"].as_str().unwrap();
    let places = path.split(['{', '}']).skip(1).step_by(2).filter(|name| !(has_project && *name == "project_id"));
    let segments: Vec<String> = places.map(|name| text(&arguments[name])).collect();
    let Some((_, ty)) = object(operation) else {
        let path = arguments.get("path").map(text).unwrap_or_default();
        return operation.request(PROJECT, segments, path).unwrap();
    };
    let object = if let Some(whole) = recorded["body"]["whole"]["argument"].as_str() {
        arguments[whole].clone()
    } else {
        let fields = recorded["query"].as_array().into_iter().chain(recorded["body"]["fields"].as_array()).flatten();
        let given = fields.filter_map(|field| {
            let name = text(&field["name"]);
            // A nested member, and one whose value the SDK encodes, are given as they are sent.
            let (name, value) = match name.split_once('.') {
                Some((outer, _)) => (outer.to_owned(), sent.get(outer)),
                None if name == "value_base64" => (name.clone(), sent.get(&name)),
                None => (name.clone(), arguments.get(argument_name(field, &name))),
            };
            let own =
                !(name == "project_id" && operation.params.iter().any(|param| matches!(param, Param::ProjectId(_))));
            value.filter(|_| own).map(|value| (name, value.clone()))
        });
        Value::Object(given.collect())
    };
    let text = checked(ty, &object).unwrap_or_else(|error| panic!("{}: {error}: {object}", operation.name));
    operation.request(PROJECT, segments, text).unwrap()
}

/// A body without the members that are `null`, but for those inside of the caller's own data.
fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            // A document's metadata says what it is called.
            let document = members.contains_key("kind");
            let own = |name: &str| match name {
                "metadata" => !document,
                name => matches!(name, "payload" | "message_schema" | "input_schema"),
            };
            let kept = members
                .iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(name, value)| (name.clone(), if own(name) { value.clone() } else { without_nulls(value) }));
            Value::Object(kept.collect())
        }
        Value::Array(items) => items.iter().map(without_nulls).collect(),
        other => other.clone(),
    }
}

fn decoded(text: &str) -> String {
    let mut pairs = text
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let plain = |text: &str| {
                let bytes = text.replace('+', " ").into_bytes();
                let mut plain = Vec::new();
                let mut rest = bytes.as_slice();
                while let Some((first, tail)) = rest.split_first() {
                    let hex =
                        (*first == b'%').then(|| u8::from_str_radix(str::from_utf8(&tail[..2]).unwrap(), 16).unwrap());
                    plain.push(hex.unwrap_or(*first));
                    rest = if hex.is_some() { &tail[2..] } else { tail };
                }
                String::from_utf8(plain).unwrap()
            };
            format!("{}={}", plain(name), plain(value))
        })
        .collect::<Vec<_>>();
    pairs.sort();
    pairs.join("\n")
}

fn assert_sent(name: &str, sent: &RequestData, recorded: &Value) {
    assert_eq!(sent.method.as_str(), recorded["method"], "{name}");
    assert_eq!(sent.project, recorded["headers"]["meshagent-project-id"].as_str().unwrap_or_default(), "{name}");
    let path = |path: &str| path.split('/').map(|segment| decoded(&segment.replace('+', "%2B"))).collect::<Vec<_>>();
    assert_eq!(path(&sent.path), path(recorded["path"].as_str().unwrap()), "{name}");
    let query = recorded["query"].as_object().unwrap();
    let sorted = |members: &Map<String, Value>| {
        let mut pairs: Vec<_> = members.iter().map(|(name, value)| format!("{name}={}", text(value))).collect();
        pairs.sort();
        pairs.join("\n")
    };
    // JSON in a query may have blanks.
    let expected = sorted(query).replace("\": \"", "\":\"");
    assert_eq!(decoded(&sent.query), expected, "{name}");
    match (&sent.body, &recorded["body"]) {
        (Body::Json(body), expected) => {
            let body: Value = serde_json::from_str(body).unwrap();
            let expected = expected.get("json").cloned().unwrap_or(json!({}));
            assert_eq!(without_nulls(&body), without_nulls(&expected), "{name}");
        }
        (Body::Form(body), expected) => {
            assert_eq!(decoded(body), sorted(expected["form"].as_object().unwrap()), "{name}");
        }
        (Body::Bytes, expected) => assert!(expected.get("base64").is_some(), "{name}"),
        (Body::Empty, expected) => assert!(expected.is_null(), "{name}: {expected}"),
    }
}

#[test]
fn requests_are_the_recorded_ones() {
    let contract = Contract::read();
    let mut walked = 0;
    for (recorded, name, operation) in operations(&contract) {
        let Some(entry) = contract.requests.get(&name) else { panic!("{name} was not recorded") };
        // The service is sent what callers say of a scope, while the SDK says all of it, and of a client what the older
        // generation's SDK sends.
        if matches!(name.as_str(), "rooms.create" | "participantTokens.mint" | "oauthClients.create") {
            continue;
        }
        let sent = &entry["request"]["body"]["json"];
        assert_sent(&name, &request(recorded, operation, &entry["args"], sent), &entry["request"]);
        walked += 1;
        let Some(minimal) = entry.get("minimal") else { continue };
        // Without arguments these send what the older generation sends.
        if matches!(name.as_str(), "rooms.list" | "members.list") {
            continue;
        }
        let sent = &minimal["request"]["body"]["json"];
        assert_sent(&name, &request(recorded, operation, &minimal["args"], sent), &minimal["request"]);
        walked += 1;
    }
    assert!(walked >= 250, "{walked}");
}

#[test]
fn arguments_are_those_of_the_contract() {
    let contract = Contract::read();
    // Members that are not the contract's: of the older generation, and what a helper encodes.
    let ours: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("members.add", &["is_admin", "is_developer", "can_create_rooms", "can_use_llm_proxy"][..]),
        ("members.list", &["count", "offset"][..]),
        ("rooms.list", &["limit", "offset", "order_by"][..]),
        ("oauthClients.list", &["continuation_token"][..]),
        ("routes.listInRoom", &["continuation_token"][..]),
        ("feeds.listInRoom", &["continuation_token"][..]),
        ("mailboxes.listInRoom", &["continuation_token"][..]),
        ("userSecrets.createVersion", &["value"][..]),
        ("serviceAccountSecrets.createVersion", &["value"][..]),
    ]);
    for (recorded, name, operation) in operations(&contract) {
        let fields = recorded["query"].as_array().into_iter().chain(recorded["body"]["fields"].as_array()).flatten();
        let fields: Vec<Field> = fields.map(Field::read).filter(|field| !field.name.contains('.')).collect();
        let Some((argument, Type::Model(model))) = object(operation) else { continue };
        let whole = recorded["body"].get("whole").is_some();
        let sample = |field: &Field| {
            contract.samples(&field.ty.replace(" text", "").replace("base64", "string"), &field.values).remove(0)
        };
        let mut full: Map<String, Value> = fields.iter().map(|field| (field.name.clone(), sample(field))).collect();
        full.remove("project_id").filter(|_| operation.path.contains("{project}"));
        for field in fields.iter().filter(|field| full.contains_key(&field.name)) {
            let known = model.fields.iter().find(|known| known.name == field.name);
            let known = known.unwrap_or_else(|| panic!("{name}: {argument}.{} is not declared", field.name));
            let required = matches!(known.need, Need::Required);
            // Rights stand in the roles' place, and a service's id has rules of its own.
            let rights = name == "members.add" && field.name == "roles";
            let own = rights || name.ends_with("createVersion") || whole && field.name == "id";
            assert!(own || required == field.required, "{name}: {argument}.{}: required {required}", field.name);
            if let Some(wrong) = wrong(&field.ty.replace(" text", "").replace("base64", "string")) {
                let mut full = full.clone();
                full.insert(field.name.clone(), wrong);
                let error = checked(&Type::Model(model), &full.into()).unwrap_err();
                assert!(error.path().is_some_and(|path| path.starts_with(&field.name)), "{name}: {error}");
            }
        }
        let is_known = |known: &TableField| fields.iter().any(|field| field.name == known.name);
        for known in model.fields.iter().filter(|known| !is_known(known)) {
            let nested = known.name == "subject" && name.contains("ProxyAccess");
            let known = ours.get(name.as_str()).is_some_and(|ours| ours.contains(&known.name));
            assert!(known || nested || whole || name == "exchangeOAuthToken", "{name}: a member is not the contract's");
        }
    }
}
