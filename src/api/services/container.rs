//! A service's container.

use meshagent_macros::model;

use crate::access::scope::ApiScope;
use crate::api::services::mounts::ContainerMountSpec;

model! {
    #![strict]
    /// A container.
    pub struct ContainerSpec {
        /// The image's name, with a tag or digest.
        image: String,
        /// As whom it acts.
        run_as?: ServiceRunAs | null,
        /// What it is run as. Default: `agent`.
        template?: "agent" | "none" | null = "\"agent\"",
        /// The command, in place of the image's own.
        command?: String | null,
        /// The folder in which the command starts.
        working_dir?: String | null,
        /// The secret that the image is pulled with.
        pull_secret?: SecretValue | null,
        /// The environment variables.
        environment?: Vec<EnvironmentVariable> | null,
        /// What is mounted.
        storage?: ContainerMountSpec | null,
        /// Whether it runs only when it is called.
        on_demand?: bool | null,
        /// Whether it can write outside of its mounts.
        writable_root_fs?: bool | null,
        /// Whether only the room reaches it. Default: true.
        private?: bool = "true",
    }

    /// As whom a service acts.
    pub struct ServiceRunAs {
        /// The address of the service account.
        email: String,
        /// The scopes. Default: `["secrets:proxy"]`.
        scopes?: Vec<String> = "[\"secrets:proxy\"]",
    }

    /// A secret, by its id.
    pub struct SecretValue {
        /// The id.
        id: String,
    }

    /// An environment variable: with a value, a token or a secret.
    pub struct EnvironmentVariable {
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

    /// A participant token that is made for a container.
    pub struct TokenValue {
        /// The participant's name.
        identity: String,
        /// What it may do in the room.
        api?: ApiScope | null,
        /// What the participant is.
        role?: "user" | "agent" | "tool" | null,
    }
}
