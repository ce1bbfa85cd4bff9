//! Agents that the service runs: `/accounts/projects/{project}/agents`.

mod connection;
pub mod guardrails;
pub mod spec;
pub mod tools;

use meshagent_macros::{model, resource};

use crate::api::agents::spec::ManagedAgentSpec;
use crate::api::lists::ListViewed;
use crate::api::rooms::ConnectAs;

model! {
    /// An agent that the service runs.
    pub struct ManagedAgent {
        /// The id.
        id: String,
        /// The name.
        name: String,
        /// What the agent is.
        configuration: ManagedAgentSpec,
    }

    /// What joining an agent takes.
    pub struct AgentConnectionInfo {
        /// The participant token.
        #[secret]
        jwt: String,
        /// The agent's name.
        agent_name: String,
        /// The project's id.
        project_id: String,
        /// The address to open the connection to.
        agent_url: String,
    }

    #![strict]
    /// An agent to create.
    pub struct NewAgent {
        /// What the agent is.
        configuration: ManagedAgentSpec,
        /// Whether an existing one of that name is the answer rather than an error. Default: false.
        if_not_exists?: bool = "false",
    }

    /// What an agent is from now on.
    pub struct AgentUpdate {
        /// What the agent is.
        configuration: ManagedAgentSpec,
    }
}

resource! {
    /// Agents that the service runs.
    class Agents as project.agents;

    /// One page of the agents.
    fn list(which?: ListViewed) -> Page<ManagedAgent> in agents = GET "accounts/projects/{project}/agents";

    /// All agents, fetched page after page while you go through them.
    each iterate(which?: ListViewed) -> ManagedAgent in agents by page_size token =
        GET "accounts/projects/{project}/agents";

    /// An agent by its **name**. Rejects with a `NotFoundError` when there is none.
    fn get(name) -> ManagedAgent = GET "accounts/projects/{project}/agents/{name}";

    /// Creates an agent. Rejects with a `ConflictError` when the name is taken, unless `if_not_exists` is set.
    fn create(agent: NewAgent) -> ManagedAgent = POST "accounts/projects/{project}/agents";

    /// Replaces what an agent is, by its **id**.
    fn update(agent_id, change: AgentUpdate) -> () = PUT "accounts/projects/{project}/agents/{agent_id}";

    /// Deletes an agent, by its **id**.
    fn delete(agent_id) -> () = DELETE "accounts/projects/{project}/agents/{agent_id}";

    /// What the caller needs to join an agent, by its **name**.
    fn connect(agent, participant?: ConnectAs) -> AgentConnectionInfo =
        POST "accounts/projects/{project}/agents/{agent}/connect" => connection::today_address;
}
