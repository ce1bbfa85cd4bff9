//! Today's generation of the API, beside the older one and over the same
//! database. The contract's files say which routes there are and what a
//! request must hold; `handlers` says what answers them.

use rusqlite::Connection;

use crate::app::Server;
use crate::error::Result;
use crate::json;
use crate::today::router::Router;

mod access;
pub mod accounts;
pub mod activity;
mod agents;
mod billing;
pub mod bindings;
mod call;
mod contract;
pub mod deliveries;
mod discovery;
pub mod effective;
pub mod example;
pub mod example_files;
pub mod example_running;
mod example_secrets;
mod feeds;
pub mod files;
mod forms;
mod groups;
mod habits;
mod handlers;
pub mod keys;
mod kind;
mod kinds;
mod makers;
mod members;
mod plain;
mod policies;
mod prices;
mod profiles;
pub mod projects;
mod random;
mod records;
pub mod role_scopes;
pub mod roles;
mod rooms;
pub mod router;
mod rules;
pub mod schedule;
mod secrets;
mod serve;
mod sessions;
mod settings;
pub mod subjects;
mod sysadmin;
mod templates;
mod time;
mod tokens;
mod turns;
mod usage;
mod uses;
mod validate;
mod versions;
mod volumes;

pub use serve::serve;

/// The generation that this is, as `config.get` and minted tokens say.
pub const VERSION: &str = "0.56.0";

/// Which generations are served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Api {
    /// The older one: room grants, four rights of a member
    Grants,
    /// Today's: policies, roles
    Policies,
    /// Either
    Both,
}

/// Checks the body of a route that both generations have and the older
/// handlers answer.
pub fn check_body(app: &Server, op: &str, body: &json::Body) -> Result<()> {
    let Router { contract, .. } = &app.today;
    validate::body(contract, contract.operation(op)?, &json::value(body.text().as_bytes())?)
}

/// Deletes what is a room's: roles on it, its files, services and volumes.
pub fn forget_room(db: &Connection, id: &str) -> Result<()> {
    bindings::forget(db, "room", id)?;
    files::forget(db, "room", id)?;
    records::forget(db, id)
}
