//! The recorded contract of this generation: its operations and its models,
//! read once when the server starts.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::error::{Error, Result};
use crate::today::kind::Kind;

const OPERATIONS: &str = include_str!("../../../contract/operations.json");
const MODELS: &str = include_str!("../../../contract/models.json");

/// All operations and models.
#[derive(Debug)]
pub struct Contract {
    pub operations: Vec<Operation>,
    models: HashMap<String, Model>,
    names: HashMap<String, Vec<String>>,
}

/// One operation: where it goes, what it takes and what it answers.
#[derive(Debug, Deserialize)]
pub struct Operation {
    pub op: String,
    #[serde(rename = "http")]
    pub method: String,
    pub path: String,
    base: String,
    #[serde(rename = "pathParams")]
    pub path_params: Vec<PathParam>,
    pub query: Vec<Field>,
    pub body: Body,
    pub reply: Reply,
}

impl Operation {
    /// Whether the operation belongs to the API's own host.
    pub fn is_api(&self) -> bool {
        self.base == "api"
    }

    /// Whether the list of this operation is continued by tokens.
    pub fn is_continued(&self) -> bool {
        self.reply.paging.as_deref().is_some_and(|paging| paging.starts_with("continuation"))
    }
}

/// A variable segment of the path.
#[derive(Debug, Deserialize)]
pub struct PathParam {
    pub name: String,
    #[serde(rename = "enum")]
    pub values: Option<Vec<String>>,
}

/// What a request's body holds.
#[derive(Debug, Deserialize)]
pub struct Body {
    pub kind: String,
    pub fields: Vec<Field>,
    /// Set where the body is one value rather than an object of the fields.
    pub whole: Option<Whole>,
    #[serde(rename = "builtFrom")]
    built_from: Option<String>,
}

/// The value that a body is.
#[derive(Debug, Deserialize)]
pub struct Whole {
    #[serde(rename = "type")]
    pub kind: Kind,
}

/// The reply's outer shape.
#[derive(Debug, Deserialize)]
pub struct Reply {
    pub kind: String,
    model: Option<String>,
    pub paging: Option<String>,
    /// The member that the reply is wrapped in.
    pub envelope: Option<String>,
    /// The one member of the reply that clients read.
    pub returns: Option<String>,
    #[serde(rename = "pageSize")]
    pub page_size: Option<String>,
    #[serde(rename = "listKey")]
    pub list_key: Option<String>,
}

/// A model's table of fields.
#[derive(Debug, Deserialize)]
pub struct Model {
    pub fields: Vec<Field>,
    #[serde(rename = "unknownFields")]
    unknown_fields: String,
}

impl Model {
    pub fn refuses_unknown(&self) -> bool {
        self.unknown_fields == "refused"
    }
}

/// A member of a model or a body, or a parameter of a query.
#[derive(Debug, Deserialize)]
pub struct Field {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: Kind,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub nullable: bool,
    /// Absent where there is no default; a default may be `null`.
    pub default: Option<Value>,
    #[serde(rename = "enum")]
    values: Option<Vec<String>>,
    #[serde(rename = "enumName")]
    values_name: Option<String>,
    #[serde(default)]
    pub limits: Limits,
    #[serde(rename = "alsoReadAs", default)]
    pub other_names: Vec<String>,
}

/// What a value must keep to besides its kind.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Limits {
    pub minimum: Option<f64>,
    pub maximum: Option<f64>,
    pub exclusive_minimum: Option<f64>,
    pub min_length: Option<usize>,
    pub max_length: Option<usize>,
    pub min_items: Option<usize>,
    pub max_items: Option<usize>,
    /// No pattern is checked: none of the operations that are served has one.
    pub pattern: Option<String>,
}

#[derive(Deserialize)]
struct Operations {
    operations: Vec<Operation>,
}

#[derive(Deserialize)]
struct Models {
    models: HashMap<String, Model>,
    enums: HashMap<String, Vec<String>>,
}

impl Contract {
    pub fn load() -> Result<Self> {
        let Operations { operations } = serde_json::from_str(OPERATIONS)?;
        let Models { models, enums } = serde_json::from_str(MODELS)?;
        Ok(Self { operations, models, names: enums })
    }

    pub fn operation(&self, op: &str) -> Result<&Operation> {
        let found = self.operations.iter().find(|operation| operation.op == op);
        found.ok_or_else(|| Error::internal(format!("the contract has no operation {op}")))
    }

    pub fn model(&self, name: &str) -> Result<&Model> {
        self.models.get(name).ok_or_else(|| Error::internal(format!("the contract has no model {name}")))
    }

    /// Whether the reply of an operation has a member of this name.
    pub fn replies_with(&self, operation: &Operation, name: &str) -> bool {
        let model = operation.reply.model.as_ref().and_then(|model| self.models.get(model));
        model.is_some_and(|model| model.fields.iter().any(|field| field.name == name))
    }

    /// Whether anybody can be given this role.
    pub fn knows_role(&self, role: &str) -> bool {
        self.names.get("AccessRole").is_some_and(|roles| roles.iter().any(|known| known == role))
    }

    /// Whether a body with these members is refused for a member that its
    /// model does not know.
    pub fn refuses_unknown(&self, body: &Body) -> bool {
        let model = body.built_from.as_ref().and_then(|name| self.models.get(name));
        model.is_some_and(Model::refuses_unknown)
    }

    /// The values that a field is confined to, if it is.
    pub fn values<'a>(&'a self, field: &'a Field) -> Option<&'a [String]> {
        let named = || self.names.get(field.values_name.as_ref()?);
        field.values.as_ref().or_else(named).map(Vec::as_slice)
    }

    /// Adds to a reply what its model has defaults for, `null` aside.
    pub fn fill(&self, model: &str, reply: &mut Map<String, Value>) -> Result<()> {
        for field in &self.model(model)?.fields {
            if let Some(default) = field.default.as_ref().filter(|default| !default.is_null()) {
                reply.entry(&field.name).or_insert_with(|| default.clone());
            }
        }
        Ok(())
    }
}
