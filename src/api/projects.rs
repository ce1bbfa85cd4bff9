//! Projects: `/accounts/projects`.

use meshagent_macros::{model, resource};

model! {
    /// A project.
    pub struct ProjectInfo {
        /// The id.
        id: String,
        /// The id of the user to whom it belongs.
        owner_user_id?: String | null,
        /// The name.
        name: String,
        /// The key by which it is found.
        project_key?: String | null,
        /// When it was made, in ISO 8601.
        created_at?: String | null,
    }

    /// Whether a project can be used.
    pub struct ProjectStatus {
        /// Whether it can be used.
        enabled: bool,
    }

    /// A project to create.
    pub struct NewProject {
        /// The name.
        name: String,
    }
}

resource! {
    /// The caller's projects.
    class Projects as meshagent.projects;

    /// Creates a project.
    fn create(project_info: NewProject) -> ProjectInfo = POST "accounts/projects";

    /// The projects that the caller is a member of.
    fn list() -> Page<ProjectInfo> in projects = GET "accounts/projects";

    /// A project by its id. Rejects with a `NotFoundError` when there is none.
    fn get(project_id) -> ProjectInfo = GET "accounts/projects/{project_id}";

    /// A project by its key. Rejects with a `NotFoundError` when there is none.
    fn get_by_key(project_key) -> ProjectInfo = GET "accounts/projects/by-key/{project_key}";

    /// Whether a project can be used.
    fn get_status(project_id) -> ProjectStatus = GET "accounts/projects/{project_id}/status";
}
