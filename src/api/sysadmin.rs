//! What only the service's own administrators may do: `/accounts/sysadmin`.

use std::collections::BTreeMap;

use meshagent_macros::{model, resource};

use crate::api::lists::ListFiltered;
use crate::api::profiles::User;
use crate::model::JsonData;

model! {
    #![strict]
    /// What to change of a user's profile.
    pub struct UserUpdate {
        /// The first name.
        first_name?: String | missing,
        /// The last name.
        last_name?: String | missing,
        /// Metadata: any JSON.
        metadata?: JsonData,
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String>,
    }
}

resource! {
    /// What only the service's own administrators may do.
    class Sysadmin as meshagent.sysadmin;

    /// One page of the service's users.
    fn search_users(which?: ListFiltered) -> Page<User> in users = GET "accounts/sysadmin/users";

    /// All of the service's users, fetched page after page while you go through them.
    each iterate_users(which?: ListFiltered) -> User in users by page_size token = GET "accounts/sysadmin/users";

    /// A user's profile. Rejects with a `NotFoundError` when there is none.
    fn get_user(user_id) -> User = GET "accounts/sysadmin/users/{user_id}";

    /// Changes a user's profile; what is left out stays.
    fn update_user(user_id, change?: UserUpdate) -> () = PUT "accounts/sysadmin/users/{user_id}";
}
