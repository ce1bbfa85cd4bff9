//! Replies of older servers to today's operations, read as today's.

#![cfg(test)]

use meshagent_wasm::api::agents;
use meshagent_wasm::api::routes::{self, Route};
use meshagent_wasm::model::{Json, TextOrNumber};
use serde_json::json;

#[test]
fn an_older_route_leads_to_a_room() {
    let get = routes::get("p", "site.example.com").unwrap();
    let older = json!({
        "domain": "site.example.com", "room_name": "support", "port": "8000", "annotations": { "a": "b" }, "extra": 1,
    });
    let check = |route: Route| {
        assert_eq!((route.domain.as_str(), route.spec.domain.as_str()), ("site.example.com", "site.example.com"));
        assert_eq!(route.spec.metadata.annotations.unwrap()["a"], "b");
        assert_eq!(route.spec.backend.room.unwrap().name, "support");
        let paths = route.spec.paths.unwrap();
        assert_eq!(paths[0].path.as_deref(), Some("/"));
        assert_eq!(paths[0].targetPort, Some(TextOrNumber::Text("8000".into())));
        assert_eq!(route.other["extra"], 1);
    };
    check(get.decode(json!({ "route": older }).to_string().as_bytes()).unwrap());
    let list = routes::list("p", Json::check("{}".into(), "").unwrap()).unwrap();
    let today = json!({ "domain": "b", "spec": {
        "metadata": { "name": "n" }, "domain": "b", "backend": { "agent": { "name": "helper" } },
    } });
    let mut page = list.decode(json!({ "routes": [today, older] }).to_string().as_bytes()).unwrap();
    assert_eq!(page.items[0].spec.backend.agent.as_ref().unwrap().name, "helper");
    check(page.items.remove(1));
    // What is neither is an error.
    let error = get.decode(br#"{"route":{"domain":"d"}}"#).unwrap_err();
    assert_eq!(error.path(), Some("route.spec"), "{error}");
}

#[test]
fn an_older_address_of_an_agent_is_rewritten() {
    let connect = agents::connect("p", "helper", Json::check("{}".into(), "").unwrap()).unwrap();
    let address = |url: &str| {
        let reply = json!({ "jwt": "a.b.c", "agent_name": "helper", "project_id": "p", "agent_url": url, "more": 1 });
        let connection = connect.decode(reply.to_string().as_bytes()).unwrap();
        assert_eq!(connection.other["more"], 1);
        connection.agent_url
    };
    let today = "wss://api.example.com/x/agents/p/helper/messages";
    assert_eq!(address("wss://api.example.com/x/accounts/projects/p/agents/helper/messages"), today);
    for same in [today, "wss://a/accounts/projects/p/q/agents/h/messages", "wss://a/accounts/projects/p/agents/h/other"]
    {
        assert_eq!(address(same), same);
    }
}
