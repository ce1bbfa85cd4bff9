//! What a route is.

use std::collections::BTreeMap;

use meshagent_macros::model;

use crate::model::TextOrNumber;

model! {
    /// What a route is.
    pub struct RouteSpec {
        /// The version of the format. Default: `v1`.
        version?: "v1" = "\"v1\"",
        /// What the document is. Default: `Route`.
        kind?: "Route" = "\"Route\"",
        /// What it is called.
        metadata: RouteMetadata,
        /// The domain.
        domain: String,
        /// What serves it: a room or an agent.
        backend: RouteBackendSpec,
        /// What is served under which path. Default: none.
        paths?: Vec<RoutePathSpec> = "[]",
    }

    /// What a route is called.
    pub struct RouteMetadata {
        /// The name.
        name: String,
        /// Annotations: text by name. Default: `{}`.
        annotations?: BTreeMap<String, String> = "{}",
    }

    /// What serves a route: exactly one of `room` and `agent`.
    pub struct RouteBackendSpec {
        /// The room.
        room?: RouteRoomBackendSpec | null,
        /// The agent.
        agent?: RouteAgentBackendSpec | null,
    }

    /// A room, by its name.
    pub struct RouteRoomBackendSpec {
        /// The name.
        name: String,
    }

    /// An agent, by its name.
    pub struct RouteAgentBackendSpec {
        /// The name.
        name: String,
    }

    /// What is served under a path.
    pub struct RoutePathSpec {
        /// The path. Default: `/`.
        path?: String = "\"/\"",
        /// Whether what follows the path matters. Default: `prefix`.
        pathType?: "prefix" | "exact" = "\"prefix\"",
        /// Whether the path is taken off before the request goes on. Default: false.
        stripPrefix?: bool,
        /// The port that serves it.
        targetPort?: TextOrNumber | null,
        /// The files that are served; in place of `targetPort`.
        targetContent?: RouteContentSpec | null,
        /// What is shown when nothing runs.
        unavailable?: String | null,
    }

    /// Files that are served.
    pub struct RouteContentSpec {
        /// The folder in it; without one, all of it. Default: empty.
        subpath?: String = "\"\"",
        /// The file that is served where there is none.
        notFound?: String | null,
        /// What other origins may do. Default: none.
        cors?: Vec<RouteCorsRule> = "[]",
        /// Whether folders are listed. Default: false.
        index?: bool = "false",
        /// Whether users have to sign in. Default: false.
        iap?: bool = "false",
        /// How replies are compressed. Default: `brotli`.
        compression?: "brotli" | "gzip" | "none" = "\"brotli\"",
    }

    /// What other origins may do.
    pub struct RouteCorsRule {
        /// The origins.
        allowedOrigins: Vec<String>,
        /// The methods. Default: `["GET","HEAD"]`.
        allowedMethods?: Vec<String> = "[\"GET\",\"HEAD\"]",
        /// The headers of requests. Default: none.
        allowedHeaders?: Vec<String> = "[]",
        /// The headers of replies that they may read. Default: none.
        exposeHeaders?: Vec<String> = "[]",
        /// How long browsers remember it, in seconds. Default: 3,600.
        maxAgeSeconds?: i64 = "3600",
        /// Whether cookies go along; not with the origin `*`. Default: false.
        allowCredentials?: bool = "false",
    }
}
