//! The kinds of values, as the contract writes them: `list<Room>`.

use serde::{Deserialize, Deserializer};

/// What a value must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Text,
    Integer,
    Number,
    Boolean,
    /// A time as ISO 8601 text.
    Time,
    Base64,
    /// A number as text.
    DecimalText,
    Bytes,
    /// Any JSON.
    Json,
    Map(Box<Kind>),
    List(Box<Kind>),
    Model(String),
    Union(Vec<Kind>),
}

impl Kind {
    pub fn parse(text: &str) -> Self {
        let inside = |name: &str| {
            let rest = text.strip_prefix(name)?.strip_prefix('<')?.strip_suffix('>')?;
            // A union of two maps begins and ends like one map.
            (depth(rest) == Some(0)).then(|| Box::new(Self::parse(rest)))
        };
        if let Some(kind) = inside("map") {
            return Self::Map(kind);
        }
        if let Some(kind) = inside("list") {
            return Self::List(kind);
        }
        if text.contains(" | ") {
            return Self::Union(text.split(" | ").map(Self::parse).collect());
        }
        match text {
            "string" => Self::Text,
            "integer" => Self::Integer,
            "number" | "decimal" => Self::Number,
            "boolean" => Self::Boolean,
            "datetime" => Self::Time,
            "base64 text" => Self::Base64,
            "decimal text" => Self::DecimalText,
            "bytes" => Self::Bytes,
            "json" => Self::Json,
            model => Self::Model(model.to_owned()),
        }
    }

    /// The kind in words, for an error.
    pub fn wanted(&self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::Integer => "an integer".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Boolean => "true or false".to_owned(),
            Self::Time => "a time as ISO 8601".to_owned(),
            Self::Base64 => "base64".to_owned(),
            Self::DecimalText => "a number as text".to_owned(),
            Self::Bytes | Self::Json => "JSON".to_owned(),
            Self::Map(_) | Self::Model(_) => "an object".to_owned(),
            Self::List(_) => "a list".to_owned(),
            Self::Union(kinds) => kinds.iter().map(Self::wanted).collect::<Vec<_>>().join(" or "),
        }
    }
}

/// How many angle brackets stay open; `None` if one closes too early.
fn depth(text: &str) -> Option<usize> {
    text.chars().try_fold(0usize, |depth, c| match c {
        '<' => Some(depth + 1),
        '>' => depth.checked_sub(1),
        _ => Some(depth),
    })
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::parse(&String::deserialize(deserializer)?))
    }
}
