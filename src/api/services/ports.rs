//! A service's ports, and what answers there.

use std::collections::BTreeMap;

use meshagent_macros::model;

use crate::access::scope::ApiScope;
use crate::model::TextOrNumber;

model! {
    #![strict]
    /// A port.
    pub struct PortSpec {
        /// The port, or `*` for any. Default: `*`.
        num?: TextOrNumber = "\"*\"",
        /// The port on the host.
        host_port?: i64 | null,
        /// The kind. Default: `http`.
        r#type?: "http" | "tcp" | null = "\"http\"",
        /// What answers there. Default: none.
        endpoints?: Vec<EndpointSpec> = "[]",
        /// The path that says whether it is alive.
        liveness?: String | null,
        /// Whether it is reached from outside.
        published?: bool | null,
        /// Whether anybody may call it.
        public?: bool | null,
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String> | null,
    }

    /// What answers on a port.
    pub struct EndpointSpec {
        /// The path.
        path: String,
        /// An agent of the room.
        meshagent?: MeshagentEndpointSpec | null,
        /// An MCP server.
        mcp?: MCPEndpointSpec | null,
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String> | null,
    }

    /// An agent that joins the room.
    pub struct MeshagentEndpointSpec {
        /// The participant's name.
        identity: String,
        /// What it may do in the room.
        api?: ApiScope | null,
    }

    #![strict]
    /// An MCP server.
    pub struct MCPEndpointSpec {
        /// What models call it.
        label: String,
        /// What it is for, in words.
        description?: String | null,
        /// The tools that may be used; all of them without it.
        allowed_tools?: Vec<AllowedMcpToolFilter> | null,
        /// Headers that are sent to it.
        headers?: BTreeMap<String, String> | null,
        /// Whether a call has to be approved.
        require_approval?: "always" | "never" | null,
        /// The OAuth client that it signs in with.
        oauth?: OAuthClientConfig | null,
        /// The id of OpenAI's connector.
        openai_connector_id?: String | null,
        /// The id of the secret that the proxy adds.
        use_proxy_secret?: String | null,
    }

    #![strict]
    /// Which tools of an MCP server may be used.
    pub struct AllowedMcpToolFilter {
        /// The tools' names.
        tool_names?: Vec<String> | null,
        /// Whether it can only be read.
        read_only?: bool | null,
    }

    #![strict]
    /// An OAuth client that signs in elsewhere.
    pub struct OAuthClientConfig {
        /// The OAuth client's id.
        client_id?: String | null,
        /// The OAuth client's secret.
        #[secret]
        client_secret?: String | null,
        /// Where the user signs in.
        authorization_endpoint?: String | null,
        /// Where tokens come from.
        token_endpoint?: String | null,
        /// Whether PKCE is left out.
        no_pkce?: bool | null,
        /// The scopes.
        scopes?: Vec<String> | null,
    }
}
