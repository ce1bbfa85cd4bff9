//! What users of JavaScript and TypeScript see.

mod classes;
mod javascript;
pub mod layout;
mod models;

pub use classes::resource as resource_types;
pub use javascript::resource as resource_javascript;
pub use models::models as model_types;
