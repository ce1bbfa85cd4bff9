//! What participant tokens are made of, signed with and verified with.

use serde::Deserialize;
use tsify::Tsify;

use super::settings::Given;

/// One grant of a participant token.
#[derive(Debug, Deserialize, Tsify)]
#[allow(dead_code, reason = "its grants are read as JSON text; this is their type")]
pub struct ParticipantGrant {
    /// The grant's name, such as `room`, `role` or `api`.
    name: String,
    /// The room's name, the role, the `ApiScope`, or whatever else the grant says.
    #[tsify(type = "unknown")]
    scope: serde_json::Value,
}

/// What a participant token is made of.
#[derive(Debug, Default, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "reading them refuses other names; what they hold is read as JSON text")]
pub struct ParticipantTokenOptions {
    /// The participant's name.
    #[tsify(type = "string")]
    pub(super) name: Option<Given>,
    /// The project's id. Signing with an API key replaces it by the key's.
    #[tsify(optional, type = "string | undefined")]
    pub(super) project_id: Option<Given>,
    /// The id of the API key that signs. Signing with an API key replaces it by the key's.
    #[tsify(optional, type = "string | undefined")]
    pub(super) api_key_id: Option<Given>,
    /// The generation of the token. Default: `0.39.9`.
    #[tsify(optional, type = "string | undefined")]
    pub(super) version: Option<Given>,
    /// The grants, with one named `api` at most. Default: none.
    #[tsify(optional, type = "ParticipantGrant[] | undefined")]
    pub(super) grants: Option<Given>,
    /// Further claims. One that has a claim of the token's own name counts only where the token has none.
    #[tsify(optional, type = "object | undefined")]
    pub(super) extra: Option<Given>,
}

/// How to sign a participant token.
#[derive(Debug, Default, Deserialize, Tsify)]
#[serde(rename_all = "camelCase", default)]
pub struct ToJwtOptions {
    /// The API key that signs; its ids replace the token's. Default: see `secret`.
    #[tsify(optional, type = "string | undefined")]
    pub(super) api_key: Option<Given>,
    /// The secret that signs when there is no `apiKey`. Default, in Node: the API key in `MESHAGENT_API_KEY`, then the
    /// secret in `MESHAGENT_SECRET`.
    #[tsify(optional, type = "string | undefined")]
    pub(super) secret: Option<Given>,
    /// When the token expires; fractions of a second are dropped. Default: see `expiresIn`, then the claim `exp` of `extra`,
    /// else never.
    #[tsify(optional, type = "Date | undefined")]
    pub(super) expiration: Option<Given>,
    /// How long the token lives from now on: seconds, or text such as `90s`, `15m`, `1h` or `7d`; in place of `expiration`.
    #[tsify(optional, type = "number | `${number}${\"s\" | \"m\" | \"h\" | \"d\"}` | undefined")]
    pub(super) expires_in: Option<Given>,
}

/// How to verify a participant token.
#[derive(Debug, Default, Deserialize, Tsify)]
#[serde(rename_all = "camelCase", default)]
pub struct FromJwtOptions {
    /// The secret that signed. Default, in Node: `MESHAGENT_SECRET`.
    #[tsify(optional, type = "string | undefined")]
    pub(super) secret: Option<Given>,
}
