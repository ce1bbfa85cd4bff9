//! Services of rooms: `…/rooms/{room}/services`.

use meshagent_macros::{model, resource};

use crate::api::services::TemplateValues;
use crate::api::services::spec::ServiceSpec;
use crate::api::services::without_id;

model! {
    /// The id of a service.
    pub struct ServiceId {
        /// The id.
        id: String,
    }
}

resource! {
    /// Services that run in one room.
    class RoomServices as project.roomServices;

    /// A room's services. The list is not paged.
    fn list(room_name) -> Page<ServiceSpec> in services = GET "accounts/projects/{project}/rooms/{room_name}/services";

    /// A service by its id. Rejects with a `NotFoundError` when there is none.
    fn get(room_name, service_id) -> ServiceSpec =
        GET "accounts/projects/{project}/rooms/{room_name}/services/{service_id}";

    /// A service by its name. Rejects with a `NotFoundError` when there is none.
    fn get_by_name(room_name, service_name) -> ServiceSpec =
        GET "accounts/projects/{project}/rooms/{room_name}/services/by-name/{service_name}";

    /// Creates a service; the reply has its id. An `id` in it is not sent. Rejects with a `ConflictError` when the name
    /// is taken.
    fn create(room_name, service: ServiceSpec) -> ServiceId =
        POST "accounts/projects/{project}/rooms/{room_name}/services" using without_id;

    /// Creates a service from a template. Rejects with a `ConflictError` when the name is taken.
    fn create_from_template(room_name, template: TemplateValues) -> ServiceSpec =
        POST "accounts/projects/{project}/rooms/{room_name}/services";

    /// Replaces a service.
    fn update(room_name, service_id, service: ServiceSpec) -> () =
        PUT "accounts/projects/{project}/rooms/{room_name}/services/{service_id}";

    /// Replaces a service by one from a template.
    fn update_from_template(room_name, service_id, template: TemplateValues) -> ServiceSpec =
        PUT "accounts/projects/{project}/rooms/{room_name}/services/{service_id}";

    /// Deletes a service.
    fn delete(room_name, service_id) -> () =
        DELETE "accounts/projects/{project}/rooms/{room_name}/services/{service_id}";
}
