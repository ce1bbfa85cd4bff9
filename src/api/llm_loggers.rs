//! Loggers of the LLM proxy: `/accounts/projects/{project}/llm-loggers`.

use std::collections::BTreeMap;

use meshagent_macros::{model, resource};

model! {
    /// What copies calls of the LLM proxy into a feed.
    pub struct LLMLogger {
        /// The id.
        id: String,
        /// The project's id.
        project_id: String,
        /// The id of the feed that gets what is logged.
        destination_feed_id: String,
        /// Which calls are logged; empty text means all.
        filter_expression: String,
        /// Whether nothing is delivered for now. Default: false.
        paused: bool | null = "false",
        /// When it was made, in ISO 8601.
        created_at: String,
        /// Annotations: text by name. Default: `{}`.
        annotations: BTreeMap<String, String> | null = "{}",
    }

    #![strict]
    /// What a logger is to be.
    pub struct NewLlmLogger {
        /// The id of the feed that gets what is logged.
        destination_feed_id: String,
        /// Which calls are logged; empty text means all.
        filter_expression: String,
        /// Whether nothing is delivered for now. Default: false.
        paused?: bool = "false",
        /// Annotations: text by name. Default: `{}`.
        annotations?: BTreeMap<String, String> = "{}",
    }
}

resource! {
    /// What copies calls of the LLM proxy into feeds.
    class LlmLoggers as project.llmLoggers;

    /// The loggers. The list is not paged.
    fn list() -> Page<LLMLogger> in loggers = GET "accounts/projects/{project}/llm-loggers";

    /// A logger by its id. Rejects with a `NotFoundError` when there is none.
    fn get(logger_id) -> LLMLogger from logger = GET "accounts/projects/{project}/llm-loggers/{logger_id}";

    /// Creates a logger.
    fn create(logger: NewLlmLogger) -> LLMLogger from logger = POST "accounts/projects/{project}/llm-loggers";

    /// Replaces what a logger is; `paused` and `annotations` that are left out are reset.
    fn update(logger_id, logger: NewLlmLogger) -> () = PUT "accounts/projects/{project}/llm-loggers/{logger_id}";

    /// Deletes a logger.
    fn delete(logger_id) -> () = DELETE "accounts/projects/{project}/llm-loggers/{logger_id}";
}
