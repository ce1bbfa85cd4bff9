//! What the files' operations take and give.

use std::collections::BTreeMap;

use meshagent_macros::model;

use crate::access::scope::FileAction;

model! {
    #![strict]
    /// Which files to list.
    pub struct ListFiles {
        /// The folder. Default: the root.
        prefix?: String,
        /// How many at most, up to 1000. Default: 1000.
        limit?: u64 = "1000",
        /// Where to go on: the `continuation_token` of the page before.
        continuation_token?: String,
    }

    /// A file or a folder in a list.
    pub struct StorageEntry {
        /// The name.
        name: String,
        /// Whether it is a folder.
        is_folder: bool,
        /// How many bytes it has.
        size?: u64 | null,
        /// When it was made, in ISO 8601.
        created_at?: String | null,
        /// When it was last changed, in ISO 8601.
        updated_at?: String | null,
    }

    /// What is known of a file or a folder, as the reply's headers say it.
    pub struct FileMetadata {
        /// How many bytes it has; 0 for a folder.
        size: u64,
        /// Whether it is a folder.
        is_folder: bool,
        /// The content type.
        content_type?: String,
        /// What changes with the content.
        etag?: String,
        /// When it was last changed, as HTTP writes it.
        last_modified?: String,
    }

    /// What somebody may do with a file or a folder.
    pub struct FilePermissions {
        /// What may be done with the file or folder itself.
        actions: Vec<FileAction>,
        /// What may be done with all that is in it.
        recursive_actions: Vec<FileAction>,
    }

    #![strict]
    /// How to store a file.
    pub struct FileUpload {
        /// The content type. Default: the `type` of a `Blob`, else `application/octet-stream`.
        content_type?: String,
        /// Whether it takes the place of a file that is there. Default: true.
        overwrite?: bool = "true",
    }

    #![strict]
    /// How to delete a file or a folder.
    pub struct FileDeletion {
        /// Whether a folder goes with all that is in it. Default: false.
        recursive?: bool = "false",
    }

    #![strict]
    /// What to copy or to move.
    pub struct FileTransfer {
        /// Where it is.
        source: FileLocation,
        /// Whether it takes the place of a file that is there. Default: false.
        overwrite?: bool = "false",
    }

    #![strict]
    /// Where a file or a folder is.
    pub struct FileLocation {
        /// The room or the agent.
        target: FilesTarget,
        /// The path, without a slash at its beginning or its end.
        path: String,
    }

    #![strict]
    /// A room or an agent, as one that has files.
    pub struct FilesTarget {
        /// The project's id.
        project_id: String,
        /// Which of the two it is.
        kind: "room" | "agent",
        /// The name.
        name: String,
    }

    #![strict]
    /// What an address is for.
    pub struct NewFileUrl {
        /// The file's path.
        path: String,
        /// What it allows. Default: `GET`.
        method?: "GET" | "HEAD" | "PUT" | "DELETE" = "\"GET\"",
        /// For how many seconds, up to 604,800. Default: 3600.
        expires_in?: u64 = "3600",
    }

    /// An address that allows one thing for a while.
    pub struct PresignedFileUrl {
        /// The address.
        #[secret]
        url: String,
        /// The method that it allows.
        method: "GET" | "HEAD" | "PUT" | "DELETE",
        /// Headers that have to be sent with it. Default: none.
        headers: BTreeMap<String, String> | null = "{}",
        /// Until when it works, in ISO 8601.
        expires_at: String,
    }
}
