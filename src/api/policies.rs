//! Roles on resources: `/accounts/projects/{project}/iam`.

use std::collections::BTreeMap;

use meshagent_macros::{model, resource};

use crate::api::lists::ListBy50;
use crate::model::JsonObject;

model! {
    /// The roles of a subject on a resource.
    pub struct RoleGrant {
        /// On what.
        resource: AccessResource,
        /// Who has them.
        subject: AccessSubject,
        /// The roles that were given here, not through groups or the project. Default: none.
        direct_roles: Vec<AccessRole> | null = "[]",
    }

    /// Something that roles are given on.
    pub struct AccessResource {
        /// The kind.
        r#type: AccessResourceType,
        /// The id.
        id: String,
        /// The name.
        name?: String | null,
        /// Metadata: any JSON.
        metadata?: JsonObject | null,
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String> | null,
    }

    /// The kinds of resources that roles are given on.
    pub values AccessResourceType =
        "project" | "room" | "agent" | "group" | "repository" | "feed" | "secret" | "service_account"
        | "custom_domain";

    #![strict]
    /// Whom roles are given to.
    pub struct AccessSubject {
        /// What it is.
        r#type: AccessSubjectType,
        /// Its id; for `everyone` it is `all`, and a user can be named by `email` instead.
        id?: String | null,
        /// The name.
        name?: String | null,
        /// The first name; only in replies.
        first_name?: String | null,
        /// The last name; only in replies.
        last_name?: String | null,
        /// For a user without an id: the address; who is not known yet gets an invitation.
        email?: String | null,
        /// For a userset: of what it is a part, `project`.
        object_type?: "project" | null,
        /// For a userset: which of the project's.
        relation?: "member" | "developer" | "agent" | "service_account" | null,
    }

    /// The kinds of subjects.
    pub values AccessSubjectType = "user" | "group" | "agent" | "service_account" | "userset" | "everyone";

    /// The roles, one list for all kinds of resources.
    pub values AccessRole =
        "member" | "admin" | "developer" | "room_creator" | "room_inventory" | "room_manager" | "session_inventory"
        | "agent_creator" | "agent_inventory" | "agent_manager" | "repository_creator" | "repository_inventory"
        | "repository_manager" | "feed_creator" | "feed_inventory" | "feed_manager" | "oauth_client_creator"
        | "oauth_client_inventory" | "oauth_client_manager" | "api_key_creator" | "api_key_inventory"
        | "api_key_manager" | "service_creator" | "service_inventory" | "service_manager" | "service_account_creator"
        | "service_account_inventory" | "service_account_manager" | "participant_token_creator" | "mailbox_creator"
        | "mailbox_inventory" | "mailbox_manager" | "route_creator" | "route_inventory" | "route_manager"
        | "custom_domain_creator" | "custom_domain_inventory" | "custom_domain_manager" | "scheduled_task_creator"
        | "scheduled_task_inventory" | "scheduled_task_manager" | "feed_subscription_creator"
        | "feed_subscription_inventory" | "feed_subscription_manager" | "llm_logger_creator" | "llm_logger_inventory"
        | "llm_logger_manager" | "llm_proxy_user" | "llm_quota_manager" | "usage_reporter" | "billing_manager"
        | "group_manager" | "user_profile_editor" | "viewer" | "operator" | "site_user" | "guest" | "reader"
        | "subscriber" | "publisher" | "manager" | "use_proxy" | "run_service_as" | "secret_accessor"
        | "secret_manager" | "secret_list" | "use_proxy_secrets" | "user" | "files_list" | "files_read"
        | "files_write" | "files_delete" | "files_presign" | "list";

    #![strict]
    /// Roles to give.
    pub struct NewRoleGrant {
        /// Who gets them; a user without an id is named by `email`.
        subject: AccessSubject,
        /// The roles to give.
        roles: Vec<AccessRole>,
        /// Where an invitation's link leads.
        invite_redirect_url?: String,
    }

    /// Whose roles to take away.
    pub struct RoleRevocation {
        /// From whom.
        subject: AccessSubject,
    }
}

resource! {
    /// Who has which roles on what.
    class Policies as project.policies;

    /// One page of the roles on a resource, 50 unless `page_size` says otherwise.
    fn get(resource_type, resource_id, which?: ListBy50) -> Page<RoleGrant> in access_grants =
        GET "accounts/projects/{project}/iam/{resource_type}/{resource_id}/policy";

    /// All roles on a resource, fetched page after page while you go through them.
    each iterate(resource_type, resource_id, which?: ListBy50) -> RoleGrant in access_grants by page_size token =
        GET "accounts/projects/{project}/iam/{resource_type}/{resource_id}/policy";

    /// Gives a subject roles on a resource, beside those that it has. A user who is named by `email` and not known yet
    /// is invited.
    fn grant(resource_type, resource_id, grant: NewRoleGrant) -> () =
        POST "accounts/projects/{project}/iam/{resource_type}/{resource_id}/policy:grant";

    /// Takes all direct roles on a resource away from a subject.
    fn revoke(resource_type, resource_id, revocation: RoleRevocation) -> () =
        POST "accounts/projects/{project}/iam/{resource_type}/{resource_id}/policy:revoke";
}
