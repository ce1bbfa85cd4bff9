//! Scope checks, presets and API keys as JavaScript has them.

use serde::{Deserialize, Serialize};
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

use super::settings::{self, Given, read};
use super::value::{parsed, stringify, text};
use crate::access::api_key;
use crate::access::can as scopes;
use crate::error::{Error, Result};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("access.d.ts");

/// What an API key, `ma-<key id>-<project id>-<secret>`, holds.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct ApiKey {
    /// The key's id, a UUID.
    id: String,
    /// The project's id, a UUID.
    project_id: String,
    /// What signs participant tokens. Keep it where only your backend sees it.
    secret: String,
}

/// The same as a caller gives it.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct GivenApiKey {
    id: Option<Given>,
    project_id: Option<Given>,
    secret: Option<Given>,
}

/// Takes an API key, `ma-<key id>-<project id>-<secret>`, apart. Throws an `ArgumentError` when it is none; the error shows
/// no part of the key.
#[wasm_bindgen(js_name = parseApiKey, unchecked_return_type = "ApiKey")]
pub fn parse_api_key(#[wasm_bindgen(unchecked_param_type = "string")] key: JsValue) -> Result<JsValue, JsValue> {
    let api_key::ApiKey { id, project_id, secret } = api_key::ApiKey::parse(&text(&key, "key")?)?;
    Ok(serde_wasm_bindgen::to_value(&ApiKey { id, project_id, secret })?)
}

/// Puts an API key together. Throws an `ArgumentError` when one of its ids is not a UUID, with or without dashes.
#[wasm_bindgen(js_name = encodeApiKey)]
pub fn encode_api_key(key: Ts<ApiKey>) -> Result<String, JsValue> {
    let GivenApiKey { id, project_id, secret } = read(&key.into())?;
    let part = |option, name| settings::text(option, name)?.ok_or_else(|| Error::place(name, "text", "nothing"));
    let key = api_key::ApiKey {
        id: part(id, "id")?,
        project_id: part(project_id, "projectId")?,
        secret: part(secret, "secret")?,
    };
    Ok(key.encode()?)
}

/// Whether a scope allows an action on a target.
#[wasm_bindgen(skip_typescript)]
pub fn can(scope: JsValue, action: JsValue, target: JsValue) -> Result<bool, JsValue> {
    let scope = stringify(&scope, "scope")?;
    let action = text(&action, "action")?;
    let target = if target.is_null_or_undefined() { "{}".to_owned() } else { stringify(&target, "target")? };
    Ok(scopes::can(&scope, &action, &target)?)
}

/// How an agent's scope is chosen.
#[derive(Default, Deserialize)]
#[serde(default)]
struct AgentOptions {
    tunnels: Option<Given>,
}

#[wasm_bindgen(js_name = agentDefault, skip_typescript)]
pub fn agent_default(options: JsValue) -> Result<JsValue, JsValue> {
    let AgentOptions { tunnels } = read(&options)?;
    Ok(parsed(&scopes::agent_default(tunnels.is_some_and(|Given(tunnels)| tunnels.is_truthy()))))
}

#[wasm_bindgen(js_name = userDefault, skip_typescript)]
pub fn user_default() -> JsValue {
    parsed(&scopes::user_default())
}

#[wasm_bindgen(js_name = fullScope, skip_typescript)]
pub fn full_scope() -> JsValue {
    parsed(&scopes::full())
}

#[wasm_bindgen(js_name = presetOf, skip_typescript)]
pub fn preset_of(scope: JsValue) -> Result<Option<String>, JsValue> {
    Ok(scopes::preset_of(&stringify(&scope, "scope")?)?.map(str::to_owned))
}
