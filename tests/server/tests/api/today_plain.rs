//! The plain resources: what they do alike, and what each keeps to besides.

use serde_json::{Value, json};

use crate::support::{Server, verified};
use crate::today_contract::{call, call_with, keeps_contract};

fn spec(name: &str) -> Value {
    json!({"version": "v1", "kind": "Service", "metadata": {"name": name}, "external": {"url": "https://a.test"}})
}

fn agent(name: &str) -> Value {
    json!({"configuration": {"metadata": {"name": name}, "allowed_models": [{"provider": "openai", "model": "gpt-5.5"}]}})
}

fn route(domain: &str, room: &str) -> Value {
    let path = json!({"path": "/", "targetPort": "8000"});
    json!({"spec": {"metadata": {"name": "site"}, "domain": domain, "backend": {"room": {"name": room}}, "paths": [path]}})
}

fn task(schedule: &str) -> Value {
    json!({"spec": {"schedule": schedule, "queue": {"name": "jobs", "payload": {"a": 1}}}})
}

#[test]
fn names_are_unique_where_they_belong() {
    let server = Server::start(&[]);
    for room in ["support", "sales"] {
        server.room(room);
    }
    let mailbox = json!({"address": "Help@a.test", "room": "support", "queue": "jobs"});
    for (op, at, body, code) in [
        ("agents.create", vec![], agent("Helper"), "agent_exists"),
        ("services.create", vec![], spec("worker"), "service_exists"),
        ("roomServices.create", vec!["support"], spec("worker"), "service_exists"),
        ("repositories.create", vec![], json!({"name": "Team/image"}), "repository_exists"),
        ("feeds.create", vec![], json!({"name": " Orders "}), "feed_exists"),
        ("routes.create", vec![], route("a.test", "support"), "route_exists"),
        ("customDomains.create", vec![], json!({"domain": "*.a.test"}), "custom_domain_exists"),
        ("mailboxes.create", vec![], mailbox, "mailbox_exists"),
        ("roomVolumes.create", vec!["support"], json!({"name": "cache"}), "volume_exists"),
    ] {
        server.today(op, &at, body.clone());
        server.today_fails(op, &at, body.clone()).fails(409, code);
        // Another room is another place.
        if at == ["support"] {
            server.today(op, &["sales"], body);
        }
    }
    server.today(
        "agents.create",
        &[],
        json!({"configuration": agent("helper")["configuration"], "if_not_exists": true}),
    );
    assert_eq!(server.today("agents.get", &["helper"], Value::Null)["name"], "helper");
    assert_eq!(server.today("feeds.getByName", &["orders"], Value::Null)["feed"]["name"], "orders");
    assert_eq!(server.today("repositories.getByName", &["team/image"], Value::Null)["name"], "team/image");
    assert_eq!(server.today("roomServices.getByName", &["sales", "worker"], Value::Null)["metadata"]["name"], "worker");
    assert_eq!(server.today("mailboxes.get", &["help@a.test"], Value::Null)["mailbox"]["room"], "support");
}

#[test]
fn what_is_refused() {
    let server = Server::start(&[]);
    server.room("support");
    let mailbox = |address: &str, room: &str| json!({"address": address, "room": room, "queue": "jobs"});
    for (op, at, body, field) in [
        ("agents.create", vec![], agent(" "), "configuration.metadata.name"),
        ("services.create", vec![], spec(" "), "metadata.name"),
        ("services.create", vec![], json!({"kind": "Service", "metadata": {"name": "x"}}), "version"),
        ("repositories.create", vec![], json!({"name": "a//b"}), "name"),
        ("repositories.create", vec![], json!({"name": "a/-b"}), "name"),
        ("feeds.create", vec![], json!({"name": "a_b"}), "name"),
        ("feeds.create", vec![], json!({"name": "-a"}), "name"),
        ("routes.create", vec![], route(" ", "support"), "spec.domain"),
        ("mailboxes.create", vec![], mailbox("nobody", "support"), "address"),
        ("mailboxes.create", vec![], mailbox("a@b.test", " "), "room"),
        ("scheduledTasks.create", vec!["support"], task("* * * * *"), "spec.schedule"),
        ("scheduledTasks.create", vec!["support"], task("*/10 * * * *"), "spec.schedule"),
        ("scheduledTasks.create", vec!["support"], task("10 minutes"), "spec.schedule"),
        ("scheduledTasks.create", vec!["support"], task("often"), "spec.schedule"),
        ("scheduledTasks.create", vec!["support"], json!({"spec": {"schedule": "1 hour"}}), "spec.queue"),
        ("services.discoverMcp", vec![], json!({"url": "nowhere"}), "url"),
    ] {
        server.today_fails(op, &at, body.clone()).refuses(field);
    }
    for (op, body) in [
        ("mailboxes.create", mailbox("a@b.test", "none")),
        ("scheduledTasks.create", task("1 hour")),
        ("roomVolumes.create", json!({"name": "x"})),
        ("roomServices.create", spec("x")),
    ] {
        server.today_fails(op, &["none"], body).fails(404, "room_not_found");
    }
    let logger = json!({"destination_feed_id": "none", "filter_expression": "true"});
    server.today_fails("llmLoggers.create", &[], logger).fails(404, "feed_not_found");
    server.today_fails("feedSubscriptions.list", &["none"], Value::Null).fails(404, "feed_not_found");
    for op in ["routes", "customDomains", "mailboxes", "services", "repositories", "feeds", "llmLoggers"] {
        assert_eq!(server.today_fails(&format!("{op}.get"), &["none"], Value::Null).status, 404, "{op}");
        assert_eq!(server.today_fails(&format!("{op}.delete"), &["none"], Value::Null).status, 404, "{op}");
    }
}

#[test]
fn a_spec_is_replaced_whole() {
    let server = Server::start(&[]);
    let mut body = spec("worker");
    body["agents"] = json!([{"name": "a"}]);
    let made = server.today("services.create", &[], body);
    let id = made["id"].as_str().unwrap();
    assert_eq!((&made["enabled"], &made["agents"][0]["name"]), (&json!(true), &json!("a")));
    // A client refuses a spec with a member that it does not know.
    assert!(made.get("project_id").is_none() && made.get("created_at").is_none());
    let mut next = spec("renamed");
    next["id"] = json!("another");
    next["enabled"] = json!(false);
    next["agents"] = Value::Null;
    let replaced = server.today("services.update", &[id], next);
    assert_eq!((&replaced["id"], &replaced["enabled"], replaced.get("agents")), (&json!(id), &json!(false), None));
    assert_eq!(server.today("services.getByName", &["renamed"], Value::Null), replaced);
    // A template's body has another form on the same route.
    let template = json!({"template": "kind: ServiceTemplate", "values": {"mode": "prod"}});
    let from = server.today("services.updateFromTemplate", &[id], template);
    assert_eq!((&from["id"], &from["metadata"]["name"]), (&json!(id), &json!("renamed")));
    server.today_fails("services.create", &[], json!({"template": 7, "values": {}})).refuses("template");
    server.today_fails("services.create", &[], json!({"values": {}})).refuses("template");
}

#[test]
fn lists_of_a_room() {
    let server = Server::start(&[]);
    server.room("support");
    server.room("sales");
    for n in 0..5 {
        let room = if n < 3 { "support" } else { "sales" };
        server.today("routes.create", &[], route(&format!("{n}.a.test"), room));
        let mailbox = json!({"address": format!("{n}@a.test"), "room": room, "queue": "jobs"});
        server.today("mailboxes.create", &[], mailbox);
        server.today("scheduledTasks.create", &[room], task("30 3 * * *"));
    }
    for (op, key) in [("routes.listInRoom", "routes"), ("mailboxes.listInRoom", "mailboxes")] {
        for (query, count, total) in [("", 3, 3), ("?count=2", 2, 3), ("?count=2&offset=2", 1, 3), ("?filter=1", 1, 1)]
        {
            let reply = call_with(&server, &server.key(), op, &["support"], query, None);
            keeps_contract(op, &reply);
            let reply = reply.json();
            assert_eq!((reply[key].as_array().unwrap().len(), &reply["total"]), (count, &json!(total)), "{op} {query}");
        }
    }
    let tasks = |query: &str| call_with(&server, &server.key(), "scheduledTasks.list", &[], query, None).ok();
    assert_eq!(tasks("")["tasks"].as_array().unwrap().len(), 5);
    let first = tasks("?page_size=3");
    let next = first["continuation_token"].as_str().unwrap();
    assert_eq!(tasks(&format!("?page_size=3&continuation_token={next}"))["tasks"].as_array().unwrap().len(), 2);
    let room = first["tasks"][0]["room_id"].as_str().unwrap();
    let within = tasks(&format!("?room_id={room}&page_size=2&offset=1"));
    assert!(within["continuation_token"].is_null() && within["total"].as_i64().unwrap() >= 2);
    let id = first["tasks"][0]["id"].as_str().unwrap();
    let mut pause = task("1 hour");
    pause["spec"]["active"] = json!(false);
    server.today("scheduledTasks.update", &[id], pause);
    assert_eq!(tasks("?active=false")["tasks"][0]["id"], json!(id));
    assert_eq!(tasks("?active=true")["tasks"].as_array().unwrap().len(), 4);
    assert_eq!(tasks(&format!("?task_id={id}"))["tasks"][0]["schedule"], "1 hour");
}

#[test]
fn a_view_shows_what_one_has_a_role_on() {
    let server = Server::start(&[]);
    let (member, token) = (server.user_id("member"), server.token("member"));
    let helper = server.make("agents.create", &[], agent("helper"));
    server.make("agents.create", &[], agent("other"));
    server.today("customDomains.create", &[], json!({"domain": "a.test"}));
    let list = |op: &str, query: &str| call_with(&server, &token, op, &[], query, None);
    let count = |op: &str, query: &str, key: &str| list(op, query).json()[key].as_array().unwrap().len();
    assert_eq!(count("agents.list", "?view=my", "agents"), 0);
    list("agents.list", "?view=all").fails(403, "forbidden");
    let connect = || call(&server, &token, "agents.connect", &["helper"], None);
    connect().fails(403, "forbidden");
    let grant = |role: &str| json!({"subject": {"type": "user", "id": member}, "roles": [role]});
    server.today("policies.grant", &["agent", &helper], grant("operator"));
    server.today("policies.grant", &["custom_domain", "a.test"], grant("user"));
    assert_eq!(count("agents.list", "", "agents"), 1);
    assert_eq!(count("customDomains.list", "?view=my", "custom_domains"), 1);
    let reply = connect();
    keeps_contract("agents.connect", &reply);
    let claims = verified(reply.json()["jwt"].as_str().unwrap(), &server.secret());
    assert_eq!(claims["grants"][0], json!({"name": "agent", "scope": "helper"}));
    // What is gone is gone from policies too.
    server.today("customDomains.delete", &["a.test"], Value::Null);
    server.today("customDomains.create", &[], json!({"domain": "a.test"}));
    assert_eq!(count("customDomains.list", "?view=my", "custom_domains"), 0);
}

#[test]
fn feeds_and_volumes() {
    let server = Server::start(&[]);
    server.room("support");
    let feed = server.today("feeds.create", &[], json!({"name": "orders"}))["feed"]["id"].clone();
    let (feed, token) = (feed.as_str().unwrap(), server.token("member"));
    let publish = |token: &str| call(&server, token, "feeds.publish", &[feed], Some(json!({"id": 1})));
    publish(&token).fails(403, "forbidden");
    let grant = json!({"subject": {"type": "user", "id": server.user_id("member")}, "roles": ["publisher"]});
    server.today("policies.grant", &["feed", feed], grant);
    assert_eq!(publish(&token).status, 200);
    server.today("feeds.update", &[feed], json!({"name": "orders", "paused": true}));
    publish(&token).fails(409, "feed_paused");
    let subscription = json!({"room": "support", "path": " orders/ "});
    let made = server.today("feedSubscriptions.create", &[feed], subscription);
    assert_eq!((&made["subscription"]["path"], &made["subscription"]["room"]), (&json!("orders/"), &json!("support")));

    let volume = json!({"name": "cache", "storage_class": "zerofs", "max_size_mb": 10});
    let volume = server.make("roomVolumes.create", &["support"], volume);
    let expand =
        |size: i64| server.today_fails("roomVolumes.expand", &["support", &volume], json!({"max_size_mb": size}));
    expand(10).refuses("max_size_mb");
    assert_eq!(expand(20).ok()["max_size_mb"], 20);
    let deleted = server.today("roomVolumes.delete", &["support", &volume], Value::Null);
    assert_eq!(deleted["phase"], "deleting");
    assert_eq!(server.today("roomVolumes.list", &["support"], Value::Null)["volumes"], json!([]));
    let standard = server.make("roomVolumes.create", &["support"], json!({"name": "plain"}));
    let body = json!({"max_size_mb": 20});
    server.today_fails("roomVolumes.expand", &["support", &standard], body).refuses("max_size_mb");
}

#[test]
fn what_belongs_to_something_goes_with_it() {
    let server = Server::start(&[]);
    let project = server.text("project_id");
    let room = server.room("support");
    server.today("roomVolumes.create", &["support"], json!({"name": "cache"}));
    server.today("roomServices.create", &["support"], spec("worker"));
    server.today("scheduledTasks.create", &["support"], task("1 hour"));
    let file = format!("/{project}/rooms/support/a.txt");
    server.call_as(&server.key(), "PUT", &file, Some(json!("a"))).ok();
    let grant = json!({"subject": {"type": "everyone"}, "roles": ["guest"]});
    server.today("policies.grant", &["room", &room], grant.clone());
    server.delete(&format!("/rooms/{room}")).ok();
    assert_eq!(server.today("scheduledTasks.list", &[], Value::Null)["tasks"], json!([]));
    let everyone = json!({"subject": {"type": "everyone"}});
    assert_eq!(server.today("access.listBindings", &[], everyone.clone())["access_grants"], json!([]));
    // A new room of the same name has nothing of the old one's.
    server.room("support");
    assert_eq!(server.today("roomVolumes.list", &["support"], Value::Null)["volumes"], json!([]));
    assert_eq!(server.today("roomServices.list", &["support"], Value::Null)["services"], json!([]));
    assert_eq!(server.call_as(&server.key(), "GET", &file, None).status, 404);

    let feed = server.today("feeds.create", &[], json!({"name": "orders"}))["feed"]["id"].clone();
    let feed = feed.as_str().unwrap();
    let made = server.today("feedSubscriptions.create", &[feed], json!({"room": "support", "path": "a/"}));
    server.today("policies.grant", &["feed", feed], grant);
    server.today("feeds.delete", &[feed], Value::Null);
    let subscription = made["subscription"]["id"].as_str().unwrap();
    server.today_fails("feedSubscriptions.get", &[feed, subscription], Value::Null).fails(404, "feed_not_found");
    assert_eq!(server.today("access.listBindings", &[], everyone)["access_grants"], json!([]));

    // An account's secrets are nobody's once it is gone.
    let account = server.make("serviceAccounts.create", &[], json!({"name": "ci"}));
    let secret = server.make("serviceAccountSecrets.create", &[&account], json!({"name": "password"}));
    server.today("serviceAccounts.delete", &[&account], Value::Null);
    server.today_fails("policies.get", &["secret", &secret], Value::Null).fails(404, "secret_not_found");
}
