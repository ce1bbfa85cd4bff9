//! `ApiScope`: what one participant may do in one room.

use std::collections::BTreeMap;

use meshagent_macros::model;

mod data;
mod sqlite;

pub use self::data::{
    DatasetGrant, FileAction, FilePathRule, FilesPolicy, MemoryEntry, MemoryGrant, MemoryPermissions, PathGrant,
    StorageGrant, SyncGrant, TableGrant,
};
pub use self::sqlite::{SqliteDatabaseGrant, SqliteGrant, SqliteTableGrant};

model! {
    #![strict]
    /// What one participant may do in one room: one member per surface.
    ///
    /// A surface that is absent or `null` is not granted. One that is present, even as `{}`, is granted with every
    /// field at its default, which is wide open. A list that is absent or `null` does not restrict; an empty list
    /// allows nothing. Members that this package does not know are kept.
    pub struct ApiScope {
        /// Live audio and video.
        livekit?: LivekitGrant | null,
        /// Message queues.
        queues?: QueuesGrant | null,
        /// Messages between participants.
        messaging?: MessagingGrant | null,
        /// Tables of the room's dataset.
        dataset?: DatasetGrant | null,
        /// An older name of `dataset`, which wins over it when present.
        database?: DatasetGrant | null,
        /// An older name of `dataset`, which wins over it when present.
        datasets?: DatasetGrant | null,
        /// SQLite databases.
        sqlite?: SqliteGrant | null,
        /// Memories.
        memory?: MemoryGrant | null,
        /// Synchronised documents.
        sync?: SyncGrant | null,
        /// The room's files.
        storage?: StorageGrant | null,
        /// Containers and their registry.
        containers?: ContainersGrant | null,
        /// Developer tools.
        developer?: DeveloperGrant | null,
        /// Agents and their toolkits.
        agents?: AgentsGrant | null,
        /// Language models.
        llm?: LlmGrant | null,
        /// The room's configuration.
        admin?: AdminGrant | null,
        /// OAuth tokens of others.
        secrets?: SecretsGrant | null,
        /// Tunnels to ports.
        tunnels?: TunnelsGrant | null,
        /// The room's services.
        services?: ServicesGrant | null,
    }

    #![strict]
    /// Live audio and video.
    pub struct LivekitGrant {
        /// The breakout rooms that may be joined, by exact name. Default: any.
        breakout_rooms?: Vec<String> | null,
    }

    #![strict]
    /// Message queues.
    pub struct QueuesGrant {
        /// The queues that may be sent to, by exact name. Default: any.
        send?: Vec<String> | null,
        /// The queues that may be received from, by exact name. Default: any.
        receive?: Vec<String> | null,
        /// Whether queues may be listed. Default: true.
        list?: bool,
    }

    #![strict]
    /// Messages between participants.
    pub struct MessagingGrant {
        /// Whether messages may be sent to all. Default: true.
        broadcast?: bool,
        /// Whether participants may be listed. Default: true.
        list?: bool,
        /// Whether messages may be sent to one. Default: true.
        send?: bool,
    }

    #![strict]
    /// Containers and their registry.
    pub struct ContainersGrant {
        /// Whether logs may be read. Default: true.
        logs?: bool,
        /// Whether containers may be used at all. Default: true.
        use_containers?: bool,
        /// The images that may be pulled, as patterns. Default: any.
        pull?: Vec<String> | null,
        /// The images that may be run, as patterns. Default: any.
        run?: Vec<String> | null,
        /// The registry. Default: not restricted.
        registry?: RegistryGrant | null,
    }

    #![strict]
    /// The container registry; the lists are independent of one another.
    pub struct RegistryGrant {
        /// The repositories that are listed, as patterns. Default: those of the other three, or any without them.
        list?: Vec<String> | null,
        /// The repositories that may be pulled, as patterns. Default: any.
        pull?: Vec<String> | null,
        /// The repositories that may be run, as patterns. Default: any.
        run?: Vec<String> | null,
        /// The repositories that may be written, as patterns. Default: any.
        write?: Vec<String> | null,
    }

    #![strict]
    /// Developer tools.
    pub struct DeveloperGrant {
        /// Whether developer logs may be read. Default: true.
        logs?: bool,
    }

    #![strict]
    /// Agents and their toolkits; each flag defaults to true.
    pub struct AgentsGrant {
        /// Register an agent.
        register_agent?: bool,
        /// Register a toolkit for all.
        register_public_toolkit?: bool,
        /// Register a toolkit for oneself.
        register_private_toolkit?: bool,
        /// Call agents.
        call?: bool,
        /// Use agents.
        use_agents?: bool,
        /// Use tools.
        use_tools?: bool,
        /// The toolkits that may be used. Default: any.
        allowed_toolkits?: Vec<String> | null,
    }

    #![strict]
    /// Language models.
    pub struct LlmGrant {
        /// The models that may be used, as patterns of `provider/model`. Default: any.
        models?: Vec<String> | null,
    }

    #![strict]
    /// The room's configuration.
    pub struct AdminGrant {
        /// Whether it may be changed. Default: true.
        config?: bool,
    }

    #![strict]
    /// OAuth tokens of others.
    pub struct SecretsGrant {
        /// The clients for which a token may be requested. Default: any.
        request_oauth_token?: Vec<OAuthEndpointGrant> | null,
    }

    #![strict]
    /// One OAuth client at one endpoint.
    pub struct OAuthEndpointGrant {
        /// The authorization endpoint, as a pattern.
        endpoint: String,
        /// The client's exact id.
        client_id: String,
    }

    #![strict]
    /// Tunnels to ports.
    pub struct TunnelsGrant {
        /// The ports, as text. Absent and empty both mean every port.
        ports?: Vec<String> | null,
    }

    #![strict]
    /// The room's services.
    pub struct ServicesGrant {
        /// Whether they may be listed. Default: true.
        list?: bool,
    }
}

/// The first grants of a room: what each user may do, by user id.
pub type ScopesByUser = BTreeMap<String, ApiScope>;
