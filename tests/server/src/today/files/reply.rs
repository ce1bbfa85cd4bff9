//! A file as a reply: what its headers say, and all of its bytes or the part
//! that is asked for.

use std::io::SeekFrom;
use std::path::Path;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_util::io::ReaderStream;

use crate::app::App;
use crate::error::{Error, Result};
use crate::storage;
use crate::today::files::IS_FOLDER;
use crate::today::files::tree::Node;

/// A file or a folder, which has no bytes.
pub async fn send(app: &App, node: Node, asked: &HeaderMap) -> Result<Response> {
    let tag = node.file.as_ref().map(|file| format!("\"{file}\""));
    let mut response = match (&node.file, &tag) {
        (Some(file), Some(tag)) => bytes(&app.files.join(file), tag, asked).await?,
        _ => ().into_response(),
    };
    let mut add = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    };
    add(IS_FOLDER, if node.file.is_none() { "true" } else { "false" });
    add(header::LAST_MODIFIED, &node.last_modified());
    if let Some(tag) = tag {
        add(header::CONTENT_TYPE, &node.content_type);
        add(header::ETAG, &tag);
        add(header::ACCEPT_RANGES, "bytes");
    }
    Ok(response)
}

async fn bytes(path: &Path, tag: &str, asked: &HeaderMap) -> Result<Response> {
    let mut file = File::open(path).await?;
    let length = file.metadata().await?.len();
    let Some(ranges) = ranges(asked, tag) else {
        let body = Body::from_stream(ReaderStream::with_capacity(file, storage::CHUNK));
        return Ok(([(header::CONTENT_LENGTH, length)], body).into_response());
    };
    let range = match ranges.validate(length).as_deref() {
        Ok([range]) => range.clone(),
        _ => {
            let problem = format!("must be one range within {length} bytes");
            let error = Error::new(StatusCode::RANGE_NOT_SATISFIABLE, "wrong_range", problem);
            return Ok(([(header::CONTENT_RANGE, format!("bytes */{length}"))], error).into_response());
        }
    };
    file.seek(SeekFrom::Start(*range.start())).await?;
    let size = range.end() - range.start() + 1;
    let headers = [
        (header::CONTENT_LENGTH, size.to_string()),
        (header::CONTENT_RANGE, format!("bytes {}-{}/{length}", range.start(), range.end())),
    ];
    let body = Body::from_stream(ReaderStream::with_capacity(file.take(size), storage::CHUNK));
    Ok((StatusCode::PARTIAL_CONTENT, headers, body).into_response())
}

/// The ranges that are asked for; of another version of the file, or unreadable
/// ones, are none.
fn ranges(asked: &HeaderMap, tag: &str) -> Option<http_range_header::ParsedRanges> {
    if asked.get(header::IF_RANGE).is_some_and(|version| version != tag) {
        return None;
    }
    http_range_header::parse_range_header(asked.get(header::RANGE)?.to_str().ok()?).ok()
}
