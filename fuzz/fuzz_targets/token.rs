//! JWTs, payloads and API keys. The input's first two bytes say which bit is changed, the rest is text.

#![no_main]

use hmac::{Hmac, KeyInit, Mac};
use libfuzzer_sys::fuzz_target;
use meshagent_wasm::access::api_key::{ApiKey, base64url};
use meshagent_wasm::access::token::key::SigningKey;
use meshagent_wasm::access::token::{ParticipantToken, jwt};
use meshagent_wasm::error::{Error, Kind};
use serde::de::IgnoredAny;
use sha2::Sha256;

const SECRET: &str = "a-32-byte-or-longer-test-secret-000001";
const NOW: u64 = 1_790_000_000_000;

fuzz_target!(|data: &[u8]| {
    let Some((bit, rest)) = data.split_first_chunk::<2>() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let bit = usize::from(u16::from_le_bytes(*bit));
    unknown(text);
    key(text);
    for token in [ParticipantToken::from_payload(text), ParticipantToken::new(text)] {
        match token {
            Ok(token) => minted(token, text, bit),
            Err(error) => assert_eq!(error.kind(), Kind::ArgumentError),
        }
    }
    // As the payload of a genuine JWT too, whatever it is.
    let unsigned = [base64url(br#"{"alg":"HS256"}"#), base64url(text.as_bytes())].join(".");
    let jwt = jwt::signed(&unsigned, &hmac(&unsigned).finalize().into_bytes());
    if let Ok(token) = verify(&jwt) {
        assert_eq!(jwt::decode(&jwt), Ok(token), "what is valid can be read");
    }
    assert!(verify(&changed(&jwt, bit)).is_err(), "another bit is another token: {jwt}");
});

fn hmac(text: &str) -> Hmac<Sha256> {
    Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap().chain_update(text)
}

fn verify(token: &str) -> Result<ParticipantToken, Error> {
    let unverified = jwt::split(token)?;
    let genuine = hmac(unverified.signing_input()).verify_slice(unverified.signature()).is_ok();
    unverified.finish(genuine, NOW)
}

/// The text with another bit; where that is no ASCII any more, with another character.
fn changed(text: &str, bit: usize) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let place = (bit / 7) % bytes.len();
    bytes[place] ^= 1 << (bit % 7);
    String::from_utf8(bytes).unwrap()
}

/// Text that nobody signed.
fn unknown(text: &str) {
    for result in [jwt::decode(text).map(drop), verify(text).map(drop)] {
        if let Err(error) = result {
            assert_eq!(error.kind(), Kind::TokenError);
            let reasons = ["malformed", "wrong-algorithm", "bad-signature", "expired", "not-yet-valid"];
            assert!(reasons.contains(&error.reason().unwrap()));
        }
    }
    if let Ok(token) = jwt::split(text) {
        let again = jwt::signed(token.signing_input(), token.signature());
        assert!(token.signature().is_empty() || again == text, "{text} is not {again}");
        let refused = token.finish(false, NOW).unwrap_err();
        assert_eq!(refused.reason(), Some("bad-signature"));
    }
}

fn key(text: &str) {
    if let Ok(key) = ApiKey::parse(text) {
        assert_eq!(key.encode().as_deref(), Ok(text));
        assert_eq!(ApiKey::parse(&key.encode().unwrap()), Ok(key));
    }
}

/// A token made of `text`.
fn minted(token: ParticipantToken, text: &str, bit: usize) {
    assert_eq!(ParticipantToken::from_payload(token.payload()), Ok(token.clone()), "a payload comes back");
    let extra: serde_json::Value = serde_json::from_str(&token.extra()).unwrap_or_default();
    assert!(["name", "grants", "sub", "kid", "version"].iter().all(|claim| extra.get(claim).is_none()), "{extra}");
    assert!(!token.is_agent() || !token.is_user());
    assert!(!token.is_user() || token.role() == "user");

    let mut granted = token.clone();
    match granted.add_grant("api", text) {
        Ok(()) => assert!(token.api_grant().is_none() && granted.api_grant().is_some()),
        Err(_) => assert_eq!(granted, token, "what is refused changes nothing"),
    }
    let grants = |token: &ParticipantToken| {
        let grants = serde_json::from_str::<Vec<IgnoredAny>>(token.claim("grants").unwrap());
        grants.unwrap().len()
    };
    let count = grants(&granted);
    granted.add_grant("another", "null").unwrap();
    assert_eq!(grants(&granted), count + 1);

    let key = SigningKey::choose(None, Some(SECRET.to_owned()), &|_| None).unwrap();
    let expires_at = (bit % 2 == 0).then_some(NOW as i64 / 1000 + 1);
    // Some claims are refused, with which nobody would verify the token.
    let Ok(unsigned) = jwt::unsigned(&token, &key, expires_at) else {
        let refused = ["exp", "nbf", "iat", "aud"].iter().any(|claim| token.claim(claim).is_some());
        return assert!(refused, "{} is refused", token.payload());
    };
    let jwt = jwt::signed(&unsigned, &hmac(&unsigned).finalize().into_bytes());
    let read = jwt::decode(&jwt).unwrap();
    if expires_at.is_none() {
        assert_eq!(read, token, "a token comes back");
    } else {
        assert_eq!(read.claim("exp"), Some("1790000001"));
    }
    if let Ok(verified) = verify(&jwt) {
        assert_eq!(verified, read);
    }
    assert!(verify(&changed(&jwt, bit)).is_err(), "another bit is another token: {jwt}");
}
