//! Participant tokens, API keys and scope checks as JavaScript sees them.
//!
//! They are written in JavaScript, in `participant.js`, where an object of theirs costs no shims; what only the crate can
//! do is a step of [`Steps`].

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::api_key::ApiKey;
use crate::error::{Error, Result};
use crate::token::jwt;
use crate::token::key::{SigningKey, verifying_secret};
use crate::token::{ParticipantToken, quoted};
use crate::{can, js};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("participant.d.ts");

#[wasm_bindgen(module = "/src/participant.js")]
extern "C" {
    #[wasm_bindgen(js_name = "_install")]
    fn install(steps: Steps);

    #[wasm_bindgen(js_name = "_time")]
    fn time(date: &JsValue) -> f64;
}

/// Gives `participant.js` the steps when the module starts.
#[wasm_bindgen(start, js_name = "_begin", skip_typescript)]
pub fn begin() {
    install(Steps);
}

/// What `participant.js` leaves to the crate, one step at a time.
#[wasm_bindgen(js_name = "_Steps", skip_typescript)]
#[derive(Debug)]
pub struct Steps;

#[wasm_bindgen(js_class = "_Steps")]
impl Steps {
    /// Takes a step, by its number in `participant.js`, with what the caller gave; where a token is involved, `last` is
    /// the object that holds its payload.
    pub fn take(&self, step: u8, given: JsValue, more: JsValue, last: JsValue) -> Result<JsValue, JsValue> {
        Ok(match step {
            0 => ParticipantToken::new(&js::stringify(&given, "options")?)?.payload().into(),
            1 => ParticipantToken::from_payload(&js::stringify(&given, "payload")?)?.payload().into(),
            2 => jwt::decode(&js::text(&given, "jwt")?)?.payload().into(),
            3 => unsigned(&given, &last)?,
            4 => jwt::signed(&given.as_string().unwrap_or_default(), &Uint8Array::new(&more).to_vec()).into(),
            5 => verification(&given, &more)?,
            6 => {
                let token = jwt::split(&js::text(&given, "jwt")?)?;
                token.finish(more.is_truthy(), js_sys::Date::now() as u64)?.payload().into()
            }
            7 => add(&last, "room", quoted(&js::text(&given, "name")?))?,
            8 => add(&last, "role", quoted(&js::text(&given, "role")?))?,
            9 => add(&last, "api", js::stringify(&given, "scope")?)?,
            10 => add(&last, &js::text(&given, "name")?, js::stringify(&more, "scope")?)?,
            11 => {
                let ports = js::stringify(&given, "ports")?;
                let mut token = token(&last);
                token.add_tunnel_ports_grant(&ports)?;
                token.payload().into()
            }
            12 => {
                let tunnels = js::option(&given, "tunnels")?.is_some_and(|tunnels| tunnels.is_truthy());
                can::agent_default(tunnels).into()
            }
            13 => can::user_default().into(),
            14 => can::full().into(),
            15 => allows(&given, &more, &last)?.into(),
            16 => {
                let key = ApiKey::parse(&js::text(&given, "key")?)?;
                Array::of3(&key.id.into(), &key.project_id.into(), &key.secret.into()).into()
            }
            _ => {
                let part = |name| js::text(&js::option(&given, name)?.unwrap_or_default(), name);
                let key = ApiKey { id: part("id")?, project_id: part("projectId")?, secret: part("secret")? };
                key.encode()?.into()
            }
        })
    }
}

/// Whether a scope allows an action on a target.
fn allows(scope: &JsValue, action: &JsValue, target: &JsValue) -> Result<bool> {
    let scope = js::stringify(scope, "scope")?;
    let action = js::text(action, "action")?;
    let absent = target.is_null_or_undefined();
    let target = if absent { "{}".to_owned() } else { js::stringify(target, "target")? };
    can::can(&scope, &action, &target)
}

/// The token that an object holds. It is read after all arguments, for those may run code that changes it.
fn token(held: &JsValue) -> ParticipantToken {
    let payload = js::member(held, "payload").and_then(|payload| payload.as_string());
    ParticipantToken::checked(payload.unwrap_or_default())
}

fn add(held: &JsValue, name: &str, scope: String) -> Result<JsValue> {
    let mut token = token(held);
    token.add_grant(name, &scope)?;
    Ok(token.payload().into())
}

/// The secret to sign with, and what it is to sign.
fn unsigned(options: &JsValue, held: &JsValue) -> Result<JsValue> {
    let api_key = js::text_option(options, "apiKey")?;
    let key = SigningKey::choose(api_key, js::text_option(options, "secret")?, &js::environment)?;
    let expiration = js::option(options, "expiration")?.map(|date| seconds(&date)).transpose()?;
    let text = jwt::unsigned(&token(held), &key, expiration);
    Ok(Array::of2(&key.into_secret().into(), &text.into()).into())
}

/// The secret to verify with, what is signed, and the signature.
fn verification(jwt: &JsValue, options: &JsValue) -> Result<JsValue> {
    let secret = verifying_secret(js::text_option(options, "secret")?, &js::environment)?;
    let token = jwt::split(&js::text(jwt, "jwt")?)?;
    let signature = Uint8Array::from(token.signature());
    Ok(Array::of3(&secret.into(), &token.signing_input().into(), &signature).into())
}

/// A date in whole seconds since 1970.
fn seconds(date: &JsValue) -> Result<i64> {
    let milliseconds = time(date);
    if milliseconds.is_nan() {
        return Err(Error::place("expiration", "a valid Date", "none"));
    }
    Ok((milliseconds / 1000.0) as i64)
}
