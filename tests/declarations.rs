//! What holds for every declared operation, those that are declared later included.

#![cfg(test)]

use std::collections::BTreeSet;

use meshagent_wasm::api::{self, RESOURCES};
use meshagent_wasm::model::{Field, Model, Need, Type};
use meshagent_wasm::request::{Action, Body, Operation, Paging, Param, RequestData, Shape};
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

/// Members that are not given together with others.
const EXCLUDED: [(&str, &str); 5] = [
    ("value", "value_base64"),
    ("is_admin", "roles"),
    ("is_developer", "roles"),
    ("can_create_rooms", "roles"),
    ("can_use_llm_proxy", "roles"),
];

/// A value of a type with every known member, and each of its texts, with whether that is a secret. All texts differ.
struct Filled {
    value: Value,
    texts: Vec<(String, bool)>,
}

impl Filled {
    fn of(model: &Model) -> Self {
        let mut texts = Vec::new();
        let value = Self::object(model, &mut texts);
        texts.retain(|(text, _)| value.to_string().contains(text));
        Filled { value, texts }
    }

    fn object(model: &Model, texts: &mut Vec<(String, bool)>) -> Value {
        let mut members = Map::new();
        // Of what excludes each other, the last is given.
        let known = |name: &str| model.fields.iter().any(|field| field.name == name);
        let excluded = |name: &str| EXCLUDED.iter().any(|(one, other)| *one == name && known(other));
        for Field { name, ty, secret, .. } in model.fields.iter().filter(|field| !excluded(field.name)) {
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
            Type::Count | Type::Integer | Type::Number => json!(7),
            Type::Object => json!({}),
            Type::List(item) => json!([Self::fill(item, secret, texts)]),
            Type::Map(item) => json!({ "a": Self::fill(item, secret, texts) }),
            Type::Model(model) => Self::object(model, texts),
            Type::Either(types) => types.first().map_or(Value::Null, |ty| Self::fill(ty, secret, texts)),
            Type::Tagged(tagged) => {
                let (said, model) = tagged.variants[0];
                let mut value = Self::object(model, texts);
                value[tagged.tag] = said.into();
                value
            }
        }
    }
}

/// The texts that an operation takes for its path and as members of its body.
fn texts_of(operation: &Operation) -> Vec<String> {
    let texts = operation.params.iter().enumerate().filter_map(|(index, param)| match param {
        Param::Choice(_, values) | Param::Member(_, values) if !values.is_empty() => Some(values[0].to_owned()),
        Param::Segment(_) | Param::Choice(..) | Param::Member(..) => Some(format!("segment-{index}")),
        _ => None,
    });
    texts.collect()
}

/// The request of an operation whose path has other names in it than this text.
fn request(operation: &Operation, text: &str) -> RequestData {
    operation
        .request(PROJECT, texts_of(operation), text.to_owned())
        .unwrap_or_else(|error| panic!("{}: {error}", operation.name))
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
                | Param::Choice(argument, _)
                | Param::Member(argument, _)
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
        let places: Vec<String> = operation.path.split(['{', '}']).skip(1).step_by(2).map(str::to_owned).collect();
        let mut expected: Vec<String> = Vec::new();
        if operation.path.contains("{project}") {
            expected.push("project".to_owned());
        }
        expected.extend(operation.params.iter().filter_map(|param| match param {
            Param::Segment(name) | Param::Choice(name, _) | Param::Take(name, _) => Some((*name).to_owned()),
            _ => None,
        }));
        let names: Vec<String> = places.iter().map(|place| place.trim_start_matches('*').to_owned()).collect();
        assert_eq!(names, expected, "{name}");
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
            let mut body = sent(&request(operation, &filled.to_string()));
            if operation.prepare.is_some() && body.get(member).is_none() {
                // It may go deeper into the body, with what else goes there.
                assert_eq!(body["target"].take()[member], PROJECT, "{name}");
                continue;
            }
            filled[member] = PROJECT.into();
            assert_eq!(body, filled, "{name}");
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
        if operation.request(PROJECT, texts_of(operation), value.to_string()).is_err() {
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
        let Action::Iterate(Paging { page_size, .. }) = operation.action else { continue };
        let Shape::Page(page, list) = operation.expected.shape else { panic!("{name} gives no page") };
        assert_eq!(page.fields[0].name, list, "{name}");
        let one_page = |other: &Operation| {
            (other.path, other.method, other.action) == (operation.path, operation.method, Action::Call)
        };
        let own = operations().find(|(_, other)| one_page(other));
        let (_, own) = own.unwrap_or_else(|| panic!("{name} has no call of its own for one page"));
        let fields = |operation: &Operation| model(operation).map_or(&[][..], |model| model.fields);
        assert!(fields(own).iter().any(|field| field.name == page_size), "{name}: {page_size}");
        for field in fields(operation).iter().filter(|field| field.name != "page_size") {
            assert!(fields(own).iter().any(|other| other.name == field.name), "{name}: {}", field.name);
        }
    }
}
