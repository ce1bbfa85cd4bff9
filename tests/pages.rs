//! What an iteration asks for next, by offset or by token, and that it ends whatever the server does.

#![cfg(test)]

use std::collections::BTreeMap;

use meshagent_wasm::api::grants::{self, IteratePages, IterateRoomGrants, IterateRoomGrantsByUser};
use meshagent_wasm::api::lists::IterateFiltered;
use meshagent_wasm::api::members::{self, IterateMembers};
use meshagent_wasm::api::oauth_clients;
use meshagent_wasm::api::rooms::{self, IterateRooms};
use meshagent_wasm::error::{Error, Kind};
use meshagent_wasm::model::{Described, Json};
use meshagent_wasm::request::Paging;
use meshagent_wasm::request::paging::{Cursor, mark};

/// A page as a server sends it.
#[derive(Clone, Debug, Default)]
struct Reply {
    items: Vec<u64>,
    total: Option<u64>,
    token: Option<String>,
}

impl Reply {
    /// The mark of the list alone: what else the reply says does not make its items new.
    fn mark(&self) -> u64 {
        mark(format!("{:?}", self.items).as_bytes())
    }
}

/// A list that is gone through by offset, as long as the server gives no token.
fn paging(page_size: &'static str) -> Paging {
    Paging { page_size, by_token: false }
}

/// What an iteration did.
#[derive(Debug)]
struct Run {
    queries: Vec<String>,
    /// The items of all pages but those that were left out because they came before.
    items: Vec<u64>,
    skipped: usize,
    end: Result<(), Error>,
}

/// Goes through all pages; more than a thousand are taken for an iteration without an end.
fn iterate(query: &str, serve: impl Fn(usize, &Asked) -> Reply) -> Run {
    let mut cursor = Cursor::new(query, paging("limit")).unwrap();
    let mut run = Run { queries: Vec::new(), items: Vec::new(), skipped: 0, end: Ok(()) };
    while let Some(query) = cursor.query() {
        assert!(run.queries.len() < 1000, "the iteration does not end");
        let reply = serve(run.queries.len(), &Asked::of(&query));
        run.queries.push(query);
        match cursor.advance(reply.items.len() as u64, reply.total, reply.token.clone(), reply.mark()) {
            Ok(true) => run.items.extend(reply.items),
            Ok(false) => run.skipped += 1,
            Err(error) => {
                assert_eq!(error.kind(), Kind::InvalidResponseError);
                assert_eq!(cursor.query(), None, "a failed iteration is over");
                run.end = Err(error);
            }
        }
    }
    run
}

/// What a query asks for.
struct Asked(BTreeMap<String, String>);

impl Asked {
    fn of(query: &str) -> Self {
        let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap());
        let mut asked = BTreeMap::new();
        for (name, value) in pairs {
            let again = asked.insert(name.to_owned(), value.to_owned());
            assert_eq!(again, None, "{name} is there twice: {query}");
        }
        Asked(asked)
    }

    fn number(&self, name: &str) -> u64 {
        self.0[name].parse().unwrap()
    }

    /// A part of the numbers below `count`, at most `most` of them.
    fn slice(&self, count: u64, most: u64) -> Vec<u64> {
        let from = self.number("offset");
        (from..count.min(from + self.number("limit").min(most))).collect()
    }
}

fn same_page(run: &Run) -> bool {
    run.end
        .as_ref()
        .is_err_and(|error| error.to_string() == "the list does not end: the server sent the same page again")
}

fn same_token(run: &Run) -> bool {
    let message = "the list does not end: the server gave the same continuation_token again";
    run.end.as_ref().is_err_and(|error| error.to_string() == message)
}

#[test]
fn by_offset_a_total_saves_the_last_question() {
    for (count, size, pages) in [
        (0, 10, 1),
        (1, 10, 1),
        (9, 10, 1),
        (10, 10, 1),
        (11, 10, 2),
        (20, 10, 2),
        (41, 20, 3),
        (5, 1, 5),
        (100, 100, 1),
    ] {
        let run = iterate(&format!("page_size={size}"), |_, asked| Reply {
            items: asked.slice(count, size),
            total: Some(count),
            token: None,
        });
        assert_eq!(run.items, (0..count).collect::<Vec<_>>());
        assert_eq!(run.queries.len(), pages, "{count} by {size}");
        for (page, query) in run.queries.iter().enumerate() {
            assert_eq!(*query, format!("limit={size}&offset={}", page as u64 * size));
        }
        run.end.unwrap();
    }
}

#[test]
fn by_offset_without_a_total_an_empty_page_is_the_end() {
    for (count, size, pages) in [(0, 10, 1), (1, 10, 2), (10, 10, 2), (11, 10, 3), (20, 10, 3), (3, 1, 4)] {
        let run = iterate(&format!("page_size={size}"), |_, asked| Reply {
            items: asked.slice(count, size),
            ..Reply::default()
        });
        assert_eq!(run.items, (0..count).collect::<Vec<_>>());
        assert_eq!(run.queries.len(), pages, "{count} by {size}");
        run.end.unwrap();
    }
}

#[test]
fn a_server_that_gives_less_than_asked_loses_nothing() {
    // Clamped to 7 of 100; uneven; with and without a total.
    for total in [None, Some(50)] {
        let clamped = iterate("page_size=100", |_, asked| Reply { items: asked.slice(50, 7), total, token: None });
        assert_eq!(clamped.items, (0..50).collect::<Vec<_>>());
        assert_eq!(clamped.queries.len(), if total.is_some() { 8 } else { 9 });
        assert_eq!(clamped.queries[1], "limit=100&offset=7");
        let uneven = iterate("page_size=10", |page, asked| Reply {
            items: asked.slice(50, [3, 1, 10, 2][page % 4]),
            total,
            token: None,
        });
        assert_eq!(uneven.items, (0..50).collect::<Vec<_>>());
        assert!(clamped.end.is_ok() && uneven.end.is_ok());
    }
}

#[test]
fn a_server_that_gives_more_than_asked_loses_nothing() {
    let run = iterate("page_size=1", |_, asked| {
        let from = asked.number("offset");
        Reply { items: (from..(from + 4).min(10)).collect(), total: Some(10), token: None }
    });
    assert_eq!(run.items, (0..10).collect::<Vec<_>>());
    assert_eq!(run.queries, ["limit=1&offset=0", "limit=1&offset=4", "limit=1&offset=8"]);
}

#[test]
fn an_iteration_may_begin_in_the_middle() {
    let run = iterate("offset=15&page_size=10&order_by=room_name", |_, asked| Reply {
        items: asked.slice(41, 10),
        total: Some(41),
        token: None,
    });
    assert_eq!(run.items, (15..41).collect::<Vec<_>>());
    let expected = [15, 25, 35].map(|offset| format!("order_by=room_name&limit=10&offset={offset}"));
    assert_eq!(run.queries, expected);
    // Past the end there is one empty page.
    let past = iterate("offset=99", |_, asked| Reply { items: asked.slice(41, 100), total: Some(41), token: None });
    assert_eq!((past.items.len(), past.queries.len()), (0, 1));
}

#[test]
fn a_list_that_shrinks_or_grows_meanwhile_ends() {
    let shrinking = iterate("page_size=10", |page, asked| {
        let count = 50 - 10 * page as u64;
        Reply { items: asked.slice(count, 10), total: Some(count), token: None }
    });
    assert_eq!((shrinking.queries.len(), shrinking.items.len()), (3, 30));
    shrinking.end.unwrap();
    let growing = iterate("page_size=10", |page, asked| {
        let count = 15 + 3 * (page as u64).min(5);
        Reply { items: asked.slice(count, 10), total: Some(count), token: None }
    });
    assert_eq!(growing.items, (0..growing.items.len() as u64).collect::<Vec<_>>());
    growing.end.unwrap();
}

#[test]
fn a_total_smaller_than_what_there_is_ends_the_iteration() {
    // The total is taken at its word, as both official clients would.
    let run = iterate("page_size=10", |_, asked| Reply { items: asked.slice(50, 10), total: Some(10), token: None });
    assert_eq!((run.queries.len(), run.items.len()), (1, 10));
}

#[test]
fn an_empty_page_by_offset_ends_the_iteration_whatever_the_total() {
    // Some totals count what a filter or a missing right leaves out.
    let run = iterate("page_size=10", |_, asked| Reply { items: asked.slice(15, 10), total: Some(41), token: None });
    assert_eq!((run.queries.len(), run.items.len()), (3, 15));
    run.end.unwrap();
}

/// A list, newest first, into which items are inserted in front while it is gone through: as many before each request
/// after the first as `inserts` says. Those that were there from the start have the numbers below `count`.
fn growing(count: u64, size: u64, told: bool, inserts: &[u64]) -> Run {
    iterate(&format!("page_size={size}"), |page, asked| {
        let inserted: u64 = inserts.iter().take(page).sum();
        let list: Vec<u64> = (count..count + inserted).rev().chain(0..count).collect();
        let rest = list.iter().skip(asked.number("offset") as usize);
        Reply {
            items: rest.take(size as usize).copied().collect(),
            total: told.then_some(list.len() as u64),
            token: None,
        }
    })
}

#[test]
fn as_many_inserted_in_front_as_a_page_holds_loses_nothing() {
    for told in [true, false] {
        for count in [2, 10, 11, 15, 19, 20, 21, 30, 45] {
            for place in 0..6 {
                for times in 1..3 {
                    let mut inserts = vec![0; place];
                    inserts.extend(vec![10; times]);
                    let run = growing(count, 10, told, &inserts);
                    let case = format!("{count} {told} {inserts:?}: {run:?}");
                    assert!(run.end.is_ok(), "{case}");
                    for item in 0..count {
                        assert!(run.items.contains(&item), "{item} is lost: {case}");
                    }
                }
            }
        }
    }
    // The page that comes again is left out, and the iteration goes on behind it.
    let run = growing(15, 10, true, &[10]);
    assert_eq!((run.items, run.skipped), ((0..15).collect::<Vec<_>>(), 1));
    assert_eq!(run.queries, ["limit=10&offset=0", "limit=10&offset=10", "limit=10&offset=20"]);
}

#[test]
fn as_many_inserted_in_front_as_the_last_page_holds_loses_nothing() {
    // Without a total the last page is not known to be the last, and comes again.
    for (count, last) in [(15, 5), (11, 1), (29, 9), (35, 5), (75, 5)] {
        let pages = count / 10;
        let mut inserts = vec![0; pages as usize];
        inserts.push(last);
        let run = growing(count, 10, false, &inserts);
        assert!(run.end.is_ok(), "{run:?}");
        assert!((0..count).all(|item| run.items.contains(&item)), "{run:?}");
    }
}

#[test]
fn any_number_inserted_in_front_loses_nothing() {
    for told in [true, false] {
        for first in 0..25 {
            for second in [0, 1, 9, 10, 11, 20] {
                let run = growing(33, 10, told, &[first, second, 0, second]);
                assert!(run.end.is_ok(), "{first} {second} {told}: {run:?}");
                assert!((0..33).all(|item| run.items.contains(&item)), "{first} {second} {told}: {run:?}");
            }
        }
    }
}

#[test]
fn a_list_that_repeats_itself_for_ever_is_an_error() {
    for total in [11, 20, 30, 1000] {
        let blind = iterate("page_size=10", |_, _| Reply { items: (0..10).collect(), total: Some(total), token: None });
        assert!(same_page(&blind), "{total}: {blind:?}");
        assert_eq!(blind.items, (0..10).collect::<Vec<_>>(), "{total}: no page is seen twice");
        assert!(blind.queries.len() <= 4, "{total}: {blind:?}");
    }
    // A page that was not full too, and after others.
    let blind = iterate("page_size=10", |_, _| Reply { items: vec![1, 2], total: Some(100), token: None });
    assert!(same_page(&blind) && blind.items == [1, 2], "{blind:?}");
    for total in [None, Some(100)] {
        for size in [2, 10] {
            let stuck = iterate(&format!("page_size={size}"), |page, _| {
                let page = page.min(3) as u64;
                Reply { items: vec![page, page], total, token: None }
            });
            assert!(same_page(&stuck), "{total:?} {size}: {stuck:?}");
            assert_eq!(stuck.items, [0, 0, 1, 1, 2, 2, 3, 3]);
            assert_eq!(stuck.queries.len(), 4 + 3, "{total:?} {size}: {stuck:?}");
        }
    }
}

#[test]
fn an_only_page_without_a_total_costs_at_most_one_more_request() {
    // A server that pages by token knows no offset; its only page comes again and is the end.
    for items in 0..10 {
        let only = iterate("page_size=10", |_, _| Reply { items: (0..items).collect(), ..Reply::default() });
        assert_eq!(only.items, (0..items).collect::<Vec<_>>());
        assert_eq!((only.queries.len(), only.end.is_ok()), (if items == 0 { 1 } else { 2 }, true), "{items}");
    }
    // A full page may be one of many with as many items inserted in front, so it is asked for a little longer.
    let full = iterate("page_size=10", |_, _| Reply { items: (0..10).collect(), ..Reply::default() });
    assert_eq!((full.queries.len(), full.items.len(), full.end.is_ok()), (4, 10, true));
}

#[test]
fn the_same_items_are_the_same_page_whatever_else_it_says() {
    let moving = iterate("page_size=1", |page, _| Reply { items: vec![7], total: Some(50 - page as u64), token: None });
    assert!(same_page(&moving) && moving.items == [7], "{moving:?}");
}

#[test]
fn pages_in_a_circle_are_an_error() {
    for length in 1..40 {
        for before in [0, 1, 2, 5, 17] {
            let run = iterate("page_size=1", |page, _| {
                let place = if page < before { page } else { before + (page - before) % length };
                Reply { items: vec![place as u64], ..Reply::default() }
            });
            if before + length == 1 {
                assert_eq!((run.queries.len(), run.end.is_ok()), (4, true));
                continue;
            }
            assert!(same_page(&run), "{before} {length}");
            // Each is found before nine rounds are over.
            assert!(run.queries.len() <= 9 * (before + length) + 1, "{before} {length}: {}", run.queries.len());
            assert!(run.queries.len() > before + length);
        }
    }
}

#[test]
fn by_token_the_server_says_where_to_go_on() {
    let tokens = ["t1", "a/b+c= &d", "ü"];
    let run = iterate("page_size=10&filter=x+y&offset=3", |page, _| Reply {
        items: vec![page as u64],
        total: None,
        token: tokens.get(page).map(|token| (*token).to_owned()),
    });
    assert_eq!(
        run.queries,
        [
            "filter=x+y&limit=10&offset=3",
            "filter=x+y&page_size=10&continuation_token=t1",
            "filter=x+y&page_size=10&continuation_token=a%2Fb%2Bc%3D+%26d",
            "filter=x+y&page_size=10&continuation_token=%C3%BC",
        ]
    );
    assert_eq!(run.items, [0, 1, 2, 3]);
    run.end.unwrap();
}

#[test]
fn by_token_neither_a_total_nor_an_empty_page_is_the_end() {
    // What is not readable is left out of its page by some servers.
    let run = iterate("page_size=10", |page, _| Reply {
        items: if page % 2 == 0 { Vec::new() } else { vec![page as u64] },
        total: Some(1),
        token: (page < 5).then(|| format!("t{page}")),
    });
    assert_eq!((run.queries.len(), run.items), (6, vec![1, 3, 5]));
    run.end.unwrap();
}

#[test]
fn by_token_no_or_empty_token_is_the_end() {
    for last in [None, Some(String::new())] {
        // However much the total promises: by offset the server has already shown that it does not go.
        let run = iterate("page_size=10", |page, _| Reply {
            items: vec![page as u64],
            total: Some(100),
            token: if page == 0 { Some("t".to_owned()) } else { last.clone() },
        });
        assert_eq!((run.queries.len(), run.items), (2, vec![0, 1]));
        run.end.unwrap();
    }
    // An empty token on the first page is none: it goes on by offset.
    let run = iterate("page_size=10", |_, asked| Reply {
        items: asked.slice(15, 10),
        total: Some(15),
        token: Some(String::new()),
    });
    assert_eq!(run.queries, ["limit=10&offset=0", "limit=10&offset=10"]);
}

#[test]
fn the_same_token_again_is_an_error() {
    for items in [0, 1] {
        let run = iterate("page_size=10", |page, _| Reply {
            items: vec![page as u64; items],
            total: None,
            token: Some("again".to_owned()),
        });
        assert!(same_token(&run));
        assert_eq!((run.queries.len(), run.items.len()), (2, items));
    }
}

#[test]
fn tokens_in_a_circle_are_an_error() {
    for length in 1..40 {
        for before in [0, 1, 3, 16, 30] {
            let run = iterate("page_size=1", |page, _| {
                let place = if page < before { page } else { before + (page - before) % length };
                // The pages themselves differ, and some are empty.
                Reply { items: vec![page as u64; page % 2], total: None, token: Some(format!("t{place}")) }
            });
            assert!(same_token(&run), "{before} {length}");
            assert!(run.queries.len() <= 3 * (before + length) + 1, "{before} {length}: {}", run.queries.len());
            assert!(run.queries.len() > before + length);
        }
    }
}

#[test]
fn long_lists_are_no_loops() {
    let run = iterate("page_size=1", |_, asked| Reply { items: asked.slice(900, 1), total: Some(900), token: None });
    assert_eq!(run.items, (0..900).collect::<Vec<_>>());
    run.end.unwrap();
    let by_token = iterate("page_size=1", |page, _| Reply {
        items: vec![page as u64],
        total: None,
        token: (page < 899).then(|| format!("t{page}")),
    });
    assert_eq!(by_token.queries.len(), 900);
    by_token.end.unwrap();
}

#[test]
fn a_page_holds_at_least_one_item() {
    for query in ["page_size=0", "page_size=00", "offset=5&page_size=0"] {
        let error = Cursor::new(query, paging("limit")).unwrap_err();
        assert_eq!(error.kind(), Kind::ArgumentError);
        assert_eq!(error.to_string(), "page_size: expected a whole number from 1, got 0");
    }
}

#[test]
fn the_size_has_the_name_and_the_default_that_the_list_has() {
    let first = |query: &str, name: &'static str| Cursor::new(query, paging(name)).unwrap().query().unwrap();
    assert_eq!(first("", "limit"), "limit=100&offset=0");
    assert_eq!(first("page_size=7", "count"), "count=7&offset=0");
    // What only looks like it is something else.
    assert_eq!(
        first("xpage_size=5&page_sizes=6&my.offset=2", "limit"),
        "xpage_size=5&page_sizes=6&my.offset=2&limit=100&offset=0"
    );
    // The iteration's own come once, whatever else is given.
    assert_eq!(first("limit=5&count=6&offset=1&page_size=9", "limit"), "count=6&limit=9&offset=1");
    let by_token = iterate("limit=5&continuation_token=mine&page_size=9", |page, _| Reply {
        token: (page == 0).then(|| "theirs".to_owned()),
        ..Reply::default()
    });
    assert_eq!(by_token.queries[1], "page_size=9&continuation_token=theirs");
}

#[test]
fn numbers_beyond_ours_are_our_largest() {
    let largest = u64::MAX.to_string();
    let mut cursor =
        Cursor::new("offset=99999999999999999999&page_size=99999999999999999999", paging("limit")).unwrap();
    assert_eq!(cursor.query().unwrap(), format!("limit={largest}&offset={largest}"));
    cursor.advance(5, None, None, mark(b"a")).unwrap();
    assert_eq!(cursor.query().unwrap(), format!("limit={largest}&offset={largest}"));
}

#[test]
fn the_arguments_of_every_iteration_make_its_first_question() {
    fn json<T: Described>(text: &str) -> Json<T> {
        Json::check(text.to_owned(), "which").unwrap()
    }
    let first = |query: &str, size: &'static str| Cursor::new(query, paging(size)).unwrap().query().unwrap();
    let all = r#"{"page_size":5,"offset":10,"filter":"a b","order_by":"created_at"}"#;
    let rooms = |which| rooms::iterate("p", json::<IterateRooms>(which)).unwrap().data().query.clone();
    assert_eq!(first(&rooms("{}"), "limit"), "order_by=room_name&limit=100&offset=0");
    assert_eq!(first(&rooms(all), "limit"), "filter=a+b&order_by=created_at&limit=5&offset=10");
    let list = |which| grants::iterate("p", json::<IterateRoomGrants>(which)).unwrap().data().query.clone();
    assert_eq!(first(&list("{}"), "limit"), "order_by=room_name&limit=100&offset=0");
    assert_eq!(first(&list(r#"{"page_size":1}"#), "limit"), "order_by=room_name&limit=1&offset=0");
    let by_user =
        |which| grants::iterate_by_user("p", "u", json::<IterateRoomGrantsByUser>(which)).unwrap().data().query.clone();
    assert_eq!(first(&by_user("{}"), "limit"), "limit=100&offset=0");
    assert_eq!(first(&by_user(all), "limit"), "filter=a+b&order_by=created_at&limit=5&offset=10");
    let by_room = |which| grants::iterate_by_room("p", "r", json::<IteratePages>(which)).unwrap().data().query.clone();
    assert_eq!(first(&by_room("{}"), "limit"), "limit=100&offset=0");
    let members = |which| members::iterate("p", json::<IterateMembers>(which)).unwrap().data().query.clone();
    assert_eq!(first(&members("{}"), "count"), "count=100&offset=0");
    let clients = |which| oauth_clients::iterate("p", json::<IterateFiltered>(which)).unwrap().data().query.clone();
    assert_eq!(first(&clients(r#"{"filter":"app","offset":3}"#), "count"), "filter=app&count=100&offset=3");
    // A view is of the form of today, all of it.
    assert_eq!(first(&rooms(r#"{"page_size":5,"view":"all"}"#), "limit"), "view=all&page_size=5");
    assert_eq!(first(&members(r#"{"page_size":5,"view":"merged"}"#), "count"), "view=merged&page_size=5");
    assert!(Cursor::new(&rooms(r#"{"page_size":0}"#), paging("limit")).is_err());
    for wrong in [
        r#"{"page_size":-1}"#,
        r#"{"page_size":1.5}"#,
        r#"{"page_size":"5"}"#,
        r#"{"page_size":null}"#,
        r#"{"offset":true}"#,
    ] {
        let error = Json::<IterateRooms>::check(wrong.to_owned(), "which").unwrap_err();
        assert!(error.path().unwrap().starts_with("which."), "{error}");
    }
}

#[test]
fn a_list_that_knows_tokens_alone_is_never_asked_by_offset() {
    let paging = Paging { page_size: "page_size", by_token: true };
    let mut cursor = Cursor::new("page_size=2&filter=a", paging).unwrap();
    assert_eq!(cursor.query().unwrap(), "filter=a&page_size=2");
    assert!(cursor.advance(2, Some(5), Some("t1".into()), 1).unwrap());
    assert_eq!(cursor.query().unwrap(), "filter=a&page_size=2&continuation_token=t1");
    // Without a token that was the last page, whatever the total says.
    assert!(cursor.advance(2, Some(5), None, 2).unwrap());
    assert_eq!(cursor.query(), None);
    // A token of the caller's is where it begins.
    let cursor = Cursor::new("continuation_token=mine", paging).unwrap();
    assert_eq!(cursor.query().unwrap(), "continuation_token=mine&page_size=100");
}

#[test]
fn the_form_of_an_iteration_follows_from_what_is_asked_for() {
    // `view` is of today's form, an offset of a list that knows offsets.
    let older = Cursor::new("page_size=5&view=all", paging("limit")).unwrap();
    assert_eq!(older.query().unwrap(), "view=all&page_size=5");
    let by_offset = Cursor::new("page_size=5&offset=10", Paging { page_size: "page_size", by_token: true }).unwrap();
    assert_eq!(by_offset.query().unwrap(), "page_size=5&offset=10");
}

#[test]
fn a_search_by_post_goes_on_in_its_body() {
    use meshagent_wasm::api::user_secrets;
    use meshagent_wasm::request::Body;
    let criteria = Json::check(r#"{"name":"db","page_size":2}"#.into(), "criteria").unwrap();
    let first = user_secrets::iterate_search(criteria).unwrap();
    let mut cursor = Cursor::of(first.data()).unwrap();
    let body = |cursor: &Cursor| match cursor.request(first.data()).unwrap().body {
        Body::Json(text) => text,
        other => panic!("{other:?}"),
    };
    assert_eq!(body(&cursor), r#"{"name":"db","page_size":2}"#);
    assert!(cursor.advance(2, None, Some("t\"1".into()), 1).unwrap());
    assert_eq!(body(&cursor), r#"{"continuation_token":"t\"1","name":"db","page_size":2}"#);
    assert!(cursor.advance(1, None, None, 2).unwrap());
    assert!(cursor.request(first.data()).is_none());
    // A request that asks for one page is none to go through.
    let once = user_secrets::search(Json::check("{}".into(), "").unwrap()).unwrap();
    assert!(Cursor::of(once.data()).is_err());
}
