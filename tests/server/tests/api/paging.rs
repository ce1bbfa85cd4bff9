//! Lists, page by page, in both styles.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{Server, encode};

/// Every item of a list by offsets, checking `total` on each page.
fn by_offset(server: &Server, list: &str, items: &str, limit: usize) -> Vec<Value> {
    let mark = if list.contains('?') { '&' } else { '?' };
    let mut all = Vec::new();
    loop {
        let page = server.get(&format!("{list}{mark}limit={limit}&offset={}", all.len())).ok();
        assert!(page.get("continuation_token").is_none());
        let page = page[items].as_array().unwrap();
        assert!(page.len() <= limit);
        if page.is_empty() {
            return all;
        }
        all.extend(page.iter().cloned());
    }
}

/// Every item of a list by continuation tokens.
fn by_token(server: &Server, list: &str, items: &str, size: usize) -> Vec<Value> {
    let mark = if list.contains('?') { '&' } else { '?' };
    let mut all = Vec::new();
    let mut next = String::new();
    loop {
        let page = server.get(&format!("{list}{mark}page_size={size}&offset=7{next}")).ok();
        assert!(page.get("total").is_none());
        let rows = page[items].as_array().unwrap();
        assert!(!rows.is_empty() && rows.len() <= size);
        all.extend(rows.iter().cloned());
        match page.get("continuation_token").map(|token| token.as_str().unwrap()) {
            None => return all,
            Some(token) => {
                assert!(token.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-' || c == b'_'));
                next = format!("&continuation_token={token}");
            }
        }
    }
}

const LISTS: &[(&str, &str)] = &[
    ("/rooms", "rooms"),
    ("/rooms?order_by=created_at", "rooms"),
    ("/rooms?filter=LOAD-0000", "rooms"),
    ("/room-grants", "room_grants"),
    ("/room-grants?order_by=created_at", "room_grants"),
    ("/room-grants/by-room/load-00002", "room_grants"),
    ("/room-grants/by-room", "rooms"),
    ("/room-grants/by-user", "users"),
    ("/room-grants/by-user?filter=load-01", "users"),
    ("/users", "users"),
    ("/users?filter=load-01", "users"),
];

#[test]
fn pages_add_up_to_the_list() {
    let offset = Server::start(&["--seed-grants", "530"]);
    let token = Server::start(&["--seed-grants", "530", "--page-style", "token"]);
    for (list, items) in LISTS {
        let mark = if list.contains('?') { '&' } else { '?' };
        let whole = offset.get(&format!("{list}{mark}limit=1000")).ok();
        let all = whole[items].as_array().unwrap();
        let distinct: BTreeSet<_> = all.iter().map(ToString::to_string).collect();
        assert!(all.len() > 1 && distinct.len() == all.len(), "{list}");
        if *list != "/room-grants/by-room" {
            assert_eq!(whole["total"], all.len(), "{list}");
        }
        for limit in [7, all.len(), all.len() + 1] {
            assert_eq!(by_offset(&offset, list, items, limit), *all, "{list}");
        }

        let whole = token.get(&format!("{list}{mark}page_size=1000")).ok();
        let all = whole[items].as_array().unwrap();
        assert!(whole.get("continuation_token").is_none());
        for size in [7, all.len(), all.len() + 1] {
            assert_eq!(by_token(&token, list, items, size), *all, "{list}");
        }
    }
}

#[test]
fn order_and_filter() {
    let server = Server::start(&[]);
    for name in ["sales", "Support".to_lowercase().as_str(), "admin", "sub-sales"] {
        server.room(name);
    }
    let names = |query: &str| -> Vec<String> {
        let rooms = server.get(&format!("/rooms?{query}")).ok();
        let rooms = rooms["rooms"].as_array().unwrap().iter();
        rooms.map(|room| room["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(""), ["admin", "sales", "sub-sales", "support"]);
    assert_eq!(names("order_by=room_name"), names(""));
    assert_eq!(names("order_by=created_at"), ["sales", "support", "admin", "sub-sales"]);
    assert_eq!(names("filter=SALES"), ["sales", "sub-sales"]);
    assert_eq!(names("filter=%20%20"), names(""));
    // No wildcards.
    assert_eq!(names("filter=s%25s"), Vec::<String>::new());
    assert_eq!(names("filter=s_les"), Vec::<String>::new());

    // Upper and lower case beyond ASCII.
    let room_id = server.get("/rooms/sales").ok()["id"].as_str().unwrap().to_owned();
    let body = json!({"room_id": room_id, "email": "ÉMILE@example.org", "permissions": {}});
    server.post("/room-grants", body).ok();
    let users = server.get(&format!("/room-grants/by-user?filter={}", encode("émile"))).ok();
    assert_eq!(users["total"], 1);
}

#[test]
fn defaults() {
    let server = Server::start(&["--seed-grants", "6000"]);
    let count = |list: &str, items: &str| server.get(list).ok()[items].as_array().unwrap().len();
    assert_eq!(count("/rooms", "rooms"), 50);
    assert_eq!(count("/room-grants", "room_grants"), 50);
    assert_eq!(count("/room-grants/by-room", "rooms"), 50);
    assert_eq!(count("/room-grants/by-room/load-00001", "room_grants"), 50);
    assert_eq!(count("/room-grants/by-user", "users"), 100);
    assert_eq!(count("/users", "users"), 100);
    assert_eq!(count("/users?count=3", "users"), 3);
}

#[test]
fn tokens_belong_to_their_list() {
    let server = Server::start(&["--seed-grants", "530", "--page-style", "token"]);
    let first = server.get("/rooms?limit=2").ok();
    assert_eq!(server.get("/rooms?limit=2").ok(), first);
    let token = first["continuation_token"].as_str().unwrap();
    server.get(&format!("/rooms?limit=9&continuation_token={token}")).ok();
    for list in ["/users?x=1", "/room-grants?x=1", "/rooms?filter=load", "/rooms?order_by=created_at"] {
        server.get(&format!("{list}&continuation_token={token}")).refuses("continuation_token");
    }
    for token in ["", "x", "bm9uc2Vuc2U"] {
        server.get(&format!("/rooms?continuation_token={token}")).refuses("continuation_token");
    }

    // What is removed before the next page is asked for moves nothing.
    let name = first["rooms"][1]["name"].as_str().unwrap();
    let id = first["rooms"][1]["id"].as_str().unwrap();
    assert_eq!(name, "load-00002");
    server.delete(&format!("/rooms/{id}")).ok();
    let next = server.get(&format!("/rooms?limit=2&continuation_token={token}")).ok();
    assert_eq!(next["rooms"][0]["name"], "load-00003");
}
