//! The JavaScript surface: what the package's classes and functions call, options, errors and iteration.
//!
//! The classes themselves are JavaScript, made at build time from the declarations in [`api`](crate::api); see `js/`.

mod access;
mod attempts;
mod call;
mod core;
mod error;
mod expiry;
mod hmac;
mod login;
mod options;
mod pages;
mod reply;
mod request;
mod secret;
mod settings;
mod task;
mod token;
mod token_options;
mod value;
