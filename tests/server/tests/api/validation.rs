//! What is refused, and that the reply names it.

use serde_json::{Value, json};

use crate::support::Server;

#[test]
fn bodies() {
    let server = Server::start(&[]);
    let bearer = format!("Bearer {}", server.key());
    let headers = [("authorization", bearer.as_str())];
    for body in ["", "nonsense", "[]", "null", "\"text\"", "{\"name\":\"a\"} x", "{\"name\":"] {
        let reply = server.send("POST", &server.at("/rooms"), &headers, Some(body.as_bytes()));
        reply.fails(400, "invalid_json");
    }
    let reply = server.send("POST", &server.at("/rooms"), &headers, Some(b"{\"name\":\"\xff\"}"));
    reply.fails(400, "invalid_json");
}

#[test]
fn rooms() {
    let server = Server::start(&[]);
    let long = "a".repeat(64);
    for name in ["", "-a", "a-", "A", "a_b", "a b", "ä", "a/b", "..", &long] {
        server.post("/rooms", json!({"name": name})).refuses("name");
    }
    for name in ["a", "0", "a-b", "a--b", &"a".repeat(63)] {
        server.post("/rooms", json!({"name": name})).ok();
    }
    for (field, body) in [
        ("name", json!({})),
        ("name", json!({"name": null})),
        ("name", json!({"name": 7})),
        ("if_not_exists", json!({"name": "x", "if_not_exists": "yes"})),
        ("metadata", json!({"name": "x", "metadata": []})),
        ("annotations", json!({"name": "x", "annotations": "a"})),
        ("annotations.a", json!({"name": "x", "annotations": {"a": 1}})),
        ("permissions", json!({"name": "x", "permissions": []})),
        ("permissions.u.storage", json!({"name": "x", "permissions": {"u": {"storage": 1}}})),
    ] {
        server.post("/rooms", body).refuses(field);
    }
    let id = server.room("taken");
    server.post("/rooms", json!({"name": "taken"})).fails(409, "room_exists");
    server.post("/rooms", json!({"name": "taken", "if_not_exists": null})).fails(409, "room_exists");
    let free = server.room("free");
    server.put(&format!("/rooms/{free}"), json!({"name": "taken"})).fails(409, "room_exists");
    server.put(&format!("/rooms/{id}"), json!({"name": "taken"})).ok();
    server.put(&format!("/rooms/{id}"), json!({"metadata": {}})).refuses("name");
    server.put(&format!("/rooms/{id}"), json!({"name": "taken", "enabled": 1})).refuses("enabled");
    // Updates and deletes go by id, never by name.
    server.put("/rooms/taken", json!({"name": "taken"})).fails(404, "room_not_found");
    server.delete("/rooms/taken").fails(404, "room_not_found");

    // A room is made with all of its first grants or not at all.
    let unknown = json!({"name": "half", "permissions": {"nobody": {}}});
    server.post("/rooms", unknown).fails(404, "user_not_found");
    server.get("/rooms/half").fails(404, "room_not_found");
}

#[test]
fn grants() {
    let server = Server::start(&[]);
    let (room_id, user_id) = (server.room("support"), server.user_id("member"));
    for (field, body) in [
        ("room_id", json!({"user_id": user_id, "permissions": {}})),
        ("room_id", json!({"room_id": 1, "user_id": user_id, "permissions": {}})),
        ("user_id", json!({"room_id": room_id, "permissions": {}})),
        ("user_id", json!({"room_id": room_id, "user_id": [], "permissions": {}})),
        ("email", json!({"room_id": room_id, "email": "nobody", "permissions": {}})),
        ("permissions", json!({"room_id": room_id, "user_id": user_id})),
        ("permissions", json!({"room_id": room_id, "user_id": user_id, "permissions": null})),
    ] {
        server.post("/room-grants", body.clone()).refuses(field);
        server.put("/room-grants/unused", body).refuses(field);
    }
    server.grant("nowhere", &user_id, json!({})).fails(404, "room_not_found");
    server.grant(&room_id, "nobody", json!({})).fails(404, "user_not_found");
    server.grant(&room_id, &user_id, json!({})).ok();
    server.grant(&room_id, &user_id, json!({})).fails(409, "grant_exists");
    server.get("/room-grants/by-room/nowhere").fails(404, "room_not_found");
    server.get("/room-grants/by-user/nobody").fails(404, "user_not_found");
}

#[test]
fn scopes() {
    let server = Server::start(&[]);
    let (room_id, user_id) = (server.room("support"), server.user_id("member"));
    for (place, scope) in [
        ("", json!("full")),
        ("", json!([])),
        (".admin", json!({"admin": "no"})),
        (".storage", json!({"storage": []})),
        (".tunnels.ports", json!({"tunnels": {"ports": "9000"}})),
        (".tunnels.ports[0]", json!({"tunnels": {"ports": [9000]}})),
        (".agents.allowed_toolkits", json!({"agents": {"allowed_toolkits": "search"}})),
        (".messaging.send", json!({"messaging": {"send": "maybe"}})),
        (".queues.list", json!({"queues": {"list": null}})),
        (".queues.receive[1]", json!({"queues": {"receive": ["a", 1]}})),
        (".storage.paths[0].path", json!({"storage": {"paths": [{"read_only": true}]}})),
        (".storage.paths[0]", json!({"storage": {"paths": ["/a"]}})),
        (".storage.paths[0].readOnly", json!({"storage": {"paths": [{"path": "/a", "readOnly": true}]}})),
        (".sync.paths[0].path", json!({"sync": {"paths": [{"path": 1}]}})),
        (".dataset.tables[0].name", json!({"dataset": {"tables": [{"write": true}]}})),
        (".database.tables", json!({"database": {"tables": {}}})),
        (".dataset.tables[0].namespace", json!({"dataset": {"tables": [{"name": "t", "namespace": "eu"}]}})),
        (".memory.memories[0].permissions", json!({"memory": {"memories": [{"name": "m", "permissions": null}]}})),
        (
            ".memory.memories[0].permissions.drop",
            json!({"memory": {"memories": [{"name": "m", "permissions": {"drop": "n"}}]}}),
        ),
        (".containers.registry", json!({"containers": {"registry": "deny"}})),
        (
            ".secrets.request_oauth_token[0].client_id",
            json!({"secrets": {"request_oauth_token": [{"endpoint": "https://a.test"}]}}),
        ),
        (".llm.models", json!({"llm": {"models": "openai/gpt-4o"}})),
    ] {
        server.grant(&room_id, &user_id, scope).refuses(&format!("permissions{place}"));
    }
    for scope in [
        json!({}),
        json!({"storage": null, "queues": {"send": null}, "containers": {"registry": null}}),
        json!({"sqlite": {"anything": 1}, "storage": {"files": [7]}}),
        // The first of the old names that is present hides the others.
        json!({"dataset": null, "database": "ignored"}),
    ] {
        let path = format!("/room-grants/{room_id}/{user_id}");
        server.grant(&room_id, &user_id, scope.clone()).ok();
        assert_eq!(server.get(&path).ok()["permissions"], scope);
        server.delete(&path).ok();
    }
}

#[test]
fn queries() {
    let server = Server::start(&[]);
    let lists = ["/rooms", "/room-grants", "/room-grants/by-room", "/room-grants/by-user", "/users", "/oauth/clients"];
    for list in lists {
        for (field, value) in [
            ("limit", "0"),
            ("limit", "1001"),
            ("limit", "1.5"),
            ("limit", "x"),
            ("limit", ""),
            ("count", "-1"),
            ("offset", "-1"),
            ("offset", "99999999999999999999"),
            ("order_by", "name"),
        ] {
            server.get(&format!("{list}?{field}={value}")).refuses(field);
        }
        for query in ["limit=1000&offset=9223372036854775807", "order_by=created_at", "filter=", "unknown=1"] {
            assert_eq!(server.get(&format!("{list}?{query}")).status, 200, "{list}?{query}");
        }
    }
}

#[test]
fn members() {
    let server = Server::start(&[]);
    let (project, user) = (server.text("project_id"), server.user_id("member"));
    server.post("/users", json!({"user_id": user})).refuses("project_id");
    server.post("/users", json!({"project_id": project})).refuses("user_id");
    server.post("/users", json!({"project_id": project, "user_id": "nobody"})).fails(404, "user_not_found");
    server.post("/users", json!({"project_id": project, "user_id": user, "is_admin": 1})).refuses("is_admin");
    let rights =
        json!({"is_admin": false, "is_developer": false, "can_create_rooms": false, "can_use_llm_proxy": false});
    for name in rights.as_object().unwrap().keys() {
        for value in [Value::Null, json!("yes")] {
            let mut rights = rights.clone();
            rights[name] = value;
            server.put(&format!("/users/{user}"), rights).refuses(name);
        }
    }
    server.put("/users/nobody", rights).fails(404, "member_not_found");
}

#[test]
fn oauth_clients() {
    let server = Server::start(&[]);
    let good = json!({"grant_types": ["authorization_code"], "response_types": ["code"],
        "redirect_uris": ["https://a.test/cb"], "scope": "openid"});
    let id = server.post("/oauth/clients", good.clone()).ok()["client_id"].as_str().unwrap().to_owned();
    for (field, value) in [
        ("grant_types", json!("authorization_code")),
        ("grant_types", json!(["password"])),
        ("response_types", json!(["cookie"])),
        ("redirect_uris", json!([])),
        ("redirect_uris", json!(["/cb"])),
        ("redirect_uris", json!(["https://a.test/#x"])),
        ("scope", json!(["openid"])),
        ("metadata", json!("app")),
        ("official", json!("no")),
    ] {
        let mut body = good.clone();
        body[field] = value.clone();
        server.post("/oauth/clients", body).refuses(field);
        server.put(&format!("/oauth/clients/{id}"), json!({field: value})).refuses(field);
    }
    for name in good.as_object().unwrap().keys() {
        let mut body = good.clone();
        body[name] = Value::Null;
        server.post("/oauth/clients", body).refuses(name);
    }
    server.put("/oauth/clients/unknown", json!({})).fails(404, "client_not_found");
}
