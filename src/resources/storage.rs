//! Project storage: `/projects/{project}/storage`, outside `/accounts`, as every official SDK has it.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::client::Handle;
use crate::error::{Error, Result};
use crate::js::{self, Text, TransferOptions, UploadData};
use crate::request::{Body, Bytes, Method, Request};

/// Where a service has its storage routes: the SDKs and the documentation's pages disagree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StoragePrefix {
    /// `/projects/{project}/storage`, as the official SDKs send.
    #[default]
    Projects,
    /// `/accounts/projects/{project}/storage`, as one page of the documentation says.
    Accounts,
}

impl StoragePrefix {
    /// Reads the option `storagePrefix`.
    pub(crate) fn read(option: Option<&str>) -> Result<Self> {
        match option {
            None | Some("projects") => Ok(StoragePrefix::Projects),
            Some("accounts/projects") => Ok(StoragePrefix::Accounts),
            Some(_) => Err(Error::place("storagePrefix", "projects or accounts/projects", "other text")),
        }
    }
}

fn storage(prefix: StoragePrefix, method: Method, project: &str, action: &str, path: &str) -> Result<Request<Bytes>> {
    if path.is_empty() {
        return Err(Error::place("path", "text", "empty text"));
    }
    let template = match prefix {
        StoragePrefix::Projects => "projects/{project}/storage/{action}",
        StoragePrefix::Accounts => "accounts/projects/{project}/storage/{action}",
    };
    Ok(Request::new(method, template, &[project, action])?.query_pair("path", path))
}

/// `POST /projects/{project}/storage/upload?path=…`
pub fn upload(prefix: StoragePrefix, project: &str, path: &str) -> Result<Request<()>> {
    Ok(storage(prefix, Method::Post, project, "upload", path)?.body(Body::Bytes).answer())
}

/// `GET /projects/{project}/storage/download?path=…`
pub fn download(prefix: StoragePrefix, project: &str, path: &str) -> Result<Request<Bytes>> {
    storage(prefix, Method::Get, project, "download", path)
}

/// The project's files. The API knows no list of them.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Storage(pub(crate) Handle);

#[wasm_bindgen]
impl Storage {
    /// Stores a file at a path, which goes to the service exactly as it is. There is no timeout unless you set one. A
    /// stream is sent once; browsers cannot send one and get its content in one piece.
    ///
    /// `POST /projects/{project}/storage/upload`
    #[wasm_bindgen(unchecked_return_type = "Promise<void>")]
    pub fn upload(&self, path: Text, data: UploadData, options: Option<TransferOptions>) -> Promise {
        self.0.transfer(
            options,
            |call| {
                call.body = js::upload_body(&data)?;
                if js::is_stream(&call.body) {
                    call.max_retries = Some(0);
                }
                Ok(())
            },
            |prefix, project| upload(prefix, project, &js::text(&path, "path")?),
        )
    }

    /// A file's bytes. There is no timeout unless you set one. Rejects with a `NotFoundError` when there is no file.
    ///
    /// `GET /projects/{project}/storage/download`
    #[wasm_bindgen(unchecked_return_type = "Promise<Uint8Array>")]
    pub fn download(&self, path: Text, options: Option<TransferOptions>) -> Promise {
        self.fetch("bytes", path, options)
    }

    /// A file as a `Blob`, which a browser may keep on disk.
    ///
    /// `GET /projects/{project}/storage/download`
    #[wasm_bindgen(js_name = "downloadBlob", unchecked_return_type = "Promise<Blob>")]
    pub fn download_blob(&self, path: Text, options: Option<TransferOptions>) -> Promise {
        self.fetch("blob", path, options)
    }

    /// A file as a stream: the promise resolves when the first bytes can be read.
    ///
    /// `GET /projects/{project}/storage/download`
    #[wasm_bindgen(js_name = "downloadStream", unchecked_return_type = "Promise<ReadableStream<Uint8Array>>")]
    pub fn download_stream(&self, path: Text, options: Option<TransferOptions>) -> Promise {
        self.fetch("stream", path, options)
    }

    fn fetch(&self, form: &'static str, path: Text, options: Option<TransferOptions>) -> Promise {
        self.0.transfer(
            options,
            |call| {
                call.form = Some(form);
                Ok(())
            },
            |prefix, project| download(prefix, project, &js::text(&path, "path")?),
        )
    }
}
