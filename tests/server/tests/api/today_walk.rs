//! Every recorded request, sent in an order that makes sense.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::support::{Reply, Server, encode};
use crate::today_contract::{OPERATIONS, REQUESTS, call, keeps_contract, operation};
use crate::today_walk_more;

/// Sends recorded requests with the server's own ids in place of the recorded.
pub struct Walk {
    pub server: Server,
    /// What stands for what was recorded.
    pub real: BTreeMap<String, String>,
    pub walked: BTreeSet<String>,
}

impl Walk {
    fn new() -> Self {
        let server = Server::start(&["--example"]);
        let real = BTreeMap::from([("proj_123".to_owned(), server.text("project_id"))]);
        Self { server, real, walked: BTreeSet::new() }
    }

    pub fn means(&mut self, recorded: &str, real: &Value) {
        let real = real.as_str().unwrap_or_else(|| panic!("nothing stands for {recorded}"));
        self.real.insert(recorded.to_owned(), real.to_owned());
    }

    fn replaced(&self, text: &str) -> String {
        self.real.get(text).cloned().unwrap_or_else(|| text.to_owned())
    }

    pub fn replaced_in(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => json!(self.replaced(text)),
            Value::Array(items) => items.iter().map(|item| self.replaced_in(item)).collect(),
            Value::Object(members) => {
                members.iter().map(|(name, value)| (self.replaced(name), self.replaced_in(value))).collect()
            }
            other => other.clone(),
        }
    }

    pub fn send(&self, op: &str, request: &Value, token: &str, change: impl FnOnce(&mut Value)) -> Reply {
        let path = request["path"].as_str().unwrap();
        let parts = path.split('/').map(|part| {
            let (part, suffix) = if part.contains("version_1:") { part.split_at(9) } else { (part, "") };
            format!("{}{suffix}", self.replaced(part))
        });
        let mut path = parts.collect::<Vec<_>>().join("/");
        let query = request["query"].as_object().unwrap();
        let query = query.iter().filter(|(name, _)| *name != "continuation_token");
        let query: Vec<_> = query.map(|(name, value)| format!("{name}={}", encode(value.as_str().unwrap()))).collect();
        if !query.is_empty() {
            path = format!("{path}?{}", query.join("&"));
        }
        let mut body = self.replaced_in(&request["body"]["json"]);
        if let Some(members) = body.as_object_mut() {
            members.remove("continuation_token");
        }
        change(&mut body);
        let method = request["method"].as_str().unwrap();
        let reply = match request["body"]["base64"].as_str() {
            Some(bytes) => {
                let headers = [("authorization", format!("Bearer {token}"))];
                let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
                self.server.send(method, &path, &headers, Some(&STANDARD.decode(bytes).unwrap()))
            }
            None => self.server.call_as(token, method, &path, Some(body).filter(|body| !body.is_null())),
        };
        keeps_contract(op, &reply);
        reply
    }

    /// Sends the request of an operation, and the one with required arguments
    /// only, which takes another name where names are unique.
    pub fn walk_as(&mut self, token: &str, op: &str) -> Value {
        let recorded = REQUESTS.iter().find(|recorded| recorded["op"] == op).unwrap();
        let reply = self.send(op, &recorded["request"], token, |_| {});
        if !recorded["minimal"].is_null() {
            self.send(op, &recorded["minimal"]["request"], token, |body| {
                let names = ["/name", "/metadata/name", "/configuration/metadata/name"];
                let names = names.iter().filter(|_| op.ends_with(".create"));
                for name in names {
                    if let Some(name) = body.pointer_mut(name) {
                        *name = json!("minimal");
                    }
                }
                if let Some(address) = body.get_mut("address") {
                    *address = json!("minimal@mail.example.com");
                }
            });
        }
        self.walked.insert(op.to_owned());
        serde_json::from_slice(&reply.body).unwrap_or_default()
    }

    pub fn walk(&mut self, ops: &[&str]) {
        for op in ops {
            self.walk_as(&self.server.key(), op);
        }
    }

    /// Walks an operation and takes a member of its reply for a recorded id.
    pub fn make(&mut self, op: &str, member: &str, recorded: &str) {
        let made = self.walk_as(&self.server.key(), op);
        self.means(recorded, &made[member]);
    }
}

#[test]
fn every_recorded_request_is_answered_as_the_contract_says() {
    let mut walk = Walk::new();
    let admin = walk.server.token("admin");
    projects_and_people(&mut walk);
    rooms(&mut walk);
    walk.walk(&["access.test", "access.getEffective", "access.listBindings"]);
    walk.walk(&["policies.grant", "policies.get", "policies.revoke"]);
    groups_and_accounts(&mut walk);
    tokens_and_settings(&mut walk);
    today_walk_more::services_and_agents(&mut walk);
    today_walk_more::models(&mut walk);
    today_walk_more::ways_in_and_events(&mut walk);
    today_walk_more::files(&mut walk);
    secrets(&mut walk, &admin);
    sessions_and_costs(&mut walk, &admin);
    oauth(&mut walk, &admin);
    walk.walk(&["rooms.update", "rooms.delete", "members.remove"]);

    let all: BTreeSet<_> = OPERATIONS.iter().map(|operation| operation["op"].as_str().unwrap().to_owned()).collect();
    assert_eq!(all.len(), 202);
    let left: Vec<_> = all.symmetric_difference(&walk.walked).collect();
    assert!(left.is_empty(), "{left:?}");
}

fn projects_and_people(walk: &mut Walk) {
    walk.walk(&["config.get", "projects.create", "projects.list", "projects.get", "projects.getByKey"]);
    walk.walk(&["projects.getStatus", "billing.getPricing"]);
    // Somebody who was invited to a room and is no member yet.
    let room = walk.server.get("/rooms/support").ok()["id"].as_str().unwrap().to_owned();
    let invitation = json!({"subject": {"type": "user", "email": "ann@example.com"}, "roles": ["guest"]});
    walk.server.today("policies.grant", &["room", &room], invitation);
    let policy = walk.server.today("policies.get", &["room", &room], Value::Null);
    let grants = policy["access_grants"].as_array().unwrap();
    let ann = grants.iter().find(|grant| grant["subject"]["email"] == "ann@example.com").unwrap();
    walk.means("user_789", &ann["subject"]["id"]);
    walk.walk(&["members.add", "members.update", "members.list", "profiles.whoami"]);
    walk.walk(&["profiles.get", "profiles.getInProject", "profiles.update", "profiles.updateInProject"]);
    for token in [walk.server.token("admin"), walk.server.token("member")] {
        walk.walk_as(&token, "profiles.whoami");
    }
}

fn rooms(walk: &mut Walk) {
    walk.make("rooms.create", "id", "room_456");
    walk.walk(&["rooms.list", "rooms.get", "rooms.getStatus", "rooms.listEvents"]);
    // The minimal request is the caller's own.
    walk.walk(&["rooms.connect"]);
}

fn groups_and_accounts(walk: &mut Walk) {
    walk.make("groups.create", "id", "group_1");
    walk.walk(&["groups.list", "groups.get", "groups.getByName", "groups.setMember", "groups.listMembers"]);
    walk.walk(&["groups.removeMember", "groups.update", "groups.delete"]);
    walk.make("serviceAccounts.create", "id", "sa_1");
    walk.walk(&["serviceAccounts.list", "serviceAccounts.get", "serviceAccounts.getByName", "serviceAccounts.update"]);
    let key = walk.walk_as(&walk.server.key(), "apiKeys.create");
    walk.means("msid_1", &key["msid"]);
    walk.walk(&["apiKeys.list", "apiKeys.revokeByMsid"]);
    walk.make("apiKeys.create", "id", "key_1");
    walk.walk(&["apiKeys.delete"]);
}

fn tokens_and_settings(walk: &mut Walk) {
    walk.make("participantTokens.mint", "token", "a.b.c");
    walk.walk(&["participantTokens.validate"]);
    let router = json!({"allowedModels": [], "apps": {}, "rules": []});
    walk.server.today("settingsDocuments.set", &["router"], router);
    walk.server.today("settingsDocuments.set", &["openai"], json!({"api_key": "sk-1"}));
    walk.walk(&["settingsDocuments.get", "settingsDocuments.set", "settingsDocuments.delete"]);
}

fn secrets(walk: &mut Walk, admin: &str) {
    let user = walk.walk_as(admin, "userSecrets.create");
    walk.means("secret_1", &user["id"]);
    let version = walk.walk_as(admin, "userSecrets.createVersion");
    walk.means("version_1", &version["id"]);
    for verb in ["list", "search", "get", "update", "listVersions", "accessVersion", "grantProxyAccess"] {
        walk.walk_as(admin, &format!("userSecrets.{verb}"));
    }
    for verb in ["listProxyAccess", "revokeProxyAccess", "deleteVersion", "delete"] {
        walk.walk_as(admin, &format!("userSecrets.{verb}"));
    }
    walk.make("serviceAccountSecrets.create", "id", "secret_1");
    walk.make("serviceAccountSecrets.createVersion", "id", "version_1");
    for verb in ["list", "search", "get", "update", "listVersions", "accessVersion"] {
        walk.walk(&[&format!("serviceAccountSecrets.{verb}")]);
    }
    walk.walk(&["pullSecrets.add", "pullSecrets.list", "pullSecrets.remove"]);
    walk.walk(&["serviceAccountSecrets.deleteVersion", "serviceAccountSecrets.delete", "serviceAccounts.delete"]);
}

fn sessions_and_costs(walk: &mut Walk, admin: &str) {
    let sessions = walk.walk_as(admin, "sessions.listActive");
    let agents = walk.walk_as(admin, "sessions.listActiveAgents");
    let all = sessions["sessions"].as_array().unwrap().iter().chain(agents["sessions"].as_array().unwrap());
    let all: Vec<_> = all.cloned().collect();
    walk.means("session_1", &all[0]["id"]);
    for verb in ["listRecent", "listRecentInRoom", "listRecentAgents", "listRecentForAgent", "get"] {
        walk.walk(&[&format!("sessions.{verb}")]);
    }
    for verb in ["getParticipantCounts", "listEvents", "listSpans", "listMetrics", "terminate"] {
        walk.walk(&[&format!("sessions.{verb}")]);
    }
    walk.means("session_1", &all[1]["id"]);
    walk.walk(&["sessions.kill", "billing.setAutoRecharge", "billing.getBalance", "billing.listTransactions"]);
    walk.walk(&["billing.createSubscriptionCheckout", "billing.createCreditsCheckout", "billing.getSubscription"]);
    walk.walk(&["usage.get"]);
    walk.walk_as(admin, "usage.getOwnLlmProxy");
}

fn oauth(walk: &mut Walk, admin: &str) {
    let client = walk.walk_as(admin, "oauthClients.create");
    walk.means("client_1", &client["client_id"]);
    walk.walk(&["oauthClients.list", "oauthClients.get", "oauthClients.update"]);
    // The form is the caller's choice; this service also asks for the verifier
    // of the code and for the client's secret.
    let recorded = REQUESTS.iter().find(|recorded| recorded["op"] == "oauth.exchangeToken").unwrap();
    let form = recorded["request"]["body"]["form"].as_object().unwrap();
    let text = |name: &str| walk.replaced(form[name].as_str().unwrap());
    let authorize = format!(
        "/oauth/authorize?response_type=code&client_id={}&redirect_uri={}&code_challenge={}&code_challenge_method=S256&login={admin}",
        text("client_id"),
        encode(&text("redirect_uri")),
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    );
    let redirect = walk.server.send("GET", &authorize, &[], None);
    let code = redirect.header("location").split("code=").nth(1).unwrap().to_owned();
    let body = format!(
        "grant_type={}&code={code}&redirect_uri={}&client_id={}&client_secret={}&code_verifier={}",
        text("grant_type"),
        encode(&text("redirect_uri")),
        text("client_id"),
        client["client_secret"].as_str().unwrap(),
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    );
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let reply = walk.server.send("POST", "/oauth/token", &headers, Some(body.as_bytes()));
    keeps_contract("oauth.exchangeToken", &reply);
    walk.walked.insert("oauth.exchangeToken".to_owned());
    // What the code became works as a token.
    let token = reply.json()["access_token"].as_str().unwrap().to_owned();
    keeps_contract("profiles.whoami", &call(&walk.server, &token, "profiles.whoami", &[], None));
    assert_eq!(operation("oauthClients.delete")["reply"]["kind"], "ignored");
    walk.walk(&["oauthClients.delete"]);
}
