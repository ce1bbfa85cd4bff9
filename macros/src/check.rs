//! What the grammar alone cannot refuse.

mod answer;
mod errors;
pub mod model;
mod operation;
mod params;
mod path;
pub mod resource;
