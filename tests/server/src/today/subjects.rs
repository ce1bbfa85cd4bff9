//! Who may be given a role, and what a role may be given on.

use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value, json};

use crate::error::{Error, Result};
use crate::today::kinds::DOMAIN;
use crate::users;

/// A user, a group, an agent, a service account, a set of users or everyone.
/// The id of a set is its relation, that of everyone is `all`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    pub kind: String,
    pub id: String,
}

impl Subject {
    pub fn new(kind: &str, id: &str) -> Self {
        Self { kind: kind.to_owned(), id: id.to_owned() }
    }

    pub fn is_user(&self) -> bool {
        self.kind == "user"
    }

    /// Reads a subject whose kinds have been checked. A user may be named by
    /// email, and is invited if nobody has it and `invite` is set.
    pub fn read(db: &Connection, place: &str, value: &Value, invite: bool) -> Result<Self> {
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
        let kind = text("type").unwrap_or_default();
        let at = |name: &str| format!("{place}.{name}");
        let id = match (kind, text("id")) {
            ("everyone", None | Some("all")) => "all".to_owned(),
            ("everyone", Some(_)) => return Err(Error::invalid(&at("id"), "must be all")),
            ("userset", _) => {
                if text("object_type") != Some("project") {
                    return Err(Error::invalid(&at("object_type"), "must be project"));
                }
                let missing = || Error::invalid(&at("relation"), "is required");
                text("relation").ok_or_else(missing)?.to_owned()
            }
            ("user", None) => return Self::by_email(db, &at("email"), text("email"), invite),
            (_, None) => return Err(Error::invalid(&at("id"), "is required")),
            (_, Some(id)) => id.to_owned(),
        };
        let subject = Self { kind: kind.to_owned(), id };
        subject.must_exist(db)?;
        Ok(subject)
    }

    fn by_email(db: &Connection, place: &str, email: Option<&str>, invite: bool) -> Result<Self> {
        let email = email.ok_or_else(|| Error::invalid(place, "is required, or an id"))?;
        let (name, host) = email.split_once('@').unwrap_or_default();
        if name.is_empty() || host.is_empty() {
            return Err(Error::invalid(place, "must be an email address"));
        }
        let user = if invite { Some(users::by_email_or_invited(db, email)?) } else { users::by_email(db, email)? };
        let user = user.ok_or_else(|| Error::not_found("user_not_found"))?;
        let id: String = db.query_one("SELECT id FROM users WHERE seq = ?1", [user], |row| row.get(0))?;
        Ok(Self { kind: "user".to_owned(), id })
    }

    fn must_exist(&self, db: &Connection) -> Result<()> {
        match self.kind.as_str() {
            "user" => users::by_id(db, &self.id).map(drop),
            "group" => record_exists(db, "group", &self.id, "group_not_found"),
            "service_account" => record_exists(db, "service_account", &self.id, "service_account_not_found"),
            "agent" => record_exists(db, "agent", &self.id, "agent_not_found"),
            _ => Ok(()),
        }
    }

    /// The subject as replies show it, with the names that belong to its id.
    pub fn show(&self, db: &Connection, project: &str) -> Result<Value> {
        let mut shown = Map::new();
        shown.insert("type".to_owned(), json!(self.kind));
        shown.insert("id".to_owned(), json!(self.id));
        match self.kind.as_str() {
            "user" => {
                let mut find = db.prepare_cached("SELECT first_name, last_name, email FROM users WHERE id = ?1")?;
                let columns = ["first_name", "last_name", "email"];
                let mut rows = find.query([&self.id])?;
                if let Some(row) = rows.next()? {
                    for column in columns {
                        shown.insert(column.to_owned(), json!(row.get::<_, Option<String>>(column)?));
                    }
                }
            }
            "userset" => {
                shown.insert("id".to_owned(), json!(project));
                shown.insert("object_type".to_owned(), json!("project"));
                shown.insert("relation".to_owned(), json!(self.id));
            }
            "group" | "service_account" => {
                let mut find = db.prepare_cached("SELECT name FROM records WHERE kind = ?1 AND id = ?2")?;
                let name: Option<String> = find.query_row([&self.kind, &self.id], |row| row.get(0)).optional()?;
                shown.insert("name".to_owned(), json!(name));
            }
            _ => {}
        }
        Ok(Value::Object(shown))
    }
}

/// What roles are given on. The project's id is its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    pub kind: String,
    pub id: String,
}

impl Resource {
    pub fn new(kind: &str, id: &str) -> Self {
        Self { kind: kind.to_owned(), id: id.to_owned() }
    }

    /// A 404 unless the resource exists.
    pub fn must_exist(&self, db: &Connection, project: &str) -> Result<()> {
        match self.kind.as_str() {
            "project" if self.id != project => Err(Error::not_found("project_not_found")),
            "room" => crate::rooms::by_id(db, &self.id).map(drop),
            "group" => record_exists(db, "group", &self.id, "group_not_found"),
            "service_account" => record_exists(db, "service_account", &self.id, "service_account_not_found"),
            "secret" => record_exists(db, "secret", &self.id, "secret_not_found"),
            "agent" => record_exists(db, "agent", &self.id, "agent_not_found"),
            "repository" => record_exists(db, "repository", &self.id, "repository_not_found"),
            "feed" => record_exists(db, "feed", &self.id, "feed_not_found"),
            "custom_domain" => DOMAIN.by_name(db, "", &self.id).map(drop),
            _ => Ok(()),
        }
    }

    /// The resource as replies show it.
    pub fn show(&self, db: &Connection) -> Result<Value> {
        let sql = match self.kind.as_str() {
            "room" => "SELECT name FROM rooms WHERE id = ?1",
            _ => "SELECT name FROM records WHERE id = ?1 OR kind = 'custom_domain' AND name = ?1",
        };
        let name: Option<String> = db.prepare_cached(sql)?.query_row([&self.id], |row| row.get(0)).optional()?;
        Ok(json!({ "type": self.kind, "id": self.id, "name": name }))
    }
}

fn record_exists(db: &Connection, kind: &str, id: &str, missing: &'static str) -> Result<()> {
    let mut find = db.prepare_cached("SELECT 1 FROM records WHERE kind = ?1 AND id = ?2")?;
    if find.exists([kind, id])? { Ok(()) } else { Err(Error::not_found(missing)) }
}
