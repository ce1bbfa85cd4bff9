//! What is used in the example's rooms, and by whom.

use rusqlite::Connection;
use serde_json::json;

use crate::error::Result;
use crate::today::habits;
use crate::today::prices::Model;
use crate::today::random::Random;

/// A member of the project.
#[derive(Debug)]
pub struct Person {
    pub id: String,
    pub name: String,
}

impl Person {
    /// One of the members with access to a room, or of all where none has.
    pub fn of_room(db: &Connection, room: &str, random: &mut Random) -> Result<Option<Self>> {
        let mut select = db.prepare_cached(
            "SELECT u.id, ifnull(u.first_name, u.email), EXISTS (
               SELECT 1 FROM grants g JOIN rooms r ON r.seq = g.room WHERE g.user = u.seq AND r.name = ?1
             ) AS here
             FROM members m JOIN users u ON u.seq = m.user ORDER BY here DESC, m.seq LIMIT 20",
        )?;
        let people = select
            .query_map([room], |row| Ok((Self { id: row.get(0)?, name: row.get(1)? }, row.get::<_, bool>(2)?)))?;
        let people: Vec<_> = people.collect::<rusqlite::Result<_>>()?;
        let here = people.iter().filter(|(_, here)| *here).count();
        let wanted = random.below(if here > 0 { here } else { people.len() });
        Ok(people.into_iter().nth(wanted).map(|(person, _)| person))
    }
}

/// A use that is not written down yet.
#[derive(Debug)]
pub struct Use<'a> {
    at: i64,
    room: &'a str,
    user: &'a str,
    model: Option<Model>,
    /// Whether it came through the proxy for models.
    pub proxy: bool,
}

impl<'a> Use<'a> {
    pub fn new(at: i64, room: &'a str, person: Option<&'a Person>) -> Self {
        Self { at, room, user: person.map_or("", |person| &person.id), model: None, proxy: false }
    }

    pub fn of_model(self, model: Model) -> Self {
        Self { model: Some(model), ..self }
    }

    pub fn add(&self, db: &Connection, report: &str, usage_type: &str, quantity: f64, cost: f64) -> Result<()> {
        let (provider, model) = self.model.map_or(("", ""), |model| (model.provider, model.name));
        let annotations = json!({ "team": habits::of(self.room).team }).to_string();
        let mut insert = db.prepare_cached(
            "INSERT INTO usage (at, report, usage_type, provider, model, room, user, proxy, quantity, cost, annotations)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?;
        let Self { at, room, user, proxy, .. } = *self;
        insert.execute((at, report, usage_type, provider, model, room, user, proxy, quantity, cost, annotations))?;
        Ok(())
    }
}
