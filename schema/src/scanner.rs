//! A scanner for JSON bytes that accepts exactly what the engine's `JSON.parse` accepts.

use std::ops::Range;

use crate::bytes::{HIGHS, half_at, stands_at, string_stops, word_at};
use crate::fault::{Fault, push_decimal};
use crate::kind::{Kind, RawNumber};
use crate::raw_text::RawText;

/// Moves over JSON text and judges its syntax.
#[derive(Clone, Debug)]
pub struct Scanner<'a> {
    text: &'a [u8],
    at: usize,
    /// The bytes above ASCII, until all of the text is known to be UTF-8.
    unknown: u64,
    /// Whether the last string had an escape.
    escaped: bool,
}

impl<'a> Scanner<'a> {
    /// A scanner of bytes that may be anything.
    pub fn of_bytes(text: &'a [u8]) -> Self {
        Scanner { text, at: 0, unknown: HIGHS, escaped: false }
    }

    /// A scanner of text.
    pub fn new(text: &'a str) -> Self {
        Scanner { text: text.as_bytes(), at: 0, unknown: 0, escaped: false }
    }

    /// How many bytes have been read.
    #[inline]
    pub fn position(&self) -> usize {
        self.at
    }

    /// Whether all bytes read so far are ASCII, unless the scanner was given text.
    pub fn ascii(&self) -> bool {
        self.unknown != 0
    }

    /// The next byte.
    #[inline]
    pub fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    /// Passes over blanks.
    #[inline]
    pub fn skip_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// Takes `byte` when it comes next.
    #[inline]
    pub fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Takes a member's name, quotes and all, when it is the very one.
    #[inline]
    pub fn take_name(&mut self, name: &str) -> bool {
        let end = self.at + name.len() + 1;
        if self.peek() != Some(b'"')
            || self.text.get(end) != Some(&b'"')
            || !stands_at(self.text, self.at + 1, name.as_bytes())
        {
            return false;
        }
        self.at = end + 1;
        true
    }

    /// Takes what comes next when it is the same as an earlier piece of the text.
    #[inline]
    pub fn take_again(&mut self, piece: Range<usize>) -> bool {
        let length = piece.len();
        let found = self.text.get(piece).is_some_and(|piece| stands_at(self.text, self.at, piece));
        self.at += if found { length } else { 0 };
        found
    }

    /// Whether nothing but blanks is left.
    pub fn end(&mut self) -> Result<(), Box<Fault>> {
        self.skip_space();
        if self.peek().is_none() { Ok(()) } else { Err(self.fault("the end of the JSON text")) }
    }

    /// A syntax error at this place.
    #[cold]
    pub fn fault(&self, expected: &'static str) -> Box<Fault> {
        let mut found = String::from(match self.peek() {
            None => "the end of the text",
            Some(0..0x20) => "a control character",
            Some(_) => "other text",
        });
        found.push_str(" at byte ");
        push_decimal(&mut found, self.position() as u64);
        Fault::new(expected, found)
    }

    /// The kind of the value that comes next, blanks skipped.
    pub fn kind(&mut self) -> Result<Kind, Box<Fault>> {
        self.skip_space();
        Ok(match self.peek() {
            Some(b'"') => Kind::Text,
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::List,
            Some(b't' | b'f') => Kind::Bool,
            Some(b'n') => Kind::Null,
            Some(b'-' | b'0'..=b'9') => Kind::Number,
            _ => return Err(self.fault("a JSON value")),
        })
    }

    /// `true`, `false` or `null`.
    #[inline]
    pub fn word(&mut self, word: &'static str) -> Result<(), Box<Fault>> {
        if stands_at(self.text, self.at, word.as_bytes()) {
            self.at += word.len();
            return Ok(());
        }
        Err(self.fault(word))
    }

    /// `true` or `false`.
    #[inline]
    pub fn boolean(&mut self) -> Result<(), Box<Fault>> {
        const TRUE: Option<u32> = Some(u32::from_le_bytes(*b"true"));
        const ALSE: Option<u32> = Some(u32::from_le_bytes(*b"alse"));
        if half_at(self.text, self.at) == TRUE {
            self.at += 4;
        } else if self.peek() == Some(b'f') && half_at(self.text, self.at + 1) == ALSE {
            self.at += 5;
        } else {
            return Err(self.fault(if self.peek() == Some(b't') { "true" } else { "false" }));
        }
        Ok(())
    }

    /// A string, its opening quote next.
    pub fn text(&mut self) -> Result<RawText<'a>, Box<Fault>> {
        let from = self.at + 1;
        self.string()?;
        let bytes = self.text.get(from..self.at - 1).unwrap_or_default();
        Ok(RawText { bytes, escaped: self.escaped })
    }

    /// The same where nobody wants to know the text; whether it had an escape is noted.
    pub fn string(&mut self) -> Result<(), Box<Fault>> {
        if !self.take(b'"') {
            return Err(self.fault("text"));
        }
        self.escaped = false;
        loop {
            while let Some(word) = word_at(self.text, self.at) {
                let stops = string_stops(word, self.unknown);
                if stops != 0 {
                    self.at += (stops.trailing_zeros() / 8) as usize;
                    break;
                }
                self.at += 8;
            }
            if self.take(b'"') {
                return Ok(());
            }
            self.unusual()?;
        }
    }

    /// What is in a string besides plain characters and the closing quote.
    #[inline(never)]
    fn unusual(&mut self) -> Result<(), Box<Fault>> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let (length, escape) = match rest {
            [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => (2, true),
            [b'\\', b'u', a, b, c, d, ..] if [a, b, c, d].iter().all(|h| h.is_ascii_hexdigit()) => (6, true),
            [b'\\', ..] => return Err(self.fault("a JSON escape")),
            [0..0x20, ..] | [] => return Err(self.fault("the end of a string")),
            [0x80..=0xFF, ..] if self.unknown != 0 => {
                if core::str::from_utf8(self.text).is_err() {
                    return Err(self.fault("UTF-8 text"));
                }
                self.unknown = 0;
                (1, false)
            }
            _ => (1, false),
        };
        self.at += length;
        self.escaped |= escape;
        Ok(())
    }

    fn digits(&mut self) -> Result<(), Box<Fault>> {
        let from = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        if self.at == from { Err(self.fault("a digit")) } else { Ok(()) }
    }

    /// A number.
    pub fn number(&mut self) -> Result<RawNumber, Box<Fault>> {
        let mut integer = true;
        let negative = self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            integer = false;
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            integer = false;
            let _sign = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        Ok(RawNumber { negative, integer })
    }

    /// The colon after a member's name.
    #[inline]
    pub fn colon(&mut self) -> Result<(), Box<Fault>> {
        if self.take(b':') { Ok(()) } else { self.late_colon() }
    }

    #[inline(never)]
    fn late_colon(&mut self) -> Result<(), Box<Fault>> {
        self.skip_space();
        if self.take(b':') { Ok(()) } else { Err(self.fault("a colon")) }
    }

    /// A member's name and its colon.
    pub fn name(&mut self) -> Result<RawText<'a>, Box<Fault>> {
        self.skip_space();
        if self.peek() != Some(b'"') {
            return Err(self.fault("a member's name"));
        }
        let name = self.text()?;
        self.colon()?;
        Ok(name)
    }

    /// After an item or member: whether another follows (a comma was taken) or `close` was taken.
    #[inline]
    pub fn another(&mut self, close: u8) -> Result<bool, Box<Fault>> {
        if self.take(b',') {
            Ok(true)
        } else if self.take(close) {
            Ok(false)
        } else {
            self.late_another(close)
        }
    }

    #[inline(never)]
    fn late_another(&mut self, close: u8) -> Result<bool, Box<Fault>> {
        self.skip_space();
        if self.take(b',') {
            Ok(true)
        } else if self.take(close) {
            Ok(false)
        } else {
            Err(self.fault("a comma or the closing bracket"))
        }
    }

    /// Enters a list or object whose opening bracket comes next: whether it has anything in it. An empty one is left
    /// again at once.
    #[inline]
    pub fn enter(&mut self, close: u8) -> bool {
        self.at += 1;
        self.skip_space();
        !self.take(close)
    }
}
