//! The checks of a scope against the answers of both official SDKs.

#![cfg(test)]

use meshagent_wasm::access::can::{agent_default, can, full, user_default};
use meshagent_wasm::access::token::ParticipantToken;
use meshagent_wasm::error::Kind;
use serde_json::{Value, json};

fn vectors() -> Value {
    serde_json::from_str(include_str!("vectors/scope.json")).unwrap()
}

fn ask(scope: &Value, action: &str, target: &Value) -> Result<bool, String> {
    can(&scope.to_string(), action, &target.to_string()).map_err(|error| {
        assert_eq!(error.kind(), Kind::ArgumentError);
        error.to_string()
    })
}

#[test]
fn answers_as_the_vectors_say() {
    let vectors = vectors();
    let cases = vectors["can"].as_array().unwrap();
    assert_eq!(cases.len(), 371);
    for case in cases {
        let target = case.get("target").cloned().unwrap_or_else(|| json!({}));
        let answer = ask(&case["scope"], case["action"].as_str().unwrap(), &target);
        match &case["expected"] {
            Value::Bool(expected) => assert_eq!(answer.as_ref(), Ok(expected), "{case}"),
            _ => assert!(answer.is_err(), "{case}"),
        }
    }
}

#[test]
fn refuses_malformed_scopes_everywhere() {
    let vectors = vectors();
    let cases = vectors["invalid"].as_array().unwrap();
    assert_eq!(cases.len(), 13);
    for case in cases {
        let error = ask(&case["scope"], "developer.logs", &json!({})).unwrap_err();
        assert!(error.starts_with("scope"), "{error}");
        let ann = ParticipantToken::new(r#"{"name":"ann"}"#).unwrap();
        let mut token = ann.clone();
        assert!(token.add_grant("api", &case["scope"].to_string()).is_err(), "{case}");
        assert_eq!(token, ann);
    }
}

#[test]
fn presets_are_those_of_the_sdks() {
    let vectors = vectors();
    let cases = vectors["presets"].as_array().unwrap();
    assert_eq!(cases.len(), 4);
    for case in cases {
        let text = match case["preset"].as_str().unwrap() {
            "agentDefault" => agent_default(case["args"]["tunnels"] == true),
            "userDefault" => user_default(),
            "full" => full(),
            other => panic!("{other}"),
        };
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), case["wire"], "{case}");
    }
}

#[test]
fn names_what_is_wrong() {
    let say = |scope: Value, action: &str, target: Value| ask(&scope, action, &target).unwrap_err();
    let storage = || json!({"storage": {}});
    assert_eq!(say(storage(), "storage.read", json!({})), "target.path: expected text, got nothing: it is missing");
    assert_eq!(say(storage(), "storage.read", json!({"path": 1})), "target.path: expected text, got a number");
    assert_eq!(
        say(json!({}), "secrets.request_oauth_token", json!({"oauth": {"client_id": "c"}})),
        "target.oauth.authorization_endpoint: expected text, got nothing: it is missing"
    );
    assert_eq!(
        say(json!({"sync": {"paths": [{"path": "/a", "readOnly": true}]}}), "sync.write", json!({"path": "/a"})),
        "scope.sync.paths[0].readOnly: expected the REST API's own spelling `read_only`, got the camelCase one"
    );
    for action in [
        "",
        ".",
        "storage",
        "storage.",
        "storage.reed",
        "storage.paths",
        "storage.read.x",
        "Storage.read",
        "queues.Send",
        "database.read",
        "datasets.list_tables",
        "dataset.name",
        "memory.access",
        "containers.registry",
        "sqlite.databases",
        "sqlite.drop",
        "tunnels.ports",
        "livekit.breakout_rooms",
    ] {
        let error = say(storage(), action, json!({"path": "/a"}));
        assert!(error.starts_with("action: ") && error.ends_with(action), "{error}");
    }
}

#[test]
fn an_absent_grant_allows_nothing() {
    for scope in [json!({}), json!({"storage": null}), json!({"sqlite": {}})] {
        assert_eq!(ask(&scope, "storage.read", &json!({"path": "/a"})), Ok(false));
        assert_eq!(ask(&scope, "messaging.send", &json!({})), Ok(false));
    }
}

#[test]
fn every_boolean_of_a_grant_is_an_action() {
    let flags = [
        "queues.list",
        "messaging.broadcast",
        "messaging.list",
        "messaging.send",
        "dataset.list_tables",
        "sqlite.create_database",
        "sqlite.list_databases",
        "memory.list",
        "containers.logs",
        "containers.use_containers",
        "developer.logs",
        "agents.register_agent",
        "agents.register_public_toolkit",
        "agents.register_private_toolkit",
        "agents.call",
        "agents.use_agents",
        "agents.use_tools",
        "admin.config",
        "services.list",
    ];
    for action in flags {
        let (grant, field) = action.split_once('.').unwrap();
        assert_eq!(ask(&json!({grant: {}}), action, &json!({})), Ok(true), "{action}");
        assert_eq!(ask(&json!({grant: {field: true}}), action, &json!({})), Ok(true), "{action}");
        assert_eq!(ask(&json!({grant: {field: false}}), action, &json!({})), Ok(false), "{action}");
    }
}

#[test]
fn does_not_answer_about_a_grant_that_holds_what_it_does_not_know() {
    let path = json!({"path": "/a"});
    let rule = json!({"path": "a", "recursive": true, "actions": ["read", "another"], "excluded_paths": ["a/b"]});
    for files in [json!({}), json!({"paths": []}), json!({"paths": [rule]})] {
        let scope = json!({"storage": {"files": files}, "messaging": {}, "sqlite": {}});
        for action in ["storage.read", "storage.write"] {
            let error = ask(&scope, action, &path).unwrap_err();
            assert!(error.starts_with("scope.storage.files: expected none"), "{error}");
        }
        assert_eq!(ask(&scope, "messaging.send", &json!({})), Ok(true));
    }
    assert_eq!(ask(&json!({"storage": {"files": null}}), "storage.read", &path), Ok(true));
    let wrong = json!({"storage": {"files": {"paths": [{"path": "a", "actions": []}]}}});
    let error = ask(&wrong, "storage.read", &path).unwrap_err();
    assert!(error.starts_with("scope.storage.files.paths[0].recursive: "), "{error}");
    let future = json!({"sqlite": {"databases": [{"name": "d", "vacuum": true}]}});
    let error = ask(&future, "sqlite.execute", &json!({"database": "d"})).unwrap_err();
    assert!(error.starts_with("scope.sqlite.databases[0].vacuum: "), "{error}");

    let entry = json!({"storage": {"paths": [{"path": "/a"}, {"path": "/b", "until": 5}]}});
    let error = ask(&entry, "storage.read", &path).unwrap_err();
    assert!(error.starts_with("scope.storage.paths[1].until: "), "{error}");
    let flag = json!({"developer": {"trace": true}});
    assert!(ask(&flag, "developer.logs", &json!({})).unwrap_err().starts_with("scope.developer.trace: "));
    let registry = json!({"containers": {"registry": {"delete": []}}});
    assert!(ask(&registry, "containers.pull", &json!({"tag": "x"})).is_err());
    let permissions = json!({"database": {"tables": [{"name": "t", "truncate": false}]}});
    let error = ask(&permissions, "dataset.read", &json!({"table": "t"})).unwrap_err();
    assert!(error.starts_with("scope.database.tables[0].truncate: "), "{error}");
}

#[test]
fn databases_are_granted_by_name_and_namespace() {
    let target = json!({"database": "d"});
    let actions = ["drop_database", "inspect_database", "list_tables", "create_table", "execute"];
    let answers = |grant: Value, target: &Value| {
        actions.map(|action| ask(&json!({"sqlite": grant}), &format!("sqlite.{action}"), target).unwrap())
    };
    assert_eq!(answers(json!({}), &target), [true; 5]);
    assert_eq!(answers(json!({"databases": []}), &target), [false; 5]);
    assert_eq!(answers(json!({"databases": [{"name": "e"}]}), &target), [false; 5]);
    // Removing is the one flag that has to be given.
    assert_eq!(answers(json!({"databases": [{"name": "d"}]}), &target), [false, true, true, true, true]);
    for (index, flag) in ["drop", "inspect", "list_tables", "create_table", "execute"].into_iter().enumerate() {
        let mut expected = [true; 5];
        expected[index] = false;
        let entry = json!({"name": "d", "drop": true, flag: false});
        assert_eq!(answers(json!({"databases": [entry]}), &target), expected, "{flag}");
        let entries = json!({"databases": [entry, {"name": "d", "drop": true}]});
        assert_eq!(answers(entries, &target), [true; 5], "entries of one name add up");
    }
    let named = json!({"databases": [{"name": "d", "namespace": ["a", "b"], "drop": true}]});
    assert_eq!(answers(named.clone(), &target), [false; 5]);
    assert_eq!(answers(named, &json!({"database": "d", "namespace": ["a", "b"]})), [true; 5]);
}

#[test]
fn tables_of_databases_are_granted_by_their_entries() {
    let target = json!({"database": "d", "table": "t"});
    let answers = |databases: Value| {
        let scope = json!({"sqlite": {"databases": databases}});
        ["read", "write", "alter", "access"].map(|action| ask(&scope, &format!("sqlite.{action}"), &target).unwrap())
    };
    let table = |more: Value| {
        let mut table = json!({"database": "d", "table": "t"});
        table.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        table
    };
    assert_eq!(answers(Value::Null), [true; 4]);
    assert_eq!(answers(json!([])), [false; 4]);
    // Without a list of tables all may be done; an entry for the table decides alone.
    assert_eq!(answers(json!([{"name": "d"}])), [true; 4]);
    assert_eq!(answers(json!([{"name": "d", "tables": []}])), [false; 4]);
    assert_eq!(answers(json!([{"name": "d", "tables": [table(json!({}))]}])), [true, false, false, true]);
    assert_eq!(
        answers(json!([{"name": "d"}, {"name": "d", "tables": [table(json!({}))]}])),
        [true, false, false, true]
    );
    let entries = [table(json!({"read": false})), table(json!({"alter": true, "read": false}))];
    assert_eq!(answers(json!([{"name": "d", "tables": entries}])), [false, false, true, true]);
    for other in [json!({"table": "u"}), json!({"database": "e"}), json!({"namespace": ["a"]})] {
        assert_eq!(answers(json!([{"name": "d", "tables": [table(other)]}])), [false; 4]);
    }
}

#[test]
fn the_first_dataset_name_that_is_present_counts() {
    let target = json!({"table": "t"});
    for (scope, expected) in [
        (json!({"database": {}}), true),
        (json!({"datasets": {}}), true),
        (json!({"database": {"tables": []}, "datasets": {}}), false),
        (json!({"datasets": {"tables": []}, "dataset": {}}), true),
        (json!({"dataset": null, "datasets": {}}), false),
    ] {
        assert_eq!(ask(&scope, "dataset.read", &target), Ok(expected), "{scope}");
    }
}

#[test]
fn trims_as_python_does() {
    let scope = json!({"llm": {"models": ["p/m"]}});
    let ask = |provider: String| ask(&scope, "llm.use_provider", &json!({"provider": provider}));
    let blanks = ('\0'..=char::MAX).filter(|c| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(c));
    for blank in blanks {
        assert_eq!(ask(format!("{blank}p{blank}")), Ok(true), "{blank:?}");
    }
    for other in "\u{feff}\u{200b}\u{180e}\u{1b}\0\u{8}\u{e}!\u{7f}\u{84}\u{86}\u{9f}\u{a1}\u{200b}\u{202a}".chars() {
        assert_eq!(ask(format!("p{other}")), Ok(false), "{other:?}");
    }
}

#[test]
fn takes_json_as_json() {
    // Escapes, repeated members (the last counts) and lone surrogates, which equal no text.
    let path = r#"{"path":"\u002Fa"}"#;
    assert_eq!(can(r#"{"stor\u0061ge":{"paths":[{"path":"\/a"}]}}"#, "storage.read", path), Ok(true));
    assert_eq!(can(r#"{"storage":{},"storage":null}"#, "storage.read", path), Ok(false));
    assert_eq!(can(r#"{"storage":{"paths":[{"path":"\ud800"}]}}"#, "storage.read", path), Ok(false));
    let error = can(r#"{"storage":{}}"#, "storage.read", r#"{"path":"\ud800"}"#).unwrap_err();
    assert_eq!(error.to_string(), "target.path: expected text, got a lone surrogate in it");
    for (scope, target) in [("{", path), ("{}x", path), ("", path), ("null", path), ("{}", "{"), ("{}", "[]")] {
        assert!(can(scope, "storage.read", target).is_err(), "{scope} {target}");
    }
}
