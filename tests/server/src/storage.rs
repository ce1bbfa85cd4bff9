//! Project files: `/projects/{project}/storage/upload` and `…/download`.
//!
//! A file's path is any text and never becomes a name on disk: the file is
//! named by the hash of its path, and a row tells which path that is.

use std::fs::File;
use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use clap::ValueEnum;
use http_body_util::BodyExt;
use rusqlite::OptionalExtension;
use tokio::io::AsyncWriteExt;
use tokio_util::io::ReaderStream;
use uuid::Uuid;

use crate::app::{App, At};
use crate::auth::Access;
use crate::db::blocking;
use crate::error::{Error, Result};
use crate::json::{DONE, Done, Json};
use crate::paging::Query;
use crate::token;

/// Which routes serve files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Prefix {
    /// `/projects/{project}/storage`
    Projects,
    /// `/accounts/projects/{project}/storage`
    Accounts,
    /// Either
    Both,
}

/// The longest path, in bytes.
const LONGEST: usize = 4096;
/// How uploads under way begin their names, which no hash does.
const UNFINISHED: &str = ".upload-";
/// How much of a file is read at a time.
const CHUNK: usize = 64 << 10;

/// `POST …/storage/upload?path=`: streams to a file of its own, which then
/// takes the place of what the path had.
pub async fn upload(
    State(app): State<App>,
    access: Access,
    _: At<String>,
    query: Query,
    request: Request,
) -> Result<Json<Done>> {
    let path = read_path(&query)?;
    access.file(&path, true)?;
    let unfinished = Unfinished(app.files.join(format!("{UNFINISHED}{}", Uuid::new_v4())));
    // Made at once, so that a client who leaves meanwhile leaves no file.
    let mut file = tokio::fs::File::from_std(File::create_new(&unfinished.0)?);
    let mut size = 0u64;
    let mut body = request.into_body();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| cut_off())?;
        if let Some(data) = frame.data_ref() {
            size += data.len() as u64;
            file.write_all(data).await?;
        }
    }
    file.flush().await?;
    let file = file.into_std().await;
    blocking(move || Ok(file.sync_all()?)).await?;

    let name = token::hash(&path);
    let (folder, target) = (app.files.clone(), app.files.join(&name));
    let size = i64::try_from(size).map_err(Error::internal)?;
    app.db
        .write(move |db| {
            std::fs::rename(&unfinished.0, target)?;
            File::open(folder)?.sync_all()?;
            let mut note = db.prepare_cached(
                "INSERT INTO files (path, file, size) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO UPDATE SET size = excluded.size",
            )?;
            note.execute((path, name, size))?;
            Ok(DONE)
        })
        .await
}

/// `GET …/storage/download?path=`
pub async fn download(State(app): State<App>, access: Access, _: At<String>, query: Query) -> Result<Response> {
    let path = read_path(&query)?;
    access.file(&path, false)?;
    let name: Option<String> = app
        .db
        .read(move |db| {
            let mut find = db.prepare_cached("SELECT file FROM files WHERE path = ?1")?;
            Ok(find.query_row([path], |row| row.get(0)).optional()?)
        })
        .await?;
    let name = name.ok_or_else(|| Error::not_found("file_not_found"))?;
    let file = tokio::fs::File::open(app.files.join(name)).await?;
    let length = file.metadata().await?.len();
    let headers =
        [(header::CONTENT_TYPE, "application/octet-stream".to_owned()), (header::CONTENT_LENGTH, length.to_string())];
    let body = Body::from_stream(ReaderStream::with_capacity(file, CHUNK));
    Ok((headers, body).into_response())
}

fn read_path(query: &Query) -> Result<String> {
    let path = query.get("path").unwrap_or_default();
    if path.is_empty() || path.len() > LONGEST {
        return Err(Error::invalid("path", "is required, of at most 4096 bytes"));
    }
    Ok(path.to_owned())
}

fn cut_off() -> Error {
    Error::new(StatusCode::BAD_REQUEST, "cut_off", "the body ended early")
}

/// A file that vanishes unless it is renamed.
#[derive(Debug)]
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        // After the rename there is nothing to remove.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Removes what uploads left behind when the server was killed.
pub fn clean(files: &Path) -> Result<()> {
    for entry in std::fs::read_dir(files)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
