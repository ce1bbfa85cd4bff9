//! Participant tokens, API keys and scope checks as JavaScript sees them.

mod functions;

use std::cell::RefCell;
use std::fmt;

use js_sys::{Date, Promise, Uint8Array};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::error::{Error, Result};
use crate::js;
use crate::scope::ApiScope;
use crate::token::jwt::{self, Unverified};
use crate::token::key::{SigningKey, verifying_secret};
use crate::token::{ParticipantToken, quoted};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("participant.d.ts");

#[wasm_bindgen]
extern "C" {
    /// Options of the constructor.
    #[wasm_bindgen(typescript_type = "ParticipantTokenOptions")]
    pub type ParticipantTokenOptions;

    /// The claims of a token.
    #[wasm_bindgen(typescript_type = "ParticipantTokenPayload")]
    pub type ParticipantTokenPayload;

    /// Options of signing.
    #[wasm_bindgen(typescript_type = "ToJwtOptions")]
    pub type ToJwtOptions;

    /// Options of verifying.
    #[wasm_bindgen(typescript_type = "FromJwtOptions")]
    pub type FromJwtOptions;

    /// Any JSON data.
    #[wasm_bindgen(typescript_type = "unknown")]
    pub type Unknown;

    /// A list of ports.
    #[wasm_bindgen(typescript_type = "Array<number | string>")]
    pub type Ports;
}

#[wasm_bindgen(module = "/src/participant/hmac.js")]
extern "C" {
    #[wasm_bindgen(js_name = "_canSign")]
    fn can_sign() -> bool;

    #[wasm_bindgen(js_name = "_hmac")]
    fn hmac(work: Work, secret: &str, text: &str, signature: Option<Vec<u8>>) -> Promise;

    #[wasm_bindgen(js_name = "_time")]
    fn time(date: &JsValue) -> f64;
}

/// A token that lets one participant join a room: who it is and what it may do there. It holds no secret.
///
/// Whoever has an API key's secret can sign one with `toJwt`; `fromJwt` verifies one.
#[wasm_bindgen(js_name = ParticipantToken)]
#[derive(Debug)]
pub struct Participant(RefCell<ParticipantToken>);

impl From<ParticipantToken> for Participant {
    fn from(token: ParticipantToken) -> Self {
        Participant(RefCell::new(token))
    }
}

#[wasm_bindgen(js_class = ParticipantToken)]
impl Participant {
    /// Makes a token. Throws a `RoomException` that names the option that cannot be used.
    #[wasm_bindgen(constructor)]
    pub fn new(options: ParticipantTokenOptions) -> Result<Participant, JsValue> {
        Ok(ParticipantToken::new(&js::stringify(&options, "options")?)?.into())
    }

    /// The participant's name.
    #[wasm_bindgen(getter, unchecked_return_type = "string")]
    pub fn name(&self) -> JsValue {
        self.claim("name")
    }

    /// The project's id, the claim `sub`.
    #[wasm_bindgen(getter, js_name = "projectId", unchecked_return_type = "string | undefined")]
    pub fn project_id(&self) -> JsValue {
        self.claim("sub")
    }

    /// The id of the API key that signs, the claim `kid`.
    #[wasm_bindgen(getter, js_name = "apiKeyId", unchecked_return_type = "string | undefined")]
    pub fn api_key_id(&self) -> JsValue {
        self.claim("kid")
    }

    /// The generation of the token.
    #[wasm_bindgen(getter, unchecked_return_type = "string")]
    pub fn version(&self) -> JsValue {
        self.claim("version")
    }

    /// A copy of the grants in their order.
    #[wasm_bindgen(getter, unchecked_return_type = "ParticipantGrant[]")]
    pub fn grants(&self) -> JsValue {
        self.claim("grants")
    }

    fn claim(&self, name: &str) -> JsValue {
        self.0.borrow().claim(name).map(data).unwrap_or_default()
    }

    /// A copy of the further claims, `exp` included.
    #[wasm_bindgen(getter, unchecked_return_type = "JsonObject")]
    pub fn extra(&self) -> JsValue {
        data(&self.0.borrow().extra())
    }

    /// The first role that is not `user`, else `user`.
    #[wasm_bindgen(getter, unchecked_return_type = "string")]
    pub fn role(&self) -> JsValue {
        self.0.borrow().role().into()
    }

    /// Whether there is no role but `user`.
    #[wasm_bindgen(getter, js_name = "isUser")]
    pub fn is_user(&self) -> bool {
        self.0.borrow().is_user()
    }

    /// Whether some role is `agent`.
    #[wasm_bindgen(getter, js_name = "isAgent")]
    pub fn is_agent(&self) -> bool {
        self.0.borrow().is_agent()
    }

    /// A copy of the scope of the `api` grant. Without one there is no scope, and nothing is implied.
    #[wasm_bindgen(getter, js_name = "apiGrant", unchecked_return_type = "ApiScope | undefined")]
    pub fn api_grant(&self) -> JsValue {
        self.0.borrow().api_grant().map(data).unwrap_or_default()
    }

    /// When the token expires, the claim `exp`; `undefined` means never. An invalid date means that the claim is no
    /// time at all, as it may be in a token that was not verified.
    #[wasm_bindgen(getter, js_name = "expiresAt")]
    pub fn expires_at(&self) -> Option<Date> {
        let seconds = self.claim("exp");
        let milliseconds = seconds.as_f64().unwrap_or(f64::NAN) * 1000.0;
        (!seconds.is_undefined()).then(|| Date::new(&milliseconds.into()))
    }

    /// Grants entry to a room.
    #[wasm_bindgen(js_name = "addRoomGrant")]
    pub fn add_room_grant(&self, name: js::Text) -> Result<(), JsValue> {
        self.add("room", quoted(&js::text(&name, "name")?))
    }

    fn add(&self, name: &str, scope: String) -> Result<(), JsValue> {
        Ok(self.0.borrow_mut().add_grant(name, &scope)?)
    }

    /// Gives a role, such as `user`, `agent` or `tool`.
    #[wasm_bindgen(js_name = "addRoleGrant")]
    pub fn add_role_grant(&self, role: js::Text) -> Result<(), JsValue> {
        self.add("role", quoted(&js::text(&role, "role")?))
    }

    /// Says what the participant may do in the room. Throws a `RoomException` when the scope is malformed and when the
    /// token has an `api` grant already.
    #[wasm_bindgen(js_name = "addApiGrant")]
    pub fn add_api_grant(&self, scope: Ts<ApiScope>) -> Result<(), JsValue> {
        self.add("api", js::stringify(&scope.into(), "scope")?)
    }

    /// Names the ports that tunnels may reach: the older form of the `api` grant's `tunnels.ports`, which services look
    /// at now.
    #[wasm_bindgen(js_name = "addTunnelPortsGrant")]
    pub fn add_tunnel_ports_grant(&self, ports: Ports) -> Result<(), JsValue> {
        // Read first: it may run code of the caller's, which may use this token.
        let ports = js::stringify(&ports, "ports")?;
        Ok(self.0.borrow_mut().add_tunnel_ports_grant(&ports)?)
    }

    /// Adds a grant of any name. Throws a `RoomException` when its scope is no JSON data, and for a second `api` grant.
    #[wasm_bindgen(js_name = "addGrant")]
    pub fn add_grant(&self, name: js::Text, scope: Unknown) -> Result<(), JsValue> {
        self.add(&js::text(&name, "name")?, js::stringify(&scope, "scope")?)
    }

    /// Signs the token with HS256; the token itself stays as it is. Without `expiration`, and without a claim `exp` in
    /// `extra`, the JWT never expires.
    ///
    /// Rejects with a `RoomException` when there is nothing to sign with, when the API key cannot be read, and where
    /// the browser has no `crypto.subtle`: on pages that are neither https nor localhost.
    #[wasm_bindgen(js_name = "toJwt", unchecked_return_type = "Promise<string>")]
    pub fn to_jwt(&self, options: Option<ToJwtOptions>) -> Promise {
        settle(self.work(&options.map(JsValue::from).unwrap_or_default()))
    }

    fn work(&self, options: &JsValue) -> Result<Work> {
        let api_key = js::text_option(options, "apiKey")?;
        let key = SigningKey::choose(api_key, js::text_option(options, "secret")?, &js::environment)?;
        let expiration = js::option(options, "expiration")?.map(|date| seconds(&date)).transpose()?;
        let unsigned = jwt::unsigned(&self.0.borrow(), &key, expiration);
        Ok(Work { secret: key.into_secret(), unsigned, token: None })
    }

    /// Verifies a JWT, its signature, its time and its claims, and reads it.
    ///
    /// Rejects with a `TokenError` whose `reason` says why the token is not valid, and with a `RoomException` when
    /// there is no secret to verify with or no `crypto.subtle`.
    #[wasm_bindgen(js_name = "fromJwt", unchecked_return_type = "Promise<ParticipantToken>")]
    pub fn from_jwt(jwt: js::Text, options: Option<FromJwtOptions>) -> Promise {
        settle(verification(&jwt, &options.map(JsValue::from).unwrap_or_default()))
    }

    /// Reads a JWT without verifying anything: nothing read this way may decide about access. Throws a `TokenError`
    /// when it is malformed.
    pub fn decode(jwt: js::Text) -> Result<Participant, JsValue> {
        Ok(jwt::decode(&js::text(&jwt, "jwt")?)?.into())
    }

    /// Makes a token of a JWT's payload. Throws a `RoomException` when it is not one.
    #[wasm_bindgen(js_name = "fromJSON")]
    pub fn from_json(payload: ParticipantTokenPayload) -> Result<Participant, JsValue> {
        Ok(ParticipantToken::from_payload(&js::stringify(&payload, "payload")?)?.into())
    }

    /// The JWT's payload, further claims included.
    #[wasm_bindgen(js_name = "toJSON", unchecked_return_type = "ParticipantTokenPayload")]
    pub fn to_json(&self) -> JsValue {
        data(self.0.borrow().payload())
    }
}

/// What is left to do when all arguments have been read: to sign, or to verify a token.
#[wasm_bindgen(js_name = "_Work", skip_typescript)]
pub struct Work {
    secret: String,
    unsigned: String,
    token: Option<Unverified>,
}

#[wasm_bindgen(js_class = "_Work")]
impl Work {
    /// The outcome, once there is a signature or, of a token to verify, whether its own is right.
    pub fn finish(self, done: JsValue) -> Result<JsValue, JsValue> {
        Ok(match self.token {
            None => jwt::signed(&self.unsigned, &Uint8Array::new(&done).to_vec()).into(),
            Some(token) => Participant::from(token.finish(done.is_truthy(), Date::now() as u64)?).into(),
        })
    }
}

impl fmt::Debug for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Work(…)")
    }
}

fn verification(jwt: &JsValue, options: &JsValue) -> Result<Work> {
    let secret = verifying_secret(js::text_option(options, "secret")?, &js::environment)?;
    let token = jwt::split(&js::text(jwt, "jwt")?)?;
    Ok(Work { secret, unsigned: token.signing_input().to_owned(), token: Some(token) })
}

fn settle(work: Result<Work>) -> Promise {
    let work = match work {
        Ok(work) if can_sign() => work,
        Ok(_) => {
            let no = "there is no crypto.subtle to sign with: browsers have it on https pages and localhost only";
            return js::rejected(Error::input(&[no]));
        }
        Err(error) => return js::rejected(error),
    };
    let (secret, unsigned) = (work.secret.clone(), work.unsigned.clone());
    let signature = work.token.as_ref().map(|token| token.signature().to_vec());
    hmac(work, &secret, &unsigned, signature)
}

/// What JSON text of this crate stands for.
fn data(text: &str) -> JsValue {
    js::parse(text).unwrap_or_default()
}

/// A date in whole seconds since 1970.
fn seconds(date: &JsValue) -> Result<i64> {
    let milliseconds = time(date);
    if milliseconds.is_nan() {
        return Err(Error::place("expiration", "a valid Date", "none"));
    }
    Ok((milliseconds / 1000.0) as i64)
}
