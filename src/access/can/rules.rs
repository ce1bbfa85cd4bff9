//! What makes a check true.

use crate::error::{Error, Fault, Result};
use crate::json::{RawText, Value};
use crate::model::Model;

/// What the entries of a list are compared with.
struct Subject<'a> {
    /// The name, the path, the image, `provider/model` or whatever else the check is about.
    subject: String,
    /// The OAuth client, or the table of a database.
    second: String,
    /// The namespace of a table or memory.
    namespace: Option<Value<'a>>,
    /// The action's last part.
    flag: &'a str,
}

/// A check that looks at a target.
#[derive(Debug)]
pub(super) struct Check {
    /// The grant, a dot and the check's name.
    pub(super) action: &'static str,
    /// What the target must be; its first field is what the check is about.
    pub(super) target: &'static Model,
    /// The field that restricts the grant; without it everything is allowed.
    pub(super) list: &'static str,
    pub(super) rule: Rule,
}

/// What makes a check true when there is a list.
#[derive(Clone, Copy, Debug)]
pub(super) enum Rule {
    /// The list holds the very text.
    Exact,
    /// A pattern of the list matches.
    Pattern,
    /// A pattern of the registry's list matches; without the list, `any` asks the other three instead.
    Registry { any: bool },
    /// Entries of that name and namespace have any of the flags; with none given, the one that the action names.
    Flags(&'static [&'static str]),
    /// Entries of that name and namespace have this flag, which defaults to false.
    Given(&'static str),
    /// The tables of databases of that name and namespace have any of the flags, as in `Flags`; without an entry for the
    /// table, some such database has no list of tables.
    DatabaseTable(&'static [&'static str]),
    /// The path is matched by some entry's pattern; for writing, the first such entry is not read-only.
    PathPattern { write: bool },
    /// The path begins with some entry's path; for writing, the first such entry is not read-only.
    PathPrefix { write: bool },
    /// Some entry has that endpoint and that client.
    OAuth,
    /// Some entry begins with the provider and a slash.
    Provider,
    /// A pattern matches the provider, a slash and the model.
    Model,
}

impl Check {
    /// Whether the grant, checked and fully known, allows this on a checked target. `flag` is the action's last part.
    pub(super) fn allows(&self, flag: &str, grant: Value<'_>, target: Value<'_>) -> Result<bool> {
        let list = grant.some(self.list);
        if matches!(self.rule, Rule::PathPrefix { .. }) && grant.some("files").is_some() {
            let fault = Fault::new("none, for what it changes is not documented", "a policy");
            let fault = fault.in_member(&RawText::known("files")).in_member(&RawText::known("storage"));
            return Err(Error::argument(&fault, "scope"));
        }
        let (target, first, second) = match self.rule {
            Rule::OAuth => match (list, target.some("oauth")) {
                (None, _) => return Ok(true),
                (Some(_), None) => return Ok(false),
                (Some(_), Some(oauth)) => (oauth, "authorization_endpoint", "client_id"),
            },
            Rule::Model => (target, "provider", "model"),
            Rule::DatabaseTable(_) => (target, "database", "table"),
            _ => (target, self.target.fields.first().map_or("", |field| field.name), ""),
        };
        let mut subject = member(target, first)?;
        let mut other = String::new();
        if !second.is_empty() {
            other = member(target, second)?;
        }
        if matches!(self.rule, Rule::OAuth | Rule::Provider | Rule::Model) {
            subject = trim(&subject);
            other = trim(&other);
            if subject.is_empty() || other.is_empty() && !second.is_empty() {
                return Ok(false);
            }
            if !matches!(self.rule, Rule::OAuth) {
                subject.push('/');
                subject.push_str(&other);
            }
        }
        let request = Subject { subject, second: other, namespace: target.some("namespace"), flag };

        let Rule::Registry { any } = self.rule else { return Ok(self.rule.admits(list, &request)) };
        let Some(registry) = grant.some("registry") else { return Ok(true) };
        let list = registry.some(self.list);
        if list.is_some() || !any {
            return Ok(self.rule.admits(list, &request));
        }
        let mut open = true;
        for name in ["pull", "run", "write"] {
            let list = registry.some(name);
            if list.is_some() {
                open = false;
                if self.rule.admits(list, &request) {
                    return Ok(true);
                }
            }
        }
        Ok(open)
    }
}

impl Rule {
    /// Whether there is no list, or one with an entry that admits the request.
    fn admits(self, list: Option<Value<'_>>, request: &Subject<'_>) -> bool {
        let Some(list) = list else { return true };
        if let Rule::DatabaseTable(flags) = self {
            return admits_table(list, flags, request);
        }
        let subject = request.subject.as_str();
        for entry in list.items() {
            let text = match self {
                Rule::Flags(_) | Rule::Given(_) => entry.get("name"),
                Rule::PathPattern { .. } | Rule::PathPrefix { .. } => entry.get("path"),
                Rule::OAuth => entry.get("endpoint"),
                _ => Some(entry),
            };
            // A lone surrogate equals no text.
            let Some(text) = text.and_then(Value::text) else { continue };
            let found = match self {
                Rule::Exact | Rule::Flags(_) | Rule::Given(_) => text == subject,
                Rule::PathPrefix { .. } => subject.starts_with(&text),
                Rule::Provider => trim(&text).starts_with(subject),
                _ => matches(&text, subject),
            };
            if !found {
                continue;
            }
            match self {
                Rule::PathPattern { write } | Rule::PathPrefix { write } => return !(write && is(entry, "read_only")),
                Rule::Flags(flags) if !(fits(entry, request.namespace) && has_flag(entry, flags, request.flag)) => {}
                Rule::Given(flag) if !(fits(entry, request.namespace) && is(entry, flag)) => {}
                Rule::OAuth if entry.get("client_id").and_then(Value::text).as_ref() != Some(&request.second) => {}
                _ => return true,
            }
        }
        false
    }
}

/// Whether the entries of a table admit the request, or where there are none, a database whose tables are not listed.
fn admits_table(databases: Value<'_>, flags: &[&str], request: &Subject<'_>) -> bool {
    let has = |entry: Value<'_>, name: &str, text: &str| {
        entry.get(name).and_then(Value::text).is_some_and(|found| found == text)
    };
    let (mut open, mut listed) = (false, false);
    for database in databases.items() {
        if !has(database, "name", &request.subject) || !fits(database, request.namespace) {
            continue;
        }
        let Some(tables) = database.some("tables") else {
            open = true;
            continue;
        };
        for table in tables.items() {
            let named = has(table, "database", &request.subject) && has(table, "table", &request.second);
            if named && fits(table, request.namespace) {
                listed = true;
                if has_flag(table, flags, request.flag) {
                    return true;
                }
            }
        }
    }
    open && !listed
}

/// A pattern matches what equals it and, when it ends with `*`, what begins with the rest of it.
fn matches(pattern: &str, value: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => value.starts_with(start),
        None => value == pattern,
    }
}

/// Whether the entry has no namespace or the very one of the request, which is an empty one when there is none.
fn fits(entry: Value<'_>, asked: Option<Value<'_>>) -> bool {
    let Some(own) = entry.some("namespace") else { return true };
    let mut asked = asked.unwrap_or(Value::checked("[]")).items();
    for part in own.items() {
        let part = part.text();
        if part.is_none() || asked.next().and_then(Value::text) != part {
            return false;
        }
    }
    asked.next().is_none()
}

/// Whether the entry has any of the flags. A table's stand in its entry, a memory's in the entry's `permissions`; all
/// but two default to true.
fn has_flag(entry: Value<'_>, flags: &[&str], flag: &str) -> bool {
    let holder = entry.some("permissions").unwrap_or(entry);
    let one = [flag];
    let flags = if flags.is_empty() { &one } else { flags };
    flags.iter().any(|flag| holder.get(flag).map_or(!matches!(*flag, "write" | "alter"), |_| is(holder, flag)))
}

fn is(object: Value<'_>, flag: &str) -> bool {
    object.get(flag).and_then(Value::boolean) == Some(true)
}

/// A member of the target; it has been checked, so all that can be wrong is that it cannot be decoded.
fn member(target: Value<'_>, name: &str) -> Result<String> {
    match target.get(name).and_then(Value::text) {
        Some(text) => Ok(text),
        None => Err(Error::input(&["target.", name, ": expected text, got a lone surrogate in it"])),
    }
}

/// Without the blanks around it, as Python's `strip` knows them: Unicode's and the four separators.
fn trim(text: &str) -> String {
    let blank = |c| {
        matches!(c, '\t'..='\r' | '\u{1c}'..=' ' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}'
            | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
    };
    // `trim_matches` would bring the search from the end, a quarter of a kilobyte.
    let (mut start, mut end) = (None, 0);
    for (at, c) in text.char_indices().filter(|(_, c)| !blank(*c)) {
        start.get_or_insert(at);
        end = at + c.len_utf8();
    }
    text.get(start.unwrap_or_default()..end).unwrap_or_default().to_owned()
}
