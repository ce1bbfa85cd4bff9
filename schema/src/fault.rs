//! Where JSON text departs from its table, and the little that writing it down takes.

use std::borrow::Cow;

use crate::raw_text::RawText;

/// Where JSON text departs from its table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The place, such as `room_grants[3].room.name`.
    pub path: String,
    /// What should be there, in words.
    pub expected: Cow<'static, str>,
    /// What is there, in words.
    pub found: String,
}

impl Fault {
    /// A fault at the place where the text begins.
    #[cold]
    pub fn new(expected: impl Into<Cow<'static, str>>, found: impl Into<String>) -> Box<Self> {
        Box::new(Fault { path: String::new(), expected: expected.into(), found: found.into() })
    }

    /// The same fault, seen from the object whose member it is in.
    #[cold]
    pub fn in_member(self: Box<Self>, name: &RawText<'_>) -> Box<Self> {
        const LONGEST: usize = 64;
        let mut step = String::new();
        let mut plain = !name.bytes.is_empty();
        for c in name.source().chars().take(LONGEST) {
            plain &= c.is_ascii_alphanumeric() || c == '_';
            step.push(c);
        }
        if plain { self.in_step(&[&step]) } else { self.in_step(&["[\"", &step, "\"]"]) }
    }

    /// The same fault, seen from the list whose item it is in.
    #[cold]
    pub fn in_item(self: Box<Self>, index: usize) -> Box<Self> {
        let mut number = String::new();
        push_decimal(&mut number, index as u64);
        self.in_step(&["[", &number, "]"])
    }

    fn in_step(mut self: Box<Self>, step: &[&str]) -> Box<Self> {
        let mut path = concat(step);
        if !self.path.is_empty() && !self.path.starts_with('[') {
            path.push('.');
        }
        path.push_str(&self.path);
        self.path = path;
        self
    }
}

/// Joins texts.
#[inline(never)]
pub fn concat(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts {
        text.push_str(part);
    }
    text
}

/// What is wrong with bytes that are not UTF-8.
pub fn not_utf8(bytes: &[u8]) -> Option<Box<Fault>> {
    let error = core::str::from_utf8(bytes).err()?;
    let mut found = String::from("other bytes at byte ");
    push_decimal(&mut found, error.valid_up_to() as u64);
    Some(Fault::new("UTF-8 text", found))
}

/// Appends a number without the weight of the formatting machinery.
pub fn push_decimal(text: &mut String, number: u64) {
    if number > 9 {
        push_decimal(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}
