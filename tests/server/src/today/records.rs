//! Resources that are kept as they were sent: one table, one set of verbs.

use rusqlite::{Connection, ErrorCode, OptionalExtension, Row};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::today::time;

pub type Members = Map<String, Value>;

/// A kind of record.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    pub name: &'static str,
    /// The code of the 404.
    pub missing: &'static str,
    /// The code of the 409.
    pub taken: &'static str,
    /// The member that is unique within the owner, such as `metadata.name`;
    /// where it is missing, the id.
    pub named_by: &'static str,
    /// The members that a filter looks at.
    pub searched: &'static [&'static str],
    /// Whether the model says when a record was made and changed.
    pub timed: bool,
}

/// One record: its members with its id among them.
#[derive(Debug, Clone)]
pub struct Record {
    pub id: String,
    pub parent: String,
    pub members: Members,
}

impl Record {
    const COLUMNS: &str = "id, parent, body";

    fn from_row(row: &Row) -> Result<Self> {
        let members = serde_json::from_str(&row.get::<_, String>(2)?)?;
        Ok(Self { id: row.get(0)?, parent: row.get(1)?, members })
    }

    pub fn text(&self, member: &str) -> &str {
        self.members.get(member).and_then(Value::as_str).unwrap_or_default()
    }

    pub fn show(self) -> Value {
        Value::Object(self.members)
    }

    /// The text at a place such as `metadata.name`.
    pub fn text_at(&self, place: &str) -> &str {
        let mut parts = place.split('.');
        let first = parts.next().and_then(|name| self.members.get(name));
        parts.fold(first, |value, name| value?.get(name)).and_then(Value::as_str).unwrap_or_default()
    }

    /// Whether the filter is part of one of the members that are searched.
    fn has(&self, kind: Kind, filter: &str) -> bool {
        let filter = filter.trim().to_lowercase();
        filter.is_empty() || kind.searched.iter().any(|place| self.text_at(place).to_lowercase().contains(&filter))
    }

    /// What is unique within the owner.
    pub fn name(&self, kind: Kind) -> &str {
        let name = self.text_at(kind.named_by);
        if name.is_empty() { &self.id } else { name }
    }
}

impl Kind {
    /// Makes a record of a body's members: an id and times are added.
    pub fn create(self, db: &Connection, parent: &str, members: Members) -> Result<Record> {
        self.create_as(db, parent, &Uuid::new_v4().to_string(), members)
    }

    /// Makes a record whose id is given.
    pub fn create_as(self, db: &Connection, parent: &str, id: &str, mut members: Members) -> Result<Record> {
        members.retain(|_, value| !value.is_null());
        members.insert("id".to_owned(), json!(id));
        if self.timed {
            let now = json!(time::write(time::now()));
            members.insert("created_at".to_owned(), now.clone());
            members.insert("updated_at".to_owned(), now);
        }
        let record = Record { id: id.to_owned(), parent: parent.to_owned(), members };
        let mut insert = db.prepare_cached(
            "INSERT INTO records (kind, parent, id, name, key, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        let key = record.members.get("key").or_else(|| record.members.get("project_key")).and_then(Value::as_str);
        let body = serde_json::to_string(&record.members)?;
        let made = insert.execute((self.name, parent, id, record.name(self), key, body));
        self.taken(made)?;
        Ok(record)
    }

    pub fn get(self, db: &Connection, id: &str) -> Result<Record> {
        self.one(db, "id = ?2", id)
    }

    /// The record, if it belongs to this owner.
    pub fn get_of(self, db: &Connection, parent: &str, id: &str) -> Result<Record> {
        let record = self.get(db, id)?;
        if record.parent == parent { Ok(record) } else { Err(Error::not_found(self.missing)) }
    }

    /// The record of an owner with this name.
    pub fn by_name(self, db: &Connection, parent: &str, name: &str) -> Result<Record> {
        let record = self.all(db, parent, "")?.into_iter().find(|record| record.name(self) == name);
        record.ok_or_else(|| Error::not_found(self.missing))
    }

    pub fn by_key(self, db: &Connection, key: &str) -> Result<Record> {
        self.one(db, "key = ?2 AND parent = ''", key)
    }

    fn one(self, db: &Connection, which: &str, value: &str) -> Result<Record> {
        let sql = format!("SELECT {} FROM records WHERE kind = ?1 AND {which}", Record::COLUMNS);
        let mut find = db.prepare_cached(&sql)?;
        let mut rows = find.query([self.name, value])?;
        let record = rows.next()?.map(Record::from_row).transpose()?;
        record.ok_or_else(|| Error::not_found(self.missing))
    }

    /// All records of an owner that a filter finds, by name.
    pub fn all(self, db: &Connection, parent: &str, filter: &str) -> Result<Vec<Record>> {
        self.some(db, Some(parent), filter)
    }

    /// All records of whatever owner that a filter finds, by name.
    pub fn every(self, db: &Connection, filter: &str) -> Result<Vec<Record>> {
        self.some(db, None, filter)
    }

    fn some(self, db: &Connection, parent: Option<&str>, filter: &str) -> Result<Vec<Record>> {
        let sql = format!(
            "SELECT {} FROM records WHERE kind = ?1 AND (?2 IS NULL OR parent = ?2) ORDER BY name",
            Record::COLUMNS
        );
        let mut select = db.prepare_cached(&sql)?;
        let mut rows = select.query((self.name, parent))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let record = Record::from_row(row)?;
            if record.has(self, filter) {
                found.push(record);
            }
        }
        Ok(found)
    }

    /// Replaces the members that are given; `null` is as good as absent.
    pub fn update(self, db: &Connection, id: &str, changes: &Members) -> Result<Record> {
        let mut record = self.get(db, id)?;
        for (name, value) in changes.iter().filter(|(_, value)| !value.is_null()) {
            record.members.insert(name.clone(), value.clone());
        }
        self.save(db, record)
    }

    /// Puts a record's members in place of those that are kept.
    pub fn save(self, db: &Connection, mut record: Record) -> Result<Record> {
        if self.timed {
            record.members.insert("updated_at".to_owned(), json!(time::write(time::now())));
        }
        let mut update = db.prepare_cached("UPDATE records SET name = ?2, body = ?3 WHERE id = ?1")?;
        let body = serde_json::to_string(&record.members)?;
        let updated = update.execute((&record.id, record.name(self), body));
        self.taken(updated)?;
        Ok(record)
    }

    pub fn delete(self, db: &Connection, id: &str) -> Result<()> {
        let mut delete = db.prepare_cached("DELETE FROM records WHERE kind = ?1 AND id = ?2")?;
        if delete.execute([self.name, id])? == 0 { Err(Error::not_found(self.missing)) } else { Ok(()) }
    }

    /// A broken uniqueness is a conflict, anything else an error of the server.
    fn taken(self, result: rusqlite::Result<usize>) -> Result<()> {
        match result {
            Ok(_) => Ok(()),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                Err(Error::conflict(self.taken, &format!("{}: another one has this name or key", self.name)))
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// The id under which a settings document is kept.
pub fn settings_id(name: &str) -> String {
    format!("settings/{name}")
}

/// A record's members by its id alone, if there is one.
pub fn body(db: &Connection, id: &str) -> Result<Option<Members>> {
    let mut find = db.prepare_cached("SELECT body FROM records WHERE id = ?1")?;
    let body: Option<String> = find.query_row([id], |row| row.get(0)).optional()?;
    body.map(|body| Ok(serde_json::from_str(&body)?)).transpose()
}

/// Deletes what belonged to something that is gone.
pub fn forget(db: &Connection, owner: &str) -> Result<()> {
    db.prepare_cached("DELETE FROM records WHERE parent = ?1")?.execute([owner])?;
    Ok(())
}

/// Puts a record in place of one with the same id, or beside the others.
pub fn put(db: &Connection, kind: &str, id: &str, members: &Members) -> Result<()> {
    let mut put = db.prepare_cached(
        "INSERT INTO records (kind, parent, id, name, body) VALUES (?1, '', ?2, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET body = excluded.body",
    )?;
    put.execute((kind, id, serde_json::to_string(members)?))?;
    Ok(())
}
