//! What a scope allows, and the preset scopes.

mod check;
mod rules;

pub use self::check::{agent_default, can, full, user_default};
