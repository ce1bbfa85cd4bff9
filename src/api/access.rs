//! What somebody may do: `/accounts/projects/{project}/access`.

use std::collections::BTreeMap;

use meshagent_macros::{model, resource};

use crate::api::policies::{AccessResource, AccessSubject, RoleGrant};

model! {
    /// Whether something is allowed.
    pub struct AccessTestResult {
        /// Whether it is allowed.
        allowed: bool,
    }

    /// What a subject may do.
    pub struct ResourceAccessSummary {
        /// What it is about.
        resource: AccessResource,
        /// Whom it is about.
        subject: AccessSubject,
        /// The roles in effect, wherever they come from.
        effective_roles: Vec<String>,
        /// Whether each capability is there, by name.
        capabilities: BTreeMap<String, bool>,
    }

    /// What to test.
    pub struct AccessTest {
        /// Whose access.
        subject: AccessSubject,
        /// On what.
        resource: AccessResource,
        /// The role or capability that is asked about.
        relation: String,
    }

    /// Whose access to look up.
    pub struct AccessQuestion {
        /// Whose access.
        subject: AccessSubject,
        /// On what.
        resource: AccessResource,
        /// The roles and capabilities that are asked about; all of them without it.
        relations?: Vec<String>,
    }

    /// Whose roles to list.
    pub struct AccessBindingsQuestion {
        /// Whose roles.
        subject: AccessSubject,
    }
}

resource! {
    /// What somebody may do, wherever that comes from.
    class Access as project.access;

    /// Whether a subject has a role or capability on a resource.
    fn test(question: AccessTest) -> AccessTestResult = POST "accounts/projects/{project}/access:test";

    /// The roles and capabilities that a subject has on a resource, through groups and the project too.
    fn get_effective(question: AccessQuestion) -> ResourceAccessSummary =
        POST "accounts/projects/{project}/access:effective";

    /// Every role that was given to a subject, on all resources. The list is not paged.
    fn list_bindings(question: AccessBindingsQuestion) -> Page<RoleGrant> in access_grants =
        POST "accounts/projects/{project}/access:bindings";
}
