//! Checks requests against the contract: every refusal names its place.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use crate::error::{Error, Result};
use crate::json::not_json;
use crate::today::contract::{Contract, Field, Operation};
use crate::today::kind::Kind;
use crate::today::time;

/// The most items on a page that is continued by a token.
pub const LARGEST_PAGE: i64 = 100;
/// The most items of any other list.
const LARGEST_LIST: i64 = 1000;

pub type Texts = BTreeMap<String, String>;

/// Checks the variable segments that only some values fit.
pub fn path(operation: &Operation, path: &Texts) -> Result<()> {
    for param in &operation.path_params {
        let (Some(values), Some(text)) = (&param.values, path.get(&param.name)) else { continue };
        // One settings document is spelled with a dash in the path.
        let fits = |value: &String| {
            if value.contains('_') && param.name == "name" { value.replace('_', "-") == *text } else { value == text }
        };
        if !values.iter().any(fits) {
            return Err(Error::invalid(&param.name, &format!("must be one of {}", values.join(", "))));
        }
    }
    Ok(())
}

/// Checks the query; what it does not name is left alone.
pub fn query(contract: &Contract, operation: &Operation, query: &Texts) -> Result<()> {
    for field in &operation.query {
        let Some(text) = query.get(&field.name) else {
            if field.required {
                return Err(Error::invalid(&field.name, "is required"));
            }
            continue;
        };
        if text.trim().is_empty() && matches!(field.kind, Kind::Text | Kind::List(_)) {
            continue;
        }
        let wrong = || must_be(&field.name, &field.kind.wanted());
        let value = match &field.kind {
            Kind::Integer => text.parse::<i64>().map(Value::from).map_err(|_| wrong())?,
            Kind::Boolean => text.parse::<bool>().map(Value::from).map_err(|_| wrong())?,
            Kind::Map(_) => serde_json::from_str(text).map_err(|_| wrong())?,
            Kind::List(_) => text.split(',').map(Value::from).collect(),
            _ => Value::from(text.as_str()),
        };
        check_field(contract, field, &field.name, &value)?;
        page_size(operation, field, &value)?;
    }
    Ok(())
}

/// Checks the members of a JSON body, or the body itself where it is a value.
pub fn body(contract: &Contract, operation: &Operation, body: &Value) -> Result<()> {
    if let Some(whole) = &operation.body.whole {
        // The members of a body that is a model are named without it.
        return match &whole.kind {
            Kind::Model(_) if !body.is_object() => Err(not_json("it is another kind of JSON")),
            Kind::Model(name) => model(contract, name, "", body),
            kind => check(contract, kind, "body", body),
        };
    }
    let Value::Object(members) = body else {
        return Err(not_json("it is another kind of JSON"));
    };
    let fields = &operation.body.fields;
    for field in fields {
        let (value, missing) = dotted(members, &field.name)?;
        member(contract, field, &field.name, value, missing)?;
        if let Some(value) = value {
            page_size(operation, field, value)?;
        }
    }
    if contract.refuses_unknown(&operation.body) {
        known(members, fields, "")?;
    }
    Ok(())
}

/// The value at a name such as `subject.id`, and where the way to it ends.
fn dotted<'a>(members: &'a Map<String, Value>, name: &str) -> Result<(Option<&'a Value>, Option<String>)> {
    let Some((outer, rest)) = name.split_once('.') else { return Ok((members.get(name), None)) };
    match members.get(outer) {
        Some(Value::Object(inner)) => Ok((inner.get(rest), None)),
        None | Some(Value::Null) => Ok((None, Some(outer.to_owned()))),
        Some(_) => Err(must_be(outer, "an object")),
    }
}

/// A member that may be missing. Clients send `null` for what they leave out.
fn member(
    contract: &Contract,
    field: &Field,
    place: &str,
    value: Option<&Value>,
    missing: Option<String>,
) -> Result<()> {
    match value {
        Some(Value::Null) if field.nullable || !field.required => Ok(()),
        None if !field.required => Ok(()),
        None | Some(Value::Null) => Err(Error::invalid(&missing.unwrap_or_else(|| place.to_owned()), "is required")),
        Some(value) => check_field(contract, field, place, value),
    }
}

fn check_field(contract: &Contract, field: &Field, place: &str, value: &Value) -> Result<()> {
    check(contract, &field.kind, place, value)?;
    if let Some(values) = contract.values(field) {
        let fits = |value: &Value| value.as_str().is_none_or(|text| values.iter().any(|known| known == text));
        let fits = match value {
            Value::Array(items) => items.iter().all(fits),
            value => fits(value),
        };
        if !fits {
            return Err(Error::invalid(place, "holds a value that is not known"));
        }
    }
    limits(field, place, value)
}

fn limits(field: &Field, place: &str, value: &Value) -> Result<()> {
    let limits = &field.limits;
    let (length, number) = match value {
        Value::String(text) => (Some(text.chars().count()), None),
        Value::Number(number) => (None, number.as_f64()),
        _ => (None, None),
    };
    let items = value.as_array().map(Vec::len);
    let kept = length.zip(limits.min_length).is_none_or(|(length, least)| length >= least)
        && length.zip(limits.max_length).is_none_or(|(length, most)| length <= most)
        && items.zip(limits.min_items).is_none_or(|(items, least)| items >= least)
        && items.zip(limits.max_items).is_none_or(|(items, most)| items <= most)
        && number.zip(limits.minimum).is_none_or(|(number, least)| number >= least)
        && number.zip(limits.maximum).is_none_or(|(number, most)| number <= most)
        && number.zip(limits.exclusive_minimum).is_none_or(|(number, least)| number > least);
    if kept { Ok(()) } else { Err(Error::invalid(place, "is too short, too long, too small or too large")) }
}

/// The contract says which parameter is a page's size, service.md how large.
fn page_size(operation: &Operation, field: &Field, value: &Value) -> Result<()> {
    if operation.reply.page_size.as_ref() != Some(&field.name) || value.is_null() {
        return Ok(());
    }
    let most = if operation.is_continued() { LARGEST_PAGE } else { LARGEST_LIST };
    if value.as_i64().is_some_and(|size| (1..=most).contains(&size)) {
        return Ok(());
    }
    Err(must_be(&field.name, &format!("an integer from 1 to {most}")))
}

fn check(contract: &Contract, kind: &Kind, place: &str, value: &Value) -> Result<()> {
    let fits = match kind {
        Kind::Text => value.is_string(),
        Kind::Integer => value.is_i64() || value.is_u64(),
        Kind::Number => value.is_number(),
        Kind::Boolean => value.is_boolean(),
        Kind::Time => value.as_str().is_some_and(|text| time::read(text).is_some()),
        Kind::Base64 => value.as_str().is_some_and(|text| STANDARD.decode(text).is_ok()),
        Kind::DecimalText => value.as_str().is_some_and(|text| text.parse::<f64>().is_ok()),
        Kind::Bytes | Kind::Json => true,
        Kind::Map(kind) => return map(contract, kind, place, value),
        Kind::List(kind) => return list(contract, kind, place, value),
        Kind::Model(name) => return model(contract, name, place, value),
        Kind::Union(kinds) => return union(contract, kinds, place, value),
    };
    if fits { Ok(()) } else { Err(must_be(place, &kind.wanted())) }
}

fn map(contract: &Contract, kind: &Kind, place: &str, value: &Value) -> Result<()> {
    let members = value.as_object().ok_or_else(|| must_be(place, "an object"))?;
    members.iter().try_for_each(|(name, value)| check(contract, kind, &format!("{place}.{name}"), value))
}

fn list(contract: &Contract, kind: &Kind, place: &str, value: &Value) -> Result<()> {
    let items = value.as_array().ok_or_else(|| must_be(place, "a list"))?;
    let mut items = items.iter().enumerate();
    items.try_for_each(|(at, item)| check(contract, kind, &format!("{place}[{at}]"), item))
}

/// Checks a value against a model, whose name stands in the contract.
pub fn model(contract: &Contract, name: &str, place: &str, value: &Value) -> Result<()> {
    let members = value.as_object().ok_or_else(|| must_be(place, "an object"))?;
    let model = contract.model(name)?;
    for field in &model.fields {
        // Of a member's several names, the first that is there counts.
        let mut names = std::iter::once(&field.name).chain(&field.other_names);
        let found = names.find_map(|name| Some((name, members.get(name)?)));
        let (name, value) = found.map_or((&field.name, None), |(name, value)| (name, Some(value)));
        member(contract, field, &within(place, name), value, None)?;
    }
    // The older generation's scopes have a member in `secrets`, and both
    // generations send theirs to the same routes.
    if model.refuses_unknown() && name != "SecretsGrant" {
        known(members, &model.fields, place)?;
    }
    Ok(())
}

fn known(members: &Map<String, Value>, fields: &[Field], place: &str) -> Result<()> {
    let known = |name: &String| fields.iter().any(|field| field.name == *name || field.other_names.contains(name));
    match members.keys().find(|name| !known(name)) {
        Some(name) => Err(Error::invalid(&within(place, name), "is not known")),
        None => Ok(()),
    }
}

/// The value must fit one of the kinds; the last one's refusal is shown.
fn union(contract: &Contract, kinds: &[Kind], place: &str, value: &Value) -> Result<()> {
    let mut result = Ok(());
    for kind in kinds {
        result = check(contract, kind, place, value);
        if result.is_ok() {
            break;
        }
    }
    result
}

/// A member's place; an empty one is the body itself.
fn within(place: &str, name: &str) -> String {
    if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") }
}

fn must_be(place: &str, what: &str) -> Error {
    Error::invalid(place, &format!("must be {what}"))
}
