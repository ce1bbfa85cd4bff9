//! Files of rooms and agents.

use serde_json::{Value, json};

use crate::support::{Reply, Server};
use crate::today_contract::keeps_contract;

/// A request below a project's files, with a token.
fn send(server: &Server, token: &str, method: &str, path: &str, body: Option<&[u8]>) -> Reply {
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "text/plain")];
    server.send(method, &format!("/{}{path}", server.text("project_id")), &headers, body)
}

fn with_key(server: &Server, method: &str, path: &str, body: Option<&[u8]>) -> Reply {
    send(server, &server.key(), method, path, body)
}

fn put(server: &Server, path: &str, body: &[u8]) {
    keeps_contract("files.upload", &with_key(server, "PUT", path, Some(body)));
}

/// Names of a folder's entries, folders with a slash.
fn names(server: &Server, root: &str, prefix: &str) -> Vec<String> {
    let reply = with_key(server, "GET", &format!("{root}?list=&prefix={prefix}"), None);
    keeps_contract("files.list", &reply);
    let entries = reply.json()["entries"].as_array().unwrap().clone();
    let name = |entry: &Value| {
        let slash = if entry["is_folder"] == true { "/" } else { "" };
        format!("{}{slash}", entry["name"].as_str().unwrap())
    };
    entries.iter().map(name).collect()
}

/// Copies or moves, from a room.
fn transfer(server: &Server, action: &str, from: (&str, &str), to: &str, overwrite: bool) -> Reply {
    let target = json!({"project_id": server.text("project_id"), "kind": "room", "name": from.0});
    let body = json!({"source": {"target": target, "path": from.1}, "overwrite": overwrite}).to_string();
    with_key(server, "POST", &format!("{to}?action={action}"), Some(body.as_bytes()))
}

fn on_disk(server: &Server) -> usize {
    std::fs::read_dir(server.storage()).unwrap().count()
}

#[test]
fn round_trips() {
    let mut server = Server::start(&[]);
    server.room("support");
    let path = "/rooms/support/reports/q3%20plan.txt";
    for body in [&b"\x00\x01\x02\xff"[..], b"", b"longer than before"] {
        put(&server, path, body);
        let got = with_key(&server, "GET", path, None);
        assert_eq!((got.status, &got.body[..], got.header("content-type")), (200, body, "text/plain"));
        let stat = with_key(&server, "HEAD", path, None);
        assert_eq!((stat.status, stat.header("content-length")), (200, body.len().to_string().as_str()));
        assert_eq!((stat.header("x-meshagent-is-folder"), stat.header("etag")), ("false", got.header("etag")));
        assert!(stat.header("last-modified").ends_with(" GMT"));
    }
    assert_eq!(on_disk(&server), 1);
    let folder = with_key(&server, "HEAD", "/rooms/support/reports", None);
    assert_eq!((folder.status, folder.header("x-meshagent-is-folder")), (200, "true"));
    assert_eq!(with_key(&server, "HEAD", "/rooms/support/none", None).status, 404);
    with_key(&server, "PUT", &format!("{path}?overwrite=false"), Some(b"x")).fails(409, "file_exists");
    with_key(&server, "PUT", "/rooms/support/reports", Some(b"x")).fails(409, "file_exists");
    with_key(&server, "PUT", &format!("{path}/below"), Some(b"x")).fails(409, "file_exists");

    server.kill();
    std::fs::write(server.storage().join("room-file-left"), b"x").unwrap();
    server.restart();
    assert_eq!(with_key(&server, "GET", path, None).body, b"longer than before");
    assert_eq!(on_disk(&server), 1);
}

#[test]
fn folders() {
    let server = Server::start(&[]);
    server.room("support");
    let root = "/rooms/support/";
    assert_eq!(names(&server, root, ""), [""; 0]);
    put(&server, "/rooms/support/a/b/c.txt", b"1");
    put(&server, "/rooms/support/a/b.txt", b"2");
    put(&server, "/rooms/support/ab.txt", b"3");
    keeps_contract("files.mkdir", &with_key(&server, "POST", "/rooms/support/a/new/er?action=mkdir", Some(b"{}")));
    assert_eq!(names(&server, root, ""), ["a/", "ab.txt"]);
    assert_eq!(names(&server, root, "a"), ["b/", "b.txt", "new/"]);
    assert_eq!(names(&server, root, "a/b/"), ["c.txt"]);
    with_key(&server, "GET", "/rooms/support/?list=&prefix=none", None).fails(404, "folder_not_found");
    with_key(&server, "GET", "/rooms/support/?list=&prefix=ab.txt", None).fails(404, "folder_not_found");

    let mut all = Vec::new();
    let mut next = String::new();
    loop {
        let page = with_key(&server, "GET", &format!("/rooms/support/?list=&prefix=a&limit=2{next}"), None).ok();
        all.extend(page["entries"].as_array().unwrap().iter().map(|entry| entry["name"].clone()));
        let Some(token) = page["continuation_token"].as_str() else { break };
        next = format!("&continuation_token={token}");
    }
    assert_eq!(all, ["b", "b.txt", "new"]);
    for (query, field) in [
        ("limit=0", "limit"),
        ("limit=1001", "limit"),
        ("continuation_token=%20", "continuation_token"),
        ("prefix=/a", "prefix"),
    ] {
        with_key(&server, "GET", &format!("/rooms/support/?list=&{query}"), None).refuses(field);
    }

    with_key(&server, "DELETE", "/rooms/support/a", None).fails(409, "folder_not_empty");
    with_key(&server, "DELETE", "/rooms/support/a?recursive=perhaps", None).refuses("recursive");
    keeps_contract("files.delete", &with_key(&server, "DELETE", "/rooms/support/a/new/er", None));
    keeps_contract("files.delete", &with_key(&server, "DELETE", "/rooms/support/a?recursive=true", None));
    assert_eq!((names(&server, root, ""), on_disk(&server)), (vec!["ab.txt".to_owned()], 1));
    with_key(&server, "DELETE", "/rooms/support/a", None).fails(404, "file_not_found");
}

#[test]
fn copies_and_moves() {
    let server = Server::start(&[]);
    server.room("support");
    server.room("sales");
    let configuration = json!({"metadata": {"name": "helper"}, "allowed_models": []});
    server.make("agents.create", &[], json!({"configuration": configuration}));
    put(&server, "/rooms/support/in/plan.txt", b"plan");
    put(&server, "/rooms/support/in/deep/er.txt", b"deep");
    keeps_contract("files.copy", &transfer(&server, "copy", ("support", "in"), "/agents/helper/out", false));
    for (path, body) in [("plan.txt", b"plan"), ("deep/er.txt", b"deep")] {
        assert_eq!(with_key(&server, "GET", &format!("/agents/helper/out/{path}"), None).body, body);
        assert_eq!(with_key(&server, "GET", &format!("/rooms/support/in/{path}"), None).body, body);
    }
    keeps_contract(
        "files.move",
        &transfer(&server, "move", ("support", "in/plan.txt"), "/rooms/sales/plan.txt", false),
    );
    assert_eq!(with_key(&server, "GET", "/rooms/sales/plan.txt", None).body, b"plan");
    with_key(&server, "GET", "/rooms/support/in/plan.txt", None).fails(404, "file_not_found");

    put(&server, "/rooms/support/plan.txt", b"new");
    transfer(&server, "copy", ("support", "plan.txt"), "/rooms/sales/plan.txt", false).fails(409, "file_exists");
    assert_eq!(transfer(&server, "copy", ("support", "plan.txt"), "/rooms/sales/plan.txt", true).status, 200);
    assert_eq!(with_key(&server, "GET", "/rooms/sales/plan.txt", None).body, b"new");
    transfer(&server, "move", ("support", "in"), "/rooms/support/in/below", true).fails(409, "file_in_itself");
    transfer(&server, "move", ("support", "none"), "/rooms/support/x", true).fails(404, "file_not_found");
    transfer(&server, "move", ("none", "x"), "/rooms/support/x", true).fails(404, "room_not_found");
    transfer(&server, "eat", ("support", "in"), "/rooms/support/x", true).refuses("action");
    for path in ["", "/a", "a//b", "a/../b", "a\\b"] {
        transfer(&server, "copy", ("support", path), "/rooms/support/x", true).refuses("source.path");
    }
    with_key(&server, "POST", "/rooms/support/x?action=copy", Some(b"{}")).refuses("source");
}

#[test]
fn who_may_do_what() {
    let server = Server::start(&[]);
    let (room, member, token) = (server.room("support"), server.user_id("member"), server.token("member"));
    put(&server, "/rooms/support/a.txt", b"a");
    let subject = json!({"type": "user", "id": member});
    for (role, read, write, delete) in [
        ("guest", 403, 403, 403),
        ("files_list", 403, 403, 403),
        ("files_read", 200, 403, 403),
        ("files_write", 403, 200, 403),
        ("viewer", 200, 403, 403),
        ("operator", 200, 200, 200),
    ] {
        server.today("policies.revoke", &["room", &room], json!({"subject": subject}));
        server.today("policies.grant", &["room", &room], json!({"subject": subject, "roles": [role]}));
        assert_eq!(send(&server, &token, "GET", "/rooms/support/a.txt", None).status, read, "{role}");
        assert_eq!(send(&server, &token, "PUT", "/rooms/support/b.txt", Some(b"b")).status, write, "{role}");
        put(&server, "/rooms/support/c.txt", b"c");
        assert_eq!(send(&server, &token, "DELETE", "/rooms/support/c.txt", None).status, delete, "{role}");
        let permissions = send(&server, &token, "GET", "/rooms/support/?permissions=", None);
        if role == "guest" {
            permissions.fails(403, "forbidden");
        } else {
            keeps_contract("files.getPermissions", &permissions);
            let may = |action: &str| permissions.json()["actions"].as_array().unwrap().contains(&json!(action));
            assert_eq!([may("read"), may("write"), may("delete")], [read, write, delete].map(|status| status == 200));
        }
    }
    send(&server, "nonsense", "GET", "/rooms/support/a.txt", None).fails(401, "unauthenticated");
    with_key(&server, "GET", "/rooms/none/a.txt", None).fails(404, "room_not_found");
    with_key(&server, "GET", "/agents/none/a.txt", None).fails(404, "agent_not_found");
    server.call_as(&server.key(), "GET", "/other/rooms/support/a.txt", None).fails(404, "project_not_found");
}

#[test]
fn addresses_that_hold_a_right() {
    let server = Server::start(&[]);
    server.room("support");
    put(&server, "/rooms/support/a.txt", b"a");
    let presign = |token: &str, more: Value| {
        let target = json!({"project_id": server.text("project_id"), "kind": "room", "name": "support"});
        let mut body = json!({"target": target, "path": "a.txt"});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        server.call_as(token, "POST", "/v1/presign", Some(body))
    };
    let address = |more: Value| {
        let reply = presign(&server.key(), more);
        keeps_contract("files.presign", &reply);
        reply.json()["url"].as_str().unwrap().strip_prefix(&server.url()).unwrap().to_owned()
    };
    let open = |method: &str, path: &str, body: Option<&[u8]>| server.send(method, path, &[], body);
    let (get, write, gone) =
        (address(json!({})), address(json!({"method": "PUT"})), address(json!({"method": "DELETE"})));
    assert_eq!(open("GET", &get, None).body, b"a");
    assert_eq!(open("HEAD", &address(json!({"method": "HEAD"})), None).status, 200);
    open("PUT", &get, Some(b"x")).fails(403, "forbidden");
    assert_eq!(open("PUT", &write, Some(b"new")).status, 200);
    assert_eq!(open("GET", &get, None).body, b"new");
    assert_eq!(open("DELETE", &gone, None).status, 200);
    open("GET", &get, None).fails(404, "file_not_found");
    open("GET", &format!("{get}x"), None).fails(403, "forbidden");

    let brief = address(json!({"expires_in": 1, "method": "PUT"}));
    let asked = std::time::Instant::now();
    while open("PUT", &brief, Some(b"x")).status == 200 {
        assert!(asked.elapsed().as_secs() < 30);
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    for (more, field) in [
        (json!({"expires_in": 0}), "expires_in"),
        (json!({"expires_in": 604_801}), "expires_in"),
        (json!({"method": "POST"}), "method"),
        (json!({"path": ""}), "path"),
        (json!({"path": "../a"}), "path"),
        (json!({"target": {"project_id": "x", "name": "support"}}), "target.kind"),
    ] {
        presign(&server.key(), more).refuses(field);
    }
    presign(&server.token("member"), json!({})).fails(403, "forbidden");
    presign("nonsense", json!({})).fails(401, "unauthenticated");
}
