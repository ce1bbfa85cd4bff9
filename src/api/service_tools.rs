//! Help with services: `/templates/render`, `/mcp/discover`.

use std::collections::BTreeMap;

use meshagent_macros::{model, resource};

use crate::api::services::TemplateValues;
use crate::api::services::channels::AgentSpec;
use crate::api::services::container::{EnvironmentVariable, ServiceRunAs};
use crate::api::services::mounts::ContainerMountSpec;
use crate::api::services::ports::PortSpec;
use crate::api::services::spec::{ServiceFileSpec, ServiceMetadata, ServiceSpec};

model! {
    /// A template of a service.
    pub struct ServiceTemplateSpec {
        /// The version of the format.
        version: "v1",
        /// What the document is.
        kind: "ServiceTemplate",
        /// What it is called.
        metadata: ServiceMetadata,
        /// The agents that it brings.
        agents?: Vec<AgentSpec> | null,
        /// What the template asks for.
        variables?: Vec<ServiceTemplateVariable> | null,
        /// The ports.
        ports?: Vec<PortSpec> | null,
        /// Files that the container finds.
        files?: Vec<ServiceFileSpec> | null,
        /// The container.
        container?: ContainerTemplateSpec | null,
        /// A service that runs elsewhere.
        external?: ExternalServiceTemplateSpec | null,
    }

    /// Something that a template asks for.
    pub struct ServiceTemplateVariable {
        /// The name.
        name: String,
        /// The title.
        title?: String | null,
        /// What it is for, in words.
        description?: String | null,
        /// Whether the value is hidden while it is typed. Default: false.
        obscure: bool | null = "false",
        /// The values to choose from.
        r#enum?: Vec<String> | null,
        /// Whether it may be left out. Default: false.
        optional: bool | null = "false",
        /// What the value is, where it is no plain text.
        r#type?: "email" | "route" | null,
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String> | null,
    }

    /// A container of a template.
    pub struct ContainerTemplateSpec {
        /// The environment variables.
        environment?: Vec<EnvironmentVariable> | null,
        /// The image's name, with a tag or digest.
        image?: String | null,
        /// As whom it acts.
        run_as?: ServiceRunAs | null,
        /// What it is run as. Default: `agent`.
        template: "agent" | "none" | null = "\"agent\"",
        /// The command, in place of the image's own.
        command?: String | null,
        /// The folder in which the command starts.
        working_dir?: String | null,
        /// What is mounted.
        storage?: ContainerMountSpec | null,
        /// Whether it runs only when it is called.
        on_demand?: bool | null,
        /// Whether it can write outside of its mounts.
        writable_root_fs?: bool | null,
        /// Whether only members of the room reach it. Default: true.
        private: bool | null = "true",
    }

    /// A service that runs elsewhere, of a template.
    pub struct ExternalServiceTemplateSpec {
        /// The address.
        url: String,
    }

    /// A service, or a template of one.
    pub union DiscoveredService by kind {
        "Service" => ServiceSpec,
        "ServiceTemplate" => ServiceTemplateSpec,
    }

    /// An MCP server to look at.
    pub struct McpServerToDiscover {
        /// The server's address.
        url: String,
        /// What comes back: `service` or `template`. Default: `service`.
        format?: "service" | "template" = "\"service\"",
    }
}

resource! {
    /// Help with services and their templates.
    class ServiceTools as meshagent.services;

    /// A template with its variables filled in.
    fn render_template(template: TemplateValues) -> ServiceTemplateSpec = POST "templates/render";

    /// A service, or a template of one, for an MCP server: what its address says of it.
    fn discover_mcp(server: McpServerToDiscover) -> DiscoveredService = POST "mcp/discover";
}
