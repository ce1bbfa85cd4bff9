//! OAuth clients: `/accounts/projects/{project}/oauth/clients`, and the token exchange.

use js_sys::Promise;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::client::Handle;
use crate::error::Result;
use crate::js::{self, RequestOptions, Text};
use crate::json::Value;
use crate::model::{JsonObject, model};
use crate::page::{Listed, Page};
use crate::request::Request;
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
}

/// `POST /accounts/projects/{project}/oauth/clients`
pub fn create(project: &str, client: Json<NewOAuthClient>) -> Result<Request<OAuthClient>> {
    Ok(Request::post("accounts/projects/{project}/oauth/clients", &[project])?.json(client).rewrite(unwrap_client))
}

/// `PUT /accounts/projects/{project}/oauth/clients/{client}`
pub fn update(project: &str, client_id: &str, change: Json<OAuthClientUpdate>) -> Result<Request<()>> {
    Ok(Request::put("accounts/projects/{project}/oauth/clients/{client_id}", &[project, client_id])?.json(change))
}

/// `GET /accounts/projects/{project}/oauth/clients`, for a [`ListByCount`] or an [`IterateFiltered`].
pub fn list<Q: Described>(project: &str, which: Json<Q>) -> Result<Request<Page<OAuthClient>>> {
    Request::get("accounts/projects/{project}/oauth/clients", &[project])?.query(which)
}

/// `GET /accounts/projects/{project}/oauth/clients/{client}`
pub fn get(project: &str, client_id: &str) -> Result<Request<OAuthClient>> {
    Request::get("accounts/projects/{project}/oauth/clients/{client_id}", &[project, client_id])
}

/// `DELETE /accounts/projects/{project}/oauth/clients/{client}`
pub fn delete(project: &str, client_id: &str) -> Result<Request<()>> {
    Request::delete("accounts/projects/{project}/oauth/clients/{client_id}", &[project, client_id])
}

/// `POST /oauth/token`, a form without a bearer token.
pub fn exchange(form: Json<OAuthTokenRequest>) -> Result<Request<OAuthTokenResponse>> {
    Request::post("oauth/token", &[])?.form(form)
}

/// Newer servers wrap a new client as `{client: {…}}`.
fn unwrap_client(reply: &str) -> Option<String> {
    let reply = Value::parse(reply)?;
    let client = reply.get("client")?;
    reply.get("client_id").is_none().then(|| client.raw().to_owned())
}

/// The project's OAuth clients.
#[wasm_bindgen]
#[derive(Debug)]
pub struct OAuthClients(pub(crate) Handle);

#[wasm_bindgen]
impl OAuthClients {
    /// Creates a client. Only this reply has its `client_secret`.
    ///
    /// `POST /accounts/projects/{project}/oauth/clients`
    #[wasm_bindgen(unchecked_return_type = "Promise<OAuthClient>")]
    pub fn create(&self, client: Ts<NewOAuthClient>, options: Option<RequestOptions>) -> Promise {
        self.0.call(options, |project| create(project, js::json(client, "client")?))
    }

    /// Changes a client; what is left out stays.
    ///
    /// `PUT /accounts/projects/{project}/oauth/clients/{client_id}`
    #[wasm_bindgen(unchecked_return_type = "Promise<void>")]
    pub fn update(&self, client_id: Text, change: Ts<OAuthClientUpdate>, options: Option<RequestOptions>) -> Promise {
        self.0
            .call(options, |project| update(project, &js::text(&client_id, "client_id")?, js::json(change, "change")?))
    }

    /// One page of the clients, without their secrets; 100 unless `count` says otherwise.
    ///
    /// `GET /accounts/projects/{project}/oauth/clients`
    #[wasm_bindgen(unchecked_return_type = "Promise<Page<OAuthClient>>")]
    pub fn list(&self, which: Option<Ts<ListByCount>>, options: Option<RequestOptions>) -> Promise {
        self.0.call(options, |project| list(project, js::optional_json(which, "which")?))
    }

    /// All clients, fetched page after page while you go through them.
    ///
    /// `GET /accounts/projects/{project}/oauth/clients`
    #[wasm_bindgen(unchecked_return_type = "AsyncIterableIterator<OAuthClient>")]
    pub fn iterate(
        &self,
        which: Option<Ts<IterateFiltered>>,
        options: Option<RequestOptions>,
    ) -> Result<JsValue, JsValue> {
        self.0.iterate("count", options, |project| list(project, js::optional_json(which, "which")?))
    }

    /// A client, without its secret. Rejects with a `NotFoundError` when there is none.
    ///
    /// `GET /accounts/projects/{project}/oauth/clients/{client_id}`
    #[wasm_bindgen(unchecked_return_type = "Promise<OAuthClient>")]
    pub fn get(&self, client_id: Text, options: Option<RequestOptions>) -> Promise {
        self.0.call(options, |project| get(project, &js::text(&client_id, "client_id")?))
    }

    /// Deletes a client.
    ///
    /// `DELETE /accounts/projects/{project}/oauth/clients/{client_id}`
    #[wasm_bindgen(unchecked_return_type = "Promise<void>")]
    pub fn delete(&self, client_id: Text, options: Option<RequestOptions>) -> Promise {
        self.0.call(options, |project| delete(project, &js::text(&client_id, "client_id")?))
    }
}
