//! Typed client for the MeshAgent REST admin API, for WebAssembly in browsers, Node and elsewhere.
//!
//! The npm package of this name is built from this crate. Rust code that is compiled to `wasm32-unknown-unknown` uses it
//! as it is; without the default feature `exports` the package's JavaScript classes stay out of the module.
//!
//! A function of [`resources`] makes a request, which is plain data, and a [`Client`] sends it:
//!
//! ```
//! use meshagent_wasm::error::{Kind, Result};
//! use meshagent_wasm::resources::grants::{self, IterateRoomGrants, NewRoomGrant};
//! use meshagent_wasm::resources::rooms;
//! use meshagent_wasm::schema::Json;
//! use meshagent_wasm::scope::ApiScope;
//! use meshagent_wasm::{Client, Config};
//!
//! async fn share(project: &str, token: &str, user_id: &str) -> Result<usize> {
//!     let client = Client::new(Config { token: token.into(), ..Config::default() })?;
//!
//!     let room = match client.send(rooms::get(project, "support")).await {
//!         Err(error) if error.kind() == Kind::NotFoundError => return Ok(0),
//!         room => room?,
//!     };
//!     let grant = NewRoomGrant { room_id: room.id, user_id: user_id.into(), permissions: ApiScope::user_default() };
//!     client.send(grants::create(project, Json::new(&grant)?)).await?;
//!
//!     let mut pages = client.pages(grants::list(project, Json::new(&IterateRoomGrants::default())?))?;
//!     let mut count = 0;
//!     while let Some(page) = pages.next().await? {
//!         count += page.items.len();
//!     }
//!     Ok(count)
//! }
//! ```

#![cfg_attr(
    not(feature = "exports"),
    allow(dead_code, unused_imports, reason = "some helpers serve the classes alone")
)]

pub mod api_key;
pub mod can;
#[cfg(feature = "exports")]
pub mod client;
pub mod config;
mod encode;
pub mod error;
mod js;
mod json;
pub mod model;
pub mod operation;
pub mod page;
#[cfg(feature = "exports")]
pub mod participant;
pub mod request;
pub mod resources;
pub mod retry;
mod rust;
pub mod schema;
pub mod scope;
pub mod token;
mod transport;

pub use rust::{Client, Config, Pages, Token};

#[cfg(all(feature = "exports", target_arch = "wasm32"))]
#[global_allocator]
static ALLOCATOR: lol_alloc::LockedAllocator<lol_alloc::FreeListAllocator> =
    lol_alloc::LockedAllocator::new(lol_alloc::FreeListAllocator::new());
