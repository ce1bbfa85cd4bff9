//! Participant tokens: who may join a room and what they may do there. [`ParticipantToken`] is their claims, [`jwt`] signs
//! and verifies them, [`key`] says with which secret.

mod claims;
pub mod jwt;
pub mod key;

pub use self::claims::ParticipantToken;
