//! What an agent is.

use std::collections::BTreeMap;

use meshagent_macros::model;

use crate::api::agents::guardrails::ManagedAgentGuardrails;
use crate::api::agents::tools::{ManagedAgentPythonTool, ManagedAgentToolkit};

model! {
    #![strict]
    /// What an agent is.
    pub struct ManagedAgentSpec {
        /// The version of the format. Default: `v1`.
        version?: "v1" = "\"v1\"",
        /// What the document is. Default: `ManagedAgent`.
        kind?: "ManagedAgent" = "\"ManagedAgent\"",
        /// The id.
        id?: String | null,
        /// What it is called.
        metadata: ManagedAgentMetadata,
        /// The models that it may use.
        allowed_models: Vec<AllowedAgentModel>,
        /// Checks of what goes in and out.
        guardrails?: ManagedAgentGuardrails | null,
        /// As whom it acts.
        run_as?: ManagedAgentRunAs | null,
        /// Whose budget the models' cost comes from. Default: `optional`.
        llm_delegation?: ManagedAgentLlmDelegation = "\"optional\"",
        /// Who shares a thread. Default: `global`.
        thread_isolation?: ManagedAgentThreadIsolation = "\"global\"",
        /// What the model is told.
        instructions?: String | null,
        /// The toolkits.
        toolkits?: Vec<ManagedAgentToolkit> | null,
        /// The tools. Default: none.
        tools?: Vec<ManagedAgentPythonTool> = "[]",
        /// HTTP connections by name. Default: `{}`.
        connections?: BTreeMap<String, ManagedAgentHttpConnection> = "{}",
        /// The environment variables. Default: none.
        environment?: Vec<ManagedAgentEnvironmentVariable> = "[]",
        /// What the model puts out, such as `text`.
        output_modalities?: Vec<String> | null,
        /// Whether conversations are kept. Default: true.
        store?: bool = "true",
    }

    /// What an agent is called.
    pub struct ManagedAgentMetadata {
        /// The name.
        name: String,
        /// Annotations: text by name. Default: `{}`.
        annotations?: BTreeMap<String, String> = "{}",
    }

    #![strict]
    /// A model of OpenAI's.
    pub struct AllowedOpenAIModel {
        /// The model's provider. Default: `openai`.
        provider?: "openai" = "\"openai\"",
        /// The model's name.
        model: String,
        /// What the model puts out, such as `text`.
        output_modalities?: Vec<String> | null,
    }

    /// A model of Anthropic's.
    pub struct AllowedAnthropicModel {
        /// The model's provider. Default: `anthropic`.
        provider?: "anthropic" = "\"anthropic\"",
        /// The model's name.
        model: String,
    }

    /// A model of xAI's.
    pub struct AllowedGrokModel {
        /// The model's provider. Default: `grok`.
        provider?: "grok" = "\"grok\"",
        /// The model's name.
        model: String,
    }

    /// A model that an agent may use.
    pub union AllowedAgentModel by provider {
        "openai" => AllowedOpenAIModel,
        "anthropic" => AllowedAnthropicModel,
        "grok" => AllowedGrokModel,
    }

    /// As whom an agent acts.
    pub struct ManagedAgentRunAs {
        /// The address of the service account.
        email: String,
        /// The scopes. Default: `["secrets:proxy","llm_proxy"]`.
        scopes?: Vec<String> = "[\"secrets:proxy\",\"llm_proxy\"]",
    }

    /// Whether an agent's models are paid for by those who use it.
    pub values ManagedAgentLlmDelegation = "required" | "optional";

    /// Who shares an agent's threads.
    pub values ManagedAgentThreadIsolation = "global" | "participant";

    #![strict]
    /// An HTTP connection that an agent's tools may use.
    pub struct ManagedAgentHttpConnection {
        /// The address that it begins with.
        base_url: String,
        /// The id of the secret that the proxy adds.
        use_proxy_secret?: String | null,
        /// Headers by name. Default: none.
        headers?: Vec<ManagedAgentConnectionHeader> = "[]",
    }

    /// A header of a connection: with a value or a secret.
    pub struct ManagedAgentConnectionHeader {
        /// The name.
        name: String,
        /// The value.
        #[secret]
        value?: String | null,
        /// The secret that holds the value.
        secret?: ManagedAgentSecretHeader | null,
        /// Text before the secret's value, such as `Bearer `. Default: empty.
        prefix?: String = "\"\"",
    }

    /// A secret, by its id.
    pub struct ManagedAgentSecretHeader {
        /// The id.
        id: String,
    }

    /// An environment variable: with a value or a secret.
    pub struct ManagedAgentEnvironmentVariable {
        /// The name.
        name: String,
        /// The value.
        #[secret]
        value?: String | null,
        /// The secret that holds the value.
        secret?: ManagedAgentSecretHeader | null,
    }
}
