//! What the compiler sees.

mod block;
mod functions;
mod models;
mod operations;
mod resource;

pub use block::{Language, Place, block};
pub use models::models;
pub use resource::resource;
