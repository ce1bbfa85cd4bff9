//! Secrets of service accounts: `…/service-accounts/{service_account}/secrets`.

use meshagent_macros::{model, resource};

use crate::api::lists::ListFiltered;
use crate::api::secrets::encode_value;
use crate::api::secrets::{
    NewSecretVersion, Secret, SecretCriteria, SecretQuestion, SecretUpdate, SecretVersion, SecretVersionValueResponse,
};
use crate::model::JsonData;

model! {
    #![strict]
    /// A secret to create.
    pub struct NewSecret {
        /// The name.
        name: String,
        /// What it is. Default: `opaque`.
        r#type?: String = "\"opaque\"",
        /// Whether only the proxy uses the value, and nobody reads it. Default: false.
        http_only?: bool = "false",
        /// Metadata: any JSON.
        metadata?: JsonData,
        /// Annotations: text by name.
        annotations?: JsonData,
    }
}

resource! {
    /// The secrets of service accounts.
    class ServiceAccountSecrets as project.serviceAccountSecrets;

    /// One page of a service account's secrets, without their values.
    fn list(service_account_id, which?: ListFiltered) -> Page<Secret> in secrets =
        GET "accounts/projects/{project}/service-accounts/{service_account_id}/secrets";

    /// All of a service account's secrets, fetched page after page while you go through them.
    each iterate(service_account_id, which?: ListFiltered) -> Secret in secrets by page_size token =
        GET "accounts/projects/{project}/service-accounts/{service_account_id}/secrets";

    /// One page of a service account's secrets that meet all criteria.
    fn search(service_account_id, criteria?: SecretCriteria) -> Page<Secret> in secrets =
        POST "accounts/projects/{project}/service-accounts/{service_account_id}/secrets:search";

    /// All of a service account's secrets that meet all criteria.
    each iterate_search(service_account_id, criteria?: SecretCriteria) -> Secret in secrets by page_size token =
        POST "accounts/projects/{project}/service-accounts/{service_account_id}/secrets:search";

    /// A secret by its id; its value only with `include_value`. Rejects with a `NotFoundError` when there is none.
    fn get(service_account_id, secret_id, which?: SecretQuestion) -> Secret =
        GET "accounts/projects/{project}/service-accounts/{service_account_id}/secrets/{secret_id}";

    /// Creates a secret without a value: `createVersion` gives it one.
    fn create(service_account_id, secret: NewSecret) -> Secret =
        POST "accounts/projects/{project}/service-accounts/{service_account_id}/secrets";

    /// Changes what a secret is called; what is left out stays.
    fn update(service_account_id, secret_id, change?: SecretUpdate) -> Secret =
        PATCH "accounts/projects/{project}/service-accounts/{service_account_id}/secrets/{secret_id}";

    /// Deletes a secret and all its versions.
    fn delete(service_account_id, secret_id) -> () =
        DELETE "accounts/projects/{project}/service-accounts/{service_account_id}/secrets/{secret_id}";

    /// The versions of a secret, without their values.
    fn list_versions(service_account_id, secret_id) -> Page<SecretVersion> in versions =
        GET "accounts/projects/{project}/service-accounts/{service_account_id}/secrets/{secret_id}/versions";

    /// Gives a secret a new value: text or bytes as `value`, or base64 as `value_base64`.
    fn create_version(service_account_id, secret_id, version: NewSecretVersion) -> SecretVersion =
        POST "accounts/projects/{project}/service-accounts/{service_account_id}/secrets/{secret_id}/versions" using encode_value;

    /// The value of a version, in base64; `secretText` and `secretBytes` decode it. The service records who asked.
    fn access_version(service_account_id, secret_id, version_id) -> SecretVersionValueResponse =
        GET "accounts/projects/{project}/service-accounts/{service_account_id}/secrets/{secret_id}/versions/{version_id}:access";

    /// Deletes a version.
    fn delete_version(service_account_id, secret_id, version_id) -> () =
        DELETE "accounts/projects/{project}/service-accounts/{service_account_id}/secrets/{secret_id}/versions/{version_id}";
}
