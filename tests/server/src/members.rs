//! Project members: `/accounts/projects/{project}/users` and `…/role`.

use axum::extract::State;
use axum::http::StatusCode;
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;

use crate::app::{App, At};
use crate::auth::{Access, Rights};
use crate::error::{Error, Result};
use crate::json::{Body, Json, Object, SUCCESS, Success};
use crate::paging::{Cursor, Page, PageRequest, Query};
use crate::today::bindings;
use crate::users;

/// A member as the API shows them.
#[derive(Debug, Serialize)]
pub struct Member {
    id: String,
    first_name: Option<String>,
    last_name: Option<String>,
    email: Option<String>,
    #[serde(flatten)]
    rights: Rights,
}

/// The caller's own role.
#[derive(Debug, Serialize)]
pub struct Role {
    role: &'static str,
    can_create_rooms: bool,
    can_use_llm_proxy: bool,
}

/// `GET …/role`
pub async fn role(access: Access, _: At<String>) -> Result<Json<Role>> {
    access.read()?;
    let Rights { can_create_rooms, can_use_llm_proxy, .. } = access.rights;
    Ok(Json(Role { role: access.rights.role(), can_create_rooms, can_use_llm_proxy }))
}

/// `POST …/users`
pub async fn add(State(app): State<App>, access: Access, At(project): At<String>, body: Body) -> Result<Json<Success>> {
    access.administer_members()?;
    app.db
        .write(move |db| {
            let body = body.object()?;
            if body.require("project_id")?.text()? != project {
                let message = "project_id: is not the project of the path";
                return Err(Error::new(StatusCode::FORBIDDEN, "project_mismatch", message));
            }
            let user_id = body.require("user_id")?.text()?;
            let flag = |name| Ok::<_, Error>(body.flag(name)?.unwrap_or(false));
            let rights = Rights {
                is_admin: flag("is_admin")?,
                is_developer: flag("is_developer")?,
                can_create_rooms: flag("can_create_rooms")?,
                can_use_llm_proxy: flag("can_use_llm_proxy")?,
            };
            insert(db, users::by_id(db, &user_id)?, rights)?;
            Ok(SUCCESS)
        })
        .await
}

/// Makes a user a member.
pub fn insert(db: &Connection, user: i64, rights: Rights) -> Result<()> {
    let mut insert = db.prepare_cached(
        "INSERT INTO members (user, is_admin, is_developer, can_create_rooms, can_use_llm_proxy)
         VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
    )?;
    let Rights { is_admin, is_developer, can_create_rooms, can_use_llm_proxy } = rights;
    match insert.execute((user, is_admin, is_developer, can_create_rooms, can_use_llm_proxy))? {
        0 => Err(Error::conflict("member_exists", "the user is a member")),
        _ => Ok(()),
    }
}

/// `PUT …/users/{user_id}`, with all four rights.
pub async fn update(
    State(app): State<App>,
    access: Access,
    At((_, id)): At<(String, String)>,
    body: Body,
) -> Result<Json<Success>> {
    access.administer_members()?;
    app.db
        .write(move |db| {
            let body = body.object()?;
            let flag = |name| required_flag(&body, name);
            let rights = Rights {
                is_admin: flag("is_admin")?,
                is_developer: flag("is_developer")?,
                can_create_rooms: flag("can_create_rooms")?,
                can_use_llm_proxy: flag("can_use_llm_proxy")?,
            };
            let mut find = db.prepare_cached("SELECT seq FROM users WHERE id = ?1")?;
            let user = find.query_row([id], |row| row.get(0)).optional()?;
            match user.map_or(Ok(0), |user| set_rights(db, user, rights))? {
                0 => Err(Error::not_found("member_not_found")),
                _ => Ok(SUCCESS),
            }
        })
        .await
}

/// Gives a member these rights; the number of members changed is zero for
/// somebody who is none.
pub fn set_rights(db: &Connection, user: i64, rights: Rights) -> Result<usize> {
    let mut update = db.prepare_cached(
        "UPDATE members SET is_admin = ?2, is_developer = ?3, can_create_rooms = ?4, can_use_llm_proxy = ?5
         WHERE user = ?1",
    )?;
    let Rights { is_admin, is_developer, can_create_rooms, can_use_llm_proxy } = rights;
    Ok(update.execute((user, is_admin, is_developer, can_create_rooms, can_use_llm_proxy))?)
}

fn required_flag(body: &Object, name: &str) -> Result<bool> {
    body.require(name)?.boolean()
}

/// `DELETE …/users/{user_id}`, with all that the member was given: who has left
/// the project gets into none of its rooms.
pub async fn remove(
    State(app): State<App>,
    access: Access,
    At((_, id)): At<(String, String)>,
) -> Result<Json<Success>> {
    access.administer_members()?;
    app.db
        .write(move |db| {
            let user = users::by_id(db, &id)?;
            if db.prepare_cached("DELETE FROM members WHERE user = ?1")?.execute([user])? == 0 {
                return Err(Error::not_found("member_not_found"));
            }
            db.prepare_cached("DELETE FROM grants WHERE user = ?1")?.execute([user])?;
            bindings::forget(db, "user", &id)?;
            Ok(SUCCESS)
        })
        .await
}

/// `GET …/users`
pub async fn list(State(app): State<App>, access: Access, _: At<String>, query: Query) -> Result<Page<Member>> {
    access.read()?;
    let page = PageRequest::new(&app, &query, "members", 100)?;
    app.db
        .read(move |db| {
            let sql = format!(
                "SELECT m.seq, u.id, u.first_name, u.last_name, u.email, m.*
                 FROM members m JOIN users u ON u.seq = m.user
                 WHERE m.seq > ?2 AND ?1 = '' AND {} ORDER BY m.seq LIMIT ?3 OFFSET ?4",
                users::FOUND
            );
            let mut select = db.prepare_cached(&sql)?;
            let (name, seq) = (&page.after.name, page.after.seq);
            let mut rows = select.query((name, seq, page.rows(), page.offset, page.part()))?;
            let mut members = Vec::new();
            while let Some(row) = rows.next()? {
                let member = Member {
                    id: row.get(1)?,
                    first_name: row.get(2)?,
                    last_name: row.get(3)?,
                    email: row.get(4)?,
                    rights: Rights::from_row(row)?,
                };
                members.push((Cursor { name: String::new(), seq: row.get(0)? }, member));
            }
            let sql = format!(
                "SELECT count(*) FROM members m JOIN users u ON u.seq = m.user WHERE {}",
                users::FOUND.replace("?5", "?1")
            );
            let mut count = db.prepare_cached(&sql)?;
            let total = count.query_row([page.part()], |row| row.get(0))?;
            page.reply("users", members, Some(total))
        })
        .await
}
