//! What runs in the example project: services, routes, domains, mailboxes,
//! tasks, feeds and repositories.

use rusqlite::Connection;
use serde_json::{Map, Value, json};

use crate::error::{Error, Result};
use crate::rooms::Room;
use crate::today::kinds::{self, TASK};
use crate::today::records::{Members, Record};
use crate::today::{schedule, time};

const DAY: i64 = 24 * 3600;
/// How long the tasks have been running, in seconds.
const PAST: i64 = 3 * DAY;

pub fn fill(db: &Connection, project: &str) -> Result<()> {
    let example = Example { db, project };
    for service in services() {
        example.add("services", "", service)?;
    }
    for spec in routes() {
        example.add("routes", "", json!({ "domain": spec.get("domain"), "spec": spec }))?;
    }
    for (domain, days) in [(available(), 40), (pending(), 1)] {
        example.add_at("customDomains", "", domain, days)?;
    }
    for (room, spec) in tasks() {
        example.add_task(room, &spec)?;
    }
    for (address, room, queue, public) in MAILBOXES {
        let id = example.room(room)?;
        let mailbox = json!({
            "address": address, "room": room, "room_id": id, "queue": queue, "public": public, "annotations": {},
        });
        example.add("mailboxes", "", mailbox)?;
    }
    for (name, description, visibility, paused, rooms) in FEEDS {
        let feed = json!({
            "name": name, "description": description, "visibility": visibility, "paused": paused, "annotations": {},
        });
        let feed = example.add_at("feeds", "", feed, 60)?;
        for room in *rooms {
            let id = example.room(room)?;
            let subscription = json!({ "feed_id": feed.id, "room": room, "room_id": id, "path": name });
            example.add_at("feedSubscriptions", &feed.id, subscription, 30)?;
        }
    }
    for (name, description, days) in REPOSITORIES {
        let repository = json!({ "name": name, "description": description, "annotations": {} });
        example.add_at("repositories", "", repository, *days)?;
    }
    Ok(())
}

/// Address, room, queue, and whether anybody may write to it.
const MAILBOXES: &[(&str, &str, &str, bool)] = &[
    ("support@mail.acme.example", "support", "tickets", true),
    ("pager@mail.acme.example", "incident-response", "alerts", false),
    ("hello@mail.acme.example", "onboarding", "welcome", false),
];

/// Name, what it is for, who sees it, whether it is paused, and the rooms that
/// subscribe.
const FEEDS: &[(&str, &str, &str, bool, &[&str])] = &[
    ("alerts", "What monitoring has to say", "private", false, &["incident-response", "support"]),
    ("market-news", "Headlines about competitors", "public", true, &["sales-emea"]),
    ("releases", "What was released, and by whom", "project", false, &[]),
];

/// Name, what it is for, and how many days ago it was made.
const REPOSITORIES: &[(&str, &str, i64)] = &[
    ("acme/handbook-search", "Images of the handbook's search", 90),
    ("acme/translator", "Images of the translator", 41),
];

#[derive(Debug, Clone, Copy)]
struct Example<'a> {
    db: &'a Connection,
    project: &'a str,
}

impl Example<'_> {
    fn room(self, name: &str) -> Result<String> {
        let room = Room::find(self.db, name)?.ok_or_else(|| Error::internal(format!("there is no room {name}")))?;
        Ok(room.id)
    }

    /// Adds a task, with what is shown of its spec beside it.
    fn add_task(self, room: &str, spec: &Value) -> Result<()> {
        let id = self.room(room)?;
        let queue = spec.get("queue");
        let task = json!({
            "room_id": id,
            "room_name": room,
            "spec": spec,
            "schedule": spec.get("schedule"),
            "active": spec.get("active"),
            "once": spec.get("once"),
            "annotations": {},
            "queue_name": queue.and_then(|queue| queue.get("name")),
            "payload": queue.and_then(|queue| queue.get("payload")).cloned().unwrap_or_else(|| json!({})),
            "container": spec.get("container"),
        });
        // Tasks are listed by their ids: these are the same in every folder.
        let name = spec.pointer("/metadata/name").and_then(Value::as_str).unwrap_or_default().replace(' ', "-");
        let task = TASK.create_as(self.db, &id, &format!("task-{name}"), self.members(task, 30))?;
        if task.members.get("active") == Some(&json!(true)) {
            schedule::catch_up(self.db, task, time::now() - PAST)?;
        }
        Ok(())
    }

    fn add(self, resource: &str, parent: &str, value: Value) -> Result<Record> {
        self.add_at(resource, parent, value, 30)
    }

    /// Adds something that was made so many days ago.
    fn add_at(self, resource: &str, parent: &str, value: Value, days: i64) -> Result<Record> {
        let plain = kinds::find(resource).ok_or_else(|| Error::internal(format!("{resource} is no plain resource")))?;
        plain.kind.create(self.db, parent, self.members(value, days))
    }

    fn members(self, value: Value, days: i64) -> Members {
        let mut members = if let Value::Object(members) = value { members } else { Map::new() };
        members.insert("project_id".to_owned(), json!(self.project));
        members.insert("created_at".to_owned(), json!(time::write(time::now() - days * DAY)));
        members
    }
}

fn services() -> [Value; 3] {
    [
        json!({
            "version": "v1",
            "kind": "Service",
            "enabled": true,
            "metadata": { "name": "handbook-search", "description": "Finds things in the handbook" },
            "ports": [{
                "num": 8080,
                "type": "http",
                "endpoints": [{ "path": "/mcp", "mcp": { "label": "handbook", "description": "Search the handbook" } }],
                "liveness": "/healthz",
            }],
            "container": {
                "image": "registry.example.com/acme/handbook-search:1.4",
                "template": "agent",
                "environment": [{ "name": "LOG_LEVEL", "value": "info" }],
                "storage": { "room": [{ "path": "/handbook", "subpath": "handbook", "read_only": true }] },
                "private": true,
            },
        }),
        json!({
            "version": "v1",
            "kind": "Service",
            "enabled": true,
            "metadata": { "name": "status-page", "description": "What customers see when something is down" },
            "ports": [],
            "external": { "url": "https://status.acme.example" },
        }),
        json!({
            "version": "v1",
            "kind": "Service",
            "enabled": false,
            "metadata": { "name": "translator", "description": "Translates messages between English and French" },
            "ports": [{ "num": "*", "type": "http", "endpoints": [] }],
            "agents": [{ "name": "translator", "description": "Answers in the other language" }],
            "container": { "image": "registry.example.com/acme/translator:0.9", "template": "agent", "private": true },
        }),
    ]
}

fn tasks() -> [(&'static str, Value); 4] {
    let task = |name: &str, schedule: &str, active: bool, does: (&str, Value)| {
        let (member, value) = does;
        json!({
            "version": "v1",
            "kind": "ScheduledTask",
            "metadata": { "name": name, "annotations": {} },
            "schedule": schedule,
            "active": active,
            "once": false,
            member: value,
        })
    };
    let queue = |name: &str, payload: Value| ("queue", json!({ "name": name, "payload": payload }));
    let export = json!({ "image": "registry.example.com/acme/export:2", "template": "none", "private": true });
    [
        ("support", task("daily summary", "0 7 * * 1-5", true, queue("reports", json!({ "report": "open tickets" })))),
        ("incident-response", task("status check", "30 minutes", true, queue("alerts", json!({ "check": "status" })))),
        ("planning-2027", task("nightly export", "30 2 * * *", true, ("container", export))),
        ("design-review", task("quarterly review", "0 9 1 */3 *", false, queue("reviews", json!({})))),
    ]
}

fn routes() -> [Value; 3] {
    let route = |name: &str, domain: &str, backend: Value, paths: Value| {
        json!({
            "version": "v1",
            "kind": "Route",
            "metadata": { "name": name, "annotations": {} },
            "domain": domain,
            "backend": backend,
            "paths": paths,
        })
    };
    let content = json!({ "subpath": "handbook", "index": true, "compression": "brotli" });
    [
        route(
            "help",
            "help.acme.example",
            json!({ "room": { "name": "support" } }),
            json!([
                { "path": "/search/", "pathType": "prefix", "stripPrefix": true, "targetPort": 8080 },
                { "path": "/", "pathType": "prefix", "targetContent": content },
            ]),
        ),
        route(
            "ask",
            "ask.acme.example",
            json!({ "agent": { "name": "researcher" } }),
            json!([{ "path": "/", "pathType": "prefix", "targetContent": { "subpath": "site" } }]),
        ),
        route(
            "incidents",
            "incidents.acme.example",
            json!({ "room": { "name": "incident-response" } }),
            json!([{ "path": "/hooks/pager", "pathType": "exact", "targetPort": 9000 }]),
        ),
    ]
}

fn available() -> Value {
    json!({
        "domain": "acme.example",
        "phase": "available",
        "available": true,
        "routing_records": [{ "name": "*.acme.example", "type": "CNAME", "data": "routes.meshagent.example" }],
        "certificate_state": "active",
        "map_entry_state": "active",
        "conditions": [],
    })
}

fn pending() -> Value {
    json!({
        "domain": "shop.acme.example",
        "phase": "pending_dns",
        "available": false,
        "dns_authorization_record": {
            "name": "_acme-challenge.shop.acme.example", "type": "CNAME", "data": "7f3a1c.authorize.meshagent.example",
        },
        "routing_records": [{ "name": "shop.acme.example", "type": "CNAME", "data": "routes.meshagent.example" }],
        "conditions": [{
            "type": "dns_authorization",
            "status": "false",
            "reason": "record_missing",
            "message": "The record _acme-challenge.shop.acme.example was not found",
            "observed_at": time::write(time::now() - 1200),
        }],
    })
}
