//! What surrounds every reply: CORS, request ids, unknown routes, limits.

use serde_json::json;

use crate::support::Server;

const ORIGIN: (&str, &str) = ("origin", "https://page.example");

#[test]
fn every_reply_can_be_read_by_a_page() {
    let server = Server::start(&["--faults"]);
    let fault = json!([{"match": {"path": "/rooms"}, "status": 503, "headers": {"retry-after": "1"}}]);
    server.send("POST", "/__faults", &[], Some(fault.to_string().as_bytes())).ok();
    let key = format!("Bearer {}", server.key());
    let headers = [ORIGIN, ("authorization", key.as_str())];
    let at = |path: &str| server.at(path);
    for (method, path, status) in [
        ("GET", at("/rooms"), 503),
        ("GET", at("/rooms"), 200),
        ("GET", at("/rooms?limit=0"), 400),
        ("GET", at("/rooms/none"), 404),
        ("GET", "/nothing".to_owned(), 404),
        ("PUT", at("/rooms"), 405),
        ("GET", "/config".to_owned(), 200),
    ] {
        let reply = server.send(method, &path, &headers, None);
        assert_eq!(reply.status, status, "{path}");
        assert_eq!(reply.header("access-control-allow-origin"), "*");
        assert_eq!(reply.header("x-request-id").len(), 36);
        let exposed = reply.header("access-control-expose-headers");
        for name in ["x-request-id", "retry-after", "retry-after-ms", "content-length"] {
            assert!(exposed.contains(name), "{exposed}");
        }
    }
    let nobody = server.send("GET", &at("/rooms"), &[ORIGIN], None);
    assert_eq!((nobody.status, nobody.header("access-control-allow-origin")), (401, "*"));
}

#[test]
fn preflights() {
    let server = Server::start(&[]);
    for path in [server.at("/rooms/x"), format!("/projects/{}/storage/upload", server.text("project_id"))] {
        let asked = "authorization,content-type,accept,x-request-source,x-other";
        let headers = [ORIGIN, ("access-control-request-method", "DELETE"), ("access-control-request-headers", asked)];
        let reply = server.send("OPTIONS", &path, &headers, None);
        assert_eq!(reply.status, 200);
        assert_eq!(reply.header("access-control-allow-origin"), "*");
        assert_eq!(reply.header("access-control-allow-headers"), asked);
        assert_eq!(reply.header("access-control-max-age"), "600");
        let methods = reply.header("access-control-allow-methods");
        assert!(["GET", "POST", "PUT", "DELETE", "OPTIONS"].iter().all(|method| methods.contains(method)));
        assert!(!reply.header("x-request-id").is_empty());
    }
}

#[test]
fn routes_that_are_not() {
    // A project by itself is a route of today's generation.
    let server = Server::start(&["--api", "grants"]);
    for path in ["/", "/accounts", &server.at(""), &server.at("/"), &server.at("/rooms/"), "/__faults", "/__requests"] {
        server.call_as(&server.key(), "GET", path, None).fails(404, "no_route");
    }
    for (method, path) in [("PATCH", "/rooms"), ("POST", "/rooms/x"), ("DELETE", "/users"), ("GET", "/rooms/x/connect")]
    {
        server.call(method, path, Some(json!({}))).fails(405, "wrong_method");
    }
    server.post("/rooms//connect", json!({})).fails(404, "no_route");
    server.send("GET", "/oauth/token", &[], None).fails(405, "wrong_method");
    // A segment is one name, whatever it encodes.
    server.get("/rooms/a%2Fb").fails(404, "room_not_found");
    server.get("/rooms/%FF").refuses("path");
}

#[test]
fn large_bodies() {
    let server = Server::start(&[]);
    let body = |size: usize| json!({"name": "large", "metadata": {"text": "x".repeat(size)}});
    server.post("/rooms", body(9 << 20)).fails(413, "too_large");
    let made = server.post("/rooms", body(7 << 20)).ok();
    assert_eq!(made["metadata"]["text"].as_str().unwrap().len(), 7 << 20);
}

#[test]
fn a_refused_upload_is_answered_not_broken_off() {
    let server = Server::start(&[]);
    let body = vec![7; 30_000_000];
    for _ in 0..5 {
        let path = format!("/projects/{}/storage/upload?path=x", server.text("project_id"));
        server.send("POST", &path, &[], Some(&body)).fails(401, "unauthenticated");
        server.send("POST", "/nowhere", &[], Some(&body)).fails(404, "no_route");
        server.send("POST", "/config", &[], Some(&body)).fails(405, "wrong_method");
    }
}
