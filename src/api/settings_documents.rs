//! Settings of a project: `/accounts/projects/{project}/settings`.

use meshagent_macros::resource;

use crate::error::Result;
use crate::model::{JsonData, JsonObject};
use crate::request::Arguments;

resource! {
    /// The project's settings: open JSON documents by name.
    class SettingsDocuments as project.settingsDocuments;

    /// A settings document by its name; `null` when it was never set. `LlmRouterConfig` describes the one called
    /// `router`.
    fn get(name) -> JsonObject or null = GET "accounts/projects/{project}/settings/{name}" using document_name;

    /// Replaces a settings document.
    fn set(name, document: JsonData) -> () = PUT "accounts/projects/{project}/settings/{name}" using document_name;

    /// Deletes a settings document, so that the service's defaults are in force.
    fn delete(name) -> () = DELETE "accounts/projects/{project}/settings/{name}" using document_name;
}

/// The one document whose name is another in the path.
fn document_name(arguments: &mut Arguments) -> Result<()> {
    for name in arguments.segments.iter_mut().filter(|name| *name == "room_roles") {
        "room-roles".clone_into(name);
    }
    Ok(())
}
