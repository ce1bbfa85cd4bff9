//! A lazy view of JSON text that has been checked.

use super::{Kind, RawText, Scanner};

/// A value inside JSON text that has been checked: it finds members and items without building anything.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<'a>(&'a str);

impl<'a> Value<'a> {
    /// The value that `text` holds; `None` when it is not one JSON value.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let mut scanner = Scanner::new(text);
        scanner.skip().ok()?;
        scanner.end().ok()?;
        Some(Value(text))
    }

    /// A view of text that was checked before.
    pub(crate) fn checked(text: &'a str) -> Self {
        Value(text)
    }

    pub(crate) fn kind(self) -> Kind {
        Scanner::new(self.0).kind().unwrap_or(Kind::Null)
    }

    pub(crate) fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// The value's own text, without blanks around it.
    pub(crate) fn raw(self) -> &'a str {
        self.0.trim_ascii()
    }

    /// The text, when it is text without lone surrogates.
    pub(crate) fn text(self) -> Option<String> {
        let mut scanner = Scanner::new(self.0);
        scanner.skip_space();
        scanner.text().ok()?.decode()
    }

    /// The boolean, when it is one.
    pub(crate) fn boolean(self) -> Option<bool> {
        match self.raw() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    /// The last member of that name, as `JSON.parse` keeps the last; `None` also when this is no object.
    pub(crate) fn get(self, name: &str) -> Option<Value<'a>> {
        self.members().filter(|(key, _)| key.is(name)).last().map(|(_, value)| value)
    }

    /// The member of that name unless it is `null`.
    pub(crate) fn some(self, name: &str) -> Option<Value<'a>> {
        self.get(name).filter(|value| !value.is_null())
    }

    /// The members in their order; none when this is no object.
    pub(crate) fn members(self) -> impl Iterator<Item = (RawText<'a>, Value<'a>)> {
        let mut parts = Parts::new(self.0, Kind::Object);
        core::iter::from_fn(move || parts.next())
    }

    /// The items in their order; none when this is no list.
    pub(crate) fn items(self) -> impl Iterator<Item = Value<'a>> {
        let mut parts = Parts::new(self.0, Kind::List);
        core::iter::from_fn(move || parts.next().map(|(_, value)| value))
    }
}

struct Parts<'a> {
    text: &'a str,
    scanner: Scanner<'a>,
    object: bool,
    more: bool,
}

impl<'a> Parts<'a> {
    fn new(text: &'a str, kind: Kind) -> Self {
        let mut scanner = Scanner::new(text);
        let object = kind == Kind::Object;
        let more = scanner.kind().is_ok_and(|found| found == kind) && scanner.enter(if object { b'}' } else { b']' });
        Parts { text, scanner, object, more }
    }

    fn next(&mut self) -> Option<(RawText<'a>, Value<'a>)> {
        if !self.more {
            return None;
        }
        let name = if self.object { self.scanner.name().ok()? } else { RawText { bytes: b"", escaped: false } };
        let from = self.scanner.position();
        self.scanner.skip().ok()?;
        let value = self.text.get(from..self.scanner.position())?;
        self.more = self.scanner.another(if self.object { b'}' } else { b']' }).ok()?;
        Some((name, Value(value)))
    }
}
