//! The checks of an agent.

use meshagent_macros::model;

model! {
    /// The checks of an agent.
    pub struct ManagedAgentGuardrails {
        /// Checks of what comes in. Default: none.
        input?: Vec<ManagedAgentGuardrail> = "[]",
        /// Checks of single tools. Default: none.
        tools?: Vec<ManagedAgentToolGuardrails> = "[]",
        /// Checks of what goes out. Default: `{"checks":[]}`.
        output?: ManagedAgentOutputGuardrails = "{\"checks\":[]}",
    }

    #![strict]
    /// A check, and what follows from it.
    pub struct ManagedAgentGuardrail {
        /// The name.
        name: String,
        /// The check.
        check: ManagedAgentDecisionCheck,
        /// What happens when the check refuses. Default: `{"action":"block","message":null}`.
        on_reject?: ManagedAgentGuardrailFailure = "{\"action\":\"block\",\"message\":null}",
        /// What happens when the check fails. Default: `{"action":"fail","message":null}`.
        on_error?: ManagedAgentGuardrailFailure = "{\"action\":\"fail\",\"message\":null}",
        /// How often a check that fails is tried again, 0 to 3. Default: 2.
        max_retries?: i64 = "2",
    }

    #![strict]
    /// A model that decides.
    pub struct ManagedAgentDecisionCheck {
        /// The kind. Default: `decision`.
        r#type?: "decision" = "\"decision\"",
        /// The model's name.
        model: String,
        /// What the model is told.
        instructions: String,
        /// How sure the model must be to let it through, 0 to 1.
        minimum_allow_probability: f64,
    }

    /// What follows from a check.
    pub struct ManagedAgentGuardrailFailure {
        /// What happens. Default: `block`.
        action?: "block" | "deny" | "replace" | "pass" | "fail" = "\"block\"",
        /// What happened, in words.
        message?: String | null,
    }

    /// Checks of some tools.
    pub struct ManagedAgentToolGuardrails {
        /// The name.
        name: String,
        /// Which tools it is for.
        r#match: ManagedAgentToolMatch,
        /// Checks of what comes in. Default: none.
        input?: Vec<ManagedAgentGuardrail> = "[]",
        /// Checks of what goes out. Default: none.
        output?: Vec<ManagedAgentGuardrail> = "[]",
    }

    /// Which tools.
    pub struct ManagedAgentToolMatch {
        /// The tools' names.
        names: Vec<String>,
    }

    /// Checks of what an agent says.
    pub struct ManagedAgentOutputGuardrails {
        /// The checks. Default: none.
        checks?: Vec<ManagedAgentGuardrail> = "[]",
    }
}
