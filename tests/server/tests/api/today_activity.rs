//! What the example's rooms do, and what it costs.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::Server;
use crate::today_contract::{call, call_with, keeps_contract};

fn list(server: &Server, op: &str, at: &[&str], query: &str, key: &str) -> Vec<Value> {
    let reply = call_with(server, &server.key(), op, at, query, None);
    keeps_contract(op, &reply);
    reply.json()[key].as_array().unwrap().clone()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap()
}

#[test]
fn the_example_has_people_in_groups_and_agents_in_rooms() {
    let server = Server::start(&["--example"]);
    let groups = list(&server, "groups.list", &[], "", "groups");
    assert_eq!(groups.len(), 3);
    // Kenji is on call, and who is on call is an engineer.
    let people = server.today("policies.get", &["project", &server.text("project_id")], Value::Null);
    let people = people["access_grants"].as_array().unwrap();
    let kenji = people.iter().find(|one| one["subject"]["first_name"] == "Kenji").unwrap();
    let room = list(&server, "rooms.list", &[], "?filter=incident&view=all", "rooms")[0]["id"].clone();
    let body = json!({"subject": kenji["subject"], "resource": {"type": "room", "id": room}});
    let roles = server.today("access.getEffective", &[], body)["effective_roles"].clone();
    assert!(["admin", "operator"].iter().all(|role| roles.as_array().unwrap().contains(&json!(role))), "{roles}");
    assert_eq!(list(&server, "serviceAccounts.list", &[], "", "service_accounts").len(), 2);
    let agents = list(&server, "agents.list", &[], "?view=all", "agents");
    for session in list(&server, "sessions.listRecentAgents", &[], "?limit=1000", "sessions") {
        let agent = agents.iter().find(|agent| agent["id"] == session["agent_id"]).unwrap();
        assert_eq!(agent["name"], session["agent_name"]);
    }
}

/// Asks until the answer is yes.
fn until(mut holds: impl FnMut() -> bool) {
    let asked = Instant::now();
    while !holds() {
        assert!(asked.elapsed() < Duration::from_secs(30), "it never happened");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn without_an_example_nothing_happened() {
    let server = Server::start(&[]);
    server.room("support");
    for (op, at, key) in [
        ("sessions.listActive", vec![], "sessions"),
        ("sessions.listRecent", vec![], "sessions"),
        ("sessions.listRecentForAgent", vec!["triage"], "sessions"),
        ("rooms.listEvents", vec!["support"], "events"),
        ("billing.listTransactions", vec![], "transactions"),
        ("usage.get", vec![], "usage"),
    ] {
        assert_eq!(list(&server, op, &at, "", key), [Value::Null; 0], "{op}");
    }
    assert_eq!(server.today("rooms.getStatus", &["support"], Value::Null), json!({"status": "Unallocated"}));
    let balance = server.today("billing.getBalance", &[], Value::Null);
    assert_eq!((&balance["balance"], &balance["auto_recharge_paused"]), (&json!(0.0), &json!(false)));
    assert_eq!(server.today("billing.getSubscription", &[], Value::Null)["plan"], "free");
}

#[test]
fn the_past_is_the_same_in_every_example() {
    let servers = [Server::start(&["--example"]), Server::start(&["--example"])];
    // Rows of the present may have come already, so only the past is compared.
    let past = |server: &Server| {
        let rows = list(server, "usage.get", &[], "", "usage");
        let rows = rows.iter().take(300);
        rows.map(|row| (row["model"].clone(), row["quantity"].clone(), row["cost"].clone())).collect::<Vec<_>>()
    };
    let [first, second] = servers.each_ref().map(past);
    assert_eq!(first.len(), 300);
    assert_eq!(first, second);
    let ids = |server: &Server| {
        let transactions = list(server, "billing.listTransactions", &[], "", "transactions");
        transactions.iter().rev().take(100).map(|one| text(one, "id").to_owned()).collect::<Vec<_>>()
    };
    let [first, second] = servers.each_ref().map(ids);
    assert_eq!(first, second);
}

#[test]
fn it_goes_on_while_the_server_runs() {
    let server = Server::start(&["--example"]);
    let metrics = || {
        let mut active = list(&server, "sessions.listActive", &[], "", "sessions");
        active.extend(list(&server, "sessions.listActiveAgents", &[], "", "sessions"));
        let metrics = |session: &Value| list(&server, "sessions.listMetrics", &[text(session, "id")], "", "metrics");
        active.iter().map(|session| metrics(session).len()).sum::<usize>()
    };
    let counts = || {
        [
            metrics(),
            list(&server, "usage.get", &[], "", "usage").len(),
            list(&server, "billing.listTransactions", &[], "", "transactions").len(),
        ]
    };
    let before = counts();
    until(|| counts().iter().zip(before).all(|(now, before)| *now > before));
}

#[test]
fn sessions_can_be_looked_into() {
    let server = Server::start(&["--example"]);
    let recent = list(&server, "sessions.listRecent", &[], "?limit=1000", "sessions");
    assert!(recent.len() > 30, "{}", recent.len());
    let times: Vec<_> = recent.iter().map(|session| text(session, "created_at")).collect();
    assert!(times.is_sorted_by(|a, b| a >= b));
    assert_eq!(list(&server, "sessions.listRecent", &[], "?limit=3", "sessions").len(), 3);
    let rooms: Vec<_> = list(&server, "rooms.list", &[], "?view=all", "rooms");
    for session in &recent {
        let room = rooms.iter().find(|room| room["name"] == session["room_name"]).unwrap();
        assert_eq!((&session["kind"], &session["room_id"]), (&json!("room"), &room["id"]));
    }
    let over = recent.iter().find(|session| session["is_active"] == false).unwrap();
    let (id, room) = (text(over, "id"), text(over, "room_name"));
    let got = server.today("sessions.get", &[id], Value::Null);
    assert_eq!(&got, over);
    let counts = server.today("sessions.getParticipantCounts", &[id], Value::Null);
    assert!(counts["participants"]["user"].as_i64().unwrap() > 0);
    let events = list(&server, "sessions.listEvents", &[id], "", "events");
    let names: Vec<_> = events.iter().map(|event| text(event, "name")).collect();
    assert_eq!((names[0], names[names.len() - 1]), ("allocated", "released"));
    let events = list(&server, "rooms.listEvents", &[room], "", "events");
    assert!(events.iter().any(|event| event["session_id"] == id && event["type"] == "released"));
    assert_eq!(list(&server, "rooms.listEvents", &[room], "?limit=2", "events").len(), 2);

    let in_room = list(&server, "sessions.listRecentInRoom", &[room], "", "sessions");
    assert!(in_room.iter().all(|session| session["room_name"] == room) && !in_room.is_empty());
    let room_id = text(over, "room_id");
    let by_id = list(&server, "sessions.listRecent", &[], &format!("?room_id={room_id}&limit=1000"), "sessions");
    assert_eq!(by_id.len(), recent.iter().filter(|session| session["room_id"] == room_id).count());
    let agents = list(&server, "sessions.listRecentAgents", &[], "?limit=1000", "sessions");
    assert!(agents.iter().all(|session| session["kind"] == "agent" && session["agent_id"].is_string()));
    let of_one = list(&server, "sessions.listRecentForAgent", &["triage"], "?limit=1000", "sessions");
    assert_eq!(of_one.len(), agents.iter().filter(|session| session["agent_name"] == "triage").count());
    let by_id = list(&server, "sessions.listRecentAgents", &[], "?limit=1000&agent_id=agent-triage", "sessions");
    assert_eq!(by_id, of_one);
}

#[test]
fn a_session_that_is_ended_is_over() {
    let server = Server::start(&["--example"]);
    for (op, event) in [("sessions.terminate", "terminated"), ("sessions.kill", "killed")] {
        // There are always some sessions, though not of every kind.
        let mut active = list(&server, "sessions.listActive", &[], "", "sessions");
        active.extend(list(&server, "sessions.listActiveAgents", &[], "", "sessions"));
        let (id, room) = (text(&active[0], "id"), text(&active[0], "room_name"));
        server.today(op, &[id], Value::Null);
        assert_eq!(server.today("sessions.get", &[id], Value::Null)["is_active"], false);
        let events = list(&server, "sessions.listEvents", &[id], "", "events");
        assert_eq!(text(events.last().unwrap(), "name"), event);
        let events = list(&server, "rooms.listEvents", &[room], "", "events");
        assert!(events.iter().any(|one| one["session_id"] == id && one["type"] == event));
        let active = list(&server, "sessions.listActive", &[], "", "sessions");
        assert!(active.iter().all(|session| session["id"] != id));
        call(&server, &server.key(), op, &[id], None).fails(409, "session_over");
    }
}

#[test]
fn a_room_is_allocated_while_it_has_a_session() {
    let server = Server::start(&["--example"]);
    let status = |room: &str| server.today("rooms.getStatus", &[room], Value::Null);
    until(|| !list(&server, "sessions.listActive", &[], "", "sessions").is_empty());
    let active = list(&server, "sessions.listActive", &[], "", "sessions");
    let room = text(&active[0], "room_name");
    let allocated = status(room);
    assert_eq!(allocated["status"], "Allocated");
    assert!(allocated["running_for_seconds"].as_i64().is_some_and(|seconds| seconds >= 0));
    // A new session may begin at any second, in this room as well.
    until(|| {
        let active = list(&server, "sessions.listActive", &[], "", "sessions");
        for session in active.iter().filter(|session| session["room_name"] == room) {
            server.today("sessions.terminate", &[text(session, "id")], Value::Null);
        }
        status(room)["status"] == "Unallocated"
    });
}

#[test]
fn usage_can_be_asked_for_in_parts() {
    let server = Server::start(&["--example"]);
    // Until now only, for more comes every second.
    let all = list(&server, "usage.get", &[], "", "usage");
    let end = format!("end={}", text(&all[all.len() - 1], "timestamp"));
    let get = |query: &str| list(&server, "usage.get", &[], &format!("?{end}&{query}"), "usage");
    let all = get("");
    let sum = |rows: &[Value], what: &str| rows.iter().map(|row| row[what].as_f64().unwrap()).sum::<f64>();
    for (name, value) in [
        ("provider", "openai"),
        ("model", "gpt-5.5"),
        ("report", "rooms"),
        ("usage_type", "output_tokens"),
        ("room", "support"),
    ] {
        let found = get(&format!("{name}={value}"));
        let wanted: Vec<_> = all.iter().filter(|row| row[name] == value).cloned().collect();
        assert!(!wanted.is_empty() && wanted.len() < all.len(), "{name}");
        assert_eq!(found, wanted, "{name}");
    }
    let users = [server.user_id("admin"), server.user_id("member")];
    let found = get(&format!("users={}", users.join(",")));
    assert_eq!(found.len(), all.iter().filter(|row| users.iter().any(|user| row["user"] == *user)).count());
    let found = get("annotations=%7B%22team%22%3A%22sales%22%7D");
    assert!(!found.is_empty() && found.iter().all(|row| row["annotations"]["team"] == "sales"));
    let start = text(&all[all.len() / 2], "timestamp");
    assert!(get(&format!("start={start}")).iter().all(|row| text(row, "timestamp") >= start));

    let days = get("interval=1d&report=llm");
    let llm: Vec<_> = all.iter().filter(|row| row["report"] == "llm").cloned().collect();
    assert!(days.len() < llm.len() && days.iter().all(|row| text(row, "timestamp").ends_with("T00:00:00Z")));
    for what in ["cost", "quantity"] {
        assert!((sum(&days, what) - sum(&llm, what)).abs() < 1e-6, "{what}");
    }
    call_with(&server, &server.key(), "usage.get", &[], "?interval=often", None).refuses("interval");

    // A person's own use of the proxy is a part of theirs.
    let token = server.token("admin");
    let own = call_with(&server, &token, "usage.getOwnLlmProxy", &[], &format!("?{end}"), None);
    keeps_contract("usage.getOwnLlmProxy", &own);
    let own = own.json()["usage"].as_array().unwrap().clone();
    let mine = get(&format!("users={}&report=llm", users[0]));
    assert!(!own.is_empty() && own.len() < mine.len());
    assert!(own.iter().all(|row| mine.contains(row)));
}

#[test]
fn what_was_used_is_paid() {
    let server = Server::start(&["--example"]);
    let pricing = server.today("billing.getPricing", &[], Value::Null);
    assert!(pricing["models"].as_array().unwrap().len() > 2);
    let sum = |rows: &[Value]| rows.iter().map(|row| row["amount"].as_f64().unwrap()).sum::<f64>();
    // The balance is the sum of all transactions at one moment.
    until(|| {
        let before = list(&server, "billing.listTransactions", &[], "", "transactions");
        let balance = server.today("billing.getBalance", &[], Value::Null)["balance"].as_f64().unwrap();
        let after = list(&server, "billing.listTransactions", &[], "", "transactions");
        assert!(balance > 0.0);
        before == after && (sum(&after) - balance).abs() < 1e-4
    });
    assert_eq!(server.today("billing.getSubscription", &[], Value::Null)["plan"], "pro");
    let recharge = json!({"enabled": true, "amount": 50.0, "threshold": 10, "monthly_budget": 500.0});
    server.today("billing.setAutoRecharge", &[], recharge);
    let balance = server.today("billing.getBalance", &[], Value::Null);
    let wanted = [("auto_recharge_amount", 50.0), ("auto_recharge_threshold", 10.0), ("monthly_budget", 500.0)];
    assert!(wanted.iter().all(|(name, value)| balance[*name].as_f64() == Some(*value)), "{balance}");
    server.today("billing.setAutoRecharge", &[], json!({"enabled": false, "amount": 50, "threshold": 10}));
    assert_eq!(server.today("billing.getBalance", &[], Value::Null).get("auto_recharge_amount"), None);
    let wrong = json!({"enabled": true, "amount": -1, "threshold": 10});
    server.today_fails("billing.setAutoRecharge", &[], wrong).refuses("amount");
    let urls = json!({"success_url": "https://a.test/ok", "cancel_url": "nowhere", "quantity": 1});
    server.today_fails("billing.createCreditsCheckout", &[], urls.clone()).refuses("cancel_url");
    server.today_fails("billing.createSubscriptionCheckout", &[], urls).refuses("cancel_url");
    let none = json!({"success_url": "https://a.test/ok", "cancel_url": "https://a.test/no", "quantity": 0});
    server.today_fails("billing.createCreditsCheckout", &[], none).refuses("quantity");
}
