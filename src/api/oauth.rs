//! The token exchange: `/oauth/token`.

use meshagent_macros::{model, resource};

model! {
    /// What to exchange for a token.
    pub struct OAuthTokenRequest {
        /// `refresh_token` or `authorization_code`.
        grant_type: String,
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
