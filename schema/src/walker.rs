//! The one walker that checks JSON bytes against tables. It allocates nothing unless it finds a fault or a default to
//! fill in, and recurses only as deep as the tables nest; free-form JSON is passed over in a loop.

use std::ops::Range;

use crate::fault::{Fault, concat, not_utf8};
use crate::kind::Kind;
use crate::patch::{Patch, patched};
use crate::raw_text::RawText;
use crate::scanner::Scanner;
use crate::{Field, Model, Need, Null, Tagged, Type};

/// Text that its table has accepted.
#[derive(Debug)]
pub struct Checked {
    /// The text with defaults filled in, where there were any to fill in.
    pub filled: Option<String>,
    /// Whether it is all ASCII.
    pub ascii: bool,
    /// Where the first list is among the members of the outermost object.
    pub list: Range<usize>,
}

/// Checks that `text` is JSON of the type `ty`.
pub fn check(text: &str, ty: &Type) -> Result<Checked, Box<Fault>> {
    Walker::new(Scanner::new(text)).check(text.as_bytes(), ty)
}

/// Checks that bytes are JSON of the type `ty`.
pub fn check_bytes(bytes: &[u8], ty: &Type) -> Result<Checked, Box<Fault>> {
    Walker::new(Scanner::of_bytes(bytes)).check(bytes, ty).map_err(|fault| not_utf8(bytes).unwrap_or(fault))
}

struct Walker<'a> {
    scanner: Scanner<'a>,
    patches: Vec<Patch>,
    /// The field that came after another the last time, by model and field: mostly it comes again.
    next: [u8; 128],
    /// What some fields held the last time, by field: items of a list often say the same as those before them.
    known: [Known; 32],
    list: Range<usize>,
}

/// An object that a field has accepted as it is.
#[derive(Clone, Copy, Default)]
struct Known {
    /// The field's address.
    field: usize,
    from: usize,
    to: usize,
}

impl<'a> Walker<'a> {
    fn new(scanner: Scanner<'a>) -> Self {
        Walker { scanner, patches: Vec::new(), next: [0; 128], known: [Known::default(); 32], list: 0..0 }
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

    fn any_value(&mut self, ty: &Type) -> Result<(), Box<Fault>> {
        if matches!(ty, Type::Any) {
            return self.scanner.skip();
        }
        if let Type::Either(types) = ty {
            let kind = self.scanner.kind()?;
            let chosen = types.iter().find(|ty| ty.begins_as(kind));
            return chosen.map_or_else(|| Err(Fault::new(ty.words(), kind.words())), |ty| self.any_value(ty));
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
            (Type::Number, Kind::Number) => self.scanner.number().map(drop),
            (Type::Object, Kind::Object) => self.scanner.skip(),
            (Type::List(item), Kind::List) => self.list(item),
            (Type::Map(value), Kind::Object) => self.map(value),
            (Type::Model(model), Kind::Object) => self.model(model),
            (Type::Tagged(tagged), Kind::Object) => match variant(self.scanner.clone(), tagged) {
                Some(model) => self.model(model),
                None => self.scanner.skip(),
            },
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
            more = self.scanner.another(b']')?;
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
    #[inline]
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
        if self.scanner.peek() == Some(b'{') {
            self.object(field)?
        } else {
            self.value(&field.ty)?
        }
        Ok(false)
    }

    /// An object, which is not looked at when it is the same again, byte for byte.
    #[inline(never)]
    fn object(&mut self, field: &Field) -> Result<(), Box<Fault>> {
        let address = (&raw const *field).addr();
        let place = address / size_of::<Field>() % self.known.len();
        let known = self.known.get(place).copied().unwrap_or_default();
        if known.field == address && self.scanner.take_again(known.from..known.to) {
            return Ok(());
        }
        let (from, patches) = (self.scanner.position(), self.patches.len());
        self.value(&field.ty)?;
        if let Some(known) = self.known.get_mut(place).filter(|_| self.patches.len() == patches) {
            *known = Known { field: address, from, to: self.scanner.position() };
        }
        Ok(())
    }
}

/// The model of the object that a scanner has come to; nothing for a kind that is not known.
fn variant(mut ahead: Scanner<'_>, tagged: &Tagged) -> Option<&'static Model> {
    let first = tagged.variants.first().map(|(_, model)| *model);
    let mut more = ahead.enter(b'}');
    while more {
        // What is wrong here is wrong for the model too, which says where.
        let Ok(name) = ahead.name() else { return first };
        if name.is(tagged.tag) {
            if let Some((_, model)) = tagged.variants.iter().find(|(value, _)| *value == "*") {
                return Some(model);
            }
            let Ok(said) = ahead.text() else { return first };
            return tagged.variants.iter().find(|(value, _)| said.is(value)).map(|(_, model)| *model);
        }
        match ahead.skip().and_then(|()| ahead.another(b'}')) {
            Ok(another) => more = another,
            Err(_) => return first,
        }
    }
    first
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
            let expected = concat(&["the REST API's own spelling `", field.name, "`"]);
            Err(Fault::new(expected, "the camelCase one").in_member(name))
        }
    }
}
