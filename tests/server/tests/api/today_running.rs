//! What goes on by itself: templates become services, tasks run, feeds deliver.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::Server;
use crate::today_contract::{call_with, keeps_contract};

const TEMPLATE: &str = r#"
version: v1
kind: ServiceTemplate
metadata:
  name: "{{ name | lower }}"
  annotations:
    team: "{{ team }}"
variables:
  - name: name
    title: What to call it
  - name: team
    optional: true
{% if image %}
container:
  image: "{{ image }}"
  command: >-
    serve
    --verbose
  environment:
  {% for n in range(2) %}
    - name: "N{{ n }}"
      value: "{{ n }}"
  {% endfor %}
{% endif %}
ports:
  - num: 8000
    endpoints:
      - path: /agent
        meshagent: { identity: "{{ name }}" }
"#;

#[test]
fn templates_are_jinja_that_becomes_yaml() {
    let server = Server::start(&[]);
    server.room("support");
    let values = json!({"name": "Worker", "team": "platform", "image": "worker:1"});
    let body = json!({"template": TEMPLATE, "values": values});
    let rendered = server.today("services.renderTemplate", &[], body.clone());
    let metadata = &rendered["metadata"];
    assert_eq!((&metadata["name"], &metadata["annotations"]["team"]), (&json!("worker"), &json!("platform")));
    assert_eq!(metadata["annotations"]["meshagent.service.template.yaml"], TEMPLATE);
    assert_eq!(rendered["variables"][1]["optional"], true);
    assert_eq!(rendered["container"]["environment"][1], json!({"name": "N1", "value": "1"}));
    // Whoever wants to know what a template asks for has no values yet.
    let asked = server.today("services.renderTemplate", &[], json!({"template": TEMPLATE, "values": {}}));
    assert_eq!((&asked["variables"][0]["title"], asked.get("container")), (&json!("What to call it"), None));

    for (op, at) in [("services.createFromTemplate", vec![]), ("roomServices.createFromTemplate", vec!["support"])] {
        let made = server.today(op, &at, body.clone());
        let made = if at.is_empty() {
            made
        } else {
            server.today("roomServices.getByName", &["support", "worker"], Value::Null)
        };
        assert_eq!((&made["kind"], &made["metadata"]["name"]), (&json!("Service"), &json!("worker")), "{op}");
        assert_eq!(made["container"]["command"], "serve --verbose");
        assert_eq!(made["ports"][0]["endpoints"][0]["meshagent"]["identity"], "Worker");
        assert!(made.get("variables").is_none());
    }
    // Another version of the template makes the whole service anew.
    let made = server.today("services.getByName", &["worker"], Value::Null);
    let id = made["id"].as_str().unwrap();
    let next = json!({"template": TEMPLATE, "values": {"name": "worker"}});
    let next = server.today("services.updateFromTemplate", &[id], next);
    assert_eq!((&next["id"], next.get("container")), (&json!(id), None));
}

#[test]
fn templates_that_are_refused() {
    let server = Server::start(&[]);
    let spec = |rest: &str| format!("kind: ServiceTemplate\nmetadata: {{ name: a }}\n{rest}");
    for (template, field) in [
        ("{% if %}".to_owned(), "template"),
        ("{{ name.first.second }}".to_owned(), "template"),
        ("a: [".to_owned(), "template"),
        ("- a".to_owned(), "template"),
        ("{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}".to_owned(), "template"),
        (spec("").replace("ServiceTemplate", "Service"), "template.kind"),
        (spec("container: { image: 7 }"), "template.container.image"),
        (spec("conatiner: {}"), "template.conatiner"),
        (spec("ports: [{ num: 80, endpoints: [{ path: /a }, { path: 7 }] }]"), "template.ports[0].endpoints[1].path"),
        (spec("variables: [{ name: token }]"), "values.token"),
    ] {
        let body = json!({"template": template, "values": {}});
        server.today_fails("services.createFromTemplate", &[], body).refuses(field);
    }
    let body = json!({"template": "kind: ServiceTemplate", "values": {"n": 1}});
    server.today_fails("services.renderTemplate", &[], body).refuses("values.n");
}

/// Calls until the reply is as wanted; the time limit is no measure of speed.
fn until(mut wanted: impl FnMut() -> Option<Value>) -> Value {
    let begun = Instant::now();
    loop {
        if let Some(value) = wanted() {
            return value;
        }
        assert!(begun.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn tasks_run_when_they_are_due() {
    let mut server = Server::start(&[]);
    server.room("support");
    let task =
        |schedule: &str, once: bool| json!({"spec": {"schedule": schedule, "once": once, "queue": {"name": "jobs"}}});
    let made = |schedule: &str, once: bool| {
        let made = server.today("scheduledTasks.create", &["support"], task(schedule, once));
        made["task_id"].as_str().unwrap().to_owned()
    };
    let (nightly, hourly) = (made("0 3 * * *", true), made("1 hour", false));
    let mut paused = task("1 hour", false);
    paused["spec"]["active"] = json!(false);
    let idle = made("1 hour", false);
    server.today("scheduledTasks.update", &[&idle], paused);
    let runs = |server: &Server, task: &str| server.today("scheduledTasks.listRuns", &[task], Value::Null);
    assert_eq!(runs(&server, &nightly), json!({"runs": [], "total": 0}));

    // As if the tasks had been made long ago.
    server.kill();
    let database = rusqlite::Connection::open(server.folder().join("meshagent.sqlite")).unwrap();
    let due = "UPDATE records SET body = json_set(body, '$.next_run_at', 1767323045) WHERE kind = 'scheduled_task'";
    assert_eq!(database.execute(due, []).unwrap(), 3);
    drop(database);
    server.restart();
    for task in [&nightly, &hourly] {
        let page = until(|| Some(runs(&server, task)).filter(|page| page["total"] == 1));
        let run = &page["runs"][0];
        assert_eq!((&run["scheduled_time"], &run["target"]), (&json!("2026-01-02T03:04:05Z"), &json!("queue")));
        assert_eq!((&run["task_id"], &run["room_name"]), (&json!(task), &json!("support")));
    }
    assert_eq!(runs(&server, &idle)["total"], 0);
    let list = |query: &str| call_with(&server, &server.key(), "scheduledTasks.list", &[], query, None);
    let reply = list("?active=true");
    keeps_contract("scheduledTasks.list", &reply);
    let active = reply.json()["tasks"].clone();
    // What runs once does not run again.
    assert_eq!((active.as_array().unwrap().len(), &active[0]["id"]), (1, &json!(hourly)));
    assert_eq!(active[0]["last_status"], "submitted");
    assert!(active[0].get("next_run_at").is_none());
    // A client refuses a page whose spec says otherwise than the task.
    let ended = list(&format!("?task_id={nightly}")).json()["tasks"][0].clone();
    assert_eq!((&ended["active"], &ended["once"]), (&json!(false), &json!(true)));
    server.today("scheduledTasks.delete", &[&nightly], Value::Null);
    server.today_fails("scheduledTasks.listRuns", &[&nightly], Value::Null).fails(404, "scheduled_task_not_found");
}

/// All files below a folder of a room.
fn files(server: &Server, room: &str, folder: &str) -> Vec<String> {
    let path = format!("/{}/rooms/{room}/?list=&prefix={folder}", server.text("project_id"));
    let reply = server.call_as(&server.key(), "GET", &path, None);
    if reply.status == 404 {
        return Vec::new();
    }
    let entries = reply.ok()["entries"].as_array().unwrap().clone();
    let each = entries.iter().flat_map(|entry| {
        let path = format!("{folder}/{}", entry["name"].as_str().unwrap());
        if entry["is_folder"] == true { files(server, room, &path) } else { vec![path] }
    });
    each.collect()
}

#[test]
fn messages_become_files_of_the_rooms_that_subscribe() {
    let mut server = Server::start(&[]);
    for room in ["support", "sales", "gone"] {
        server.room(room);
    }
    let feed = server.today("feeds.create", &[], json!({"name": "orders"}))["feed"]["id"].clone();
    let feed = feed.as_str().unwrap();
    let subscribe = |more: Value| server.today_fails("feedSubscriptions.create", &[feed], more);
    for room in ["support", "gone"] {
        let format = "'YYYY'/MM/DD hh.mm.ss";
        subscribe(json!({"room": room, "path": "/feeds/orders/", "filename_datetime_format": format})).ok();
    }
    subscribe(json!({"room": "sales", "path": "in"})).ok();
    for path in ["a//b", "../a", "a/./b"] {
        subscribe(json!({"room": "sales", "path": path})).refuses("path");
    }
    let body = json!({"room": "sales", "path": "a", "filename_datetime_format": "YYYY/../DD"});
    subscribe(body).refuses("filename_datetime_format");
    let room = server.get("/rooms/gone").ok()["id"].as_str().unwrap().to_owned();
    server.delete(&format!("/rooms/{room}")).ok();

    server.today("feeds.publish", &[feed], json!([1, "two"]));
    server.today("feeds.publishBatch", &[feed], json!([{"id": 1}, null]));
    // What was acknowledged is there, whatever becomes of the server.
    server.kill();
    server.restart();
    let read = |room: &str, path: &str| {
        let path = format!("/{}/rooms/{room}/{}", server.text("project_id"), path.replace(' ', "%20"));
        server.call_as(&server.key(), "GET", &path, None).ok()
    };
    for (room, folder) in [("support", "feeds/orders"), ("sales", "in")] {
        let names = files(&server, room, folder);
        let mut messages: Vec<String> = names.iter().map(|name| read(room, name).to_string()).collect();
        messages.sort();
        assert_eq!(messages, [r#"[1,"two"]"#, "null", r#"{"id":1}"#], "{room}");
    }
    let shape = |name: &String| name.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>();
    let name = files(&server, "support", "feeds/orders").pop().unwrap();
    assert!(shape(&name).starts_with("feeds/orders/'0000'/00/00 00.00.00-"), "{name}");
    let name = files(&server, "sales", "in").pop().unwrap();
    assert!(shape(&name).starts_with("in/0000/00/00/00_00_00Z-") && name.ends_with(".json"), "{name}");
}

#[test]
fn the_example_has_sent_mail() {
    let server = Server::start(&["--example"]);
    let mailboxes = server.today("mailboxes.list", &[], Value::Null)["mailboxes"].clone();
    let address = mailboxes[0]["address"].as_str().unwrap();
    let list = |query: &str| {
        let reply = call_with(&server, &server.key(), "mailboxes.listDeliveries", &[address], query, None);
        keeps_contract("mailboxes.listDeliveries", &reply);
        reply.json()
    };
    let all = list("");
    let deliveries = all["deliveries"].as_array().unwrap();
    assert_eq!(all["total"], deliveries.len());
    let newest_first = |pair: &[Value]| pair[0]["submitted_at"].as_str() >= pair[1]["submitted_at"].as_str();
    assert!(deliveries.len() > 4 && deliveries.windows(2).all(newest_first));
    assert_eq!(list("?count=2&offset=1")["deliveries"].as_array().unwrap()[..], deliveries[1..3]);
    let first = &deliveries[0];
    for name in ["status", "recipient", "message_id"] {
        let value = first[name].as_str().unwrap();
        let found = list(&format!("?{name}={value}"))["deliveries"].as_array().unwrap().clone();
        let wanted: Vec<_> = deliveries.iter().filter(|delivery| delivery[name] == value).cloned().collect();
        assert_eq!(found, wanted, "{name}");
    }
    let id = first["id"].as_str().unwrap();
    assert_eq!(server.today("mailboxes.getDelivery", &[address, id], Value::Null)["delivery"], *first);
    let events = server.today("mailboxes.listDeliveryEvents", &[address, id], Value::Null);
    let last = events["events"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["status"], &last["delivery_id"]), (&first["status"], &first["id"]));
    let other = mailboxes[1]["address"].as_str().unwrap();
    server.today_fails("mailboxes.getDelivery", &[other, id], Value::Null).fails(404, "delivery_not_found");
    server.today("mailboxes.delete", &[address], Value::Null);
    server.today_fails("mailboxes.listDeliveries", &[address], Value::Null).fails(404, "mailbox_not_found");
}
