//! What the service offers, one file per resource: its models and its operations.

pub mod access;
pub mod agents;
pub mod api_keys;
pub mod billing;
pub mod config;
pub mod custom_domains;
pub mod feed_subscriptions;
pub mod feeds;
pub mod files;
pub mod grants;
pub mod groups;
pub mod lists;
pub mod llm;
pub mod llm_loggers;
pub mod mailboxes;
pub mod members;
pub mod oauth;
pub mod oauth_clients;
pub mod participant_tokens;
pub mod policies;
pub mod pricing;
pub mod profiles;
pub mod project_profiles;
pub mod projects;
pub mod pull_secrets;
pub mod repositories;
pub mod room_services;
pub mod room_volumes;
pub mod rooms;
pub mod routes;
pub mod scheduled_tasks;
pub mod secrets;
pub mod service_account_secrets;
pub mod service_accounts;
pub mod service_tools;
pub mod services;
pub mod sessions;
pub mod settings_documents;
pub mod storage;
pub mod sysadmin;
pub mod token_checks;
pub mod usage;
pub mod user_secrets;

use crate::request::{Operation, Resource};

/// All resources: first what the older generation has, then what is of today alone. The package's declarations are in the
/// order of their files here.
pub static RESOURCES: [&Resource; 41] = [
    &rooms::RESOURCE,
    &grants::RESOURCE,
    &members::RESOURCE,
    &storage::RESOURCE,
    &oauth_clients::RESOURCE,
    &oauth::RESOURCE,
    &policies::RESOURCE,
    &access::RESOURCE,
    &groups::RESOURCE,
    &service_accounts::RESOURCE,
    &api_keys::RESOURCE,
    &participant_tokens::RESOURCE,
    &token_checks::RESOURCE,
    &config::RESOURCE,
    &projects::RESOURCE,
    &profiles::RESOURCE,
    &project_profiles::RESOURCE,
    &sessions::RESOURCE,
    &usage::RESOURCE,
    &billing::RESOURCE,
    &pricing::RESOURCE,
    &settings_documents::RESOURCE,
    &user_secrets::RESOURCE,
    &service_account_secrets::RESOURCE,
    &pull_secrets::RESOURCE,
    &room_volumes::RESOURCE,
    &services::RESOURCE,
    &service_tools::RESOURCE,
    &room_services::RESOURCE,
    &repositories::RESOURCE,
    &agents::RESOURCE,
    &llm::RESOURCE,
    &routes::RESOURCE,
    &custom_domains::RESOURCE,
    &mailboxes::RESOURCE,
    &scheduled_tasks::RESOURCE,
    &feeds::RESOURCE,
    &feed_subscriptions::RESOURCE,
    &llm_loggers::RESOURCE,
    &files::RESOURCE,
    &sysadmin::RESOURCE,
];

/// The operation of that name, such as `rooms.get`; a method of the client itself has no dot in its name.
pub fn operation(name: &str) -> Option<&'static Operation> {
    let (resource, method) = name.split_once('.').unwrap_or(("", name));
    let mut named = RESOURCES.iter().filter(|known| known.name == resource);
    named.find_map(|resource| resource.operations.iter().find(|operation| operation.name == method).copied())
}
