//! Participant tokens: who may join a room and what they may do there. [`ParticipantToken`] is their claims, [`jwt`] signs
//! and verifies them, [`key`] says with which secret, and [`lifetime`] reads how long they live.

mod claims;
pub mod jwt;
pub mod key;
pub mod lifetime;

pub use self::claims::ParticipantToken;
