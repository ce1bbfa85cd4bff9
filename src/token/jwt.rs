//! Participant tokens as JWTs, HS256 only.
//!
//! Nothing here computes a signature. To sign: [`unsigned`], then the HMAC-SHA-256 of its text, then [`signed`]. To
//! verify: [`split`], then compare the HMAC, then [`Unverified::finish`].

use std::cmp::Ordering;

use super::key::{Ids, SigningKey};
use super::{ParticipantToken, in_member, is, quoted, set};
use crate::api_key::{base64url, from_base64url};
use crate::error::{Error, Fault, Kind, Result, concat};
use crate::json::{self, Kind as JsonKind, Value};

/// `{"alg":"HS256","typ":"JWT"}`
const HEADER: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";

/// The header and payload to sign. `expires_at`, in seconds since 1970, takes the place of an older `exp`.
pub fn unsigned(token: &ParticipantToken, key: &SigningKey, expires_at: Option<i64>) -> String {
    let mut payload = token.payload.clone();
    match &key.ids {
        Ids::Own => {}
        Ids::WithoutKey => set(&mut payload, "kid", None),
        Ids::Of { key, project } => {
            set(&mut payload, "kid", Some(&quoted(key)));
            set(&mut payload, "sub", Some(&quoted(project)));
        }
    }
    if let Some(seconds) = expires_at {
        let mut text = String::from(if seconds < 0 { "-" } else { "" });
        json::push_decimal(&mut text, seconds.unsigned_abs());
        set(&mut payload, "exp", Some(&text));
    }
    concat(&[HEADER, ".", &base64url(payload.as_bytes())])
}

/// The whole JWT.
pub fn signed(unsigned: &str, signature: &[u8]) -> String {
    concat(&[unsigned, ".", &base64url(signature)])
}

/// Reads a JWT without verifying anything: neither algorithm, nor signature, nor time. Nothing read this way may decide
/// about access.
pub fn decode(jwt: &str) -> Result<ParticipantToken> {
    let payload = open(jwt)?.payload;
    ParticipantToken::from_payload(&payload).map_err(malformed)
}

/// A JWT whose signature and time are still to be checked.
#[derive(Clone, Debug)]
pub struct Unverified {
    signing_input: String,
    signature: Vec<u8>,
    header: String,
    payload: String,
}

/// Takes a JWT apart. Fails when it is malformed or of another algorithm than HS256.
pub fn split(jwt: &str) -> Result<Unverified> {
    let token = open(jwt)?;
    if !is(Value::checked(&token.header).get("alg"), "HS256") {
        return Err(invalid("wrong-algorithm", "the token's algorithm is not HS256"));
    }
    Ok(token)
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

/// Takes a JWT apart, whatever its algorithm.
fn open(jwt: &str) -> Result<Unverified> {
    let parts = jwt.rsplit_once('.').and_then(|(signed, signature)| Some((signed, signed.split_once('.')?, signature)));
    let Some((signing_input, (header, payload), signature)) = parts else {
        return Err(invalid("malformed", "the token does not have three parts"));
    };
    let (Some(header), Some(payload)) = (object(header), object(payload)) else {
        return Err(invalid("malformed", "the token's header or payload is not a JSON object in base64url"));
    };
    // An extension that a reader must understand, and this one understands none.
    if Value::checked(&header).get("crit").is_some() {
        return Err(invalid("malformed", "the token's header has `crit`, and no extension is supported"));
    }
    // What is not base64url is no signature of anything.
    let signature = from_base64url(signature, b'-').unwrap_or_default();
    Ok(Unverified { signing_input: signing_input.to_owned(), signature, header, payload })
}

/// A JSON object in base64url.
fn object(part: &str) -> Option<String> {
    let text = String::from_utf8(from_base64url(part, b'-')?).ok()?;
    (Value::parse(&text)?.kind() == JsonKind::Object).then_some(text)
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
    let fault = in_member(Fault::new(expected, found), claim);
    malformed(Error::argument(&fault, "payload"))
}

/// Compares a JSON number of seconds since 1970 with whole milliseconds, exactly and without floating point. What is
/// before 1970 counts as 1970.
fn compare_seconds(seconds: &str, milliseconds: u64) -> Ordering {
    let (mantissa, exponent) = seconds.split_once(['e', 'E']).unwrap_or((seconds, ""));
    // The number is `value` times ten to the power of `scale`, and perhaps some more.
    let (mut value, mut scale, mut more) = (0u64, 3i32, false);
    let mut fraction = false;
    for byte in mantissa.bytes() {
        match byte {
            b'-' => return 0.cmp(&milliseconds),
            b'.' => fraction = true,
            _ => {
                let digit = u64::from(byte & 15);
                let fits = value < u64::MAX / 10;
                if fits {
                    value = value * 10 + digit;
                }
                more |= !fits && digit != 0;
                scale += i32::from(!fits) - i32::from(fraction);
            }
        }
    }
    let power = exponent.bytes().filter(u8::is_ascii_digit);
    let power = power.fold(0i32, |power, digit| power.saturating_mul(10).saturating_add((digit & 15).into()));
    scale = scale.saturating_add(if exponent.starts_with('-') { -power } else { power });
    while scale != 0 && value != 0 {
        if scale > 0 {
            let Some(larger) = value.checked_mul(10) else { return Ordering::Greater };
            value = larger;
        } else {
            more |= value % 10 != 0;
            value /= 10;
        }
        scale -= scale.signum();
    }
    value.cmp(&milliseconds).then(more.cmp(&false))
}
