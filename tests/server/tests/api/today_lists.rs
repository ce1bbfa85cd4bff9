//! Lists of today's generation, page by page; names, keys and what is missing.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::Server;
use crate::today_contract::{call_with, keeps_contract, operation};

/// Every item of a list, by pages of a size.
fn all(server: &Server, token: &str, op: &str, at: &[&str], query: &str, size: usize) -> Vec<Value> {
    let key = operation(op)["reply"]["listKey"].as_str().unwrap();
    let mut all = Vec::new();
    let mut next = String::new();
    loop {
        let query = format!("?page_size={size}{query}{next}");
        let reply = call_with(server, token, op, at, &query, None);
        keeps_contract(op, &reply);
        let reply = reply.json();
        let page = reply[key].as_array().unwrap();
        assert!(page.len() <= size, "{op}");
        all.extend(page.iter().cloned());
        match reply["continuation_token"].as_str() {
            None => return all,
            Some(token) => {
                assert_eq!(page.len(), size, "{op}");
                next = format!("&continuation_token={token}");
            }
        }
    }
}

/// A server with thirteen of everything that is listed.
fn filled() -> (Server, String, String, String) {
    let server = Server::start(&["--seed-grants", "1300"]);
    let account = server.make("serviceAccounts.create", &[], json!({"name": "00"}));
    let group = server.make("groups.create", &[], json!({"name": "00"}));
    let secret = server.make("userSecrets.create", &[], json!({"name": "00", "project_id": server.text("project_id")}));
    server.make("serviceAccountSecrets.create", &[&account], json!({"name": "00"}));
    for n in 1..13 {
        let name = format!("{n:02}");
        let other = server.make("serviceAccounts.create", &[], json!({"name": name}));
        let inner = server.make("groups.create", &[], json!({"name": name}));
        server.today("groups.setMember", &[&group], json!({"subject": {"type": "group", "id": inner}}));
        let subject = json!({"subject": {"type": "service_account", "id": other}});
        server.today("userSecrets.grantProxyAccess", &[&secret], subject);
        let body = json!({"name": name, "project_id": server.text("project_id")});
        server.today("userSecrets.create", &[], body);
        server.today("serviceAccountSecrets.create", &[&account], json!({"name": name}));
    }
    (server, account, group, secret)
}

#[test]
fn pages_add_up_to_the_list() {
    let (server, account, group, secret) = filled();
    let (key, room) = (server.key(), server.get("/rooms/load-00001").ok()["id"].as_str().unwrap().to_owned());
    for (op, at, query, count) in [
        ("rooms.list", vec![], "&view=all", 13),
        ("rooms.list", vec![], "&view=my", 13),
        ("members.list", vec![], "&view=merged&filter=load", 100),
        ("groups.list", vec![], "", 13),
        ("groups.listMembers", vec![group.as_str()], "", 12),
        ("serviceAccounts.list", vec![], "", 13),
        ("policies.get", vec!["room", &room], "", 100),
        ("userSecrets.list", vec![], "", 13),
        ("userSecrets.listProxyAccess", vec![&secret], "", 12),
        ("serviceAccountSecrets.list", vec![&account], "", 13),
    ] {
        let whole = all(&server, &key, op, &at, query, 100);
        let distinct: BTreeSet<_> = whole.iter().map(ToString::to_string).collect();
        assert_eq!((whole.len(), distinct.len()), (count, count), "{op}");
        for size in [5, count - 1, count] {
            assert_eq!(all(&server, &key, op, &at, query, size), whole, "{op} {size}");
        }
    }
}

#[test]
fn tokens_belong_to_their_list() {
    let (server, account, ..) = filled();
    let key = server.key();
    let first = call_with(&server, &key, "groups.list", &[], "?page_size=3", None).json();
    let token = first["continuation_token"].as_str().unwrap();
    let next = format!("?page_size=9&continuation_token={token}");
    assert_eq!(call_with(&server, &key, "groups.list", &[], &next, None).json()["groups"][0]["name"], "03");
    for (op, at, more) in [
        ("serviceAccounts.list", vec![], ""),
        ("groups.list", vec![], "&filter=0"),
        ("serviceAccountSecrets.list", vec![account.as_str()], ""),
    ] {
        call_with(&server, &key, op, &at, &format!("{next}{more}"), None).refuses("continuation_token");
    }
    // What is removed before the next page is asked for moves nothing.
    let third = first["groups"][2]["id"].as_str().unwrap();
    server.today("groups.delete", &[third], Value::Null);
    assert_eq!(call_with(&server, &key, "groups.list", &[], &next, None).json()["groups"][0]["name"], "03");
}

#[test]
fn what_a_list_does_not_know_makes_no_other_list() {
    let server = Server::start(&["--api", "policies", "--seed-grants", "1300"]);
    let key = server.key();
    // A client of both generations asks for the first page in the older form.
    for (op, name, first) in [("rooms.list", "rooms", "?limit=100&offset=0"), ("members.list", "users", "?count=100")] {
        let reply = call_with(&server, &key, op, &[], &format!("{first}&page_size=5"), None).json();
        let next = format!("?page_size=5&continuation_token={}", reply["continuation_token"].as_str().unwrap());
        let next = call_with(&server, &key, op, &[], &next, None).json();
        assert_eq!(next[name].as_array().unwrap().len(), 5, "{op}");
        assert_ne!(next[name][0], reply[name][0], "{op}");
    }
}

#[test]
fn my_rooms_and_all_rooms() {
    let server = Server::start(&[]);
    let [a, b, c] = ["a", "b", "c"].map(|name| server.room(name));
    let (member, token) = (server.user_id("member"), server.token("member"));
    let names = |token: &str, view: &str| -> BTreeSet<String> {
        let rooms = all(&server, token, "rooms.list", &[], view, 2);
        rooms.iter().map(|room| room["name"].as_str().unwrap().to_owned()).collect()
    };
    let wanted = |names: &[&str]| names.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
    assert_eq!(names(&token, "&view=my"), wanted(&[]));
    server.grant(&a, &member, json!({})).ok();
    let group = server.make("groups.create", &[], json!({"name": "ops"}));
    server.today("groups.setMember", &[&group], json!({"subject": {"type": "user", "id": member}}));
    let grant = json!({"subject": {"type": "group", "id": group}, "roles": ["guest"]});
    server.today("policies.grant", &["room", &b], grant);
    assert_eq!(names(&token, "&view=my"), wanted(&["a", "b"]));
    assert_eq!(names(&token, ""), wanted(&["a", "b"]));
    let grant = json!({"subject": {"type": "everyone"}, "roles": ["guest"]});
    server.today("policies.grant", &["room", &c], grant);
    assert_eq!(names(&token, "&view=my"), wanted(&["a", "b", "c"]));
    server.delete(&format!("/rooms/{b}")).ok();
    assert_eq!(names(&token, "&view=my"), wanted(&["a", "c"]));

    let all_of = |token: &str| call_with(&server, token, "rooms.list", &[], "?view=all", None);
    all_of(&token).fails(403, "forbidden");
    assert_eq!(all_of(&server.token("developer")).json()["total"], 2);
    assert_eq!(names(&server.token("developer"), "&view=my"), wanted(&["a", "c"]));
    server.today("members.update", &[&member], json!({"roles": ["room_inventory"]}));
    assert_eq!(all_of(&token).json()["total"], 2);
    call_with(&server, &token, "rooms.list", &[], "?view=some", None).refuses("view");
    call_with(&server, &server.key(), "serviceAccounts.list", &[], "?view=some", None).refuses("view");
}

#[test]
fn names_are_taken_once() {
    let server = Server::start(&[]);
    let project = server.text("project_id");
    for (op, code) in [
        ("groups.create", "group_exists"),
        ("serviceAccounts.create", "service_account_exists"),
        ("projects.create", "project_exists"),
        ("userSecrets.create", "secret_exists"),
    ] {
        let body = json!({"name": "taken", "project_id": project});
        server.today(op, &[], body.clone());
        server.today_fails(op, &[], body).fails(409, code);
    }
    let id = server.make("groups.create", &[], json!({"name": "free", "metadata": {"tier": 1}}));
    server.today_fails("groups.update", &[&id], json!({"name": "taken"})).fails(409, "group_exists");
    server.today("groups.update", &[&id], json!({"name": "freed", "annotations": {"a": "b"}}));
    let group = server.today("groups.getByName", &["freed"], Value::Null);
    assert_eq!(group, json!({"id": id, "name": "freed", "metadata": {"tier": 1}, "annotations": {"a": "b"}}));
    server.today_fails("groups.getByName", &["free"], Value::Null).fails(404, "group_not_found");
    server.today_fails("projects.create", &[], json!({"name": " "})).refuses("name");

    // A room and a project are found by more than one name.
    let room = server.room("support");
    assert_eq!(server.get(&format!("/rooms/{room}")).ok()["name"], "support");
    let made = server.today("projects.getByKey", &["taken"], Value::Null);
    assert_eq!(made["project_key"], "taken");
    assert_eq!(server.today("projects.get", &[], Value::Null)["id"], json!(project));
    let projects = server.today("projects.list", &[], Value::Null);
    assert_eq!(projects["projects"].as_array().unwrap().len(), 2);
    let own = server.call_as(&server.token("member"), "GET", "/accounts/projects", None).ok();
    assert_eq!(own["projects"].as_array().unwrap().len(), 1);
}

#[test]
fn what_is_not_there() {
    let server = Server::start(&[]);
    for (op, code) in [
        ("groups.get", "group_not_found"),
        ("groups.update", "group_not_found"),
        ("groups.delete", "group_not_found"),
        ("groups.listMembers", "group_not_found"),
        ("serviceAccounts.get", "service_account_not_found"),
        ("serviceAccounts.update", "service_account_not_found"),
        ("serviceAccounts.delete", "service_account_not_found"),
        ("apiKeys.list", "service_account_not_found"),
        ("serviceAccountSecrets.list", "service_account_not_found"),
        ("pullSecrets.list", "service_account_not_found"),
        ("userSecrets.get", "secret_not_found"),
        ("userSecrets.listVersions", "secret_not_found"),
        ("sessions.get", "session_not_found"),
        ("sessions.listSpans", "session_not_found"),
        ("sessions.terminate", "session_not_found"),
        ("sessions.listRecentInRoom", "room_not_found"),
        ("rooms.getStatus", "room_not_found"),
        ("rooms.listEvents", "room_not_found"),
        ("profiles.get", "user_not_found"),
        ("profiles.getInProject", "member_not_found"),
        ("projects.getByKey", "project_not_found"),
    ] {
        server.today_fails(op, &["none"], json!({"name": "x"})).fails(404, code);
    }
}
