//! Routes: `/accounts/projects/{project}/routes`.

mod older;
pub mod spec;

use meshagent_macros::{model, resource};

use crate::api::lists::{IterateFiltered, ListByCount, ListFiltered};
use crate::api::routes::spec::RouteSpec;

model! {
    /// A domain and what it leads to.
    pub struct Route {
        /// The domain.
        domain: String,
        /// What it is to be.
        spec: RouteSpec,
    }

    /// What a route is to be.
    pub struct NewRoute {
        /// What it is to be.
        spec: RouteSpec,
    }
}

resource! {
    /// Domains and what they lead to.
    class Routes as project.routes;

    /// One page of the routes.
    fn list(which?: ListFiltered) -> Page<Route> in routes =
        GET "accounts/projects/{project}/routes" => older::nest_routes;

    /// All routes, fetched page after page while you go through them.
    each iterate(which?: ListFiltered) -> Route in routes by page_size token =
        GET "accounts/projects/{project}/routes" => older::nest_routes;

    /// One page of the routes that lead to a room, by the room's **name**.
    fn list_in_room(room_name, which?: ListByCount) -> Page<Route> in routes =
        GET "accounts/projects/{project}/rooms/{room_name}/routes" => older::nest_routes;

    /// All routes that lead to a room, by the room's **name**.
    each iterate_in_room(room_name, which?: IterateFiltered) -> Route in routes by count =
        GET "accounts/projects/{project}/rooms/{room_name}/routes" => older::nest_routes;

    /// A route by its domain. Rejects with a `NotFoundError` when there is none.
    fn get(domain) -> Route from route = GET "accounts/projects/{project}/routes/{domain}" => older::nest_route;

    /// Creates a route. Rejects with a `ConflictError` when the domain is taken.
    fn create(route: NewRoute) -> () = POST "accounts/projects/{project}/routes";

    /// Replaces what a domain leads to.
    fn update(domain, route: NewRoute) -> () = PUT "accounts/projects/{project}/routes/{domain}";

    /// Deletes a route.
    fn delete(domain) -> () = DELETE "accounts/projects/{project}/routes/{domain}";
}
