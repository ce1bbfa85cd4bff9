//! Lists: one page of them, and what an iteration asks for next.

use serde::{Deserialize, Serialize};
use tsify::Tsify;

use crate::encode::{decimal, replace_in_query};
use crate::error::{Error, Kind, Result};
use crate::schema::Described;

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Tsify)]
pub struct Page<T> {
    /// The items of this page.
    pub items: Vec<T>,
    /// How many items there are on all pages; absent when the server does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub total: Option<u64>,
    /// What to pass for the next page, where the server pages by token; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub continuation_token: Option<String>,
}

/// An item that comes in lists.
pub trait Listed: Described {
    /// The name of the reply's member that holds the items.
    const LIST: &'static str;
    /// What the list's own call names the page's size.
    const SIZE: &'static str = "limit";
}

/// Where an iteration stands. The server decides the style: a reply with a `continuation_token` is continued with it,
/// otherwise by offset.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct Cursor {
    query: String,
    size_name: &'static str,
    size: u64,
    offset: u64,
    token: Option<String>,
    pages: u64,
    /// The mark of an earlier page, renewed at each power of two, which finds a loop of any length (Brent).
    mark: u64,
    done: bool,
}

impl Cursor {
    /// An iteration over what `query` asks for; its `page_size` and `offset` say how. `size_name` is what the list's
    /// own call names the page's size.
    pub fn new(query: &str, size_name: &'static str) -> Result<Self> {
        let number = |name: &str, default: u64| {
            let mut values = query.split('&').filter_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
            // A number too large for ours is as good as our largest.
            values.next().map_or(default, |value| value.parse().unwrap_or(u64::MAX))
        };
        let (size, offset) = (number("page_size", 100), number("offset", 0));
        if size == 0 {
            return Err(Error::input(&["page_size: expected a whole number from 1, got 0"]));
        }
        Ok(Cursor {
            query: replace_in_query(query, &["page_size", "offset"], &[]),
            size_name,
            size,
            offset,
            token: None,
            pages: 0,
            mark: 0,
            done: false,
        })
    }

    /// The query for the next page, or `None` after the last.
    pub fn query(&self) -> Option<String> {
        if self.done {
            return None;
        }
        let size = decimal(self.size);
        Some(match &self.token {
            Some(token) => replace_in_query(
                &self.query,
                &[self.size_name, "offset"],
                &[("page_size", &size), ("continuation_token", token)],
            ),
            None => replace_in_query(&self.query, &[], &[(self.size_name, &size), ("offset", &decimal(self.offset))]),
        })
    }

    /// Takes note of a page: its items' number, what it says of the rest, and the [`mark`] of its items. Whether they
    /// are new: a server that pages by token ignores the offset, so after an only page it sends the same again.
    pub fn advance(&mut self, items: u64, total: Option<u64>, token: Option<String>, mark: u64) -> Result<bool> {
        let token = token.filter(|token| !token.is_empty());
        let by_token = token.is_some() || self.token.is_some();
        self.offset = self.offset.saturating_add(items);
        self.done = match &token {
            Some(_) => false,
            None => by_token || items == 0 || total.is_some_and(|total| self.offset >= total),
        };
        let mark = token.as_deref().map_or(mark, |token| self::mark(token.as_bytes()));
        if self.pages == 1 && mark == self.mark && !by_token && total.is_none() {
            self.done = true;
            return Ok(false);
        }
        // The same items again are an error also where the total says that this is the last page.
        if self.pages > 0 && mark == self.mark && (items > 0 || !self.done) {
            self.done = true;
            return Err(Error::new(
                Kind::InvalidResponseError,
                String::from(if by_token {
                    "the list does not end: the server gave the same continuation_token again"
                } else {
                    "the list does not end: the server sent the same page again"
                }),
            ));
        }
        self.pages += 1;
        if self.pages.is_power_of_two() {
            self.mark = mark;
        }
        self.token = token;
        Ok(true)
    }
}

/// A hash of a page's text, to know it again; not against malice.
pub fn mark(text: &[u8]) -> u64 {
    let mut hash = text.len() as u64;
    let mut mix = |word: u64| hash = (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    let mut rest = text;
    while let Some((word, tail)) = rest.split_first_chunk::<8>() {
        mix(u64::from_le_bytes(*word));
        rest = tail;
    }
    rest.iter().for_each(|byte| mix(u64::from(*byte)));
    hash
}
