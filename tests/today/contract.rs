//! The recorded contract of today's API, read from `tests/contract`.

use std::collections::BTreeMap;

use serde_json::Value;

/// The whole contract.
pub struct Contract {
    /// The operations in their order.
    pub operations: Vec<Value>,
    /// The models by name.
    pub models: BTreeMap<String, Vec<Field>>,
    /// The recorded calls by operation.
    pub requests: BTreeMap<String, Value>,
}

/// A field of a model.
#[derive(Clone)]
pub struct Field {
    pub name: String,
    pub ty: String,
    pub required: bool,
    pub nullable: bool,
    /// What stands for it when it is missing, unless that is `null`.
    pub default: Option<Value>,
    /// Its known values.
    pub values: Vec<Value>,
}

impl Field {
    pub fn read(field: &Value) -> Field {
        Field {
            name: text(&field["name"]),
            ty: field["type"].as_str().unwrap_or("json").to_owned(),
            required: field["required"] == true,
            nullable: field["nullable"] == true,
            default: field.get("default").filter(|value| !value.is_null()).cloned(),
            values: field["enum"].as_array().cloned().unwrap_or_default(),
        }
    }
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

impl Contract {
    pub fn read() -> Contract {
        let parse = |text: &str| -> Value { serde_json::from_str(text).unwrap() };
        let operations = parse(include_str!("../contract/operations.json"))["operations"].as_array().unwrap().clone();
        let models = parse(include_str!("../contract/models.json"))["models"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, model)| (name.clone(), model["fields"].as_array().unwrap().iter().map(Field::read).collect()))
            .collect();
        let requests = parse(include_str!("../contract/requests.json"))
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| (text(&entry["op"]), entry.clone()))
            .collect();
        Contract { operations, models, requests }
    }

    /// Whether a type's name is that of a model whose fields are looked into. An `ApiScope` has tests of its own.
    pub fn is_model(&self, ty: &str) -> bool {
        ty != "ApiScope" && self.models.contains_key(ty)
    }

    /// Values of a type with all members: one for each of several types.
    pub fn samples(&self, ty: &str, values: &[Value]) -> Vec<Value> {
        if let Some(item) = inside(ty, "list") {
            return vec![Value::Array(self.samples(item, values))];
        }
        if let Some(item) = inside(ty, "map") {
            let members = self.samples(item, values).into_iter().enumerate();
            return vec![Value::Object(members.map(|(index, value)| (format!("key{index}"), value)).collect())];
        }
        if ty.contains(" | ") {
            return ty.split(" | ").flat_map(|ty| self.samples(ty, values)).collect();
        }
        if self.is_model(ty) {
            return vec![self.full(ty)];
        }
        vec![match ty {
            _ if !values.is_empty() => values[0].clone(),
            "string" => "text".into(),
            "datetime" => "2026-01-02T03:04:05Z".into(),
            "decimal" => "12.50".into(),
            "integer" => 7.into(),
            "number" => 1.5.into(),
            "boolean" => true.into(),
            "json" => serde_json::json!({ "any": [1, null] }),
            "ApiScope" => serde_json::json!({ "messaging": {} }),
            _ => panic!("what is {ty}?"),
        }]
    }

    /// An object of a model with all its members. Where a member can be of several types, it is of the first.
    pub fn full(&self, model: &str) -> Value {
        let members = self.models[model].iter().map(|field| {
            let value = self.samples(&field.ty, &field.values).remove(0);
            (field.name.clone(), value)
        });
        Value::Object(members.collect())
    }
}

/// The `T` of `list<T>`.
pub fn inside<'a>(ty: &'a str, around: &str) -> Option<&'a str> {
    ty.strip_prefix(around)?.strip_prefix('<')?.strip_suffix('>')
}
