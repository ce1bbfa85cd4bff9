//! Scope checks, the preset scopes and API keys.

use js_sys::Object;
use wasm_bindgen::prelude::*;

use super::data;
use crate::api_key::ApiKey;
use crate::error::Result;
use crate::{can, js};

#[wasm_bindgen]
extern "C" {
    /// The parts of an API key.
    #[wasm_bindgen(typescript_type = "ApiKey")]
    pub type ApiKeyParts;
}

/// Whether a scope allows an action on a target.
#[wasm_bindgen(js_name = "can", skip_typescript)]
pub fn check(scope: JsValue, action: JsValue, target: JsValue) -> Result<bool, JsValue> {
    let scope = js::stringify(&scope, "scope")?;
    let action = js::text(&action, "action")?;
    let absent = target.is_undefined() || target.is_null();
    let target = if absent { "{}".to_owned() } else { js::stringify(&target, "target")? };
    Ok(can::can(&scope, &action, &target)?)
}

/// A preset scope: 0 for agents, 1 for agents with tunnels, 2 for users, otherwise all of it.
#[wasm_bindgen(js_name = "_scopePreset", skip_typescript)]
pub fn scope_preset(preset: u8) -> JsValue {
    data(&match preset {
        0 | 1 => can::agent_default(preset == 1),
        2 => can::user_default(),
        _ => can::full(),
    })
}

/// Takes an API key, `ma-<key id>-<project id>-<secret>`, apart. Throws a `RoomException` when it is none; the error
/// shows no part of the key.
#[wasm_bindgen(js_name = "parseApiKey")]
pub fn parse_api_key(key: js::Text) -> Result<ApiKeyParts, JsValue> {
    let key = ApiKey::parse(&js::text(&key, "key")?)?;
    let parts = Object::new();
    for (name, value) in [("id", key.id), ("projectId", key.project_id), ("secret", key.secret)] {
        js::set(&parts, name, &value.into());
    }
    Ok(parts.unchecked_into())
}

/// Puts an API key together. Throws a `RoomException` when one of its ids is not a UUID, with or without dashes.
#[wasm_bindgen(js_name = "encodeApiKey")]
pub fn encode_api_key(key: ApiKeyParts) -> Result<String, JsValue> {
    let part = |name| js::text(&js::option(&key, name)?.unwrap_or_default(), name);
    let key = ApiKey { id: part("id")?, project_id: part("projectId")?, secret: part("secret")? };
    Ok(key.encode()?)
}
