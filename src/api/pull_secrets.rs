//! Secrets with which images are pulled: `…/service-accounts/{service_account}/pull-secrets`.

use meshagent_macros::resource;

use crate::api::secrets::Secret;

resource! {
    /// The secrets with which a service account's images are pulled.
    class PullSecrets as project.pullSecrets;

    /// The secrets with which images are pulled.
    fn list(service_account_id) -> Page<Secret> in secrets =
        GET "accounts/projects/{project}/service-accounts/{service_account_id}/pull-secrets";

    /// Adds a secret of the service account.
    fn add(service_account_id, secret_id) -> () =
        PUT "accounts/projects/{project}/service-accounts/{service_account_id}/pull-secrets/{secret_id}";

    /// Removes a secret; it is not deleted.
    fn remove(service_account_id, secret_id) -> () =
        DELETE "accounts/projects/{project}/service-accounts/{service_account_id}/pull-secrets/{secret_id}";
}
