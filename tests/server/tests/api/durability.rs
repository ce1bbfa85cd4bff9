//! What was acknowledged stays, whatever happens to the process.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::Server;
use crate::today_contract::call_with;

#[test]
fn acknowledged_writes_survive_sigkill() {
    let mut server = Server::start(&[]);
    for round in 0..3 {
        let acknowledged = Mutex::new(BTreeSet::new());
        let (written, killed) = (AtomicUsize::new(0), AtomicBool::new(false));
        let (url, key, at) = (server.url(), server.key(), server.at("/rooms"));
        thread::scope(|scope| {
            for writer in 0..4 {
                let (acknowledged, written, killed) = (&acknowledged, &written, &killed);
                let (url, key, at) = (&url, &key, &at);
                scope.spawn(move || {
                    for n in 0.. {
                        let name = format!("r{round}-w{writer}-{n}");
                        let request = ureq::post(format!("{url}{at}")).header("authorization", format!("Bearer {key}"));
                        match request.send(json!({"name": name}).to_string()) {
                            Ok(_) => {
                                acknowledged.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
                                written.fetch_add(1, Ordering::SeqCst);
                            }
                            Err(error) => {
                                assert!(killed.load(Ordering::SeqCst), "{error}");
                                return;
                            }
                        }
                    }
                });
            }
            while written.load(Ordering::SeqCst) < 100 {
                thread::sleep(Duration::from_millis(1));
            }
            killed.store(true, Ordering::SeqCst);
            server.kill();
        });
        let before = server.ready.clone();
        server.restart();
        for stable in ["project_id", "api_key", "users"] {
            assert_eq!(server.ready[stable], before[stable]);
        }
        let found = names(&server, round);
        let acknowledged = acknowledged.into_inner().unwrap();
        assert!(acknowledged.len() >= 100);
        let lost: Vec<_> = acknowledged.difference(&found).collect();
        assert!(lost.is_empty(), "{lost:?}");
        // At most one write of each writer was under way.
        assert!(found.len() <= acknowledged.len() + 4);
    }
}

/// The rooms of one round.
fn names(server: &Server, round: usize) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    loop {
        let page = server.get(&format!("/rooms?filter=r{round}-w&limit=1000&offset={}", names.len())).ok();
        let page: Vec<&Value> = page["rooms"].as_array().unwrap().iter().collect();
        if page.is_empty() {
            return names;
        }
        names.extend(page.iter().map(|room| room["name"].as_str().unwrap().to_owned()));
    }
}

#[test]
fn every_kind_of_write_is_kept() {
    let mut server = Server::start(&[]);
    let room_id = server.room("support");
    server.grant(&room_id, &server.user_id("member"), json!({"storage": {}})).ok();
    server.put(&format!("/rooms/{room_id}"), json!({"name": "desk", "metadata": {"a": [1.50]}})).ok();
    let client = json!({"grant_types": [], "response_types": [], "redirect_uris": [], "scope": "x"});
    server.post("/oauth/clients", client).ok();
    server.today("settingsDocuments.set", &["otel"], json!({"endpoint": "https://a.test"}));
    server.today("billing.setAutoRecharge", &[], json!({"enabled": true, "amount": 5, "threshold": 1}));
    server.today("profiles.updateInProject", &[&server.user_id("member")], json!({"first_name": "M"}));
    server.today("projects.create", &[], json!({"name": "Other"}));
    let group = server.make("groups.create", &[], json!({"name": "ops"}));
    server.today("groups.setMember", &[&group], json!({"subject": {"type": "user", "email": "a@a.test"}}));
    let account = server.make("serviceAccounts.create", &[], json!({"name": "builder"}));
    server.today("apiKeys.create", &[&account], json!({"name": "ci", "description": ""}));
    let secret = server.make("serviceAccountSecrets.create", &[&account], json!({"name": "password"}));
    server.today("serviceAccountSecrets.createVersion", &[&account, &secret], json!({"value_base64": "YQ=="}));
    server.today("pullSecrets.add", &[&account, &secret], Value::Null);
    let today: [(&str, &[&str]); 9] = [
        ("settingsDocuments.get", &["otel"]),
        ("billing.getBalance", &[]),
        ("profiles.getInProject", &[&server.user_id("member")]),
        ("projects.list", &[]),
        ("groups.listMembers", &[&group]),
        ("apiKeys.list", &[&account]),
        ("serviceAccountSecrets.listVersions", &[&account, &secret]),
        ("serviceAccountSecrets.get", &[&account, &secret]),
        ("pullSecrets.list", &[&account]),
    ];
    let lists = ["/rooms", "/room-grants", "/room-grants/by-room", "/room-grants/by-user", "/users", "/oauth/clients"];
    let all = |server: &Server| {
        let now = today.map(|(op, at)| server.today(op, at, Value::Null));
        (lists.map(|list| server.get(list).ok()), now)
    };
    let before = all(&server);
    server.kill();
    server.restart();
    assert_eq!(all(&server), before);
}

/// Kills the server while resources of today's generation are made and roles
/// are given, and finds all that was acknowledged.
#[test]
fn acknowledged_writes_of_today_survive_sigkill() {
    let mut server = Server::start(&[]);
    let account = server.make("serviceAccounts.create", &[], json!({"name": "builder"}));
    let room = server.room("support");
    let (key, secrets) = (server.key(), format!("/service-accounts/{account}/secrets"));
    let policy = format!("/iam/room/{room}/policy:grant");
    type Write<'a> = (&'a str, fn(&str) -> Value);
    let writes: [Write; 4] = [
        ("/groups", |name| json!({"name": name})),
        ("/service-accounts", |name| json!({"name": name})),
        (&secrets, |name| json!({"name": name})),
        (&policy, |name| json!({"subject": {"type": "user", "email": format!("{name}@a.test")}, "roles": ["guest"]})),
    ];
    let acknowledged = Mutex::new(BTreeSet::new());
    let (written, killed) = (AtomicUsize::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        for (at, (path, body)) in writes.iter().enumerate() {
            let (acknowledged, written, killed, key) = (&acknowledged, &written, &killed, &key);
            let url = format!("{}{}", server.url(), server.at(path));
            scope.spawn(move || {
                for n in 0.. {
                    let name = format!("{at}-{n}");
                    let request = ureq::post(&url).header("authorization", format!("Bearer {key}"));
                    match request.send(body(&name).to_string()) {
                        Ok(_) => {
                            acknowledged.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
                            written.fetch_add(1, Ordering::SeqCst);
                        }
                        Err(error) => return assert!(killed.load(Ordering::SeqCst), "{error}"),
                    }
                }
            });
        }
        while written.load(Ordering::SeqCst) < 200 {
            thread::sleep(Duration::from_millis(1));
        }
        killed.store(true, Ordering::SeqCst);
        server.kill();
    });
    server.restart();
    let mut found = BTreeSet::new();
    for (op, at, list) in [
        ("groups.list", vec![], "groups"),
        ("serviceAccounts.list", vec![], "service_accounts"),
        ("serviceAccountSecrets.list", vec![account.as_str()], "secrets"),
        ("policies.get", vec!["room", &room], "access_grants"),
    ] {
        for item in every(&server, op, &at, list) {
            let name = item["name"].as_str().or_else(|| item["subject"]["email"].as_str()?.strip_suffix("@a.test"));
            found.insert(name.unwrap().to_owned());
        }
    }
    let acknowledged = acknowledged.into_inner().unwrap();
    let lost: Vec<_> = acknowledged.difference(&found).collect();
    assert!(lost.is_empty(), "{lost:?}");
    // One write of each writer at most was under way, and the account was there.
    assert!(found.len() <= acknowledged.len() + 5);
}

/// Every item of one of today's lists.
fn every(server: &Server, op: &str, at: &[&str], list: &str) -> Vec<Value> {
    let (mut all, mut next) = (Vec::new(), String::new());
    loop {
        let page = call_with(server, &server.key(), op, at, &format!("?page_size=100{next}"), None).ok();
        all.extend(page[list].as_array().unwrap().iter().cloned());
        match page["continuation_token"].as_str() {
            Some(token) => next = format!("&continuation_token={token}"),
            None => return all,
        }
    }
}

#[test]
fn an_older_folder_gets_what_it_lacks() {
    let mut server = Server::start(&[]);
    let room = server.room("support");
    server.grant(&room, &server.user_id("member"), json!({"storage": {}})).ok();
    let grants = server.get("/room-grants").ok();
    server.kill();
    let db = rusqlite::Connection::open(server.folder().join("meshagent.sqlite")).unwrap();
    let tables = "SELECT group_concat('DROP TABLE ' || name, ';') FROM sqlite_master WHERE type = 'table' AND name IN
        ('secret_reads', 'secret_versions', 'pull_secrets', 'api_keys', 'session_rows', 'sessions', 'room_events',
         'usage', 'transactions', 'member_roles', 'grant_roles', 'bindings', 'records')";
    let drop: String = db.query_one(tables, [], |row| row.get(0)).unwrap();
    db.pragma_update(None, "foreign_keys", false).unwrap();
    db.execute_batch(&drop).unwrap();
    assert_eq!(drop.matches("DROP").count(), 13);
    db.close().unwrap();
    server.restart();
    assert_eq!(server.get("/room-grants").ok(), grants);
    server.make("groups.create", &[], json!({"name": "ops"}));
    let policy = server.today("policies.get", &["room", &room], Value::Null);
    assert_eq!(policy["access_grants"][0]["direct_roles"], json!(["viewer"]));
    assert_eq!(server.today("projects.get", &[], Value::Null)["id"], server.ready["project_id"]);
}

#[test]
fn options_for_a_new_folder_leave_an_old_one_alone() {
    let mut server = Server::start(&["--example", "--project-id", "0f1e2d3c-4b5a-6978-90ab-cdef12345678"]);
    assert_eq!(server.text("project_id"), "0f1e2d3c-4b5a-6978-90ab-cdef12345678");
    assert_eq!(server.key().split('-').nth(2).unwrap(), "Dx4tPEtaaXiQq83vEjRWeA");
    server.room("mine");
    server.kill();
    server.restart();
    assert_eq!(server.get("/rooms").ok()["total"], 9);
}

#[test]
fn signals_stop_it_gently() {
    for signal in ["TERM", "INT"] {
        let mut server = Server::start(&["--faults"]);
        let slow = json!([{"match": {"path": "/rooms"}, "pass": true, "delay_ms": 700}]);
        server.send("POST", "/__faults", &[], Some(slow.to_string().as_bytes())).ok();
        thread::scope(|scope| {
            let under_way = scope.spawn(|| server.get("/rooms"));
            while server.send("GET", "/__requests", &[], None).json() == json!([]) {
                thread::yield_now();
            }
            server.signal(signal);
            assert_eq!(under_way.join().unwrap().status, 200, "{signal}");
        });
        assert!(server.wait().success());
        server.restart();
        assert_eq!(server.get("/rooms").ok()["total"], 0);
    }
}
