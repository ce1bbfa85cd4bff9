//! What makes a check true.

use super::{Check, Rule};
use crate::error::{Error, Result, concat};
use crate::json::Value;

impl Check {
    /// Whether the grant, checked and fully known, allows this on a checked target. `name` is the action's last part.
    pub(super) fn allows(&self, name: &str, grant: Value<'_>, target: Value<'_>) -> Result<bool> {
        let list = grant.some(self.list);
        if matches!(self.rule, Rule::OAuth) {
            return oauth(list, target.some("oauth"));
        }
        let subject = member(target, self.target.fields.first().map_or("", |field| field.name))?;
        let subject = subject.as_str();
        let matching = |list| any(list, &|pattern| matches(pattern, subject));
        Ok(match self.rule {
            Rule::Exact => any(list, &|entry| entry == subject),
            Rule::Pattern => matching(list),
            Rule::Registry | Rule::RegistryList => {
                let Some(registry) = grant.some("registry") else { return Ok(true) };
                let list = registry.some(self.list);
                if list.is_some() || matches!(self.rule, Rule::Registry) {
                    return Ok(matching(list));
                }
                let others = ["pull", "run", "write"].map(|name| registry.some(name));
                others.iter().all(Option::is_none) || others.into_iter().any(|list| list.is_some() && matching(list))
            }
            Rule::Flags(flags) => {
                let one = [name];
                let flags = if flags.is_empty() { &one } else { flags };
                let namespace = namespace(target)?;
                list.is_none_or(|list| {
                    list.items().any(|entry| {
                        is(entry, "name", subject)
                            && fits(entry, &namespace)
                            && flags.iter().any(|flag| has_flag(entry, flag))
                    })
                })
            }
            Rule::PathPattern { write } => path(list, write, &|entry| matches(entry, subject)),
            Rule::PathPrefix { write } => path(list, write, &|entry| subject.starts_with(entry)),
            Rule::Provider => {
                let provider = trim(subject);
                let start = concat(&[provider, "/"]);
                !provider.is_empty() && any(list, &|entry| trim(entry).starts_with(&start))
            }
            Rule::Model => {
                let model = member(target, "model")?;
                let (provider, model) = (trim(subject), trim(&model));
                let full = concat(&[provider, "/", model]);
                !provider.is_empty() && !model.is_empty() && any(list, &|pattern| matches(pattern, &full))
            }
            Rule::OAuth => false,
        })
    }
}

/// Whether there is no list, or one with an entry that passes the test.
fn any(list: Option<Value<'_>>, test: &dyn Fn(&str) -> bool) -> bool {
    list.is_none_or(|list| list.items().filter_map(Value::text).any(|entry| test(&entry)))
}

/// Whether there is no list, or an entry for the path; for writing, one that is not read-only.
fn path(list: Option<Value<'_>>, write: bool, test: &dyn Fn(&str) -> bool) -> bool {
    let Some(list) = list else { return true };
    let mut entries = list.items();
    let first = entries.find(|entry| entry.get("path").and_then(Value::text).is_some_and(|path| test(&path)));
    first.is_some_and(|entry| !write || entry.get("read_only").and_then(Value::boolean) != Some(true))
}

fn oauth(list: Option<Value<'_>>, oauth: Option<Value<'_>>) -> Result<bool> {
    let Some(list) = list else { return Ok(true) };
    let Some(oauth) = oauth else { return Ok(false) };
    let (endpoint, client) = (member(oauth, "authorization_endpoint")?, member(oauth, "client_id")?);
    let (endpoint, client) = (trim(&endpoint), trim(&client));
    let fits = |entry: Value<'_>| {
        let pattern = entry.get("endpoint").and_then(Value::text);
        pattern.is_some_and(|pattern| matches(&pattern, endpoint)) && is(entry, "client_id", client)
    };
    Ok(!endpoint.is_empty() && !client.is_empty() && list.items().any(fits))
}

/// A pattern matches what equals it and, when it ends with `*`, what begins with the rest of it.
fn matches(pattern: &str, value: &str) -> bool {
    pattern == value || pattern.strip_suffix('*').is_some_and(|start| value.starts_with(start))
}

fn is(entry: Value<'_>, name: &str, text: &str) -> bool {
    entry.get(name).and_then(Value::text).is_some_and(|value| value == text)
}

/// Whether the entry has no namespace or the very one of the request.
fn fits(entry: Value<'_>, namespace: &[String]) -> bool {
    entry.some("namespace").is_none_or(|own| own.items().map(Value::text).eq(namespace.iter().cloned().map(Some)))
}

/// A table's flags stand in its entry, a memory's in the entry's `permissions`; all but two default to true.
fn has_flag(entry: Value<'_>, flag: &str) -> bool {
    let flags = entry.some("permissions").unwrap_or(entry);
    flags.get(flag).and_then(Value::boolean).unwrap_or(!matches!(flag, "write" | "alter"))
}

fn namespace(target: Value<'_>) -> Result<Vec<String>> {
    let parts = target.some("namespace").into_iter().flat_map(Value::items);
    parts.map(|part| part.text().ok_or_else(|| half_a_character("namespace"))).collect()
}

fn member(target: Value<'_>, name: &str) -> Result<String> {
    target.get(name).and_then(Value::text).ok_or_else(|| half_a_character(name))
}

/// Checked text that still cannot be decoded.
fn half_a_character(name: &str) -> Error {
    Error::input(&["target.", name, ": expected text, got a lone surrogate in it"])
}

/// Without the blanks around it, as Python's `strip` knows them; Rust does not count the four separators.
fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}'))
}
