//! Models: names that are there once, and defaults that fit.

use std::collections::HashSet;

use serde_json::Value;
use syn::{LitStr, Result};

use crate::check::errors::Errors;
use crate::syntax::model::{Field, Item, Models, Presence, Struct};
use crate::syntax::names::plain;

/// How many fields a table has bits for.
const MOST_FIELDS: usize = 64;

/// Fails when a model cannot be written out.
pub fn models(models: Models) -> Result<Models> {
    let mut errors = Errors::default();
    for item in &models.items {
        match item {
            Item::Struct(model) => fields(model, &mut errors),
            Item::Values(values) => once(&values.values, &mut errors),
            Item::Union(union) => once(union.variants.iter().map(|(value, _)| value), &mut errors),
        }
    }
    errors.or(models)
}

fn fields(model: &Struct, errors: &mut Errors) {
    let mut names = HashSet::new();
    for field in &model.fields {
        let name = plain(&field.name);
        if name == "other" {
            errors.at(field.name.span(), "`other` is the field of the members that are not known");
        }
        if !names.insert(name) {
            errors.at(field.name.span(), "there is a field of this name already");
        }
        if let Presence::Defaulted(default) | Presence::DefaultedOrNull(default) | Presence::Filled(default) =
            &field.presence
        {
            fits(field, default, errors);
        }
    }
    if let Some(field) = model.fields.get(MOST_FIELDS) {
        errors.at(field.name.span(), format!("a model has at most {MOST_FIELDS} fields"));
    }
}

/// A default takes a value's place without being checked again, so it must be one.
fn fits(field: &Field, default: &LitStr, errors: &mut Errors) {
    let value = match serde_json::from_str::<Value>(&default.value()) {
        Ok(value) => value,
        Err(error) => return errors.at(default.span(), format!("the default is no JSON text: {error}")),
    };
    let ty = field.ty.key();
    let fits = match (ty.as_str(), field.ty.typescript.as_str()) {
        ("u64" | "u32", _) => value.is_u64(),
        ("i64", _) => value.is_i64() || value.is_u64(),
        (_, "number") => value.is_number(),
        (_, "string") => value.is_string(),
        (_, "boolean") => value.is_boolean(),
        (_, "JsonObject") => value.is_object(),
        (_, list) if list.ends_with("[]") => value.is_array(),
        (_, map) if map.starts_with("Record<") => value.is_object(),
        // The table of another model is not here to be asked.
        _ => true,
    };
    if !fits {
        errors.at(default.span(), format!("the default is no `{}`", ty.replace(' ', "")));
    }
}

fn once<'a>(values: impl IntoIterator<Item = &'a LitStr>, errors: &mut Errors) {
    let mut known = HashSet::new();
    for value in values {
        if !known.insert(value.value()) {
            errors.at(value.span(), "this value is there already");
        }
    }
}
