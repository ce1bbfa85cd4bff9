//! Secrets of the caller: `/accounts/users/me/secrets`.

use meshagent_macros::resource;

use crate::api::lists::{ListByToken, ListFiltered};
use crate::api::secrets::encode_value;
use crate::api::secrets::{
    NewSecretVersion, NewUserSecret, Secret, SecretCriteria, SecretProxyAccess, SecretProxyAccessGrant, SecretQuestion,
    SecretUpdate, SecretVersion, SecretVersionValueResponse,
};

resource! {
    /// The caller's own secrets.
    class UserSecrets as meshagent.userSecrets;

    /// One page of the caller's secrets, without their values.
    fn list(which?: ListFiltered) -> Page<Secret> in secrets = GET "accounts/users/me/secrets";

    /// All of the caller's secrets, fetched page after page while you go through them.
    each iterate(which?: ListFiltered) -> Secret in secrets by page_size token = GET "accounts/users/me/secrets";

    /// One page of the caller's secrets that meet all criteria.
    fn search(criteria?: SecretCriteria) -> Page<Secret> in secrets = POST "accounts/users/me/secrets:search";

    /// All of the caller's secrets that meet all criteria.
    each iterate_search(criteria?: SecretCriteria) -> Secret in secrets by page_size token =
        POST "accounts/users/me/secrets:search";

    /// A secret by its id; its value only with `include_value`. Rejects with a `NotFoundError` when there is none.
    fn get(secret_id, which?: SecretQuestion) -> Secret = GET "accounts/users/me/secrets/{secret_id}";

    /// Creates a secret without a value: `createVersion` gives it one.
    fn create(secret: NewUserSecret) -> Secret = POST "accounts/users/me/secrets";

    /// Changes what a secret is called; what is left out stays.
    fn update(secret_id, change?: SecretUpdate) -> Secret = PATCH "accounts/users/me/secrets/{secret_id}";

    /// Deletes a secret and all its versions.
    fn delete(secret_id) -> () = DELETE "accounts/users/me/secrets/{secret_id}";

    /// The versions of a secret, without their values.
    fn list_versions(secret_id) -> Page<SecretVersion> in versions =
        GET "accounts/users/me/secrets/{secret_id}/versions";

    /// Gives a secret a new value: text or bytes as `value`, or base64 as `value_base64`.
    fn create_version(secret_id, version: NewSecretVersion) -> SecretVersion =
        POST "accounts/users/me/secrets/{secret_id}/versions" using encode_value;

    /// The value of a version, in base64; `secretText` and `secretBytes` decode it. The service records who asked.
    fn access_version(secret_id, version_id) -> SecretVersionValueResponse =
        GET "accounts/users/me/secrets/{secret_id}/versions/{version_id}:access";

    /// Deletes a version.
    fn delete_version(secret_id, version_id) -> () =
        DELETE "accounts/users/me/secrets/{secret_id}/versions/{version_id}";

    /// One page of those who may use a secret through the proxy.
    fn list_proxy_access(secret_id, which?: ListByToken) -> Page<SecretProxyAccessGrant> in access_grants =
        GET "accounts/users/me/secrets/{secret_id}/access";

    /// All who may use a secret through the proxy.
    each iterate_proxy_access(secret_id, which?: ListByToken) -> SecretProxyAccessGrant in access_grants by page_size token =
        GET "accounts/users/me/secrets/{secret_id}/access";

    /// Lets a service account use a secret through the proxy, without reading it.
    fn grant_proxy_access(secret_id, grant: SecretProxyAccess) -> () =
        POST "accounts/users/me/secrets/{secret_id}/access:grant-proxy";

    /// Takes that away.
    fn revoke_proxy_access(secret_id, grant: SecretProxyAccess) -> () =
        POST "accounts/users/me/secrets/{secret_id}/access:revoke-proxy";
}
