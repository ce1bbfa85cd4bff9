//! Participant tokens that the service makes: `/accounts/projects/{project}/participant-tokens`.

use meshagent_macros::{model, resource};

use crate::access::scope::ApiScope;

model! {
    /// One grant of a participant token.
    pub struct TokenGrant {
        /// What is granted: `room`, `role`, `api` and others.
        name: String,
        /// How far: an `ApiScope` for `api`, text for most others.
        scope: serde_json::Value,
    }

    #![strict]
    /// What a participant token says.
    pub struct NewParticipantToken {
        /// The participant's name.
        name?: String,
        /// The e-mail address.
        email?: String,
        /// The room's name.
        room_name?: String,
        /// The participant's role: `user`, `agent` or `tool`.
        role?: String,
        /// What it may do in the room.
        api?: ApiScope,
        /// What it grants, in place of `room_name`, `role` and `api`.
        grants?: Vec<TokenGrant>,
    }

    /// A participant token.
    pub struct MintedToken {
        /// The token.
        #[secret]
        token: String,
    }
}

resource! {
    /// Participant tokens that the service makes.
    class ParticipantTokens as project.participantTokens;

    /// Has the service make a participant token, of `grants` alone, or of `room_name`, `role` and `api`. To make one
    /// without the service, see `ParticipantToken`.
    fn mint(token?: NewParticipantToken) -> MintedToken = POST "accounts/projects/{project}/participant-tokens";
}
