//! The query of a list, and its reply in either page style.

use std::collections::HashMap;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use clap::ValueEnum;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::json;

use crate::app::App;
use crate::error::{Error, Result};
use crate::json::Json;
use crate::token;

/// The most items on one page.
const LARGEST: i64 = 1000;

/// How lists are continued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PageStyle {
    /// `limit` and `offset`, replies with `total`
    Offset,
    /// `page_size` and `continuation_token`, as the next generation
    Token,
}

/// The query of a request, decoded.
#[derive(Debug)]
pub struct Query(HashMap<String, String>);

impl Query {
    pub fn parse(query: &str) -> Self {
        Self(form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    fn number(&self, name: &str, range: std::ops::RangeInclusive<i64>) -> Result<Option<i64>> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let number = text.parse().ok().filter(|number| range.contains(number));
        let problem = format!("must be an integer from {} to {}", range.start(), range.end());
        number.map(Some).ok_or_else(|| Error::invalid(name, &problem))
    }
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        Ok(Self::parse(parts.uri.query().unwrap_or_default()))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    RoomName,
    CreatedAt,
}

/// The place of an item in its list: lists are ordered by these two.
#[derive(Debug, Clone, Default)]
pub struct Cursor {
    pub name: String,
    pub seq: i64,
}

/// Which page of a list is asked for.
#[derive(Debug)]
pub struct PageRequest {
    style: PageStyle,
    limit: i64,
    pub offset: i64,
    pub order: Order,
    /// In lower case; absent when blank.
    pub filter: Option<String>,
    pub after: Cursor,
    /// Ties a continuation token to its list, order and filter.
    list: String,
}

impl PageRequest {
    /// `list` tells apart what different lists show.
    pub fn new(app: &App, query: &Query, list: &str, default: i64) -> Result<Self> {
        let size = query.number("page_size", 1..=LARGEST)?;
        let limit = query.number("limit", 1..=LARGEST)?;
        let count = query.number("count", 1..=LARGEST)?;
        let offset = query.number("offset", 0..=i64::MAX)?;
        let order = match query.get("order_by") {
            None | Some("room_name") => Order::RoomName,
            Some("created_at") => Order::CreatedAt,
            Some(_) => return Err(Error::invalid("order_by", "must be room_name or created_at")),
        };
        let filter = query.get("filter").map(|text| text.trim().to_lowercase());
        let filter = filter.filter(|text| !text.is_empty());
        let list = token::hash(&format!("{list} {order:?} {filter:?}"));
        let style = app.page_style;
        let size = if style == PageStyle::Token { size } else { None };
        let limit = size.or(limit).or(count).unwrap_or(default);
        let mut page =
            Self { style, limit, offset: offset.unwrap_or(0), order, filter, after: Cursor::default(), list };
        if style == PageStyle::Token {
            page.offset = 0;
            if let Some(token) = query.get("continuation_token") {
                let problem = || Error::invalid("continuation_token", "is not one of this list");
                page.after = page.read_token(token).ok_or_else(problem)?;
            }
        }
        Ok(page)
    }

    /// How many rows to fetch: one more than shown tells whether more remain.
    pub fn rows(&self) -> i64 {
        match self.style {
            PageStyle::Offset => self.limit,
            PageStyle::Token => self.limit + 1,
        }
    }

    /// The text that `has` looks for; every text has the empty one.
    pub fn part(&self) -> &str {
        self.filter.as_deref().unwrap_or_default()
    }

    /// The reply: the rows under `name`, then `total` if the list has one, or
    /// `continuation_token` while more remain.
    pub fn reply<T>(&self, name: &'static str, mut rows: Vec<(Cursor, T)>, total: Option<i64>) -> Result<Page<T>> {
        let limit = usize::try_from(self.limit).map_err(Error::internal)?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|(last, _)| self.write_token(last));
        let total = total.filter(|_| self.style == PageStyle::Offset);
        let items = rows.into_iter().map(|(_, item)| item).collect();
        Ok(Json(Reply { name, items, total, next }))
    }

    fn write_token(&self, last: &Cursor) -> String {
        URL_SAFE_NO_PAD.encode(json!([self.list, last.name, last.seq]).to_string())
    }

    fn read_token(&self, token: &str) -> Option<Cursor> {
        let token = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (list, name, seq): (String, _, _) = serde_json::from_slice(&token).ok()?;
        (list == self.list).then_some(Cursor { name, seq })
    }
}

pub type Page<T> = Json<Reply<T>>;

/// One page of a list.
#[derive(Debug)]
pub struct Reply<T> {
    name: &'static str,
    items: Vec<T>,
    total: Option<i64>,
    next: Option<String>,
}

impl<T: Serialize> Serialize for Reply<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut reply = serializer.serialize_map(None)?;
        reply.serialize_entry(self.name, &self.items)?;
        if let Some(total) = self.total {
            reply.serialize_entry("total", &total)?;
        }
        if let Some(next) = &self.next {
            reply.serialize_entry("continuation_token", next)?;
        }
        reply.end()
    }
}
