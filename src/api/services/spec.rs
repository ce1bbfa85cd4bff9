//! What a service is.

use std::collections::BTreeMap;

use meshagent_macros::model;

use crate::api::services::channels::AgentSpec;
use crate::api::services::container::ContainerSpec;
use crate::api::services::ports::PortSpec;

model! {
    /// What a service is.
    pub struct ServiceSpec {
        /// The version of the format.
        version: "v1",
        /// What the document is.
        kind: "Service",
        /// The id.
        id?: String | null,
        /// Whether it is on. Default: true.
        enabled?: bool = "true",
        /// What it is called.
        metadata: ServiceMetadata,
        /// The agents that it brings.
        agents?: Vec<AgentSpec> | null,
        /// The ports. Default: none.
        ports?: Vec<PortSpec> | null = "[]",
        /// Files that the container finds.
        files?: Vec<ServiceFileSpec> | null,
        /// The container.
        container?: ContainerSpec | null,
        /// A service that runs elsewhere.
        external?: ExternalServiceSpec | null,
    }

    /// What a service is called.
    pub struct ServiceMetadata {
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

    /// A file that a service finds.
    pub struct ServiceFileSpec {
        /// The path.
        path: String,
        /// What is in it.
        text: String,
    }

    /// A service that runs elsewhere.
    pub struct ExternalServiceSpec {
        /// Where it is.
        url?: String | null,
    }
}
