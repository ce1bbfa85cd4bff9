//! Service accounts, their API keys, and participant tokens.

use serde_json::{Value, json};

use crate::support::{HS256, Server, sign, verified};
use crate::today_contract::{call, call_with, keeps_contract};

/// An account that may do this in the project, and a key of it.
fn account(server: &Server, name: &str, role: &str) -> (String, String) {
    let id = server.make("serviceAccounts.create", &[], json!({"name": name}));
    let grant = json!({"subject": {"type": "service_account", "id": id}, "roles": [role]});
    server.today("policies.grant", &["project", &server.text("project_id")], grant);
    let key = key(server, &id, "ci")["value"].as_str().unwrap().to_owned();
    (id, key)
}

fn key(server: &Server, account: &str, name: &str) -> Value {
    server.today("apiKeys.create", &[account], json!({"name": name, "description": "for the build"}))
}

#[test]
fn a_key_is_shown_once_and_works_as_a_token() {
    let mut server = Server::start(&[]);
    let (id, key) = account(&server, "builder", "room_creator");
    let parts: Vec<_> = key.splitn(4, '-').collect();
    assert_eq!((parts[0], parts[1].len(), parts[2]), ("ma", 22, server.key().split('-').nth(2).unwrap()));
    let listed = server.today("apiKeys.list", &[&id], Value::Null);
    assert_eq!(listed["keys"].as_array().unwrap().len(), 1);
    assert_eq!((&listed["keys"][0]["value"], &listed["keys"][0]["last_used_at"]), (&Value::Null, &Value::Null));

    let whoami = call(&server, &key, "profiles.whoami", &[], None);
    keeps_contract("profiles.whoami", &whoami);
    assert_eq!((&whoami.json()["type"], &whoami.json()["id"]), (&json!("service_account"), &json!(id)));
    let rooms = server.at("/rooms");
    let make = |key: &str, name: &str| server.call_as(key, "POST", &rooms, Some(json!({"name": name}))).status;
    assert_eq!(make(&key, "built"), 200);
    call(&server, &key, "groups.create", &[], Some(json!({"name": "x"}))).fails(403, "forbidden");
    assert!(server.today("apiKeys.list", &[&id], Value::Null)["keys"][0]["last_used_at"].is_string());
    let wrong = format!("{}x", &key[..key.len() - 1]);
    assert_eq!(make(&wrong, "x"), 401);

    // What is on disk is no key.
    server.kill();
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(server.folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            bytes.extend(std::fs::read(path).unwrap());
        }
    }
    let secret = parts[3].as_bytes();
    assert!(!bytes.windows(secret.len()).any(|window| window == secret));
    server.restart();
    assert_eq!(server.call_as(&key, "GET", &server.at("/rooms"), None).status, 200);
}

#[test]
fn a_key_stops_at_once() {
    let server = Server::start(&[]);
    let (id, first) = account(&server, "builder", "member");
    let status = |key: &str| server.call_as(key, "GET", &server.at("/rooms"), None).status;
    let second = key(&server, &id, "second");
    let (value, msid) = (second["value"].as_str().unwrap(), second["msid"].as_str().unwrap());
    assert_eq!([status(&first), status(value)], [200, 200]);
    server.today_fails("apiKeys.create", &[&id], json!({"name": "ci", "description": ""})).fails(409, "api_key_exists");

    server.today("apiKeys.delete", &[&id, second["id"].as_str().unwrap()], Value::Null);
    assert_eq!([status(&first), status(value)], [200, 401]);
    let third = key(&server, &id, "third");
    let other = server.today("apiKeys.revokeByMsid", &[&id], json!({"msid": "another"}));
    assert_eq!((other, status(&first)), (json!({"revoked": []}), 200));
    let revoked = server.today("apiKeys.revokeByMsid", &[&id], json!({"msid": msid}));
    assert_eq!(revoked["revoked"].as_array().unwrap().len(), 2);
    assert_eq!([status(&first), status(third["value"].as_str().unwrap())], [401, 401]);
    assert_eq!(server.today("apiKeys.revokeByMsid", &[&id], json!({"msid": msid})), json!({"revoked": []}));

    // A set begins anew after it was revoked.
    let fourth = key(&server, &id, "fourth");
    assert_ne!(fourth["msid"], msid);
    let value = fourth["value"].as_str().unwrap();
    assert_eq!(status(value), 200);
    server.today("serviceAccounts.delete", &[&id], Value::Null);
    assert_eq!(status(value), 401);
    server.today_fails("apiKeys.list", &[&id], Value::Null).fails(404, "service_account_not_found");
}

#[test]
fn accounts_are_found_by_all_their_names() {
    let server = Server::start(&[]);
    let body = json!({"name": "deployer", "key": "dep-key", "display_name": "Night shift"});
    let id = server.make("serviceAccounts.create", &[], body.clone());
    server.make("serviceAccounts.create", &[], json!({"name": "other"}));
    for (filter, found) in [("NIGHT", 1), ("dep-k", 1), ("deploy", 1), (&id[..20], 1), ("zzz", 0)] {
        let (key, query) = (server.key(), format!("?filter={filter}"));
        let reply = call_with(&server, &key, "serviceAccounts.list", &[], &query, None);
        keeps_contract("serviceAccounts.list", &reply);
        assert_eq!(reply.json()["service_accounts"].as_array().unwrap().len(), found, "{filter}");
    }
    assert_eq!(server.today("serviceAccounts.getByName", &["deployer"], Value::Null)["id"], json!(id));
    server.today_fails("serviceAccounts.create", &[], body).fails(409, "service_account_exists");
    let same_key = json!({"name": "third", "key": "dep-key"});
    server.today_fails("serviceAccounts.create", &[], same_key).fails(409, "service_account_exists");
    // What is left out of an update stays, the description aside.
    server.today("serviceAccounts.update", &[&id], json!({"name": "renamed", "description": ""}));
    let got = server.today("serviceAccounts.get", &[&id], Value::Null);
    assert_eq!((&got["name"], &got["display_name"]), (&json!("renamed"), &json!("Night shift")));
    server.today_fails("serviceAccounts.update", &[&id], json!({"name": "other"})).fails(409, "service_account_exists");
}

#[test]
fn tokens_that_the_server_makes_are_valid() {
    let server = Server::start(&[]);
    server.room("support");
    let scope = json!({"messaging": {}, "storage": {"paths": [{"path": "/data", "read_only": true}]}});
    let mint = |body: Value| server.today("participantTokens.mint", &[], body)["token"].as_str().unwrap().to_owned();
    let validate = |token: &str| {
        let body = json!({"token": token}).to_string();
        server.send("POST", "/api/participant-token/validate", &[], Some(body.as_bytes()))
    };
    let short = mint(json!({"name": "ann", "room_name": "support", "role": "user", "api": scope}));
    let reply = validate(&short);
    keeps_contract("participantTokens.validate", &reply);
    let claims = reply.json();
    assert_eq!(claims, verified(&short, &server.secret()));
    let grants = json!([{"name": "room", "scope": "support"}, {"name": "role", "scope": "user"}, {"name": "api", "scope": scope}]);
    assert_eq!((&claims["name"], &claims["grants"]), (&json!("ann"), &grants));
    assert_eq!((&claims["sub"], &claims["version"]), (&server.ready["project_id"], &json!("0.56.0")));
    let long = mint(json!({"email": "b@example.org", "grants": [{"name": "room", "scope": "support"}]}));
    assert_eq!(validate(&long).json()["name"], "b@example.org");
    // The server takes what it has made.
    assert_eq!(server.call_as(&short, "GET", &server.at("/rooms/support"), None).status, 200);

    let good = claims.clone();
    let changed = |name: &str, value: Value| {
        let mut claims = good.clone();
        claims[name] = value;
        sign(&claims, HS256, &server.secret())
    };
    assert_eq!(validate(&changed("name", json!("bob"))).status, 200);
    let wrong = [
        sign(&good, HS256, "another secret"),
        changed("exp", json!(1)),
        changed("name", json!("")),
        changed("sub", json!("another")),
        "a.b.c".to_owned(),
        String::new(),
    ];
    for token in wrong {
        validate(&token).refuses("token");
    }
}
