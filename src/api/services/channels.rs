//! The agents that a service brings, and how they are reached.

use std::collections::BTreeMap;

use meshagent_macros::model;

use crate::model::JsonObject;

model! {
    /// An agent that a service brings.
    pub struct AgentSpec {
        /// The name.
        name: String,
        /// What it is for, in words.
        description?: String | null,
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String> | null,
        /// How it is reached.
        channels?: ChannelsSpec | null,
        /// The mail address that it has.
        email?: EmailSpec | null,
        /// What it does again and again.
        heartbeat?: HeartbeatSpec | null,
    }

    /// How an agent is reached.
    pub struct ChannelsSpec {
        /// Mail.
        email?: Vec<EmailChannel> | null,
        /// Messages in the room.
        messaging?: Vec<MessagingChannel> | null,
        /// Queues.
        queue?: Vec<QueueChannel> | null,
        /// Toolkits that it offers.
        toolkit?: Vec<ToolkitChannel> | null,
    }

    /// Mail to an agent.
    pub struct EmailChannel {
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String> | null,
        /// The address; without one the service makes one.
        address: String,
        /// Whether only members of the room may write to it. Default: true.
        private?: bool = "true",
    }

    /// Messages to an agent.
    pub struct MessagingChannel {
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String> | null,
        /// The messages' protocol. Default: `meshagent.agent-message.v1`.
        protocol?: String = "\"meshagent.agent-message.v1\"",
        /// Prompts that are offered.
        prompts?: Vec<PromptTemplate> | null,
    }

    /// A prompt that is offered.
    pub struct PromptTemplate {
        /// The name.
        name: String,
        /// What it is for, in words.
        description?: String | null,
        /// The prompt's text.
        prompt: String,
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String> | null,
    }

    #![strict]
    /// A queue that an agent listens to.
    pub struct QueueChannel {
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String> | null,
        /// The queue's name.
        queue: String,
        /// How messages become threads.
        threading_mode?: "default-new" | null,
        /// The JSON Schema that messages must fit.
        message_schema?: JsonObject | null,
    }

    /// A toolkit that an agent offers.
    pub struct ToolkitChannel {
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String> | null,
        /// The name.
        name: String,
    }

    /// An agent's mail address.
    pub struct EmailSpec {
        /// The mail address.
        address: String,
        /// Whether anybody may write to it. Default: false.
        public?: bool = "false",
    }

    #![strict]
    /// A prompt that an agent gets again and again.
    pub struct HeartbeatSpec {
        /// The queue that its messages go to.
        queue: String,
        /// The thread that it goes on with.
        thread_id?: String | null,
        /// What the agent is told each time.
        prompt?: Vec<AgentContent> | null,
        /// How many minutes lie between.
        minutes: i64,
    }

    /// Text.
    pub struct AgentTextContent {
        /// The kind.
        r#type: "text",
        /// The text.
        text: String,
    }

    /// A file.
    pub struct AgentFileContent {
        /// The kind.
        r#type: "file",
        /// Where the file is.
        url: String,
        /// The name.
        name?: String | null,
    }

    /// Sound.
    pub struct AgentAudioContent {
        /// The kind.
        r#type: "audio",
        /// Where the sound is.
        url: String,
    }

    /// Something that an agent is told.
    pub union AgentContent by type {
        "text" => AgentTextContent,
        "file" => AgentFileContent,
        "audio" => AgentAudioContent,
    }
}
