//! Project storage: `/projects/{project}/storage`, outside `/accounts`, as every official SDK has it.

use meshagent_macros::resource;

resource! {
    /// The project's files. The API knows no list of them.
    class Storage as project.storage;

    /// Stores a file at a path, which goes to the service exactly as it is. There is no timeout unless you set one. A
    /// stream is sent once; browsers cannot send one and get its content in one piece.
    upload upload(path in query, data) = POST "projects/{project}/storage/upload";

    /// A file's bytes. There is no timeout unless you set one. Rejects with a `NotFoundError` when there is no file.
    download download(path in query) -> bytes = GET "projects/{project}/storage/download";

    /// A file as a `Blob`, which a browser may keep on disk.
    download download_blob(path in query) -> blob = GET "projects/{project}/storage/download";

    /// A file as a stream: the promise resolves when the first bytes can be read.
    download download_stream(path in query) -> stream = GET "projects/{project}/storage/download";
}
