//! Volumes of rooms: `…/rooms/{room}/volumes`.

use std::collections::BTreeMap;

use meshagent_macros::{model, resource};

use crate::model::{JsonData, JsonObject};

model! {
    /// A volume of a room.
    pub struct StorageVolume {
        /// The id.
        id: String,
        /// The room's id.
        room_id: String,
        /// The name.
        name: String,
        /// Where it lies in the project's storage.
        subpath: String,
        /// What it is for, in words. Default: empty.
        description: String | null = "\"\"",
        /// Metadata: any JSON. Default: `{}`.
        metadata: JsonObject | null = "{}",
        /// Annotations: text by name. Default: `{}`.
        annotations: BTreeMap<String, String> | null = "{}",
        /// What it is stored on; `max_size_mb` is for `juice` and `zerofs`. Default: `standard`.
        storage_class: "standard" | "juice" | "zerofs" | null = "\"standard\"",
        /// The size limit in megabytes.
        max_size_mb?: u64 | null,
        /// How far it is. Default: `pending`.
        phase: "pending" | "bound" | "deleting" | "failed" | null = "\"pending\"",
        /// Whether the storage is there. Default: false.
        provisioned: bool | null = "false",
        /// What keeps it from its wanted state.
        reconcile_error?: String | null,
        /// When it was made, in ISO 8601.
        created_at: String,
        /// When it was last changed, in ISO 8601.
        updated_at: String,
    }

    #![strict]
    /// A volume to create.
    pub struct NewRoomVolume {
        /// The name.
        name: String,
        /// What it is for, in words. Default: empty.
        description?: String = "\"\"",
        /// Metadata: any JSON.
        metadata?: JsonData | missing,
        /// What it is stored on; `max_size_mb` is for `juice` and `zerofs`. Default: `standard`.
        storage_class?: "standard" | "juice" | "zerofs" = "\"standard\"",
        /// The size limit in megabytes.
        max_size_mb?: u64 | missing,
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String> | missing,
    }

    #![strict]
    /// The new size.
    pub struct RoomVolumeSize {
        /// The size limit in megabytes.
        max_size_mb: u64,
    }
}

resource! {
    /// Volumes of rooms, which services mount.
    class RoomVolumes as project.roomVolumes;

    /// A room's volumes.
    fn list(room) -> Page<StorageVolume> in volumes = GET "accounts/projects/{project}/rooms/{room}/volumes";

    /// Creates a volume. Rejects with a `ConflictError` when the name is taken.
    fn create(room, volume: NewRoomVolume) -> StorageVolume = POST "accounts/projects/{project}/rooms/{room}/volumes";

    /// Makes a volume larger.
    fn expand(room, volume_id, size: RoomVolumeSize) -> StorageVolume =
        PATCH "accounts/projects/{project}/rooms/{room}/volumes/{volume_id}";

    /// Deletes a volume; the reply shows it in the phase `deleting`.
    fn delete(room, volume_id) -> StorageVolume = DELETE "accounts/projects/{project}/rooms/{room}/volumes/{volume_id}";
}
