//! The service itself: `/config`.

use meshagent_macros::{model, resource};

model! {
    /// What a service says of itself.
    pub struct MeshagentDeploymentConfig {
        /// The service's hosts.
        domains: MeshagentDomains,
        /// Domains under which no route can be made. Default: none.
        reserved_route_domains: Vec<String> | null = "[]",
        /// The service's version.
        version?: String | null,
    }

    /// The service's hosts. One without a scheme is reached by https.
    pub struct MeshagentDomains {
        /// The studio.
        studio?: String | null,
        /// The accounts' pages.
        accounts?: String | null,
        /// Powerboards.
        powerboards?: String | null,
        /// The REST API.
        api?: String | null,
        /// The mail server.
        mail?: String | null,
        /// Pages.
        pages?: String | null,
        /// The container registry.
        registry?: String | null,
        /// Rooms' and agents' files.
        files?: String | null,
    }
}

resource! {
    /// What the service says of itself.
    class Config as meshagent.config;

    /// The service's hosts and its version.
    fn get() -> MeshagentDeploymentConfig = GET "config";
}
