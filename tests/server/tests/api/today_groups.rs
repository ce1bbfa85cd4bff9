//! Groups, one within another.

use serde_json::{Value, json};

use crate::support::Server;
use crate::today_contract::call;

fn group(server: &Server, name: &str) -> String {
    server.make("groups.create", &[], json!({"name": name}))
}

fn set(server: &Server, group: &str, kind: &str, id: &str, role: &str) {
    server.today("groups.setMember", &[group], json!({"subject": {"type": kind, "id": id}, "role": role}));
}

fn members(server: &Server, group: &str) -> Vec<(String, Value)> {
    let members = server.today("groups.listMembers", &[group], Value::Null);
    let members = members["members"].as_array().unwrap().iter();
    members.map(|one| (one["subject"]["id"].as_str().unwrap().to_owned(), one["direct_roles"].clone())).collect()
}

#[test]
fn members_have_what_their_groups_have() {
    let server = Server::start(&[]);
    let (room, member, project) = (server.room("support"), server.user_id("member"), server.text("project_id"));
    let [inner, middle, outer] = ["inner", "middle", "outer"].map(|name| group(&server, name));
    set(&server, &middle, "group", &inner, "member");
    set(&server, &outer, "group", &middle, "member");
    let path = server.at("/rooms/support/connect");
    let connect = || server.call_as(&server.token("member"), "POST", &path, Some(json!({})));
    let grant = json!({"subject": {"type": "group", "id": outer}, "roles": ["operator"]});
    server.today("policies.grant", &["room", &room], grant);
    connect().fails(403, "forbidden");
    set(&server, &inner, "user", &member, "member");
    assert_eq!(connect().status, 200);
    // A link taken out breaks the chain.
    server.today("groups.removeMember", &[&outer, "group", &middle], Value::Null);
    connect().fails(403, "forbidden");
    set(&server, &outer, "group", &middle, "member");
    assert_eq!(connect().status, 200);

    // A role on the project lets in somebody who is no member themselves.
    server.delete(&format!("/users/{member}")).ok();
    assert_eq!(members(&server, &inner), []);
    connect().fails(403, "forbidden");
    set(&server, &inner, "user", &member, "member");
    connect().fails(403, "forbidden");
    let grant = json!({"subject": {"type": "group", "id": inner}, "roles": ["room_creator"]});
    server.today("policies.grant", &["project", &project], grant);
    assert_eq!(connect().status, 200);
    let rooms = server.at("/rooms");
    assert_eq!(server.call_as(&server.token("member"), "POST", &rooms, Some(json!({"name": "mine"}))).status, 200);
    server.today("groups.delete", &[&inner], Value::Null);
    connect().fails(403, "forbidden");
    assert_eq!(members(&server, &middle), []);
}

#[test]
fn no_group_is_in_itself() {
    let server = Server::start(&[]);
    let [a, b, c] = ["a", "b", "c"].map(|name| group(&server, name));
    set(&server, &a, "group", &b, "member");
    set(&server, &b, "group", &c, "member");
    for (outer, inner) in [(&a, &a), (&b, &a), (&c, &a), (&c, &b)] {
        let body = json!({"subject": {"type": "group", "id": inner}});
        server.today_fails("groups.setMember", &[outer], body).fails(409, "group_in_itself");
    }
    set(&server, &a, "group", &c, "member");
}

#[test]
fn places_in_a_group() {
    let server = Server::start(&[]);
    let (group, member) = (group(&server, "ops"), server.user_id("member"));
    set(&server, &group, "user", &member, "member");
    let add = |token: &str| {
        let body = json!({"subject": {"type": "user", "email": "new@example.org"}});
        call(&server, token, "groups.setMember", &[&group], Some(body)).status
    };
    assert_eq!(add(&server.token("member")), 403);
    // One place takes the place of the other; a manager manages the members.
    set(&server, &group, "user", &member, "manager");
    assert_eq!(members(&server, &group), [(member.clone(), json!(["manager"]))]);
    assert_eq!(add(&server.token("member")), 200);
    assert_eq!(members(&server, &group).len(), 2);
    // A place is a role on the group, and a role may be there besides.
    let grant = json!({"subject": {"type": "user", "id": member}, "roles": ["viewer"]});
    server.today("policies.grant", &["group", &group], grant);
    set(&server, &group, "user", &member, "member");
    let policy = server.today("policies.get", &["group", &group], Value::Null);
    let roles: Vec<_> = policy["access_grants"].as_array().unwrap().iter().map(|one| &one["direct_roles"]).collect();
    assert!(roles.contains(&&json!(["member", "viewer"])), "{roles:?}");

    server.today("groups.removeMember", &[&group, "user", &member], Value::Null);
    server
        .today_fails("groups.removeMember", &[&group, "user", &member], Value::Null)
        .fails(404, "group_member_not_found");
    let body = json!({"subject": {"type": "everyone"}});
    server.today_fails("groups.setMember", &[&group], body).refuses("subject.type");
    let body = json!({"subject": {"type": "user", "id": "nobody"}});
    server.today_fails("groups.setMember", &[&group], body).fails(404, "user_not_found");
}

#[test]
fn a_right_over_a_group_is_no_place_in_it() {
    let server = Server::start(&[]);
    let (room, member, group) = (server.room("support"), server.user_id("member"), group(&server, "ops"));
    let grant = |kind: &str, id: &str, subject: Value, role: &str| {
        server.today("policies.grant", &[kind, id], json!({"subject": subject, "roles": [role]}));
    };
    grant("room", &room, json!({"type": "group", "id": group}), "operator");
    let roles = || {
        let body = json!({"subject": {"type": "user", "id": member}, "resource": {"type": "room", "id": room}});
        server.today("access.getEffective", &[], body)["effective_roles"].clone()
    };
    for (role, held) in [("viewer", json!([])), ("manager", json!(["operator"]))] {
        grant("group", &group, json!({"type": "user", "id": member}), role);
        assert_eq!(roles(), held, "{role}");
    }
}
