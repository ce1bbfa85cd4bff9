//! Files of rooms and agents, at a host of their own: `/{project}/rooms/{name}/{path}`, and the same for agents.

use meshagent_macros::resource;

use crate::error::{Error, Result};
use crate::json::{self, Value};
use crate::model::{put, rebuild, take};
use crate::request::{Arguments, ContentType};

mod models;

pub use models::{
    FileDeletion, FileLocation, FileMetadata, FilePermissions, FileTransfer, FileUpload, FilesTarget, ListFiles,
    NewFileUrl, PresignedFileUrl, StorageEntry,
};

resource! {
    /// The files of rooms and agents: `kind` says which of the two `name` is the name of.
    ///
    /// They are at a host of their own, the client option `filesUrl`; without that the client asks the service for it when
    /// it first needs it. A path has no slash at its beginning or its end. A request that is redirected is an error, and
    /// the token goes to no other host.
    class Files as project.files;

    /// One page of what is in a folder, or in the root. Folders are entries too.
    fn list(kind in path: "room" | "agent", name, which?: ListFiles) -> Page<StorageEntry> in entries =
        GET "{project}/{kind}s/{name}/?list=&prefix=" at files;

    /// All that is in a folder, or in the root, fetched page after page while you go through it.
    each iterate(kind in path: "room" | "agent", name, which?: ListFiles) -> StorageEntry in entries by limit token =
        GET "{project}/{kind}s/{name}/?list=&prefix=" at files;

    /// What is known of a file or a folder without its bytes. Rejects with a `NotFoundError` when there is none.
    fn stat(kind in path: "room" | "agent", name, path) -> FileMetadata =
        HEAD "{project}/{kind}s/{name}/{*path}" at files => metadata;

    /// Whether there is a file or a folder.
    fn exists(kind in path: "room" | "agent", name, path) -> exists =
        HEAD "{project}/{kind}s/{name}/{*path}" at files;

    /// What the caller may do with a file or a folder; an empty path is the root.
    fn get_permissions(kind in path: "room" | "agent", name, path) -> FilePermissions =
        GET "{project}/{kind}s/{name}/{**path}?permissions=" at files;

    /// A file's bytes. There is no timeout unless you set one. Rejects with a `NotFoundError` when there is no file.
    download download(kind in path: "room" | "agent", name, path) -> bytes =
        GET "{project}/{kind}s/{name}/{*path}" at files;

    /// A file as a `Blob`, which a browser may keep on disk.
    download download_blob(kind in path: "room" | "agent", name, path) -> blob =
        GET "{project}/{kind}s/{name}/{*path}" at files;

    /// A file as a stream: the promise resolves when the first bytes can be read.
    download download_stream(kind in path: "room" | "agent", name, path) -> stream =
        GET "{project}/{kind}s/{name}/{*path}" at files;

    /// Stores a file. Its content type is the one given, else the `type` of a `Blob`, else `application/octet-stream`.
    /// There is no timeout unless you set one. A stream is sent once; browsers cannot send one and get its content in one
    /// piece.
    upload upload(kind in path: "room" | "agent", name, path, data, query file?: FileUpload) =
        PUT "{project}/{kind}s/{name}/{*path}" at files using content_type;

    /// Deletes a file, or a folder with all that is in it.
    fn delete(kind in path: "room" | "agent", name, path, which?: FileDeletion) -> () =
        DELETE "{project}/{kind}s/{name}/{*path}" at files;

    /// Makes a folder.
    fn mkdir(kind in path: "room" | "agent", name, path, {}) -> () =
        POST "{project}/{kind}s/{name}/{*path}?action=mkdir" at files;

    /// Copies a file or a folder to a path. The source may be in another room or agent.
    fn copy(kind in path: "room" | "agent", name, destination, from: FileTransfer) -> () =
        POST "{project}/{kind}s/{name}/{*destination}?action=copy" at files;

    /// Moves a file or a folder to a path. The source may be in another room or agent.
    fn move_here as move(kind in path: "room" | "agent", name, destination, from: FileTransfer) -> () =
        POST "{project}/{kind}s/{name}/{*destination}?action=move" at files;

    /// An address with which whoever has it may do one thing with a file for a while, without a token: to read it unless
    /// told otherwise.
    fn presign(kind in body: "room" | "agent", name in body, + project_id, url: NewFileUrl) -> PresignedFileUrl =
        POST "v1/presign" at files using presign_target;
}

/// What the headers say of a file.
fn metadata(headers: &str) -> Option<String> {
    let headers = Value::checked(headers);
    let text = |name: &str| headers.get(name).and_then(Value::text);
    let size = text("content-length").unwrap_or_else(|| "0".to_owned());
    let mut metadata = String::from("{\"size\":");
    match size.parse::<u64>() {
        Ok(_) => metadata.push_str(&size),
        // Which the check refuses.
        Err(_) => json::push_text(&mut metadata, &size),
    }
    let is_folder = text("x-meshagent-is-folder").is_some_and(|text| text.eq_ignore_ascii_case("true"));
    metadata.push_str(if is_folder { ",\"is_folder\":true" } else { ",\"is_folder\":false" });
    let members = [("content_type", "content-type"), ("etag", "etag"), ("last_modified", "last-modified")];
    for (member, header) in members {
        let Some(value) = text(header) else { continue };
        metadata.push_str(",\"");
        metadata.push_str(member);
        metadata.push_str("\":");
        json::push_text(&mut metadata, &value);
    }
    metadata.push('}');
    Some(metadata)
}

/// Takes the content type out of the query: it is a header.
fn content_type(arguments: &mut Arguments) -> Result<()> {
    let named = take(&mut arguments.text, "content_type")?.filter(|named| !named.trim_ascii().is_empty());
    if named.as_ref().is_some_and(|named| !named.bytes().all(|byte| matches!(byte, b' '..=b'~'))) {
        return Err(Error::place(
            "content_type",
            "visible ASCII characters and blanks, as a header can carry",
            "others",
        ));
    }
    arguments.content_type = named.map_or(ContentType::OfData, ContentType::Named);
    Ok(())
}

/// Puts the three members that say whose file it is into one.
fn presign_target(arguments: &mut Arguments) -> Result<()> {
    let mut target = String::from("{}");
    for name in ["name", "kind", "project_id"] {
        let value = take(&mut arguments.text, name)?.unwrap_or_default();
        target = put(&target, name, &value);
    }
    target.insert_str(0, "\"target\":");
    arguments.text = rebuild(&arguments.text, target, Some("target"));
    Ok(())
}
