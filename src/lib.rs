//! Typed client for the MeshAgent REST admin API.

pub mod api_key;
pub mod can;
pub mod client;
pub mod config;
mod encode;
pub mod error;
mod js;
mod json;
pub mod model;
pub mod operation;
pub mod page;
pub mod participant;
pub mod request;
pub mod resources;
pub mod retry;
pub mod schema;
pub mod scope;
pub mod token;
mod transport;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: lol_alloc::LockedAllocator<lol_alloc::FreeListAllocator> =
    lol_alloc::LockedAllocator::new(lol_alloc::FreeListAllocator::new());
