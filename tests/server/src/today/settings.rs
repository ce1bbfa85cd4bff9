//! The project's settings documents.

use serde_json::{Value, json};

use crate::error::{Error, Result};
use crate::today::call::Call;
use crate::today::records::{self, Kind};
use crate::today::{role_scopes, validate};

const DOCUMENT: Kind = Kind {
    name: "settings",
    missing: "settings_not_found",
    taken: "settings_exist",
    named_by: "",
    searched: &[],
    timed: false,
};

fn id(call: &Call) -> String {
    records::settings_id(call.at("name"))
}

/// `settingsDocuments.get`: 404 for one that nobody has written.
pub fn get(call: &Call) -> Result<Value> {
    let document = records::body(call.db, &id(call))?;
    document.map(Value::Object).ok_or_else(|| Error::not_found(DOCUMENT.missing))
}

/// `settingsDocuments.set`: the whole document; two of them have a shape.
pub fn set(call: &Call) -> Result<Value> {
    let document = call.body.as_object().ok_or_else(|| Error::invalid("body", "must be an object"))?;
    let contract = &call.app.today.contract;
    match call.at("name") {
        "router" => validate::model(contract, "LlmRouterConfig", "", &call.body)?,
        "room-roles" => {
            for (role, settings) in document {
                let settings = settings.as_object().ok_or_else(|| Error::invalid(role, "must be an object"))?;
                if let Some(api) = settings.get("participant").and_then(|participant| participant.get("api")) {
                    validate::model(contract, "ApiScope", &format!("{role}.participant.api"), api)?;
                }
            }
        }
        _ => {}
    }
    records::put(call.db, DOCUMENT.name, &id(call), document)?;
    role_scopes::refresh(call.db)?;
    Ok(json!({ "ok": true }))
}

/// `settingsDocuments.delete`: the command line puts defaults back with it and
/// takes no 404, so one that is not there is as good as deleted.
pub fn delete(call: &Call) -> Result<Value> {
    call.db.prepare_cached("DELETE FROM records WHERE id = ?1")?.execute([id(call)])?;
    role_scopes::refresh(call.db)?;
    Ok(json!({ "ok": true }))
}
