//! The preset scopes, and which of them a scope is.

use meshagent_schema::check as check_json;

use super::check::{DATASET, grants};
use crate::access::scope::ApiScope;
use crate::error::{Error, Result};
use crate::json::Value;
use crate::model::{Described, Type};

/// What an agent is not granted unless told otherwise.
const NOT_OF_AGENTS: &[&str] = &["admin", "tunnels"];
/// What a user is not granted unless told otherwise.
const NOT_OF_USERS: &[&str] = &["admin", "tunnels", "llm"];

/// What an agent may do unless told otherwise, as JSON text: everything but `admin` and, unless asked for, `tunnels`.
pub fn agent_default(tunnels: bool) -> String {
    preset(if tunnels { &["admin"] } else { NOT_OF_AGENTS })
}

/// What a user may do unless told otherwise, as JSON text: what an agent may, without `llm`.
pub fn user_default() -> String {
    preset(NOT_OF_USERS)
}

/// All grants but `sqlite`, as JSON text.
pub fn full() -> String {
    preset(&[])
}

fn preset(without: &[&str]) -> String {
    let mut text = String::new();
    for grant in grants().map(|grant| grant.name).filter(|grant| is_in(grant, without)) {
        text.push_str(if text.is_empty() { "{\"" } else { ",\"" });
        text.push_str(grant);
        text.push_str("\":{}");
    }
    text.push('}');
    text
}

/// Whether a preset without these has the grant. The official SDKs' presets, which services of both generations know, are
/// older than `sqlite`.
fn is_in(grant: &str, without: &[&str]) -> bool {
    grant != "sqlite" && !without.contains(&grant)
}

/// The preset that allows the same as a scope: `full`, `agent` or `user`; nothing when no preset does. It goes by what is
/// allowed and not by how that is written.
///
/// Fails when the scope is malformed. A scope with a member that this version does not know is no preset.
pub fn preset_of(scope: &str) -> Result<Option<&'static str>> {
    check_json(scope, &ApiScope::TYPE).map_err(|fault| Error::argument(&fault, "scope"))?;
    let scope = Value::checked(scope);
    let granted = |grant: &str| {
        let names = if grant == "dataset" { DATASET.as_slice() } else { &[grant] };
        names.iter().find_map(|name| scope.get(name)).filter(|grant| !grant.is_null())
    };
    let known = |name: &str| DATASET.contains(&name) || grants().any(|grant| grant.name == name);
    if !scope.members().all(|(name, value)| value.is_null() || name.decode().is_some_and(|name| known(&name))) {
        return Ok(None);
    }
    if !grants().all(|grant| granted(grant.name).is_none_or(|value| is_open(value, &grant.ty, grant.name, grant.name)))
    {
        return Ok(None);
    }
    let presets: [(&str, &[&str]); 3] = [("full", &[]), ("agent", NOT_OF_AGENTS), ("user", NOT_OF_USERS)];
    let same = |without| grants().all(|grant| granted(grant.name).is_some() == is_in(grant.name, without));
    Ok(presets.into_iter().find(|(_, without)| same(without)).map(|(name, _)| name))
}

/// Whether a part of a grant allows all that the grant does when it is empty. `field` is the part's name.
fn is_open(value: Value<'_>, ty: &Type, grant: &str, field: &str) -> bool {
    if value.is_null() {
        return true;
    }
    match ty {
        Type::Bool => value.boolean() == Some(true),
        // What a policy of files changes is not documented.
        Type::Model(_) if field == "files" => false,
        Type::Model(model) => value.members().all(|(name, value)| {
            let field = model.fields.iter().find(|field| name.is(field.name));
            field.is_some_and(|field| is_open(value, &field.ty, grant, field.name))
        }),
        Type::List(_) => match field {
            // Patterns; in other lists an asterisk is a name like any other.
            "pull" | "run" | "write" | "list" => value.items().any(|item| item.text().as_deref() == Some("*")),
            "paths" => has_all_paths(value, if grant == "sync" { "*" } else { "" }),
            "ports" => value.items().next().is_none(),
            _ => false,
        },
        _ => false,
    }
}

/// Whether an entry for all paths comes before every one that is read-only.
fn has_all_paths(entries: Value<'_>, all: &str) -> bool {
    for entry in entries.items() {
        if entry.get("read_only").and_then(Value::boolean) == Some(true) {
            return false;
        }
        if entry.get("path").and_then(Value::text).as_deref() == Some(all) {
            return true;
        }
    }
    false
}
