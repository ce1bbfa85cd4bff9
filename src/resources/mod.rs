//! One file per resource: its models, its requests and its exported class.

pub mod grants;
pub mod members;
pub mod oauth_clients;
pub mod rooms;
pub mod storage;
