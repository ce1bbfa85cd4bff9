//! OAuth clients: `/accounts/projects/{project}/oauth/clients`.

use axum::extract::State;
use axum::http::StatusCode;
use rusqlite::{Connection, Row};
use serde::Serialize;
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::app::{App, At};
use crate::auth::Access;
use crate::error::{Error, Result};
use crate::json::{Body, Json, Object, SUCCESS, Success, raw};
use crate::paging::{Cursor, Page, PageRequest, Query};
use crate::{today, token};

/// A client as the API shows it; the secret only once, on creation.
#[derive(Debug, Serialize)]
pub struct Client {
    client_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_secret: Option<String>,
    #[serde(flatten)]
    settings: Settings,
    project_id: String,
    official: bool,
}

/// What may be set.
#[derive(Debug, Serialize)]
struct Settings {
    grant_types: Vec<String>,
    response_types: Vec<String>,
    redirect_uris: Vec<String>,
    scope: String,
    metadata: Box<RawValue>,
}

impl Settings {
    const COLUMNS: &str = "grant_types, response_types, redirect_uris, scope, metadata";

    fn from_row(row: &Row) -> Result<Self> {
        let list = |column| -> Result<Vec<String>> { Ok(serde_json::from_str(&row.get::<_, String>(column)?)?) };
        Ok(Self {
            grant_types: list("grant_types")?,
            response_types: list("response_types")?,
            redirect_uris: list("redirect_uris")?,
            scope: row.get("scope")?,
            metadata: raw(row.get("metadata")?)?,
        })
    }

    fn new(body: &Object) -> Result<Self> {
        for name in ["grant_types", "response_types", "redirect_uris", "scope"] {
            body.require(name)?;
        }
        let empty = Self {
            grant_types: Vec::new(),
            response_types: Vec::new(),
            redirect_uris: Vec::new(),
            scope: String::new(),
            metadata: raw("{}".to_owned())?,
        };
        empty.updated(body)
    }

    /// What the body leaves out is kept.
    fn updated(mut self, body: &Object) -> Result<Self> {
        let lists = [
            ("grant_types", &mut self.grant_types),
            ("response_types", &mut self.response_types),
            ("redirect_uris", &mut self.redirect_uris),
        ];
        for (name, list) in lists {
            if let Some(value) = body.get(name) {
                *list = value.texts()?;
            }
        }
        if let Some(value) = body.get("scope") {
            self.scope = value.text()?;
        }
        if let Some(value) = body.get("metadata") {
            value.object()?;
            self.metadata = raw(value.json().to_owned())?;
        }
        // Taken but without effect: only the service's own clients are official.
        body.flag("official")?;
        self.check()?;
        Ok(self)
    }

    fn check(&self) -> Result<()> {
        let known = ["authorization_code", "refresh_token", "client_credentials"];
        if !self.grant_types.iter().all(|name| known.contains(&name.as_str())) {
            return Err(Error::invalid("grant_types", "holds an unknown grant type"));
        }
        let known = ["code", "token", "id_token"];
        if !self.response_types.iter().all(|name| known.contains(&name.as_str())) {
            return Err(Error::invalid("response_types", "holds an unknown response type"));
        }
        if self.grant_types.iter().any(|name| name == "authorization_code") && self.redirect_uris.is_empty() {
            return Err(Error::invalid("redirect_uris", "must not be empty"));
        }
        if !self.redirect_uris.iter().all(|uri| absolute(uri)) {
            return Err(Error::invalid("redirect_uris", "must be absolute, without fragments"));
        }
        Ok(())
    }
}

fn absolute(uri: &str) -> bool {
    let Some((scheme, rest)) = uri.split_once(':') else { return false };
    let known = |c: char| c.is_ascii_alphanumeric() || "+.-".contains(c);
    let scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(known);
    scheme && !rest.is_empty() && !uri.contains(['#', ' '])
}

/// `POST …/oauth/clients`
pub async fn create(
    State(app): State<App>,
    access: Access,
    At(project_id): At<String>,
    body: Body,
) -> Result<Json<Client>> {
    access.need("oauth_client_creator")?;
    let server = app.clone();
    app.db
        .write(move |db| {
            today::check_body(&server, "oauthClients.create", &body)?;
            let settings = Settings::new(&body.object()?)?;
            let (client_id, salt, secret) = (Uuid::new_v4().to_string(), token::random()?, token::random()?);
            let hash = token::hash(&format!("{salt}{secret}"));
            let mut insert = db.prepare_cached(
                "INSERT INTO clients (id, salt, secret_hash, grant_types, response_types,
                   redirect_uris, scope, metadata) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?;
            insert.execute((
                &client_id,
                salt,
                hash,
                serde_json::to_string(&settings.grant_types)?,
                serde_json::to_string(&settings.response_types)?,
                serde_json::to_string(&settings.redirect_uris)?,
                &settings.scope,
                settings.metadata.get(),
            ))?;
            let client_secret = Some(secret);
            Ok(Json(Client { client_id, client_secret, settings, project_id, official: false }))
        })
        .await
}

fn find(db: &Connection, id: &str) -> Result<Settings> {
    let columns = Settings::COLUMNS;
    let sql = format!("SELECT {columns} FROM clients WHERE id = ?1 AND NOT built_in");
    let mut find = db.prepare_cached(&sql)?;
    let mut rows = find.query([id])?;
    let settings = rows.next()?.map(Settings::from_row).transpose()?;
    settings.ok_or_else(|| Error::not_found("client_not_found"))
}

/// `GET …/oauth/clients/{client_id}`
pub async fn get(
    State(app): State<App>,
    access: Access,
    At((project_id, client_id)): At<(String, String)>,
) -> Result<Json<Client>> {
    access.read()?;
    let id = client_id.clone();
    let settings = app.db.read(move |db| find(db, &id)).await?;
    Ok(Json(Client { client_id, client_secret: None, settings, project_id, official: false }))
}

/// `PUT …/oauth/clients/{client_id}`: fields left out are kept.
pub async fn update(
    State(app): State<App>,
    access: Access,
    At((_, id)): At<(String, String)>,
    body: Body,
) -> Result<Json<Success>> {
    access.need("oauth_client_manager")?;
    let server = app.clone();
    app.db
        .write(move |db| {
            today::check_body(&server, "oauthClients.update", &body)?;
            let settings = find(db, &id)?.updated(&body.object()?)?;
            let mut update = db.prepare_cached(
                "UPDATE clients SET grant_types = ?2, response_types = ?3, redirect_uris = ?4,
                   scope = ?5, metadata = ?6 WHERE id = ?1",
            )?;
            update.execute((
                id,
                serde_json::to_string(&settings.grant_types)?,
                serde_json::to_string(&settings.response_types)?,
                serde_json::to_string(&settings.redirect_uris)?,
                &settings.scope,
                settings.metadata.get(),
            ))?;
            Ok(SUCCESS)
        })
        .await
}

/// `DELETE …/oauth/clients/{client_id}`, with the tokens it was given.
pub async fn delete(State(app): State<App>, access: Access, At((_, id)): At<(String, String)>) -> Result<StatusCode> {
    access.need("oauth_client_manager")?;
    let sql = "DELETE FROM clients WHERE id = ?1 AND NOT built_in";
    let deleted = app.db.write(move |db| Ok(db.prepare_cached(sql)?.execute([id])?)).await?;
    if deleted == 0 { Err(Error::not_found("client_not_found")) } else { Ok(StatusCode::NO_CONTENT) }
}

/// `GET …/oauth/clients`
pub async fn list(
    State(app): State<App>,
    access: Access,
    At(project_id): At<String>,
    query: Query,
) -> Result<Page<Client>> {
    access.read()?;
    let page = PageRequest::new(&app, &query, "clients", 100)?;
    app.db
        .read(move |db| {
            let found = "NOT built_in AND (?5 = '' OR has(id, ?5) OR has(metadata, ?5))";
            let sql = format!(
                "SELECT seq, id, {} FROM clients WHERE seq > ?2 AND ?1 = '' AND {found}
                 ORDER BY seq LIMIT ?3 OFFSET ?4",
                Settings::COLUMNS
            );
            let mut select = db.prepare_cached(&sql)?;
            let (name, seq) = (&page.after.name, page.after.seq);
            let mut rows = select.query((name, seq, page.rows(), page.offset, page.part()))?;
            let mut clients = Vec::new();
            while let Some(row) = rows.next()? {
                let client = Client {
                    client_id: row.get(1)?,
                    client_secret: None,
                    settings: Settings::from_row(row)?,
                    project_id: project_id.clone(),
                    official: false,
                };
                clients.push((Cursor { name: String::new(), seq: row.get(0)? }, client));
            }
            let sql = format!("SELECT count(*) FROM clients WHERE {}", found.replace("?5", "?1"));
            let mut count = db.prepare_cached(&sql)?;
            let total = count.query_row([page.part()], |row| row.get(0))?;
            page.reply("clients", clients, Some(total))
        })
        .await
}
