//! What the contract says of a request is asked for, of every operation.

use serde_json::{Value, json};

use crate::support::{Reply, Server, encode};
use crate::today_contract::{MODELS, REQUESTS, served};

/// A value that is not of a kind.
fn wrong(kind: &str) -> Value {
    if kind.starts_with("list<") {
        return json!({"a": "b"});
    }
    if kind.starts_with("map<") {
        return json!(["a"]);
    }
    match kind {
        "string" | "base64 text" => json!(7),
        "boolean" => json!("yes"),
        "integer" => json!(1.5),
        _ => json!("seven"),
    }
}

/// Asserts a 400 that names the field or a place in it.
#[track_caller]
fn names(reply: &Reply, op: &str, field: &str, why: &str) {
    let text = String::from_utf8_lossy(&reply.body);
    assert_eq!(reply.status, 400, "{op} {field} {why}: {text}");
    let named = reply.json()["error"]["field"].as_str().unwrap_or_default().to_owned();
    let outer = field.split('.').next().unwrap();
    let starts = [field, outer]
        .iter()
        .any(|field| named.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '['])));
    assert!(starts, "{op} {field} {why}: {text}");
}

/// A recorded request, sent with another query or body.
struct Sample<'a> {
    server: &'a Server,
    op: &'a str,
    operation: &'a Value,
    request: &'a Value,
}

impl Sample<'_> {
    fn body(&self) -> Value {
        let mut body = self.request["body"]["json"].clone();
        if body["project_id"].is_string() {
            body["project_id"] = json!(self.server.text("project_id"));
        }
        if let Some(members) = body.as_object_mut() {
            members.remove("continuation_token");
        }
        body
    }

    fn path(&self) -> String {
        self.request["path"].as_str().unwrap().replace("proj_123", &self.server.text("project_id"))
    }

    fn send(&self, path: &str, body: Value) -> Reply {
        let method = self.request["method"].as_str().unwrap();
        self.server.call_as(&self.server.key(), method, path, Some(body).filter(|body| !body.is_null()))
    }

    fn fields(&self, of: &str) -> &[Value] {
        let fields = if of == "query" { &self.operation["query"] } else { &self.operation["body"]["fields"] };
        fields.as_array().unwrap()
    }

    /// The names of the values that a field is confined to, if it is.
    fn confined(field: &Value) -> bool {
        field["enum"].is_array() || field["enumName"].as_str().is_some_and(|name| MODELS["enums"][name].is_array())
    }
}

/// Puts a value at a name such as `subject.id`, or takes it out.
fn put(body: &mut Value, name: &str, value: Option<Value>) {
    let mut at = body;
    let (outer, last) = name.rsplit_once('.').unwrap_or(("", name));
    for part in outer.split('.').filter(|part| !part.is_empty()) {
        at = &mut at[part];
    }
    match value {
        Some(value) => at[last] = value,
        None => drop(at.as_object_mut().unwrap().remove(last)),
    }
}

fn samples(server: &Server) -> Vec<Sample<'_>> {
    // The form of a token request has errors of its own, those of OAuth.
    let served = served().filter(|operation| operation["op"] != "oauth.exchangeToken");
    let sample = |operation: &'static Value| {
        let op = operation["op"].as_str().unwrap();
        let request = &REQUESTS.iter().find(|recorded| recorded["op"] == op).unwrap()["request"];
        Sample { server, op, operation, request }
    };
    served.map(sample).collect()
}

#[test]
fn bodies() {
    // By itself, this generation leaves no form of a body to the older one.
    let server = Server::start(&["--api", "policies"]);
    let mut checked = 0;
    for sample in samples(&server) {
        for field in sample.fields("body") {
            let (name, kind) = (field["name"].as_str().unwrap(), field["type"].as_str().unwrap());
            let mut cases = Vec::new();
            cases.push(("of a wrong kind", Some(wrong(kind))));
            if field["required"] == true {
                cases.push(("missing", None));
                if field["nullable"] != true {
                    cases.push(("null", Some(Value::Null)));
                }
            }
            if Sample::confined(field) {
                let unknown = if kind.starts_with("list<") { json!(["nonsense"]) } else { json!("nonsense") };
                cases.push(("unknown", Some(unknown)));
            }
            if let Some(item) = kind.strip_prefix("list<") {
                cases.push(("with an item of a wrong kind", Some(json!([wrong(item.trim_end_matches('>'))]))));
            }
            if sample.operation["reply"]["pageSize"] == *name {
                cases.push(("too small", Some(json!(0))));
                cases.push(("too large", Some(json!(101))));
            }
            for (why, value) in cases {
                let mut body = sample.body();
                put(&mut body, name, value);
                names(&sample.send(&sample.path(), body), sample.op, name, why);
                checked += 1;
            }
        }
        let body = &sample.operation["body"];
        if body["kind"] == "json" && !["json", "list<json>"].map(Value::from).contains(&body["whole"]["type"]) {
            sample.send(&sample.path(), json!([1])).fails_with_400(sample.op);
        }
    }
    assert!(checked > 180, "{checked}");
}

impl Reply {
    fn fails_with_400(&self, op: &str) {
        assert_eq!(self.status, 400, "{op}: {}", String::from_utf8_lossy(&self.body));
    }
}

#[test]
fn queries() {
    let server = Server::start(&["--api", "policies"]);
    let mut checked = 0;
    for sample in samples(&server) {
        for field in sample.fields("query") {
            let (name, kind) = (field["name"].as_str().unwrap(), field["type"].as_str().unwrap());
            let mut values: Vec<&str> = match kind {
                "integer" => vec!["x", "1.5", ""],
                "boolean" => vec!["yes", "1"],
                "datetime" => vec!["yesterday", "2026-13-01T00:00:00Z"],
                "map<string>" => vec!["[]", "{", "{\"a\":1}"],
                _ => Vec::new(),
            };
            if Sample::confined(field) {
                values.push("nonsense");
            }
            if sample.operation["reply"]["pageSize"] == *name {
                let paged = sample.operation["reply"]["paging"] == "continuation";
                values.extend(["0", "-1", if paged { "101" } else { "1001" }]);
            }
            if name == "continuation_token" || name == "interval" {
                values.push("nonsense");
            }
            for value in values {
                // A token is looked at where the list is, which must be there.
                let missing = ["_1", "_456"].iter().any(|id| sample.path().contains(id));
                if name == "continuation_token" && missing {
                    continue;
                }
                let path = format!("{}?{name}={}", sample.path(), encode(value));
                names(&sample.send(&path, Value::Null), sample.op, name, value);
                checked += 1;
            }
        }
    }
    assert!(checked > 80, "{checked}");
}

#[test]
fn paths() {
    let server = Server::start(&[]);
    let mut checked = 0;
    for sample in samples(&server) {
        let params = sample.operation["pathParams"].as_array().unwrap();
        for param in params.iter().filter(|param| param["enum"].is_array()) {
            let name = param["name"].as_str().unwrap();
            let template = sample.operation["path"].as_str().unwrap();
            let at = template.split('/').position(|part| part == format!("{{{name}}}")).unwrap();
            let path = sample.path();
            let path: Vec<_> =
                path.split('/').enumerate().map(|(n, part)| if n == at { "nonsense" } else { part }).collect();
            names(&sample.send(&path.join("/"), sample.body()), sample.op, name, "unknown");
            checked += 1;
        }
    }
    assert_eq!(checked, 7);
    // One document's name has a dash in its path and an underscore nowhere.
    server.get("/settings/room_roles").refuses("name");
    server.get("/settings/room-roles").fails(404, "settings_not_found");
    server.get("/groups/by-name/%FF").refuses("path");
}

#[test]
fn places_inside_of_values() {
    let server = Server::start(&[]);
    let scope = |scope: Value| json!({"room_name": "support", "api": scope});
    for (op, at, body, field) in [
        ("participantTokens.mint", vec![], scope(json!({"messaging": {"send": "maybe"}})), "api.messaging.send"),
        ("participantTokens.mint", vec![], scope(json!({"storage": {"paths": [{}]}})), "api.storage.paths[0].path"),
        (
            "participantTokens.mint",
            vec![],
            scope(json!({"storage": {"files": {"paths": [{"path": "a", "recursive": true, "actions": ["eat"]}]}}})),
            "api.storage.files.paths[0].actions",
        ),
        ("participantTokens.mint", vec![], json!({"grants": [{"scope": {}}]}), "grants[0].name"),
        ("participantTokens.mint", vec![], json!({"grants": [{"name": "api", "scope": 1}]}), "grants[0].scope"),
        ("participantTokens.mint", vec![], json!({"name": " "}), "name"),
        ("rooms.create", vec![], json!({"name": "x", "permissions": {"u": {"sqlite": 1}}}), "permissions.u.sqlite"),
        ("settingsDocuments.set", vec!["router"], json!({"rules": [{"when": {}}]}), "rules[0].then"),
        ("settingsDocuments.set", vec!["router"], json!({"unknown": 1}), "unknown"),
        ("settingsDocuments.set", vec!["room-roles"], json!({"viewer": 1}), "viewer"),
        (
            "settingsDocuments.set",
            vec!["room-roles"],
            json!({"viewer": {"participant": {"api": {"queues": []}}}}),
            "viewer.participant.api.queues",
        ),
        ("groups.create", vec![], json!({"name": "x", "annotations": {"a": 1}}), "annotations.a"),
        (
            "access.test",
            vec![],
            json!({"subject": {"type": "user"}, "resource": {"type": "room"}, "relation": "x"}),
            "resource.id",
        ),
        ("groups.create", vec![], json!({"name": "  "}), "name"),
    ] {
        server.today_fails(op, &at, body).refuses(field);
    }
}
