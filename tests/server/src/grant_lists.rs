//! Room grants, page by page: `/accounts/projects/{project}/room-grants`.

use axum::extract::State;
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;

use crate::app::{App, At};
use crate::auth::{Access, Caller};
use crate::error::{Error, Result};
use crate::grants::Grant;
use crate::paging::{Cursor, Order, Page, PageRequest, Query};
use crate::rooms::Room;
use crate::users;

/// Whose grants a list shows.
#[derive(Debug, Clone, Copy)]
enum Of {
    Project,
    User(i64),
    Room(i64),
}

/// `GET …/room-grants`
pub async fn list(State(app): State<App>, access: Access, _: At<String>, query: Query) -> Result<Page<Grant>> {
    access.read()?;
    let page = PageRequest::new(&app, &query, "grants", 50)?;
    app.db.read(move |db| read(db, page, Of::Project)).await
}

/// `GET …/room-grants/by-user/{user_id}`, where `me` is the caller.
pub async fn by_user(
    State(app): State<App>,
    access: Access,
    At((_, id)): At<(String, String)>,
    query: Query,
) -> Result<Page<Grant>> {
    access.read()?;
    let id = match (&access.caller, id.as_str()) {
        (Caller::User(user), "me") => user.id.clone(),
        _ => id,
    };
    let page = PageRequest::new(&app, &query, &format!("grants of user {id}"), 50)?;
    app.db.read(move |db| read(db, page, Of::User(users::by_id(db, &id)?))).await
}

/// `GET …/room-grants/by-room/{name}`
pub async fn by_room(
    State(app): State<App>,
    access: Access,
    At((_, name)): At<(String, String)>,
    query: Query,
) -> Result<Page<Grant>> {
    access.read()?;
    let page = PageRequest::new(&app, &query, &format!("grants of room {name}"), 50)?;
    app.db
        .read(move |db| {
            let mut find = db.prepare_cached("SELECT seq FROM rooms WHERE name = ?1")?;
            let mut rooms = find.query([name])?;
            let room = rooms.next()?.ok_or_else(|| Error::not_found("room_not_found"))?;
            read(db, page, Of::Room(room.get(0)?))
        })
        .await
}

fn read(db: &Connection, mut page: PageRequest, of: Of) -> Result<Page<Grant>> {
    let (from, total, id) = match of {
        Of::Project => (
            "rooms r CROSS JOIN grants g ON g.room = r.seq JOIN users u ON u.seq = g.user
             WHERE ?6 = 0",
            "SELECT ifnull(sum(grant_count), 0) FROM rooms
             WHERE ?2 = 0 AND (?1 = '' OR has(name, ?1))",
            0,
        ),
        Of::User(id) => (
            "grants g JOIN rooms r ON r.seq = g.room JOIN users u ON u.seq = g.user
             WHERE g.user = ?6",
            "SELECT count(*) FROM grants g JOIN rooms r ON r.seq = g.room
             WHERE g.user = ?2 AND (?1 = '' OR has(r.name, ?1))",
            id,
        ),
        Of::Room(id) => (
            "grants g JOIN rooms r ON r.seq = g.room JOIN users u ON u.seq = g.user
             WHERE g.room = ?6",
            "SELECT ifnull(sum(grant_count), 0) FROM rooms
             WHERE seq = ?2 AND (?1 = '' OR has(name, ?1))",
            id,
        ),
    };
    let (after, order) = match page.order {
        Order::RoomName => ("r.name >= ?1 AND (r.name > ?1 OR g.user > ?2)", "r.name, g.user"),
        Order::CreatedAt => ("g.seq > ?2 AND ?1 = ''", "g.seq"),
    };
    let total = db.prepare_cached(total)?.query_row((page.part(), id), |row| row.get(0))?;
    if let (Of::Project, None) = (of, &page.filter) {
        seek(db, &mut page)?;
    }
    let sql = format!(
        "SELECT {}, g.user, g.seq FROM {from} AND {after} AND (?5 = '' OR has(r.name, ?5))
         ORDER BY {order} LIMIT ?3 OFFSET ?4",
        Grant::columns()
    );
    let mut select = db.prepare_cached(&sql)?;
    let (name, seq) = (&page.after.name, page.after.seq);
    let mut rows = select.query((name, seq, page.rows(), page.offset, page.part(), id))?;
    let mut grants = Vec::new();
    while let Some(row) = rows.next()? {
        let grant = Grant::from_row(row)?;
        let place = match page.order {
            Order::RoomName => Cursor { name: grant.room.name.clone(), seq: row.get(7)? },
            Order::CreatedAt => Cursor { name: String::new(), seq: row.get(8)? },
        };
        grants.push((place, grant));
    }
    page.reply("room_grants", grants, Some(total))
}

/// Finds where a far offset into all grants falls without reading every grant
/// before it: whole rooms are skipped by their counts.
fn seek(db: &Connection, page: &mut PageRequest) -> Result<()> {
    if page.offset == 0 {
        return Ok(());
    }
    if page.order == Order::CreatedAt {
        let mut find = db.prepare_cached("SELECT seq FROM grants ORDER BY seq LIMIT 1 OFFSET ?1")?;
        let last = find.query_row([page.offset - 1], |row| row.get(0)).optional()?;
        (page.after.seq, page.offset) = (last.unwrap_or(i64::MAX), 0);
        return Ok(());
    }
    let mut count = db.prepare_cached("SELECT name, grant_count FROM rooms ORDER BY name")?;
    let mut rooms = count.query([])?;
    while let Some(room) = rooms.next()? {
        let grants: i64 = room.get(1)?;
        if page.offset < grants {
            break;
        }
        page.offset -= grants;
        page.after = Cursor { name: room.get(0)?, seq: i64::MAX };
    }
    Ok(())
}

/// A room and how many grants it has.
#[derive(Debug, Serialize)]
pub struct RoomCount {
    room: Room,
    count: i64,
}

/// `GET …/room-grants/by-room`
pub async fn unique_rooms(
    State(app): State<App>,
    access: Access,
    _: At<String>,
    query: Query,
) -> Result<Page<RoomCount>> {
    access.read()?;
    let page = PageRequest::new(&app, &query, "granted rooms", 50)?;
    app.db
        .read(move |db| {
            let sql = format!(
                "SELECT {}, r.grant_count FROM rooms r WHERE r.grant_count > 0 AND r.name > ?1
                 ORDER BY r.name LIMIT ?2 OFFSET ?3",
                Room::COLUMNS
            );
            let mut select = db.prepare_cached(&sql)?;
            let mut rows = select.query((&page.after.name, page.rows(), page.offset))?;
            let mut rooms = Vec::new();
            while let Some(row) = rows.next()? {
                let room = Room::from_row(row)?;
                let place = Cursor { name: room.name.clone(), seq: 0 };
                rooms.push((place, RoomCount { room, count: row.get(5)? }));
            }
            page.reply("rooms", rooms, None)
        })
        .await
}

/// A user and how many grants they have.
#[derive(Debug, Serialize)]
pub struct UserCount {
    user_id: String,
    count: i64,
    first_name: Option<String>,
    last_name: Option<String>,
    email: Option<String>,
}

/// `GET …/room-grants/by-user`
pub async fn unique_users(
    State(app): State<App>,
    access: Access,
    _: At<String>,
    query: Query,
) -> Result<Page<UserCount>> {
    access.read()?;
    let page = PageRequest::new(&app, &query, "granted users", 100)?;
    app.db
        .read(move |db| {
            let sql = format!(
                "SELECT u.seq, u.id, u.grant_count, u.first_name, u.last_name, u.email
                 FROM users u WHERE u.grant_count > 0 AND u.seq > ?2 AND ?1 = '' AND {}
                 ORDER BY u.seq LIMIT ?3 OFFSET ?4",
                users::FOUND
            );
            let mut select = db.prepare_cached(&sql)?;
            let (name, seq) = (&page.after.name, page.after.seq);
            let mut rows = select.query((name, seq, page.rows(), page.offset, page.part()))?;
            let mut users = Vec::new();
            while let Some(row) = rows.next()? {
                let user = UserCount {
                    user_id: row.get(1)?,
                    count: row.get(2)?,
                    first_name: row.get(3)?,
                    last_name: row.get(4)?,
                    email: row.get(5)?,
                };
                users.push((Cursor { name: String::new(), seq: row.get(0)? }, user));
            }
            let sql = format!(
                "SELECT count(*) FROM users u WHERE u.grant_count > 0 AND {}",
                users::FOUND.replace("?5", "?1")
            );
            let mut count = db.prepare_cached(&sql)?;
            let total = count.query_row([page.part()], |row| row.get(0))?;
            page.reply("users", users, Some(total))
        })
        .await
}
