//! Repositories of container images: `/accounts/projects/{project}/repositories`.

use std::collections::BTreeMap;

use meshagent_macros::{model, resource};

model! {
    /// A repository of container images.
    pub struct ProjectRepository {
        /// The id.
        id: String,
        /// The project's id.
        project_id: String,
        /// The name.
        name: String,
        /// What it is for, in words. Default: empty.
        description: String | null = "\"\"",
        /// Annotations: text by name. Default: `{}`.
        annotations: BTreeMap<String, String> | null = "{}",
        /// When it was made, in ISO 8601.
        created_at: String,
    }

    /// A token for the registry.
    pub struct RepositoryToken {
        /// The token to sign in to the registry with.
        #[secret]
        token: String,
        /// When it ends, in ISO 8601.
        expires_at: String,
    }

    #![strict]
    /// Which repositories to list.
    pub struct ListRepositories {
        /// How many at most. Default: 100.
        page_size?: u64 = "100",
        /// Where to go on: the `continuation_token` of the page before.
        continuation_token?: String,
        /// Which ones.
        view?: "my" | "all",
    }

    /// What a repository is.
    pub struct NewRepository {
        /// The name.
        name: String,
        /// What it is for, in words. Default: empty.
        description?: String = "\"\"",
        /// Annotations: text by name. Default: `{}`.
        annotations?: BTreeMap<String, String> = "{}",
    }

    #![strict]
    /// What a token for the registry is for.
    pub struct NewRepositoryToken {
        /// What it is for: `pull`, `push`. Default: `["pull"]`.
        actions?: Vec<String> = "[\"pull\"]",
        /// How long it is valid, in seconds.
        expires_in_seconds?: u64 | missing,
    }
}

resource! {
    /// Repositories of container images.
    class Repositories as project.repositories;

    /// One page of the repositories.
    fn list(which?: ListRepositories) -> Page<ProjectRepository> in repositories =
        GET "accounts/projects/{project}/repositories";

    /// All repositories, fetched page after page while you go through them.
    each iterate(which?: ListRepositories) -> ProjectRepository in repositories by page_size token =
        GET "accounts/projects/{project}/repositories";

    /// A repository by its id. Rejects with a `NotFoundError` when there is none.
    fn get(repository_id) -> ProjectRepository = GET "accounts/projects/{project}/repositories/{repository_id}";

    /// A repository by its name, which may have slashes in it. Rejects with a `NotFoundError` when there is none.
    fn get_by_name(name) -> ProjectRepository = GET "accounts/projects/{project}/repositories/by-name/{name}";

    /// Creates a repository. The service writes its name in lower case. Rejects with a `ConflictError` when the name is
    /// taken.
    fn create(repository: NewRepository) -> ProjectRepository = POST "accounts/projects/{project}/repositories";

    /// Replaces a repository's name, description and annotations; what is left out is cleared.
    fn update(repository_id, repository: NewRepository) -> ProjectRepository =
        PUT "accounts/projects/{project}/repositories/{repository_id}";

    /// Deletes a repository and its images.
    fn delete(repository_id) -> () = DELETE "accounts/projects/{project}/repositories/{repository_id}";

    /// Makes a token with which a container client signs in.
    fn create_token(repository_id, token?: NewRepositoryToken) -> RepositoryToken =
        POST "accounts/projects/{project}/repositories/{repository_id}/token";
}
