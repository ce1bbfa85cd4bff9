//! What the macros write compiles, and does what it says.
#![allow(missing_docs, missing_debug_implementations, reason = "nobody else sees this crate")]
#![allow(unexpected_cfgs, reason = "the feature is one of meshagent-wasm")]
#![allow(dead_code, reason = "the tables are what matters")]

mod runtime;
mod users;

use meshagent_schema::{Type, check};
use runtime::{error, model, request};
use serde_json::json;

use crate::model::{Described, Json};
use crate::request::{Action, Form, Host, Method, Paging, Param, Request, Shape};
use crate::users::{IterateRooms, ListRooms, NewRoom, Room, client, rooms};

/// The name, the project, the segments and the text of a request.
fn sent<T>(request: Request<T>) -> (&'static str, String, Vec<String>, String) {
    (request.name, request.project, request.segments, request.text)
}

#[test]
fn functions_pass_on_what_they_take() {
    let none = String::new;
    assert_eq!(sent(rooms::get("p", "r").unwrap()), ("get", "p".to_owned(), vec!["r".to_owned()], none()));
    assert_eq!(sent(rooms::list("p", Json::<ListRooms>::new("{}")).unwrap()).3, "{}");
    // What asks for an iteration also asks for a page of it.
    assert_eq!(sent(rooms::iterate("p", Json::<IterateRooms>::new("[]")).unwrap()).3, "[]");
    assert_eq!(sent(rooms::add("p", Json::new("{}")).unwrap()).1, "p");
    assert_eq!(sent(rooms::find("p", "a b").unwrap()).3, "a b");
    assert_eq!(sent(rooms::connect("p", "r").unwrap()).3, "");
    let (name, project, segments, text) = sent(client::exchange_oauth_token(Json::<NewRoom>::new("{}")).unwrap());
    assert_eq!((name, project, segments.len(), text), ("exchangeOAuthToken", none(), 0, "{}".to_owned()));
    let _: Request<Option<Room>> = rooms::peek("p", "r").unwrap();
    let _: Request<Room> = rooms::about("p", "hall", "r").unwrap();
    let _: Request<bool> = rooms::exists("p", "r").unwrap();
    let (_, project, segments, text) = sent(rooms::call_it("hall", "h", Json::new("{}")).unwrap());
    assert_eq!((project, segments.join(" "), text), (none(), "hall h".to_owned(), "{}".to_owned()));
}

#[test]
fn tables_say_what_was_declared() {
    let names: Vec<&str> = rooms::RESOURCE.operations.iter().map(|operation| operation.name).collect();
    assert_eq!(rooms::RESOURCE.name, "rooms");
    let expected = "get list iterate update add connect find peek about exists callIt upload download downloadStream";
    assert_eq!(names.join(" "), expected);
    let of = |name: &str| *rooms::RESOURCE.operations.iter().find(|operation| operation.name == name).unwrap();
    assert!(matches!(of("get").expected.shape, Shape::Json(Type::Model(_))));
    assert!(matches!(of("get").params, [Param::Segment("name")]));
    assert!(matches!(of("list").params, [Param::OptionalQuery("which", Type::Model(_))]));
    assert!(of("list").expected.rewrite.is_some() && of("get").expected.rewrite.is_none());
    assert!(matches!(of("iterate").action, Action::Iterate(Paging { page_size: "limit", by_token: false })));
    let Shape::Page(page, "rooms") = of("iterate").expected.shape else { panic!() };
    let Shape::Page(same, "rooms") = of("list").expected.shape else { panic!() };
    assert!(std::ptr::eq(page, same));
    let page = Type::Model(page);
    check(r#"{"rooms":[{"id":"1"}],"total":1}"#, &page).unwrap();
    check(r#"{"rooms":[{}]}"#, &page).unwrap_err();
    assert!(matches!(of("update").params, [Param::Take("grant_id", "unused"), Param::Body("grant", _)]));
    assert!(matches!(of("add").params, [Param::ProjectId("project_id"), Param::Body("room", _)]));
    assert!(matches!(of("connect").params, [Param::Segment("name"), Param::EmptyBody]));
    assert!(matches!(of("find").params, [Param::QueryText("path")]));
    assert_eq!(of("find").expected.envelope, Some("room"));
    assert!(of("peek").expected.or_null && !of("get").expected.or_null);
    assert!(matches!((&of("about").method, &of("about").expected.shape), (Method::Head, Shape::Json(_))));
    assert!(matches!(of("about").params, [Param::Choice("kind", ["room", "hall"]), Param::Segment("name")]));
    assert!(matches!(of("exists").expected.shape, Shape::Exists));
    assert!(matches!(
        of("callIt").params,
        [Param::Member("kind", ["room", "hall"]), Param::Member("name", []), Param::Body("room", _)]
    ));
    assert!(matches!(of("upload").params, [Param::QueryText("path"), Param::Data("data")]));
    assert!(matches!(of("upload").action, Action::Upload));
    assert!(matches!(of("downloadStream").action, Action::Download(Form::Stream)));
    assert!(of("upload").host == Host::Files && of("get").host == Host::Api);
    let [exchange] = client::RESOURCE.operations else { panic!() };
    assert_eq!((client::RESOURCE.name, exchange.authorized), ("", false));
    assert!(of("get").authorized && matches!(exchange.params, [Param::Form("form", _)]));
}

#[test]
fn unknown_members_are_kept() {
    let value = json!({ "id": "1", "type": "x", "more": { "a": 1 } });
    let room: Room = serde_json::from_value(value.clone()).unwrap();
    assert_eq!((room.r#type.as_deref(), room.other.len()), (Some("x"), 1));
    assert_eq!(serde_json::to_value(&room).unwrap(), value);
    assert_eq!(serde_json::to_value(Room::default()).unwrap(), json!({ "id": "" }));
}

#[test]
fn secrets_are_not_shown() {
    let room: Room = serde_json::from_value(json!({ "id": "1", "key": "KEY", "more": "MORE" })).unwrap();
    let shown = format!("{room:?}");
    assert_eq!(shown, r#"Room { id: "1", type: None, key: …, other: ["more"] }"#);
}

#[test]
fn models_are_checked_by_their_tables() {
    let checked = |text: &str| match check(text, &NewRoom::TYPE) {
        Ok(checked) => checked.filled.unwrap_or_else(|| text.to_owned()),
        Err(_) => "refused".to_owned(),
    };
    assert_eq!(checked(r#"{"name":"a","tags":null,"limit":1}"#), r#"{"name":"a","tags":[],"limit":1}"#);
    assert_eq!(checked(r#"{"name":"a","tags":[],"note":null,"limit":1}"#), r#"{"name":"a","tags":[],"limit":1}"#);
    for refused in ["{}", r#"{"name":null}"#, r#"{"name":"a","is_new":null}"#, r#"{"name":"a","isNew":true}"#] {
        assert_eq!(checked(refused), "refused");
    }
    assert!(checked(r#"{"name":"a","role":null}"#).ends_with(r#""tags":[],"limit":50}"#));
}
