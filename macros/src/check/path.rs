//! Paths, and that they name what the operation takes.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::{Error, LitStr, Result};

use crate::check::errors::Errors;

/// The name that stands for the project's id.
pub const PROJECT: &str = "project";

/// The names in a path's places, in their order.
pub fn places(path: &LitStr) -> Result<Vec<String>> {
    let text = path.value();
    let wrong = |message: String| Err(Error::new(path.span(), message));
    if text.contains(['#', '\\', ' ']) {
        return wrong("a path has no `#`, `\\` or space".to_owned());
    }
    let text = text.split_once('?').map_or(text.as_str(), |(path, _)| path);
    let mut names: Vec<String> = Vec::new();
    for segment in text.strip_suffix('/').unwrap_or(text).split('/') {
        if segment.is_empty() {
            return wrong("a path has no `/` at its beginning and no two in a row".to_owned());
        }
        // The runtime goes through a path segment by segment.
        let place = segment.split_once('{').and_then(|(_, rest)| rest.split_once('}'));
        match place.map(|(name, _)| name.trim_start_matches('*')) {
            Some(_) if segment.matches(['{', '}']).count() != 2 => {
                return wrong(format!("`{segment}`: a segment has one name in braces"));
            }
            Some(name) if Ident::parse_any.parse_str(name).is_err() => {
                return wrong(format!("`{{{name}}}` is not a name in braces"));
            }
            Some(name) if names.iter().any(|other| other == name) => {
                return wrong(format!("`{{{name}}}` is there twice"));
            }
            Some(name) => names.push(name.to_owned()),
            None if segment.contains(['{', '}']) => {
                return wrong(format!("`{segment}`: a brace has no other"));
            }
            None => {}
        }
    }
    if names.iter().skip(1).any(|name| name == PROJECT) {
        return wrong("`{project}` comes before all other names".to_owned());
    }
    Ok(names)
}

/// Adds an error for every place without a parameter, every parameter without a place, and a wrong order.
pub fn check(path: &LitStr, places: &[String], params: &[(String, Span)], errors: &mut Errors) {
    let places: Vec<&str> = places.iter().map(String::as_str).filter(|name| *name != PROJECT).collect();
    for place in &places {
        if !params.iter().any(|(name, _)| name == place) {
            errors.at(path.span(), format!("`{{{place}}}` is not a parameter"));
        }
    }
    let mut last = 0;
    for (name, span) in params {
        match places.iter().position(|place| place == name) {
            None => errors.at(*span, format!("`{name}` is not in the path")),
            Some(at) if at < last => {
                errors.at(*span, format!("`{name}` is earlier in the path than the parameter before it"))
            }
            Some(at) => last = at,
        }
    }
}
