//! Participant tokens as JWTs, HS256 only.
//!
//! Nothing here computes a signature. To sign: [`unsigned`], then the HMAC-SHA-256 of its text, then [`signed`]. To
//! verify: [`split`], then compare the HMAC, then [`Unverified::finish`].

use std::cmp::Ordering;

use super::ParticipantToken;
use super::key::{Ids, SigningKey};
use crate::api_key::{base64url, from_base64url};
use crate::error::{Error, Fault, Kind, Result, concat};
use crate::json::{self, Kind as JsonKind, RawText, Value};

/// `{"alg":"HS256","typ":"JWT"}`
const HEADER: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";

/// The header and payload to sign. `expires_at`, in seconds since 1970, takes the place of an older `exp`. Fails when
/// extra claims make up a payload that nobody could read.
pub fn unsigned(token: &ParticipantToken, key: &SigningKey, expires_at: Option<i64>) -> Result<String> {
    let mut token = token.clone();
    match &key.ids {
        Ids::Own => {}
        Ids::WithoutKey => {
            token.api_key_id = None;
            token.set_claim("kid", None);
        }
        Ids::Of { key, project } => {
            token.api_key_id = Some(key.clone());
            token.project_id = Some(project.clone());
        }
    }
    if let Some(seconds) = expires_at {
        let mut text = String::from(if seconds < 0 { "-" } else { "" });
        json::push_decimal(&mut text, seconds.unsigned_abs());
        token.set_claim("exp", Some(&text));
    }
    let payload = token.payload();
    ParticipantToken::from_payload(&payload)?;
    Ok(concat(&[HEADER, ".", &base64url(payload.as_bytes())]))
}

/// The whole JWT.
pub fn signed(unsigned: &str, signature: &[u8]) -> String {
    concat(&[unsigned, ".", &base64url(signature)])
}

/// Reads a JWT without verifying anything: neither algorithm, nor signature, nor time. Nothing read this way may decide
/// about access.
pub fn decode(jwt: &str) -> Result<ParticipantToken> {
    let (_, payload, _) = open(jwt)?;
    ParticipantToken::from_payload(&payload).map_err(malformed)
}

/// A JWT whose signature and time are still to be checked.
#[derive(Clone, Debug)]
pub struct Unverified {
    signing_input: String,
    signature: Vec<u8>,
    payload: String,
}

/// Takes a JWT apart. Fails when it is malformed or of another algorithm than HS256.
pub fn split(jwt: &str) -> Result<Unverified> {
    let (header, payload, signature) = open(jwt)?;
    if Value::checked(&header).get("alg").and_then(Value::text).as_deref() != Some("HS256") {
        return Err(invalid("wrong-algorithm", "the token's algorithm is not HS256"));
    }
    let signing_input = jwt.get(..jwt.len() - signature.len() - 1).unwrap_or_default().to_owned();
    // What is not base64url is no signature of anything.
    let signature = from_base64url(signature).unwrap_or_default();
    Ok(Unverified { signing_input, signature, payload })
}

impl Unverified {
    /// What the signature signs.
    pub fn signing_input(&self) -> &str {
        &self.signing_input
    }

    /// The signature's bytes.
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// The token, once the signature was compared. `genuine` is whether it is right, `now` the milliseconds since 1970.
    ///
    /// Fails, in this order, when the signature is wrong, the token has expired (without leeway), it is not valid yet,
    /// or its payload is not that of a participant token.
    pub fn finish(self, genuine: bool, now: u64) -> Result<ParticipantToken> {
        if !genuine {
            return Err(invalid("bad-signature", "the token's signature is not that of the secret"));
        }
        let claims = Value::checked(&self.payload);
        let time = |name| match claims.get(name) {
            None => Ok(None),
            Some(time) if time.kind() == JsonKind::Number => Ok(Some(compare_seconds(time.raw(), now))),
            Some(time) => Err(fault(name, "a number", time.kind().words())),
        };
        let (expires, begins, _) = (time("exp")?, time("nbf")?, time("iat")?);
        if expires.is_some_and(Ordering::is_le) {
            return Err(invalid("expired", "the token has expired"));
        }
        if begins.is_some_and(Ordering::is_gt) {
            return Err(invalid("not-yet-valid", "the token is not valid yet"));
        }
        if claims.some("aud").is_some() {
            return Err(fault("aud", "no audience", "one, and no participant token has any"));
        }
        ParticipantToken::from_payload(&self.payload).map_err(malformed)
    }
}

/// The header's and payload's JSON objects, and the signature as it stands in the token.
fn open(jwt: &str) -> Result<(String, String, &str)> {
    let mut parts = jwt.split('.');
    let (Some(header), Some(payload), Some(signature), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(invalid("malformed", "the token does not have three parts"));
    };
    let object = |part| {
        let text = String::from_utf8(from_base64url(part)?).ok()?;
        (Value::parse(&text)?.kind() == JsonKind::Object).then_some(text)
    };
    let (Some(header), Some(payload)) = (object(header), object(payload)) else {
        return Err(invalid("malformed", "the token's header or payload is not a JSON object in base64url"));
    };
    // An extension that a reader must understand, and this one understands none.
    if Value::checked(&header).get("crit").is_some() {
        return Err(invalid("malformed", "the token's header has `crit`, and no extension is supported"));
    }
    Ok((header, payload, signature))
}

fn invalid(reason: &'static str, message: &str) -> Error {
    let mut error = Error::new(Kind::TokenError, message.to_owned());
    error.0.reason = Some(reason);
    error
}

fn malformed(mut error: Error) -> Error {
    error.0.kind = Kind::TokenError;
    error.0.reason = Some("malformed");
    error
}

fn fault(claim: &str, expected: &'static str, found: &str) -> Error {
    let fault = Fault::new(expected, found).in_member(&RawText { text: claim, escaped: false });
    malformed(Error::argument(&fault, "payload"))
}

/// Compares a JSON number of seconds with whole milliseconds, exactly and without floating point.
fn compare_seconds(seconds: &str, milliseconds: u64) -> Ordering {
    let (mantissa, exponent) = seconds.split_once(['e', 'E']).unwrap_or((seconds, "0"));
    let negative = mantissa.starts_with('-');
    let mantissa = mantissa.trim_start_matches('-');
    let point = mantissa.find('.').unwrap_or(mantissa.len());
    let mut now = String::new();
    json::push_decimal(&mut now, milliseconds);
    // Both are 0.ddd times ten to the power of a length; the first digit is not 0.
    let Some(first) = mantissa.find(|digit| matches!(digit, '1'..='9')) else { return 0.cmp(&milliseconds) };
    if negative {
        return Ordering::Less;
    }
    if milliseconds == 0 {
        return Ordering::Greater;
    }
    let length = point as i64 - first as i64 + i64::from(first > point);
    let length = length.saturating_add(power(exponent)).saturating_add(3);
    let digits = mantissa.trim_end_matches(['0', '.']).bytes().skip(first).filter(u8::is_ascii_digit);
    length.cmp(&(now.len() as i64)).then_with(|| digits.cmp(now.trim_end_matches('0').bytes()))
}

/// A decimal exponent; one that no number of digits makes up for is as large as can be.
fn power(exponent: &str) -> i64 {
    let digits = exponent.trim_start_matches(['+', '-']);
    let size = digits.bytes().fold(0i64, |size, digit| size.saturating_mul(10).saturating_add((digit - b'0').into()));
    if exponent.starts_with('-') { -size } else { size }
}
