//! What an `ApiScope` says of data: tables, memories, documents and files.

use meshagent_macros::model;

model! {
    #![strict]
    /// Tables of the room's dataset.
    pub struct DatasetGrant {
        /// The tables that may be used; entries of one name add up. Default: any.
        tables?: Vec<TableGrant> | null,
        /// Whether tables may be listed. Default: true.
        list_tables?: bool,
    }

    #![strict]
    /// One table.
    pub struct TableGrant {
        /// The table's exact name.
        name: String,
        /// The table's namespace, part by part. Default: any.
        namespace?: Vec<String> | null,
        /// Whether it may be read. Default: true.
        read?: bool,
        /// Whether rows may be written. Default: false.
        write?: bool,
        /// Whether its columns may be changed. Default: false.
        alter?: bool,
    }

    #![strict]
    /// Memories.
    pub struct MemoryGrant {
        /// Whether memories may be listed. Default: true.
        list?: bool,
        /// The memories that may be used; entries of one name add up. Default: any.
        memories?: Vec<MemoryEntry> | null,
    }

    #![strict]
    /// One memory.
    pub struct MemoryEntry {
        /// The memory's exact name.
        name: String,
        /// The memory's namespace, part by part. Default: any.
        namespace?: Vec<String> | null,
        /// What may be done with it. Default: everything.
        permissions?: MemoryPermissions | null,
    }

    #![strict]
    /// What may be done with a memory; each defaults to true.
    pub struct MemoryPermissions {
        /// Create it.
        create?: bool,
        /// Remove it.
        drop?: bool,
        /// See how it is made.
        inspect?: bool,
        /// Query it.
        query?: bool,
        /// Insert and replace.
        upsert?: bool,
        /// Take in documents.
        ingest?: bool,
        /// Recall from it.
        recall?: bool,
        /// Optimise it.
        optimize?: bool,
    }

    #![strict]
    /// Synchronised documents.
    pub struct SyncGrant {
        /// The documents that may be opened, as patterns that may end with `*`; for writing the first match decides.
        /// Default: any.
        paths?: Vec<PathGrant> | null,
    }

    #![strict]
    /// The room's files.
    pub struct StorageGrant {
        /// The files that may be used, as plain prefixes; for writing the first match decides. Default: any.
        paths?: Vec<PathGrant> | null,
        /// What may be done with which files. `can` does not answer for `storage` where there is such a policy: what it
        /// changes is not documented.
        files?: FilesPolicy | null,
    }

    #![strict]
    /// What may be done with which files.
    pub struct FilesPolicy {
        /// The rules, up to 1000. Default: none.
        paths?: Vec<FilePathRule>,
    }

    #![strict]
    /// What may be done with a file or a folder. Paths are relative, without a slash at their beginning.
    pub struct FilePathRule {
        /// The path.
        path: String,
        /// Whether it holds for all that is in the folder too.
        recursive: bool,
        /// What may be done.
        actions: Vec<FileAction>,
        /// Paths that are left out, up to 1000. Default: none.
        excluded_paths?: Vec<String>,
    }

    /// What may be done with a file.
    pub values FileAction = "list" | "read" | "write" | "delete" | "presign";

    #![strict]
    /// One path.
    pub struct PathGrant {
        /// The path: a pattern in `sync`, a prefix in `storage`.
        path: String,
        /// Whether writing is denied. Default: false.
        read_only?: bool,
    }
}
