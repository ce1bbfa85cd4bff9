//! The shared state, the routes and what surrounds every reply.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRequestParts, Path, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post, put};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tower_http::cors::{AllowHeaders, Any, CorsLayer};
use uuid::Uuid;

use crate::db::Db;
use crate::error::{Error, Result};
use crate::faults::{self, Faults};
use crate::json::Json;
use crate::paging::PageStyle;
use crate::storage::Prefix;
use crate::today::{self, Api};
use crate::token::Project;
use crate::{clients, connect, grant_lists, grants, members, oauth, rooms, storage, unread};

pub type App = Arc<Server>;

/// What every handler may use.
#[derive(Debug)]
pub struct Server {
    pub db: Db,
    pub project: Project,
    /// `http://HOST:PORT`
    pub url: String,
    pub files: PathBuf,
    pub page_style: PageStyle,
    pub files_at: Prefix,
    pub api: Api,
    /// Today's routes, from its contract.
    pub today: today::router::Router,
    /// Present with `--faults`.
    pub faults: Option<Faults>,
}

/// The variable segments of the path, the project first.
#[derive(Debug)]
pub struct At<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for At<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        // The router takes an empty segment for a value in mid-path.
        if parts.uri.path().contains("//") {
            return Err(Error::not_found("no_route"));
        }
        let path = Path::from_request_parts(parts, state).await;
        path.map(|Path(at)| Self(at)).map_err(|_| Error::invalid("path", "must be UTF-8"))
    }
}

pub fn routes(app: App) -> Router {
    let grants = Router::new()
        .route("/room-grants", get(grant_lists::list).post(grants::create))
        .route("/room-grants/by-user", get(grant_lists::unique_users))
        .route("/room-grants/by-user/{user}", get(grant_lists::by_user))
        .route("/room-grants/by-room", get(grant_lists::unique_rooms))
        .route("/room-grants/by-room/{name}", get(grant_lists::by_room))
        .route("/room-grants/{grant}", put(grants::update))
        .route("/room-grants/{room}/{user}", get(grants::get).delete(grants::delete))
        .route("/role", get(members::role));
    let project = Router::new()
        .route("/rooms", get(rooms::list).post(rooms::create))
        .route("/rooms/{room}", get(rooms::get).put(rooms::update).delete(rooms::delete))
        .route("/rooms/{room}/connect", post(connect::connect))
        .route("/users", get(members::list).post(members::add))
        .route("/users/{user}", put(members::update).delete(members::remove))
        .route("/oauth/clients", get(clients::list).post(clients::create))
        .route("/oauth/clients/{client}", get(clients::get).put(clients::update).delete(clients::delete));
    let files = Router::new()
        .route("/storage/upload", post(storage::upload))
        .route("/storage/download", get(storage::download));
    let project = if app.api == Api::Policies { project } else { project.merge(grants) };
    let (in_project, beside) = match app.files_at {
        Prefix::Projects => (Router::new(), files),
        Prefix::Accounts => (files, Router::new()),
        Prefix::Both => (files.clone(), files),
    };
    let control = Router::new()
        .route("/__faults", get(faults::show).post(faults::replace).delete(faults::clear))
        .route("/__requests", get(faults::requests).delete(faults::forget));
    Router::new()
        .nest("/accounts/projects/{project}", project.merge(in_project))
        .nest("/projects/{project}", beside)
        .route("/oauth/authorize", get(oauth::authorize))
        .route("/oauth/token", post(oauth::exchange))
        .route("/config", get(config))
        .merge(if app.api == Api::Grants { Router::new() } else { today::files::routes() })
        .merge(if app.faults.is_some() { control } else { Router::new() })
        .fallback(no_route)
        .method_not_allowed_fallback(wrong_method)
        .layer(middleware::from_fn_with_state(app.clone(), today::serve))
        .layer(middleware::from_fn_with_state(app.clone(), faults::intercept))
        .with_state(app)
        .layer(cors())
        .layer(middleware::from_fn(name_request))
}

/// `GET /config`
async fn config(State(app): State<App>) -> Json<Value> {
    let host = app.url.trim_start_matches("http://");
    let names = ["studio", "accounts", "powerboards", "api", "mail", "pages", "registry"];
    let domains: serde_json::Map<_, _> = names.iter().map(|name| ((*name).to_owned(), host.into())).collect();
    // A host without a scheme would be taken for one that speaks TLS.
    let files = ("files".to_owned(), app.url.as_str().into());
    let domains: serde_json::Map<_, _> = domains.into_iter().chain([files]).collect();
    Json(json!({ "domains": domains, "reserved_route_domains": [], "version": today::VERSION }))
}

async fn no_route(State(app): State<App>, uri: Uri) -> Error {
    if app.api != Api::Grants && app.today.knows(uri.path()) {
        return wrong_method().await;
    }
    Error::not_found("no_route")
}

async fn wrong_method() -> Error {
    Error::new(StatusCode::METHOD_NOT_ALLOWED, "wrong_method", "no such method on this route")
}

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Any page may call, with any header; credentials are bearer tokens only.
fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([
            Method::GET,
            Method::HEAD,
            Method::POST,
            Method::PUT,
            Method::PATCH,
            Method::DELETE,
            Method::OPTIONS,
        ])
        .allow_headers(AllowHeaders::mirror_request())
        .expose_headers([
            REQUEST_ID,
            header::RETRY_AFTER,
            HeaderName::from_static("retry-after-ms"),
            today::files::IS_FOLDER,
            header::ETAG,
            header::LAST_MODIFIED,
            header::CONTENT_LENGTH,
            header::CONTENT_RANGE,
        ])
        .max_age(Duration::from_secs(600))
}

/// Gives every reply an `x-request-id`, and every request body a reader.
async fn name_request(request: Request, next: Next) -> Response {
    let mut response = next.run(unread::take_in(request)).await;
    if let Ok(id) = HeaderValue::from_str(&Uuid::new_v4().to_string()) {
        response.headers_mut().entry(REQUEST_ID).or_insert(id);
    }
    response
}
