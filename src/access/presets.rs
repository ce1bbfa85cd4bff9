//! Scopes as typed values: the presets, and what they allow.

use serde::Serialize;

use super::can;
use super::scope::ApiScope;
use crate::error::{Error, Result};

impl ApiScope {
    /// What an agent may do unless told otherwise: everything but `admin` and, unless asked for, `tunnels`.
    pub fn agent_default(tunnels: bool) -> Self {
        preset(&can::agent_default(tunnels))
    }

    /// What a user may do unless told otherwise: what an agent may, without `llm`.
    pub fn user_default() -> Self {
        preset(&can::user_default())
    }

    /// All grants but `sqlite`, which older services do not know.
    pub fn full() -> Self {
        preset(&can::full())
    }

    /// Whether this scope allows the action on the target, `()` where the action takes none.
    pub fn can(&self, action: &str, target: impl Serialize) -> Result<bool> {
        let text = |json: serde_json::Result<String>| json.map_err(|error| Error::input(&[&error.to_string()]));
        let target = text(serde_json::to_string(&target))?;
        can::can(&text(serde_json::to_string(self))?, action, if target == "null" { "{}" } else { &target })
    }
}

/// A scope of this crate's own making; were it not one, it would grant nothing.
fn preset(text: &str) -> ApiScope {
    serde_json::from_str(text).unwrap_or_default()
}
