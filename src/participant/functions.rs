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

/// The preset scopes; `ApiScope` in TypeScript is both this and the type of a scope.
#[wasm_bindgen(js_name = "ApiScope", skip_typescript)]
#[derive(Debug)]
pub struct ScopePresets;

#[wasm_bindgen(js_class = "ApiScope")]
impl ScopePresets {
    /// What an agent may do by default; with `tunnels`, tunnels too.
    #[wasm_bindgen(js_name = "agentDefault", skip_typescript)]
    pub fn agent_default(options: JsValue) -> Result<JsValue, JsValue> {
        let tunnels = js::option(&options, "tunnels")?.is_some_and(|tunnels| tunnels.is_truthy());
        Ok(data(&can::agent_default(tunnels)))
    }

    /// What a user may do by default.
    #[wasm_bindgen(js_name = "userDefault", skip_typescript)]
    pub fn user_default() -> JsValue {
        data(&can::user_default())
    }

    /// Everything.
    #[wasm_bindgen(skip_typescript)]
    pub fn full() -> JsValue {
        data(&can::full())
    }
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
