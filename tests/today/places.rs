//! The places in a reply where the contract says what has to be there.

use serde_json::Value;

use crate::contract::{Contract, Field, inside};

/// A member of an object somewhere in a reply.
pub struct Place {
    /// The way to the object, as JSON pointers go.
    pub object: String,
    /// The way to the member, as errors name it.
    pub path: String,
    /// The model that the object is of.
    pub model: String,
    pub field: Field,
}

impl Contract {
    /// All places in a value of a type.
    pub fn places(&self, ty: &str, value: &Value) -> Vec<Place> {
        let mut places = Vec::new();
        self.collect(ty, value, "", "", &mut places);
        places
    }

    fn collect(&self, ty: &str, value: &Value, pointer: &str, path: &str, places: &mut Vec<Place>) {
        if let (Some(item), Value::Array(items)) = (inside(ty, "list"), value) {
            for (index, value) in items.iter().enumerate() {
                let ty = self.variant(item, value);
                self.collect(&ty, value, &format!("{pointer}/{index}"), &format!("{path}[{index}]"), places);
            }
        }
        if let (Some(item), Value::Object(members)) = (inside(ty, "map"), value) {
            for (name, value) in members {
                self.collect(item, value, &format!("{pointer}/{name}"), &join(path, name), places);
            }
        }
        let ty = self.variant(ty, value);
        if !self.is_model(&ty) {
            return;
        }
        for field in &self.models[&ty] {
            let path = join(path, &field.name);
            if let Some(value) = value.get(&field.name) {
                self.collect(&field.ty, value, &format!("{pointer}/{}", field.name), &path, places);
            }
            places.push(Place { object: pointer.to_owned(), path, model: ty.clone(), field: field.clone() });
        }
    }

    /// Of several models the one whose fixed text the value has.
    fn variant(&self, ty: &str, value: &Value) -> String {
        if !ty.contains(" | ") {
            return ty.to_owned();
        }
        let fits = |ty: &str| {
            let Some(fields) = self.models.get(ty) else { return false };
            let mut fixed = fields.iter().filter(|field| field.values.len() == 1).peekable();
            fixed.peek().is_some() && fixed.all(|field| field.values.contains(&value[&field.name]))
        };
        ty.split(" | ").find(|ty| fits(ty)).unwrap_or("json").to_owned()
    }
}

pub fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// A value that is of another kind than the type; nothing for a type that takes everything.
pub fn wrong(ty: &str) -> Option<Value> {
    Some(match ty {
        "json" | "ApiScope | json" => return None,
        "string" | "datetime" | "decimal" => true.into(),
        "integer" | "number" | "boolean" => "text".into(),
        _ if ty.starts_with("list<") => serde_json::json!({}),
        _ if ty.starts_with("map<json> | boolean") => "text".into(),
        _ if ty.starts_with("string | ") => true.into(),
        _ => serde_json::json!([]),
    })
}
