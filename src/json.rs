//! A scanner for JSON bytes that accepts exactly what the engine's `JSON.parse` accepts, and a lazy view of text that
//! it has accepted. Neither recurses, so no nesting can exhaust the stack.

mod value;

pub(crate) use value::Value;

use crate::error::Fault;

/// How deep free-form JSON may nest. `JSON.parse` knows no bound, but what it returns from deeper text overflows the
/// stack in `JSON.stringify`, `structuredClone` and most consumers.
pub(crate) const MAX_DEPTH: usize = 1024;

/// Moves over JSON text and judges its syntax.
#[derive(Clone, Debug)]
pub(crate) struct Scanner<'a> {
    text: &'a str,
    rest: &'a [u8],
}

/// What a value begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Null,
    Bool,
    Number,
    Text,
    List,
    Object,
}

impl Kind {
    /// The kind in words, as error messages name it.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Kind::Null => "null",
            Kind::Bool => "a boolean",
            Kind::Number => "a number",
            Kind::Text => "text",
            Kind::List => "a list",
            Kind::Object => "an object",
        }
    }
}

/// The characters between a string's quotes, as they stand in the source.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawText<'a> {
    pub(crate) text: &'a str,
    pub(crate) escaped: bool,
}

/// A number as it stands in the source.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawNumber<'a> {
    pub(crate) text: &'a str,
    /// Neither a fraction nor an exponent.
    pub(crate) integer: bool,
}

const QUOTES: u64 = u64::from_le_bytes([b'"'; 8]);
const BACKSLASHES: u64 = u64::from_le_bytes([b'\\'; 8]);
const ONES: u64 = u64::from_le_bytes([1; 8]);
const HIGHS: u64 = u64::from_le_bytes([0x80; 8]);

/// Marks the bytes of a word that end a run of plain string characters: `"`, `\` and everything below space. A byte
/// after the first marked one may be marked wrongly, the first never is.
#[inline(always)]
fn string_stops(word: u64) -> u64 {
    let quote = word ^ QUOTES;
    let backslash = word ^ BACKSLASHES;
    let zero = |x: u64| x.wrapping_sub(ONES) & !x;
    let control = word.wrapping_sub(ONES.wrapping_mul(0x20)) & !word;
    (zero(quote) | zero(backslash) | control) & HIGHS
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Scanner { text, rest: text.as_bytes() }
    }

    /// How many bytes have been read.
    #[inline]
    pub(crate) fn position(&self) -> usize {
        self.text.len() - self.rest.len()
    }

    #[inline]
    pub(crate) fn skip_space(&mut self) {
        while let [b' ' | b'\n' | b'\r' | b'\t', rest @ ..] = self.rest {
            self.rest = rest;
        }
    }

    /// Takes `byte` when it comes next.
    #[inline]
    pub(crate) fn take(&mut self, byte: u8) -> bool {
        match self.rest {
            [first, rest @ ..] if *first == byte => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Whether nothing but blanks is left.
    pub(crate) fn end(&mut self) -> Result<(), Box<Fault>> {
        self.skip_space();
        if self.rest.is_empty() { Ok(()) } else { Err(self.fault("the end of the JSON text")) }
    }

    /// A syntax error at this place.
    #[cold]
    #[inline(never)]
    pub(crate) fn fault(&self, expected: &'static str) -> Box<Fault> {
        let mut found = String::from(match self.rest.first() {
            None => "the end of the text",
            Some(0..0x20) => "a control character",
            Some(_) => "other text",
        });
        found.push_str(" at byte ");
        push_decimal(&mut found, self.position() as u64);
        Fault::new(expected, found)
    }

    /// The kind of the value that comes next, blanks skipped.
    #[inline]
    pub(crate) fn kind(&mut self) -> Result<Kind, Box<Fault>> {
        self.skip_space();
        Ok(match self.rest.first() {
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
    pub(crate) fn word(&mut self, word: &'static str) -> Result<(), Box<Fault>> {
        match self.rest.strip_prefix(word.as_bytes()) {
            Some(rest) => {
                self.rest = rest;
                Ok(())
            }
            None => Err(self.fault(word)),
        }
    }

    pub(crate) fn boolean(&mut self) -> Result<(), Box<Fault>> {
        self.word(if self.rest.first() == Some(&b't') { "true" } else { "false" })
    }

    /// A string, its opening quote next.
    #[inline]
    pub(crate) fn text(&mut self) -> Result<RawText<'a>, Box<Fault>> {
        if !self.take(b'"') {
            return Err(self.fault("text"));
        }
        let from = self.position();
        let mut escaped = false;
        loop {
            while let Some((chunk, rest)) = self.rest.split_first_chunk::<8>() {
                let stops = string_stops(u64::from_le_bytes(*chunk));
                if stops != 0 {
                    let plain = (stops.trailing_zeros() / 8) as usize;
                    self.rest = self.rest.get(plain..).unwrap_or_default();
                    break;
                }
                self.rest = rest;
            }
            match self.rest {
                [b'"', rest @ ..] => {
                    let text = self.text.get(from..self.position()).unwrap_or_default();
                    self.rest = rest;
                    return Ok(RawText { text, escaped });
                }
                [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', rest @ ..] => {
                    escaped = true;
                    self.rest = rest;
                }
                [b'\\', b'u', a, b, c, d, rest @ ..] if [a, b, c, d].iter().all(|h| h.is_ascii_hexdigit()) => {
                    escaped = true;
                    self.rest = rest;
                }
                [b'\\', ..] => return Err(self.fault("a JSON escape")),
                [0..0x20, ..] | [] => return Err(self.fault("the end of a string")),
                [_, rest @ ..] => self.rest = rest,
            }
        }
    }

    fn digits(&mut self) -> Result<(), Box<Fault>> {
        let from = self.rest.len();
        while let [b'0'..=b'9', rest @ ..] = self.rest {
            self.rest = rest;
        }
        if self.rest.len() == from {
            return Err(self.fault("a digit"));
        }
        Ok(())
    }

    /// A number.
    pub(crate) fn number(&mut self) -> Result<RawNumber<'a>, Box<Fault>> {
        let from = self.position();
        let mut integer = true;
        self.take(b'-');
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
        Ok(RawNumber { text: self.text.get(from..self.position()).unwrap_or_default(), integer })
    }

    /// A member's name and its colon.
    #[inline]
    pub(crate) fn name(&mut self) -> Result<RawText<'a>, Box<Fault>> {
        self.skip_space();
        if self.rest.first() != Some(&b'"') {
            return Err(self.fault("a member's name"));
        }
        let name = self.text()?;
        self.skip_space();
        if self.take(b':') { Ok(name) } else { Err(self.fault("a colon")) }
    }

    /// After an item or member: whether another follows (a comma was taken) or `close` was taken.
    #[inline]
    pub(crate) fn another(&mut self, close: u8) -> Result<bool, Box<Fault>> {
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
    pub(crate) fn enter(&mut self, close: u8) -> bool {
        self.rest = self.rest.get(1..).unwrap_or_default();
        self.skip_space();
        !self.take(close)
    }

    /// Any value, checked and passed over.
    pub(crate) fn skip(&mut self) -> Result<(), Box<Fault>> {
        // One bit per open bracket, set for objects.
        let mut open = [0u64; MAX_DEPTH / 64];
        let mut depth = 0usize;
        loop {
            let kind = self.kind()?;
            match kind {
                Kind::Null => self.word("null")?,
                Kind::Bool => self.boolean()?,
                Kind::Number => {
                    self.number()?;
                }
                Kind::Text => {
                    self.text()?;
                }
                Kind::List | Kind::Object => {
                    let object = kind == Kind::Object;
                    if self.enter(if object { b'}' } else { b']' }) {
                        let Some(word) = open.get_mut(depth / 64) else {
                            return Err(self.fault("at most 1024 levels of nesting"));
                        };
                        *word = *word & !(1 << (depth % 64)) | u64::from(object) << (depth % 64);
                        depth += 1;
                        if object {
                            self.name()?;
                        }
                        continue;
                    }
                }
            }
            loop {
                let Some(top) = depth.checked_sub(1) else {
                    return Ok(());
                };
                let object = open.get(top / 64).is_some_and(|word| word >> (top % 64) & 1 == 1);
                if self.another(if object { b'}' } else { b']' })? {
                    if object {
                        self.name()?;
                    }
                    break;
                }
                depth = top;
            }
        }
    }
}

impl RawText<'_> {
    /// Whether this text, unescaped, is `name`.
    #[inline]
    pub(crate) fn is(&self, name: &str) -> bool {
        if self.escaped { self.decode().is_some_and(|text| text == name) } else { self.text == name }
    }

    /// The text itself; `None` when it holds a lone surrogate, which no UTF-8 can carry.
    pub(crate) fn decode(&self) -> Option<String> {
        let mut text = Vec::with_capacity(self.text.len());
        let mut rest = self.text.as_bytes();
        loop {
            match rest {
                [] => return String::from_utf8(text).ok(),
                [b'\\', b'u', after @ ..] => {
                    let (high, after) = hex4(after)?;
                    let (code, after) = match (high, after) {
                        (0xD800..0xDC00, [b'\\', b'u', low @ ..]) => {
                            let (low, after) = hex4(low)?;
                            let low = low.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
                            (0x10000 + ((high - 0xD800) << 10) + low, after)
                        }
                        _ => (high, after),
                    };
                    let code = char::from_u32(code)?;
                    text.extend_from_slice(code.encode_utf8(&mut [0; 4]).as_bytes());
                    rest = after;
                }
                [b'\\', escape, after @ ..] => {
                    text.push(match escape {
                        b'b' => 8,
                        b'f' => 12,
                        b'n' => b'\n',
                        b'r' => b'\r',
                        b't' => b'\t',
                        other => *other,
                    });
                    rest = after;
                }
                [byte, after @ ..] => {
                    text.push(*byte);
                    rest = after;
                }
            }
        }
    }
}

fn hex4(text: &[u8]) -> Option<(u32, &[u8])> {
    let (digits, rest) = text.split_first_chunk::<4>()?;
    let mut code = 0;
    for digit in digits {
        code = code << 4 | char::from(*digit).to_digit(16)?;
    }
    Some((code, rest))
}

/// Appends a number without the weight of the formatting machinery.
pub(crate) fn push_decimal(text: &mut String, number: u64) {
    if number > 9 {
        push_decimal(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

/// Appends `value` as a JSON string.
pub(crate) fn push_text(text: &mut String, value: &str) {
    text.push('"');
    for character in value.chars() {
        match character {
            '"' | '\\' => {
                text.push('\\');
                text.push(character);
            }
            '\0'..' ' => {
                text.push_str("\\u00");
                for digit in [character as u32 >> 4, character as u32 & 15] {
                    text.push(char::from_digit(digit, 16).unwrap_or('0'));
                }
            }
            _ => text.push(character),
        }
    }
    text.push('"');
}

/// Appends a member's name as it stands in its source, and the colon.
pub(crate) fn push_name(text: &mut String, name: &RawText<'_>) {
    text.push('"');
    text.push_str(name.text);
    text.push_str("\":");
}
