//! One page of a list.

use meshagent_schema::{Field, Need, Null, Type};
use serde::{Deserialize, Serialize};
use tsify::Tsify;

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Tsify)]
pub struct Page<T> {
    /// The items of this page.
    pub items: Vec<T>,
    /// How many items there are on all pages; absent when the server does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "number | undefined")]
    pub total: Option<u64>,
    /// What to pass for the next page, where the server pages by token; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "string | undefined")]
    pub continuation_token: Option<String>,
}

/// The member of a page's reply that holds the items; missing or `null`, it is an empty list.
pub(crate) const fn list_field(name: &'static str, items: &'static Type) -> Field {
    Field { name, ty: Type::List(items), need: Need::Default("[]"), null: Null::Allowed, secret: false }
}

/// The number of items on all pages.
pub(crate) const TOTAL_FIELD: Field = optional("total", Type::Count);

/// What the next page is asked with.
pub(crate) const CONTINUATION_FIELD: Field = optional("continuation_token", Type::Text);

const fn optional(name: &'static str, ty: Type) -> Field {
    Field { name, ty, need: Need::Optional, null: Null::Missing, secret: false }
}
