//! The LLM proxy: `/llm/connect`.

use meshagent_macros::{model, resource};

use crate::api::policies::AccessSubject;
use crate::model::TextOrNumber;

model! {
    /// A token for the LLM proxy, and what it may cost.
    pub struct LlmDelegation {
        /// The id.
        id: String,
        /// The token for the LLM proxy.
        #[secret]
        token: String,
        /// When it ends, in ISO 8601.
        expires_at: String,
        /// The project's id.
        project_id: String,
        /// Who gave it.
        delegator: AccessSubject,
        /// The service account that has it.
        subject: AccessSubject,
        /// The providers; all of them without it.
        providers?: Vec<String> | null,
        /// The models; all of them without it.
        models?: Vec<String> | null,
        /// The most that it may cost, in US dollars: a decimal number as text.
        max_budget: TextOrNumber,
    }

    #![strict]
    /// Who may call which models, for how much.
    pub struct NewLlmDelegation {
        /// The service account that gets it.
        subject: AccessSubject,
        /// The most that it may cost, in US dollars: a decimal number as text.
        max_budget: String,
        /// The providers; all of them without it.
        providers?: Vec<String>,
        /// The models; all of them without it.
        models?: Vec<String>,
        /// How long it is valid, in seconds.
        expires_in_seconds?: u64,
    }
}

resource! {
    /// The LLM proxy.
    class Llm as project.llm;

    /// Makes a token with which a service account calls models, for at most that much money.
    fn connect(delegation: NewLlmDelegation) -> LlmDelegation = POST "llm/connect" with project;
}
