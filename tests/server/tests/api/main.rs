//! The real binary over real HTTP.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper that fails fails its test"
)]

mod access;
mod connect;
mod contract;
mod durability;
mod faults;
mod files;
mod oauth;
mod paging;
mod support;
mod surroundings;
mod validation;
