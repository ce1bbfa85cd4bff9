//! `rooms.connect` and the token it gives.

use serde_json::{Value, json};

use crate::support::{Server, verified};

fn connect(server: &Server, token: &str) -> Value {
    server.call_as(token, "POST", &server.at("/rooms/support/connect"), Some(json!({}))).ok()
}

#[test]
fn a_member_gets_the_scope_of_their_grant() {
    let server = Server::start(&[]);
    let room_id = server.room("support");
    let path = server.at("/rooms/support/connect");
    server.call_as(&server.token("member"), "POST", &path, Some(json!({}))).fails(403, "forbidden");

    let scope = json!({"storage": {"paths": [{"path": "/a/", "read_only": true}]}, "sqlite": {"x": 1}});
    server.grant(&room_id, &server.user_id("member"), scope.clone()).ok();
    let reply = connect(&server, &server.token("member"));
    assert_eq!(reply["room_name"], "support");
    assert_eq!(reply["project_id"], server.ready["project_id"]);
    assert_eq!(reply["room_url"], json!(format!("{}/rooms/support", server.url().replace("http", "ws"))));

    let claims = verified(reply["jwt"].as_str().unwrap(), &server.secret());
    let grants = json!([{"name": "room", "scope": "support"}, {"name": "role", "scope": "user"}, {"name": "api", "scope": scope}]);
    assert_eq!((&claims["name"], &claims["grants"]), (&json!("mia@example.com"), &grants));
    assert_eq!((&claims["sub"], &claims["version"]), (&server.ready["project_id"], &json!("0.39.9")));
    assert!(claims["kid"].as_str().is_some_and(|kid| kid.len() == 36));
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    assert!((now + 3590..=now + 3600).contains(&claims["exp"].as_u64().unwrap()));

    // The server takes the token it gave.
    let jwt = reply["jwt"].as_str().unwrap();
    assert_eq!(server.call_as(jwt, "GET", &server.at("/rooms/support"), None).status, 200);
}

#[test]
fn who_administers_joins_without_a_grant() {
    let server = Server::start(&[]);
    server.room("support");
    for token in [server.token("admin"), server.token("developer"), server.key()] {
        let reply = connect(&server, &token);
        let claims = verified(reply["jwt"].as_str().unwrap(), &server.secret());
        assert_eq!(claims["grants"][2]["scope"].as_object().unwrap().len(), 15);
    }
    server.post("/rooms/nowhere/connect", json!({})).fails(404, "room_not_found");
}
