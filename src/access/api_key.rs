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
        let parts = key.strip_prefix("ma-").and_then(|rest| {
            let (id, rest) = rest.split_once('-')?;
            let (project_id, secret) = rest.split_once('-')?;
            Some(ApiKey { id: unpack(id)?, project_id: unpack(project_id)?, secret: secret.to_owned() })
        });
        parts.ok_or_else(|| Error::input(&["the API key is not of the form ma-<key id>-<project id>-<secret>"]))
    }

    /// Puts a key together. Each id must be a UUID, with or without dashes, in any case.
    pub fn encode(&self) -> Result<String> {
        let mut key = String::from("ma-");
        for (name, id) in [("id", &self.id), ("projectId", &self.project_id)] {
            let Some(bytes) = parse_uuid(id) else {
                return Err(Error::input(&[name, ": expected a UUID, got other text"]));
            };
            push_base64url(&mut key, &bytes, b'.');
            key.push('-');
        }
        key.push_str(&self.secret);
        Ok(key)
    }
}

/// The UUID behind its 22 characters.
fn unpack(packed: &str) -> Option<String> {
    let bytes = from_base64url(packed, b'.')?;
    let mut uuid = String::new();
    for (place, byte) in bytes.iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            uuid.push('-');
        }
        for digit in [byte >> 4, byte & 15] {
            uuid.push(char::from(if digit < 10 { b'0' + digit } else { b'a' - 10 + digit }));
        }
    }
    (bytes.len() == 16).then_some(uuid)
}

fn parse_uuid(uuid: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut high) = (Vec::new(), None);
    for (place, character) in uuid.bytes().enumerate() {
        if uuid.len() == 36 && matches!(place, 8 | 13 | 18 | 23) {
            if character != b'-' {
                return None;
            }
            continue;
        }
        let digit = char::from(character).to_digit(16)? as u8;
        match high.take() {
            None => high = Some(digit << 4),
            Some(high) => bytes.push(high | digit),
        }
    }
    matches!(uuid.len(), 32 | 36).then_some(bytes)
}

/// Base64url without padding.
pub fn base64url(bytes: &[u8]) -> String {
    let mut text = String::new();
    push_base64url(&mut text, bytes, b'-');
    text
}

/// API keys write another character for `-`, which separates their parts.
fn push_base64url(text: &mut String, bytes: &[u8], minus: u8) {
    for chunk in bytes.chunks(3) {
        let byte = |place| u32::from(chunk.get(place).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..=chunk.len() {
            let digit = (bits >> (18 - 6 * place) & 63) as u8;
            text.push(char::from(match digit {
                0..26 => b'A' + digit,
                26..52 => b'a' - 26 + digit,
                52..62 => digit - 52 + b'0',
                62 => minus,
                _ => b'_',
            }));
        }
    }
}

/// The bytes behind base64url without padding, as its only writer would have written them: no padding, no other
/// characters, no bits left over.
pub(crate) fn from_base64url(text: &str, minus: u8) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0u32, 0);
    for character in text.bytes() {
        let digit = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'_' => 63,
            other if other == minus => 62,
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
