//! The client for Rust: typed values go in and come out, and no JavaScript value is in sight.
//!
//! It sends as the JavaScript client does, with the same retries, timeouts and errors, and like that it needs a browser,
//! Node or another host with `fetch`. A call whose future is dropped is aborted.

use std::fmt;
use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;

use super::config::{self, Config};
use super::failure::Failure;
use super::headers::lower_case;
use super::reply::{Content, JsonReply};
use super::shared::{CallOptions, Shared};
use crate::api;
use crate::error::{Error, Result};
use crate::model::Page;
use crate::request::paging::Cursor;
use crate::request::{Answer, Request, RequestData, Shape, reply_text};

/// A client of the MeshAgent REST API. A clone is cheap and sends as the original does.
#[derive(Clone)]
pub struct Client(pub(crate) Rc<Shared>);

impl Client {
    /// Makes a client; nothing is sent. The error names the member of the configuration that cannot be used.
    pub fn new(config: Config) -> Result<Self> {
        config.token.check()?;
        let base_url = config::base_url(&config.base_url)?;
        let headers = lower_case(&config.headers)?;
        let config = Config { base_url, headers, ..config };
        Ok(Client(Rc::new(Shared { config, fetch: None, on_attempt: None, waiting: Default::default() })))
    }

    /// Sends the request that a function of [`api`](crate::api) has made, and returns what its reply holds.
    pub async fn send<T: Answer>(&self, request: Result<Request<T>>) -> Result<T> {
        let request = request?;
        let data = request.data();
        let content = self.content(data, &CallOptions::default()).await?;
        answer(content, &data.expected.shape).map(|(answer, _)| answer)
    }

    /// Goes through the list that a request asks for, page after page; nothing is sent yet. The request is one of an
    /// `iterate…` function of [`api`](crate::api).
    pub fn pages<T>(&self, request: Result<Request<Page<T>>>) -> Result<Pages<T>> {
        let request = request?;
        let cursor = Cursor::of(request.data())?;
        Ok(Pages { client: self.clone(), request, cursor })
    }

    /// Stores a file of a project, for as long as that takes.
    ///
    /// `POST /projects/{project}/storage/upload`
    pub async fn upload(&self, project: &str, path: &str, bytes: &[u8]) -> Result<()> {
        let request = storage("storage.upload", project, path)?;
        let options = CallOptions { timeout: Some(0), bytes: Uint8Array::from(bytes).into(), ..CallOptions::default() };
        self.content(&request, &options).await.map(drop)
    }

    /// Fetches a file of a project, for as long as that takes.
    ///
    /// `GET /projects/{project}/storage/download`
    pub async fn download(&self, project: &str, path: &str) -> Result<Vec<u8>> {
        let request = storage("storage.download", project, path)?;
        let options = CallOptions { timeout: Some(0), ..CallOptions::default() };
        match self.content(&request, &options).await? {
            Content::Bytes(bytes) => Ok(bytes.unchecked_into::<Uint8Array>().to_vec()),
            _ => Ok(Vec::new()),
        }
    }

    async fn content(&self, request: &RequestData, options: &CallOptions) -> Result<Content> {
        self.0.send(request, options).await.map_err(|failure| match failure {
            Failure::Failed { error, .. } => error,
            // Nobody can give a call of this client a signal.
            Failure::Aborted(_) => Error::input(&["the call was aborted"]),
        })
    }
}

/// The request of a storage operation.
fn storage(operation: &str, project: &str, path: &str) -> Result<RequestData> {
    let operation = api::operation(operation).ok_or_else(|| Error::input(&["there is no operation ", operation]))?;
    operation.request(project, Vec::new(), path.to_owned())
}

/// A reply's content as the answer that its request promises, and the mark of its list.
fn answer<T: Answer>(content: Content, shape: &Shape) -> Result<(T, u64)> {
    match content {
        Content::Json(JsonReply { bytes, checked, .. }) => {
            let text = reply_text(&bytes, checked.text)?;
            Ok((T::from_reply(&text, shape)?, checked.mark))
        }
        Content::Nothing | Content::Null | Content::Bytes(_) | Content::Headers(_) => {
            Ok((T::from_reply("", shape)?, 0))
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.0.config.base_url).finish_non_exhaustive()
    }
}

/// A list, page after page.
#[derive(Debug)]
pub struct Pages<T> {
    client: Client,
    request: Request<Page<T>>,
    cursor: Cursor,
}

impl<T> Pages<T>
where
    Page<T>: Answer,
{
    /// Fetches the next page; `None` after the last. A list that does not end is an error.
    ///
    /// By offset, items that are deleted while the list is gone through make it skip others: collect what is to be
    /// deleted first.
    pub async fn next(&mut self) -> Result<Option<Page<T>>> {
        while let Some(data) = self.cursor.request(self.request.data()) {
            let options = CallOptions { marked: true, ..CallOptions::default() };
            let content = self.client.content(&data, &options).await?;
            let (page, mark) = answer::<Page<T>>(content, &data.expected.shape)?;
            let (count, token) = (page.items.len() as u64, page.continuation_token.clone());
            if self.cursor.advance(count, page.total, token, mark)? {
                return Ok(Some(page));
            }
        }
        Ok(None)
    }
}
