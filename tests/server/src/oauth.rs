//! OAuth for people: `/oauth/authorize` and `/oauth/token`.

use std::collections::HashMap;

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;

use crate::app::App;
use crate::auth;
use crate::error::{Error, Result};
use crate::json::{self, Json};
use crate::paging::Query;
use crate::token::{hash, now, random};

/// Lifetimes in seconds.
const CODE: u64 = 600;
const ACCESS: u64 = 3600;
const REFRESH: u64 = 30 * 24 * 3600;

/// The command line's own client: public, any scope, loopback redirects only.
pub const COMMAND_LINE: &str = "p8xy1ZUi73jJUJbNfTg92HUSDpCSZJcc";

/// A registered client, as far as the flows need it.
#[derive(Debug)]
struct Client {
    seq: i64,
    grant_types: Vec<String>,
    redirect_uris: Vec<String>,
    scope: String,
    salt: String,
    secret_hash: Option<String>,
    built_in: bool,
}

impl Client {
    fn find(db: &Connection, id: &str) -> Result<Option<Self>> {
        let mut find = db.prepare_cached("SELECT * FROM clients WHERE id = ?1")?;
        let mut rows = find.query([id])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some(Self {
            seq: row.get("seq")?,
            grant_types: serde_json::from_str(&row.get::<_, String>("grant_types")?)?,
            redirect_uris: serde_json::from_str(&row.get::<_, String>("redirect_uris")?)?,
            scope: row.get("scope")?,
            salt: row.get("salt")?,
            secret_hash: row.get("secret_hash")?,
            built_in: row.get("built_in")?,
        }))
    }

    fn redirects_to(&self, uri: &str) -> bool {
        self.redirect_uris.iter().any(|known| known == uri) || self.built_in && is_loopback(uri)
    }

    fn grants(&self, name: &str) -> bool {
        self.grant_types.iter().any(|known| known == name)
    }

    fn scopes(&self) -> Option<&str> {
        (!self.built_in).then_some(&self.scope)
    }

    /// A public client has no secret to give.
    fn accepts(&self, secret: Option<&str>) -> bool {
        match (&self.secret_hash, secret) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(known), Some(secret)) => hash(&format!("{}{secret}", self.salt)) == *known,
        }
    }
}

/// A page of this machine, at any port.
fn is_loopback(uri: &str) -> bool {
    let mut hosts = ["http://localhost:", "http://127.0.0.1:"].into_iter();
    let Some(rest) = hosts.find_map(|host| uri.strip_prefix(host)) else { return false };
    // The port must be all there is, or it may be a password before the real host.
    rest.split('/').next().is_some_and(|port| port.parse::<u16>().is_ok())
}

/// `asked` if `all` has every word of it; all of it when nothing is asked.
fn narrowed(asked: Option<&str>, all: Option<&str>) -> Option<String> {
    let Some(asked) = asked else { return Some(all.unwrap_or_default().to_owned()) };
    let known = |word| all.is_none_or(|all| all.split_whitespace().any(|known| known == word));
    asked.split_whitespace().all(known).then(|| asked.to_owned())
}

/// `GET /oauth/authorize`: where the service shows a login page, this server
/// takes the person's token as `login` and redirects at once.
pub async fn authorize(State(app): State<App>, query: Query) -> Result<Response> {
    let uri = app
        .db
        .write(move |db| {
            let uri = query.get("redirect_uri").unwrap_or_default();
            let client = Client::find(db, query.get("client_id").unwrap_or_default())?;
            let client = client.ok_or_else(|| Error::invalid("client_id", "is not known"))?;
            // Nobody is sent to an address that the client did not register.
            if !client.redirects_to(uri) {
                return Err(Error::invalid("redirect_uri", "is not one of the client's"));
            }
            let outcome = match code(db, &client, uri, &query)? {
                Ok(code) => ("code", code),
                Err(error) => ("error", error.to_owned()),
            };
            let mut answer = form_urlencoded::Serializer::new(String::new());
            answer.append_pair(outcome.0, &outcome.1);
            if let Some(state) = query.get("state") {
                answer.append_pair("state", state);
            }
            let mark = if uri.contains('?') { '&' } else { '?' };
            Ok(format!("{uri}{mark}{}", answer.finish()))
        })
        .await?;
    Ok((StatusCode::FOUND, [(header::LOCATION, uri)]).into_response())
}

/// A code for the person who logs in, or the error to redirect with.
fn code(db: &Connection, client: &Client, uri: &str, query: &Query) -> Result<Result<String, &'static str>> {
    if query.get("response_type") != Some("code") {
        return Ok(Err("unsupported_response_type"));
    }
    if !client.grants("authorization_code") {
        return Ok(Err("unauthorized_client"));
    }
    let challenge = query.get("code_challenge").filter(|text| !text.is_empty());
    let (Some(challenge), Some("S256")) = (challenge, query.get("code_challenge_method")) else {
        return Ok(Err("invalid_request"));
    };
    let Some(scope) = narrowed(query.get("scope"), client.scopes()) else {
        return Ok(Err("invalid_scope"));
    };
    let Some(user) = auth::login(db, query.get("login").unwrap_or_default())? else {
        return Ok(Err("access_denied"));
    };
    let code = random()?;
    let expires = (now() + CODE).cast_signed();
    db.prepare_cached("INSERT INTO codes VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?.execute((
        hash(&code),
        client.seq,
        user,
        uri,
        scope,
        challenge,
        expires,
    ))?;
    Ok(Ok(code))
}

/// What the token endpoint answers.
#[derive(Debug, Serialize)]
pub struct Tokens {
    access_token: String,
    token_type: &'static str,
    expires_in: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
    scope: String,
}

/// `POST /oauth/token`, with a form or JSON.
pub async fn exchange(State(app): State<App>, request: Request) -> Result<Json<Tokens>> {
    let form = Form::read(request).await?;
    app.db
        .write(move |db| {
            let now = now().cast_signed();
            db.prepare_cached("DELETE FROM codes WHERE expires <= ?1")?.execute([now])?;
            db.prepare_cached("DELETE FROM tokens WHERE expires <= ?1")?.execute([now])?;
            let client = Client::find(db, form.require("client_id")?)?;
            let client = client.filter(|client| client.accepts(form.get("client_secret")));
            let client = client.ok_or_else(|| {
                let message = "client_id and client_secret are not known together";
                Error::new(StatusCode::UNAUTHORIZED, "invalid_client", message)
            })?;
            let grant_type = form.require("grant_type")?;
            let take = match grant_type {
                "authorization_code" => redeem,
                "refresh_token" => refresh,
                _ => return Err(refused("unsupported_grant_type", "grant_type", "is not known")),
            };
            if !client.grants(grant_type) {
                return Err(refused("unauthorized_client", "grant_type", "is not the client's"));
            }
            let (user, scope) = take(db, &client, &form)?;
            issue(db, &client, user, scope).map(Json)
        })
        .await
}

fn refused(code: &'static str, field: &str, problem: &str) -> Error {
    Error::invalid(field, problem).with_code(code)
}

/// Takes back a code: it works once, for its client, address and verifier.
fn redeem(db: &Connection, client: &Client, form: &Form) -> Result<(i64, String)> {
    let (code, uri) = (form.require("code")?, form.require("redirect_uri")?);
    let challenge = hash(form.require("code_verifier")?);
    let mut take = db.prepare_cached(
        "DELETE FROM codes WHERE hash = ?1 AND client = ?2 AND redirect_uri = ?3
           AND challenge = ?4 RETURNING user, scope",
    )?;
    let taken = take.query_row((hash(code), client.seq, uri, challenge), |row| Ok((row.get(0)?, row.get(1)?)));
    let problem = "is used, expired or not for this client, redirect_uri and code_verifier";
    taken.optional()?.ok_or_else(|| refused("invalid_grant", "code", problem))
}

/// Takes back a refresh token: each works once and is followed by a new one.
fn refresh(db: &Connection, client: &Client, form: &Form) -> Result<(i64, String)> {
    let token = form.require("refresh_token")?;
    let mut take =
        db.prepare_cached("DELETE FROM tokens WHERE hash = ?1 AND refresh AND client = ?2 RETURNING user, scope")?;
    let taken = take.query_row((hash(token), client.seq), |row| Ok((row.get(0)?, row.get(1)?)));
    let problem = "is used, expired or not for this client";
    let taken: Option<(i64, String)> = taken.optional()?;
    let (user, scope) = taken.ok_or_else(|| refused("invalid_grant", "refresh_token", problem))?;
    let scope = narrowed(form.get("scope"), Some(&scope));
    let scope = scope.ok_or_else(|| refused("invalid_scope", "scope", "was not granted"))?;
    Ok((user, scope))
}

fn issue(db: &Connection, client: &Client, user: i64, scope: String) -> Result<Tokens> {
    let mut insert = db.prepare_cached("INSERT INTO tokens VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    let mut add = |refresh: bool, lifetime: u64| -> Result<String> {
        let token = random()?;
        let expires = (now() + lifetime).cast_signed();
        insert.execute((hash(&token), refresh, client.seq, user, &scope, expires))?;
        Ok(token)
    };
    let access_token = add(false, ACCESS)?;
    let refresh_token = client.grants("refresh_token").then(|| add(true, REFRESH)).transpose()?;
    Ok(Tokens { access_token, token_type: "Bearer", expires_in: ACCESS, refresh_token, scope })
}

/// The fields of a token request; blank ones count as absent.
#[derive(Debug)]
struct Form(HashMap<String, String>);

impl Form {
    async fn read(request: Request) -> Result<Self> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default().to_owned();
        let bytes = json::bytes(request).await?;
        if kind.starts_with("application/json") {
            let fields: HashMap<String, Option<String>> = serde_json::from_slice(&bytes)
                .map_err(|_| refused("invalid_request", "body", "must be an object of text"))?;
            let fields = fields.into_iter().filter_map(|(name, text)| Some((name, text?)));
            return Ok(Self(fields.collect()));
        }
        Ok(Self(form_urlencoded::parse(&bytes).into_owned().collect()))
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|text| !text.is_empty())
    }

    fn require(&self, name: &str) -> Result<&str> {
        self.get(name).ok_or_else(|| refused("invalid_request", name, "is required"))
    }
}
