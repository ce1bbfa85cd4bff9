//! Every operation once: the routes, the bodies and the shape of the replies.

use serde_json::{Value, json};

use crate::support::Server;

const SCOPE: &str = r#"{"queues":{"send":["jobs"],"list":false},"messaging":{},"storage":{"paths":[{"path":"/data","read_only":true}]}}"#;

fn scope() -> Value {
    serde_json::from_str(SCOPE).unwrap()
}

/// Asserts that two values have the same members and types all the way down.
#[track_caller]
fn same_shape(got: &Value, wanted: &Value) {
    match (got, wanted) {
        (Value::Object(got), Value::Object(wanted)) => {
            let names = |map: &serde_json::Map<String, Value>| map.keys().cloned().collect::<Vec<_>>();
            assert_eq!(names(got), names(wanted));
            wanted.iter().for_each(|(name, wanted)| same_shape(&got[name], wanted));
        }
        (Value::Array(got), Value::Array(wanted)) if !wanted.is_empty() => {
            assert!(!got.is_empty());
            got.iter().for_each(|got| same_shape(got, &wanted[0]));
        }
        _ => assert_eq!(std::mem::discriminant(got), std::mem::discriminant(wanted), "{got} {wanted}"),
    }
}

fn room() -> Value {
    json!({"id": "room_456", "name": "support", "metadata": {"tier": 1}, "annotations": {"team": "platform"}})
}

fn grant() -> Value {
    json!({"room": room(), "user_id": "user_789", "permissions": scope()})
}

#[test]
fn rooms() {
    let server = Server::start(&[]);
    let body =
        json!({"name": "support", "if_not_exists": true, "metadata": {"tier": 1}, "annotations": {"team": "platform"}});
    let made = server.post("/rooms", body.clone()).ok();
    same_shape(&made, &room());
    assert_eq!(server.post("/rooms", body).ok(), made);
    let id = made["id"].as_str().unwrap();

    same_shape(
        &server.post("/rooms", json!({"name": "minimal", "if_not_exists": false})).ok(),
        &json!({"id": "", "name": "", "metadata": {}, "annotations": {}}),
    );
    let member = server.user_id("member");
    let body = json!({"name": "shared", "if_not_exists": false, "permissions": {&member: scope()}});
    let shared = server.post("/rooms", body).ok();
    let path = format!("/room-grants/{}/{member}", shared["id"].as_str().unwrap());
    assert_eq!(server.get(&path).ok()["permissions"], scope());

    assert_eq!(server.get("/rooms/support").ok(), made);
    let listed = server.get("/rooms?limit=20&offset=2&order_by=room_name").ok();
    same_shape(&listed, &json!({"rooms": [room()], "total": 41}));
    assert_eq!((&listed["rooms"][0], &listed["total"]), (&made, &json!(3)));
    let listed = server.get("/rooms?limit=20&offset=0&order_by=room_name&filter=SUP").ok();
    assert_eq!(listed, json!({"rooms": [made], "total": 1}));

    let body = json!({"name": "helpdesk", "metadata": {"tier": 2}, "annotations": {"team": "ops"}});
    assert_eq!(server.put(&format!("/rooms/{id}"), body).ok(), json!({}));
    assert_eq!(server.put(&format!("/rooms/{id}"), json!({"name": "desk"})).ok(), json!({}));
    let renamed = json!({"id": id, "name": "desk", "metadata": {"tier": 2}, "annotations": {"team": "ops"}});
    assert_eq!(server.get("/rooms/desk").ok(), renamed);
    server.put(&format!("/rooms/{id}"), json!({"name": "desk", "metadata": {}, "enabled": false})).ok();
    let disabled = server.get("/rooms/desk").ok();
    assert_eq!((&disabled["metadata"], &disabled["enabled"]), (&json!({}), &json!(false)));
    server.post("/rooms/desk/connect", json!({})).fails(423, "room_disabled");

    assert_eq!(server.delete(&format!("/rooms/{id}")).ok(), json!({}));
    server.get("/rooms/desk").fails(404, "room_not_found");
    server.delete(&format!("/rooms/{id}")).fails(404, "room_not_found");
}

#[test]
fn grants() {
    let server = Server::start(&[]);
    let body = json!({"name": "support", "metadata": {"tier": 1}, "annotations": {"team": "platform"}});
    let room = server.post("/rooms", body).ok();
    let (room_id, user_id) = (room["id"].as_str().unwrap(), server.user_id("member"));
    let path = format!("/room-grants/{room_id}/{user_id}");

    assert_eq!(server.grant(room_id, &user_id, scope()).ok(), json!({}));
    let made = server.get(&path).ok();
    same_shape(&made, &grant());
    assert_eq!(made, json!({"room": room, "user_id": user_id, "permissions": scope()}));

    let body = json!({"room_id": room_id, "email": "ann@example.org", "user_id": null,
        "permissions": {}, "invite_redirect_url": "https://a.test"});
    assert_eq!(server.post("/room-grants", body.clone()).ok(), json!({}));
    // Addresses are not told apart by case, so this is the same person.
    let mut again = body;
    again["email"] = json!("Ann@Example.org");
    server.post("/room-grants", again).fails(409, "grant_exists");

    let body = json!({"room_id": room_id, "user_id": user_id, "permissions": {"messaging": {}}});
    assert_eq!(server.put("/room-grants/unused", body.clone()).ok(), json!({}));
    assert_eq!(server.put("/room-grants/grant_1", body.clone()).ok(), json!({}));
    assert_eq!(server.get(&path).ok()["permissions"], json!({"messaging": {}}));

    let page = json!({"room_grants": [{"room": room, "user_id": "", "permissions": {}}], "total": 41});
    for list in ["", "/by-room/support"] {
        let listed = server.get(&format!("/room-grants{list}?limit=20&offset=0")).ok();
        assert_eq!(listed["total"], 2);
        assert_eq!(listed["room_grants"][0]["permissions"], json!({"messaging": {}}));
        same_shape(&listed["room_grants"][1], &page["room_grants"][0]);
    }
    let listed = server.get(&format!("/room-grants/by-user/{user_id}?limit=20&offset=0")).ok();
    assert_eq!((&listed["total"], &listed["room_grants"][0]["user_id"]), (&json!(1), &json!(user_id)));
    let me = server.at("/room-grants/by-user/me?limit=20&offset=0");
    assert_eq!(server.call_as(&server.token("member"), "GET", &me, None).ok(), listed);

    let rooms = server.get("/room-grants/by-room?limit=20&offset=0").ok();
    assert_eq!(rooms, json!({"rooms": [{"room": room, "count": 2}]}));
    let users = server.get("/room-grants/by-user?limit=20&offset=0&filter=MOREAU").ok();
    let mia =
        json!({"user_id": user_id, "count": 1, "first_name": "Mia", "last_name": "Moreau", "email": "mia@example.com"});
    assert_eq!(users, json!({"users": [mia], "total": 1}));
    let invited = &server.get("/room-grants/by-user").ok()["users"][1];
    assert_eq!((&invited["email"], &invited["first_name"]), (&json!("ann@example.org"), &Value::Null));

    assert_eq!(server.delete(&path).ok(), json!({}));
    server.get(&path).fails(404, "grant_not_found");
    server.delete(&path).fails(404, "grant_not_found");
    server.put("/room-grants/unused", body).fails(404, "grant_not_found");

    server.delete(&format!("/rooms/{room_id}")).ok();
    assert_eq!(server.get("/room-grants").ok(), json!({"room_grants": [], "total": 0}));
    assert_eq!(server.get("/room-grants/by-user").ok(), json!({"users": [], "total": 0}));
}

#[test]
fn a_scope_comes_back_as_it_was_written() {
    let server = Server::start(&[]);
    let (room_id, user_id) = (server.room("support"), server.user_id("member"));
    let scope = r#"{ "sqlite":{"new":[1.50,1E+2,12345678901234567890]} ,"storage":{"paths":[]}}"#;
    let body = format!(r#"{{"room_id":"{room_id}","user_id":"{user_id}","permissions":{scope}}}"#);
    let bearer = format!("Bearer {}", server.key());
    let headers = [("authorization", bearer.as_str())];
    assert_eq!(server.send("POST", &server.at("/room-grants"), &headers, Some(body.as_bytes())).status, 200);
    let got = server.get(&format!("/room-grants/{room_id}/{user_id}"));
    let got = String::from_utf8(got.body).unwrap();
    assert!(got.ends_with(&format!(r#""permissions":{scope}}}"#)), "{got}");
}

#[test]
fn members() {
    let server = Server::start(&[]);
    let project_id = server.text("project_id");
    let room_id = server.room("support");
    let body = json!({"room_id": room_id, "email": "new@example.org", "permissions": {}});
    server.post("/room-grants", body).ok();
    let user_id = server.get("/room-grants/by-user").ok()["users"][0]["user_id"].as_str().unwrap().to_owned();

    let body = json!({"project_id": project_id, "user_id": user_id, "is_developer": true, "can_create_rooms": null});
    assert_eq!(server.post("/users", body.clone()).ok(), json!({"ok": true}));
    server.post("/users", body).fails(409, "member_exists");
    let listed = server.get("/users?count=20&offset=0&filter=new").ok();
    let member = json!({"id": user_id, "first_name": null, "last_name": null, "email": "new@example.org",
        "is_admin": false, "is_developer": true, "can_create_rooms": false, "can_use_llm_proxy": false});
    assert_eq!(listed, json!({"users": [member], "total": 1}));
    assert_eq!(server.get("/users").ok()["total"], 4);

    let rights = json!({"is_admin": true, "is_developer": false, "can_create_rooms": true, "can_use_llm_proxy": true});
    assert_eq!(server.put(&format!("/users/{user_id}"), rights).ok(), json!({"ok": true}));
    assert_eq!(server.get("/users?filter=NEW@").ok()["users"][0]["is_admin"], true);

    assert_eq!(server.delete(&format!("/users/{user_id}")).ok(), json!({"ok": true}));
    server.delete(&format!("/users/{user_id}")).fails(404, "member_not_found");
    server.delete("/users/nobody").fails(404, "user_not_found");
    // Whoever left the project gets into none of its rooms.
    assert_eq!(server.get("/room-grants").ok()["total"], 0);

    let role = |role| server.call_as(&server.token(role), "GET", &server.at("/role"), None).ok();
    let shape = |role, flags| json!({"role": role, "can_create_rooms": flags, "can_use_llm_proxy": flags});
    assert_eq!(role("admin"), shape("admin", true));
    assert_eq!(role("developer"), shape("developer", true));
    assert_eq!(role("member"), shape("member", false));
}

#[test]
fn oauth_clients() {
    let server = Server::start(&[]);
    let body = json!({"grant_types": ["authorization_code"], "response_types": ["code"],
        "redirect_uris": ["https://app.example.com/cb"], "scope": "openid email", "metadata": {"name": "app"}});
    let mut made = server.post("/oauth/clients", body.clone()).ok();
    let secret = made.as_object_mut().unwrap().remove("client_secret").unwrap();
    assert!(secret.as_str().is_some_and(|secret| secret.len() >= 32));
    let id = made["client_id"].as_str().unwrap().to_owned();
    let mut wanted = body;
    wanted["client_id"] = json!(id);
    wanted["project_id"] = json!(server.text("project_id"));
    wanted["official"] = json!(false);
    assert_eq!(made, wanted);

    let path = format!("/oauth/clients/{id}");
    assert_eq!(server.get(&path).ok(), wanted);
    assert_eq!(server.put(&path, json!({"scope": "openid"})).ok(), json!({"ok": true}));
    assert_eq!(server.put(&path, json!({})).ok(), json!({"ok": true}));
    wanted["scope"] = json!("openid");
    let listed = server.get("/oauth/clients?count=20&offset=0&filter=APP").ok();
    assert_eq!(listed, json!({"clients": [wanted], "total": 1}));

    let gone = server.delete(&path);
    assert_eq!((gone.status, gone.body.len()), (204, 0));
    server.delete(&path).fails(404, "client_not_found");
    server.get(&path).fails(404, "client_not_found");
    assert_eq!(server.get("/oauth/clients").ok(), json!({"clients": [], "total": 0}));
}

#[test]
fn configuration() {
    let server = Server::start(&[]);
    let config = server.send("GET", "/config", &[], None).ok();
    let host = server.url().replace("http://", "");
    for name in ["studio", "accounts", "powerboards", "api", "mail", "pages", "registry"] {
        assert_eq!(config["domains"][name], json!(host));
    }
}

#[test]
fn the_example_project() {
    let server = Server::start(&["--example"]);
    assert_eq!(server.get("/rooms").ok()["total"], 8);
    assert_eq!(server.get("/room-grants").ok()["total"], 26);
    assert_eq!(server.get("/users").ok()["total"], 8);
    // The kept counts agree with the grants themselves.
    let rooms = server.get("/room-grants/by-room").ok();
    let counts = rooms["rooms"].as_array().unwrap().iter().map(|room| room["count"].as_i64().unwrap());
    assert_eq!(counts.sum::<i64>(), 26);
}
