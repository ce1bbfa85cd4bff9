//! Values that are of one type or of another.

use std::fmt;

use meshagent_schema::Type;
use serde::{Deserialize, Serialize};

use super::JsonObject;
use super::table::Described;

/// Text or a number, such as a port, which may be `*`, or an amount, which may be a decimal number as text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum TextOrNumber {
    /// A number.
    Number(serde_json::Number),
    /// Text.
    Text(String),
}

impl Default for TextOrNumber {
    fn default() -> Self {
        TextOrNumber::Text(String::new())
    }
}

impl Described for TextOrNumber {
    const TYPE: Type = Type::Either(&[Type::Text, Type::Number]);
}

/// A JSON Schema: an object, or `true` for anything and `false` for nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum JsonSchema {
    /// Anything, or nothing.
    All(bool),
    /// What the object says.
    Object(JsonObject),
}

impl Default for JsonSchema {
    fn default() -> Self {
        JsonSchema::All(true)
    }
}

impl Described for JsonSchema {
    const TYPE: Type = Type::Either(&[Type::Object, Type::Bool]);
}

/// Text, or bytes: in JSON a list of whole numbers.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum TextOrBytes {
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl Default for TextOrBytes {
    fn default() -> Self {
        TextOrBytes::Text(String::new())
    }
}

impl fmt::Debug for TextOrBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // It may be a secret.
        f.write_str("…")
    }
}

impl Described for TextOrBytes {
    const TYPE: Type = Type::Either(&[Type::Text, Type::List(&Type::Count)]);
}
