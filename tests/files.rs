//! The requests of `project.files`, against those that the official SDK of today was recorded with.

#![cfg(test)]

mod operations;

use meshagent_wasm::api::files::{self, FileMetadata, FileTransfer, ListFiles, NewFileUrl};
use meshagent_wasm::api::operation;
use meshagent_wasm::error::{Error, Kind, Result};
use meshagent_wasm::model::Json;
use meshagent_wasm::request::paging::Cursor;
use meshagent_wasm::request::{Body, ContentType, Host, Method, Request, RequestData};
use meshagent_wasm::{Client, Config, files_url};
use serde_json::{Map, Value, json};

const PROJECT: &str = "proj_123";

fn recorded() -> Vec<Value> {
    serde_json::from_str(include_str!("vectors/files.json")).unwrap()
}

/// The request for recorded arguments, as a caller of JavaScript would have it.
fn built(name: &str, args: &Value) -> Result<RequestData> {
    let mut object: Map<String, Value> = args.as_object().unwrap().clone();
    let mut take = |name: &str| object.remove(name).map(|value| value.as_str().unwrap().to_owned());
    take("project_id");
    let mut texts: Vec<String> = ["kind", "name"].iter().filter_map(|name| take(name)).collect();
    match name {
        "files.list" => {
            if let Some(prefix) = object.remove("path") {
                object.insert("prefix".to_owned(), prefix);
            }
        }
        "files.presign" => {}
        _ => texts.extend(take("path").or(take("destination"))),
    }
    object.remove("data");
    let text = Value::Object(object).to_string();
    let check = |text: String| -> Result<String> {
        // What a method checks before it builds the request.
        let ty = operation(name).unwrap().params.iter().find_map(|param| match param {
            meshagent_wasm::request::Param::OptionalQuery(_, ty) | meshagent_wasm::request::Param::Body(_, ty) => {
                Some(ty)
            }
            _ => None,
        });
        let Some(ty) = ty else { return Ok(text) };
        Ok(meshagent_schema::check(&text, ty).unwrap().filled.unwrap_or(text))
    };
    operation(name).unwrap().request(PROJECT, texts, check(text)?)
}

fn pairs(query: &str) -> Value {
    Value::Object(operations::pairs(query).into_iter().map(|(name, value)| (name, value.into())).collect())
}

fn assert_sent(name: &str, sent: &RequestData, recorded: &Value) {
    assert_eq!(sent.method.as_str(), recorded["method"], "{name}");
    assert_eq!(sent.path, recorded["path"].as_str().unwrap(), "{name}");
    assert_eq!(pairs(&sent.query), recorded["query"], "{name}");
    assert_eq!(
        sent.query.split('&').filter(|pair| !pair.is_empty()).count(),
        recorded["query"].as_object().unwrap().len()
    );
    assert_eq!((sent.host, sent.authorized, sent.follows), (Host::Files, true, false), "{name}");
    match (&sent.body, &recorded["body"]) {
        (Body::Empty, Value::Null) => {}
        (Body::Json(text), body) => assert_eq!(serde_json::from_str::<Value>(text).unwrap(), body["json"], "{name}"),
        (Body::Bytes, body) => {
            assert!(body["base64"].is_string(), "{name}");
            let expected = match recorded["contentType"].as_str().unwrap() {
                // What data that says nothing of itself is.
                "application/octet-stream" => ContentType::OfData,
                named => ContentType::Named(named.to_owned()),
            };
            assert_eq!(sent.content_type, expected);
        }
        (sent, body) => panic!("{name}: {sent:?} is not {body}"),
    }
}

#[test]
fn every_request_goes_out_as_recorded() {
    for entry in recorded() {
        let name = entry["op"].as_str().unwrap();
        assert_sent(name, &built(name, &entry["args"]).unwrap(), &entry["request"]);
        if let Some(minimal) = entry.get("minimal") {
            assert_sent(name, &built(name, &minimal["args"]).unwrap(), &minimal["request"]);
        }
    }
}

#[test]
fn every_form_of_a_download_asks_for_the_same() {
    let args = || ["agent", "helper", "out/plan.txt"].map(str::to_owned).to_vec();
    for name in ["files.download", "files.downloadBlob", "files.downloadStream"] {
        let request = operation(name).unwrap().request(PROJECT, args(), String::new()).unwrap();
        assert_eq!(
            (request.method, request.target()),
            (Method::Get, "/proj_123/agents/helper/out/plan.txt".to_owned())
        );
    }
}

#[test]
fn a_list_goes_on_with_a_token() {
    let which = || Json::<ListFiles>::check(r#"{"prefix":"a b","limit":2}"#.to_owned(), "which").unwrap();
    let request = files::iterate(PROJECT, "room", "support", which()).unwrap();
    let mut cursor = Cursor::of(request.data()).unwrap();
    let query = |cursor: &Cursor| pairs(&cursor.query().unwrap());
    assert_eq!(query(&cursor), json!({ "list": "", "prefix": "a b", "limit": "2" }));
    assert!(cursor.advance(2, None, Some("t/1".to_owned()), 1).unwrap());
    assert_eq!(query(&cursor), json!({ "list": "", "prefix": "a b", "limit": "2", "continuation_token": "t/1" }));
    assert!(cursor.advance(1, None, None, 2).unwrap());
    assert!(cursor.done());
    let page = request.decode(br#"{"entries":[{"name":"a","is_folder":false,"size":3}],"continuation_token":"n"}"#);
    let page = page.unwrap();
    assert_eq!((page.items[0].size, page.continuation_token.as_deref()), (Some(3), Some("n")));
}

#[test]
fn what_the_headers_say_is_the_metadata() {
    let read = |headers: Value| {
        let request = files::stat(PROJECT, "room", "support", "a").unwrap();
        request.decode(headers.to_string().as_bytes())
    };
    let headers = &recorded()[1]["reply"]["headers"];
    let lower = headers.as_object().unwrap().iter().map(|(name, value)| (name.to_lowercase(), value.clone()));
    assert_eq!(
        read(Value::Object(lower.collect())).unwrap(),
        FileMetadata {
            size: 3,
            is_folder: false,
            content_type: Some("text/plain".to_owned()),
            etag: Some("\"e1\"".to_owned()),
            last_modified: Some("Fri, 02 Jan 2026 03:04:05 GMT".to_owned()),
            ..FileMetadata::default()
        }
    );
    assert_eq!(read(json!({})).unwrap(), FileMetadata::default());
    for (said, is_folder) in [("true", true), ("True", true), ("false", false), ("1", false), ("", false)] {
        assert_eq!(read(json!({ "x-meshagent-is-folder": said })).unwrap().is_folder, is_folder, "{said}");
    }
    for length in ["", "-1", "1.5", "many", "99999999999999999999"] {
        let error = read(json!({ "content-length": length })).unwrap_err();
        assert_eq!((error.kind(), error.path()), (Kind::InvalidResponseError, Some("size")), "{length}");
    }
}

/// What a request for a path is refused with.
fn refused<T>(request: Result<Request<T>>) -> Error {
    match request {
        Ok(_) => panic!("the request is made"),
        Err(error) => error,
    }
}

#[test]
fn kinds_are_rooms_and_agents() {
    for kind in ["", "rooms", "Room", "users", "room/../agent", ".", "agent "] {
        let error = refused(files::stat(PROJECT, kind, "a", "b"));
        assert_eq!(
            (error.path(), error.to_string()),
            (Some("kind"), "kind: expected room or agent, got other text".into())
        );
        let url = || Json::<NewFileUrl>::check(r#"{"path":"a"}"#.to_owned(), "url").unwrap();
        assert_eq!(refused(files::presign(PROJECT, kind, "a", url())).path(), Some("kind"));
    }
}

#[test]
fn paths_keep_their_slashes_and_nothing_that_a_url_parser_folds() {
    let path = |path: &str| files::exists(PROJECT, "agent", "a/b", path).map(|request| request.data().path.clone());
    for (given, sent) in [
        ("a/b.txt", "a/b.txt"),
        ("q3 plan/ü?#%2e.txt", "q3%20plan/%C3%BC%3F%23%252e.txt"),
        ("...", "..."),
        (".a/b..", ".a/b.."),
        ("a\\..\\b", "a%5C..%5Cb"),
    ] {
        assert_eq!(path(given).unwrap(), format!("/proj_123/agents/a%2Fb/{sent}"));
    }
    for given in ["", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/..", "a/./b", "a/../b", "a\n", "a/\u{7f}/b"] {
        let error = path(given).unwrap_err();
        assert_eq!(error.path(), Some("path"), "{given:?}");
    }
    // Only the question what one may do can be about the root.
    let root = files::get_permissions(PROJECT, "room", "support", "").unwrap();
    assert_eq!(root.data().target(), "/proj_123/rooms/support/?permissions=");
    assert!(files::get_permissions(PROJECT, "room", "support", "/").is_err());
    let from = || Json::<FileTransfer>::check(transfer().to_string(), "from").unwrap();
    assert_eq!(refused(files::copy(PROJECT, "room", "a", "../b", from())).path(), Some("destination"));
    assert_eq!(refused(files::move_here(PROJECT, "room", "", "b", from())).path(), Some("name"));
}

fn transfer() -> Value {
    json!({ "source": { "target": { "project_id": "p", "kind": "room", "name": "n" }, "path": "a" } })
}

#[test]
fn a_presigned_address_is_for_what_the_arguments_say() {
    let given = r#"{"path":"a","kind":"agent","target":{"name":"x"},"project_id":"another","note":1}"#;
    let url = Json::<NewFileUrl>::check(given.to_owned(), "url").unwrap();
    let request = files::presign(PROJECT, "room", "support", url).unwrap();
    let Body::Json(body) = &request.data().body else { panic!() };
    let target = json!({ "project_id": PROJECT, "kind": "room", "name": "support" });
    let expected = json!({ "target": target, "path": "a", "note": 1, "method": "GET", "expires_in": 3600 });
    assert_eq!(serde_json::from_str::<Value>(body).unwrap(), expected);
    let reply = br#"{"url":"https://f.test/p/KEY","method":"GET","expires_at":"2026-01-02T03:04:05Z"}"#;
    let presigned = request.decode(reply).unwrap();
    assert!(presigned.headers.is_empty());
    assert!(!format!("{presigned:?}").contains("KEY"));
}

#[test]
fn blank_content_types_are_none() {
    for (given, expected) in
        [("", ContentType::OfData), (" ", ContentType::OfData), ("a/b", ContentType::Named("a/b".into()))]
    {
        let args = json!({ "kind": "room", "name": "n", "path": "a", "data": "", "content_type": given });
        let sent = built("files.upload", &args).unwrap();
        assert_eq!((sent.content_type, sent.query.as_str()), (expected, "overwrite=true"));
    }
}

#[test]
fn content_types_are_what_a_header_can_carry() {
    for given in ["a/b\nx: y", "a/b\r", "a/\u{fc}", "a\0b", "a\u{7f}"] {
        let args = json!({ "kind": "room", "name": "n", "path": "a", "data": "", "content_type": given });
        assert_eq!(built("files.upload", &args).unwrap_err().path(), Some("content_type"), "{given:?}");
    }
}

#[test]
fn the_host_of_files_is_reached_by_https_unless_it_says_otherwise() {
    for (given, url) in [
        ("files.example.com", "https://files.example.com"),
        ("files.example.com:8443/", "https://files.example.com:8443"),
        (" files.example.com/some/prefix ", "https://files.example.com/some/prefix"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("HTTPS://files.example.com//", "HTTPS://files.example.com"),
    ] {
        assert_eq!(files_url("filesUrl", given).unwrap(), url);
    }
    for given in ["", "/", "ftp://files.example.com", "a@b", "a?b", "a#b", "a b", "a/../b", "://a", "https://"] {
        let error = files_url("filesUrl", given).unwrap_err();
        assert_eq!(error.path(), Some("filesUrl"), "{given}");
        assert!(error.to_string().starts_with("filesUrl: "), "{error}");
    }
    let refused = Client::new(Config { files_url: Some("ftp://a".to_owned()), ..Config::default() }).unwrap_err();
    assert_eq!(refused.path(), Some("files_url"));
    assert_eq!(Config::default().files_url, None);
}
