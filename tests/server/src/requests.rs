//! The log of requests that tests can ask for: `/__requests`.

use std::collections::{BTreeMap, VecDeque};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use axum::BoxError;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http_body::{Frame, SizeHint};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::db::lock;

/// How many requests are remembered.
const REMEMBERED: usize = 10_000;
/// How much of a body is remembered.
const BODY: usize = 64 << 10;

/// The requests received, oldest first.
#[derive(Debug, Default)]
pub struct Log(Mutex<VecDeque<Arc<Mutex<Entry>>>>);

impl Log {
    /// Notes a request, and its body while that is read.
    pub fn note(&self, request: Request) -> (Request, Watch) {
        let headers = request.headers().iter();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let entry = Arc::new(Mutex::new(Entry {
            method: request.method().clone(),
            path: request.uri().path().to_owned(),
            query: request.uri().query().map(str::to_owned),
            headers: headers.map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect(),
            body: Vec::new(),
            body_bytes: 0,
            status: None,
            state: "active",
        }));
        let mut entries = lock(&self.0);
        if entries.len() == REMEMBERED {
            entries.pop_front();
        }
        entries.push_back(entry.clone());
        let copy = |body| Body::new(Copied { body, entry: entry.clone() });
        (request.map(copy), Watch { entry, done: false })
    }

    pub fn clear(&self) {
        lock(&self.0).clear();
    }
}

impl Serialize for Log {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(lock(&self.0).iter().map(|entry| lock(entry).clone()))
    }
}

#[derive(Debug, Clone)]
struct Entry {
    method: Method,
    path: String,
    query: Option<String>,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
    body_bytes: usize,
    status: Option<StatusCode>,
    state: &'static str,
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("method", self.method.as_str())?;
        map.serialize_entry("path", &self.path)?;
        map.serialize_entry("query", &self.query)?;
        map.serialize_entry("headers", &self.headers)?;
        match std::str::from_utf8(&self.body) {
            Ok(text) => map.serialize_entry("body", text)?,
            Err(_) => map.serialize_entry("body_base64", &STANDARD.encode(&self.body))?,
        }
        map.serialize_entry("body_bytes", &self.body_bytes)?;
        map.serialize_entry("status", &self.status.map(|status| status.as_u16()))?;
        map.serialize_entry("state", self.state)?;
        map.end()
    }
}

/// Learns how a request ends: dropped before it is done means that the client
/// went away.
#[derive(Debug)]
pub struct Watch {
    entry: Arc<Mutex<Entry>>,
    done: bool,
}

impl Watch {
    /// Follows the reply to its end.
    pub fn follow(mut self, method: &Method, response: Response) -> Response {
        lock(&self.entry).status = Some(response.status());
        let length = response.headers().get(header::CONTENT_LENGTH);
        let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
        // Without a body there is nothing that the client could miss.
        self.done = *method == Method::HEAD || response.body().is_end_stream();
        response.map(|body| Body::new(Followed { body, left: length, watch: self }))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        lock(&self.entry).state = if self.done { "completed" } else { "aborted" };
    }
}

/// A request body that is remembered while it is read.
struct Copied {
    body: Body,
    entry: Arc<Mutex<Entry>>,
}

impl HttpBody for Copied {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &frame
            && let Some(data) = frame.data_ref()
        {
            let mut entry = lock(&self.entry);
            entry.body_bytes += data.len();
            let room = BODY.saturating_sub(entry.body.len());
            entry.body.extend(data.iter().take(room));
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A reply's body that knows when it has been handed over whole.
struct Followed {
    body: Body,
    left: Option<usize>,
    watch: Watch,
}

impl HttpBody for Followed {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = std::task::ready!(Pin::new(&mut self.body).poll_frame(context));
        if let Some(Ok(frame)) = &frame
            && let (Some(left), Some(data)) = (self.left, frame.data_ref())
        {
            self.left = left.checked_sub(data.len());
        }
        // An error here is a fault that was asked for.
        let over = !matches!(frame, Some(Ok(_)));
        self.watch.done |= over || self.left == Some(0) || self.body.is_end_stream();
        Poll::Ready(frame.map(|frame| frame.map_err(BoxError::from)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
