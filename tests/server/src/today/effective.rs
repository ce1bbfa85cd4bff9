//! Effective roles: direct ones, those of groups and sets, and what the
//! project's roles bring on its resources.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};

use crate::error::Result;
use crate::today::bindings;
use crate::today::roles::{self, Roles};
use crate::today::subjects::{Resource, Subject};

/// A subject with all that it belongs to.
#[derive(Debug, Clone)]
pub struct Identity {
    project: String,
    subjects: BTreeSet<Subject>,
    /// Roles on the project, without what they bring.
    pub roles: Roles,
}

impl Identity {
    pub fn of(db: &Connection, project: &str, subject: Subject) -> Result<Self> {
        let mut subjects: BTreeSet<_> = groups(db, &subject)?.into_iter().collect();
        subjects.insert(Subject::new("everyone", "all"));
        let whole = Resource::new("project", project);
        let mut roles = Roles::new();
        for subject in &subjects {
            roles.extend(bindings::direct(db, &whole, subject)?);
        }
        let kind = subject.kind.clone();
        let sets = [
            ("member", kind == "user" && !roles.is_empty()),
            ("developer", roles::project_holds(&roles, "developer")),
            ("agent", kind == "agent"),
            ("service_account", kind == "service_account"),
        ];
        for (set, _) in sets.into_iter().filter(|(_, belongs)| *belongs) {
            let set = Subject::new("userset", set);
            roles.extend(bindings::direct(db, &whole, &set)?);
            subjects.insert(set);
        }
        Ok(Self { project: project.to_owned(), subjects, roles })
    }

    /// Somebody who has this project role and is nobody in particular.
    pub fn with_role(project: &str, role: &str) -> Self {
        Self { roles: [role.to_owned()].into(), ..Self::nobody(project) }
    }

    /// Somebody who was given nothing.
    pub fn nobody(project: &str) -> Self {
        Self { project: project.to_owned(), subjects: BTreeSet::new(), roles: Roles::new() }
    }

    /// The roles on a resource: given on it, or brought by the project's.
    pub fn on(&self, db: &Connection, resource: &Resource) -> Result<Roles> {
        if resource.kind == "project" {
            return Ok(if resource.id == self.project { self.roles.clone() } else { Roles::new() });
        }
        let mut roles = roles::from_project(&self.roles, &resource.kind);
        for subject in &self.subjects {
            roles.extend(bindings::direct(db, resource, subject)?);
            // A secret's owner manages it.
            if resource.kind == "secret" && owns(db, subject, &resource.id)? {
                roles.insert("manager".to_owned());
            }
        }
        Ok(roles)
    }

    pub fn allows(&self, db: &Connection, resource: &Resource, relation: &str) -> Result<bool> {
        Ok(roles::allows(&self.on(db, resource)?, &resource.kind, relation))
    }

    /// The ids of all rooms on which anything was given to this identity.
    pub fn rooms(&self, db: &Connection) -> Result<BTreeSet<String>> {
        let mut rooms = BTreeSet::new();
        for subject in &self.subjects {
            for (resource, _) in bindings::of(db, &self.project, subject)? {
                if resource.kind == "room" {
                    rooms.insert(resource.id);
                }
            }
        }
        Ok(rooms)
    }
}

fn owns(db: &Connection, subject: &Subject, secret: &str) -> Result<bool> {
    let mut find = db.prepare_cached("SELECT parent FROM records WHERE kind = 'secret' AND id = ?1")?;
    let owner: Option<String> = find.query_row([secret], |row| row.get(0)).optional()?;
    Ok(owner.is_some_and(|owner| owner == subject.id))
}

/// A subject and every group that it is in, directly or through other groups.
pub fn groups(db: &Connection, subject: &Subject) -> Result<Vec<Subject>> {
    let mut found = vec![subject.clone()];
    let mut next = 0;
    while let Some(member) = found.get(next).cloned() {
        next += 1;
        let mut find = db.prepare_cached(
            "SELECT resource_id, roles FROM bindings
             WHERE resource_type = 'group' AND subject_type = ?1 AND subject_id = ?2",
        )?;
        let mut rows = find.query([&member.kind, &member.id])?;
        while let Some(row) = rows.next()? {
            let roles: Roles = serde_json::from_str(&row.get::<_, String>(1)?)?;
            let group = Subject { kind: "group".to_owned(), id: row.get(0)? };
            // A role such as `viewer` is a right over the group, not a place in it.
            let belongs = roles.contains("member") || roles.contains("manager");
            if belongs && !found.contains(&group) {
                found.push(group);
            }
        }
    }
    Ok(found)
}
