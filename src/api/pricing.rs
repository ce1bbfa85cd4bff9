//! Prices: `/pricing`.

use meshagent_macros::resource;

use crate::model::JsonObject;

resource! {
    /// What the service costs.
    class Pricing as meshagent.billing;

    /// What the service costs; the reply's members are not documented.
    fn get_pricing() -> JsonObject = GET "pricing";
}
