//! Service accounts: `/accounts/projects/{project}/service-accounts`.

use std::collections::BTreeMap;

use meshagent_macros::{model, resource};

use crate::api::profiles::ServiceAccount;
use crate::model::JsonData;

model! {
    #![strict]
    /// Which service accounts to list.
    pub struct ListServiceAccounts {
        /// How many at most.
        page_size?: u64,
        /// Where to go on: the `continuation_token` of the page before.
        continuation_token?: String,
        /// Text that the name must contain.
        filter?: String,
        /// Those that the caller has access to, or all.
        view?: "my" | "all",
    }

    #![strict]
    /// A service account to create.
    pub struct NewServiceAccount {
        /// The name.
        name: String,
        /// The key.
        key?: String,
        /// The name as people see it.
        display_name?: String,
        /// What it is for, in words. Default: empty.
        description?: String = "\"\"",
        /// Metadata: any JSON.
        metadata?: JsonData,
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String>,
    }

    #![strict]
    /// What to change of a service account.
    pub struct ServiceAccountUpdate {
        /// The name.
        name: String,
        /// The name as people see it.
        display_name?: String,
        /// What it is for, in words. Default: empty.
        description?: String = "\"\"",
        /// Metadata: any JSON.
        metadata?: JsonData,
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String>,
    }
}

resource! {
    /// Identities for programs.
    class ServiceAccounts as project.serviceAccounts;

    /// One page of the service accounts. `filter` looks into id, name, key and display name.
    fn list(which?: ListServiceAccounts) -> Page<ServiceAccount> in service_accounts =
        GET "accounts/projects/{project}/service-accounts";

    /// All service accounts, fetched page after page while you go through them.
    each iterate(which?: ListServiceAccounts) -> ServiceAccount in service_accounts by page_size token =
        GET "accounts/projects/{project}/service-accounts";

    /// Creates a service account. Rejects with a `ConflictError` when the name is taken.
    fn create(account: NewServiceAccount) -> ServiceAccount = POST "accounts/projects/{project}/service-accounts";

    /// A service account by its id. Rejects with a `NotFoundError` when there is none.
    fn get(service_account_id) -> ServiceAccount =
        GET "accounts/projects/{project}/service-accounts/{service_account_id}";

    /// A service account by its name. Rejects with a `NotFoundError` when there is none.
    fn get_by_name(name) -> ServiceAccount = GET "accounts/projects/{project}/service-accounts/by-name/{name}";

    /// Changes a service account. `name` is always sent, and so is `description`: left out, it is cleared.
    fn update(service_account_id, change: ServiceAccountUpdate) -> () =
        PUT "accounts/projects/{project}/service-accounts/{service_account_id}";

    /// Deletes a service account. Its API keys stop to work.
    fn delete(service_account_id) -> () = DELETE "accounts/projects/{project}/service-accounts/{service_account_id}";
}
