//! What was used and what it cost: rows as they came, or summed up by time.

use std::collections::BTreeMap;

use rusqlite::Row;
use serde_json::{Map, Value, json};

use crate::error::{Error, Result};
use crate::today::call::Call;
use crate::today::time;

/// One use.
#[derive(Debug)]
struct Use {
    at: i64,
    report: String,
    usage_type: String,
    provider: String,
    model: String,
    room: String,
    user: String,
    quantity: f64,
    cost: f64,
    annotations: Value,
}

impl Use {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            at: row.get("at")?,
            report: row.get("report")?,
            usage_type: row.get("usage_type")?,
            provider: row.get("provider")?,
            model: row.get("model")?,
            room: row.get("room")?,
            user: row.get("user")?,
            quantity: row.get("quantity")?,
            cost: row.get("cost")?,
            annotations: serde_json::from_str(&row.get::<_, String>("annotations")?)?,
        })
    }

    fn show(&self) -> Map<String, Value> {
        let texts = [
            ("report", &self.report),
            ("usage_type", &self.usage_type),
            ("provider", &self.provider),
            ("model", &self.model),
            ("room", &self.room),
            ("user", &self.user),
        ];
        let texts = texts.iter().filter(|(_, text)| !text.is_empty());
        let mut shown: Map<_, _> = texts.map(|(name, text)| ((*name).to_owned(), json!(text))).collect();
        shown.insert("timestamp".to_owned(), json!(time::write(self.at)));
        shown.insert("quantity".to_owned(), json!(self.quantity));
        shown.insert("cost".to_owned(), json!(self.cost));
        shown.insert("annotations".to_owned(), self.annotations.clone());
        shown
    }
}

/// `usage.get`: the filters of the query, each by equality.
pub fn get(call: &Call) -> Result<Value> {
    let users: Option<Vec<&str>> = call.asked("users").map(|users| users.split(',').map(str::trim).collect());
    reply(call, false, |one| {
        let is = |name: &str, value: &str| call.asked(name).is_none_or(|asked| asked == value);
        is("report", &one.report)
            && is("room", &one.room)
            && is("provider", &one.provider)
            && is("model", &one.model)
            && is("usage_type", &one.usage_type)
            && users.as_ref().is_none_or(|users| users.contains(&one.user.as_str()))
    })
}

/// `usage.getOwnLlmProxy`: the caller's own use of the proxy.
pub fn get_own(call: &Call) -> Result<Value> {
    let caller = call.caller()?.id;
    reply(call, true, |one| one.user == caller)
}

fn reply(call: &Call, proxy: bool, wanted: impl Fn(&Use) -> bool) -> Result<Value> {
    let moment = |name: &str| call.asked(name).and_then(time::read);
    let interval = match call.asked("interval") {
        None => None,
        Some(text) => {
            let wrong = || Error::invalid("interval", "must be a number and one of s, m, h, d and w");
            Some(time::read_length(text).ok_or_else(wrong)?)
        }
    };
    let annotations: Map<String, Value> = match call.asked("annotations") {
        Some(text) => serde_json::from_str(text).map_err(|_| Error::invalid("annotations", "must be a JSON object"))?,
        None => Map::new(),
    };
    let mut select = call
        .db
        .prepare_cached("SELECT * FROM usage WHERE at >= ?1 AND at < ?2 AND (NOT ?3 OR proxy) ORDER BY at, seq")?;
    let (start, end) = (moment("start").unwrap_or(i64::MIN), moment("end").unwrap_or(i64::MAX));
    let mut rows = select.query((start, end, proxy))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let one = Use::from_row(row)?;
        let described = annotations.iter().all(|(name, value)| one.annotations.get(name) == Some(value));
        if described && wanted(&one) {
            found.push(one);
        }
    }
    call.list(match interval {
        None => found.iter().map(|one| Value::Object(one.show())).collect(),
        Some(length) => summed(found, length),
    })
}

/// One row for each stretch of time and whatever a row is about.
fn summed(uses: Vec<Use>, length: i64) -> Vec<Value> {
    let mut sums: BTreeMap<_, Use> = BTreeMap::new();
    for mut one in uses {
        one.at = one.at.div_euclid(length) * length;
        let about = [&one.report, &one.usage_type, &one.provider, &one.model, &one.room, &one.user].map(String::clone);
        let key = (one.at, about, one.annotations.to_string());
        match sums.get_mut(&key) {
            Some(sum) => {
                sum.quantity += one.quantity;
                sum.cost += one.cost;
            }
            None => drop(sums.insert(key, one)),
        }
    }
    let row = |one: &Use| {
        let mut shown = one.show();
        shown.insert("end".to_owned(), json!(time::write(one.at + length)));
        Value::Object(shown)
    };
    sums.values().map(row).collect()
}
