//! Rooms: `/accounts/projects/{project}/rooms`.

use axum::extract::State;
use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::app::{App, At};
use crate::auth::Access;
use crate::error::{Error, Result};
use crate::json::{Body, DONE, Done, Json, Object, raw};
use crate::paging::{Cursor, Order, Page, PageRequest, Query};
use crate::today;
use crate::{grants, scope, users};

/// A room as the API shows it.
#[derive(Debug, Serialize)]
pub struct Room {
    pub id: String,
    pub name: String,
    metadata: Box<RawValue>,
    annotations: Box<RawValue>,
    /// Shown only for a room that was disabled.
    #[serde(skip_serializing_if = "Option::is_none")]
    enabled: Option<bool>,
}

impl Room {
    /// The columns that `from_row` reads first.
    pub const COLUMNS: &str = "r.id, r.name, r.metadata, r.annotations, r.enabled";

    pub fn from_row(row: &Row) -> Result<Self> {
        let enabled: bool = row.get(4)?;
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            metadata: raw(row.get(2)?)?,
            annotations: raw(row.get(3)?)?,
            enabled: (!enabled).then_some(false),
        })
    }

    pub fn find(db: &Connection, name: &str) -> Result<Option<Self>> {
        Self::find_by(db, "name", name)
    }

    /// The room with this name, or else with this id.
    pub fn find_any(db: &Connection, name: &str) -> Result<Option<Self>> {
        let named = Self::find(db, name)?;
        if named.is_some() { Ok(named) } else { Self::find_by(db, "id", name) }
    }

    fn find_by(db: &Connection, column: &str, value: &str) -> Result<Option<Self>> {
        let sql = format!("SELECT {} FROM rooms r WHERE r.{column} = ?1", Self::COLUMNS);
        let mut find = db.prepare_cached(&sql)?;
        let mut rows = find.query([value])?;
        rows.next()?.map(Self::from_row).transpose()
    }
}

/// `POST …/rooms`
pub async fn create(State(app): State<App>, access: Access, _: At<String>, body: Body) -> Result<Json<Room>> {
    access.create_rooms()?;
    let server = app.clone();
    app.db
        .write(move |db| {
            today::check_body(&server, "rooms.create", &body)?;
            insert(db, &body.object()?)
        })
        .await
        .map(Json)
}

fn insert(db: &Connection, body: &Object) -> Result<Room> {
    let name = read_name(body)?;
    let if_not_exists = body.flag("if_not_exists")?.unwrap_or(false);
    let metadata = read_metadata(body)?.unwrap_or("{}");
    let annotations = read_annotations(body)?.unwrap_or("{}");
    let permissions = body.get("permissions").map(|value| value.object()).transpose()?;
    if let Some(room) = Room::find(db, &name)? {
        return if if_not_exists { Ok(room) } else { Err(name_taken()) };
    }
    let mut insert =
        db.prepare_cached("INSERT INTO rooms (id, name, metadata, annotations) VALUES (?1, ?2, ?3, ?4)")?;
    let id = Uuid::new_v4().to_string();
    let room = insert.insert((&id, &name, metadata, annotations))?;
    for (user_id, permissions) in permissions.iter().flat_map(Object::members) {
        scope::check(&permissions)?;
        grants::insert(db, room, users::by_id(db, user_id)?, permissions.json())?;
    }
    Room::find(db, &name)?.ok_or_else(|| Error::not_found("room_not_found"))
}

/// `GET …/rooms/{name}`, or by id.
pub async fn get(State(app): State<App>, access: Access, At((_, name)): At<(String, String)>) -> Result<Json<Room>> {
    access.read_room(&name)?;
    let room = app.db.read(move |db| Room::find_any(db, &name)).await?;
    room.map(Json).ok_or_else(|| Error::not_found("room_not_found"))
}

/// `GET …/rooms`
pub async fn list(State(app): State<App>, access: Access, _: At<String>, query: Query) -> Result<Page<Room>> {
    access.read()?;
    let page = PageRequest::new(&app, &query, "rooms", 50)?;
    app.db
        .read(move |db| {
            let (after, order) = match page.order {
                Order::RoomName => ("r.name > ?1", "r.name"),
                Order::CreatedAt => ("r.seq > ?2", "r.seq"),
            };
            let sql = format!(
                "SELECT {}, r.seq FROM rooms r WHERE {after} AND (?5 = '' OR has(r.name, ?5))
                 ORDER BY {order} LIMIT ?3 OFFSET ?4",
                Room::COLUMNS
            );
            let mut select = db.prepare_cached(&sql)?;
            let mut rows = select.query((&page.after.name, page.after.seq, page.rows(), page.offset, page.part()))?;
            let mut rooms = Vec::new();
            while let Some(row) = rows.next()? {
                let room = Room::from_row(row)?;
                rooms.push((Cursor { name: room.name.clone(), seq: row.get(5)? }, room));
            }
            let mut count = db.prepare_cached("SELECT count(*) FROM rooms WHERE ?1 = '' OR has(name, ?1)")?;
            let total = count.query_row([page.part()], |row| row.get(0))?;
            page.reply("rooms", rooms, Some(total))
        })
        .await
}

/// `PUT …/rooms/{id}`
pub async fn update(
    State(app): State<App>,
    access: Access,
    At((_, id)): At<(String, String)>,
    body: Body,
) -> Result<Json<Done>> {
    let server = app.clone();
    app.db
        .write(move |db| {
            access.manage_room(db, &id)?;
            today::check_body(&server, "rooms.update", &body)?;
            let body = body.object()?;
            let name = read_name(&body)?;
            let metadata = read_metadata(&body)?;
            let annotations = read_annotations(&body)?;
            let enabled = body.flag("enabled")?;
            let room = by_id(db, &id)?;
            let mut taken = db.prepare_cached("SELECT 1 FROM rooms WHERE name = ?1 AND seq <> ?2")?;
            if taken.exists((&name, room))? {
                return Err(name_taken());
            }
            let mut update = db.prepare_cached(
                "UPDATE rooms SET name = ?2, metadata = ifnull(?3, metadata),
                   annotations = ifnull(?4, annotations), enabled = ifnull(?5, enabled)
                 WHERE seq = ?1",
            )?;
            update.execute((room, name, metadata, annotations, enabled))?;
            Ok(DONE)
        })
        .await
}

/// `DELETE …/rooms/{id}`, with all that is in it and was granted on it.
pub async fn delete(State(app): State<App>, access: Access, At((_, id)): At<(String, String)>) -> Result<Json<Done>> {
    app.db
        .write(move |db| {
            access.manage_room(db, &id)?;
            today::forget_room(db, &id)?;
            match db.prepare_cached("DELETE FROM rooms WHERE id = ?1")?.execute([id])? {
                0 => Err(Error::not_found("room_not_found")),
                _ => Ok(DONE),
            }
        })
        .await
}

/// The row of a room, by the id of the API.
pub fn by_id(db: &Connection, id: &str) -> Result<i64> {
    let mut find = db.prepare_cached("SELECT seq FROM rooms WHERE id = ?1")?;
    let found = find.query_row([id], |row| row.get(0)).optional()?;
    found.ok_or_else(|| Error::not_found("room_not_found"))
}

fn name_taken() -> Error {
    Error::conflict("room_exists", "another room has this name")
}

/// A name of 1 to 63 letters, digits and dashes, without one at either end.
fn read_name(body: &Object) -> Result<String> {
    let value = body.require("name")?;
    let name = value.text()?;
    let dash = name.starts_with('-') || name.ends_with('-');
    let known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !(1..=63).contains(&name.len()) || dash || !name.chars().all(known) {
        return Err(value.must_be("1 to 63 of a-z, 0-9 and -, with a - at neither end"));
    }
    Ok(name)
}

/// The text of `metadata`, an object of anything.
fn read_metadata<'a>(body: &Object<'a>) -> Result<Option<&'a str>> {
    let Some(value) = body.get("metadata") else { return Ok(None) };
    value.object()?;
    Ok(Some(value.json()))
}

/// The text of `annotations`, an object of text to text.
fn read_annotations<'a>(body: &Object<'a>) -> Result<Option<&'a str>> {
    let Some(value) = body.get("annotations") else { return Ok(None) };
    for (_, text) in value.object()?.members() {
        text.text()?;
    }
    Ok(Some(value.json()))
}
