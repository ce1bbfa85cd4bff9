//! What an iteration over a list asks for next.

use super::encode::replace_in_query;
use crate::error::{Error, Kind, Result};
use crate::json::decimal;

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
        Some(match &self.token {
            Some(token) => replace_in_query(
                &self.query,
                &[self.size_name, "offset"],
                &[("page_size", &size), ("continuation_token", token)],
            ),
            None => replace_in_query(&self.query, &[], &[(self.size_name, &size), ("offset", &decimal(self.offset))]),
        })
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
        let by_token = token.is_some() || self.token.is_some();
        self.offset = self.offset.saturating_add(items);
        self.done = match &token {
            Some(_) => false,
            None => by_token || items == 0 || total.is_some_and(|total| self.offset >= total),
        };
        let mark = token.as_deref().map_or(mark, |token| self::mark(token.as_bytes()));
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
