//! Logins with an authorization code and PKCE as JavaScript has them.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::hmac::{digest, random};
use super::token::settled;
use super::value::{parsed, stringify};
use crate::access::api_key::base64url;
use crate::api::oauth;
use crate::error::{Result, concat};
use crate::model::Json;

/// What protects one login.
#[wasm_bindgen(js_name = makePkce, skip_typescript)]
pub fn make_pkce() -> Promise {
    settled(Box::pin(async {
        let (code_verifier, state) = (base64url(&random(32)?), base64url(&random(16)?));
        let code_challenge = base64url(&digest(&code_verifier).await?);
        let members = [
            "{\"code_verifier\":\"",
            &code_verifier,
            "\",\"code_challenge\":\"",
            &code_challenge,
            "\",\"state\":\"",
            &state,
            "\"}",
        ];
        Ok(parsed(&concat(&members)))
    }))
}

/// The address of a service's login page.
pub(super) fn authorize_url(base_url: &str, request: &JsValue, pkce: &JsValue) -> Result<String> {
    let request = Json::check(stringify(request, "request")?, "request")?;
    let pkce = Json::check(stringify(pkce, "pkce")?, "pkce")?;
    oauth::authorize_url(base_url, request, pkce)
}
