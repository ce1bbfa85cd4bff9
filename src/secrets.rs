//! Redaction: what a call sent in confidence is in no error that it makes.

use std::fmt;

/// What stands in the place of a secret.
const HIDDEN: &str = "[secret]";

/// Shorter texts are not looked for: they occur by chance, and replacing them would spoil every message.
const SHORTEST: usize = 8;

/// The secrets that a call has sent.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secrets(Vec<String>);

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(…)")
    }
}

impl Secrets {
    /// Adds a secret; one of fewer than eight bytes is left out.
    pub fn add(&mut self, secret: &str) {
        if secret.len() >= SHORTEST && !self.0.iter().any(|known| known == secret) {
            // Of two that begin alike the longer one is found.
            let place = self.0.iter().position(|known| known.len() < secret.len());
            self.0.insert(place.unwrap_or(self.0.len()), secret.to_owned());
        }
    }

    /// The text without any of the secrets. It is gone through once, so what stands in a secret's place is not searched.
    pub fn hide(&self, text: &str) -> String {
        let mut hidden = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(character) = rest.chars().next() {
            let found = self.0.iter().find_map(|secret| rest.strip_prefix(secret.as_str()));
            if let Some(after) = found {
                hidden.push_str(HIDDEN);
                rest = after;
            } else {
                hidden.push(character);
                rest = rest.get(character.len_utf8()..).unwrap_or_default();
            }
        }
        hidden
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets(given: &[&str]) -> Secrets {
        let mut secrets = Secrets::default();
        given.iter().for_each(|secret| secrets.add(secret));
        secrets
    }

    #[test]
    fn every_secret_is_hidden_once() {
        let secrets = secrets(&["token-123", "token-123456", "[secret]"]);
        assert_eq!(secrets.hide("a token-123456, token-123!"), "a [secret], [secret]!");
        assert_eq!(secrets.hide("token-123token-123"), "[secret][secret]");
        assert_eq!(secrets.hide("ü token-12"), "ü token-12");
    }

    #[test]
    fn short_texts_stay() {
        assert_eq!(secrets(&["t", "1234567"]).hide("the token 1234567"), "the token 1234567");
        assert_eq!(secrets(&["12345678"]).hide("12345678"), "[secret]");
    }

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", secrets(&["token-123"])), "Secrets(…)");
    }
}
