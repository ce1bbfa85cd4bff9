//! API keys of service accounts: `…/service-accounts/{service_account}/api-keys`.

use meshagent_macros::{model, resource};

model! {
    /// An API key of a service account.
    pub struct ServiceAccountKey {
        /// The id.
        id: String,
        /// The name.
        name: String,
        /// What it is for, in words. Default: empty.
        description: String | null = "\"\"",
        /// The project's id.
        project_id?: String | null,
        /// The service account's id.
        service_account_id?: String | null,
        /// When it was made, in ISO 8601.
        created_at?: String | null,
        /// When it was last used, in ISO 8601.
        last_used_at?: String | null,
        /// The key itself; only the reply that creates it has it.
        #[secret]
        value?: String | null,
    }

    /// The keys that were revoked.
    pub struct ApiKeysRevocationResult {
        /// The ids of the keys that were revoked. Default: none.
        revoked: Vec<String> | null = "[]",
    }

    /// An API key to create.
    pub struct NewApiKey {
        /// What the key is called.
        name: String,
        /// What it is for, in words.
        description: String,
    }

    /// Which keys to revoke.
    pub struct ApiKeySet {
        /// The key set's id.
        msid: String,
    }
}

resource! {
    /// The API keys of service accounts.
    class ApiKeys as project.apiKeys;

    /// The API keys of a service account, without the keys themselves.
    fn list(service_account_id) -> Page<ServiceAccountKey> in keys =
        GET "accounts/projects/{project}/service-accounts/{service_account_id}/api-keys";

    /// Creates an API key. The reply's `value` is the key itself, which no other call returns.
    fn create(service_account_id, api_key: NewApiKey) -> ServiceAccountKey =
        POST "accounts/projects/{project}/service-accounts/{service_account_id}/api-keys";

    /// Revokes an API key.
    fn delete(service_account_id, key_id) -> () =
        DELETE "accounts/projects/{project}/service-accounts/{service_account_id}/api-keys/{key_id}";

    /// Revokes every key of a key set; the reply has their ids.
    fn revoke_by_msid(service_account_id, keys: ApiKeySet) -> ApiKeysRevocationResult =
        POST "accounts/projects/{project}/service-accounts/{service_account_id}/api-keys:revoke";
}
