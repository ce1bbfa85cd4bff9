//! The client: what it is told, how it sends, and what comes back.

mod attempt;
mod config;
mod controller;
#[cfg(feature = "exports")]
mod data;
#[cfg(feature = "exports")]
mod download;
mod exchange;
mod failure;
mod fetch;
mod files;
mod global;
mod headers;
mod object;
mod observer;
mod put_grant;
mod received;
mod redirect;
mod reply;
mod rust;
mod send;
mod settled;
mod shared;
mod signals;
mod timer;
mod token;
#[cfg(feature = "exports")]
mod transfer;
#[cfg(feature = "exports")]
mod upload;
mod words;
#[cfg(feature = "exports")]
mod xhr;

pub use self::config::{
    Config, Consistency, DEFAULT_BASE_URL, DEFAULT_MAX_RETRIES, DEFAULT_TIMEOUT, StoragePrefix, base_url, files_url,
    setting, variable,
};
pub use self::rust::{Client, Pages};
pub use self::token::{Token, check_token};
#[cfg(feature = "exports")]
pub(crate) use self::{
    controller::controller,
    data::Data,
    failure::Failure,
    global::global,
    headers::header_pairs,
    object::{member, member_or_undefined, method},
    observer::{Ended, Observer, Started},
    put_grant::PutGrant,
    received::Received,
    reply::{Content, Reply},
    settled::Settled,
    shared::{CallOptions, Shared, TransferOptions},
    token::{Asked, failed},
    words::words,
};
