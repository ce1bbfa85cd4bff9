//! The contract as the tests read it, and the check of a reply against it.

use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::support::{Reply, Server, encode};

pub static OPERATIONS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let all: Value = serde_json::from_str(include_str!("../../../contract/operations.json")).unwrap();
    all["operations"].as_array().unwrap().clone()
});
pub static MODELS: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../contract/models.json")).unwrap());
pub static REQUESTS: LazyLock<Vec<Value>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../contract/requests.json")).unwrap());

/// The resources that the server has.
const SERVED: [&str; 34] = [
    "config",
    "projects",
    "members",
    "profiles",
    "rooms",
    "policies",
    "access",
    "groups",
    "serviceAccounts",
    "apiKeys",
    "participantTokens",
    "oauthClients",
    "oauth",
    "sessions",
    "billing",
    "usage",
    "settingsDocuments",
    "userSecrets",
    "serviceAccountSecrets",
    "pullSecrets",
    "agents",
    "llm",
    "services",
    "roomServices",
    "repositories",
    "routes",
    "customDomains",
    "mailboxes",
    "scheduledTasks",
    "feeds",
    "feedSubscriptions",
    "llmLoggers",
    "roomVolumes",
    "sysadmin",
];

/// The operations that the server has.
pub fn served() -> impl Iterator<Item = &'static Value> {
    OPERATIONS.iter().filter(|operation| {
        let op = operation["op"].as_str().unwrap();
        SERVED.contains(&op.split('.').next().unwrap())
    })
}

pub fn operation(op: &str) -> &'static Value {
    OPERATIONS.iter().find(|operation| operation["op"] == op).unwrap_or_else(|| panic!("no operation {op}"))
}

/// Asserts that a reply has what the contract says of the operation's.
#[track_caller]
pub fn keeps_contract(op: &str, reply: &Reply) {
    let shape = &operation(op)["reply"];
    assert!((200..300).contains(&reply.status), "{op}: {} {}", reply.status, String::from_utf8_lossy(&reply.body));
    if shape["kind"] != "json" {
        return;
    }
    let mut body = reply.json();
    if let Some(envelope) = shape["envelope"].as_str() {
        match body.get(envelope) {
            Some(inside) => body = inside.clone(),
            None => assert_eq!(shape["envelopeOptional"], true, "{op}: {body}"),
        }
    }
    let listed = shape["listKey"].as_str();
    match shape["model"].as_str() {
        Some("open object") => assert!(body.is_object(), "{op}: {body}"),
        Some(either) if either.contains(" | ") => assert!(body["kind"].is_string(), "{op}: {body}"),
        Some(model) => fits(op, model, &body),
        None if listed.is_some() => assert!(body[listed.unwrap()].is_array(), "{op}: {body}"),
        None => {}
    }
    for field in shape["fields"].as_array().into_iter().flatten() {
        member(op, field, &body);
    }
    if let (Some(key), Some(item)) = (listed, shape["item"].as_str()) {
        for (at, value) in body[key].as_array().unwrap().iter().enumerate() {
            if item != "open object" {
                fits(&format!("{op} {key}[{at}]"), item, value);
            }
        }
    }
}

fn member(place: &str, field: &Value, object: &Value) {
    let name = field["name"].as_str().unwrap();
    let place = format!("{place}.{name}");
    match object.get(name) {
        None => assert_ne!(field["required"], true, "{place} is missing: {object}"),
        Some(Value::Null) if field["nullable"] == true || field["required"] != true => {}
        Some(value) => {
            fits(&place, field["type"].as_str().unwrap(), value);
            let values = field["enum"].as_array().or_else(|| MODELS["enums"][field["enumName"].as_str()?].as_array());
            let values = values.filter(|_| value.is_string());
            assert!(values.is_none_or(|values| values.contains(value)), "{place}: {value}");
        }
    }
}

/// Asserts that a value is of a kind, all the way down.
fn fits(place: &str, kind: &str, value: &Value) {
    let inside = |name: &str| kind.strip_prefix(name)?.strip_prefix('<')?.strip_suffix('>');
    if let Some(item) = inside("list") {
        let items = value.as_array().unwrap_or_else(|| panic!("{place} is no list: {value}"));
        return items.iter().enumerate().for_each(|(at, value)| fits(&format!("{place}[{at}]"), item, value));
    }
    if let Some(item) = inside("map") {
        let members = value.as_object().unwrap_or_else(|| panic!("{place} is no object: {value}"));
        return members.iter().for_each(|(name, value)| fits(&format!("{place}.{name}"), item, value));
    }
    let fits_kind = match kind {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64(),
        "number" => value.is_number(),
        "datetime" => is_time(value.as_str().unwrap_or_default()),
        "decimal" => value.as_str().is_some_and(|text| text.parse::<f64>().is_ok()),
        either if either.contains(" | ") => true,
        "json" => true,
        model => {
            let fields = MODELS["models"][model]["fields"].as_array();
            let fields = fields.unwrap_or_else(|| panic!("{place}: no model {model}"));
            assert!(value.is_object(), "{place}: {value}");
            fields.iter().for_each(|field| member(place, field, value));
            true
        }
    };
    assert!(fits_kind, "{place} is no {kind}: {value}");
}

/// `2026-01-02T03:04:05Z`
fn is_time(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    shape == "0000-00-00T00:00:00Z"
}

/// Calls an operation by its name; `at` are the path's values in its order,
/// without the project's.
pub fn call(server: &Server, token: &str, op: &str, at: &[&str], body: Option<Value>) -> Reply {
    call_with(server, token, op, at, "", body)
}

/// The same with a query, which begins with a question mark.
pub fn call_with(server: &Server, token: &str, op: &str, at: &[&str], query: &str, body: Option<Value>) -> Reply {
    let operation = operation(op);
    let mut at = at.iter();
    let parts = operation["path"].as_str().unwrap().split('/').map(|part| {
        let Some((name, rest)) = part.strip_prefix('{').and_then(|part| part.split_once('}')) else {
            return part.to_owned();
        };
        match name {
            "project_id" => server.text("project_id"),
            _ => format!("{}{rest}", encode(at.next().unwrap_or_else(|| panic!("{op}: {name} is missing")))),
        }
    });
    let path = parts.collect::<Vec<_>>().join("/");
    let body = body.or_else(|| (operation["body"]["kind"] == "json").then(|| json!({})));
    server.call_as(token, operation["http"].as_str().unwrap(), &format!("{path}{query}"), body)
}

impl Server {
    /// Calls an operation with the project's key and gives the reply, which
    /// keeps the contract.
    #[track_caller]
    pub fn today(&self, op: &str, at: &[&str], body: Value) -> Value {
        let reply = call(self, &self.key(), op, at, Some(body).filter(|body| !body.is_null()));
        keeps_contract(op, &reply);
        if reply.body.is_empty() { Value::Null } else { reply.json() }
    }

    /// The same, for what is expected to fail.
    pub fn today_fails(&self, op: &str, at: &[&str], body: Value) -> Reply {
        call(self, &self.key(), op, at, Some(body).filter(|body| !body.is_null()))
    }

    /// The id of what an operation makes.
    #[track_caller]
    pub fn make(&self, op: &str, at: &[&str], body: Value) -> String {
        self.today(op, at, body)["id"].as_str().unwrap().to_owned()
    }
}
