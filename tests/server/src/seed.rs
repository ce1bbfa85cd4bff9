//! What a new data folder holds.

use std::path::PathBuf;

use rusqlite::Connection;
use serde::Serialize;
use uuid::Uuid;

use crate::auth::Rights;
use crate::error::{Error, Result};
use crate::today::{self, activity};
use crate::token::{Project, random};
use crate::{example, members, oauth};

/// What the options ask for.
#[derive(Debug)]
pub struct Seed {
    pub project_id: Option<Uuid>,
    pub example: bool,
    pub grants: u32,
    /// Where files are on disk.
    pub files: PathBuf,
}

impl Seed {
    pub fn fill(self, db: &Connection) -> Result<()> {
        let project = Project::new(self.project_id.unwrap_or_else(Uuid::new_v4))?;
        let project_id = project.id.clone();
        db.execute(
            "INSERT INTO project (id, key_id, secret) VALUES (?1, ?2, ?3)",
            [project.id, project.key_id, project.secret],
        )?;
        for (first, last, rights) in [
            ("Ada", "Adams", Rights::ALL),
            ("Dev", "Okafor", Rights { is_admin: false, ..Rights::ALL }),
            ("Mia", "Moreau", Rights::default()),
        ] {
            let user = add_member(db, first, last, rights)?;
            db.execute("UPDATE users SET token = ?2 WHERE seq = ?1", (user, random()?))?;
        }
        // The command line's public client, without a secret.
        db.execute(
            r#"INSERT INTO clients
                 (id, grant_types, response_types, redirect_uris, scope, built_in)
               VALUES (?1, '["authorization_code","refresh_token"]', '["code"]', '[]', '', 1)"#,
            [oauth::COMMAND_LINE],
        )?;
        if self.example {
            example::fill(db)?;
        }
        load(db, self.grants)?;
        if self.example {
            today::example::fill(db, &project_id)?;
            today::example_running::fill(db, &project_id)?;
            today::example_files::fill(db, &self.files)?;
            activity::fill(db)?;
            today::deliveries::fill(db)?;
        }
        db.execute_batch(
            "UPDATE rooms SET grant_count = (SELECT count(*) FROM grants WHERE room = rooms.seq);
             UPDATE users SET grant_count = (SELECT count(*) FROM grants WHERE user = users.seq);",
        )?;
        Ok(())
    }
}

/// Adds a user who is a member of the project.
pub fn add_member(db: &Connection, first: &str, last: &str, rights: Rights) -> Result<i64> {
    let mut insert =
        db.prepare_cached("INSERT INTO users (id, email, first_name, last_name) VALUES (?1, ?2, ?3, ?4)")?;
    let email = format!("{}@example.com", first.to_lowercase());
    let user = insert.insert((Uuid::new_v4().to_string(), email, first, last))?;
    members::insert(db, user, rights)?;
    Ok(user)
}

/// Adds many grants: a hundred users, each in every one of the rooms.
fn load(db: &Connection, grants: u32) -> Result<()> {
    if grants == 0 {
        return Ok(());
    }
    let mut users = Vec::new();
    for n in 1..=100.min(grants) {
        users.push(add_member(db, &format!("load-{n:03}"), "Load", Rights::default())?);
    }
    let mut room = db.prepare("INSERT INTO rooms (id, name) VALUES (?1, ?2)")?;
    let mut grant = db.prepare("INSERT INTO grants (room, user, permissions) VALUES (?1, ?2, ?3)")?;
    let mut left = grants as usize;
    for n in 1..=grants.div_ceil(100) {
        let room = room.insert((Uuid::new_v4().to_string(), format!("load-{n:05}")))?;
        for user in users.iter().take(left) {
            grant.execute((
                room,
                user,
                r#"{"messaging":{},"storage":{"paths":[{"path":"/data/","read_only":true}]}}"#,
            ))?;
        }
        left = left.saturating_sub(users.len());
    }
    Ok(())
}

/// A user who can log in, as the first line of output shows them.
#[derive(Debug, Serialize)]
pub struct Login {
    id: String,
    email: Option<String>,
    token: String,
    role: &'static str,
}

/// The project of the data folder.
pub fn project(db: &Connection) -> Result<Project> {
    let project = db.query_one("SELECT id, key_id, secret FROM project", [], |row| {
        Ok(Project { id: row.get(0)?, key_id: row.get(1)?, secret: row.get(2)? })
    });
    project.map_err(Error::from)
}

/// Those who can log in. Whoever was removed from the project has the role `none`.
pub fn logins(db: &Connection) -> Result<Vec<Login>> {
    let mut select = db.prepare(
        "SELECT u.id, u.email, u.token, m.seq IS NOT NULL, m.*
         FROM users u LEFT JOIN members m ON m.user = u.seq
         WHERE u.token IS NOT NULL ORDER BY u.seq",
    )?;
    let logins = select.query_map([], |row| {
        let member: bool = row.get(3)?;
        let role = if member { Rights::from_row(row)?.role() } else { "none" };
        Ok(Login { id: row.get(0)?, email: row.get(1)?, token: row.get(2)?, role })
    })?;
    Ok(logins.collect::<rusqlite::Result<_>>()?)
}
