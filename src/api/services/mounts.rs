//! What is mounted into a container.

use meshagent_macros::model;

model! {
    #![strict]
    /// What is mounted into a container.
    pub struct ContainerMountSpec {
        /// The room's storage.
        room?: Vec<RoomStorageMountSpec> | null,
        /// Volumes.
        volumes?: Vec<VolumeStorageMountSpec> | null,
        /// Images whose files are mounted.
        images?: Vec<ImageStorageMountSpec> | null,
        /// Files.
        files?: Vec<FileStorageMountSpec> | null,
        /// Folders that begin empty.
        empty_dirs?: Vec<EmptyDirMountSpec> | null,
        /// Where the session's configuration is mounted.
        configs?: Vec<ConfigMountSpec> | null,
    }

    #![strict]
    /// A room's storage, mounted.
    pub struct RoomStorageMountSpec {
        /// The path.
        path: String,
        /// The folder in it; without one, all of it.
        subpath?: String | null,
        /// Whether it can only be read. Default: false.
        read_only?: bool = "false",
    }

    #![strict]
    /// A volume, mounted.
    pub struct VolumeStorageMountSpec {
        /// The name.
        name: String,
        /// The path.
        path: String,
        /// The folder in it; without one, all of it.
        subpath?: String | null,
        /// Whether it can only be read. Default: false.
        read_only?: bool = "false",
    }

    #![strict]
    /// An image whose files are mounted.
    pub struct ImageStorageMountSpec {
        /// The image's name, with a tag or digest.
        image: String,
        /// The path.
        path: String,
        /// The folder in it; without one, all of it.
        subpath?: String | null,
        /// Whether it can only be read. Default: true.
        read_only?: bool = "true",
    }

    #![strict]
    /// A file with this text.
    pub struct FileStorageMountSpec {
        /// The path.
        path: String,
        /// What is in it.
        text: String,
        /// Whether it can only be read. Default: true.
        read_only?: bool = "true",
    }

    #![strict]
    /// A folder that begins empty.
    pub struct EmptyDirMountSpec {
        /// The path.
        path: String,
        /// Whether it can only be read. Default: false.
        read_only?: bool = "false",
    }

    /// Where the session's configuration is mounted.
    pub struct ConfigMountSpec {
        /// The path. Default: `/var/run/meshagent`.
        path?: String = "\"/var/run/meshagent\"",
    }
}
