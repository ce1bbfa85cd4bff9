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
use super::put_grant::PutGrant;
use super::reply::{Content, JsonReply};
use super::shared::{CallOptions, Shared};
use crate::api;
use crate::api::files::FileUpload;
use crate::api::grants::NewRoomGrant;
use crate::error::{Error, Result};
use crate::model::{Json, Page};
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
        let files_url = config.files_url.map(|url| config::files_url("files_url", &url)).transpose()?;
        let config = Config { base_url, headers, files_url, ..config };
        Ok(Client(Rc::new(Shared::new(config, None, None))))
    }

    /// Sends the request that a function of [`api`](crate::api) has made, and returns what its reply holds.
    pub async fn send<T: Answer>(&self, request: Result<Request<T>>) -> Result<T> {
        let request = request?;
        let data = request.data();
        let content = self.content(data, &CallOptions::default()).await?;
        answer(content, &data.expected.shape).map(|(answer, _)| answer)
    }

    /// Gives a user access to a room, or replaces what the user may do there; `true` when the grant is new. It asks for the
    /// grant first, then creates or updates it.
    pub async fn put_grant(&self, project: &str, grant: Json<NewRoomGrant>) -> Result<bool> {
        let requests = PutGrant::new(project, &grant)?;
        self.0.put_grant(&requests, &CallOptions::default()).await.map(|(created, _)| created).map_err(error_of)
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
        let request = transfer("storage.upload", project, &[], path)?;
        self.send_bytes(&request, bytes).await
    }

    /// Fetches a file of a project, for as long as that takes.
    ///
    /// `GET /projects/{project}/storage/download`
    pub async fn download(&self, project: &str, path: &str) -> Result<Vec<u8>> {
        let request = transfer("storage.download", project, &[], path)?;
        self.fetch_bytes(&request).await
    }

    /// Stores a file of a room or an agent, which `kind` tells apart, for as long as that takes.
    ///
    /// `PUT /{project}/{kind}s/{name}/{path}`
    pub async fn upload_file(
        &self,
        project: &str,
        [kind, name, path]: [&str; 3],
        bytes: &[u8],
        file: Json<FileUpload>,
    ) -> Result<()> {
        let request = transfer("files.upload", project, &[kind, name, path], &file.into_text())?;
        self.send_bytes(&request, bytes).await
    }

    /// Fetches a file of a room or an agent, which `kind` tells apart, for as long as that takes.
    ///
    /// `GET /{project}/{kind}s/{name}/{path}`
    pub async fn download_file(&self, project: &str, [kind, name, path]: [&str; 3]) -> Result<Vec<u8>> {
        let request = transfer("files.download", project, &[kind, name, path], "")?;
        self.fetch_bytes(&request).await
    }

    async fn send_bytes(&self, request: &RequestData, bytes: &[u8]) -> Result<()> {
        let options = CallOptions { timeout: Some(0), bytes: Uint8Array::from(bytes).into(), ..CallOptions::default() };
        self.content(request, &options).await.map(drop)
    }

    async fn fetch_bytes(&self, request: &RequestData) -> Result<Vec<u8>> {
        let options = CallOptions { timeout: Some(0), ..CallOptions::default() };
        match self.content(request, &options).await? {
            Content::Bytes(bytes) => Ok(bytes.unchecked_into::<Uint8Array>().to_vec()),
            _ => Ok(Vec::new()),
        }
    }

    async fn content(&self, request: &RequestData, options: &CallOptions) -> Result<Content> {
        self.0.send(request, options).await.map(|reply| reply.content).map_err(error_of)
    }
}

fn error_of(failure: Failure) -> Error {
    match failure {
        Failure::Failed { error, .. } => error,
        // Nobody can give a call of this client a signal.
        Failure::Aborted(_) => Error::failed(&["the call was aborted"]),
    }
}

/// The request of an operation that sends or fetches bytes.
fn transfer(operation: &str, project: &str, texts: &[&str], text: &str) -> Result<RequestData> {
    let operation = api::operation(operation).ok_or_else(|| Error::input(&["there is no operation ", operation]))?;
    operation.request(project, texts.iter().map(|text| (*text).to_owned()).collect(), text.to_owned())
}

/// A reply's content as the answer that its request promises, and the mark of its list.
fn answer<T: Answer>(content: Content, shape: &Shape) -> Result<(T, u64)> {
    match content {
        Content::Json(JsonReply { bytes, checked, .. }) => {
            let text = reply_text(&bytes, checked.text)?;
            Ok((T::from_reply(&text, shape)?, checked.mark))
        }
        Content::Exists(exists) => Ok((T::from_reply(if exists { "true" } else { "false" }, shape)?, 0)),
        Content::Nothing | Content::Null | Content::Bytes(_) => Ok((T::from_reply("", shape)?, 0)),
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
