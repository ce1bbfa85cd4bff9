//! Which preset a scope is, by what it allows.

#![cfg(test)]

use meshagent_wasm::access::can::{agent_default, can, full, preset_of, user_default};
use meshagent_wasm::access::scope::ApiScope;
use meshagent_wasm::error::Kind;
use serde_json::{Value, json};

fn scope(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn preset(scope: &Value) -> Option<&'static str> {
    preset_of(&scope.to_string()).unwrap()
}

#[test]
fn the_presets_know_themselves() {
    assert_eq!(preset(&scope(&full())), Some("full"));
    assert_eq!(preset(&scope(&agent_default(false))), Some("agent"));
    assert_eq!(preset(&scope(&user_default())), Some("user"));
    assert_eq!(preset(&scope(&agent_default(true))), None, "it allows more than the one and less than the other");
    assert_eq!(preset(&json!({})), None);
    assert_eq!(ApiScope::user_default().preset().unwrap(), Some("user"));
}

#[test]
fn each_grant_counts() {
    for (text, name) in [(full(), "full"), (agent_default(false), "agent"), (user_default(), "user")] {
        for grant in scope(&text).as_object().unwrap().keys() {
            let mut less = scope(&text);
            less.as_object_mut().unwrap().remove(grant);
            assert_ne!(preset(&less), Some(name), "without {grant}");
            less[grant] = Value::Null;
            assert_ne!(preset(&less), Some(name), "{grant} is null");
        }
    }
    for more in ["sqlite", "holograms"] {
        let mut scope = scope(&full());
        scope[more] = json!({});
        assert_eq!(preset(&scope), None, "with {more}");
        scope[more] = Value::Null;
        assert_eq!(preset(&scope), Some("full"), "{more} is null");
    }
}

/// What allows the same as an empty grant, and what does not.
#[test]
fn what_is_allowed_counts_and_not_its_spelling() {
    let table = [
        ("messaging", json!({ "send": true, "broadcast": true, "list": true }), true),
        ("messaging", json!({ "send": false }), false),
        ("queues", json!({ "send": null, "receive": null, "list": true }), true),
        ("queues", json!({ "send": [] }), false),
        ("queues", json!({ "send": ["*"] }), false),
        ("livekit", json!({ "breakout_rooms": ["*"] }), false),
        ("dataset", json!({ "tables": null, "list_tables": true }), true),
        ("dataset", json!({ "tables": [] }), false),
        ("memory", json!({ "memories": [{ "name": "a" }] }), false),
        ("sync", json!({ "paths": [{ "path": "*" }] }), true),
        ("sync", json!({ "paths": [{ "path": "a*" }, { "path": "*", "read_only": false }] }), true),
        ("sync", json!({ "paths": [{ "path": "" }] }), false),
        ("sync", json!({ "paths": [{ "path": "*", "read_only": true }] }), false),
        ("sync", json!({ "paths": [{ "path": "a", "read_only": true }, { "path": "*" }] }), false),
        ("sync", json!({ "paths": [{ "path": "*" }, { "path": "a", "read_only": true }] }), true),
        ("storage", json!({ "paths": [{ "path": "" }] }), true),
        ("storage", json!({ "paths": [{ "path": "*" }] }), false),
        ("storage", json!({ "paths": [{ "path": "/" }] }), false),
        ("storage", json!({ "paths": [] }), false),
        ("storage", json!({ "files": null }), true),
        ("storage", json!({ "files": {} }), false),
        ("storage", json!({ "quota": 7 }), false),
        ("containers", json!({ "pull": ["a", "*"], "run": null, "registry": {} }), true),
        ("containers", json!({ "registry": { "pull": ["*"], "list": ["*"] } }), true),
        ("containers", json!({ "registry": { "pull": ["a/*"] } }), false),
        ("containers", json!({ "logs": false }), false),
        ("agents", json!({ "allowed_toolkits": ["*"] }), false),
        ("llm", json!({ "models": ["*"] }), false),
        ("secrets", json!({ "request_oauth_token": [] }), false),
        ("tunnels", json!({ "ports": [] }), true),
        ("tunnels", json!({ "ports": ["80"] }), false),
        ("admin", json!({ "config": false }), false),
    ];
    for (grant, value, open) in table {
        let mut scope = scope(&full());
        scope[grant] = value.clone();
        assert_eq!(preset(&scope), open.then_some("full"), "{grant}: {value}");
    }
}

#[test]
fn older_names_of_datasets_count_as_can_reads_them() {
    for (value, open) in [
        (json!({ "database": {} }), true),
        (json!({ "datasets": {} }), true),
        (json!({ "dataset": {}, "database": { "tables": [] } }), true),
        (json!({ "dataset": null, "database": {} }), false),
        (json!({ "database": { "tables": [] }, "datasets": {} }), false),
    ] {
        let mut scope = scope(&full());
        scope.as_object_mut().unwrap().remove("dataset");
        scope.as_object_mut().unwrap().extend(value.as_object().unwrap().clone());
        assert_eq!(preset(&scope), open.then_some("full"), "{value}");
        assert_eq!(can(&scope.to_string(), "dataset.read", "{\"table\":\"a\"}").unwrap(), open);
    }
}

#[test]
fn a_malformed_scope_is_refused() {
    for scope in ["[]", "null", "7", "{\"storage\":7}", "{\"queues\":{\"send\":\"jobs\"}}"] {
        assert_eq!(preset_of(scope).unwrap_err().kind(), Kind::ArgumentError, "{scope}");
    }
}
