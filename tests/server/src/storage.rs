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
pub const CHUNK: usize = 64 << 10;

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
    let received = receive(&app.files, request.into_body()).await?;
    let name = token::hash(&path);
    let folder = app.files.clone();
    app.db
        .write(move |db| {
            let size = received.size;
            received.keep(&folder, &name)?;
            let mut note = db.prepare_cached(
                "INSERT INTO files (path, file, size) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO UPDATE SET size = excluded.size",
            )?;
            note.execute((path, name, size))?;
            Ok(DONE)
        })
        .await
}

/// A body that is on disk and not yet anybody's.
#[derive(Debug)]
pub struct Received {
    unfinished: Unfinished,
    pub size: i64,
}

impl Received {
    /// Gives the file its name in the folder.
    pub fn keep(self, folder: &Path, name: &str) -> Result<()> {
        std::fs::rename(&self.unfinished.0, folder.join(name))?;
        Ok(File::open(folder)?.sync_all()?)
    }
}

/// Streams a body to a file of its own, which vanishes unless it is kept.
pub async fn receive(folder: &Path, mut body: Body) -> Result<Received> {
    let unfinished = Unfinished(folder.join(format!("{UNFINISHED}{}", Uuid::new_v4())));
    // Made at once, so that a client who leaves meanwhile leaves no file.
    let mut file = tokio::fs::File::from_std(File::create_new(&unfinished.0)?);
    let mut size = 0u64;
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
    Ok(Received { unfinished, size: i64::try_from(size).map_err(Error::internal)? })
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
    let (length, body) = open(&app.files.join(name)).await?;
    let headers =
        [(header::CONTENT_TYPE, "application/octet-stream".to_owned()), (header::CONTENT_LENGTH, length.to_string())];
    Ok((headers, body).into_response())
}

/// A file's length and its bytes.
pub async fn open(path: &Path) -> Result<(u64, Body)> {
    let file = tokio::fs::File::open(path).await?;
    let length = file.metadata().await?.len();
    Ok((length, Body::from_stream(ReaderStream::with_capacity(file, CHUNK))))
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
