//! Profiles of users in a project: `/accounts/projects/{project}/users/{user}/profile`.

use std::collections::BTreeMap;

use meshagent_macros::{model, resource};

use crate::api::profiles::User;
use crate::model::JsonData;

model! {
    /// Whose profile fields are shown: the project's, the user's own, or both merged.
    pub values UserProfileView = "project" | "user" | "merged";

    /// The fields of a profile.
    pub values UserProfileField = "first_name" | "last_name" | "metadata" | "annotations";

    /// Whose profile fields to show.
    pub struct ProfileView {
        /// Which ones. Default: `merged`.
        view?: UserProfileView = "\"merged\"",
    }

    #![strict]
    /// What to change of a user's profile in the project. A field is not both given and inherited.
    pub struct ProjectProfileUpdate {
        /// The first name.
        first_name?: String,
        /// The last name.
        last_name?: String,
        /// Metadata: any JSON.
        metadata?: JsonData,
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String>,
        /// Fields that fall back to the user's own value: `first_name`, `last_name`, `metadata`, `annotations`.
        inherit?: Vec<UserProfileField>,
    }
}

resource! {
    /// Users' profiles as the project shows them.
    class ProjectProfiles as project.profiles;

    /// A user's profile as the project shows it.
    fn get_in_project(user_id, which?: ProfileView) -> User = GET "accounts/projects/{project}/users/{user_id}/profile";

    /// Changes what the project shows of a user, in place of what the user's own profile says. The caller needs the
    /// role `user_profile_editor`, also for the own profile.
    fn update_in_project(user_id, change?: ProjectProfileUpdate) -> () =
        PUT "accounts/projects/{project}/users/{user_id}/profile";
}
