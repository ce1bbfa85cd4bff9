//! Agents, and the tokens that let somebody talk to one or to a model.

use rusqlite::OptionalExtension;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::auth::Caller;
use crate::error::{Error, Result};
use crate::today::call::Call;
use crate::today::effective::Identity;
use crate::today::kinds::AGENT;
use crate::today::subjects::{Resource, Subject};
use crate::today::{plain, time};
use crate::token;

/// How long a delegation lasts if nobody says.
const DELEGATED: i64 = 3600;
const DAY: i64 = 24 * 3600;

/// `agents.get`, by name or by id.
pub fn get(call: &Call) -> Result<Value> {
    let named = AGENT.by_name(call.db, "", call.at("name"));
    plain::reply(call, named.or_else(|_| AGENT.get(call.db, call.at("name")))?)
}

/// `agents.create`: one that is there is as good, if the caller says so.
pub fn create(call: &Call) -> Result<Value> {
    let name = call.value("configuration").pointer("/metadata/name").and_then(Value::as_str).unwrap_or_default();
    if call.flag("if_not_exists") == Some(true)
        && let Ok(agent) = AGENT.by_name(call.db, "", &name.trim().to_lowercase())
    {
        return plain::reply(call, agent);
    }
    plain::create(call)
}

/// `agents.connect`: for the caller, or for the user with an email if the
/// caller manages the agent.
pub fn connect(call: &Call) -> Result<Value> {
    let named = AGENT.by_name(call.db, "", call.at("agent"));
    let agent = named.or_else(|_| AGENT.get(call.db, call.at("agent")))?;
    let resource = Resource::new(AGENT.name, &agent.id);
    let access = call.access()?;
    let (name, allowed) = match call.text("email").map(str::trim) {
        None => (call.caller()?.id, access.identity.allows(call.db, &resource, "operator")?),
        Some(email) => (email.to_owned(), for_email(call, &resource, email)?),
    };
    if !allowed {
        return Err(Error::forbidden("the role operator on the agent"));
    }
    let agent_name = agent.text("name");
    let claims = json!({
        "name": name,
        "grants": [{ "name": "agent", "scope": agent_name }, { "name": "role", "scope": "user" }],
        "sub": call.project(),
        "kid": call.app.project.key_id,
        "version": super::VERSION,
        "exp": token::now() + token::LIFETIME,
    });
    let base = call.app.url.replacen("http", "ws", 1);
    Ok(json!({
        "jwt": token::sign(&claims, &call.app.project.secret)?,
        "agent_name": agent_name,
        "project_id": call.project(),
        "agent_url": format!("{base}/agents/{}/{agent_name}/messages", call.project()),
    }))
}

fn for_email(call: &Call, agent: &Resource, email: &str) -> Result<bool> {
    let mut find = call.db.prepare_cached("SELECT id FROM users WHERE email = ?1")?;
    let user: Option<String> = find.query_row([email], |row| row.get(0)).optional()?;
    let access = call.access()?;
    let own = matches!(&access.caller, Caller::User(caller) if user.as_ref() == Some(&caller.id));
    if !own && !access.identity.allows(call.db, agent, "can_manage")? {
        return Ok(false);
    }
    let user = user.ok_or_else(|| Error::not_found("user_not_found"))?;
    Identity::of(call.db, call.project(), Subject::new("user", &user))?.allows(call.db, agent, "operator")
}

/// `llm.connect`: lets a service account use models for the caller. A header
/// names the project.
pub fn delegate(call: &Call) -> Result<Value> {
    if call.project_header.as_deref() != Some(call.project()) {
        return Err(Error::invalid("Meshagent-Project-Id", "must be a project of the caller's"));
    }
    let subject = Subject::read(call.db, "subject", call.value("subject"), false)?;
    if subject.kind != "service_account" {
        return Err(Error::invalid("subject.type", "must be service_account"));
    }
    let budget = call.text("max_budget").and_then(|text| text.parse::<f64>().ok()).filter(|budget| *budget > 0.0);
    let budget = budget.ok_or_else(|| Error::invalid("max_budget", "must be above zero"))?;
    let lasts = call.value("expires_in_seconds").as_i64().unwrap_or(DELEGATED);
    if !(1..=DAY).contains(&lasts) {
        return Err(Error::invalid("expires_in_seconds", "must be 1 to 86400"));
    }
    let (id, expires) = (Uuid::new_v4().to_string(), time::now() + lasts);
    let delegator = call.caller()?.show(call.db, call.project())?;
    let subject = subject.show(call.db, call.project())?;
    let claims = json!({ "jti": id, "delegation": { "max_budget": budget }, "sub": call.project(), "exp": expires });
    let mut reply = Map::from_iter([
        ("id".to_owned(), json!(id)),
        ("token".to_owned(), json!(token::sign(&claims, &call.app.project.secret)?)),
        ("expires_at".to_owned(), json!(time::write(expires))),
        ("project_id".to_owned(), json!(call.project())),
        ("delegator".to_owned(), delegator),
        ("subject".to_owned(), subject),
        ("max_budget".to_owned(), call.value("max_budget").clone()),
    ]);
    for name in ["providers", "models"] {
        reply.insert(name.to_owned(), call.value(name).clone());
    }
    Ok(Value::Object(reply))
}

/// `repositories.createToken`: it opens no registry, for there is none.
pub fn repository_token(call: &Call) -> Result<Value> {
    let repository = plain::record(call)?;
    let actions = call.value("actions").as_array().cloned().unwrap_or_else(|| vec![json!("pull")]);
    if actions.is_empty() {
        return Err(Error::invalid("actions", "must not be empty"));
    }
    let lasts = call.value("expires_in_seconds").as_i64().unwrap_or(DELEGATED);
    if lasts <= 0 {
        return Err(Error::invalid("expires_in_seconds", "must be above zero"));
    }
    let expires = time::now() + lasts;
    let claims = json!({ "repository": repository.text("name"), "actions": actions, "exp": expires });
    let token = token::sign(&claims, &call.app.project.secret)?;
    Ok(json!({ "token": token, "expires_at": time::write(expires) }))
}
