//! Participant tokens and API keys against the answers of both official SDKs.

#![cfg(test)]

mod claims;
mod keys;
mod lifetimes;
mod signing;
mod verifying;

use hmac::{Hmac, KeyInit, Mac};
use meshagent_wasm::access::api_key::base64url;
use meshagent_wasm::access::token::key::SigningKey;
use meshagent_wasm::access::token::{ParticipantToken, jwt};
use meshagent_wasm::error::{Error, Kind};
use serde_json::{Value, json};
use sha2::Sha256;

const NOW: u64 = 1_790_000_000_000;
const SECRET: &str = "a-32-byte-or-longer-test-secret-000001";
const API_KEY: &str = "ma-Ej5FZ.ibEtOkVkJmFBdAAA-Dx4tPEtaaXiQq83vEjRWeA-s3cr3t-with-dashes";

fn vectors(name: &str) -> Vec<Value> {
    let vectors: Value = serde_json::from_str(include_str!("../vectors/tokens.json")).unwrap();
    vectors[name].as_array().unwrap().clone()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn owned(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn hmac(secret: &str, text: &str) -> Hmac<Sha256> {
    Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap().chain_update(text)
}

fn sign(token: &ParticipantToken, key: &SigningKey, expires_at: Option<i64>) -> String {
    let unsigned = jwt::unsigned(token, key, expires_at).unwrap();
    jwt::signed(&unsigned, &hmac(key.secret(), &unsigned).finalize().into_bytes())
}

/// A JWT of any header and payload, signed with `SECRET`.
fn forge(header: &str, payload: &str) -> String {
    let unsigned = [base64url(header.as_bytes()), base64url(payload.as_bytes())].join(".");
    jwt::signed(&unsigned, &hmac(SECRET, &unsigned).finalize().into_bytes())
}

fn verify_at(token: &str, secret: &str, now: u64) -> Result<ParticipantToken, Error> {
    let unverified = jwt::split(token)?;
    let genuine = hmac(secret, unverified.signing_input()).verify_slice(unverified.signature()).is_ok();
    unverified.finish(genuine, now)
}

fn verify(token: &str, secret: &str) -> Result<ParticipantToken, Error> {
    verify_at(token, secret, NOW)
}

fn outcome(result: &Result<ParticipantToken, Error>) -> &'static str {
    match result {
        Ok(_) => "valid",
        Err(error) => {
            assert_eq!(error.kind(), Kind::TokenError, "{error}");
            error.reason().unwrap()
        }
    }
}

/// A token of the vectors' camelCase form.
fn build(token: &Value) -> ParticipantToken {
    ParticipantToken::new(&token.to_string()).unwrap()
}

fn ann() -> ParticipantToken {
    build(&json!({"name": "ann"}))
}

fn payload(token: &ParticipantToken) -> Value {
    serde_json::from_str(token.payload()).unwrap()
}

/// The payload with api scopes as the vectors write them: today's names, booleans at their default left out.
fn plain(mut payload: Value) -> Value {
    for grant in payload["grants"].as_array_mut().unwrap() {
        if grant["name"] != "api" {
            continue;
        }
        let scope = grant["scope"].as_object_mut().unwrap();
        if let Some(dataset) = scope.remove("database") {
            scope.insert("dataset".to_owned(), dataset);
        }
        for (_, grant) in scope {
            grant.as_object_mut().unwrap().retain(|_, value| *value != json!(true));
        }
    }
    payload
}
