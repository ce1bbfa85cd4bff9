//! Policies and the questions about them; room grants are the same truth.

use serde_json::{Value, json};

use crate::support::Server;
use crate::today_contract::{call, keeps_contract};

fn user(id: &str) -> Value {
    json!({"type": "user", "id": id})
}

/// The direct roles of a subject on a resource, by the policy.
fn roles(server: &Server, kind: &str, id: &str, subject: &str) -> Value {
    let policy = server.today("policies.get", &[kind, id], Value::Null);
    let grants = policy["access_grants"].as_array().unwrap();
    let grant = grants.iter().find(|grant| grant["subject"]["id"] == subject || grant["subject"]["email"] == subject);
    grant.map_or_else(|| json!([]), |grant| grant["direct_roles"].clone())
}

fn grant(server: &Server, kind: &str, id: &str, subject: Value, roles: Value) {
    server.today("policies.grant", &[kind, id], json!({"subject": subject, "roles": roles}));
}

fn allowed(server: &Server, subject: Value, kind: &str, id: &str, relation: &str) -> bool {
    let body = json!({"subject": subject, "resource": {"type": kind, "id": id}, "relation": relation});
    server.today("access.test", &[], body)["allowed"].as_bool().unwrap()
}

#[test]
fn a_grant_adds_roles_and_a_revocation_takes_all() {
    let server = Server::start(&[]);
    let (room, member, project) = (server.room("support"), server.user_id("member"), server.text("project_id"));
    let feed = server.today("feeds.create", &[], json!({"name": "orders"}))["feed"]["id"].clone();
    for (kind, id, first, second) in [
        ("room", room.as_str(), "viewer", "files_write"),
        ("project", &project, "room_creator", "group_manager"),
        ("feed", feed.as_str().unwrap(), "reader", "publisher"),
    ] {
        grant(&server, kind, id, user(&member), json!([first]));
        grant(&server, kind, id, user(&member), json!([second, first]));
        let held = roles(&server, kind, id, &member);
        let mut wanted = vec![first, second];
        wanted.extend((kind == "project").then_some("member"));
        wanted.sort_unstable();
        assert_eq!(held, json!(wanted), "{kind}");
        for _ in 0..2 {
            server.today("policies.revoke", &[kind, id], json!({"subject": user(&member)}));
            assert_eq!(roles(&server, kind, id, &member), json!([]), "{kind}");
        }
    }
    server
        .today_fails("policies.grant", &["room", &room], json!({"subject": user(&member), "roles": []}))
        .refuses("roles");
}

#[test]
fn whoever_is_named_by_email_is_invited() {
    let server = Server::start(&[]);
    let room = server.room("support");
    let invited = json!({"type": "user", "email": "New@example.org"});
    let body = json!({"subject": invited, "roles": ["guest"], "invite_redirect_url": "https://a.test"});
    server.today("policies.grant", &["room", &room], body);
    grant(&server, "room", &room, json!({"type": "user", "email": "new@example.org"}), json!(["viewer"]));
    assert_eq!(roles(&server, "room", &room, "New@example.org"), json!(["guest", "viewer"]));
    // The older generation sees the same person.
    let users = server.get("/room-grants/by-user").ok();
    assert_eq!((&users["total"], &users["users"][0]["email"]), (&json!(1), &json!("New@example.org")));
    // A question, or taking something away, invites nobody.
    let nobody = json!({"subject": {"type": "user", "email": "nobody@example.org"}});
    server.today_fails("policies.revoke", &["room", &room], nobody).fails(404, "user_not_found");
    for email in ["nobody", "@", " "] {
        let body = json!({"subject": {"type": "user", "email": email}, "roles": ["guest"]});
        server.today_fails("policies.grant", &["room", &room], body).refuses("subject.email");
    }
}

#[test]
fn room_grants_and_policies_are_two_views() {
    let server = Server::start(&[]);
    let (room, member) = (server.room("support"), server.user_id("member"));
    let path = format!("/room-grants/{room}/{member}");
    // Roles become a scope.
    for (role, grants) in [("guest", 2), ("viewer", 4), ("operator", 9), ("developer", 13), ("admin", 15)] {
        grant(&server, "room", &room, user(&member), json!([role]));
        assert_eq!(server.get(&path).ok()["permissions"].as_object().unwrap().len(), grants, "{role}");
    }
    assert_eq!(server.get("/room-grants").ok()["total"], 1);
    server.today("policies.revoke", &["room", &room], json!({"subject": user(&member)}));
    server.get(&path).fails(404, "grant_not_found");

    // A scope becomes the role that comes closest.
    for (scope, role) in [
        (json!({}), "guest"),
        (json!({"messaging": {}, "admin": null}), "guest"),
        (json!({"storage": {"paths": []}}), "viewer"),
        (json!({"agents": {}}), "operator"),
        (json!({"llm": {"models": ["x"]}}), "developer"),
        (json!({"tunnels": {}}), "admin"),
    ] {
        server.grant(&room, &member, scope.clone()).ok();
        assert_eq!(roles(&server, "room", &room, &member), json!([role]), "{scope}");
        server.delete(&path).ok();
    }

    // A scope of one's own stays until another role comes.
    let scope = json!({"storage": {"paths": [{"path": "/a/", "read_only": true}]}});
    server.grant(&room, &member, scope.clone()).ok();
    grant(&server, "room", &room, user(&member), json!(["viewer"]));
    assert_eq!(server.get(&path).ok()["permissions"], scope);
    grant(&server, "room", &room, user(&member), json!(["operator"]));
    assert_ne!(server.get(&path).ok()["permissions"], scope);
    assert_eq!(roles(&server, "room", &room, &member), json!(["operator", "viewer"]));
    // What the older generation writes counts again.
    let body = json!({"room_id": room, "user_id": member, "permissions": {"messaging": {}}});
    server.put("/room-grants/unused", body).ok();
    assert_eq!(roles(&server, "room", &room, &member), json!(["guest"]));
}

#[test]
fn flags_and_roles_of_a_member_are_one() {
    let server = Server::start(&[]);
    let (member, project) = (server.user_id("member"), server.text("project_id"));
    let flags = |server: &Server| {
        let users = server.get("/users?filter=mia").ok();
        ["is_admin", "is_developer", "can_create_rooms", "can_use_llm_proxy"]
            .map(|flag| users["users"][0][flag] == true)
    };
    server.today(
        "members.update",
        &[&member],
        json!({"roles": ["member", "developer", "llm_proxy_user", "usage_reporter"]}),
    );
    assert_eq!(flags(&server), [false, true, false, true]);
    let held = json!(["developer", "llm_proxy_user", "member", "usage_reporter"]);
    assert_eq!(roles(&server, "project", &project, &member), held);
    let body = json!({"is_admin": true, "is_developer": false, "can_create_rooms": true, "can_use_llm_proxy": false});
    server.put(&format!("/users/{member}"), body).ok();
    let held = json!(["admin", "member", "room_creator", "usage_reporter"]);
    assert_eq!(roles(&server, "project", &project, &member), held);
    server.today("policies.revoke", &["project", &project], json!({"subject": user(&member)}));
    assert_eq!(server.get("/users?filter=mia").ok()["total"], 0);
    // A role on the project makes a member.
    grant(&server, "project", &project, user(&member), json!(["room_creator"]));
    assert_eq!(flags(&server), [false, false, true, false]);
}

#[test]
fn everyone_and_sets_of_users() {
    let server = Server::start(&[]);
    let (room, project) = (server.room("support"), server.text("project_id"));
    let (member, developer) = (server.user_id("member"), server.user_id("developer"));
    let stranger = server.user_id("admin");
    server.delete(&format!("/users/{stranger}")).ok();

    grant(&server, "room", &room, json!({"type": "everyone"}), json!(["guest"]));
    for id in [&member, &developer, &stranger] {
        assert!(allowed(&server, user(id), "room", &room, "guest"));
        // A developer manages all rooms anyway.
        assert_eq!(allowed(&server, user(id), "room", &room, "viewer"), id == &developer);
    }
    assert_eq!(roles(&server, "room", &room, "all"), json!(["guest"]));
    server.today("policies.revoke", &["room", &room], json!({"subject": {"type": "everyone", "id": "all"}}));
    assert!(!allowed(&server, user(&member), "room", &room, "guest"));

    server.today("customDomains.create", &[], json!({"domain": "docs.example.org"}));
    for (relation, members) in [("member", [true, true, false]), ("developer", [false, true, false])] {
        let set = json!({"type": "userset", "object_type": "project", "id": project, "relation": relation});
        grant(&server, "custom_domain", "docs.example.org", set.clone(), json!(["user"]));
        for (id, belongs) in [&member, &developer, &stranger].into_iter().zip(members) {
            let has = allowed(&server, user(id), "custom_domain", "docs.example.org", "viewer");
            // So it is with custom domains.
            assert_eq!(has, belongs || id == &developer, "{relation}");
        }
        server.today("policies.revoke", &["custom_domain", "docs.example.org"], json!({"subject": set}));
    }
    let body = json!({"subject": {"type": "everyone", "id": "some"}, "roles": ["guest"]});
    server.today_fails("policies.grant", &["room", &room], body).refuses("subject.id");
    let body = json!({"subject": {"type": "userset", "object_type": "project"}, "roles": ["guest"]});
    server.today_fails("policies.grant", &["room", &room], body).refuses("subject.relation");
}

#[test]
fn what_a_role_brings() {
    let server = Server::start(&[]);
    let (room, member, project) = (server.room("support"), server.user_id("member"), server.text("project_id"));
    let effective = |relations: Value| {
        let mut body = json!({"subject": user(&member), "resource": {"type": "room", "id": room}});
        if !relations.is_null() {
            body["relations"] = relations;
        }
        server.today("access.getEffective", &[], body)
    };
    let held = effective(Value::Null);
    assert_eq!(held["effective_roles"], json!([]));
    assert_eq!(held["capabilities"], json!({"can_view": false, "can_use": false, "can_manage": false}));

    grant(&server, "room", &room, user(&member), json!(["operator"]));
    let held = effective(json!(["viewer", "admin", "can_use", "can_manage", "files_write", "nonsense"]));
    assert_eq!(held["effective_roles"], json!(["operator"]));
    let wanted = json!({"viewer": true, "admin": false, "can_use": true, "can_manage": false, "files_write": true,
        "nonsense": false});
    assert_eq!(held["capabilities"], wanted);
    assert_eq!(held["resource"]["name"], "support");
    assert_eq!(held["subject"]["email"], "mia@example.com");

    // The project's roles reach its rooms.
    grant(&server, "project", &project, user(&member), json!(["room_manager"]));
    assert_eq!(effective(Value::Null)["effective_roles"], json!(["admin", "list", "operator"]));
    for relation in ["room_creator", "room_inventory", "member", "can_view"] {
        assert!(allowed(&server, user(&member), "project", &project, relation), "{relation}");
    }
    for relation in ["admin", "feed_creator", "can_manage", "nonsense"] {
        assert!(!allowed(&server, user(&member), "project", &project, relation), "{relation}");
    }
    let bindings = server.today("access.listBindings", &[], json!({"subject": user(&member)}));
    let bindings = bindings["access_grants"].as_array().unwrap();
    assert_eq!(bindings.len(), 2);
    assert_eq!(bindings[1]["resource"]["id"], json!(room));
}

#[test]
fn everybody_may_ask_about_themselves() {
    let server = Server::start(&[]);
    let project = server.text("project_id");
    let ask = |role: &str, subject: Value| {
        let body =
            json!({"subject": subject, "resource": {"type": "project", "id": project}, "relation": "room_creator"});
        call(&server, &server.token(role), "access.test", &[], Some(body))
    };
    let me = || json!({"type": "user", "id": "me"});
    for (role, may) in [("admin", true), ("developer", true), ("member", false)] {
        let reply = ask(role, me());
        keeps_contract("access.test", &reply);
        assert_eq!(reply.json()["allowed"], may, "{role}");
        assert_eq!(ask(role, user(&server.user_id(role))).json()["allowed"], may, "{role}");
    }
    ask("member", user(&server.user_id("admin"))).fails(403, "forbidden");
    assert_eq!(ask("developer", user(&server.user_id("admin"))).json()["allowed"], true);
    assert_eq!(
        server.today(
            "access.test",
            &[],
            json!({"subject": me(), "resource": {"type": "project", "id": project}, "relation": "admin"})
        )["allowed"],
        true
    );
    for (kind, code) in [("room", "room_not_found"), ("group", "group_not_found"), ("secret", "secret_not_found")] {
        let body = json!({"subject": me(), "resource": {"type": kind, "id": "none"}, "relation": "viewer"});
        server.today_fails("access.test", &[], body).fails(404, code);
        server.today_fails("policies.get", &[kind, "none"], Value::Null).fails(404, code);
    }
}
