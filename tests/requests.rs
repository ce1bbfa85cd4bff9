//! Every operation of the contract: the exact request that goes out, and how the recorded reply comes back.

#![cfg(test)]

mod operations;

use meshagent_wasm::api;
use meshagent_wasm::api::grants::{self, ProjectRoomGrant, ProjectUserGrantCount};
use meshagent_wasm::api::members::{self, NewProjectMember};
use meshagent_wasm::api::oauth::{self, OAuthTokenRequest, OAuthTokenResponse};
use meshagent_wasm::api::rooms::{self, ListRooms, Room, RoomConnectionInfo};
use meshagent_wasm::error::{Error, Kind};
use meshagent_wasm::model::JsonObject;
use meshagent_wasm::model::Page;
use meshagent_wasm::model::{Described, Json};
use meshagent_wasm::request::{Answer, Body, Host, Method, Request, RequestData, Shape as Expects};
use operations::shape::{Shape, join, typed, variants};
use operations::{OBJECT, OPERATIONS, Operation, PROJECT, entries, operation, pairs};
use serde_json::{Value, json};

/// What the crate has no call for: a client is told its address and needs no directory of others.
const NOT_OFFERED: &[&str] = &["config.get"];

fn json<T: Described>(text: &str) -> Json<T> {
    Json::check(text.to_owned(), OBJECT).unwrap()
}

/// The JSON of a body.
fn body(request: &RequestData) -> Value {
    match &request.body {
        Body::Json(text) => serde_json::from_str(text).unwrap(),
        other => panic!("expected a JSON body, got {other:?}"),
    }
}

fn sorted(mut pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    pairs.sort();
    pairs
}

fn text_pairs(object: &Value) -> Vec<(String, String)> {
    let pair = |(name, value): (&String, &Value)| (name.clone(), value.as_str().unwrap().to_owned());
    sorted(object.as_object().unwrap().iter().map(pair).collect())
}

#[test]
fn every_operation_of_the_contract_is_in_the_table_and_none_besides() {
    let entries = entries();
    assert_eq!(entries.len(), 37);
    let named: Vec<&str> = entries.iter().map(|entry| entry["op"].as_str().unwrap()).collect();
    for name in &named {
        assert_ne!(operation(name).is_some(), NOT_OFFERED.contains(name), "{name}");
    }
    for operation in OPERATIONS {
        assert!(named.iter().any(|name| name.split(':').next() == Some(operation.name)), "{}", operation.name);
    }
}

#[test]
fn every_request_goes_out_as_recorded() {
    for entry in entries() {
        let name = entry["op"].as_str().unwrap();
        let Some(operation) = operation(name) else { continue };
        let sent = operation.build(PROJECT, &entry["args"]).unwrap_or_else(|error| panic!("{name}: {error}")).data;
        let recorded = &entry["request"];
        assert_eq!(sent.method.as_str(), recorded["method"], "{name}");
        assert_eq!(sent.path, recorded["path"].as_str().unwrap(), "{name}");
        assert_eq!(sorted(pairs(&sent.query)), text_pairs(&recorded["query"]), "{name}");
        assert_eq!(sent.authorized, name != "oauth.exchangeToken", "{name}");
        match (&sent.body, &recorded["body"]) {
            (Body::Empty, Value::Null) => {}
            (Body::Json(text), recorded) if recorded.get("json").is_some() => {
                assert_eq!(serde_json::from_str::<Value>(text).unwrap(), recorded["json"], "{name}");
            }
            (Body::Form(form), recorded) if recorded.get("form").is_some() => {
                assert_eq!(sorted(pairs(form)), text_pairs(&recorded["form"]), "{name}");
            }
            (Body::Bytes, recorded) if recorded.get("base64").is_some() => {}
            (sent, recorded) => panic!("{name}: {sent:?} is not {recorded}"),
        }
    }
}

#[test]
fn every_recorded_reply_is_read() {
    for entry in entries() {
        let name = entry["op"].as_str().unwrap();
        let Some(operation) = operation(name) else { continue };
        let built = operation.build(PROJECT, &entry["args"]).unwrap();
        let recorded = &entry["reply"]["body"]["json"];
        let reply = if recorded.is_null() { String::new() } else { recorded.to_string() };
        let read = built.read(reply.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let Some(shape) = operation.reply.map(|shape| shape()) else {
            assert_eq!(read, Value::Null, "{name}");
            continue;
        };
        // Defaults are in the text that JavaScript gets, and a struct has what it knows of it.
        let filled = shape.fill(recorded);
        assert_eq!(serde_json::from_str::<Value>(&built.text(&reply).unwrap()).unwrap(), filled, "{name}");
        assert_eq!(read, typed(&shape, &filled), "{name}");
    }
}

#[test]
fn replies_are_rust_values() {
    fn read<T: Answer>(request: Result<Request<T>, Error>, name: &str) -> T {
        let entry = entries().into_iter().find(|entry| entry["op"] == name).unwrap();
        request.unwrap().decode(entry["reply"]["body"]["json"].to_string().as_bytes()).unwrap()
    }
    let object = |value: Value| -> JsonObject { serde_json::from_value(value).unwrap() };
    let room = Room {
        id: "room_456".into(),
        name: "support".into(),
        metadata: object(json!({ "tier": 1 })),
        annotations: [("team".to_owned(), "platform".to_owned())].into(),
        ..Room::default()
    };
    assert_eq!(read(rooms::get("p", "support"), "rooms.get"), room);
    let minimal = Room { metadata: object(json!({})), annotations: Default::default(), ..room.clone() };
    assert_eq!(read(rooms::create("p", json(r#"{"name":"support"}"#)), "rooms.create:minimal"), minimal);
    let page: Page<Room> = read(rooms::list("p", json::<ListRooms>("{}")), "rooms.list");
    assert_eq!(page, Page { items: vec![room.clone()], total: Some(41), continuation_token: None });
    assert_eq!(
        read(rooms::connect("p", "support", json("{}")), "rooms.connect"),
        RoomConnectionInfo {
            jwt: "a.b.c".into(),
            room_name: "support".into(),
            project_id: "proj_123".into(),
            room_url: "wss://rooms.example.test/rooms/support".into(),
            ..RoomConnectionInfo::default()
        }
    );
    let grant: ProjectRoomGrant = read(grants::get("p", "r", "u"), "grants.get");
    assert_eq!((grant.room, grant.user_id.as_str()), (room, "user_789"));
    let queues = grant.permissions.queues.unwrap();
    assert_eq!((queues.send, queues.receive, queues.list), (Some(vec!["jobs".to_owned()]), None, Some(false)));
    assert_eq!(grant.permissions.storage.unwrap().paths.unwrap()[0].read_only, Some(true));
    assert!(grant.permissions.messaging.is_some() && grant.permissions.llm.is_none());
    let users: Page<ProjectUserGrantCount> =
        read(grants::list_unique_users("p", json::<grants::ListUniqueUsers>("{}")), "grants.listUniqueUsers");
    let user = &users.items[0];
    assert_eq!((user.count, user.first_name.as_deref(), user.last_name.as_deref()), (3, Some("Ann"), None));
    let form = json::<OAuthTokenRequest>(r#"{"grant_type":"refresh_token"}"#);
    assert_eq!(
        read(oauth::exchange_oauth_token(form), "oauth.exchangeToken"),
        OAuthTokenResponse {
            access_token: "a2".into(),
            token_type: "Bearer".into(),
            expires_in: Some(3600),
            refresh_token: Some("r2".into()),
            scope: Some("admin".into()),
            ..OAuthTokenResponse::default()
        }
    );
}

#[test]
fn methods_are_written_in_capitals() {
    let all = [Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch, Method::Delete];
    assert_eq!(all.map(Method::as_str), ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);
}

#[test]
fn lists_send_their_defaults_and_nothing_else() {
    let expected = [
        ("grants.list", "limit=50&offset=0&order_by=room_name"),
        ("grants.listByUser", "limit=50&offset=0"),
        ("grants.listByRoom", "limit=50&offset=0"),
        ("grants.listUniqueRooms", "limit=50&offset=0"),
        ("grants.listUniqueUsers", "limit=100&offset=0"),
        ("rooms.list", "limit=50&offset=0&order_by=room_name"),
        ("members.list", "count=100&offset=0"),
        ("oauthClients.list", "count=100&offset=0"),
    ];
    for (name, query) in expected {
        let operation = operation(name).unwrap();
        assert_eq!((operation.build)(PROJECT, &["a"], "{}").unwrap().data.query, query, "{name}");
    }
    let listing = OPERATIONS.iter().filter(|operation| operation.name.contains(".list"));
    assert_eq!(listing.count(), expected.len());
}

#[test]
fn queries_are_form_encoded_in_the_order_given() {
    let sent = |which: &str| rooms::list("p", json::<ListRooms>(which)).unwrap().data().query.clone();
    let cases = [
        (r#"{"limit":20,"offset":40,"order_by":"room_name"}"#, "limit=20&offset=40&order_by=room_name"),
        (r#"{"filter":"a b&c=d+e%","limit":1,"offset":0}"#, "filter=a+b%26c%3Dd%2Be%25&limit=1&offset=0"),
        (
            r#"{"filter":"\u00fc\ud83d\ude00~'()!*-._/","limit":1,"offset":0}"#,
            "filter=%C3%BC%F0%9F%98%80%7E%27%28%29%21*-._%2F&limit=1&offset=0",
        ),
        (r#"{"filter":"\t\u0000x","limit":1,"offset":0}"#, "filter=%09%00x&limit=1&offset=0"),
        // What means nothing is left out, as both official clients do somewhere.
        (r#"{"filter":"","limit":1,"offset":0}"#, "limit=1&offset=0"),
        (r#"{"filter":" \t\n\r","limit":1,"offset":0}"#, "limit=1&offset=0"),
        (r#"{"order_by":"","limit":1,"offset":0}"#, "limit=1&offset=0"),
        // What is not known goes along.
        (
            r#"{"view":"full","deep":true,"n":1.5e3,"none":null,"limit":1,"offset":0}"#,
            "view=full&deep=true&n=1.5e3&limit=1&offset=0",
        ),
        (r#"{"a b":"c","limit":1,"offset":0}"#, "a+b=c&limit=1&offset=0"),
        (
            r#"{"limit":18446744073709551615,"offset":9007199254740993}"#,
            "limit=18446744073709551615&offset=9007199254740993",
        ),
        (
            r#"{"continuation_token":"a/b+c==","limit":1,"offset":0}"#,
            "continuation_token=a%2Fb%2Bc%3D%3D&limit=1&offset=0",
        ),
    ];
    for (which, expected) in cases {
        // The order is one of the defaults.
        let query = sent(which);
        // Nor has the form of today any, which `view` is a part of.
        let defaulted = !which.contains("order_by") && !which.contains("view");
        let query = if defaulted { query.strip_suffix("&order_by=room_name").unwrap() } else { &query };
        assert_eq!(query, expected, "{which}");
    }
}

#[test]
fn what_a_query_cannot_carry_is_refused() {
    for (which, name) in [
        (r#"{"tags":["a"]}"#, "tags"),
        (r#"{"tags":{}}"#, "tags"),
        (r#"{"filter":"\ud800"}"#, "filter"),
        (r#"{"\ud800":"x"}"#, "\\ud800"),
    ] {
        let error = rooms::list("p", json::<ListRooms>(which)).unwrap_err();
        assert_eq!(error.kind(), Kind::ArgumentError);
        assert!(error.to_string().starts_with(&format!("{name}: expected text, a number or a boolean")), "{error}");
    }
}

/// The request of a storage operation.
fn stored(name: &str, project: &str, path: &str) -> Result<RequestData, Error> {
    api::operation(name).unwrap().request(project, Vec::new(), path.to_owned())
}

#[test]
fn file_paths_stand_in_the_query_exactly_as_given() {
    let cases = [
        ("reports/q3 plan.txt", "path=reports%2Fq3+plan.txt"),
        ("/../a?b#c&d=e", "path=%2F..%2Fa%3Fb%23c%26d%3De"),
        (" ", "path=+"),
        ("..", "path=.."),
        ("ü€😀", "path=%C3%BC%E2%82%AC%F0%9F%98%80"),
        ("a\0\u{7f}", "path=a%00%7F"),
    ];
    for (path, query) in cases {
        let up = stored("storage.upload", PROJECT, path).unwrap();
        assert_eq!((up.method, &up.body), (Method::Post, &Body::Bytes));
        assert_eq!((up.path.as_str(), up.query.as_str()), ("/projects/proj_123/storage/upload", query));
        assert!(matches!(up.expected.shape, Expects::Nothing));
        for name in ["storage.download", "storage.downloadBlob", "storage.downloadStream"] {
            let down = stored(name, PROJECT, path).unwrap();
            assert_eq!((down.method, &down.body), (Method::Get, &Body::Empty));
            assert_eq!((down.path.as_str(), down.query.as_str()), ("/projects/proj_123/storage/download", query));
            assert!(matches!(down.expected.shape, Expects::Bytes));
            assert_eq!((up.host, down.host), (Host::Api, Host::Api));
        }
    }
    for name in ["storage.upload", "storage.download", "storage.downloadBlob", "storage.downloadStream"] {
        for (project, path, named) in [(PROJECT, "", "path"), ("..", "a", "project"), ("", "a", "project")] {
            let error = stored(name, project, path).unwrap_err();
            assert_eq!((error.kind(), error.path()), (Kind::ArgumentError, Some(named)), "{name}");
        }
    }
}

#[test]
fn forms_are_encoded_and_never_shown() {
    let form = r#"{"grant_type":"authorization_code","code":"a b+c","redirect_uri":"https://h/cb?x=1","scope":"",
        "client_id":null}"#;
    // `null` is no text.
    let error = Json::<OAuthTokenRequest>::check(form.to_owned(), "form").unwrap_err();
    assert_eq!(error.path(), Some("form.client_id"));
    let form = json(&form.replace("null", "\"c1\""));
    let request = oauth::exchange_oauth_token(form).unwrap();
    let encoded = "grant_type=authorization_code&code=a+b%2Bc&redirect_uri=https%3A%2F%2Fh%2Fcb%3Fx%3D1&client_id=c1";
    assert_eq!(request.data().body, Body::Form(encoded.to_owned()));
    assert!(!request.data().authorized);
    let shown = format!("{request:?}");
    assert!(shown.contains("Form(…)") && !shown.contains("a+b"), "{shown}");
}

#[test]
fn every_argument_in_a_path_is_one_segment_of_it() {
    let hostile = "a/b/../c?d#e%2f..\\ü";
    let encoded = "a%2Fb%2F..%2Fc%3Fd%23e%252f..%5C%C3%BC";
    let mut paths = 0;
    for operation in OPERATIONS {
        let object = operation.object.map(|object| object().bare()).unwrap_or_default().to_string();
        let build = |project: &str, alone: &[&str]| (operation.build)(project, alone, &object);
        let plain = build("P", &["A0", "A1"]).unwrap().data.path;
        for (place, name) in std::iter::once("P").chain(["A0", "A1"]).enumerate() {
            let Some(index) = plain.split('/').position(|segment| segment == name) else { continue };
            paths += 1;
            let with = |value| {
                let mut arguments = ["P", "A0", "A1"];
                arguments[place] = value;
                build(arguments[0], &arguments[1..])
            };
            let path = with(hostile).unwrap().data.path;
            let mut segments: Vec<&str> = plain.split('/').collect();
            segments[index] = encoded;
            assert_eq!(path.split('/').collect::<Vec<_>>(), segments, "{}", operation.name);
            for refused in ["", ".", ".."] {
                let error = with(refused).map(|built| built.data.path).unwrap_err();
                assert_eq!(error.kind(), Kind::ArgumentError, "{}: {refused:?}", operation.name);
                // The error says which argument it is about; a room goes by its name to join it.
                let named = match operation.alone.get(place.wrapping_sub(1)) {
                    None => "project",
                    Some(&"room") => "name",
                    Some(named) => named,
                };
                assert_eq!(error.path(), Some(named), "{}", operation.name);
                assert!(error.to_string().starts_with(&format!("{named}: ")), "{error}");
            }
        }
    }
    // All operations but the token exchange name the project, and these others name something in it.
    assert_eq!(paths, OPERATIONS.len() - 1 + 15);
}

#[test]
fn a_grant_id_is_a_segment_too() {
    let update = |id: &str| {
        let grant = json!({ "room_id": "r", "grant_id": id, "user_id": "u", "permissions": {} }).to_string();
        grants::update("p", json(&grant)).map(|request| request.data().clone())
    };
    let path = |id| update(id).unwrap().path;
    assert_eq!(path("a/../b"), "/accounts/projects/p/room-grants/a%2F..%2Fb");
    assert_eq!(path(""), "/accounts/projects/p/room-grants/unused");
    for id in ["", "grant_1", "é"] {
        assert_eq!(body(&update(id).unwrap()), json!({ "room_id": "r", "user_id": "u", "permissions": {} }));
    }
    for refused in [".", ".."] {
        assert_eq!(update(refused).unwrap_err().kind(), Kind::ArgumentError);
    }
    // Text that no path can carry is an error, and not another grant.
    let grant = json(r#"{"room_id":"r","user_id":"u","permissions":{},"grant_id":"\ud800"}"#);
    assert_eq!(grants::update("p", grant).unwrap_err().kind(), Kind::ArgumentError);
}

#[test]
fn a_member_is_added_to_the_project_of_the_path() {
    let member = json::<NewProjectMember>(r#"{"user_id":"u","project_id":"another","is_admin":true,"extra":[1]}"#);
    let request = members::add("p \"1\"", member).unwrap();
    assert_eq!(request.data().path, "/accounts/projects/p%20%221%22/users");
    let expected = json!({ "project_id": "p \"1\"", "user_id": "u", "is_admin": true, "extra": [1] });
    assert_eq!(body(request.data()), expected);
}

#[test]
fn a_body_is_the_very_text_that_was_given() {
    // Blanks, escapes, order, unknown members and numbers that no f64 holds: nothing is written anew.
    let text = " {\"user_id\" : \"\\u0041\\/\", \"later\":[1.50e+2,12345678901234567890123,{\"a\":null}],
        \"permissions\":{\"sqlite\":{\"x\":1},\"storage\":{\"later\":[\"*\"],\"paths\":null}},\t\"room_id\":\"\" }\n";
    let request = grants::create("p", json(text)).unwrap();
    assert_eq!(request.data().body, Body::Json(text.to_owned()));
    // A default goes in at the end, all else stays.
    let request = rooms::create("p", json("{ \"name\":\"\\u0061\" , \"x\":{} }")).unwrap();
    let expected = "{ \"name\":\"\\u0061\" , \"x\":{} ,\"if_not_exists\":false}";
    assert_eq!(request.data().body, Body::Json(expected.to_owned()));
}

/// The outcome for each argument object that differs from a full one in one place is what the contract says.
fn check_arguments(operation: &Operation, shape: &Shape) -> usize {
    let full = shape.full();
    let variants = variants(&full);
    for (_, object) in &variants {
        let faults: Vec<String> = shape.faults(object).iter().map(|fault| join(OBJECT, fault)).collect();
        match (operation.build)(PROJECT, &["a", "b"], &object.to_string()) {
            Ok(built) => {
                assert!(faults.is_empty(), "{}: {object} was taken in spite of {faults:?}", operation.name);
                operation.check_sent(&built.data, object);
            }
            Err(error) => {
                assert_eq!(error.kind(), Kind::ArgumentError);
                // Whatever is not known goes on; only a query or a form cannot carry all of it.
                let flat = operation.name.contains(".list") || operation.name == "oauth.exchangeToken";
                if flat && faults.is_empty() && error.to_string().ends_with("that a URL can carry") {
                    continue;
                }
                let path = error.path().unwrap_or_else(|| panic!("{}: {error}", operation.name)).to_owned();
                assert!(faults.contains(&path), "{}: {error}, not {faults:?}: {object}", operation.name);
                assert!(error.to_string().starts_with(&format!("{path}: expected ")), "{error}");
            }
        }
    }
    variants.len()
}

#[test]
fn arguments_are_taken_or_refused_by_their_form_at_every_place() {
    let mut checked = 0;
    for operation in OPERATIONS {
        if let Some(shape) = operation.object {
            checked += check_arguments(operation, &shape());
        }
    }
    assert!(checked > 15_000, "{checked}");
}

#[test]
fn known_members_of_a_scope_count_in_no_other_spelling() {
    let refused = [
        (r#"{"storage":{"paths":[{"path":"/a","readOnly":true}]}}"#, "storage.paths[0].readOnly", "read_only"),
        (
            r#"{"storage":{"paths":[{"path":"/a","read\u004fnly":true}]}}"#,
            r#"storage.paths[0]["read\u004fnly"]"#,
            "read_only",
        ),
        (r#"{"livekit":{"breakoutRooms":null}}"#, "livekit.breakoutRooms", "breakout_rooms"),
        (r#"{"dataset":{"listTables":false}}"#, "dataset.listTables", "list_tables"),
        (r#"{"database":{"listTables":false}}"#, "database.listTables", "list_tables"),
        (r#"{"containers":{"useContainers":false}}"#, "containers.useContainers", "use_containers"),
        (r#"{"agents":{"registerPrivateToolkit":false}}"#, "agents.registerPrivateToolkit", "register_private_toolkit"),
        (r#"{"secrets":{"requestOauthToken":[]}}"#, "secrets.requestOauthToken", "request_oauth_token"),
        (
            r#"{"secrets":{"request_oauth_token":[{"endpoint":"*","client_id":"c","clientId":"d"}]}}"#,
            "secrets.request_oauth_token[0].clientId",
            "client_id",
        ),
    ];
    for (permissions, path, wire) in refused {
        let grant = format!(r#"{{"room_id":"r","user_id":"u","permissions":{permissions}}}"#);
        let error = Json::<grants::NewRoomGrant>::check(grant, "grant").unwrap_err();
        assert_eq!(error.path(), Some(&*format!("grant.permissions.{path}")));
        assert!(error.to_string().contains(&format!("`{wire}`")), "{error}");
    }
    // Elsewhere, and for what is not known, spelling is the caller's business.
    let taken = r#"{"room_id":"r","user_id":"u","userId":"x","permissions":{"newSurface":{"readOnly":1},"Storage":1,
        "storage":{"filePaths":[],"paths":[{"path":"/","READ_ONLY":1,"Read_Only":1}]}}}"#;
    json::<grants::NewRoomGrant>(taken);
}
