//! What was used: `/accounts/projects/{project}/usage`.

use std::collections::BTreeMap;

use meshagent_macros::{model, resource};

use crate::error::Result;
use crate::json::{self, Kind, Value};
use crate::model::{DateTime, JsonObject};
use crate::request::Arguments;

model! {
    #![strict]
    /// Which usage to list.
    pub struct UsageQuestion {
        /// From when on.
        start?: DateTime,
        /// Until when.
        end?: DateTime,
        /// The length of a row's time, such as `1d`.
        interval?: String,
        /// What is counted, such as `llm`.
        report?: String,
        /// Only these users, by id.
        users?: Vec<String>,
        /// The room's name.
        room?: String,
        /// The model's provider.
        provider?: String,
        /// The model's name.
        model?: String,
        /// Only this kind of usage, such as `tokens`.
        usage_type?: String,
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String>,
    }

    /// Which usage of the caller's to list.
    pub struct OwnUsageQuestion {
        /// From when on.
        start?: DateTime,
        /// Until when.
        end?: DateTime,
        /// The length of a row's time, such as `1d`.
        interval?: String,
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String>,
    }
}

resource! {
    /// What was used, by time.
    class Usage as project.usage;

    /// What was used, a row for each time, model and so on; the rows' members are not documented.
    fn get(which?: UsageQuestion) -> Page<JsonObject> in usage =
        GET "accounts/projects/{project}/usage" using usage_query;

    /// What the caller used of the LLM proxy; the rows' members are not documented.
    fn get_own_llm_proxy(which?: OwnUsageQuestion) -> Page<JsonObject> in usage =
        GET "accounts/projects/{project}/llm-proxy/usage" using usage_query;
}

/// Writes what a query cannot hold as it is: users are joined with commas, annotations are JSON text.
fn usage_query(arguments: &mut Arguments) -> Result<()> {
    let mut query = String::from("{");
    for (name, value) in Value::checked(&arguments.text).members() {
        let text = match value.kind() {
            Kind::List => value.items().filter_map(Value::text).collect::<Vec<_>>().join(","),
            Kind::Object if value.members().next().is_none() => String::new(),
            Kind::Object => value.raw().to_owned(),
            _ => value.text().unwrap_or_default().trim().to_owned(),
        };
        if query.len() > 1 {
            query.push(',');
        }
        json::push_name(&mut query, &name);
        json::push_text(&mut query, &text);
    }
    query.push('}');
    arguments.text = query;
    Ok(())
}
