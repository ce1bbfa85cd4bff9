//! Groups: `/accounts/projects/{project}/groups`.

use std::collections::BTreeMap;

use meshagent_macros::{model, resource};

use crate::api::lists::{ListBy50, ListFilteredBy50};
use crate::api::policies::AccessSubject;
use crate::model::{JsonData, JsonObject};

model! {
    /// A group of subjects.
    pub struct Group {
        /// The id.
        id: String,
        /// The name.
        name: String,
        /// Metadata: any JSON. Default: `{}`.
        metadata: JsonObject | null = "{}",
        /// Annotations: text by name. Default: `{}`.
        annotations: BTreeMap<String, String> | null = "{}",
    }

    /// A member of a group.
    pub struct GroupMember {
        /// Who it is.
        subject: AccessSubject,
        /// What it is in the group: `member` or `manager`. Default: none.
        direct_roles: Vec<String> | null = "[]",
    }

    /// A group to create.
    pub struct NewGroup {
        /// The name.
        name: String,
        /// Metadata: any JSON.
        metadata?: JsonData,
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String>,
    }

    /// What to change of a group.
    pub struct GroupUpdate {
        /// The name.
        name: String,
        /// Metadata: any JSON.
        metadata?: JsonData,
        /// Annotations: text by name.
        annotations?: BTreeMap<String, String>,
    }

    /// Who becomes a member, and as what.
    pub struct NewGroupMember {
        /// Who it is.
        subject: AccessSubject,
        /// What it is in the group. Default: `member`.
        role?: "member" | "manager" = "\"member\"",
    }
}

resource! {
    /// Groups, whose members have the roles that the group has.
    class Groups as project.groups;

    /// One page of the groups, 50 unless `page_size` says otherwise.
    fn list(which?: ListFilteredBy50) -> Page<Group> in groups = GET "accounts/projects/{project}/groups";

    /// All groups, fetched page after page while you go through them.
    each iterate(which?: ListFilteredBy50) -> Group in groups by page_size token =
        GET "accounts/projects/{project}/groups";

    /// A group by its id. Rejects with a `NotFoundError` when there is none.
    fn get(group_id) -> Group = GET "accounts/projects/{project}/groups/{group_id}";

    /// A group by its name. Rejects with a `NotFoundError` when there is none.
    fn get_by_name(name) -> Group = GET "accounts/projects/{project}/groups/by-name/{name}";

    /// Creates a group. Rejects with a `ConflictError` when the name is taken.
    fn create(group: NewGroup) -> Group = POST "accounts/projects/{project}/groups";

    /// Renames a group or replaces its metadata or annotations; what is left out stays.
    fn update(group_id, change: GroupUpdate) -> () = PUT "accounts/projects/{project}/groups/{group_id}";

    /// Deletes a group. Its members lose the roles that they had through it.
    fn delete(group_id) -> () = DELETE "accounts/projects/{project}/groups/{group_id}";

    /// One page of a group's members, 50 unless `page_size` says otherwise.
    fn list_members(group_id, which?: ListBy50) -> Page<GroupMember> in members =
        GET "accounts/projects/{project}/groups/{group_id}/members";

    /// All members of a group, fetched page after page while you go through them.
    each iterate_members(group_id, which?: ListBy50) -> GroupMember in members by page_size token =
        GET "accounts/projects/{project}/groups/{group_id}/members";

    /// Adds a subject to a group, or changes its role there. A group can be a member of another.
    fn set_member(group_id, member: NewGroupMember) -> () =
        POST "accounts/projects/{project}/groups/{group_id}/members";

    /// Takes a subject out of a group.
    fn remove_member(group_id, subject_type, subject_id) -> () =
        DELETE "accounts/projects/{project}/groups/{group_id}/members/{subject_type}/{subject_id}";
}
