//! Scope checks. The input is an action, a target and a scope, each on a line of its own; the scope may have more.

#![no_main]

#[path = "../../tests/operations/mod.rs"]
mod operations;
mod value;

use libfuzzer_sys::fuzz_target;
use meshagent_wasm::access::can::{agent_default, can, full, user_default};
use meshagent_wasm::access::scope::ApiScope;
use meshagent_wasm::error::Kind;
use meshagent_wasm::model::Json;
use operations::shape::Shape;
use operations::shapes;
use serde_json::{Value, json};

thread_local! {
    static SCOPE: Shape = shapes::scope();
}

fuzz_target!(|input: &str| {
    let mut lines = input.splitn(3, '\n');
    let (Some(action), Some(target), Some(scope)) = (lines.next(), lines.next(), lines.next()) else { return };
    let answer = can(scope, action, target);
    if let Err(error) = &answer {
        assert_eq!(error.kind(), Kind::ArgumentError);
    }
    let taken = Json::<ApiScope>::check(scope.to_owned(), "scope").is_ok();
    assert!(!taken || value::is_json(scope), "no JSON is a scope: {scope:?}");
    assert!(taken || answer.is_err(), "a malformed scope has no answer: {action} {target} {scope}");
    if let Some(plain) = value::plain(scope) {
        let faults = SCOPE.with(|shape| shape.faults(&plain));
        assert_eq!(taken, faults.is_empty(), "{faults:?}: {scope}");
        if let Ok(answer) = answer {
            compare(answer, action, target, &plain);
        }
    }
    presets(action, target, answer.is_ok());
});

/// What the answer to the same question about other scopes must be.
fn compare(answer: bool, action: &str, target: &str, scope: &Value) {
    let ask = |scope: &Value| can(&scope.to_string(), action, target).ok();
    assert_eq!(ask(scope), Some(answer), "however it is written: {scope}");
    let Some((name, _)) = action.split_once('.') else { panic!("{action} is no action") };
    let names = if name == "dataset" { vec!["dataset", "database", "datasets"] } else { vec![name] };
    let members = || scope.as_object().cloned().unwrap_or_default();

    // Other grants change nothing, and without the grant nothing is allowed.
    let (mut alone, mut without) = (members(), members());
    alone.retain(|member, _| names.contains(&member.as_str()));
    without.retain(|member, _| !names.contains(&member.as_str()));
    assert_eq!(ask(&alone.into()), Some(answer), "{scope}");
    assert_eq!(ask(&without.into()), Some(false), "{scope}");

    if let Some(used) = names.iter().find(|used| scope.get(**used).is_some_and(Value::is_object)) {
        let with = |change: &dyn Fn(&mut Value)| {
            let mut changed = members();
            changed.get_mut(*used).into_iter().for_each(change);
            Value::Object(changed)
        };
        let first = names.iter().find(|name| scope.get(**name).is_some());
        if first == Some(used) {
            // A member that nobody knows may restrict the grant.
            assert_eq!(ask(&with(&|grant| grant["no_such_member"] = json!(true))), None, "{scope}");
        }
        // Lists only restrict: an emptied one allows nothing that the list did not.
        let emptied = with(&empty);
        assert!(answer || ask(&emptied) != Some(true), "{emptied} allows more than {scope}");
    }
}

/// Empties every list.
fn empty(value: &mut Value) {
    match value {
        Value::Array(items) => items.clear(),
        Value::Object(members) => members.values_mut().for_each(empty),
        _ => {}
    }
}

/// Every preset answers where any scope does, and the whole scope allows it all but for `sqlite`, which it lacks.
fn presets(action: &str, target: &str, answered: bool) {
    for preset in [agent_default(false), agent_default(true), user_default(), full()] {
        let answer = can(&preset, action, target);
        assert!(!answered || answer.is_ok(), "{action} {target}");
        if preset == full() {
            let lacks = action.starts_with("sqlite.");
            // A provider or model may be blank, which nothing allows.
            let blank = action.starts_with("llm.");
            assert!(answer.is_err() || blank || answer == Ok(!lacks), "{action} {target}");
        }
    }
}
