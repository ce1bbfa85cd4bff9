//! Typed client for the MeshAgent REST admin API.

pub mod error;
mod json;
pub mod model;
pub mod page;
pub mod request;
pub mod resources;
pub mod schema;
pub mod scope;
