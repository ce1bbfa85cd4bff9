//! Participant tokens as JavaScript has them.

use std::cell::RefCell;
use std::fmt;
use std::pin::Pin;

use js_sys::{Date, Promise, Uint8Array};
use tsify::Ts;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::error::thrown;
use super::expiry::expiry;
use super::hmac;
use super::settings::{self, read};
use super::token_options::{FromJwtOptions, ParticipantTokenOptions, ToJwtOptions};
use super::value::{environment, parsed, stringify, text};
use crate::access::token::ParticipantToken as Claims;
use crate::access::token::jwt;
use crate::access::token::key::{SigningKey, verifying_secret};
use crate::client::Failure;
use crate::error::Result;

/// A token that lets one participant join a room: who it is and what it may do there. It holds no secret.
///
/// Whoever has an API key's secret can sign one with `toJwt`; `fromJwt` verifies one.
#[wasm_bindgen]
pub struct ParticipantToken {
    claims: RefCell<Claims>,
}

impl From<Claims> for ParticipantToken {
    fn from(claims: Claims) -> Self {
        ParticipantToken { claims: RefCell::new(claims) }
    }
}

#[wasm_bindgen]
impl ParticipantToken {
    /// Makes a token. Throws an `ArgumentError` that names the option that cannot be used.
    #[wasm_bindgen(constructor)]
    pub fn new(options: Ts<ParticipantTokenOptions>) -> Result<ParticipantToken, JsValue> {
        let options = JsValue::from(options);
        read::<ParticipantTokenOptions>(&options)?;
        Ok(Claims::new(&stringify(&options, "options")?)?.into())
    }

    /// Makes a token of a JWT's payload. Throws an `ArgumentError` when it is not one.
    #[wasm_bindgen(js_name = fromJSON)]
    pub fn from_json(
        #[wasm_bindgen(unchecked_param_type = "ParticipantTokenPayload")] payload: JsValue,
    ) -> Result<ParticipantToken, JsValue> {
        Ok(Claims::from_payload(&stringify(&payload, "payload")?)?.into())
    }

    /// Reads a JWT without verifying anything: nothing read this way may decide about access. Throws a `TokenError` when
    /// it is malformed.
    pub fn decode(#[wasm_bindgen(unchecked_param_type = "string")] jwt: JsValue) -> Result<ParticipantToken, JsValue> {
        Ok(jwt::decode(&text(&jwt, "jwt")?)?.into())
    }

    /// Verifies a JWT, its signature, its time and its claims, and reads it.
    ///
    /// Rejects with a `TokenError` whose `reason` says why the token is not valid, and with an `ArgumentError` when there
    /// is no secret. Without `crypto.subtle` it rejects with a `RoomException`: browsers have it on https pages and localhost only.
    #[wasm_bindgen(js_name = fromJwt, unchecked_return_type = "Promise<ParticipantToken>")]
    pub fn from_jwt(
        #[wasm_bindgen(unchecked_param_type = "string")] jwt: JsValue,
        options: Option<Ts<FromJwtOptions>>,
    ) -> Promise {
        let given = verification(&jwt, &options.map(JsValue::from).unwrap_or_default());
        settled(Box::pin(async move {
            let (secret, token) = given?;
            let signature = Uint8Array::from(token.signature());
            let genuine = hmac::verify(&secret, &signature, token.signing_input()).await?;
            let claims = token.finish(genuine, Date::now() as u64)?;
            Ok(ParticipantToken::from(claims).into())
        }))
    }

    /// Signs the token. Rejects with an `ArgumentError` when there is nothing to sign with and when an option cannot be
    /// used. Without `crypto.subtle` it rejects with a `RoomException`: browsers have it on https pages and localhost only.
    #[wasm_bindgen(js_name = toJwt, unchecked_return_type = "Promise<string>")]
    pub fn to_jwt(&self, options: Option<Ts<ToJwtOptions>>) -> Promise {
        let unsigned = unsigned(&options.map(JsValue::from).unwrap_or_default(), &|| self.claims.borrow().clone());
        settled(Box::pin(async move {
            let (secret, text) = unsigned?;
            let signature = hmac::sign(&secret, &text).await?;
            Ok(jwt::signed(&text, &signature).into())
        }))
    }

    /// The JWT's payload.
    #[wasm_bindgen(js_name = toJSON, unchecked_return_type = "ParticipantTokenPayload")]
    pub fn to_json(&self) -> JsValue {
        parsed(self.claims.borrow().payload())
    }

    /// The participant's name.
    #[wasm_bindgen(getter, unchecked_return_type = "string")]
    pub fn name(&self) -> JsValue {
        self.claim("name")
    }

    /// The project's id.
    #[wasm_bindgen(getter, js_name = projectId, unchecked_return_type = "string | undefined")]
    pub fn project_id(&self) -> JsValue {
        self.claim("sub")
    }

    /// The id of the API key that signs.
    #[wasm_bindgen(getter, js_name = apiKeyId, unchecked_return_type = "string | undefined")]
    pub fn api_key_id(&self) -> JsValue {
        self.claim("kid")
    }

    /// The generation of the token.
    #[wasm_bindgen(getter, unchecked_return_type = "string")]
    pub fn version(&self) -> JsValue {
        self.claim("version")
    }

    /// The grants in their order; a copy.
    #[wasm_bindgen(getter, unchecked_return_type = "ParticipantGrant[]")]
    pub fn grants(&self) -> JsValue {
        self.claim("grants")
    }

    /// The claims without a meaning of their own here, `exp` included; a copy.
    #[wasm_bindgen(getter, unchecked_return_type = "JsonObject")]
    pub fn extra(&self) -> JsValue {
        parsed(&self.claims.borrow().extra())
    }

    /// When the token expires; `undefined` when it never does.
    #[wasm_bindgen(getter, js_name = expiresAt, unchecked_return_type = "Date | undefined")]
    pub fn expires_at(&self) -> JsValue {
        match self.claim("exp") {
            exp if exp.is_undefined() => exp,
            exp => Date::new(&(exp.as_f64().unwrap_or(f64::NAN) * 1000.0).into()).into(),
        }
    }

    /// The scope of the first `role` grant that is not `user`, else `user`.
    #[wasm_bindgen(getter)]
    pub fn role(&self) -> String {
        self.claims.borrow().role()
    }

    /// Whether no `role` grant is other than `user`.
    #[wasm_bindgen(getter, js_name = isUser)]
    pub fn is_user(&self) -> bool {
        self.claims.borrow().is_user()
    }

    /// Whether some `role` grant is `agent`.
    #[wasm_bindgen(getter, js_name = isAgent)]
    pub fn is_agent(&self) -> bool {
        self.claims.borrow().is_agent()
    }

    /// The scope of the first `api` grant; a copy. Without one there is no scope, and nothing is implied.
    #[wasm_bindgen(getter, js_name = apiGrant, unchecked_return_type = "ApiScope | undefined")]
    pub fn api_grant(&self) -> JsValue {
        self.claims.borrow().api_grant().map(parsed).unwrap_or_default()
    }

    /// Grants entry to a room.
    #[wasm_bindgen(js_name = addRoomGrant)]
    pub fn add_room_grant(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] name: JsValue,
    ) -> Result<(), JsValue> {
        let name = quoted(&text(&name, "name")?);
        Ok(self.claims.borrow_mut().add_grant("room", &name)?)
    }

    /// Gives a role, such as `user`, `agent` or `tool`.
    #[wasm_bindgen(js_name = addRoleGrant)]
    pub fn add_role_grant(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] role: JsValue,
    ) -> Result<(), JsValue> {
        let role = quoted(&text(&role, "role")?);
        Ok(self.claims.borrow_mut().add_grant("role", &role)?)
    }

    /// Says what the participant may do in the room. Throws an `ArgumentError` when the scope is malformed and when the
    /// token has an `api` grant already.
    #[wasm_bindgen(js_name = addApiGrant)]
    pub fn add_api_grant(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ApiScope")] scope: JsValue,
    ) -> Result<(), JsValue> {
        let scope = stringify(&scope, "scope")?;
        Ok(self.claims.borrow_mut().add_grant("api", &scope)?)
    }

    /// Adds a grant of any name. Throws an `ArgumentError` when its scope is no JSON data, and for a second `api` grant.
    #[wasm_bindgen(js_name = addGrant)]
    pub fn add_grant(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] name: JsValue,
        #[wasm_bindgen(unchecked_param_type = "unknown")] scope: JsValue,
    ) -> Result<(), JsValue> {
        let (name, scope) = (text(&name, "name")?, stringify(&scope, "scope")?);
        Ok(self.claims.borrow_mut().add_grant(&name, &scope)?)
    }

    /// Names the ports that tunnels may reach: the older form of the `api` grant's `tunnels.ports`, which services look
    /// at now.
    #[wasm_bindgen(js_name = addTunnelPortsGrant)]
    pub fn add_tunnel_ports_grant(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Array<number | string>")] ports: JsValue,
    ) -> Result<(), JsValue> {
        let ports = stringify(&ports, "ports")?;
        Ok(self.claims.borrow_mut().add_tunnel_ports_grant(&ports)?)
    }
}

impl ParticipantToken {
    fn claim(&self, name: &str) -> JsValue {
        self.claims.borrow().claim(name).map(parsed).unwrap_or_default()
    }
}

impl fmt::Debug for ParticipantToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.claims, f)
    }
}

/// A promise for what a future gives. It runs none of the caller's functions, so it does not need what a call does.
pub(super) fn settled(future: Pin<Box<dyn Future<Output = Result<JsValue, Failure>>>>) -> Promise {
    future_to_promise(async move { future.await.map_err(thrown) })
}

/// Text as JSON text.
fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    crate::json::push_text(&mut quoted, text);
    quoted
}

/// The secret to sign with, and what it is to sign. The token is read after the options, whose code may change it.
fn unsigned(options: &JsValue, token: &dyn Fn() -> Claims) -> Result<(String, String)> {
    let ToJwtOptions { api_key, secret, expiration, expires_in } = read(options)?;
    let (api_key, secret) = (settings::text(api_key, "apiKey")?, settings::text(secret, "secret")?);
    let key = SigningKey::choose(api_key, secret, &environment)?;
    let expires_at = expiry(expiration, expires_in)?;
    let text = jwt::unsigned(&token(), &key, expires_at)?;
    Ok((key.into_secret(), text))
}

/// The secret to verify with, and the token.
fn verification(jwt: &JsValue, options: &JsValue) -> Result<(String, jwt::Unverified)> {
    let FromJwtOptions { secret } = read(options)?;
    let secret = verifying_secret(settings::text(secret, "secret")?, &environment)?;
    Ok((secret, jwt::split(&text(jwt, "jwt")?)?))
}
