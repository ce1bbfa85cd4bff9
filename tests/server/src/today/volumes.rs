//! Volumes of rooms, apart from what all plain resources do.

use serde_json::{Map, Value, json};

use crate::error::{Error, Result};
use crate::today::call::Call;
use crate::today::kinds::VOLUME;
use crate::today::plain;

/// `roomVolumes.expand`: a volume only grows, and not one of the class
/// `standard`, which has no size.
pub fn expand(call: &Call) -> Result<Value> {
    let volume = plain::record(call)?;
    let asked = call.value("max_size_mb").as_i64().unwrap_or_default();
    let size = volume.members.get("max_size_mb").and_then(Value::as_i64).unwrap_or(0);
    if volume.text("storage_class") == "standard" || asked <= size {
        return Err(Error::invalid("max_size_mb", "must be larger than now, of a class that has a size"));
    }
    let changes = Map::from_iter([("max_size_mb".to_owned(), json!(asked))]);
    plain::reply(call, VOLUME.update(call.db, &volume.id, &changes)?)
}

/// `roomVolumes.delete`: the reply is the volume on its way out.
pub fn delete(call: &Call) -> Result<Value> {
    let mut volume = plain::record(call)?;
    VOLUME.delete(call.db, &volume.id)?;
    volume.members.insert("phase".to_owned(), json!("deleting"));
    plain::reply(call, volume)
}
