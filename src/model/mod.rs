//! Models: data that goes to the service or comes from it, as Rust types, tables and JSON text that was checked.
//!
//! A model is declared once, with [`model!`](meshagent_macros::model).

mod either;
mod page;
mod table;

pub use meshagent_schema::{Field, Model, Need, Null, Tagged, Type};
use serde_json::{Map, Value};

pub use self::either::{JsonSchema, TextOrBytes, TextOrNumber};
pub use self::page::Page;
pub(crate) use self::page::{CONTINUATION_FIELD, TOTAL_FIELD, list_field};
pub use self::table::{Described, Json};
pub(crate) use self::table::{check_argument, fill_unless, json_text, put, rebuild, take};

/// A JSON object with any members.
pub type JsonObject = Map<String, Value>;

/// A JSON object with any members, as an argument: its TypeScript type takes interfaces too.
pub type JsonData = JsonObject;

/// A moment in ISO 8601, such as `2026-01-31T08:00:00Z`, as an argument: its TypeScript type takes a `Date` too.
pub type DateTime = String;

/// A value that may also be `null`.
pub type Nullable<T> = Option<T>;
