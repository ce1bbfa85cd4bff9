//! API keys, `ma-<key id>-<project id>-<secret>`, and the base64url that they share with tokens.

use std::fmt;

use crate::error::{Error, Result};

/// The parts of an API key.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// The key's id, a UUID.
    pub id: String,
    /// The id of the key's project, a UUID.
    pub project_id: String,
    /// What signs participant tokens. It may be empty, but cannot sign then.
    pub secret: String,
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The secret stays out of logs.
        f.debug_struct("ApiKey").field("id", &self.id).field("project_id", &self.project_id).finish_non_exhaustive()
    }
}

impl ApiKey {
    /// Takes a key apart; both ids come back as lower-case UUIDs. No error shows any part of the key.
    pub fn parse(key: &str) -> Result<Self> {
        let Some(rest) = key.strip_prefix("ma-") else {
            return Err(Error::input(&["the API key does not begin with ma-"]));
        };
        let mut parts = rest.splitn(3, '-');
        let (Some(id), Some(project_id), Some(secret)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(Error::input(&["the API key has fewer than three parts after ma-"]));
        };
        let (Some(id), Some(project_id)) = (unpack(id), unpack(project_id)) else {
            return Err(Error::input(&["the API key holds an id that is not a packed UUID of 22 characters"]));
        };
        Ok(ApiKey { id, project_id, secret: secret.to_owned() })
    }

    /// Puts a key together. Each id must be a UUID, with or without dashes, in any case.
    pub fn encode(&self) -> Result<String> {
        let mut key = String::from("ma-");
        for (name, id) in [("id", &self.id), ("projectId", &self.project_id)] {
            let Some(bytes) = parse_uuid(id) else {
                return Err(Error::input(&[name, ": expected a UUID, got other text"]));
            };
            key.extend(base64url(&bytes).chars().map(|c| if c == '-' { '.' } else { c }));
            key.push('-');
        }
        key.push_str(&self.secret);
        Ok(key)
    }
}

/// The UUID behind its 22 characters.
fn unpack(packed: &str) -> Option<String> {
    let bytes: [u8; 16] = from_base64url(packed)?.try_into().ok()?;
    let mut uuid = String::with_capacity(36);
    for (place, byte) in bytes.into_iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            uuid.push('-');
        }
        for digit in [byte >> 4, byte & 15] {
            uuid.push(char::from_digit(digit.into(), 16)?);
        }
    }
    Some(uuid)
}

fn parse_uuid(uuid: &str) -> Option<[u8; 16]> {
    let dashes = uuid.len() == 36;
    if !dashes && uuid.len() != 32 {
        return None;
    }
    let mut number = 0u128;
    for (place, character) in uuid.bytes().enumerate() {
        if !(dashes && matches!(place, 8 | 13 | 18 | 23)) {
            number = number << 4 | u128::from(char::from(character).to_digit(16)?);
        } else if character != b'-' {
            return None;
        }
    }
    Some(number.to_be_bytes())
}

/// Base64url without padding.
pub fn base64url(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |place| u32::from(chunk.get(place).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..=chunk.len() {
            let digit = (bits >> (18 - 6 * place) & 63) as u8;
            text.push(char::from(match digit {
                0..26 => b'A' + digit,
                26..52 => b'a' - 26 + digit,
                52..62 => b'0'.wrapping_sub(52).wrapping_add(digit),
                62 => b'-',
                _ => b'_',
            }));
        }
    }
    text
}

/// The bytes behind base64url without padding, as its only writer would have written them: no padding, no other
/// characters, no bits left over. API keys write `.` for `-`; both are read here, for each is the separator where the
/// other one counts.
pub(crate) fn from_base64url(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    let (mut bits, mut count) = (0u32, 0);
    for character in text.bytes() {
        let digit = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'-' | b'.' => 62,
            b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(digit);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    (count < 6 && bits == 0).then_some(bytes)
}
