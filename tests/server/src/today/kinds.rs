//! The kinds of plain resources: what is kept of each, and who owns it.

use crate::error::{Error, Result};
use crate::today::accounts::ACCOUNT;
use crate::today::call::Call;
use crate::today::groups::GROUP;
use crate::today::makers;
use crate::today::records::{Kind, Members, Record};
use crate::today::subjects::Resource;

/// How a path names one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Id,
    Name,
}

/// Within what names are unique.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    Project,
    /// A room, named by this parameter of the path.
    Room(&'static str),
    /// The feed of the path.
    Feed,
}

/// A plain resource.
#[derive(Debug, Clone, Copy)]
pub struct Plain {
    pub kind: Kind,
    /// The model whose defaults a new one gets.
    pub model: &'static str,
    /// The parameter of the path that names one.
    pub param: &'static str,
    pub by: By,
    pub within: Within,
    /// Turns what was sent into what is kept, or refuses it.
    pub make: fn(&Call, Members) -> Result<Members>,
}

const fn kind(name: &'static str, missing: &'static str, taken: &'static str, named_by: &'static str) -> Kind {
    Kind { name, missing, taken, named_by, searched: &["name", "description"], timed: false }
}

pub const AGENT: Kind = kind("agent", "agent_not_found", "agent_exists", "name");
pub const FEED: Kind = kind("feed", "feed_not_found", "feed_exists", "name");
pub const TASK: Kind = Kind {
    searched: &["spec.metadata.name", "room_name"],
    ..kind("scheduled_task", "scheduled_task_not_found", "scheduled_task_exists", "")
};
pub const VOLUME: Kind = Kind { timed: true, ..kind("volume", "volume_not_found", "volume_exists", "name") };
const REPOSITORY: Kind = kind("repository", "repository_not_found", "repository_exists", "name");
const SERVICE: Kind =
    Kind { searched: &["metadata.name"], ..kind("service", "service_not_found", "service_exists", "metadata.name") };
const ROUTE: Kind = Kind { searched: &["domain"], ..kind("route", "route_not_found", "route_exists", "domain") };
/// Its domain stands for its id wherever roles are given on one.
pub const DOMAIN: Kind = Kind {
    searched: &["domain"],
    ..kind("custom_domain", "custom_domain_not_found", "custom_domain_exists", "domain")
};
pub const MAILBOX: Kind =
    Kind { searched: &["address", "queue"], ..kind("mailbox", "mailbox_not_found", "mailbox_exists", "address") };
pub const SUBSCRIPTION: Kind = kind("feed_subscription", "subscription_not_found", "subscription_exists", "");
const LOGGER: Kind = kind("llm_logger", "llm_logger_not_found", "llm_logger_exists", "");

impl Plain {
    /// The resource that a record is to policies.
    pub fn resource(&self, record: &Record) -> Resource {
        let id = if self.by == By::Name { record.name(self.kind) } else { &record.id };
        Resource::new(self.kind.name, id)
    }
}

/// The plain resource that an operation is about.
pub fn of(call: &Call) -> Result<Plain> {
    let resource = call.operation.op.split('.').next().unwrap_or_default();
    find(resource).ok_or_else(|| Error::internal(format!("{resource} is no plain resource")))
}

pub fn find(resource: &str) -> Option<Plain> {
    let plain = |kind, model, param, make| Plain { kind, model, param, by: By::Id, within: Within::Project, make };
    Some(match resource {
        "groups" => plain(GROUP, "Group", "group_id", makers::named),
        "serviceAccounts" => plain(ACCOUNT, "ServiceAccount", "service_account_id", makers::named),
        "feeds" => plain(FEED, "Feed", "feed_id", makers::feed),
        "llmLoggers" => plain(LOGGER, "LLMLogger", "logger_id", makers::logger),
        "repositories" => plain(REPOSITORY, "ProjectRepository", "repository_id", makers::repository),
        "services" => plain(SERVICE, "ServiceSpec", "service_id", makers::service),
        "agents" => plain(AGENT, "ManagedAgent", "agent_id", makers::agent),
        "scheduledTasks" => {
            Plain { within: Within::Room("room_name"), ..plain(TASK, "ScheduledTask", "task_id", makers::task) }
        }
        "roomServices" => {
            Plain { within: Within::Room("room_name"), ..plain(SERVICE, "ServiceSpec", "service_id", makers::service) }
        }
        "roomVolumes" => {
            Plain { within: Within::Room("room"), ..plain(VOLUME, "StorageVolume", "volume_id", makers::volume) }
        }
        "feedSubscriptions" => Plain {
            within: Within::Feed,
            ..plain(SUBSCRIPTION, "FeedSubscription", "subscription_id", makers::subscription)
        },
        "routes" => Plain { by: By::Name, ..plain(ROUTE, "Route", "domain", makers::route) },
        "customDomains" => Plain { by: By::Name, ..plain(DOMAIN, "CustomDomain", "domain", makers::domain) },
        "mailboxes" => Plain { by: By::Name, ..plain(MAILBOX, "Mailbox", "address", makers::mailbox) },
        _ => return None,
    })
}
