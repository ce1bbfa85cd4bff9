//! What a scope allows, and the preset scopes.

mod check;
mod presets;
mod rules;

pub use self::check::can;
pub use self::presets::{agent_default, full, preset_of, user_default};
