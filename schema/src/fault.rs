//! Where JSON text departs from its table, and the little that writing it down takes.

use std::borrow::Cow;

use crate::scanner::RawText;

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
    pub fn in_member(mut self: Box<Self>, name: &RawText<'_>) -> Box<Self> {
        const LONGEST: usize = 64;
        let mut path: String = name.source().chars().take(LONGEST).collect();
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if path.is_empty() || !path.chars().all(plain) {
            path = concat(&["[\"", &path, "\"]"]);
        }
        if !self.path.is_empty() && !self.path.starts_with('[') {
            path.push('.');
        }
        path.push_str(&self.path);
        self.path = path;
        self
    }

    /// The same fault, seen from the list whose item it is in.
    #[cold]
    pub fn in_item(mut self: Box<Self>, index: usize) -> Box<Self> {
        let mut path = String::from("[");
        push_decimal(&mut path, index as u64);
        path.push(']');
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
