//! Models: data that goes to the service or comes from it, as Rust types, tables and JSON text that was checked.
//!
//! A model is declared once, with [`model!`](meshagent_macros::model).

mod page;
mod table;

pub use meshagent_schema::{Field, Model, Need, Null, Type};
use serde_json::{Map, Value};

pub use self::page::Page;
pub(crate) use self::page::{CONTINUATION_FIELD, TOTAL_FIELD, list_field};
pub use self::table::{Described, Json};
pub(crate) use self::table::{check_argument, put, rebuild, take};

/// A JSON object with any members.
pub type JsonObject = Map<String, Value>;

/// A JSON object with any members, as an argument: its TypeScript type takes interfaces too.
pub type JsonData = JsonObject;

/// A value that may also be `null`.
pub type Nullable<T> = Option<T>;
