//! Profiles: a user's own, and what a project puts in its place.

use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value, json};

use crate::auth::Caller;
use crate::error::{Error, Result};
use crate::today::accounts::ACCOUNT;
use crate::today::call::Call;
use crate::today::records::{self, Members};
use crate::today::{members, time};

/// What a project may put in place of the user's own.
const FIELDS: [&str; 4] = ["first_name", "last_name", "metadata", "annotations"];

fn own_id(user: &str) -> String {
    format!("profile/{user}")
}

fn project_id(user: &str) -> String {
    format!("project-profile/{user}")
}

/// A user's own profile.
fn own(db: &Connection, user: &str) -> Result<Members> {
    let mut find = db.prepare_cached("SELECT first_name, last_name, email FROM users WHERE id = ?1")?;
    let names = find.query_row([user], |row| {
        let text = |column| row.get::<_, Option<String>>(column);
        Ok((text(0)?, text(1)?, text(2)?))
    });
    let (first, last, email) = names.optional()?.ok_or_else(|| Error::not_found("user_not_found"))?;
    let more = records::body(db, &own_id(user))?.unwrap_or_default();
    let part = |name: &str| more.get(name).cloned().unwrap_or_else(|| json!({}));
    Ok(Map::from_iter([
        ("id".to_owned(), json!(user)),
        ("first_name".to_owned(), json!(first)),
        ("last_name".to_owned(), json!(last)),
        ("email".to_owned(), json!(email.unwrap_or_default())),
        ("metadata".to_owned(), part("metadata")),
        ("annotations".to_owned(), part("annotations")),
    ]))
}

/// A user's profile: the own one, what the project overrides, or both merged.
pub fn show(db: &Connection, user: &str, view: &str) -> Result<Value> {
    let mut profile = own(db, user)?;
    if view == "user" {
        return Ok(Value::Object(profile));
    }
    let overrides = records::body(db, &project_id(user))?.unwrap_or_default();
    for field in FIELDS {
        match overrides.get(field) {
            Some(value) => profile.insert(field.to_owned(), value.clone()),
            None if view == "project" && field.ends_with("name") => profile.insert(field.to_owned(), Value::Null),
            None if view == "project" => profile.insert(field.to_owned(), json!({})),
            None => continue,
        };
    }
    Ok(Value::Object(profile))
}

/// `profiles.whoami`
pub fn whoami(call: &Call) -> Result<Value> {
    let account = match &call.access()?.caller {
        Caller::User(user) => {
            let profile = own(call.db, &user.id)?;
            let (id, email) = (profile.get("id").cloned(), profile.get("email").cloned());
            return Ok(json!({ "id": id, "email": email, "type": "user", "user": profile }));
        }
        Caller::ServiceAccount(id) => ACCOUNT.get(call.db, id)?.members,
        Caller::ApiKey => owner(call)?,
        Caller::Participant(_) => return Err(Error::forbidden("a user or a service account")),
    };
    let (id, email) = (account.get("id").cloned(), account.get("email").cloned());
    Ok(json!({ "id": id, "email": email, "type": "service_account", "service_account": account }))
}

/// The account that the project's own key belongs to. It is in no list, for
/// nobody made it and nobody can delete it.
fn owner(call: &Call) -> Result<Members> {
    let (id, project) = (&call.app.project.key_id, call.project());
    let mut account = Map::from_iter([
        ("id".to_owned(), json!(id)),
        ("project_id".to_owned(), json!(project)),
        ("key".to_owned(), json!("owner")),
        ("name".to_owned(), json!("owner")),
        ("email".to_owned(), json!(format!("owner@service-accounts.{project}.local"))),
    ]);
    call.app.today.contract.fill("ServiceAccount", &mut account)?;
    Ok(account)
}

/// The user of the path, where `me` is the caller.
fn user(call: &Call) -> Result<String> {
    match (call.at("user_id"), &call.access()?.caller) {
        ("me", Caller::User(user)) => Ok(user.id.clone()),
        (id, _) => Ok(id.to_owned()),
    }
}

/// `profiles.get`: one's own, or anybody's for those in the project.
pub fn get(call: &Call) -> Result<Value> {
    let (user, access) = (user(call)?, call.access()?);
    if !matches!(&access.caller, Caller::User(caller) if caller.id == user) {
        access.enter(call.project())?;
    }
    show(call.db, &user, "user")
}

/// `profiles.getInProject`
pub fn get_in_project(call: &Call) -> Result<Value> {
    let user = user(call)?;
    if !members::is_member(call, &user)? {
        return Err(Error::not_found("member_not_found"));
    }
    show(call.db, &user, call.asked("view").unwrap_or("merged"))
}

/// `profiles.update`: only one's own. The project's key stands in for those
/// who cannot sign in at a local server.
pub fn update(call: &Call) -> Result<Value> {
    let id = user(call)?;
    let own = match &call.access()?.caller {
        Caller::User(user) => user.id == id,
        Caller::ApiKey => true,
        _ => false,
    };
    if !own {
        return Err(Error::forbidden("the user's own token"));
    }
    change(call, &id)
}

/// Changes what is given of a user's own profile.
pub fn change(call: &Call, id: &str) -> Result<Value> {
    let seq = crate::users::by_id(call.db, id)?;
    let mut names = call.db.prepare_cached(
        "UPDATE users SET first_name = ifnull(?2, first_name), last_name = ifnull(?3, last_name) WHERE seq = ?1",
    )?;
    names.execute((seq, call.text("first_name"), call.text("last_name")))?;
    let mut more = records::body(call.db, &own_id(id))?.unwrap_or_default();
    for field in ["metadata", "annotations"] {
        if let Some(value) = Some(call.value(field)).filter(|value| !value.is_null()) {
            more.insert(field.to_owned(), value.clone());
        }
    }
    more.insert("updated_at".to_owned(), json!(time::write(time::now())));
    records::put(call.db, "profile", &own_id(id), &more)?;
    Ok(json!({ "ok": true }))
}

/// `profiles.updateInProject`: what is inherited is the user's own again.
pub fn update_in_project(call: &Call) -> Result<Value> {
    let id = user(call)?;
    if !members::is_member(call, &id)? {
        return Err(Error::not_found("member_not_found"));
    }
    let inherit = call.value("inherit").as_array();
    let inherit: Vec<&str> = inherit.into_iter().flatten().filter_map(Value::as_str).collect();
    let mut overrides = records::body(call.db, &project_id(&id))?.unwrap_or_default();
    for field in FIELDS {
        let given = Some(call.value(field)).filter(|value| !value.is_null());
        match (given, inherit.contains(&field)) {
            (Some(_), true) => return Err(Error::invalid("inherit", &format!("{field} is given as well"))),
            (Some(value), false) => drop(overrides.insert(field.to_owned(), value.clone())),
            (None, true) => drop(overrides.remove(field)),
            (None, false) => {}
        }
    }
    records::put(call.db, "project_profile", &project_id(&id), &overrides)?;
    Ok(json!({ "ok": true }))
}
