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
mod today_activity;
mod today_contract;
mod today_file_rights;
mod today_files;
mod today_forms;
mod today_groups;
mod today_keys;
mod today_lists;
mod today_plain;
mod today_policies;
mod today_rights;
mod today_running;
mod today_secrets;
mod today_validation;
mod today_walk;
mod today_walk_more;
mod validation;
