//! One file per resource: its models, its requests and its exported class.

pub mod grants;
pub mod rooms;
