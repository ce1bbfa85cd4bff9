//! The crate's client for Rust, used as another crate would; `rust.test.mjs` runs each function against the server.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

use meshagent_wasm::access::scope::{ApiScope, PathGrant, StorageGrant};
use meshagent_wasm::api::grants::{self, IteratePages, ListRoomGrants, NewRoomGrant, RoomGrantUpdate};
use meshagent_wasm::api::members::{self, IterateMembers};
use meshagent_wasm::api::rooms::{self, ListRooms, NewRoom, Room, RoomUpdate};
use meshagent_wasm::error::{Error, Kind};
use meshagent_wasm::model::{Json, Page};
use meshagent_wasm::request::Request;
use meshagent_wasm::{Client, Config, Token};
use wasm_bindgen::prelude::*;

/// Why a test failed.
type Outcome = Result<(), JsError>;

fn same<T: PartialEq + Debug>(found: T, expected: T) -> Outcome {
    if found == expected { Ok(()) } else { Err(JsError::new(&format!("got {found:?}, expected {expected:?}"))) }
}

fn failure<T: Debug>(result: Result<T, Error>) -> Result<Error, JsError> {
    result.err().ok_or_else(|| JsError::new("it did not fail"))
}

fn client(base_url: &str, token: impl Into<Token>) -> Result<Client, Error> {
    let headers = vec![("x-request-source".to_owned(), "rust".to_owned())];
    Client::new(Config { base_url: base_url.to_owned(), token: token.into(), headers, ..Config::default() })
}

/// Rooms and grants: made, read, changed, listed and deleted, with typed values on both sides.
#[wasm_bindgen]
pub async fn values(url: &str, token: &str, project: &str, user_id: &str) -> Outcome {
    let client = client(url, token)?;
    let annotations = BTreeMap::from([("team".to_owned(), "crab".to_owned())]);
    let new = NewRoom { name: "from-rust".to_owned(), annotations: Some(annotations.clone()), ..NewRoom::default() };
    let room = client.send(rooms::create(project, Json::new(&new)?)).await?;
    same(&room.annotations, &annotations)?;
    same(&client.send(rooms::get(project, "from-rust")).await?, &room)?;

    let (room_id, user_id) = (room.id.clone(), user_id.to_owned());
    let permissions = reader();
    let grant = NewRoomGrant { room_id: room_id.clone(), user_id: user_id.clone(), permissions, ..Default::default() };
    client.send(grants::create(project, Json::new(&grant)?)).await?;
    let held = client.send(grants::get(project, &room_id, &user_id)).await?;
    same(&held.permissions, &reader())?;
    same(held.permissions.can("storage.read", BTreeMap::from([("path", "/a/b")]))?, true)?;
    same(held.permissions.can("storage.write", BTreeMap::from([("path", "/a/b")]))?, false)?;
    same(held.permissions.can("messaging.send", ())?, false)?;

    let permissions = ApiScope::full();
    let update =
        RoomGrantUpdate { room_id: room_id.clone(), user_id: user_id.clone(), permissions, ..Default::default() };
    client.send(grants::update(project, Json::new(&update)?)).await?;
    let page = client.send(grants::list(project, Json::new(&ListRoomGrants::default())?)).await?;
    let held = page.items.iter().find(|grant| grant.room.id == room_id);
    same(held.map(|grant| &grant.permissions), Some(&ApiScope::full()))?;

    let change = RoomUpdate { name: "renamed".to_owned(), ..RoomUpdate::default() };
    client.send(rooms::update(project, &room_id, Json::new(&change)?)).await?;
    same(&client.send(rooms::get(project, "renamed")).await?, &Room { name: "renamed".to_owned(), ..room })?;
    client.send(rooms::delete(project, &room_id)).await?;
    Ok(())
}

fn reader() -> ApiScope {
    let path = PathGrant { path: "/a/".to_owned(), read_only: Some(true), ..Default::default() };
    ApiScope { storage: Some(StorageGrant { paths: Some(vec![path]), ..Default::default() }), ..ApiScope::default() }
}

/// Goes through lists of both kinds: how many members there are, then how many grants on each page.
#[wasm_bindgen]
pub async fn pages(url: &str, token: &str, project: &str, room: &str) -> Result<Vec<u32>, JsError> {
    let client = client(url, token)?;
    let which = IteratePages { page_size: Some(7), ..IteratePages::default() };
    let mut pages = client.pages(grants::iterate_by_room(project, room, Json::new(&which)?))?;
    let mut counts = Vec::new();
    while let Some(page) = pages.next().await? {
        counts.push(page.items.len() as u32);
    }
    let which = IterateMembers { page_size: Some(50), ..IterateMembers::default() };
    let mut pages = client.pages(members::iterate(project, Json::new(&which)?))?;
    let mut members = 0;
    while let Some(page) = pages.next().await? {
        members += page.items.len() as u32;
    }
    counts.insert(0, members);
    Ok(counts)
}

/// Bytes go up and come down as they were.
#[wasm_bindgen]
pub async fn files(url: &str, token: &str, project: &str) -> Outcome {
    let client = client(url, token)?;
    let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    client.upload(project, "rust/ü.bin", &bytes).await?;
    same(client.download(project, "rust/ü.bin").await?, bytes)?;
    let error = failure(client.download(project, "rust/none.bin").await)?;
    same((error.kind(), error.status()), (Kind::NotFoundError, Some(404)))
}

/// Errors have their kinds, and what the reply said.
#[wasm_bindgen]
pub async fn errors(url: &str, token: &str, project: &str) -> Outcome {
    let client = client(url, token)?;
    let error = failure(client.send(rooms::get(project, "nowhere")).await)?;
    same((error.kind(), error.status()), (Kind::NotFoundError, Some(404)))?;
    same(error.body().is_some_and(|body| body.contains("error")), true)?;
    same(error.to_string().is_empty(), false)?;

    // What is wrong with an argument is said before anything is sent.
    let error = failure(client.send(rooms::get(project, "..")).await)?;
    same((error.kind(), error.path()), (Kind::ArgumentError, Some("name")))?;

    let error = failure(client.send(rooms::get(project, "malformed")).await)?;
    same((error.kind(), error.path()), (Kind::InvalidResponseError, Some("name")))?;

    let error = failure(self::client(url, "nobody")?.send(rooms::get(project, "nowhere")).await)?;
    same(error.kind(), Kind::AuthenticationError)?;
    let error = failure(Client::new(Config { base_url: "nonsense".to_owned(), ..Config::default() }))?;
    same(error.to_string().starts_with("baseUrl: "), true)?;
    let unset = Client::new(Config { base_url: url.to_owned(), ..Config::default() })?;
    let error = failure(unset.send(rooms::get(project, "nowhere")).await)?;
    same(error.to_string().starts_with("token: there is none"), true)?;

    let config = Config { base_url: url.to_owned(), token: token.into(), timeout: 50, ..Config::default() };
    same(format!("{config:?}").contains(token), false)?;
    let error = failure(Client::new(config)?.send(rooms::get(project, "silent")).await)?;
    same((error.kind(), error.status()), (Kind::TimeoutError, None))
}

/// A token function is asked for each attempt of two calls, and its failure is the call's; returns how often it was asked.
#[wasm_bindgen]
pub async fn token_function(url: &str, token: &str, project: &str) -> Result<u32, JsError> {
    let asked = Rc::new(Cell::new(0));
    let (counter, token) = (Rc::clone(&asked), token.to_owned());
    let source = Token::asked(move || {
        counter.set(counter.get() + 1);
        let token = token.clone();
        async move { Ok::<_, Error>(token) }
    });
    let client = client(url, source)?;
    let list: Request<Page<Room>> = rooms::list(project, Json::new(&ListRooms::default())?)?;
    client.send(Ok(list.clone())).await?;
    client.send(Ok(list.clone())).await?;

    let failing = self::client(url, Token::asked(|| async { Err::<String, _>("the vault is closed") }))?;
    let error = failure(failing.send(Ok(list)).await)?;
    same(error.to_string(), "token: the function that returns it failed: the vault is closed".to_owned())?;
    Ok(asked.get())
}

/// A token function that calls its own client fails at once, where each call would ask it again without end.
#[wasm_bindgen]
pub async fn circular(url: &str, project: &str) -> Outcome {
    let own = Rc::new(RefCell::new(None::<Client>));
    let (shared, id) = (Rc::clone(&own), project.to_owned());
    let source = Token::asked(move || {
        let (client, id) = (shared.borrow().clone(), id.clone());
        async move {
            match client {
                Some(client) => {
                    client.send(rooms::get(&id, "lobby")).await.map(|room| room.name).map_err(|error| error.to_string())
                }
                None => Err("there is no client".to_owned()),
            }
        }
    });
    let client = client(url, source)?;
    *own.borrow_mut() = Some(client.clone());
    let error = failure(client.send(rooms::get(project, "lobby")).await)?;
    let message = "token: the function that returns it waits for a call of its own client, which asks it again";
    same(error.to_string(), message.to_owned())?;
    *own.borrow_mut() = None;
    Ok(())
}

/// Dropping a call's future aborts it: the server sees the connection end.
#[wasm_bindgen]
pub async fn dropped(url: &str, token: &str, project: &str) -> Outcome {
    let client = client(url, token)?;
    let mut silent = Box::pin(client.send(rooms::get(project, "silent")));
    // Polled often enough for the request to be on its way.
    for _ in 0..20 {
        let pending = poll_fn(|context| Poll::Ready(silent.as_mut().poll(context).is_pending()));
        same(pending.await, true)?;
        client.send(rooms::get(project, "lobby")).await?;
    }
    drop(silent);
    client.send(rooms::get(project, "lobby")).await?;
    Ok(())
}
