//! Models as tables, and the one walker that checks JSON bytes against them.
//!
//! A table is static data, so a new model costs bytes and no code. The walker allocates nothing unless it finds a fault
//! or a default to fill in, and recurses only as deep as the tables nest; free-form JSON is passed over in a loop.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::ops::Range;

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
    /// The fields, a bit for each, that something has to be done for when they are missing.
    needed: u64,
}

impl Model {
    /// A table of at most 64 fields.
    pub const fn new(fields: &'static [Field], strict: bool) -> Model {
        assert!(fields.len() <= 64, "a model has too many fields");
        let (mut needed, mut rest, mut bit) = (0, fields, 1);
        while let [field, more @ ..] = rest {
            if !matches!(field.need, Need::Optional) {
                needed |= bit;
            }
            rest = more;
            bit = u64::wrapping_shl(bit, 1);
        }
        Model { fields, strict, needed }
    }
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

/// Text that its table has accepted.
pub(crate) struct Checked {
    /// The text with defaults filled in, where there were any to fill in.
    pub(crate) filled: Option<String>,
    /// Whether it is all ASCII.
    pub(crate) ascii: bool,
    /// Where the first list is among the members of the outermost object.
    pub(crate) list: Range<usize>,
}

/// Checks that `text` is JSON of the type `ty`.
pub(crate) fn check(text: &str, ty: &Type) -> Result<Checked, Box<Fault>> {
    Walker::new(Scanner::new(text)).check(text.as_bytes(), ty)
}

/// Checks that bytes are JSON of the type `ty`.
pub(crate) fn check_bytes(bytes: &[u8], ty: &Type) -> Result<Checked, Box<Fault>> {
    Walker::new(Scanner::of_bytes(bytes)).check(bytes, ty).map_err(|fault| json::not_utf8(bytes).unwrap_or(fault))
}

struct Walker<'a> {
    scanner: Scanner<'a>,
    patches: Vec<Patch>,
    /// The field that came after another the last time, by model and field: mostly it comes again.
    next: [u8; 128],
    list: Range<usize>,
}

impl<'a> Walker<'a> {
    fn new(scanner: Scanner<'a>) -> Self {
        Walker { scanner, patches: Vec::new(), next: [0; 128], list: 0..0 }
    }

    fn check(mut self, bytes: &[u8], ty: &Type) -> Result<Checked, Box<Fault>> {
        self.value(ty)?;
        self.scanner.end()?;
        let filled = if self.patches.is_empty() { None } else { Some(patched(bytes, &self.patches)) };
        Ok(Checked { filled, ascii: self.scanner.ascii(), list: self.list })
    }

    fn value(&mut self, ty: &Type) -> Result<(), Box<Fault>> {
        // What most values are, without a blank before them.
        match (ty, self.scanner.peek()) {
            (Type::Text, Some(b'"')) => self.scanner.string(),
            (Type::Model(model), Some(b'{')) => self.model(model),
            (Type::Bool, Some(b't' | b'f')) => self.scanner.boolean(),
            (Type::List(item), Some(b'[')) => self.list(item),
            _ => self.any_value(ty),
        }
    }

    #[inline(never)]
    fn any_value(&mut self, ty: &Type) -> Result<(), Box<Fault>> {
        if matches!(ty, Type::Any) {
            return self.scanner.skip();
        }
        let kind = self.scanner.kind()?;
        match (ty, kind) {
            (Type::Text, Kind::Text) => self.scanner.string(),
            (Type::Bool, Kind::Bool) => self.scanner.boolean(),
            (Type::Count | Type::Integer, Kind::Number) => {
                let number = self.scanner.number()?;
                let negative = number.negative && matches!(ty, Type::Count);
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
        let from = self.scanner.position();
        let mut more = self.scanner.enter(b']');
        let mut index = 0;
        while more {
            self.value(item).map_err(|fault| fault.in_item(index))?;
            index += 1;
            more = self.scanner.take(b',') || self.scanner.another(b']')?;
        }
        // The outermost one is the last to end.
        self.list = from..self.scanner.position();
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
        // Where it is noted what comes after the field before.
        let salt = (&raw const *model as usize) >> 3;
        let mut slot = salt & 127;
        let mut empty = true;
        let mut begin = self.scanner.position() + 1;
        let mut more = self.scanner.enter(b'}');
        while more {
            let mut missing = false;
            self.scanner.skip_space();
            let expected = usize::from(self.next.get(slot).copied().unwrap_or_default());
            let found = match model.fields.get(expected) {
                Some(field) if self.scanner.take_name(field.name) => {
                    self.scanner.colon()?;
                    Ok((expected, field))
                }
                _ => {
                    let name = self.scanner.name()?;
                    let found = model.fields.iter().enumerate().find(|(_, field)| name.is(field.name));
                    if let (Some((index, _)), Some(next)) = (found, self.next.get_mut(slot)) {
                        *next = index as u8;
                    }
                    found.ok_or(name)
                }
            };
            match found {
                Ok((index, field)) => {
                    slot = (salt + index + 1) & 127;
                    seen |= 1 << (index & 63);
                    missing = self.field(field).map_err(|fault| fault.in_member(&RawText::known(field.name)))?;
                }
                Err(name) => {
                    if model.strict {
                        known_in_camel_case(model.fields, &name)?;
                    }
                    self.scanner.skip().map_err(|fault| fault.in_member(&name))?;
                }
            }
            let end = self.scanner.position();
            more = self.scanner.take(b',') || self.scanner.another(b'}')?;
            if missing {
                // One comma goes with the member: the one before it unless it would now come first.
                let after = if empty && more { self.scanner.position() } else { end };
                self.patches.push(Patch { from: begin, to: after, text: "".into() });
            }
            empty &= missing;
            // A later member is taken out from its comma on, a first one from behind the brace or comma on.
            begin = if empty { self.scanner.position() } else { self.scanner.position() - 1 };
        }
        if model.needed & !seen == 0 { Ok(()) } else { self.complete(model, seen, empty) }
    }

    /// Fills in what is missing from a model whose closing brace was the last byte read.
    #[inline(never)]
    fn complete(&mut self, model: &'static Model, seen: u64, mut empty: bool) -> Result<(), Box<Fault>> {
        let close = self.scanner.position().saturating_sub(1);
        for (index, field) in model.fields.iter().enumerate() {
            if seen >> (index & 63) & 1 == 1 {
                continue;
            }
            match field.need {
                Need::Optional => {}
                Need::Required => {
                    let name = RawText::known(field.name);
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
    #[inline(always)]
    fn field(&mut self, field: &Field) -> Result<bool, Box<Fault>> {
        self.scanner.skip_space();
        if self.scanner.peek() == Some(b'n') && field.null != Null::Refused {
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

fn patched(bytes: &[u8], patches: &[Patch]) -> String {
    let mut filled = Vec::with_capacity(bytes.len() + patches.len() * 16);
    let mut copied = 0;
    for patch in patches {
        filled.extend_from_slice(bytes.get(copied..patch.from).unwrap_or_default());
        filled.extend_from_slice(patch.text.as_bytes());
        copied = patch.to;
    }
    filled.extend_from_slice(bytes.get(copied..).unwrap_or_default());
    // Every patch is text in the place of whole characters.
    String::from_utf8(filled).unwrap_or_default()
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
        Ok(checked) => Ok(checked.filled.unwrap_or(text)),
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
