//! Who may do what: scopes and their checks, participant tokens, API keys. Pure.

pub mod api_key;
pub mod can;
mod presets;
pub mod scope;
pub mod token;
