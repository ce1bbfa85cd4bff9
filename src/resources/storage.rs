//! Project storage: `/projects/{project}/storage`, outside `/accounts`, as every official SDK has it.

use wasm_bindgen::prelude::*;

use crate::error::{Error, Result};
use crate::operation::{Class, How, Operation, Param};
use crate::request::{Bytes, Method, Reading, Reply, Request};

#[cfg(feature = "exports")]
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("storage.d.ts");

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

    /// Puts it before a path.
    pub(crate) fn before(self, path: &mut String) {
        if self == StoragePrefix::Accounts {
            path.insert_str(0, "/accounts");
        }
    }
}

const fn upload_to() -> Operation {
    Operation {
        name: "upload",
        how: How::Upload,
        method: Method::Post,
        path: "projects/{project}/storage/upload",
        params: &[Param::Path("path"), Param::Data("data")],
        reading: Reading { reply: Reply::Nothing, rewrite: None },
    }
}

const fn download_as(name: &'static str, form: &'static str) -> Operation {
    Operation {
        name,
        how: How::Download(form),
        method: Method::Get,
        path: "projects/{project}/storage/download",
        params: &[Param::Path("path")],
        reading: Reading { reply: Reply::Bytes, rewrite: None },
    }
}

/// The methods of `Storage`.
pub static CLASS: Class = Class {
    name: "Storage",
    member: "storage",
    operations: &[
        upload_to(),
        download_as("download", "bytes"),
        download_as("downloadBlob", "blob"),
        download_as("downloadStream", "stream"),
    ],
};

/// `POST /projects/{project}/storage/upload?path=…`
pub fn upload(prefix: StoragePrefix, project: &str, path: &str) -> Result<Request<()>> {
    Ok(upload_to().request(project, &[], path.to_owned())?.under(prefix))
}

/// `GET /projects/{project}/storage/download?path=…`
pub fn download(prefix: StoragePrefix, project: &str, path: &str) -> Result<Request<Bytes>> {
    Ok(download_as("download", "bytes").request(project, &[], path.to_owned())?.under(prefix))
}
