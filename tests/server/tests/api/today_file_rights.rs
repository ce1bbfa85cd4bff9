//! Parts of files, and what a participant's token lets its holder do with files.

use serde_json::{Value, json};

use crate::support::{HS256, Reply, Server, sign};
use crate::today_contract::keeps_contract;

#[test]
fn parts_of_files() {
    let server = Server::start(&[]);
    server.room("support");
    let path = format!("/{}/rooms/support/a.txt", server.text("project_id"));
    let bearer = format!("Bearer {}", server.key());
    let send = |method: &str, headers: &[(&str, &str)], body: Option<&[u8]>| {
        server.send(method, &path, &[&[("authorization", bearer.as_str())], headers].concat(), body)
    };
    assert_eq!(send("PUT", &[], Some(b"0123456789")).status, 200);
    let whole = send("GET", &[], None);
    assert_eq!((whole.status, whole.header("accept-ranges")), (200, "bytes"));
    let tag = whole.header("etag").to_owned();
    for (range, part, at) in [
        ("bytes=0-3", "0123", "bytes 0-3/10"),
        ("bytes=8-", "89", "bytes 8-9/10"),
        ("bytes=-1", "9", "bytes 9-9/10"),
        ("bytes=5-99", "56789", "bytes 5-9/10"),
    ] {
        let got = send("GET", &[("range", range)], None);
        assert_eq!((got.status, got.body.as_slice()), (206, part.as_bytes()), "{range}");
        assert_eq!((got.header("content-range"), got.header("etag")), (at, tag.as_str()), "{range}");
        assert_eq!(got.header("content-length"), part.len().to_string());
    }
    for range in ["bytes=10-", "bytes=0-1, 3-4"] {
        let refused = send("GET", &[("range", range)], None);
        assert_eq!((refused.status, refused.header("content-range")), (416, "bytes */10"), "{range}");
    }
    for ignored in [vec![("range", "lines=1-2")], vec![("range", "bytes=0-3"), ("if-range", "\"other\"")]] {
        assert_eq!(send("GET", &ignored, None).status, 200, "{ignored:?}");
    }
    assert_eq!(send("GET", &[("range", "bytes=0-3"), ("if-range", &tag)], None).status, 206);
}

/// A token for the room `support` with this `storage` in its scope.
fn token(server: &Server, storage: &Value) -> String {
    let grants = json!([{"name": "room", "scope": "support"}, {"name": "api", "scope": {"storage": storage}}]);
    sign(&json!({"name": "ann", "grants": grants}), HS256, &server.secret())
}

fn send(server: &Server, token: &str, method: &str, path: &str) -> Reply {
    let bearer = format!("Bearer {token}");
    let path = format!("/{}/rooms/{path}", server.text("project_id"));
    server.send(method, &path, &[("authorization", bearer.as_str())], (method == "PUT").then_some(b"x"))
}

#[test]
fn tokens_of_participants_hold_for_paths() {
    let server = Server::start(&[]);
    server.room("support");
    server.room("sales");
    for path in ["a/b/c.txt", "a/secret/d.txt", "other.txt"] {
        send(&server, &server.key(), "PUT", &format!("support/{path}")).ok();
    }
    let rule = |more: Value| {
        let mut rule = json!({"path": "a", "recursive": true, "actions": ["list", "read"]});
        rule.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"files": {"paths": [rule]}})
    };
    let prefix = |path: &str, read_only: bool| json!({"path": path, "read_only": read_only});
    for (storage, method, path, status) in [
        (rule(json!({})), "GET", "support/a/b/c.txt", 200),
        (rule(json!({})), "GET", "support/?list=&prefix=a", 200),
        (rule(json!({})), "GET", "support/?list=", 403),
        (rule(json!({})), "GET", "support/other.txt", 403),
        (rule(json!({})), "GET", "support/ab", 403),
        (rule(json!({})), "PUT", "support/a/new.txt", 403),
        (rule(json!({})), "GET", "sales/a/b/c.txt", 403),
        (rule(json!({"recursive": false})), "GET", "support/a/b/c.txt", 403),
        (rule(json!({"excluded_paths": ["a/b"]})), "GET", "support/a/b/c.txt", 403),
        (rule(json!({"excluded_paths": ["a/secret"]})), "GET", "support/a/b/c.txt", 200),
        (
            rule(json!({"actions": ["delete"], "excluded_paths": ["a/secret"]})),
            "DELETE",
            "support/a?recursive=true",
            403,
        ),
        (json!({"files": {}}), "GET", "support/a/b/c.txt", 403),
        (json!({}), "GET", "support/a/b/c.txt", 200),
        (json!({}), "PUT", "support/a/new.txt", 200),
        (json!({"paths": []}), "GET", "support/a/b/c.txt", 403),
        (json!({"paths": [prefix("/a/", true)]}), "GET", "support/a/b/c.txt", 200),
        (json!({"paths": [prefix("/a/", true)]}), "PUT", "support/a/new.txt", 403),
        (json!({"paths": [prefix("a/b", true), prefix("a", false)]}), "PUT", "support/a/b/new.txt", 403),
        (json!({"paths": [prefix("a/b", true), prefix("a", false)]}), "PUT", "support/a/new.txt", 200),
        (json!({"paths": [prefix("a/b", true), prefix("a", false)]}), "DELETE", "support/a?recursive=true", 403),
        (Value::Null, "GET", "support/a/b/c.txt", 403),
    ] {
        let reply = send(&server, &token(&server, &storage), method, path);
        assert_eq!(reply.status, status, "{method} {path} with {storage}");
    }
    let storage = rule(json!({"excluded_paths": ["a/secret"]}));
    let permissions = send(&server, &token(&server, &storage), "GET", "support/a?permissions=");
    keeps_contract("files.getPermissions", &permissions);
    assert_eq!(permissions.json(), json!({"actions": ["list", "read"], "recursive_actions": []}));
    send(&server, &token(&server, &storage), "GET", "support/other.txt?permissions=").fails(403, "forbidden");
}
