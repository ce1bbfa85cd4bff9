//! Direct roles: who was given what on which resource.
//!
//! The older generation's grants and today's policies are two views of one
//! truth. A user's roles on the project are the four flags of a member and a
//! list beside them; a user's roles on a room are a grant, whose scope is made
//! from the roles and whose roles are read from the scope if it was written by
//! the older generation. Where they cannot be the same:
//!
//! - A scope says more than roles do. The policy shows the one role that comes
//!   closest; the scope stays until a role is added that the policy does not
//!   show yet, and then gives way to the scope of all of them.
//! - What is given to anyone but a user (a group, a service account, everyone)
//!   has no form in the older generation and is kept in a table of its own.
//! - A member of a group who has no roles of their own is no member there.

use rusqlite::{Connection, OptionalExtension};

use crate::auth::Rights;
use crate::error::Result;
use crate::today::roles::Roles;
use crate::today::subjects::{Resource, Subject};
use crate::today::{role_scopes, subjects};
use crate::{grants, members, rooms, users};

/// The roles that are flags of a member.
const FLAGS: [&str; 4] = ["admin", "developer", "room_creator", "llm_proxy_user"];

/// The rights that the older generation knows of these project roles.
pub fn rights(roles: &Roles) -> Rights {
    Rights {
        is_admin: roles.contains("admin"),
        is_developer: roles.contains("developer"),
        can_create_rooms: roles.contains("room_creator"),
        can_use_llm_proxy: roles.contains("llm_proxy_user"),
    }
}

/// The direct roles of one subject on one resource.
pub fn direct(db: &Connection, resource: &Resource, subject: &Subject) -> Result<Roles> {
    match (resource.kind.as_str(), subject.is_user()) {
        ("project", true) => of_member(db, &subject.id),
        ("room", true) => {
            let mut find = db.prepare_cached(
                "SELECT g.permissions, o.roles FROM grants g JOIN rooms r ON r.seq = g.room JOIN users u ON u.seq = g.user
                 LEFT JOIN grant_roles o ON o.room = g.room AND o.user = g.user WHERE r.id = ?1 AND u.id = ?2",
            )?;
            let found = find.query_row([&resource.id, &subject.id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            found.map_or_else(|| Ok(Roles::new()), |(scope, roles): (String, Option<String>)| of_grant(&scope, roles))
        }
        _ => {
            let mut find = db.prepare_cached(
                "SELECT roles FROM bindings WHERE resource_type = ?1 AND resource_id = ?2
                   AND subject_type = ?3 AND subject_id = ?4",
            )?;
            let key = [&resource.kind, &resource.id, &subject.kind, &subject.id];
            let found: Option<String> = find.query_row(key, |row| row.get(0)).optional()?;
            found.map_or_else(|| Ok(Roles::new()), |roles| Ok(serde_json::from_str(&roles)?))
        }
    }
}

fn of_member(db: &Connection, id: &str) -> Result<Roles> {
    let mut find = db.prepare_cached(
        "SELECT m.*, o.roles FROM members m JOIN users u ON u.seq = m.user
         LEFT JOIN member_roles o ON o.user = m.user WHERE u.id = ?1",
    )?;
    let found = find.query_row([id], |row| Ok((Rights::from_row(row)?, row.get("roles")?))).optional()?;
    let Some((rights, more)) = found else { return Ok(Roles::new()) };
    member_roles(rights, more)
}

/// A member's roles: every member has the role of that name.
fn member_roles(rights: Rights, more: Option<String>) -> Result<Roles> {
    let flags = [rights.is_admin, rights.is_developer, rights.can_create_rooms, rights.can_use_llm_proxy];
    let mut roles: Roles = more.map_or_else(|| Ok(Roles::new()), |more| serde_json::from_str(&more))?;
    roles.insert("member".to_owned());
    roles.extend(FLAGS.iter().zip(flags).filter(|(_, set)| *set).map(|(name, _)| (*name).to_owned()));
    Ok(roles)
}

fn of_grant(scope: &str, roles: Option<String>) -> Result<Roles> {
    match roles {
        Some(roles) => Ok(serde_json::from_str(&roles)?),
        None => Ok([role_scopes::closest(scope)?.to_owned()].into()),
    }
}

/// Gives a subject exactly these direct roles on a resource.
pub fn set(db: &Connection, resource: &Resource, subject: &Subject, roles: &Roles) -> Result<()> {
    match (resource.kind.as_str(), subject.is_user()) {
        ("project", true) => set_member(db, users::by_id(db, &subject.id)?, roles),
        ("room", true) => {
            let (room, user) = (rooms::by_id(db, &resource.id)?, users::by_id(db, &subject.id)?);
            set_grant(db, room, user, direct(db, resource, subject)?, roles)
        }
        _ if roles.is_empty() => {
            let mut delete = db.prepare_cached(
                "DELETE FROM bindings WHERE resource_type = ?1 AND resource_id = ?2
                   AND subject_type = ?3 AND subject_id = ?4",
            )?;
            delete.execute([&resource.kind, &resource.id, &subject.kind, &subject.id])?;
            Ok(())
        }
        _ => {
            let mut put = db.prepare_cached(
                "INSERT INTO bindings (resource_type, resource_id, subject_type, subject_id, roles)
                 VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT DO UPDATE SET roles = excluded.roles",
            )?;
            let roles = serde_json::to_string(roles)?;
            put.execute([&resource.kind, &resource.id, &subject.kind, &subject.id, &roles])?;
            Ok(())
        }
    }
}

fn set_member(db: &Connection, user: i64, roles: &Roles) -> Result<()> {
    if roles.is_empty() {
        db.prepare_cached("DELETE FROM members WHERE user = ?1")?.execute([user])?;
        return Ok(());
    }
    let rights = rights(roles);
    if members::set_rights(db, user, rights)? == 0 {
        members::insert(db, user, rights)?;
    }
    let more: Vec<_> = roles.iter().filter(|role| !FLAGS.contains(&role.as_str()) && *role != "member").collect();
    let mut put = db.prepare_cached(
        "INSERT INTO member_roles (user, roles) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET roles = excluded.roles",
    )?;
    put.execute((user, serde_json::to_string(&more)?))?;
    Ok(())
}

fn set_grant(db: &Connection, room: i64, user: i64, old: Roles, roles: &Roles) -> Result<()> {
    if roles.is_empty() {
        db.prepare_cached("DELETE FROM grants WHERE room = ?1 AND user = ?2")?.execute((room, user))?;
        return Ok(());
    }
    if old == *roles {
        return Ok(());
    }
    let scope = role_scopes::of(db, roles)?;
    if old.is_empty() {
        grants::insert(db, room, user, &scope)?;
    } else {
        let mut update = db.prepare_cached("UPDATE grants SET permissions = ?3 WHERE room = ?1 AND user = ?2")?;
        update.execute((room, user, scope))?;
    }
    let mut put = db.prepare_cached(
        "INSERT INTO grant_roles (room, user, roles) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET roles = excluded.roles",
    )?;
    put.execute((room, user, serde_json::to_string(roles)?))?;
    Ok(())
}

/// Everybody with direct roles on a resource, in the order of subjects.
pub fn on(db: &Connection, resource: &Resource) -> Result<Vec<(Subject, Roles)>> {
    let mut all = Vec::new();
    let users = match resource.kind.as_str() {
        "project" => "SELECT u.id FROM members m JOIN users u ON u.seq = m.user WHERE ?1 <> ''",
        "room" => {
            "SELECT u.id FROM grants g JOIN rooms r ON r.seq = g.room JOIN users u ON u.seq = g.user WHERE r.id = ?1"
        }
        _ => "SELECT '' WHERE ?1 = '' AND FALSE",
    };
    let mut users = db.prepare_cached(users)?;
    for user in users.query_map([&resource.id], |row| row.get::<_, String>(0))? {
        let subject = Subject::new("user", &user?);
        let roles = direct(db, resource, &subject)?;
        all.push((subject, roles));
    }
    let mut others = db.prepare_cached(
        "SELECT subject_type, subject_id, roles FROM bindings WHERE resource_type = ?1 AND resource_id = ?2",
    )?;
    let mut rows = others.query([&resource.kind, &resource.id])?;
    while let Some(row) = rows.next()? {
        let subject = Subject { kind: row.get(0)?, id: row.get(1)? };
        all.push((subject, serde_json::from_str(&row.get::<_, String>(2)?)?));
    }
    all.sort();
    Ok(all)
}

/// Every resource on which a subject has direct roles.
pub fn of(db: &Connection, project: &str, subject: &Subject) -> Result<Vec<(Resource, Roles)>> {
    let mut all = Vec::new();
    if subject.is_user() {
        let whole = Resource::new("project", project);
        let roles = direct(db, &whole, subject)?;
        if !roles.is_empty() {
            all.push((whole, roles));
        }
        let mut rooms = db.prepare_cached(
            "SELECT r.id FROM grants g JOIN rooms r ON r.seq = g.room JOIN users u ON u.seq = g.user WHERE u.id = ?1",
        )?;
        for room in rooms.query_map([&subject.id], |row| row.get::<_, String>(0))? {
            let room = Resource::new("room", &room?);
            let roles = direct(db, &room, subject)?;
            all.push((room, roles));
        }
    }
    let mut others = db.prepare_cached(
        "SELECT resource_type, resource_id, roles FROM bindings
         WHERE subject_type = ?1 AND subject_id = ?2 ORDER BY seq",
    )?;
    let mut rows = others.query([&subject.kind, &subject.id])?;
    while let Some(row) = rows.next()? {
        let resource = subjects::Resource { kind: row.get(0)?, id: row.get(1)? };
        all.push((resource, serde_json::from_str(&row.get::<_, String>(2)?)?));
    }
    Ok(all)
}

/// Takes away what was given on something that is gone, and to it.
pub fn forget(db: &Connection, kind: &str, id: &str) -> Result<()> {
    let mut forget = db.prepare_cached(
        "DELETE FROM bindings WHERE resource_type = ?1 AND resource_id = ?2 OR subject_type = ?1 AND subject_id = ?2",
    )?;
    forget.execute([kind, id])?;
    Ok(())
}
