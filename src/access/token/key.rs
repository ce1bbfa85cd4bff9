//! Which secret signs or verifies a token.

use std::fmt;

use super::claims::quoted;
use crate::access::api_key::ApiKey;
use crate::error::{Error, Result};

/// A variable of the environment.
pub type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What signs a token.
#[derive(Clone)]
pub struct SigningKey {
    secret: String,
    /// The claims that it sets, as JSON text, or takes out.
    pub(super) claims: Vec<(&'static str, Option<String>)>,
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The secret stays out of logs.
        f.debug_struct("SigningKey").field("claims", &self.claims).finish_non_exhaustive()
    }
}

impl SigningKey {
    /// The key to sign with: the API key that was given, else the secret that was given, else `MESHAGENT_API_KEY`, else
    /// `MESHAGENT_SECRET`; blank variables count as unset. Fails when there is none, when an API key whose turn it is
    /// cannot be read, and when the secret is empty.
    pub fn choose(api_key: Option<String>, secret: Option<String>, env: Environment<'_>) -> Result<SigningKey> {
        if let Some(key) = api_key {
            return SigningKey::of(&key);
        }
        if let Some(secret) = secret {
            return SigningKey::with(secret, Vec::new());
        }
        if let Some(key) = variable("MESHAGENT_API_KEY", env) {
            return SigningKey::of(&key);
        }
        if let Some(secret) = variable("MESHAGENT_SECRET", env) {
            // Nobody knows which key it belongs to.
            return SigningKey::with(secret, vec![("kid", None)]);
        }
        Err(Error::input(&["nothing to sign with: pass `apiKey` or `secret`, or set MESHAGENT_API_KEY"]))
    }

    fn of(key: &str) -> Result<SigningKey> {
        let ApiKey { id, project_id, secret } = ApiKey::parse(key)?;
        SigningKey::with(secret, vec![("kid", Some(quoted(&id))), ("sub", Some(quoted(&project_id)))])
    }

    fn with(secret: String, claims: Vec<(&'static str, Option<String>)>) -> Result<SigningKey> {
        Ok(SigningKey { secret: usable(secret)?, claims })
    }

    /// The key of the HMAC.
    pub fn secret(&self) -> &str {
        &self.secret
    }

    /// The key of the HMAC, the rest left behind.
    pub(crate) fn into_secret(self) -> String {
        self.secret
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
    env(name).filter(|value| !value.trim_ascii().is_empty())
}

fn usable(secret: String) -> Result<String> {
    if secret.is_empty() { Err(Error::input(&["the secret is empty, which cannot sign"])) } else { Ok(secret) }
}
