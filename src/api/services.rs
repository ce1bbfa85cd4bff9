//! Services of the project: `/accounts/projects/{project}/services`.

pub mod channels;
pub mod container;
pub mod mounts;
pub mod ports;
pub mod spec;

use std::collections::BTreeMap;

use meshagent_macros::{model, resource};

use crate::api::services::spec::ServiceSpec;
use crate::error::{Error, Result};
use crate::json::Value;
use crate::model::rebuild;
use crate::request::Arguments;

model! {
    /// A template and the values of its variables.
    pub struct TemplateValues {
        /// The template's text, YAML.
        template: String,
        /// The values of the template's variables by name.
        values: BTreeMap<String, String>,
    }
}

resource! {
    /// Services that run in every room of the project.
    class Services as project.services;

    /// The services. The list is not paged.
    fn list() -> Page<ServiceSpec> in services = GET "accounts/projects/{project}/services";

    /// A service by its id. Rejects with a `NotFoundError` when there is none.
    fn get(service_id) -> ServiceSpec = GET "accounts/projects/{project}/services/{service_id}";

    /// A service by its name. Rejects with a `NotFoundError` when there is none.
    fn get_by_name(service_name) -> ServiceSpec = GET "accounts/projects/{project}/services/by-name/{service_name}";

    /// Creates a service. An `id` in it is not sent. Rejects with a `ConflictError` when the name is taken.
    fn create(service: ServiceSpec) -> ServiceSpec = POST "accounts/projects/{project}/services" using without_id;

    /// Creates a service from a template. Rejects with a `ConflictError` when the name is taken.
    fn create_from_template(template: TemplateValues) -> ServiceSpec = POST "accounts/projects/{project}/services";

    /// Replaces a service. Its `id` must be in it.
    fn update(service_id, service: ServiceSpec) -> ServiceSpec =
        PUT "accounts/projects/{project}/services/{service_id}" using with_id;

    /// Replaces a service by one from a template.
    fn update_from_template(service_id, template: TemplateValues) -> ServiceSpec =
        PUT "accounts/projects/{project}/services/{service_id}";

    /// Deletes a service.
    fn delete(service_id) -> () = DELETE "accounts/projects/{project}/services/{service_id}";
}

/// A service that is created has no id yet: one that was read is sent without its own.
pub(super) fn without_id(arguments: &mut Arguments) -> Result<()> {
    arguments.text = rebuild(&arguments.text, String::new(), Some("id"));
    Ok(())
}

/// A service that is replaced says which one it is.
fn with_id(arguments: &mut Arguments) -> Result<()> {
    match Value::checked(&arguments.text).some("id") {
        Some(_) => Ok(()),
        None => Err(Error::place("service.id", "text", "nothing: it is missing")),
    }
}
