//! Further parts of the walk: what runs, ways in, events, files.

use serde_json::{Value, json};

use crate::today_contract::{REQUESTS, keeps_contract};
use crate::today_walk::Walk;

pub fn services_and_agents(walk: &mut Walk) {
    walk.make("agents.create", "id", "agent_1");
    walk.walk(&["agents.list", "agents.get", "agents.update"]);
    let ann = walk.real["user_789"].clone();
    let grant = json!({"subject": {"type": "user", "id": ann}, "roles": ["operator"]});
    walk.server.today("policies.grant", &["agent", &walk.real["agent_1"]], grant);
    walk.walk(&["agents.connect", "agents.delete"]);
    for resource in ["services", "roomServices"] {
        walk.make(&format!("{resource}.create"), "id", "service_1");
        walk.walk(&[&format!("{resource}.createFromTemplate")]);
        for verb in ["list", "get", "getByName", "update", "updateFromTemplate", "delete"] {
            walk.walk(&[&format!("{resource}.{verb}")]);
        }
    }
    walk.walk(&["services.renderTemplate", "services.discoverMcp"]);
    walk.make("repositories.create", "id", "repository_1");
    walk.walk(&["repositories.list", "repositories.get", "repositories.getByName", "repositories.update"]);
    walk.walk(&["repositories.createToken", "repositories.delete"]);
    walk.make("roomVolumes.create", "id", "volume_1");
    // Only volumes of another class than the recorded one have a size.
    let large = json!({"name": "large", "storage_class": "juice", "max_size_mb": 1024});
    let large = walk.server.make("roomVolumes.create", &["support"], large);
    walk.means("volume_1", &json!(large));
    walk.walk(&["roomVolumes.list", "roomVolumes.expand", "roomVolumes.delete"]);
}

/// A header names the project, for the path does not.
pub fn models(walk: &mut Walk) {
    let recorded = REQUESTS.iter().find(|recorded| recorded["op"] == "llm.connect").unwrap();
    let body = walk.replaced_in(&recorded["request"]["body"]["json"]).to_string();
    let (key, project) = (format!("Bearer {}", walk.server.key()), walk.server.text("project_id"));
    for (named, status) in [(project.as_str(), 200), ("another", 400)] {
        let headers = [("authorization", key.as_str()), ("meshagent-project-id", named)];
        let reply = walk.server.send("POST", "/llm/connect", &headers, Some(body.as_bytes()));
        assert_eq!(reply.status, status);
        if status == 200 {
            keeps_contract("llm.connect", &reply);
        }
    }
    walk.walked.insert("llm.connect".to_owned());
}

pub fn ways_in_and_events(walk: &mut Walk) {
    walk.walk(&["routes.create", "routes.list", "routes.listInRoom", "routes.get", "routes.update", "routes.delete"]);
    walk.walk(&["customDomains.create", "customDomains.list", "customDomains.get", "customDomains.delete"]);
    for verb in ["create", "list", "listInRoom", "get", "update", "listDeliveries"] {
        walk.walk(&[&format!("mailboxes.{verb}")]);
    }
    // No mail was delivered, so that there is nothing to look at.
    for op in ["mailboxes.getDelivery", "mailboxes.listDeliveryEvents"] {
        let at = ["help@mail.example.com", "delivery_1"];
        walk.server.today_fails(op, &at, Value::Null).fails(404, "delivery_not_found");
        walk.walked.insert(op.to_owned());
    }
    walk.walk(&["mailboxes.delete"]);
    walk.make("scheduledTasks.create", "task_id", "task_1");
    for verb in ["list", "update", "listRuns", "delete"] {
        walk.walk(&[&format!("scheduledTasks.{verb}")]);
    }
    let feed = walk.walk_as(&walk.server.key(), "feeds.create");
    walk.means("feed_1", &feed["feed"]["id"]);
    for verb in ["list", "listInRoom", "get", "getByName", "update", "publish", "publishBatch"] {
        walk.walk(&[&format!("feeds.{verb}")]);
    }
    let subscription = walk.walk_as(&walk.server.key(), "feedSubscriptions.create");
    walk.means("subscription_1", &subscription["subscription"]["id"]);
    let logger = walk.walk_as(&walk.server.key(), "llmLoggers.create");
    walk.means("logger_1", &logger["logger"]["id"]);
    for resource in ["feedSubscriptions", "llmLoggers"] {
        for verb in ["list", "get", "update", "delete"] {
            walk.walk(&[&format!("{resource}.{verb}")]);
        }
    }
    walk.walk(&["feeds.delete", "sysadmin.searchUsers", "sysadmin.getUser", "sysadmin.updateUser"]);
}

/// What the recorded requests read is there by the ones before, or put there.
pub fn files(walk: &mut Walk) {
    let put = |walk: &Walk, path: &str| {
        let key = format!("Bearer {}", walk.server.key());
        let path = format!("/{}{path}", walk.server.text("project_id"));
        walk.server.send("PUT", &path, &[("authorization", key.as_str())], Some(b"plan")).ok();
    };
    walk.walk(&["storage.upload", "storage.download"]);
    for verb in ["mkdir", "upload", "list", "stat", "exists", "getPermissions", "presign"] {
        walk.walk(&[&format!("files.{verb}")]);
    }
    // Each time there is a source and no destination.
    for op in ["files.copy", "files.move"] {
        let recorded = REQUESTS.iter().find(|recorded| recorded["op"] == op).unwrap();
        for request in [&recorded["request"], &recorded["minimal"]["request"]] {
            put(walk, "/rooms/support/in/plan.txt");
            walk.send(op, request, &walk.server.key(), |_| {});
            let out = format!("/{}/rooms/support/out?recursive=true", walk.server.text("project_id"));
            walk.server.call_as(&walk.server.key(), "DELETE", &out, None).ok();
        }
        walk.walked.insert(op.to_owned());
    }
    let helper = json!({"metadata": {"name": "helper"}, "allowed_models": []});
    walk.server.make("agents.create", &[], json!({"configuration": helper}));
    put(walk, "/agents/helper/out/plan.txt");
    walk.walk(&["files.download"]);
    // The minimal request deletes a folder that is empty.
    let recorded = REQUESTS.iter().find(|recorded| recorded["op"] == "files.delete").unwrap();
    walk.send("files.delete", &recorded["request"], &walk.server.key(), |_| {});
    let folder = format!("/{}/rooms/support/reports?action=mkdir", walk.server.text("project_id"));
    walk.server.call_as(&walk.server.key(), "POST", &folder, Some(json!({}))).ok();
    walk.send("files.delete", &recorded["minimal"]["request"], &walk.server.key(), |_| {});
    walk.walked.insert("files.delete".to_owned());
}
