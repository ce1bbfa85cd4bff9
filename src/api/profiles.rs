//! Profiles of users and who the caller is: `/accounts/profiles`, `/accounts/whoami`.

use std::collections::BTreeMap;

use meshagent_macros::{model, resource};

use crate::model::{JsonData, JsonObject};

model! {
    /// Who the caller is.
    pub struct Whoami {
        /// The id.
        id: String,
        /// The e-mail address.
        email: String,
        /// Which of `user` and `service_account` is there.
        r#type: "user" | "service_account",
        /// The service account.
        service_account?: ServiceAccount | null,
        /// The user.
        user?: User | null,
    }

    /// An identity for programs.
    pub struct ServiceAccount {
        /// The id.
        id: String,
        /// The project's id.
        project_id: String,
        /// The key.
        key: String,
        /// The name.
        name: String,
        /// The e-mail address.
        email?: String | null,
        /// The name as people see it.
        display_name?: String | null,
        /// What it is for, in words. Default: empty.
        description: String | null = "\"\"",
        /// Metadata: any JSON. Default: `{}`.
        metadata: JsonObject | null = "{}",
        /// Annotations: text by name. Default: `{}`.
        annotations: BTreeMap<String, String> | null = "{}",
        /// When it was made, in ISO 8601.
        created_at?: String | null,
        /// When it was last changed, in ISO 8601.
        updated_at?: String | null,
    }

    /// A user's profile.
    pub struct User {
        /// The id.
        id: String,
        /// The first name.
        first_name?: String | null,
        /// The last name.
        last_name?: String | null,
        /// The e-mail address.
        email?: String | null,
        /// Metadata: any JSON. Default: `{}`.
        metadata: JsonObject | null = "{}",
        /// Annotations: text by name. Default: `{}`.
        annotations: BTreeMap<String, String> | null = "{}",
    }

    #![strict]
    /// What to change of a profile.
    pub struct ProfileUpdate {
        /// The first name.
        first_name?: String,
        /// The last name.
        last_name?: String,
        /// Metadata: any JSON.
        metadata?: JsonData,
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String>,
    }
}

resource! {
    /// Users' own profiles.
    class Profiles as meshagent.profiles;

    /// Who the caller is: a user or a service account.
    fn whoami() -> Whoami = GET "accounts/whoami";

    /// A user's own profile. Rejects with a `NotFoundError` when there is none.
    fn get(user_id) -> User = GET "accounts/profiles/{user_id}";

    /// Changes a user's own profile. What is left out stays; `metadata` and `annotations` are replaced whole.
    fn update(user_id, change?: ProfileUpdate) -> () = PUT "accounts/profiles/{user_id}";
}
