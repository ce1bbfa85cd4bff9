//! What an iteration over a list asks for next.

use super::data::{Body, Paging, RequestData};
use super::encode::replace_in_query;
use crate::error::{Error, Kind, Result};
use crate::json::decimal;
use crate::model::put;

pub use super::mark::mark;

/// How often in a row a list may send a page again. Items that are inserted in front while it is gone through shift
/// its pages; a server that sends the same for ever has to be told from that.
const MAX_REPEATS: u32 = 3;

/// Where an iteration stands. The server decides the style: a reply with a `continuation_token` is continued with it,
/// otherwise by offset.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct Cursor {
    query: String,
    size_name: &'static str,
    /// Whether the list is always continued with a token.
    by_token: bool,
    size: u64,
    offset: u64,
    token: Option<String>,
    pages: u64,
    /// The mark of an earlier page, renewed at each power of two, which finds a loop of any length (Brent).
    mark: u64,
    /// How many pages have had that mark since.
    repeats: u32,
    done: bool,
}

impl Cursor {
    /// An iteration over what a request asks for; `page_size` and `offset` in its query say how.
    pub fn of(request: &RequestData) -> Result<Self> {
        match request.paging {
            Some(paging) => Cursor::new(&request.query, paging),
            None => Err(Error::input(&["the request asks for no list that can be gone through"])),
        }
    }

    /// The same for a query.
    pub fn new(query: &str, paging: Paging) -> Result<Self> {
        let Paging { page_size: size_name, by_token } = paging;
        let member = |name: &str| {
            query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).unwrap_or_default()
        };
        // A number too large for ours is as good as our largest.
        let number = |name: &str, default: u64| match member(name) {
            "" => default,
            value => value.parse().unwrap_or(u64::MAX),
        };
        // Where there is a choice, only the form of today has views, and an offset says that offsets are known.
        let viewed = !member("view").is_empty();
        let size_name = if viewed { "page_size" } else { size_name };
        let by_token = (by_token && member("offset").is_empty()) || viewed;
        let own_name = if by_token { size_name } else { "page_size" };
        let (size, offset) = (number(own_name, 100), number("offset", 0));
        if size == 0 {
            return Err(Error::input(&["page_size: expected a whole number from 1, got 0"]));
        }
        Ok(Cursor {
            query: replace_in_query(query, &["page_size", "offset"], &[]),
            size_name,
            by_token,
            size,
            offset,
            token: None,
            pages: 0,
            mark: 0,
            repeats: 0,
            done: false,
        })
    }

    /// The query for the next page, or `None` after the last.
    pub fn query(&self) -> Option<String> {
        if self.done {
            return None;
        }
        let size = decimal(self.size);
        if self.by_token {
            // The first page may have been asked for with a token of the caller's.
            let token = self.token.as_deref().map(|token| ("continuation_token", token));
            let set: Vec<_> = [(self.size_name, &*size)].into_iter().chain(token).collect();
            return Some(replace_in_query(&self.query, &[], &set));
        }
        Some(match &self.token {
            Some(token) => replace_in_query(
                &self.query,
                &[self.size_name, "offset"],
                &[("page_size", &size), ("continuation_token", token)],
            ),
            None => replace_in_query(&self.query, &[], &[(self.size_name, &size), ("offset", &decimal(self.offset))]),
        })
    }

    /// The request for the next page, or `None` after the last.
    pub fn request(&self, first: &RequestData) -> Option<RequestData> {
        let query = self.query()?;
        let mut request = first.clone();
        match (&mut request.body, &self.token) {
            (Body::Json(_), None) => {}
            (Body::Json(text), Some(token)) => *text = put(text, "continuation_token", token),
            _ => request.query = query,
        }
        Some(request)
    }

    /// Whether the last page has been seen.
    pub fn done(&self) -> bool {
        self.done
    }

    /// Takes note of a page: its items' number, what it says of the rest, and the [`mark`] of its items. Whether they
    /// are new: a page that came before is left out, and the iteration goes on behind it.
    ///
    /// By offset the same page comes again in two cases. When as many items as a page holds were inserted in front, the
    /// next offset has what is left. When the server does not know offsets, every page is the same: without a total
    /// that is the end of the list, with one it is an error.
    pub fn advance(&mut self, items: u64, total: Option<u64>, token: Option<String>, mark: u64) -> Result<bool> {
        let token = token.filter(|token| !token.is_empty());
        let by_token = self.by_token || token.is_some() || self.token.is_some();
        self.offset = self.offset.saturating_add(items);
        self.done = match &token {
            Some(_) => false,
            None => by_token || items == 0 || total.is_some_and(|total| self.offset >= total),
        };
        let mark = token.as_deref().map_or(mark, |token| super::mark::mark(token.as_bytes()));
        let again = self.pages > 0 && mark == self.mark && (items > 0 || !self.done);
        if again {
            if by_token {
                return self.fail("the list does not end: the server gave the same continuation_token again");
            }
            self.repeats += 1;
            // A first page that is not full is the only one, as far as one can tell without a total.
            let only = self.pages == 1 && total.is_none() && items < self.size;
            let limit = if only { 1 } else { MAX_REPEATS };
            if self.done || self.repeats >= limit {
                if total.is_some() || self.pages > 1 {
                    return self.fail("the list does not end: the server sent the same page again");
                }
                self.done = true;
            }
            return Ok(false);
        }
        self.pages += 1;
        if self.pages.is_power_of_two() {
            self.mark = mark;
            self.repeats = 0;
        }
        self.token = token;
        Ok(true)
    }

    fn fail(&mut self, message: &str) -> Result<bool> {
        self.done = true;
        Err(Error::new(Kind::InvalidResponseError, message.to_owned()))
    }
}
