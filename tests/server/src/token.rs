//! Participant tokens (JWT, HS256), API keys and random secrets.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde::Serialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::json::{Object, Value};
use crate::scope;

/// The generation whose tokens these are.
const VERSION: &str = "0.39.9";
/// How long the tokens that the server makes live, in seconds.
pub const LIFETIME: u64 = 3600;

/// What a verified participant token says, as far as the server asks.
#[derive(Debug)]
pub struct Participant {
    pub name: String,
    pub project: Option<String>,
    pub rooms: Vec<String>,
    /// The text of the scope in the first `api` grant.
    pub api: Option<String>,
}

impl Participant {
    /// The answer of `check` about the token's scope; `false` without one.
    pub fn allows(&self, check: impl FnOnce(&Object) -> bool) -> bool {
        let scope = self.api.as_deref().and_then(|text| Object::parse("api", text).ok());
        scope.is_some_and(|scope| check(&scope))
    }
}

/// Reads and verifies a participant token; `None` when anything is wrong.
pub fn verify(token: &str, secret: &str) -> Option<Participant> {
    let (signed, signature) = token.rsplit_once('.')?;
    let (header, payload) = signed.split_once('.')?;
    let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).ok();
    let header = String::from_utf8(decode(header)?).ok()?;
    let header = Object::parse("header", &header).ok()?;
    if header.get("alg")?.text().ok()? != "HS256" || header.present("crit").is_some() {
        return None;
    }
    mac(secret, signed).verify_slice(&decode(signature)?).ok()?;

    let payload = String::from_utf8(decode(payload)?).ok()?;
    let claims = Object::parse("payload", &payload).ok()?;
    let time = |name| claims.present(name).map(|at| at.number()).transpose().ok();
    time("iat")?;
    let (expires, begins) = (time("exp")?, time("nbf")?);
    let now = clock().as_secs_f64();
    if expires.is_some_and(|at| at <= now) || begins.is_some_and(|at| at > now) {
        return None;
    }
    participant(&claims).ok()
}

fn participant(claims: &Object) -> Result<Participant> {
    if let Some(audience) = claims.present("aud") {
        return Err(audience.must_be("absent"));
    }
    let text = |name| claims.present(name).map(|value| value.text()).transpose();
    let (project, _, _) = (text("sub")?, text("kid")?, text("version")?);
    let (mut rooms, mut api) = (Vec::new(), None);
    for grant in claims.require("grants")?.list()? {
        let grant = grant.object()?;
        let name = grant.require("name")?.text()?;
        let missing = || Error::invalid("scope", "is required");
        let value = grant.present("scope").ok_or_else(missing)?;
        match name.as_str() {
            "room" => rooms.push(value.text()?),
            "api" => {
                scope::check(&value)?;
                api.get_or_insert(value.json().to_owned());
            }
            _ => {}
        }
    }
    let name = claims.present("name").as_ref().map(Value::text);
    let name = name.ok_or_else(|| Error::invalid("name", "is required"))??;
    Ok(Participant { name, project, rooms, api })
}

/// Signs the token that lets `name` join `room` with the scope `api`.
pub fn connect(project: &Project, name: &str, room: &str, api: &RawValue, now: u64) -> Result<String> {
    #[derive(Serialize)]
    struct Grant<T> {
        name: &'static str,
        scope: T,
    }
    #[derive(Serialize)]
    struct Claims<'a> {
        name: &'a str,
        grants: (Grant<&'a str>, Grant<&'a str>, Grant<&'a RawValue>),
        sub: &'a str,
        kid: &'a str,
        version: &'a str,
        exp: u64,
    }
    let claims = Claims {
        name,
        grants: (
            Grant { name: "room", scope: room },
            Grant { name: "role", scope: "user" },
            Grant { name: "api", scope: api },
        ),
        sub: &project.id,
        kid: &project.key_id,
        version: VERSION,
        exp: now + LIFETIME,
    };
    sign(&claims, &project.secret)
}

/// Signs claims.
pub fn sign(claims: &impl Serialize, secret: &str) -> Result<String> {
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256","typ":"JWT"}"#);
    let payload = URL_SAFE_NO_PAD.encode(serde_json::to_vec(claims)?);
    let signed = format!("{header}.{payload}");
    let signature = mac(secret, &signed).finalize().into_bytes();
    Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
}

/// The claims of any token that the server has signed, until it expires.
pub fn open(token: &str, secret: &str) -> Option<serde_json::Value> {
    let (signed, signature) = token.rsplit_once('.')?;
    mac(secret, signed).verify_slice(&URL_SAFE_NO_PAD.decode(signature).ok()?).ok()?;
    let claims = claims(token)?;
    (claims.get("exp")?.as_u64()? > now()).then_some(claims)
}

/// The claims of a token that has been verified.
pub fn claims(token: &str) -> Option<serde_json::Value> {
    let payload = token.split('.').nth(1)?;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()
}

fn mac(secret: &str, message: &str) -> Hmac<Sha256> {
    // HMAC takes a key of any length, so the fallback is never used.
    let key = Hmac::new_from_slice(secret.as_bytes());
    let mut mac: Hmac<Sha256> = key.unwrap_or_else(|_| Hmac::new(&Default::default()));
    mac.update(message.as_bytes());
    mac
}

/// The served project and its one API key.
#[derive(Debug, Clone)]
pub struct Project {
    pub id: String,
    pub key_id: String,
    pub secret: String,
}

impl Project {
    pub fn new(id: Uuid) -> Result<Self> {
        let (id, key_id) = (id.to_string(), Uuid::new_v4().to_string());
        Ok(Self { id, key_id, secret: random()? })
    }

    /// `ma-<key id>-<project id>-<secret>`
    pub fn api_key(&self) -> Result<String> {
        let pack = |id: &str| -> Result<String> {
            let id = Uuid::parse_str(id).map_err(Error::internal)?;
            Ok(URL_SAFE_NO_PAD.encode(id.as_bytes()).replace('-', "."))
        };
        Ok(format!("ma-{}-{}-{}", pack(&self.key_id)?, pack(&self.id)?, self.secret))
    }
}

/// 256 random bits as text.
pub fn random() -> Result<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(Error::internal)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// SHA-256 as base64url: of a PKCE verifier, of a secret with its salt.
pub fn hash(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(text))
}

/// Whole seconds since 1970.
pub fn now() -> u64 {
    clock().as_secs()
}

fn clock() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}
