//! What holds for every declared operation, those that are declared later included.

#![cfg(test)]

use std::collections::BTreeSet;

use meshagent_wasm::api::{self, RESOURCES};
use meshagent_wasm::model::{Field, Model, Need, Type};
use meshagent_wasm::request::{Action, Body, Method, Operation, Param, RequestData, Shape};
use serde_json::{Map, Value, json};

const PROJECT: &str = "proj_123";

/// Every operation with its full name.
fn operations() -> impl Iterator<Item = (String, &'static Operation)> {
    RESOURCES.iter().flat_map(|resource| {
        resource.operations.iter().map(|operation| match resource.name {
            "" => (operation.name.to_owned(), *operation),
            name => (format!("{name}.{}", operation.name), *operation),
        })
    })
}

/// The model of the object that an operation sends, in a query, a body or a form.
fn model(operation: &Operation) -> Option<&'static Model> {
    operation.params.iter().find_map(|param| match param {
        Param::Query(_, Type::Model(model))
        | Param::OptionalQuery(_, Type::Model(model))
        | Param::Body(_, Type::Model(model))
        | Param::OptionalBody(_, Type::Model(model))
        | Param::Form(_, Type::Model(model)) => Some(*model),
        _ => None,
    })
}

/// A value of a type with every known member, and each of its texts, with whether that is a secret. All texts differ.
struct Filled {
    value: Value,
    texts: Vec<(String, bool)>,
}

impl Filled {
    fn of(model: &Model) -> Self {
        let mut texts = Vec::new();
        let value = Self::object(model, &mut texts);
        Filled { value, texts }
    }

    fn object(model: &Model, texts: &mut Vec<(String, bool)>) -> Value {
        let mut members = Map::new();
        for Field { name, ty, secret, .. } in model.fields {
            members.insert((*name).to_owned(), Self::fill(ty, *secret, texts));
        }
        members.into()
    }

    fn fill(ty: &Type, secret: bool, texts: &mut Vec<(String, bool)>) -> Value {
        match ty {
            Type::Text | Type::Any => {
                let text = format!("text-number-{}-of-the-object", texts.len());
                texts.push((text.clone(), secret));
                text.into()
            }
            Type::Bool => json!(true),
            Type::Count | Type::Integer => json!(7),
            Type::Object => json!({}),
            Type::List(item) => json!([Self::fill(item, secret, texts)]),
            Type::Map(item) => json!({ "a": Self::fill(item, secret, texts) }),
            Type::Model(model) => Self::object(model, texts),
        }
    }
}

/// The request of an operation whose path has other names in it than this text.
fn request(operation: &Operation, text: &str) -> RequestData {
    let segments = operation.params.iter().filter(|param| matches!(param, Param::Segment(_)));
    let segments = segments.enumerate().map(|(index, _)| format!("segment-{index}")).collect();
    operation.request(PROJECT, segments, text.to_owned()).unwrap_or_else(|error| panic!("{}: {error}", operation.name))
}

#[test]
fn names_are_there_once() {
    let mut known = BTreeSet::new();
    for (name, operation) in operations() {
        assert!(known.insert(name.clone()), "{name} is there twice");
        let found = api::operation(&name).unwrap_or_else(|| panic!("{name} is not found"));
        assert!(std::ptr::eq(found, operation), "{name} finds another operation");
    }
    assert!(known.len() > 30, "{known:?}");
    for name in ["rooms", "rooms.", ".get", "", "get", "rooms.get.x", "Rooms.get", "exchange_oauth_token"] {
        assert!(api::operation(name).is_none(), "{name}");
    }
}

#[test]
fn arguments_have_names_of_their_own() {
    for (name, operation) in operations() {
        let mut known = BTreeSet::new();
        for param in operation.params {
            let argument = match param {
                Param::Segment(argument)
                | Param::Query(argument, _)
                | Param::OptionalQuery(argument, _)
                | Param::Body(argument, _)
                | Param::OptionalBody(argument, _)
                | Param::Form(argument, _)
                | Param::QueryText(argument)
                | Param::Data(argument) => argument,
                Param::EmptyBody | Param::ProjectId(_) | Param::Take(..) => continue,
            };
            assert!(known.insert(*argument), "{name}: {argument} is there twice");
        }
    }
}

#[test]
fn a_path_has_a_place_for_each_segment_and_no_other() {
    for (name, operation) in operations() {
        let places: Vec<&str> = operation.path.split('/').filter(|part| part.starts_with('{')).collect();
        let mut expected: Vec<String> = Vec::new();
        if operation.path.contains("{project}") {
            expected.push("{project}".to_owned());
        }
        expected.extend(operation.params.iter().filter_map(|param| match param {
            Param::Segment(name) | Param::Take(name, _) => Some(format!("{{{name}}}")),
            _ => None,
        }));
        assert_eq!(places, expected, "{name}");
    }
}

#[test]
fn what_leaves_a_body_for_the_path_is_a_member_of_its_model() {
    let mut checked = 0;
    for (name, operation) in operations() {
        for param in operation.params {
            let Param::Take(member, default) = param else { continue };
            checked += 1;
            let model = model(operation).unwrap_or_else(|| panic!("{name} has no body"));
            let field = model.fields.iter().find(|field| field.name == *member);
            let field = field.unwrap_or_else(|| panic!("{name}: {member} is no member of the body's model"));
            // Only text can go into a path, and `default` stands for what may be missing.
            assert!(matches!((field.ty, field.need), (Type::Text, Need::Optional)), "{name}: {member}");

            let mut filled = Filled::of(model).value;
            let taken = request(operation, &filled.to_string());
            assert!(taken.path.contains(filled[member].as_str().unwrap()), "{name}: {}", taken.path);
            assert!(sent(&taken).get(member).is_none(), "{name}: {member} is in the body");
            filled.as_object_mut().unwrap().remove(*member);
            let without = request(operation, &filled.to_string());
            assert!(without.path.split('/').any(|part| part == *default), "{name}: {}", without.path);
        }
    }
    assert!(checked > 0);
}

#[test]
fn what_a_body_gets_is_the_project_s_id_and_nothing_that_a_caller_gives() {
    let mut checked = 0;
    for (name, operation) in operations() {
        for param in operation.params {
            let Param::ProjectId(member) = param else { continue };
            checked += 1;
            let model = model(operation).unwrap_or_else(|| panic!("{name} has no body"));
            // A caller who could give it would do so in vain.
            assert!(model.fields.iter().all(|field| field.name != *member), "{name}: {member} is in the model");
            let mut filled = Filled::of(model).value;
            filled[member] = "another".into();
            let sent = sent(&request(operation, &filled.to_string()));
            filled[member] = PROJECT.into();
            assert_eq!(sent, filled, "{name}");
        }
    }
    assert!(checked > 0);
}

/// The JSON of a body.
fn sent(request: &RequestData) -> Value {
    match &request.body {
        Body::Json(text) => serde_json::from_str(text).unwrap(),
        other => panic!("expected a JSON body, got {other:?}"),
    }
}

#[test]
fn every_declared_secret_that_is_sent_is_known_to_the_request() {
    let mut checked = 0;
    for (name, operation) in operations() {
        let Some(model) = model(operation) else { continue };
        let Filled { value, texts } = Filled::of(model);
        // Not every object fits into a query or a form.
        if operation.request(PROJECT, vec!["a".to_owned(); 3], value.to_string()).is_err() {
            assert!(texts.iter().all(|(_, secret)| !secret), "{name}");
            continue;
        }
        let request = request(operation, &value.to_string());
        for (text, secret) in texts {
            checked += usize::from(secret);
            let said = format!("the service says {text}.");
            let hidden = request.secrets.hide(&said);
            assert_eq!(hidden, if secret { "the service says [secret]." } else { &said }, "{name}");
            assert!(!secret || !format!("{request:?}").contains(&text), "{name} shows a secret");
        }
    }
    assert!(checked >= 4, "{checked}");
}

#[test]
fn secrets_go_into_no_address() {
    // An address is in logs of servers and proxies, and in errors.
    for (name, operation) in operations() {
        let queried = operation.params.iter().any(|param| matches!(param, Param::Query(..) | Param::OptionalQuery(..)));
        let secret = |model: &Model| model.fields.iter().any(|field| field.secret);
        assert!(!(queried && model(operation).is_some_and(secret)), "{name}");
    }
}

#[test]
fn lists_are_gone_through_with_what_their_own_call_takes() {
    for (name, operation) in operations() {
        let Action::Iterate { page_size } = operation.action else { continue };
        assert_eq!(operation.method, Method::Get, "{name}");
        let Shape::Page(page, list) = operation.expected.shape else { panic!("{name} gives no page") };
        assert_eq!(page.fields[0].name, list, "{name}");
        let one_page =
            |other: &Operation| (other.path, other.method, other.action) == (operation.path, Method::Get, Action::Call);
        let own = operations().find(|(_, other)| one_page(other));
        let (_, own) = own.unwrap_or_else(|| panic!("{name} has no call of its own for one page"));
        let fields = |operation: &Operation| model(operation).map_or(&[][..], |model| model.fields);
        assert!(fields(own).iter().any(|field| field.name == page_size), "{name}: {page_size}");
        for field in fields(operation).iter().filter(|field| field.name != "page_size") {
            assert!(fields(own).iter().any(|other| other.name == field.name), "{name}: {}", field.name);
        }
    }
}
