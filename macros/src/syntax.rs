//! What the declarations say, as they were written.

pub mod answer;
pub mod attributes;
pub mod model;
pub mod names;
pub mod operation;
pub mod param;
pub mod resource;
pub mod types;
