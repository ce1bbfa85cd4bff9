//! `ApiScope`: the strict reading of one, and the checks the server makes.

use crate::error::{Error, Result};
use crate::json::{Object, Value};

/// What a known member must hold.
#[derive(Debug)]
enum Kind {
    Flag,
    Text,
    /// A list of text; `null` means no restriction.
    Texts,
    /// An object; a boolean says whether it may be `null`.
    Object(bool, &'static [Field]),
    /// A list of objects; `null` means no restriction.
    Entries(&'static [Field]),
}

#[derive(Debug)]
struct Field {
    name: &'static str,
    kind: Kind,
    required: bool,
}

const fn field(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, required: false }
}

const fn flag(name: &'static str) -> Field {
    field(name, Kind::Flag)
}

const fn texts(name: &'static str) -> Field {
    field(name, Kind::Texts)
}

const fn name(name: &'static str) -> Field {
    Field { name, kind: Kind::Text, required: true }
}

const fn grant(name: &'static str, fields: &'static [Field]) -> Field {
    field(name, Kind::Object(true, fields))
}

const PATHS: &[Field] = &[field("paths", Kind::Entries(&[name("path"), flag("read_only")]))];
const TABLE: &[Field] = &[name("name"), texts("namespace"), flag("read"), flag("write"), flag("alter")];
const MEMORY: &[Field] =
    &[name("name"), texts("namespace"), field("permissions", Kind::Object(false, MEMORY_PERMISSIONS))];
const MEMORY_PERMISSIONS: &[Field] = &[
    flag("create"),
    flag("drop"),
    flag("inspect"),
    flag("query"),
    flag("upsert"),
    flag("ingest"),
    flag("recall"),
    flag("optimize"),
];
const REGISTRY: &[Field] = &[texts("list"), texts("pull"), texts("run"), texts("write")];
const DATASET: &[Field] = &[field("tables", Kind::Entries(TABLE)), flag("list_tables")];

const SCOPE: &[Field] = &[
    grant("livekit", &[texts("breakout_rooms")]),
    grant("queues", &[texts("send"), texts("receive"), flag("list")]),
    grant("messaging", &[flag("broadcast"), flag("list"), flag("send")]),
    grant("memory", &[flag("list"), field("memories", Kind::Entries(MEMORY))]),
    grant("sync", PATHS),
    grant("storage", PATHS),
    grant(
        "containers",
        &[
            flag("logs"),
            flag("use_containers"),
            texts("pull"),
            texts("run"),
            field("registry", Kind::Object(true, REGISTRY)),
        ],
    ),
    grant("developer", &[flag("logs")]),
    grant(
        "agents",
        &[
            flag("register_agent"),
            flag("register_public_toolkit"),
            flag("register_private_toolkit"),
            flag("call"),
            flag("use_agents"),
            flag("use_tools"),
            texts("allowed_toolkits"),
        ],
    ),
    grant("llm", &[texts("models")]),
    grant("admin", &[flag("config")]),
    grant("secrets", &[field("request_oauth_token", Kind::Entries(&[name("endpoint"), name("client_id")]))]),
    grant("tunnels", &[texts("ports")]),
    grant("services", &[flag("list")]),
];

/// Refuses a malformed scope, naming the offending member. Members that are
/// not known are left alone.
pub fn check(scope: &Value) -> Result<()> {
    let scope = scope.object()?;
    // Old names of `dataset`: the first that is present counts.
    let mut names = ["dataset", "database", "datasets"].into_iter();
    if let Some(dataset) = names.find_map(|name| scope.present(name)) {
        check_value(&dataset, &Kind::Object(true, DATASET))?;
    }
    check_fields(&scope, SCOPE)
}

fn check_fields(object: &Object, fields: &[Field]) -> Result<()> {
    for field in fields {
        match object.present(field.name) {
            Some(value) => check_value(&value, &field.kind)?,
            None if field.required => {
                return Err(Error::invalid(&object.place(field.name), "is required"));
            }
            None => {}
        }
        let camel = camel_case(field.name);
        if camel != field.name && object.present(&camel).is_some() {
            let problem = format!("is written {}", field.name);
            return Err(Error::invalid(&object.place(&camel), &problem));
        }
    }
    Ok(())
}

fn check_value(value: &Value, kind: &Kind) -> Result<()> {
    let null = value.json() == "null";
    match kind {
        Kind::Flag => value.boolean().map(drop),
        Kind::Text => value.text().map(drop),
        Kind::Texts | Kind::Entries(_) | Kind::Object(true, _) if null => Ok(()),
        Kind::Texts => value.texts().map(drop),
        Kind::Object(_, fields) => check_fields(&value.object()?, fields),
        Kind::Entries(fields) => value.list()?.iter().try_for_each(|entry| check_fields(&entry.object()?, fields)),
    }
}

fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let (first, rest) = word.split_at(word.len().min(1));
        camel.push_str(&first.to_ascii_uppercase());
        camel.push_str(rest);
    }
    camel
}

/// Whether a checked scope lets its holder administer: the `admin` grant.
pub fn administers(scope: &Object) -> bool {
    let Some(Ok(admin)) = scope.get("admin").map(|admin| admin.object()) else { return false };
    admin.get("config").is_none_or(|config| config.json() == "true")
}

/// Whether a checked scope's `storage` grant covers `path`: the first entry
/// that the path begins with decides about writing, any of them allows reading.
pub fn allows_file(scope: &Object, path: &str, write: bool) -> bool {
    let Some(Ok(storage)) = scope.get("storage").map(|storage| storage.object()) else {
        return false;
    };
    // A member that is not known may restrict anything, so nothing is allowed.
    if storage.members().any(|(name, _)| name != "paths") {
        return false;
    }
    let Some(entries) = storage.get("paths") else { return true };
    for entry in entries.list().unwrap_or_default() {
        let Ok(entry) = entry.object() else { return false };
        let prefix = entry.get("path").and_then(|path| path.text().ok());
        if prefix.is_some_and(|prefix| path.starts_with(&prefix)) {
            return !write || entry.get("read_only").is_none_or(|only| only.json() == "false");
        }
    }
    false
}

/// Every grant with its defaults, as `ApiScope.full()` of the SDKs.
pub const FULL: &str = r#"{"livekit":{},"queues":{},"messaging":{},"dataset":{},"memory":{},"sync":{},"storage":{},"containers":{},"developer":{},"agents":{},"llm":{},"admin":{},"secrets":{},"tunnels":{},"services":{}}"#;
