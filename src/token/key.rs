//! Which secret signs or verifies a token.

use std::fmt;

use crate::api_key::ApiKey;
use crate::error::{Error, Result};

/// A variable of the environment.
pub type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What signs a token.
#[derive(Clone)]
pub struct SigningKey {
    pub(super) secret: String,
    pub(super) ids: Ids,
}

/// What the claims `kid` and `sub` become.
#[derive(Clone, Debug)]
pub(super) enum Ids {
    /// The token's own.
    Own,
    /// No `kid`, for nobody knows which key the secret belongs to; the token's own `sub`.
    WithoutKey,
    /// Those of an API key.
    Of { key: String, project: String },
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The secret stays out of logs.
        f.debug_struct("SigningKey").field("ids", &self.ids).finish_non_exhaustive()
    }
}

impl SigningKey {
    /// The key to sign with: the API key that was given, else the secret that was given, else `MESHAGENT_API_KEY`, else
    /// `MESHAGENT_SECRET`; blank variables count as unset. Fails when there is none, when an API key whose turn it is
    /// cannot be read, and when the secret is empty.
    pub fn choose(api_key: Option<String>, secret: Option<String>, env: Environment<'_>) -> Result<SigningKey> {
        let own = secret.is_some() && api_key.is_none();
        let api_key = if own { None } else { api_key.or_else(|| variable("MESHAGENT_API_KEY", env)) };
        if let Some(key) = api_key {
            let ApiKey { id, project_id, secret } = ApiKey::parse(&key)?;
            return Ok(SigningKey { secret: usable(secret)?, ids: Ids::Of { key: id, project: project_id } });
        }
        let Some(secret) = secret.or_else(|| variable("MESHAGENT_SECRET", env)) else {
            return Err(Error::input(&["nothing to sign with: pass `apiKey` or `secret`, or set MESHAGENT_API_KEY"]));
        };
        Ok(SigningKey { secret: usable(secret)?, ids: if own { Ids::Own } else { Ids::WithoutKey } })
    }

    /// The key of the HMAC.
    pub fn secret(&self) -> &str {
        &self.secret
    }
}

/// The secret to verify with: the one that was given, else `MESHAGENT_SECRET`. Fails when there is none or an empty one.
pub fn verifying_secret(secret: Option<String>, env: Environment<'_>) -> Result<String> {
    match secret.or_else(|| variable("MESHAGENT_SECRET", env)) {
        Some(secret) => usable(secret),
        None => Err(Error::input(&["nothing to verify with: pass `secret` or set MESHAGENT_SECRET"])),
    }
}

fn variable(name: &str, env: Environment<'_>) -> Option<String> {
    env(name).filter(|value| !value.trim().is_empty())
}

fn usable(secret: String) -> Result<String> {
    if secret.is_empty() { Err(Error::input(&["the secret is empty, which cannot sign"])) } else { Ok(secret) }
}
