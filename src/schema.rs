//! Models as tables, and the one walker that checks JSON bytes against them.
//!
//! A table is static data, so a new model costs bytes and no code. The walker allocates nothing unless it finds a fault
//! or a default to fill in, and recurses only as deep as the tables nest; free-form JSON is passed over in a loop.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::marker::PhantomData;

use crate::error::{self, Error, Fault, Result};
use crate::json::{self, Kind, RawText, Scanner, Value};

/// What a value must be.
#[derive(Clone, Copy, Debug)]
pub enum Type {
    /// Any JSON value.
    Any,
    /// A string.
    Text,
    /// `true` or `false`.
    Bool,
    /// A whole number from 0, written without fraction or exponent.
    Count,
    /// A whole number, written without fraction or exponent.
    Integer,
    /// An object with any members.
    Object,
    /// A list of such values.
    List(&'static Type),
    /// An object whose members all have such values.
    Map(&'static Type),
    /// An object with these fields, and others that pass untouched.
    Model(&'static Model),
}

/// The table of one model.
#[derive(Debug)]
pub struct Model {
    /// The fields that are known.
    pub fields: &'static [Field],
    /// Refuses a known field in its camelCase spelling, which the service would not see.
    pub strict: bool,
}

/// One field of a model.
#[derive(Debug)]
pub struct Field {
    /// The name on the wire.
    pub name: &'static str,
    /// What its value must be.
    pub ty: Type,
    /// What happens when it is missing or `null`.
    pub need: Need,
    /// What `null` in its place means.
    pub null: Null,
}

/// What `null` in a field's place means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Null {
    /// It is refused.
    Refused,
    /// It is a value like others, or the default takes its place.
    Allowed,
    /// It is as if the field were missing: the member is taken out.
    Missing,
}

/// What happens when a field is missing.
#[derive(Clone, Copy, Debug)]
pub enum Need {
    /// It must be there.
    Required,
    /// It may be missing.
    Optional,
    /// This JSON text takes its place, and that of `null` where `null` is allowed.
    Default(&'static str),
}

/// A type that has a table.
pub trait Described {
    /// The table.
    const TYPE: Type;
}

impl Described for String {
    const TYPE: Type = Type::Text;
}
impl Described for bool {
    const TYPE: Type = Type::Bool;
}
impl Described for u64 {
    const TYPE: Type = Type::Count;
}
impl Described for i64 {
    const TYPE: Type = Type::Integer;
}
impl Described for serde_json::Value {
    const TYPE: Type = Type::Any;
}
impl Described for crate::model::JsonObject {
    const TYPE: Type = Type::Object;
}
impl<T: Described + 'static> Described for Vec<T> {
    const TYPE: Type = Type::List(&T::TYPE);
}
impl<T: Described + 'static> Described for BTreeMap<String, T> {
    const TYPE: Type = Type::Map(&T::TYPE);
}

impl Type {
    pub(crate) fn words(&self) -> &'static str {
        match self {
            Type::Any => "a JSON value",
            Type::Text => "text",
            Type::Bool => "a boolean",
            Type::Count => "a whole number from 0",
            Type::Integer => "a whole number",
            Type::List(_) => "a list",
            Type::Object | Type::Map(_) | Type::Model(_) => "an object",
        }
    }
}

/// A piece of the text that the checked text has otherwise.
#[derive(Debug)]
struct Patch {
    from: usize,
    to: usize,
    text: Cow<'static, str>,
}

/// Checks that `text` is JSON of the type `ty` and returns it with defaults filled in: the very text, unless one was.
pub(crate) fn check<'a>(text: &'a str, ty: &Type) -> Result<Cow<'a, str>, Box<Fault>> {
    let mut walker = Walker { scanner: Scanner::new(text), patches: Vec::new() };
    walker.value(ty)?;
    walker.scanner.end()?;
    if walker.patches.is_empty() {
        return Ok(Cow::Borrowed(text));
    }
    let mut patched = String::with_capacity(text.len() + walker.patches.len() * 16);
    let mut copied = 0;
    for patch in &walker.patches {
        patched.push_str(text.get(copied..patch.from).unwrap_or_default());
        patched.push_str(&patch.text);
        copied = patch.to;
    }
    patched.push_str(text.get(copied..).unwrap_or_default());
    Ok(Cow::Owned(patched))
}

struct Walker<'a> {
    scanner: Scanner<'a>,
    patches: Vec<Patch>,
}

impl Walker<'_> {
    fn value(&mut self, ty: &Type) -> Result<(), Box<Fault>> {
        if matches!(ty, Type::Any) {
            return self.scanner.skip();
        }
        let kind = self.scanner.kind()?;
        match (ty, kind) {
            (Type::Text, Kind::Text) => self.scanner.text().map(drop),
            (Type::Bool, Kind::Bool) => self.scanner.boolean(),
            (Type::Count | Type::Integer, Kind::Number) => {
                let number = self.scanner.number()?;
                let negative = number.text.starts_with('-') && matches!(ty, Type::Count);
                if number.integer && !negative {
                    return Ok(());
                }
                let found = if negative { "a negative one" } else { "a fraction or exponent" };
                Err(Fault::new(ty.words(), found))
            }
            (Type::Object, Kind::Object) => self.scanner.skip(),
            (Type::List(item), Kind::List) => self.list(item),
            (Type::Map(value), Kind::Object) => self.map(value),
            (Type::Model(model), Kind::Object) => self.model(model),
            _ => Err(Fault::new(ty.words(), kind.words())),
        }
    }

    fn list(&mut self, item: &Type) -> Result<(), Box<Fault>> {
        let mut more = self.scanner.enter(b']');
        let mut index = 0;
        while more {
            self.value(item).map_err(|fault| fault.in_item(index))?;
            index += 1;
            more = self.scanner.another(b']')?;
        }
        Ok(())
    }

    fn map(&mut self, value: &Type) -> Result<(), Box<Fault>> {
        let mut more = self.scanner.enter(b'}');
        while more {
            let name = self.scanner.name()?;
            self.value(value).map_err(|fault| fault.in_member(&name))?;
            more = self.scanner.another(b'}')?;
        }
        Ok(())
    }

    fn model(&mut self, model: &'static Model) -> Result<(), Box<Fault>> {
        let mut seen = 0u64;
        // Fields mostly come in the table's order, so the search begins after the last one found.
        let mut next = 0;
        let mut empty = true;
        let mut begin = self.scanner.position() + 1;
        let mut more = self.scanner.enter(b'}');
        while more {
            let mut missing = false;
            let name = self.scanner.name()?;
            let found = find(model.fields, next, &name);
            match found {
                Some((index, field)) => {
                    next = index + 1;
                    seen |= 1 << (index & 63);
                    missing = self.field(field).map_err(|fault| fault.in_member(&name))?;
                }
                None => {
                    if model.strict {
                        known_in_camel_case(model.fields, &name)?;
                    }
                    self.scanner.skip().map_err(|fault| fault.in_member(&name))?;
                }
            }
            let end = self.scanner.position();
            more = self.scanner.another(b'}')?;
            if missing {
                // One comma goes with the member: the one before it unless it would now come first.
                let after = if empty && more { self.scanner.position() } else { end };
                self.patches.push(Patch { from: begin, to: after, text: "".into() });
            }
            empty &= missing;
            // A later member is taken out from its comma on, a first one from behind the brace or comma on.
            begin = if empty { self.scanner.position() } else { self.scanner.position() - 1 };
        }
        // The closing brace was the last byte read.
        let close = self.scanner.position().saturating_sub(1);
        for (index, field) in model.fields.iter().enumerate() {
            if seen >> (index & 63) & 1 == 1 {
                continue;
            }
            match field.need {
                Need::Optional => {}
                Need::Required => {
                    let name = RawText { text: field.name, escaped: false };
                    return Err(Fault::new(field.ty.words(), "nothing: it is missing").in_member(&name));
                }
                Need::Default(text) => {
                    let mut member = String::from(if empty { "\"" } else { ",\"" });
                    empty = false;
                    member.push_str(field.name);
                    member.push_str("\":");
                    member.push_str(text);
                    self.patches.push(Patch { from: close, to: close, text: member.into() });
                }
            }
        }
        Ok(())
    }

    /// Whether the field is to be taken out.
    fn field(&mut self, field: &Field) -> Result<bool, Box<Fault>> {
        if field.null != Null::Refused && self.scanner.kind()? == Kind::Null {
            let from = self.scanner.position();
            self.scanner.word("null")?;
            if let Need::Default(text) = field.need {
                self.patches.push(Patch { from, to: self.scanner.position(), text: text.into() });
            }
            return Ok(field.null == Null::Missing);
        }
        self.value(&field.ty).map(|()| false)
    }
}

#[inline]
fn find(fields: &'static [Field], from: usize, name: &RawText<'_>) -> Option<(usize, &'static Field)> {
    if let Some(field) = fields.get(from)
        && name.is(field.name)
    {
        return Some((from, field));
    }
    fields.iter().enumerate().find(|(_, field)| name.is(field.name))
}

/// Refuses `readOnly` where `read_only` is known: one official client reads it, the service does not, so a scope
/// written so would be wider than it looks.
fn known_in_camel_case(fields: &[Field], name: &RawText<'_>) -> Result<(), Box<Fault>> {
    let decoded = name.decode().unwrap_or_default();
    if !decoded.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Ok(());
    }
    let mut wire = String::with_capacity(decoded.len() + 4);
    for character in decoded.chars() {
        if character.is_ascii_uppercase() {
            wire.push('_');
        }
        wire.push(character.to_ascii_lowercase());
    }
    match fields.iter().find(|field| field.name == wire) {
        None => Ok(()),
        Some(field) => {
            let expected = error::concat(&["the REST API's own spelling `", field.name, "`"]);
            Err(Fault::new(expected, "the camelCase one").in_member(name))
        }
    }
}

/// JSON text that its table has accepted, defaults filled in.
#[derive(Clone, Debug)]
pub struct Json<T> {
    text: String,
    model: PhantomData<fn() -> T>,
}

impl<T: Described> Json<T> {
    /// Checks an argument's JSON text. `name` is what the error calls the argument.
    pub fn check(text: String, name: &str) -> Result<Self> {
        Ok(Json { text: check_argument(text, &T::TYPE, name)?, model: PhantomData })
    }
}

/// Checks an argument's JSON text; `name` is what the error calls the argument.
#[inline(never)]
pub(crate) fn check_argument(text: String, ty: &Type, name: &str) -> Result<String> {
    match check(&text, ty) {
        Ok(Cow::Borrowed(_)) => Ok(text),
        Ok(Cow::Owned(filled)) => Ok(filled),
        Err(fault) => Err(Error::argument(&fault, name)),
    }
}

impl<T> Json<T> {
    /// The text itself.
    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

/// The object with a member of text before all others, in place of any of that name.
pub(crate) fn put(object: &str, name: &str, value: &str) -> String {
    let mut first = String::new();
    json::push_text(&mut first, name);
    first.push(':');
    json::push_text(&mut first, value);
    rebuild(object, first, name)
}

/// Takes a member of text out of the object, if it is there.
pub(crate) fn take(object: &mut String, name: &str) -> Result<Option<String>> {
    let Some(value) = Value::checked(object).get(name) else { return Ok(None) };
    let Some(taken) = value.text() else {
        return Err(Error::input(&[name, ": expected text, got a lone surrogate in it"]));
    };
    *object = rebuild(object, String::new(), name);
    Ok(Some(taken))
}

/// The object with `first` before its members and without the member `name`.
#[inline(never)]
pub(crate) fn rebuild(object: &str, first: String, name: &str) -> String {
    let mut text = String::from("{");
    text.push_str(&first);
    for (key, value) in Value::checked(object).members().filter(|(key, _)| !key.is(name)) {
        if text.len() > 1 {
            text.push(',');
        }
        json::push_name(&mut text, &key);
        text.push_str(value.raw());
    }
    text.push('}');
    text
}
