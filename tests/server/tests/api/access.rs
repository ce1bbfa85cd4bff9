//! Who may do what.

use serde_json::{Value, json};

use crate::support::{HS256, Server, sign};

fn claims(server: &Server, api: Value) -> Value {
    json!({"name": "robot", "sub": server.text("project_id"), "version": "0.39.9",
        "grants": [{"name": "room", "scope": "support"}, {"name": "role", "scope": "agent"}, {"name": "api", "scope": api}]})
}

#[test]
fn nobody() {
    let server = Server::start(&[]);
    let path = server.at("/rooms");
    server.send("GET", &path, &[], None).fails(401, "unauthenticated");
    let key = server.key();
    for header in ["Bearer", "Bearer ", "Bearer nonsense", &format!("Basic {key}"), &key, &format!("Bearer {key}x")] {
        let reply = server.send("GET", &path, &[("authorization", header)], None);
        reply.fails(401, "unauthenticated");
        assert_eq!(reply.header("www-authenticate"), "Bearer");
    }
    // Whoever is not known is not told which projects there are.
    server.call_as("nonsense", "GET", "/accounts/projects/other/rooms", None).fails(401, "unauthenticated");
    server.call_as(&key, "GET", "/accounts/projects/other/rooms", None).fails(404, "project_not_found");
}

#[test]
fn roles() {
    let server = Server::start(&[]);
    let (room_id, user_id) = (server.room("support"), server.user_id("member"));
    let as_role = |role: &str, method: &str, path: &str, body: Option<Value>| {
        server.call_as(&server.token(role), method, &server.at(path), body).status
    };
    let grant = json!({"room_id": room_id, "user_id": user_id, "permissions": {}});
    let grant_path = format!("/room-grants/{room_id}/{user_id}");
    let room_path = format!("/rooms/{room_id}");
    let person =
        json!({"is_admin": false, "is_developer": false, "can_create_rooms": false, "can_use_llm_proxy": false});
    let person_path = format!("/users/{user_id}");
    let client = json!({"grant_types": [], "response_types": [], "redirect_uris": [], "scope": ""});

    for path in ["/rooms", "/rooms/support", "/room-grants", "/users", "/oauth/clients", "/role"] {
        assert_eq!(as_role("member", "GET", path, None), 200, "{path}");
    }
    for (method, path, body) in [
        ("POST", "/rooms", Some(json!({"name": "x"}))),
        ("PUT", room_path.as_str(), Some(json!({"name": "support"}))),
        ("POST", "/room-grants", Some(grant.clone())),
        ("PUT", "/room-grants/unused", Some(grant.clone())),
        ("DELETE", &grant_path, None),
        ("DELETE", &room_path, None),
    ] {
        assert_eq!(as_role("member", method, path, body), 403, "{method} {path}");
    }
    assert_eq!(as_role("developer", "POST", "/rooms", Some(json!({"name": "x"}))), 200);
    assert_eq!(as_role("developer", "PUT", &room_path, Some(json!({"name": "support"}))), 200);
    assert_eq!(as_role("developer", "POST", "/room-grants", Some(grant.clone())), 200);
    assert_eq!(as_role("developer", "PUT", "/room-grants/unused", Some(grant)), 200);
    assert_eq!(as_role("developer", "DELETE", &grant_path, None), 200);

    for role in ["member", "developer"] {
        assert_eq!(as_role(role, "PUT", &person_path, Some(person.clone())), 403);
        assert_eq!(as_role(role, "DELETE", &person_path, None), 403);
        assert_eq!(as_role(role, "POST", "/users", Some(json!({}))), 403);
        assert_eq!(as_role(role, "POST", "/oauth/clients", Some(client.clone())), 403);
    }
    assert_eq!(as_role("admin", "POST", "/oauth/clients", Some(client)), 200);
    let mut creator = person;
    creator["can_create_rooms"] = json!(true);
    assert_eq!(as_role("admin", "PUT", &person_path, Some(creator)), 200);
    assert_eq!(as_role("member", "POST", "/rooms", Some(json!({"name": "y"}))), 200);
    assert_eq!(as_role("member", "DELETE", &room_path, None), 403);

    assert_eq!(as_role("admin", "DELETE", &person_path, None), 200);
    assert_eq!(as_role("member", "GET", "/rooms", None), 403);
    let body = json!({"project_id": "other", "user_id": user_id});
    server.post("/users", body).fails(403, "project_mismatch");
}

#[test]
fn participants() {
    let server = Server::start(&[]);
    server.room("support");
    server.room("sales");
    let token = |api| sign(&claims(&server, api), HS256, &server.secret());
    let call = |token: &str, method: &str, path: &str, body| server.call_as(token, method, &server.at(path), body);

    for api in [json!({"admin": {}}), json!({"admin": {"config": true}})] {
        let admin = token(api);
        assert_eq!(call(&admin, "GET", "/room-grants", None).status, 200);
        assert_eq!(call(&admin, "POST", "/rooms", Some(json!({"name": "mine", "if_not_exists": true}))).status, 200);
    }
    for api in [json!({}), json!({"admin": null}), json!({"admin": {"config": false}}), json!({"messaging": {}})] {
        let plain = token(api);
        assert_eq!(call(&plain, "GET", "/rooms/support", None).status, 200);
        for path in ["/rooms/sales", "/rooms", "/room-grants", "/room-grants/by-room/support", "/users", "/role"] {
            call(&plain, "GET", path, None).fails(403, "forbidden");
        }
        call(&plain, "POST", "/rooms", Some(json!({"name": "mine"}))).fails(403, "forbidden");
        call(&plain, "POST", "/rooms/support/connect", Some(json!({}))).fails(403, "forbidden");
    }
}

#[test]
fn participant_tokens_that_are_refused() {
    let server = Server::start(&[]);
    let good = claims(&server, json!({"admin": {}}));
    let secret = server.secret();
    let status = |token: &str| server.call_as(token, "GET", &server.at("/rooms"), None).status;
    assert_eq!(status(&sign(&good, HS256, &secret)), 200);

    assert_eq!(status(&sign(&good, HS256, "another secret")), 401);
    for header in [r#"{"alg":"none"}"#, r#"{"alg":"HS512"}"#, "{}", r#"{"alg":"HS256","crit":["x"]}"#] {
        assert_eq!(status(&sign(&good, header, &secret)), 401, "{header}");
    }
    for (name, value, expected) in [
        ("exp", json!(1), 401),
        ("exp", json!("4102444800"), 401),
        ("exp", json!(4102444800.5), 200),
        ("nbf", json!(4102444800u64), 401),
        ("aud", json!("x"), 401),
        ("name", json!(7), 401),
        ("grants", json!({}), 401),
        ("grants", json!([{"name": "api"}]), 401),
        ("grants", json!([{"name": "api", "scope": {"admin": "yes"}}]), 401),
        ("sub", json!(7), 401),
        ("sub", json!("another project"), 403),
        ("version", json!(39), 401),
    ] {
        let mut claims = good.clone();
        claims[name] = value;
        assert_eq!(status(&sign(&claims, HS256, &secret)), expected, "{claims}");
    }
}
