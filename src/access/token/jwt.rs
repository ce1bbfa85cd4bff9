//! Participant tokens as JWTs, HS256 only.
//!
//! Nothing here computes a signature. To sign: [`unsigned`], then the HMAC-SHA-256 of its text, then [`signed`]. To
//! verify: [`split`], then compare the HMAC, then [`Unverified::finish`].

use std::cmp::Ordering;
use std::fmt;

use super::claims::{ParticipantToken, in_member, is, set};
use super::key::SigningKey;
use crate::access::api_key::{base64url, from_base64url};
use crate::error::{Error, Fault, Kind, Result, concat};
use crate::json::{self, Kind as JsonKind, Value};

/// `{"alg":"HS256","typ":"JWT"}`
const HEADER: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";

/// The header and payload to sign. `expires_at`, in seconds since 1970, takes the place of an older `exp`.
///
/// Fails when the token has a claim with which nobody would verify it.
pub fn unsigned(token: &ParticipantToken, key: &SigningKey, expires_at: Option<i64>) -> Result<String> {
    let mut payload = token.payload.clone();
    for (name, value) in &key.claims {
        set(&mut payload, name, value.as_deref());
    }
    if let Some(seconds) = expires_at {
        let mut text = String::from(if seconds < 0 { "-" } else { "" });
        json::push_decimal(&mut text, seconds.unsigned_abs());
        set(&mut payload, "exp", Some(&text));
    }
    let claims = Value::checked(&payload);
    check_times(claims).and_then(|()| check_audience(claims)).map_err(|fault| Error::argument(&fault, "payload"))?;
    Ok(concat(&[HEADER, ".", &base64url(payload.as_bytes())]))
}

/// Refuses times that are no numbers.
fn check_times(claims: Value<'_>) -> Result<(), Box<Fault>> {
    for name in ["exp", "nbf", "iat"] {
        let kind = claims.get(name).map(Value::kind);
        if let Some(kind) = kind.filter(|kind| *kind != JsonKind::Number) {
            return Err(in_member(Fault::new("a number", kind.words()), name));
        }
    }
    Ok(())
}

/// Refuses an audience, which no participant token has.
fn check_audience(claims: Value<'_>) -> Result<(), Box<Fault>> {
    match claims.some("aud") {
        Some(_) => Err(in_member(Fault::new("no audience", "one, and no participant token has any"), "aud")),
        None => Ok(()),
    }
}

/// The whole JWT.
pub fn signed(unsigned: &str, signature: &[u8]) -> String {
    concat(&[unsigned, ".", &base64url(signature)])
}

/// Reads a JWT without verifying anything: neither algorithm, nor signature, nor time. Nothing read this way may decide
/// about access.
pub fn decode(jwt: &str) -> Result<ParticipantToken> {
    open(jwt, false)?.token()
}

/// A JWT whose signature and time are still to be checked.
#[derive(Clone)]
pub struct Unverified {
    signing_input: String,
    signature: Vec<u8>,
    payload: String,
}

impl fmt::Debug for Unverified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Whoever has the token's text may join.
        f.debug_struct("Unverified").field("payload", &self.payload).finish_non_exhaustive()
    }
}

/// Takes a JWT apart. Fails when it is malformed or of another algorithm than HS256.
pub fn split(jwt: &str) -> Result<Unverified> {
    open(jwt, true)
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
        let malformed = |fault: Box<Fault>| malformed(Error::argument(&fault, "payload"));
        check_times(claims).map_err(malformed)?;
        let (mut expired, mut early) = (false, false);
        for name in ["exp", "nbf", "iat"] {
            let Some(time) = claims.get(name) else { continue };
            let order = compare_seconds(time.raw(), now);
            expired |= name == "exp" && order.is_le();
            early |= name == "nbf" && order.is_gt();
        }
        if expired {
            return Err(invalid("expired", "the token has expired"));
        }
        if early {
            return Err(invalid("not-yet-valid", "the token is not valid yet"));
        }
        check_audience(claims).map_err(malformed)?;
        self.token()
    }

    fn token(&self) -> Result<ParticipantToken> {
        ParticipantToken::from_payload(&self.payload).map_err(malformed)
    }
}

/// Takes a JWT apart; `strict` minds the algorithm.
fn open(jwt: &str, strict: bool) -> Result<Unverified> {
    let parts = jwt.split_once('.').and_then(|(header, rest)| Some((header, rest.split_once('.')?)));
    let Some((header, (payload, signature))) = parts.filter(|(_, (_, signature))| !signature.contains('.')) else {
        return Err(invalid("malformed", "the token does not have three parts"));
    };
    let signing_input = jwt.get(..jwt.len() - signature.len() - 1).unwrap_or_default();
    let (Some(header), Some(payload)) = (object(header), object(payload)) else {
        return Err(invalid("malformed", "the token's header or payload is not a JSON object in base64url"));
    };
    let header = Value::checked(&header);
    // An extension that a reader must understand, and this one understands none.
    if header.get("crit").is_some() {
        return Err(invalid("malformed", "the token's header has `crit`, and no extension is supported"));
    }
    if strict && !is(header, "alg", "HS256") {
        return Err(invalid("wrong-algorithm", "the token's algorithm is not HS256"));
    }
    // What is not base64url is no signature of anything.
    let signature = from_base64url(signature, b'-').unwrap_or_default();
    Ok(Unverified { signing_input: signing_input.to_owned(), signature, payload })
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

/// Compares a JSON number of seconds since 1970 with whole milliseconds, without floating point and exactly for the next
/// million years. What is before 1970 counts as 1970.
fn compare_seconds(seconds: &str, milliseconds: u64) -> Ordering {
    // The number is `value` times ten to the power of `scale`, and perhaps some more.
    let (mut value, mut scale, mut more) = (0u64, 3i32, false);
    let (mut fraction, mut exponent, mut down, mut power) = (false, false, false, 0i32);
    for byte in seconds.bytes() {
        let digit = byte & 15;
        match byte {
            b'-' if exponent => down = true,
            b'-' => return 0.cmp(&milliseconds),
            b'+' => {}
            b'.' => fraction = true,
            b'e' | b'E' => exponent = true,
            _ if exponent => power = power.saturating_mul(10).saturating_add(digit.into()),
            _ if value < u64::MAX / 10 => {
                value = value * 10 + u64::from(digit);
                scale -= i32::from(fraction);
            }
            _ => {
                more |= digit != 0;
                scale += i32::from(!fraction);
            }
        }
    }
    scale = scale.saturating_add(if down { -power } else { power });
    while scale != 0 && value != 0 {
        if scale > 0 {
            let Some(larger) = value.checked_mul(10) else { return Ordering::Greater };
            value = larger;
            scale -= 1;
        } else {
            more |= value % 10 != 0;
            value /= 10;
            scale += 1;
        }
    }
    value.cmp(&milliseconds).then(more.cmp(&false))
}
