//! What a value begins with.

/// What a value begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// A string.
    Text,
    /// An array.
    List,
    /// An object.
    Object,
}

impl Kind {
    /// The kind in words, as error messages name it.
    pub fn words(self) -> &'static str {
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

/// What a number in the source looks like.
#[derive(Clone, Copy, Debug)]
pub struct RawNumber {
    /// Whether it has a minus.
    pub negative: bool,
    /// Neither a fraction nor an exponent.
    pub integer: bool,
}
