//! Project storage.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;

use serde_json::json;

use crate::support::{HS256, Reply, Server, encode, sign};

fn upload(server: &Server, token: &str, path: &str, body: &[u8]) -> Reply {
    let target = format!("/projects/{}/storage/upload?path={}", server.text("project_id"), encode(path));
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/octet-stream")];
    server.send("POST", &target, &headers, Some(body))
}

fn download(server: &Server, token: &str, path: &str) -> Reply {
    let target = format!("/projects/{}/storage/download?path={}", server.text("project_id"), encode(path));
    server.call_as(token, "GET", &target, None)
}

/// Every file below a folder, but for the database.
fn files(folder: &Path) -> Vec<String> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type().unwrap().is_dir() {
            all.extend(files(&entry.path()).into_iter().map(|file| format!("{name}/{file}")));
        } else if !name.starts_with("meshagent.sqlite") {
            all.push(name);
        }
    }
    all
}

#[test]
fn round_trips() {
    let mut server = Server::start(&[]);
    let key = server.key();
    let large: Vec<u8> = (0..20_000_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    for body in [&b"\x00\x01\x02\xff"[..], b"", &large, b"shorter again"] {
        assert_eq!(upload(&server, &key, "reports/q3 plan.txt", body).ok(), json!({}));
        let got = download(&server, &key, "reports/q3 plan.txt");
        assert_eq!(got.header("content-length"), body.len().to_string());
        assert!(got.status == 200 && got.body == body);
    }
    download(&server, &key, "reports").fails(404, "file_not_found");
    server.kill();
    server.restart();
    assert_eq!(download(&server, &key, "reports/q3 plan.txt").body, b"shorter again");
    let plus = format!("/projects/{}/storage/download?path=reports/q3+plan.txt", server.text("project_id"));
    assert_eq!(server.call_as(&key, "GET", &plus, None).body, b"shorter again");
}

#[test]
fn no_path_leaves_the_folder() {
    let server = Server::start(&[]);
    let key = server.key();
    let paths = [
        "../../escaped",
        "/etc/escaped",
        "..",
        ".",
        "a/../../b",
        "a//b",
        "a\0b",
        "..\\..\\x",
        "ünïcödé/☃",
        "%2e%2e/x",
        "-rf",
        "~",
        "CON",
        ".upload-x",
        "a",
        "A",
        "a ",
        "a/",
    ];
    for path in paths {
        assert_eq!(upload(&server, &key, path, path.as_bytes()).status, 200, "{path:?}");
    }
    for path in paths {
        assert_eq!(download(&server, &key, path).body, path.as_bytes(), "{path:?}");
    }
    let all = files(server.folder());
    assert_eq!(all.len(), paths.len(), "{all:?}");
    assert!(all.iter().all(|file| file.starts_with("storage/") && file.matches('/').count() == 1), "{all:?}");

    upload(&server, &key, "", b"x").refuses("path");
    upload(&server, &key, &"x".repeat(4097), b"x").refuses("path");
    let bare = format!("/projects/{}/storage/download", server.text("project_id"));
    server.call_as(&key, "GET", &bare, None).refuses("path");
}

#[test]
fn an_interrupted_upload_leaves_nothing() {
    let server = Server::start(&["--faults"]);
    assert_eq!(upload(&server, &server.key(), "file", b"before").status, 200);
    let mut stream = TcpStream::connect(server.url().trim_start_matches("http://")).unwrap();
    let target = format!("/projects/{}/storage/upload?path=file", server.text("project_id"));
    let head = format!(
        "POST {target} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ncontent-length: 1000000\r\n\r\n",
        server.key()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&[7; 100_000]).unwrap();
    // Wait until it has arrived, then until the server knows it ended.
    let last = || server.send("GET", "/__requests", &[], None).json().as_array().unwrap().last().unwrap().clone();
    while last()["body_bytes"] != 100_000 {
        std::thread::yield_now();
    }
    assert_eq!(files(&server.storage()).len(), 2);
    drop(stream);
    while last()["state"] == "active" {
        std::thread::yield_now();
    }
    assert_eq!(files(&server.storage()).len(), 1);
    assert_eq!(download(&server, &server.key(), "file").body, b"before");
}

#[test]
fn what_a_killed_server_left_is_swept() {
    let mut server = Server::start(&[]);
    server.kill();
    std::fs::write(server.storage().join(".upload-x"), "half").unwrap();
    server.restart();
    assert!(files(&server.storage()).is_empty());
}

#[test]
fn access() {
    let server = Server::start(&[]);
    assert_eq!(upload(&server, &server.token("developer"), "f", b"x").status, 200);
    upload(&server, &server.token("member"), "f", b"x").fails(403, "forbidden");
    assert_eq!(download(&server, &server.token("member"), "f").status, 200);
    upload(&server, "nonsense", "f", b"x").fails(401, "unauthenticated");

    let participant = |scope| {
        let claims = json!({"name": "p", "grants": [{"name": "api", "scope": scope}]});
        sign(&claims, HS256, &server.secret())
    };
    let limited = participant(json!({"storage": {"paths": [
        {"path": "/data/private/", "read_only": true}, {"path": "/data/"}, {"path": "/docs/", "read_only": true}]}}));
    assert_eq!(upload(&server, &server.key(), "/docs/a", b"x").status, 200);
    assert_eq!(upload(&server, &server.key(), "/data/private/a", b"x").status, 200);
    for (path, read, write) in [
        ("/data/a", 200, 200),
        ("/data/private/a", 200, 403),
        ("/docs/a", 200, 403),
        ("/data", 403, 403),
        ("data/a", 403, 403),
        ("f", 403, 403),
    ] {
        assert_eq!(upload(&server, &limited, path, b"x").status, write, "{path}");
        assert_eq!(download(&server, &limited, path).status, read, "{path}");
    }
    let cases = [
        (json!({"storage": {}}), 200),
        (json!({"admin": {}}), 403),
        (json!({"storage": {"paths": []}}), 403),
        (json!({"storage": {"files": {}}}), 403),
    ];
    for (scope, status) in cases {
        assert_eq!(upload(&server, &participant(scope.clone()), "f", b"x").status, status, "{scope}");
    }
}

#[test]
fn prefixes() {
    for (args, projects, accounts) in [
        (&[][..], true, false),
        (&["--storage-prefix", "accounts"], false, true),
        (&["--storage-prefix", "both"], true, true),
    ] {
        let server = Server::start(args);
        let served = |prefix: &str| {
            let path = format!("{prefix}/projects/{}/storage/download?path=x", server.text("project_id"));
            let reply = server.call_as(&server.key(), "GET", &path, None);
            assert_eq!(reply.status, 404);
            reply.json()["error"]["code"] == "file_not_found"
        };
        assert_eq!((served(""), served("/accounts")), (projects, accounts), "{args:?}");
    }
}

#[test]
fn a_download_can_be_left() {
    let server = Server::start(&[]);
    let key = server.key();
    assert_eq!(upload(&server, &key, "large", &vec![1; 30_000_000]).status, 200);
    let mut stream = TcpStream::connect(server.url().trim_start_matches("http://")).unwrap();
    let target = format!("/projects/{}/storage/download?path=large", server.text("project_id"));
    write!(stream, "GET {target} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {key}\r\n\r\n").unwrap();
    stream.read_exact(&mut [0; 1000]).unwrap();
    drop(stream);
    assert_eq!(download(&server, &key, "large").body.len(), 30_000_000);
}
