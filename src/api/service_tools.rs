//! Help with services: `/templates/render`, `/mcp/discover`.

use std::collections::BTreeMap;

use meshagent_macros::{model, resource};

use crate::api::services::TemplateValues;
use crate::api::services::channels::{ChannelsSpec, EmailSpec, HeartbeatSpec};
use crate::api::services::container::{SecretValue, ServiceRunAs, TokenValue};
use crate::api::services::mounts::{
    ConfigMountSpec, EmptyDirMountSpec, FileStorageMountSpec, ImageStorageMountSpec, RoomStorageMountSpec,
    VolumeStorageMountSpec,
};
use crate::api::services::ports::PortSpec;
use crate::api::services::spec::{ServiceFileSpec, ServiceSpec};

model! {
    /// A template of a service.
    pub struct ServiceTemplateSpec {
        /// The version of the format.
        version: "v1",
        /// What the document is.
        kind: "ServiceTemplate",
        /// Metadata: any JSON.
        metadata: ServiceTemplateMetadata,
        /// The agents that it brings.
        agents?: Vec<AgentTemplateSpec> | null,
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

    /// What a template is called.
    pub struct ServiceTemplateMetadata {
        /// The name.
        name: String,
        /// What it is for, in words.
        description?: String | null,
        /// Where the source is.
        repo?: String | null,
        /// The icon: an address, or an emoji.
        icon?: String | null,
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String> | null,
    }

    /// An agent that a service from a template brings.
    pub struct AgentTemplateSpec {
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
        environment?: Vec<TemplateEnvironmentVariable> | null,
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
        storage?: ServiceTemplateContainerMountSpec | null,
        /// Whether it runs only when it is called.
        on_demand?: bool | null,
        /// Whether it can write outside of its mounts.
        writable_root_fs?: bool | null,
        /// Whether only members of the room reach it. Default: true.
        private: bool | null = "true",
    }

    /// An environment variable of a template.
    pub struct TemplateEnvironmentVariable {
        /// The name.
        name: String,
        /// The value.
        #[secret]
        value?: String | null,
        /// A participant token that is made for it.
        token?: TokenValue | null,
        /// The secret that holds the value.
        secret?: SecretValue | null,
    }

    /// What is mounted into a container of a template.
    pub struct ServiceTemplateContainerMountSpec {
        /// The room's storage.
        room?: Vec<RoomStorageMountSpec> | null,
        /// Volumes.
        volumes?: Vec<VolumeStorageMountSpec> | null,
        /// Images whose files are mounted.
        images?: Vec<ImageStorageMountSpec> | null,
        /// Files.
        files?: Vec<FileStorageMountSpec> | null,
        /// Folders that begin empty.
        empty_dirs?: Vec<EmptyDirMountSpec> | null,
        /// Where the session's configuration is mounted.
        configs?: Vec<ConfigMountSpec> | null,
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
