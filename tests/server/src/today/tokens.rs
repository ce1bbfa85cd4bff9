//! Participant tokens that the server makes and checks.

use serde_json::{Map, Value, json};

use crate::auth::Caller;
use crate::error::{Error, Result};
use crate::today::call::Call;
use crate::today::validate;
use crate::token;

/// `participantTokens.mint`: either a list of grants, or a room, a role and a
/// scope. The name is given, or an email's, or the caller's own.
pub fn mint(call: &Call) -> Result<Value> {
    let own = match &call.access()?.caller {
        Caller::User(user) => user.email.clone().unwrap_or_else(|| user.id.clone()),
        Caller::ServiceAccount(id) => id.clone(),
        Caller::ApiKey => call.app.project.key_id.clone(),
        Caller::Participant(token) => token.name.clone(),
    };
    let name = call.text("name").or_else(|| call.text("email")).unwrap_or(&own).trim();
    if name.is_empty() {
        return Err(Error::invalid("name", "must not be blank"));
    }
    let grants = match call.body.get("grants").and_then(Value::as_array) {
        Some(grants) => grants.clone(),
        None => short_form(call),
    };
    check_scopes(call, &grants)?;
    let claims = Map::from_iter([
        ("name".to_owned(), json!(name)),
        ("grants".to_owned(), json!(grants)),
        ("sub".to_owned(), json!(call.project())),
        ("kid".to_owned(), json!(call.app.project.key_id)),
        ("version".to_owned(), json!(super::VERSION)),
        ("exp".to_owned(), json!(token::now() + token::LIFETIME)),
    ]);
    Ok(json!({ "token": token::sign(&claims, &call.app.project.secret)? }))
}

fn short_form(call: &Call) -> Vec<Value> {
    let named = [("room", "room_name"), ("role", "role"), ("api", "api")];
    let given = |name: &str| call.body.get(name).filter(|value| !value.is_null());
    named.iter().filter_map(|(grant, member)| Some(json!({ "name": grant, "scope": given(member)? }))).collect()
}

/// The scope of `api` is one of the contract's, that of a room a name.
fn check_scopes(call: &Call, grants: &[Value]) -> Result<()> {
    for (at, grant) in grants.iter().enumerate() {
        let place = format!("grants[{at}].scope");
        match grant["name"].as_str() {
            Some("api") => validate::model(&call.app.today.contract, "ApiScope", &place, &grant["scope"])?,
            Some("room" | "role") if !grant["scope"].is_string() => {
                return Err(Error::invalid(&place, "must be text"));
            }
            _ => {}
        }
    }
    Ok(())
}

/// `participantTokens.validate`: the claims of a token that this server signed
/// and that has not expired.
pub fn validate(call: &Call) -> Result<Value> {
    let token = call.text("token").unwrap_or_default();
    let wrong = || Error::invalid("token", "is not a valid participant token of this project");
    let participant = token::verify(token, &call.app.project.secret).ok_or_else(wrong)?;
    if participant.name.is_empty() || participant.project.is_some_and(|project| project != call.project()) {
        return Err(wrong());
    }
    token::claims(token).ok_or_else(wrong)
}
