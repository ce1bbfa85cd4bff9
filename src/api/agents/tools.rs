//! The tools of an agent.

use meshagent_macros::model;

use crate::model::JsonObject;

model! {
    #![strict]
    /// Search on the web.
    pub struct ManagedAgentWebSearch {
        /// The kind. Default: `web_search`.
        r#type?: "web_search" = "\"web_search\"",
        /// The only domains to search in.
        allowed_domains?: Vec<String> | null,
        /// The domains to leave out.
        blocked_domains?: Vec<String> | null,
    }

    /// Pages of the web.
    pub struct ManagedAgentWebFetch {
        /// The kind. Default: `web_fetch`.
        r#type?: "web_fetch" = "\"web_fetch\"",
    }

    #![strict]
    /// Pictures.
    pub struct ManagedAgentImageGeneration {
        /// The kind. Default: `image_generation`.
        r#type?: "image_generation" = "\"image_generation\"",
        /// The background.
        background?: "transparent" | "opaque" | "auto" | null,
        /// The address of a mask.
        input_image_mask_url?: String | null,
        /// The model's name.
        model?: String | null,
        /// How strictly the picture is moderated.
        moderation?: String | null,
        /// The compression, 0 to 100.
        output_compression?: i64 | null,
        /// The format.
        output_format?: "png" | "webp" | "jpeg" | null,
        /// How many unfinished pictures are sent. Default: 1.
        partial_images?: i64 | null = "1",
        /// The quality.
        quality?: "auto" | "low" | "medium" | "high" | null,
        /// The size in pixels.
        size?: "1024x1024" | "1024x1536" | "1536x1024" | "auto" | null,
    }

    /// MCP servers.
    pub struct ManagedAgentMCPToolkit {
        /// The kind. Default: `mcp`.
        r#type?: "mcp" = "\"mcp\"",
        /// The servers.
        servers: Vec<ManagedAgentMCPServer>,
    }

    #![strict]
    /// An MCP server.
    pub struct ManagedAgentMCPServer {
        /// What models call it.
        server_label: String,
        /// The address.
        server_url: String,
        /// The tools that may be used; all of them without it.
        allowed_tools?: Vec<String> | null,
        /// Headers by name.
        headers?: Vec<ManagedAgentMCPHeader> | null,
        /// Whether a call has to be approved.
        require_approval?: "always" | "never" | null,
        /// Tools whose calls always have to be approved.
        always_require_approval?: Vec<String> | null,
        /// Tools whose calls never have to be approved.
        never_require_approval?: Vec<String> | null,
        /// The id of OpenAI's connector.
        openai_connector_id?: String | null,
        /// The id of the secret that the proxy adds.
        use_proxy_secret?: String | null,
    }

    /// A header for an MCP server.
    pub struct ManagedAgentMCPHeader {
        /// The name.
        name: String,
        /// The value.
        #[secret]
        value: String,
    }

    /// A toolkit of an agent's.
    pub union ManagedAgentToolkit by type {
        "web_search" => ManagedAgentWebSearch,
        "web_fetch" => ManagedAgentWebFetch,
        "image_generation" => ManagedAgentImageGeneration,
        "mcp" => ManagedAgentMCPToolkit,
    }

    #![strict]
    /// A tool in Python.
    pub struct ManagedAgentPythonTool {
        /// The kind. Default: `python`.
        r#type?: "python" = "\"python\"",
        /// The name.
        name: String,
        /// What models are told about it. Default: empty.
        description?: String = "\"\"",
        /// The JSON Schema of the arguments; every property required, no others allowed.
        input_schema: JsonObject,
        /// The Python source, at most 65,536 bytes.
        source: String,
        /// The function to call.
        entrypoint?: String | null,
    }
}
