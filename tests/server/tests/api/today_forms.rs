//! Where the two generations meet: routes that both have, and servers that
//! have one of them only.

use serde_json::{Value, json};

use crate::support::Server;
use crate::today_contract::{call_with, keeps_contract};

#[test]
fn the_query_decides_the_form_of_a_list() {
    let server = Server::start(&[]);
    server.room("a");
    server.room("b");
    for query in ["", "?filter=a", "?limit=1", "?offset=1&limit=5", "?order_by=created_at"] {
        let reply = server.get(&format!("/rooms{query}")).ok();
        assert!(reply["total"].is_number() && reply.get("continuation_token").is_none(), "{query}");
        let reply = server.get(&format!("/users{query}")).ok();
        assert!(reply["users"].as_array().unwrap().iter().all(|user| user["is_admin"].is_boolean()), "{query}");
    }
    for query in ["?page_size=1", "?view=all&page_size=1", "?page_size=1&limit=7"] {
        let reply = call_with(&server, &server.key(), "rooms.list", &[], query, None);
        keeps_contract("rooms.list", &reply);
        let reply = reply.json();
        assert_eq!((reply["rooms"].as_array().unwrap().len(), &reply["total"]), (1, &json!(2)), "{query}");
        assert!(reply["continuation_token"].is_string(), "{query}");
    }
    for query in ["?page_size=1", "?view=merged&page_size=1"] {
        let reply = call_with(&server, &server.key(), "members.list", &[], query, None);
        keeps_contract("members.list", &reply);
        let reply = reply.json();
        assert_eq!((reply["users"].as_array().unwrap().len(), reply.get("total")), (1, None), "{query}");
        assert_eq!(
            reply["users"][0]["direct_roles"],
            json!(["admin", "developer", "llm_proxy_user", "member", "room_creator"])
        );
    }
}

#[test]
fn older_lists_that_are_continued_by_tokens_stay_so() {
    let server = Server::start(&["--page-style", "token"]);
    server.room("a");
    server.room("b");
    let older = server.get("/rooms?page_size=1&offset=7").ok();
    assert_eq!((older["rooms"].as_array().unwrap().len(), older.get("total")), (1, None));
    assert!(server.get("/users?page_size=200").ok()["users"][0]["is_admin"].is_boolean());
    assert_eq!(server.get("/rooms?page_size=1&view=all").ok()["total"], 2);
    assert!(server.get("/users?page_size=1&view=user").ok()["users"][0]["user"].is_object());
}

#[test]
fn the_body_decides_the_form_of_a_member() {
    let server = Server::start(&[]);
    let (member, project) = (server.user_id("member"), server.text("project_id"));
    let roles = |server: &Server| server.get("/users?view=user&filter=mia").ok()["users"][0]["direct_roles"].clone();
    for (body, held) in [
        (json!({"user_id": member, "project_id": project, "is_developer": true}), json!(["developer", "member"])),
        (json!({"user_id": member, "project_id": project}), json!(["member"])),
        (json!({"user_id": member, "project_id": project, "roles": null}), json!(["member"])),
        (
            json!({"user_id": member, "project_id": project, "roles": ["usage_reporter"]}),
            json!(["member", "usage_reporter"]),
        ),
    ] {
        server.delete(&format!("/users/{member}")).ok();
        assert_eq!(server.post("/users", body.clone()).ok(), json!({"ok": true}));
        assert_eq!(roles(&server), held);
        server.post("/users", body).fails(409, "member_exists");
    }
    server.today("members.update", &[&member], json!({"roles": ["admin"]}));
    assert_eq!(roles(&server), json!(["admin", "member"]));
    server.put(&format!("/users/{member}"), json!({"is_admin": true})).refuses("is_developer");
    let other = json!({"user_id": member, "project_id": "other", "roles": ["member"]});
    server.post("/users", other).fails(403, "project_mismatch");
    server.today_fails("members.update", &["nobody"], json!({"roles": ["member"]})).fails(404, "member_not_found");
    server.today_fails("members.update", &[&member], json!({"roles": []})).refuses("roles");
}

#[test]
fn joining_as_somebody() {
    let server = Server::start(&[]);
    let room = server.room("support");
    let path = server.at("/rooms/support/connect");
    let join = |token: &str, email: &str| server.call_as(token, "POST", &path, Some(json!({"email": email})));
    let key = server.key();
    join(&key, "nobody@example.org").fails(404, "user_not_found");
    join(&key, "mia@example.com").fails(403, "forbidden");
    let grant = json!({"subject": {"type": "user", "email": "mia@example.com"}, "roles": ["guest"]});
    server.today("policies.grant", &["room", &room], grant);
    let reply = join(&key, "mia@example.com");
    keeps_contract("rooms.connect", &reply);
    let claims = crate::support::verified(reply.json()["jwt"].as_str().unwrap(), &server.secret());
    assert_eq!(
        (&claims["name"], &claims["grants"][2]["scope"]),
        (&json!("mia@example.com"), &json!({"livekit": {}, "messaging": {}}))
    );
    // One's own address is no privilege, another's is one.
    assert_eq!(join(&server.token("member"), "mia@example.com").status, 200);
    join(&server.token("member"), "ada@example.com").fails(403, "forbidden");

    server.put(&format!("/rooms/{room}"), json!({"name": "support", "enabled": false})).ok();
    let disabled = join(&key, "mia@example.com");
    disabled.fails(423, "room_disabled");
    assert_eq!(disabled.json()["error"]["message"], "the room is disabled");
    server.put(&format!("/rooms/{room}"), json!({"name": "support", "enabled": true})).ok();
    assert_eq!(join(&key, "mia@example.com").status, 200);
}

#[test]
fn what_a_role_lets_do_can_be_set() {
    let server = Server::start(&[]);
    let (room, member) = (server.room("support"), server.user_id("member"));
    let subject = json!({"type": "user", "id": member});
    server.today("policies.grant", &["room", &room], json!({"subject": subject, "roles": ["viewer", "guest"]}));
    let scope = || server.get(&format!("/room-grants/{room}/{member}")).ok()["permissions"].clone();
    let before = scope();
    let own = json!({"queues": {"list": true}});
    let document = json!({"viewer": {"participant": {"api": own}, "site_user": true}});
    server.today("settingsDocuments.set", &["room-roles"], document.clone());
    assert_eq!(server.today("settingsDocuments.get", &["room-roles"], Value::Null), document);
    assert_eq!(scope(), own);
    server.today("settingsDocuments.delete", &["room-roles"], Value::Null);
    assert_eq!(scope(), before);
    server.today_fails("settingsDocuments.get", &["room-roles"], Value::Null).fails(404, "settings_not_found");
    server.today("settingsDocuments.delete", &["room-roles"], Value::Null);
}

#[test]
fn one_generation_alone() {
    let older = Server::start(&["--api", "grants"]);
    let today = Server::start(&["--api", "policies"]);
    for server in [&older, &today] {
        server.room("support");
    }
    for path in ["/groups", "/service-accounts", "/iam/room/x/policy", "/sessions", "/balance", ""] {
        older.get(path).fails(404, "no_route");
    }
    older.call_as(&older.key(), "GET", "/accounts/whoami", None).fails(404, "no_route");
    for path in ["/room-grants", "/room-grants/by-user", "/room-grants/by-room/support", "/role"] {
        assert_eq!(older.get(path).status, 200, "{path}");
        today.get(path).fails(404, "no_route");
    }
    assert_eq!(today.get("/groups").status, 200);
    // Today's alone, a shared route has only today's form.
    assert!(today.get("/users?count=1").ok()["users"][0]["user"].is_object());
    assert!(older.get("/users?view=merged").ok()["users"][0]["user"].is_null());
    let body = json!({"is_admin": true, "is_developer": true, "can_create_rooms": true, "can_use_llm_proxy": true});
    let path = format!("/users/{}", today.user_id("member"));
    today.put(&path, body.clone()).refuses("roles");
    older.put(&format!("/users/{}", older.user_id("member")), body).ok();
}

#[test]
fn what_a_page_may_send() {
    let server = Server::start(&[]);
    let asked = "authorization,consistency,meshagent-project-id,content-type";
    for method in ["PATCH", "HEAD", "PUT"] {
        let headers = [
            ("origin", "https://page.example"),
            ("access-control-request-method", method),
            ("access-control-request-headers", asked),
        ];
        let reply = server.send("OPTIONS", "/accounts/users/me/secrets/x", &headers, None);
        assert_eq!((reply.status, reply.header("access-control-allow-headers")), (200, asked));
        assert!(reply.header("access-control-allow-methods").contains(method), "{method}");
    }
    let key = format!("Bearer {}", server.key());
    for consistency in ["fast", "high"] {
        let headers =
            [("authorization", key.as_str()), ("consistency", consistency), ("origin", "https://page.example")];
        for path in ["/groups", "/rooms"] {
            let reply = server.send("GET", &server.at(path), &headers, None);
            assert_eq!((reply.status, reply.header("access-control-allow-origin")), (200, "*"));
        }
    }
    let config = server.send("GET", "/config", &[], None).ok();
    assert_eq!((&config["domains"]["files"], &config["version"]), (&json!(server.url()), &json!("0.56.0")));
    // A route with another method is one all the same.
    server.call("PATCH", "/groups", None).fails(405, "wrong_method");
    server.get("/groups/").fails(404, "no_route");
    server.get("/groups//members").fails(404, "no_route");
}

#[test]
fn replies_can_go_wrong_here_as_well() {
    let server = Server::start(&["--faults"]);
    let fault = json!([{"match": {"path": "/groups"}, "status": 503, "body": "{}"}]);
    server.send("POST", "/__faults", &[], Some(fault.to_string().as_bytes())).ok();
    assert_eq!([server.get("/groups").status, server.get("/groups").status], [503, 200]);
    let noted = server.send("GET", "/__requests", &[], None).json();
    assert_eq!((noted.as_array().unwrap().len(), &noted[1]["path"]), (2, &json!(server.at("/groups"))));
}
