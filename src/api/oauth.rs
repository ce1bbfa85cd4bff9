//! Logins and the token exchange: `/oauth/authorize` and `/oauth/token`.

use meshagent_macros::{model, resource};

use crate::error::{Error, Result, concat};
use crate::json::Value;
use crate::model::Json;
use crate::request::{encode_form, replace_in_query};

model! {
    /// How a token is asked for.
    pub values OAuthGrantType = "authorization_code" | "refresh_token" | "client_credentials";

    /// What somebody signs in to. Members that are not among these, such as `prompt`, are sent as they are.
    pub struct OAuthAuthorizeRequest {
        /// The OAuth client's id.
        client_id: String,
        /// Where the service sends people back to: one of the client's own.
        redirect_uri: String,
        /// The scopes to ask for, separated by spaces. Default: the client's.
        scope?: String,
    }

    /// What protects one login with an authorization code (RFC 7636). Keep it until the code has come, where nobody else
    /// sees it.
    pub struct Pkce {
        /// What proves that the code is exchanged by whom it was asked for; `exchangeOAuthToken` takes it.
        #[secret]
        code_verifier: String,
        /// The verifier's SHA-256 in base64url, by the method `S256`; it is sent in the address.
        code_challenge: String,
        /// Text that comes back with the code. A redirect with another one is somebody else's.
        state: String,
    }

    /// What to exchange for a token.
    pub struct OAuthTokenRequest {
        /// What is exchanged: a refresh token or an authorization code.
        grant_type: OAuthGrantType,
        /// The OAuth client's id.
        client_id?: String,
        /// The OAuth client's secret, if it has one.
        #[secret]
        client_secret?: String,
        /// For `refresh_token`: the refresh token.
        #[secret]
        refresh_token?: String,
        /// For `authorization_code`: the code of the redirect.
        #[secret]
        code?: String,
        /// For `authorization_code`: the address of the redirect.
        redirect_uri?: String,
        /// For `authorization_code`: the PKCE verifier.
        #[secret]
        code_verifier?: String,
        /// The scopes to ask for, separated by spaces.
        scope?: String,
    }

    /// A token and what comes with it.
    pub struct OAuthTokenResponse {
        /// The bearer token.
        #[secret]
        access_token: String,
        /// How the token is sent. Default: `Bearer`.
        token_type: String | null = "\"Bearer\"",
        /// How long it is valid, in seconds.
        expires_in?: i64 | missing,
        /// What the next token is exchanged for; without one the old stays valid.
        #[secret]
        refresh_token?: String | missing,
        /// The scopes, separated by spaces.
        scope?: String | missing,
        /// Who signed in, as an OpenID Connect token.
        #[secret]
        id_token?: String | missing,
    }
}

resource! {
    impl Meshagent;

    /// Exchanges a refresh token or an authorization code for a token. The client's own token is not sent.
    fn exchange_oauth_token as exchangeOAuthToken(form form: OAuthTokenRequest) -> OAuthTokenResponse =
        POST "oauth/token" anonymous;
}

/// Members that no address may hold, where histories and logs would keep them.
const KEPT_BACK: [&str; 2] = ["code_verifier", "client_secret"];

/// The address of a service's login page, for a login with an authorization code and PKCE (`S256`).
pub fn authorize_url(base_url: &str, request: Json<OAuthAuthorizeRequest>, pkce: Json<Pkce>) -> Result<String> {
    let (request, pkce) = (request.into_text(), pkce.into_text());
    let (asked, pkce) = (Value::checked(&request), Value::checked(&pkce));
    if let Some(name) = KEPT_BACK.iter().find(|name| asked.some(name).is_some()) {
        return Err(Error::at(name, &[name, ": is a secret, which must not be in an address"]));
    }
    let needed = |of: Value<'_>, name: &str| {
        let text = of.get(name).and_then(Value::text).filter(|text| !text.trim().is_empty());
        text.ok_or_else(|| Error::place(name, "text", "blank text"))
    };
    for name in ["client_id", "redirect_uri"] {
        needed(asked, name)?;
    }
    let (challenge, state) = (needed(pkce, "code_challenge")?, needed(pkce, "state")?);
    let fixed = [
        ("response_type", "code"),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
        ("state", &state),
    ];
    Ok(concat(&[base_url, "/oauth/authorize?", &replace_in_query(&encode_form(asked)?, &[], &fixed)]))
}
