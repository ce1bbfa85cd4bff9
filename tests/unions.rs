//! Models that a member of text tells apart.

#![cfg(test)]

use meshagent_wasm::api::agents::{self, AgentUpdate};
use meshagent_wasm::error::Error;
use meshagent_wasm::model::Json;
use serde_json::{Value, json};

/// Checks an agent with this toolkit.
fn check(toolkit: Value) -> Result<(), Error> {
    let configuration = json!({ "metadata": { "name": "a" }, "allowed_models": [], "toolkits": [toolkit] });
    let change = Json::<AgentUpdate>::check(json!({ "configuration": configuration }).to_string(), "change")?;
    agents::update("p", "a", change).map(drop)
}

#[test]
fn an_object_is_checked_as_what_it_says_it_is() {
    check(json!({ "type": "mcp", "servers": [] })).unwrap();
    check(json!({ "type": "web_search", "servers": "not of this kind" })).unwrap();
    let error = check(json!({ "type": "mcp" })).unwrap_err();
    assert_eq!(error.path(), Some("change.configuration.toolkits[0].servers"), "{error}");
    // Wherever it says so.
    let error = check(json!({ "servers": [{ "server_url": 1 }], "type": "mcp" })).unwrap_err();
    assert!(error.path().unwrap().starts_with("change.configuration.toolkits[0].servers[0]"), "{error}");
}

#[test]
fn a_kind_that_is_not_known_passes() {
    check(json!({ "type": "newer", "servers": 7 })).unwrap();
}

#[test]
fn without_its_member_an_object_is_of_the_first_kind() {
    check(json!({ "allowed_domains": ["example.com"] })).unwrap();
    let error = check(json!({ "allowed_domains": "example.com" })).unwrap_err();
    assert_eq!(error.path(), Some("change.configuration.toolkits[0].allowed_domains"), "{error}");
    let error = check(json!({ "type": 1 })).unwrap_err();
    assert_eq!(error.path(), Some("change.configuration.toolkits[0].type"), "{error}");
    assert!(check(json!("web_search")).is_err());
}

#[test]
fn names_in_camel_case_get_a_hint_deep_inside() {
    let error = check(json!({ "type": "mcp", "servers": [{ "serverLabel": "a", "server_url": "b" }] })).unwrap_err();
    assert_eq!(error.path(), Some("change.configuration.toolkits[0].servers[0].serverLabel"));
    assert!(error.to_string().contains("`server_label`"), "{error}");
}
