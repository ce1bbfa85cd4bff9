//! Scopes as typed values: the presets, and what they allow.

use serde::Serialize;

use super::can;
use super::scope::ApiScope;
use crate::error::Result;
use crate::model::json_text;

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

    /// The preset that allows the same as this scope: `full`, `agent` or `user`; nothing when no preset does.
    pub fn preset(&self) -> Result<Option<&'static str>> {
        can::preset_of(&json_text(self)?)
    }

    /// Whether this scope allows the action on the target, `()` where the action takes none.
    pub fn can(&self, action: &str, target: impl Serialize) -> Result<bool> {
        let target = json_text(&target)?;
        can::can(&json_text(self)?, action, if target == "null" { "{}" } else { &target })
    }
}

/// A scope of this crate's own making; were it not one, it would grant nothing.
fn preset(text: &str) -> ApiScope {
    serde_json::from_str(text).unwrap_or_default()
}
