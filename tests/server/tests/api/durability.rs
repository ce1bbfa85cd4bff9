//! What was acknowledged stays, whatever happens to the process.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::Server;

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
    let lists = ["/rooms", "/room-grants", "/room-grants/by-room", "/room-grants/by-user", "/users", "/oauth/clients"];
    let all = |server: &Server| lists.map(|list| server.get(list).ok());
    let before = all(&server);
    server.kill();
    server.restart();
    assert_eq!(all(&server), before);
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
