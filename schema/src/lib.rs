//! JSON checked against static tables.
//!
//! The part of [`meshagent-wasm`](https://docs.rs/meshagent-wasm) where the time of a large reply goes. It is a crate of
//! its own so that it alone can be compiled for speed, and all else for size.

mod bytes;
mod fault;
mod kind;
mod patch;
mod raw_text;
mod scanner;
mod skip;
mod walker;

pub use fault::{Fault, concat, not_utf8, push_decimal};
pub use kind::{Kind, RawNumber};
pub use raw_text::RawText;
pub use scanner::Scanner;
pub use skip::MAX_DEPTH;
pub use walker::{Checked, check, check_bytes};

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
    /// Any number.
    Number,
    /// An object with any members.
    Object,
    /// A list of such values.
    List(&'static Type),
    /// An object whose members all have such values.
    Map(&'static Type),
    /// An object with these fields, and others that pass untouched.
    Model(&'static Model),
    /// One of several models, as a member of the object says.
    Tagged(&'static Tagged),
    /// One of several types, of which no two begin alike.
    Either(&'static [Type]),
}

/// Models of which a member of text says which one an object is.
#[derive(Debug)]
pub struct Tagged {
    /// The member's name.
    pub tag: &'static str,
    /// The models by what that member says; `*` is anything. An object that says something else is of a kind that is not
    /// known yet, and passes untouched; one without the member is of the first model.
    pub variants: &'static [(&'static str, &'static Model)],
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
    /// Whether its value is a secret, which no error or log may show.
    pub secret: bool,
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

impl Type {
    /// Whether such a value can begin as this kind does.
    pub(crate) fn begins_as(&self, kind: Kind) -> bool {
        match self {
            Type::Any | Type::Either(_) => true,
            Type::Text => kind == Kind::Text,
            Type::Bool => kind == Kind::Bool,
            Type::Count | Type::Integer | Type::Number => kind == Kind::Number,
            Type::List(_) => kind == Kind::List,
            Type::Object | Type::Map(_) | Type::Model(_) | Type::Tagged(_) => kind == Kind::Object,
        }
    }

    /// The type in words, as error messages name it.
    pub fn words(&self) -> &'static str {
        match self {
            Type::Any => "a JSON value",
            Type::Text => "text",
            Type::Bool => "a boolean",
            Type::Count => "a whole number from 0",
            Type::Integer => "a whole number",
            Type::Number => "a number",
            Type::List(_) => "a list",
            Type::Object | Type::Map(_) | Type::Model(_) | Type::Tagged(_) => "an object",
            Type::Either([Type::Text, Type::Number]) => "text or a number",
            Type::Either([Type::Text, ..]) => "text or bytes",
            Type::Either(_) => "an object or a boolean",
        }
    }
}
