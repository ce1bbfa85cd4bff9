//! Typed client for the MeshAgent REST admin API, for WebAssembly in browsers, Node and elsewhere.
//!
//! The npm package of this name is built from this crate. Rust code that is compiled to `wasm32-unknown-unknown` uses it
//! as it is; without the default feature `exports` the package's JavaScript classes stay out of the module.
//!
//! A function of [`api`] makes a request, which is plain data, and a [`Client`] sends it:
//!
//! ```
//! use meshagent_wasm::access::scope::ApiScope;
//! use meshagent_wasm::api::grants::{self, IterateRoomGrants, NewRoomGrant};
//! use meshagent_wasm::api::rooms;
//! use meshagent_wasm::error::{Kind, Result};
//! use meshagent_wasm::model::Json;
//! use meshagent_wasm::{Client, Config};
//!
//! async fn share(project: &str, token: &str, user_id: &str) -> Result<usize> {
//!     let client = Client::new(Config { token: token.into(), ..Config::default() })?;
//!
//!     let room = match client.send(rooms::get(project, "support")).await {
//!         Err(error) if error.kind() == Kind::NotFoundError => return Ok(0),
//!         room => room?,
//!     };
//!     let permissions = ApiScope::user_default();
//!     let grant = NewRoomGrant { room_id: room.id, user_id: user_id.into(), permissions, ..Default::default() };
//!     client.send(grants::create(project, Json::new(&grant)?)).await?;
//!
//!     let mut pages = client.pages(grants::iterate(project, Json::new(&IterateRoomGrants::default())?))?;
//!     let mut count = 0;
//!     while let Some(page) = pages.next().await? {
//!         count += page.items.len();
//!     }
//!     Ok(count)
//! }
//! ```

#![cfg_attr(
    not(feature = "exports"),
    allow(
        dead_code,
        unused_imports,
        unused_variables,
        reason = "the JavaScript surface uses them, and is compiled too"
    )
)]

pub mod access;
pub mod api;
mod client;
pub mod error;
mod error_message;
mod json;
pub mod model;
pub mod request;
mod secrets;
#[cfg(feature = "exports")]
mod wasm;

pub use client::{Client, Config, Consistency, Pages, StoragePrefix, Token};
#[doc(hidden)]
pub use client::{
    DEFAULT_BASE_URL, DEFAULT_MAX_RETRIES, DEFAULT_TIMEOUT, base_url, check_token, files_url, setting, variable,
};
#[doc(hidden)]
pub use secrets::Secrets;

#[cfg(all(feature = "exports", target_arch = "wasm32"))]
#[global_allocator]
static ALLOCATOR: lol_alloc::LockedAllocator<lol_alloc::FreeListAllocator> =
    lol_alloc::LockedAllocator::new(lol_alloc::FreeListAllocator::new());
