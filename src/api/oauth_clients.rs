//! OAuth clients: `/accounts/projects/{project}/oauth/clients`, and the token exchange.

use meshagent_macros::{model, resource};

use crate::api::lists::{IterateFiltered, ListByCount};
use crate::api::oauth::OAuthGrantType;
use crate::json::{Kind, Value};
use crate::model::{JsonData, JsonObject};

model! {
    /// An OAuth client of the project.
    pub struct OAuthClient {
        /// The client's id.
        client_id: String,
        /// The client's secret: only in the reply to `create`.
        #[secret]
        client_secret?: String | missing,
        /// How its holders may ask for tokens.
        grant_types: Vec<OAuthGrantType>,
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
        /// How its holders may ask for tokens.
        grant_types: Vec<OAuthGrantType>,
        /// Such as `code`, `token` and `id_token`.
        response_types: Vec<String>,
        /// Where the service may send people back to.
        redirect_uris: Vec<String>,
        /// The scopes, separated by spaces.
        scope: String,
        /// The client's metadata. Default: `{}`.
        metadata?: JsonData = "{}",
        /// Whether it is one of the service's own.
        official?: bool,
    }

    /// What to change of an OAuth client; what is left out stays.
    pub struct OAuthClientUpdate {
        /// How its holders may ask for tokens.
        grant_types?: Vec<OAuthGrantType>,
        /// Such as `code`, `token` and `id_token`.
        response_types?: Vec<String>,
        /// Where the service may send people back to.
        redirect_uris?: Vec<String>,
        /// The scopes, separated by spaces.
        scope?: String,
        /// The client's metadata.
        metadata?: JsonData,
        /// Whether it is one of the service's own.
        official?: bool,
    }
}

resource! {
    /// The project's OAuth clients.
    class OAuthClients as project.oauthClients;

    /// Creates a client. Only this reply has its `client_secret`.
    fn create(client: NewOAuthClient) -> OAuthClient =
        POST "accounts/projects/{project}/oauth/clients" => unwrap_client;

    /// Changes a client; what is left out stays.
    fn update(client_id, change: OAuthClientUpdate) -> () =
        PUT "accounts/projects/{project}/oauth/clients/{client_id}";

    /// One page of the clients, without their secrets; 100 unless `count` says otherwise.
    fn list(which?: ListByCount) -> Page<OAuthClient> in clients = GET "accounts/projects/{project}/oauth/clients";

    /// All clients, fetched page after page while you go through them.
    each iterate(which?: IterateFiltered) -> OAuthClient in clients by count =
        GET "accounts/projects/{project}/oauth/clients";

    /// A client, without its secret. Rejects with a `NotFoundError` when there is none.
    fn get(client_id) -> OAuthClient = GET "accounts/projects/{project}/oauth/clients/{client_id}";

    /// Deletes a client.
    fn delete(client_id) -> () = DELETE "accounts/projects/{project}/oauth/clients/{client_id}";
}

/// Newer servers wrap a new client as `{client: {…}}`.
fn unwrap_client(reply: &str) -> Option<String> {
    let reply = Value::parse(reply)?;
    let client = reply.get("client").filter(|client| client.kind() == Kind::Object)?;
    reply.get("client_id").is_none().then(|| client.raw().to_owned())
}
