//! What the service offers, one file per resource: its models and its operations.

pub mod grants;
pub mod members;
pub mod oauth;
pub mod oauth_clients;
pub mod rooms;
pub mod storage;

use crate::request::{Operation, Resource};

/// All resources. The package's declarations are in the order of their files here.
pub static RESOURCES: [&Resource; 6] = [
    &rooms::RESOURCE,
    &grants::RESOURCE,
    &members::RESOURCE,
    &storage::RESOURCE,
    &oauth_clients::RESOURCE,
    &oauth::RESOURCE,
];

/// The operation of that name, such as `rooms.get`; a method of the client itself has no dot in its name.
pub fn operation(name: &str) -> Option<&'static Operation> {
    let (resource, method) = name.split_once('.').unwrap_or(("", name));
    let mut named = RESOURCES.iter().filter(|known| known.name == resource);
    named.find_map(|resource| resource.operations.iter().find(|operation| operation.name == method).copied())
}
