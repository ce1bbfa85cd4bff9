//! The check of a participant token: `/api/participant-token/validate`.

use meshagent_macros::{model, resource};

use crate::api::participant_tokens::TokenGrant;

model! {
    /// A participant token's claims.
    pub struct ParticipantTokenClaims {
        /// The participant's name.
        name: String,
        /// What it grants.
        grants: Vec<TokenGrant>,
        /// The project's id.
        sub?: String | null,
        /// The API key's id.
        kid?: String | null,
        /// The version of the format.
        version?: String | null,
    }

    /// The token to check.
    pub struct ParticipantTokenToCheck {
        /// The participant token.
        #[secret]
        token: String,
    }
}

resource! {
    /// What the service says of participant tokens.
    class ParticipantTokenChecks as meshagent.participantTokens;

    /// The claims of a participant token that is valid. The client's own token is not sent.
    fn validate(token: ParticipantTokenToCheck) -> ParticipantTokenClaims = POST "api/participant-token/validate" anonymous;
}
