//! OAuth clients: `/accounts/projects/{project}/oauth/clients`, and the token exchange.

use crate::error::Result;
use crate::json::{Kind, Value};
use crate::model::{JsonObject, model};
use crate::operation::{How, Operation, Param, resource};
use crate::page::{Listed, Page};
use crate::request::{Answer, Method, Reading, Request};
use crate::resources::members::{IterateFiltered, ListByCount};
use crate::schema::{Described, Json};

model! {
    /// An OAuth client of the project.
    pub struct OAuthClient {
        /// The client's id.
        client_id: String,
        /// The client's secret: only in the reply to `create`.
        client_secret?: String | missing,
        /// Such as `authorization_code`, `refresh_token` and `client_credentials`.
        grant_types: Vec<String>,
        /// Such as `code`, `token` and `id_token`.
        response_types: Vec<String>,
        /// Where the service may send people back to.
        redirect_uris: Vec<String>,
        /// The scopes, separated by spaces.
        scope: String,
        /// The project's id.
        project_id: String,
        /// The client's metadata; `{}` when there is none.
        metadata: JsonObject | null = "{}",
        /// Whether it is one of the service's own. Default: false.
        official: bool | null = "false",
    }

    /// An OAuth client to create.
    pub struct NewOAuthClient {
        /// Such as `authorization_code`, `refresh_token` and `client_credentials`.
        grant_types: Vec<String>,
        /// Such as `code`, `token` and `id_token`.
        response_types: Vec<String>,
        /// Where the service may send people back to.
        redirect_uris: Vec<String>,
        /// The scopes, separated by spaces.
        scope: String,
        /// The client's metadata. Default: `{}`.
        metadata?: JsonObject = "{}",
        /// Whether it is one of the service's own.
        official?: bool,
    }

    /// What to change of an OAuth client; what is left out stays.
    pub struct OAuthClientUpdate {
        /// Such as `authorization_code`, `refresh_token` and `client_credentials`.
        grant_types?: Vec<String>,
        /// Such as `code`, `token` and `id_token`.
        response_types?: Vec<String>,
        /// Where the service may send people back to.
        redirect_uris?: Vec<String>,
        /// The scopes, separated by spaces.
        scope?: String,
        /// The client's metadata.
        metadata?: JsonObject,
        /// Whether it is one of the service's own.
        official?: bool,
    }

    /// What to exchange for a token.
    pub struct OAuthTokenRequest {
        /// `refresh_token` or `authorization_code`.
        grant_type: String,
        /// The OAuth client's id.
        client_id?: String,
        /// The OAuth client's secret, if it has one.
        client_secret?: String,
        /// For `refresh_token`: the refresh token.
        refresh_token?: String,
        /// For `authorization_code`: the code of the redirect.
        code?: String,
        /// For `authorization_code`: the address of the redirect.
        redirect_uri?: String,
        /// For `authorization_code`: the PKCE verifier.
        code_verifier?: String,
        /// The scopes to ask for, separated by spaces.
        scope?: String,
    }

    /// A token and what comes with it.
    pub struct OAuthTokenResponse {
        /// The bearer token.
        access_token: String,
        /// How the token is sent. Default: `Bearer`.
        token_type: String | null = "\"Bearer\"",
        /// How long it is valid, in seconds.
        expires_in?: i64 | missing,
        /// What the next token is exchanged for; without one the old stays valid.
        refresh_token?: String | missing,
        /// The scopes, separated by spaces.
        scope?: String | missing,
        /// Who signed in, as an OpenID Connect token.
        id_token?: String | missing,
    }
}

impl Listed for OAuthClient {
    const LIST: &'static str = "clients";
    const SIZE: &'static str = "count";
}

resource! {
    /// The project's OAuth clients.
    class OAuthClients as oauthClients;

    /// Creates a client. Only this reply has its `client_secret`.
    fn create(client: NewOAuthClient) -> OAuthClient =
        POST "accounts/projects/{project}/oauth/clients" => unwrap_client;

    /// Changes a client; what is left out stays.
    fn update(client_id, change: OAuthClientUpdate) -> () =
        PUT "accounts/projects/{project}/oauth/clients/{client_id}";

    /// One page of the clients, without their secrets; 100 unless `count` says otherwise.
    fn list(which?: ListByCount) -> Page<OAuthClient> = GET "accounts/projects/{project}/oauth/clients";

    /// All clients, fetched page after page while you go through them.
    each iterate(which?: IterateFiltered) -> OAuthClient =
        GET "accounts/projects/{project}/oauth/clients" by "count";

    /// A client, without its secret. Rejects with a `NotFoundError` when there is none.
    fn get(client_id) -> OAuthClient = GET "accounts/projects/{project}/oauth/clients/{client_id}";

    /// Deletes a client.
    fn delete(client_id) -> () = DELETE "accounts/projects/{project}/oauth/clients/{client_id}";
}

/// `POST /oauth/token`
pub(crate) static EXCHANGE: Operation = Operation {
    name: "exchangeOAuthToken",
    how: How::Call,
    method: Method::Post,
    path: "oauth/token",
    params: &[Param::Form("form", OAuthTokenRequest::TYPE)],
    reading: Reading { reply: OAuthTokenResponse::REPLY, rewrite: None },
};

/// `POST /oauth/token`, a form without a bearer token.
pub fn exchange(form: Json<OAuthTokenRequest>) -> Result<Request<OAuthTokenResponse>> {
    EXCHANGE.request("", &[], form.into_text())
}

/// Newer servers wrap a new client as `{client: {…}}`.
fn unwrap_client(reply: &str) -> Option<String> {
    let reply = Value::parse(reply)?;
    let client = reply.get("client").filter(|client| client.kind() == Kind::Object)?;
    reply.get("client_id").is_none().then(|| client.raw().to_owned())
}
