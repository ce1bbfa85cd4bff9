//! What a scope allows: the checks of both official SDKs.

use crate::error::{Error, Fault, Result};
use crate::json::{RawText, Value};
use meshagent_schema::check as check_json;

use super::rules::{Check, Rule};
use crate::access::scope::ApiScope;
use crate::model::{Described, Field, Model, Need, Null, Type};

const fn text(name: &'static str) -> Field {
    Field { name, ty: Type::Text, need: Need::Required, null: Null::Refused, secret: false }
}

const NAMESPACE: Field =
    Field { name: "namespace", ty: Type::List(&Type::Text), need: Need::Optional, null: Null::Allowed, secret: false };

static NAME: Model = Model::new(&[text("name")], false);
static QUEUE: Model = Model::new(&[text("queue")], false);
static TABLE: Model = Model::new(&[text("table"), NAMESPACE], false);
static DATABASE: Model = Model::new(&[text("database"), NAMESPACE], false);
static DATABASE_TABLE: Model = Model::new(&[text("database"), text("table"), NAMESPACE], false);
static MEMORY: Model = Model::new(&[text("name"), NAMESPACE], false);
static PATH: Model = Model::new(&[text("path")], false);
static TAG: Model = Model::new(&[text("tag")], false);
static REPOSITORY: Model = Model::new(&[text("repository")], false);
static CLIENT: Model = Model::new(&[text("authorization_endpoint"), text("client_id")], false);
static OAUTH: Model = Model::new(
    &[Field { name: "oauth", ty: Type::Model(&CLIENT), need: Need::Required, null: Null::Allowed, secret: false }],
    false,
);
static PROVIDER: Model = Model::new(&[text("provider")], false);
static MODEL: Model = Model::new(&[text("provider"), text("model")], false);

const fn check(action: &'static str, target: &'static Model, list: &'static str, rule: Rule) -> Check {
    Check { action, target, list, rule }
}

static CHECKS: [Check; 38] = [
    check("livekit.join_breakout_room", &NAME, "breakout_rooms", Rule::Exact),
    check("queues.send", &QUEUE, "send", Rule::Exact),
    check("queues.receive", &QUEUE, "receive", Rule::Exact),
    check("dataset.read", &TABLE, "tables", Rule::Flags(&[])),
    check("dataset.write", &TABLE, "tables", Rule::Flags(&[])),
    check("dataset.alter", &TABLE, "tables", Rule::Flags(&[])),
    check("dataset.access", &TABLE, "tables", Rule::Flags(&["read", "write", "alter"])),
    check("sqlite.drop_database", &DATABASE, "databases", Rule::Given("drop")),
    check("sqlite.inspect_database", &DATABASE, "databases", Rule::Flags(&["inspect"])),
    check("sqlite.list_tables", &DATABASE, "databases", Rule::Flags(&[])),
    check("sqlite.create_table", &DATABASE, "databases", Rule::Flags(&[])),
    check("sqlite.execute", &DATABASE, "databases", Rule::Flags(&[])),
    check("sqlite.read", &DATABASE_TABLE, "databases", Rule::DatabaseTable(&[])),
    check("sqlite.write", &DATABASE_TABLE, "databases", Rule::DatabaseTable(&[])),
    check("sqlite.alter", &DATABASE_TABLE, "databases", Rule::DatabaseTable(&[])),
    check("sqlite.access", &DATABASE_TABLE, "databases", Rule::DatabaseTable(&["read", "write", "alter"])),
    check("memory.create", &MEMORY, "memories", Rule::Flags(&[])),
    check("memory.drop", &MEMORY, "memories", Rule::Flags(&[])),
    check("memory.inspect", &MEMORY, "memories", Rule::Flags(&[])),
    check("memory.query", &MEMORY, "memories", Rule::Flags(&[])),
    check("memory.upsert", &MEMORY, "memories", Rule::Flags(&[])),
    check("memory.ingest", &MEMORY, "memories", Rule::Flags(&[])),
    check("memory.recall", &MEMORY, "memories", Rule::Flags(&[])),
    check("memory.optimize", &MEMORY, "memories", Rule::Flags(&[])),
    check(
        "memory.access_existing",
        &MEMORY,
        "memories",
        Rule::Flags(&["drop", "inspect", "query", "upsert", "ingest", "recall", "optimize"]),
    ),
    check("sync.read", &PATH, "paths", Rule::PathPattern { write: false }),
    check("sync.write", &PATH, "paths", Rule::PathPattern { write: true }),
    check("storage.read", &PATH, "paths", Rule::PathPrefix { write: false }),
    check("storage.write", &PATH, "paths", Rule::PathPrefix { write: true }),
    check("containers.pull", &TAG, "pull", Rule::Pattern),
    check("containers.run", &TAG, "run", Rule::Pattern),
    check("containers.registry_list", &REPOSITORY, "list", Rule::Registry { any: true }),
    check("containers.registry_pull", &REPOSITORY, "pull", Rule::Registry { any: false }),
    check("containers.registry_run", &REPOSITORY, "run", Rule::Registry { any: false }),
    check("containers.registry_write", &REPOSITORY, "write", Rule::Registry { any: false }),
    check("secrets.request_oauth_token", &OAUTH, "request_oauth_token", Rule::OAuth),
    check("llm.use_provider", &PROVIDER, "models", Rule::Provider),
    check("llm.use_model", &MODEL, "models", Rule::Model),
];

/// The names of the dataset grant; the first that is present counts, even when it is `null`.
pub(super) const DATASET: [&str; 3] = ["dataset", "database", "datasets"];

/// The fields of a scope under today's names.
pub(super) fn grants() -> impl Iterator<Item = &'static Field> {
    let fields = match ApiScope::TYPE {
        Type::Model(scope) => scope.fields,
        _ => &[],
    };
    fields.iter().filter(|field| !matches!(field.name, "database" | "datasets"))
}

/// Whether the scope allows the action on the target, all three checked: `scope` and `target` are JSON text, the target
/// `{}` where the action needs none.
///
/// An action is a grant, a dot and either a check (`storage.read`, with a target such as `{"path":"/a"}`) or a boolean
/// field of the grant (`messaging.send`, without a target). A grant that is absent or `null` allows nothing.
///
/// Fails when the action is unknown, the scope or the target is malformed, or the grant holds a member that this
/// version does not know: what that restricts, nobody can tell here.
pub fn can(scope: &str, action: &str, target: &str) -> Result<bool> {
    let (grant_name, check_name) = action.split_once('.').unwrap_or((action, ""));
    let check = CHECKS.iter().find(|check| check.action == action);
    let Some(ty) = grants().find(|field| field.name == grant_name).map(|field| &field.ty).filter(|ty| {
        let Type::Model(grant) = ty else { return false };
        check.is_some() || grant.fields.iter().any(|field| field.name == check_name && matches!(field.ty, Type::Bool))
    }) else {
        return Err(Error::input(&["action: expected one such as storage.read, got ", action]));
    };
    check_json(scope, &ApiScope::TYPE).map_err(|fault| Error::argument(&fault, "scope"))?;
    if let Some(check) = check {
        check_json(target, &Type::Model(check.target)).map_err(|fault| Error::argument(&fault, "target"))?;
    }

    let scope = Value::checked(scope);
    let names = if grant_name == "dataset" { DATASET.as_slice() } else { &[grant_name] };
    let Some((name, grant)) = names.iter().find_map(|name| Some((*name, scope.get(name)?))) else { return Ok(false) };
    if grant.is_null() {
        return Ok(false);
    }
    all_known(grant, ty).map_err(|fault| Error::argument(&fault.in_member(&RawText::known(name)), "scope"))?;
    match check {
        Some(check) => check.allows(check_name, grant, Value::checked(target)),
        None => Ok(grant.get(check_name).and_then(Value::boolean) != Some(false)),
    }
}

/// Refuses members that no table names.
fn all_known(value: Value<'_>, ty: &Type) -> Result<(), Box<Fault>> {
    match ty {
        Type::Model(model) => {
            for (name, value) in value.members() {
                match model.fields.iter().find(|field| name.is(field.name)) {
                    Some(field) => all_known(value, &field.ty),
                    None => Err(Fault::new("a member that this version knows", "one that may restrict the grant")),
                }
                .map_err(|fault| fault.in_member(&name))?;
            }
        }
        Type::List(item) => {
            for (index, value) in value.items().enumerate() {
                all_known(value, item).map_err(|fault| fault.in_item(index))?;
            }
        }
        _ => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typescript(model: &Model) -> String {
        let members = model.fields.iter().map(|field| match field.ty {
            Type::Text => format!("{}: string", field.name),
            Type::List(_) => format!("{}?: string[] | null", field.name),
            Type::Model(inner) => format!("{}: {} | null", field.name, typescript(inner)),
            ref other => panic!("{other:?}"),
        });
        format!("{{ {} }}", members.collect::<Vec<_>>().join("; "))
    }

    #[test]
    fn typescript_knows_the_same_actions() {
        let types = include_str!("../../wasm/access.d.ts").split_once("interface ScopeTargets {").unwrap().1;
        let types = types.split_once("\n}").unwrap().0.lines().filter(|line| line.starts_with("  \""));
        let mut types: Vec<String> = types.map(str::to_owned).collect();
        let mut known: Vec<String> =
            CHECKS.iter().map(|check| format!("  \"{}\": {};", check.action, typescript(check.target))).collect();
        for grant in grants() {
            let Type::Model(model) = grant.ty else { panic!("{grant:?}") };
            let flags = model.fields.iter().filter(|field| matches!(field.ty, Type::Bool));
            known.extend(flags.map(|flag| format!("  \"{}.{}\": undefined;", grant.name, flag.name)));
        }
        types.sort();
        known.sort();
        assert_eq!(types, known);
    }
}
