//! The control routes that tests of clients use.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{Reply, Server};

fn start(rules: Value) -> Server {
    let server = Server::start(&["--faults"]);
    replace(&server, rules).ok();
    server
}

fn replace(server: &Server, rules: Value) -> Reply {
    server.send("POST", "/__faults", &[], Some(rules.to_string().as_bytes()))
}

fn requests(server: &Server) -> Vec<Value> {
    server.send("GET", "/__requests", &[], None).ok().as_array().unwrap().clone()
}

/// Waits until the last request has ended, and gives it.
fn ended(server: &Server) -> Value {
    loop {
        let last = requests(server).pop().unwrap();
        if last["state"] != "active" {
            return last;
        }
        std::thread::yield_now();
    }
}

/// A connection on which `GET /config` has been sent.
fn raw(server: &Server) -> TcpStream {
    let mut stream = TcpStream::connect(server.url().trim_start_matches("http://")).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.write_all(b"GET /config HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    stream
}

/// What arrives until the server closes.
fn rest(mut stream: TcpStream) -> String {
    let mut all = Vec::new();
    match stream.read_to_end(&mut all) {
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => {}
        Err(error) => panic!("{error}"),
    }
    String::from_utf8(all).unwrap()
}

fn config(server: &Server) -> Reply {
    server.send("GET", "/config?a=1", &[("x-request-source", "test")], None)
}

#[test]
fn replies_of_rules() {
    let server = start(json!([
        {"match": {"method": "get", "path": "/config?a"}, "skip": 1, "times": 2, "status": 429,
         "headers": {"retry-after-ms": "5", "content-type": "text/plain"}, "body": "slow down"},
        {"match": {"method": "DELETE"}, "times": null, "status": 500},
        {"match": {"path": "other"}, "body_base64": "AP8="},
    ]));
    let statuses: Vec<_> = (0..5).map(|_| config(&server).status).collect();
    assert_eq!(statuses, [200, 429, 429, 200, 200]);
    for _ in 0..3 {
        let reply = server.delete("/rooms/x");
        assert_eq!((reply.status, reply.body.len()), (500, 0));
    }
    assert_eq!(server.send("GET", "/other", &[], None).body, [0, 255]);
    let rules = server.send("GET", "/__faults", &[], None).ok();
    let hits: Vec<_> = rules.as_array().unwrap().iter().map(|rule| rule["hits"].as_i64().unwrap()).collect();
    assert_eq!(hits, [2, 3, 1]);
    assert_eq!(rules[0]["headers"]["retry-after-ms"], "5");

    replace(&server, json!([{"status": 503, "body": "x"}])).ok();
    let reply = config(&server);
    assert_eq!((reply.status, reply.header("content-type"), &reply.body[..]), (503, "application/json", &b"x"[..]));
    replace(&server, json!([{"status": 503}])).ok();
    server.send("DELETE", "/__faults", &[], None).ok();
    assert_eq!(config(&server).status, 200);
    for rule in
        [json!({"stat": 1}), json!({"status": 100}), json!({"headers": {"a b": ""}}), json!({"body_base64": "!"})]
    {
        assert_eq!(replace(&server, json!([rule])).status, 400);
    }
}

#[test]
fn delays() {
    let server = start(json!([{"delay_ms": 300, "pass": true}, {"body_delay_ms": 300, "pass": true}]));
    for _ in 0..2 {
        let began = Instant::now();
        assert!(config(&server).ok()["domains"].is_object());
        assert!(began.elapsed() >= Duration::from_millis(300));
    }
    let began = Instant::now();
    replace(&server, json!([{"body_delay_ms": 500}])).ok();
    let mut stream = raw(&server);
    stream.read_exact(&mut [0; 12]).unwrap();
    assert!(began.elapsed() < Duration::from_millis(500));
}

#[test]
fn a_write_happens_though_its_reply_is_lost() {
    let server = start(json!([
        {"match": {"method": "POST"}, "pass": true, "status": 502, "body": "lost"},
        {"match": {"method": "POST"}, "status": 502},
    ]));
    let reply = server.post("/rooms", json!({"name": "first"}));
    assert_eq!((reply.status, &reply.body[..]), (502, &b"lost"[..]));
    assert_eq!(server.post("/rooms", json!({"name": "second"})).status, 502);
    assert_eq!(server.get("/rooms/first").status, 200);
    assert_eq!(server.get("/rooms/second").status, 404);
}

#[test]
fn connections_that_break() {
    let server = start(json!([
        {"match": {"path": "/config"}, "body": "0123456789", "cut_after": 4},
        {"match": {"path": "/config"}, "body": "01", "cut_after": 4},
        {"match": {"path": "/config"}, "pass": true, "cut_after": 11},
        {"match": {"path": "/config"}, "hang_up": true},
    ]));
    let text = rest(raw(&server));
    assert!(text.starts_with("HTTP/1.1 200") && text.contains("content-length: 10\r\n"), "{text}");
    assert!(text.ends_with("\r\n\r\n0123"), "{text}");
    let text = rest(raw(&server));
    assert!(text.contains("content-length: 3\r\n") && text.ends_with("\r\n\r\n01"), "{text}");
    let text = rest(raw(&server));
    assert!(text.ends_with("\r\n\r\n{\"domains\":"), "{text}");
    assert_eq!(rest(raw(&server)), "");
}

#[test]
fn replies_that_never_end() {
    let server = start(json!([
        {"match": {"path": "/config"}, "silent": true},
        {"match": {"path": "/config"}, "stall": true, "body": "0123456789"},
    ]));
    let mut stream = raw(&server);
    stream.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
    assert!(stream.read(&mut [0]).is_err());
    assert_eq!(requests(&server)[0]["state"], "active");
    drop(stream);
    assert_eq!(ended(&server)["state"], "aborted");

    let mut stream = raw(&server);
    let mut got = String::new();
    while !got.ends_with("\r\n\r\n01234") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        got.push(byte[0] as char);
    }
    assert!(got.contains("content-length: 10\r\n"));
    stream.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
    assert!(stream.read(&mut [0]).is_err());
    drop(stream);
    assert_eq!(ended(&server)["state"], "aborted");
}

#[test]
fn the_server_stops_in_spite_of_them() {
    let mut server = start(json!([{"match": {"path": "/config"}, "silent": true, "times": null}]));
    let _waiting = raw(&server);
    while requests(&server).is_empty() {
        std::thread::yield_now();
    }
    let began = Instant::now();
    server.signal("TERM");
    assert!(server.wait().success());
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[test]
fn the_log_of_requests() {
    let server = start(json!([]));
    config(&server).ok();
    server.post("/rooms", json!({"name": "first"})).ok();
    let upload = format!("/projects/{}/storage/upload?path=x", server.text("project_id"));
    let bearer = format!("Bearer {}", server.key());
    server.send("POST", &upload, &[("authorization", &bearer)], Some(&[255; 100_000])).ok();
    ended(&server);

    let log = requests(&server);
    assert_eq!(log.len(), 3);
    assert_eq!(
        (&log[0]["method"], &log[0]["path"], &log[0]["query"]),
        (&json!("GET"), &json!("/config"), &json!("a=1"))
    );
    assert_eq!(log[0]["headers"]["x-request-source"], "test");
    assert_eq!((&log[0]["body"], &log[0]["state"], &log[0]["status"]), (&json!(""), &json!("completed"), &json!(200)));
    assert_eq!((&log[1]["body"], &log[1]["query"]), (&json!(r#"{"name":"first"}"#), &Value::Null));
    assert_eq!(log[2]["body_bytes"], 100_000);
    assert_eq!(log[2]["body_base64"].as_str().unwrap().len(), (64usize << 10).div_ceil(3) * 4);

    server.send("DELETE", "/__requests", &[], None).ok();
    assert!(requests(&server).is_empty());
}
