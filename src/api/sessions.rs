//! Sessions of rooms and agents: `/accounts/projects/{project}/sessions`.

use std::collections::BTreeMap;

use meshagent_macros::{model, resource};

use crate::model::JsonObject;

model! {
    /// A session of a room or an agent.
    pub struct RoomSession {
        /// The id.
        id: String,
        /// The room's id.
        room_id?: String | null,
        /// The room's name.
        room_name: String,
        /// When it was made, in ISO 8601.
        created_at: String,
        /// Whether it still runs.
        is_active: bool,
        /// How many of each kind of participant there are.
        participants?: BTreeMap<String, i64> | null,
        /// What ran: `room` or `agent`. Default: `room`.
        kind: String | null = "\"room\"",
        /// The agent's id.
        agent_id?: String | null,
        /// The agent's name.
        agent_name?: String | null,
    }

    #![strict]
    /// Which sessions to list.
    pub struct ListRecentSessions {
        /// How many at most. Default: 25.
        limit?: u64 = "25",
        /// The room's id.
        room_id?: String,
    }

    /// How many sessions to list.
    pub struct ListRecent {
        /// How many at most. Default: 25.
        limit?: u64 = "25",
    }

    #![strict]
    /// Which sessions of agents to list.
    pub struct ListRecentAgentSessions {
        /// How many at most. Default: 25.
        limit?: u64 = "25",
        /// The agent's id.
        agent_id?: String,
    }
}

resource! {
    /// What runs and what ran: sessions of rooms and agents.
    class Sessions as project.sessions;

    /// A session, as the service has it: its members are not documented. Rejects with a `NotFoundError` when there is
    /// none.
    fn get(session_id) -> JsonObject = GET "accounts/projects/{project}/sessions/{session_id}";

    /// How many participants a session has, by kind.
    fn get_participant_counts(session_id) -> BTreeMap<String, f64> from participants =
        GET "accounts/projects/{project}/sessions/{session_id}/participants";

    /// The sessions of rooms that run now.
    fn list_active() -> Page<RoomSession> in sessions = GET "accounts/projects/{project}/sessions/active";

    /// The latest sessions of rooms, 25 unless `limit` says otherwise.
    fn list_recent(which?: ListRecentSessions) -> Page<RoomSession> in sessions =
        GET "accounts/projects/{project}/sessions";

    /// The latest sessions of a room, by the room's **name**.
    fn list_recent_in_room(room_name, which?: ListRecent) -> Page<RoomSession> in sessions =
        GET "accounts/projects/{project}/rooms/{room_name}/sessions";

    /// The sessions of agents that run now.
    fn list_active_agents() -> Page<RoomSession> in sessions = GET "accounts/projects/{project}/agents/sessions/active";

    /// The latest sessions of agents, 25 unless `limit` says otherwise.
    fn list_recent_agents(which?: ListRecentAgentSessions) -> Page<RoomSession> in sessions =
        GET "accounts/projects/{project}/agents/sessions";

    /// The latest sessions of an agent, by the agent's **name**.
    fn list_recent_for_agent(agent_name, which?: ListRecent) -> Page<RoomSession> in sessions =
        GET "accounts/projects/{project}/agents/{agent_name}/sessions";

    /// A session's events; their members are not documented.
    fn list_events(session_id) -> Page<JsonObject> in events =
        GET "accounts/projects/{project}/sessions/{session_id}/events";

    /// A session's spans, as OpenTelemetry has them; their members are not documented.
    fn list_spans(session_id) -> Page<JsonObject> in spans =
        GET "accounts/projects/{project}/sessions/{session_id}/spans";

    /// A session's metrics; their members are not documented.
    fn list_metrics(session_id) -> Page<JsonObject> in metrics =
        GET "accounts/projects/{project}/sessions/{session_id}/metrics";

    /// Ends a session.
    fn terminate(session_id) -> () = POST "accounts/projects/{project}/sessions/{session_id}/terminate";

    /// Ends a session by force: what it runs on is removed.
    fn kill(session_id) -> () = POST "accounts/projects/{project}/sessions/{session_id}/kill";
}
