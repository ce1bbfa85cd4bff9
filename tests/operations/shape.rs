//! What JSON may look like, told apart from the crate's own tables and checked in another way: whole values, no paths
//! on the way, every fault at once.

use serde_json::{Value, json};

/// What a value must be.
#[derive(Clone, Debug)]
pub enum Shape {
    Any,
    Text,
    /// Text that goes into a path, where control characters are refused.
    Segment,
    Bool,
    Count,
    Integer,
    Object,
    List(Box<Shape>),
    Map(Box<Shape>),
    Model {
        fields: Vec<Field>,
        strict: bool,
    },
}

/// A known member of an object.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: &'static str,
    pub shape: Shape,
    pub required: bool,
    pub nullable: bool,
    /// `null` in its place means that it is missing, and nobody gets to see it.
    pub unseen: bool,
    /// What takes its place when it is missing, or `null` where that is allowed.
    pub default: Option<Value>,
}

pub fn list(item: Shape) -> Shape {
    Shape::List(Box::new(item))
}

pub fn map(value: Shape) -> Shape {
    Shape::Map(Box::new(value))
}

pub fn model(fields: Vec<Field>) -> Shape {
    Shape::Model { fields, strict: false }
}

/// An object whose known members count in no other spelling.
pub fn strict(fields: Vec<Field>) -> Shape {
    Shape::Model { fields, strict: true }
}

/// It must be there.
pub fn must(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, required: true, nullable: false, unseen: false, default: None }
}

/// It may be missing.
pub fn may(name: &'static str, shape: Shape) -> Field {
    Field { required: false, ..must(name, shape) }
}

/// It may be missing or `null`.
pub fn nullable(name: &'static str, shape: Shape) -> Field {
    Field { nullable: true, ..may(name, shape) }
}

/// It may be missing, and `null` is the same.
pub fn unseen(name: &'static str, shape: Shape) -> Field {
    Field { unseen: true, ..nullable(name, shape) }
}

/// Missing, it has a default.
pub fn default(name: &'static str, shape: Shape, default: &str) -> Field {
    Field { default: Some(serde_json::from_str(default).unwrap()), ..may(name, shape) }
}

/// Missing or `null`, it has a default.
pub fn filled(name: &'static str, shape: Shape, text: &str) -> Field {
    Field { nullable: true, ..default(name, shape, text) }
}

impl Shape {
    /// The paths of everything that is wrong.
    pub fn faults(&self, value: &Value) -> Vec<String> {
        match (self, value) {
            (Shape::Any, _)
            | (Shape::Text | Shape::Segment, Value::String(_))
            | (Shape::Bool, Value::Bool(_))
            | (Shape::Object, Value::Object(_)) => Vec::new(),
            (Shape::Count, Value::Number(number)) if number.is_u64() => Vec::new(),
            (Shape::Integer, Value::Number(number)) if number.is_i64() || number.is_u64() => Vec::new(),
            (Shape::List(item), Value::Array(items)) => {
                let faults = |(index, value)| below(&format!("[{index}]"), item.faults(value));
                items.iter().enumerate().flat_map(faults).collect()
            }
            (Shape::Map(shape), Value::Object(members)) => {
                members.iter().flat_map(|(name, value)| below(&step(name), shape.faults(value))).collect()
            }
            (Shape::Model { fields, strict }, Value::Object(members)) => {
                let missing = fields.iter().filter(|field| field.required && !members.contains_key(field.name));
                let mut faults: Vec<String> = missing.map(|field| field.name.to_owned()).collect();
                for (name, value) in members {
                    match fields.iter().find(|field| field.name == name) {
                        Some(field) if field.nullable && value.is_null() => {}
                        Some(field) => faults.extend(below(&step(name), field.shape.faults(value))),
                        None if *strict && fields.iter().any(|field| camel(field.name) == *name) => {
                            faults.push(step(name));
                        }
                        None => {}
                    }
                }
                faults
            }
            _ => vec![String::new()],
        }
    }

    /// The value with all defaults in it, and without what nobody gets to see.
    pub fn fill(&self, value: &Value) -> Value {
        match (self, value) {
            (Shape::List(item), Value::Array(items)) => items.iter().map(|value| item.fill(value)).collect(),
            (Shape::Map(shape), Value::Object(members)) => {
                members.iter().map(|(name, value)| (name.clone(), shape.fill(value))).collect()
            }
            (Shape::Model { fields, .. }, Value::Object(members)) => {
                let mut filled = members.clone();
                for field in fields {
                    let given = members.get(field.name).filter(|value| !(field.nullable && value.is_null()));
                    if let Some(value) = given.map(|value| field.shape.fill(value)).or_else(|| field.default.clone()) {
                        filled.insert(field.name.to_owned(), value);
                    } else if field.unseen {
                        filled.remove(field.name);
                    }
                }
                filled.into()
            }
            _ => value.clone(),
        }
    }

    /// What a Rust struct has of the value: all of it, but no `null` where a known member may be missing.
    pub fn held(&self, value: &Value) -> Value {
        match (self, value) {
            (Shape::List(item), Value::Array(items)) => items.iter().map(|value| item.held(value)).collect(),
            (Shape::Map(shape), Value::Object(members)) => {
                members.iter().map(|(name, value)| (name.clone(), shape.held(value))).collect()
            }
            (Shape::Model { fields, .. }, Value::Object(members)) => {
                let mut kept = members.clone();
                for field in fields {
                    match members.get(field.name) {
                        Some(Value::Null) => drop(kept.remove(field.name)),
                        Some(value) => drop(kept.insert(field.name.to_owned(), field.shape.held(value))),
                        None => {}
                    }
                }
                kept.into()
            }
            _ => value.clone(),
        }
    }

    /// A value with everything in it.
    pub fn full(&self) -> Value {
        match self {
            Shape::Any => json!({ "any": [null, { "": "thing" }] }),
            Shape::Text => json!("text \"\\/\u{8}\u{1f} ü€😀"),
            Shape::Segment => json!("text \"\\/ ü€😀"),
            Shape::Bool => json!(true),
            Shape::Count => json!(7),
            Shape::Integer => json!(-7),
            Shape::Object => json!({ "deep": [{ "er": [null, 1.5e300, "x"] }], "": {}, "a.b \"c\"": false }),
            Shape::List(item) => json!([item.bare(), item.full()]),
            Shape::Map(value) => json!({ "plain_1": value.full(), "not plain": value.bare(), "": value.bare() }),
            Shape::Model { fields, .. } => {
                fields.iter().map(|field| (field.name.to_owned(), field.shape.full())).collect()
            }
        }
    }

    /// A value with nothing in it that may be missing.
    pub fn bare(&self) -> Value {
        match self {
            Shape::Any => Value::Null,
            Shape::Text | Shape::Segment => json!(""),
            Shape::Bool => json!(false),
            Shape::Count | Shape::Integer => json!(0),
            Shape::List(_) => json!([]),
            Shape::Object | Shape::Map(_) => json!({}),
            Shape::Model { fields, .. } => {
                let required = fields.iter().filter(|field| field.required);
                required.map(|field| (field.name.to_owned(), field.shape.bare())).collect()
            }
        }
    }
}

/// `read_only` as `readOnly`; a name of one word has no such spelling.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let mut camel = words.next().unwrap().to_owned();
    for word in words {
        camel.push_str(&word[..1].to_uppercase());
        camel.push_str(&word[1..]);
    }
    camel
}

/// A member's name as a step of a path.
pub fn step(name: &str) -> String {
    if !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        return name.to_owned();
    }
    format!("[{}]", Value::from(name))
}

/// What Rust has of a reply: a page's list is called `items`, and a page has nothing else but where it goes on.
pub fn typed(shape: &Shape, filled: &Value) -> Value {
    let mut held = shape.held(filled);
    if let (Shape::Model { fields, .. }, Value::Object(members)) = (shape, &mut held)
        && fields.iter().any(|field| field.name == "continuation_token")
    {
        let items = members.remove(fields[0].name).unwrap();
        members.retain(|name, _| name == "total" || name == "continuation_token");
        members.insert("items".to_owned(), items);
    }
    held
}

/// A path below another.
pub fn join(above: &str, path: &str) -> String {
    let dot = if above.is_empty() || path.is_empty() || path.starts_with('[') { "" } else { "." };
    format!("{above}{dot}{path}")
}

fn below(above: &str, paths: Vec<String>) -> Vec<String> {
    paths.iter().map(|path| join(above, path)).collect()
}

/// Where something is in a value: members and items from the outside in.
pub type Place = Vec<Step>;

#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Member(String),
    Item(usize),
}

/// All places in a value, the value's own first.
pub fn places(value: &Value) -> Vec<Place> {
    let mut places = vec![Vec::new()];
    let mut add = |step: Step, value: &Value| {
        places.extend(self::places(value).into_iter().map(|place| [vec![step.clone()], place].concat()));
    };
    match value {
        Value::Array(items) => items.iter().enumerate().for_each(|(index, item)| add(Step::Item(index), item)),
        Value::Object(members) => members.iter().for_each(|(name, value)| add(Step::Member(name.clone()), value)),
        _ => {}
    }
    places
}

/// The value at a place.
pub fn at<'a>(value: &'a mut Value, place: &[Step]) -> &'a mut Value {
    place.iter().fold(value, |value, step| match step {
        Step::Member(name) => &mut value[name],
        Step::Item(index) => &mut value[index],
    })
}

/// The value with another at a place.
pub fn replaced(value: &Value, place: &[Step], by: Value) -> Value {
    let mut value = value.clone();
    *at(&mut value, place) = by;
    value
}

/// The value without what is at a place; `None` for the whole value.
pub fn removed(value: &Value, place: &[Step]) -> Option<Value> {
    let mut value = value.clone();
    let (last, above) = place.split_last()?;
    match (at(&mut value, above), last) {
        (Value::Object(members), Step::Member(name)) => drop(members.remove(name)),
        (Value::Array(items), Step::Item(index)) => drop(items.remove(*index)),
        _ => return None,
    }
    Some(value)
}

/// One value of each kind, and those at the edges of a kind.
pub fn kinds() -> Vec<Value> {
    let mut kinds: Vec<Value> = Vec::from([json!(null), json!(true), json!(false), json!(""), json!("x"), json!("7")]);
    kinds.extend([
        json!(0),
        json!(7),
        json!(-7),
        json!(1.5),
        json!(1.0),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(1e300),
    ]);
    kinds.extend([json!([]), json!([null]), json!(["x"]), json!([1]), json!([{}]), json!([[]])]);
    kinds.extend([json!({}), json!({ "a": null }), json!({ "a": "x" }), json!({ "a": 1 }), json!({ "a": {} })]);
    kinds
}

/// Every value that differs from this one in one place: another kind there, nothing there, or a member more.
pub fn variants(value: &Value) -> Vec<(Place, Value)> {
    let kinds = kinds();
    let mut variants = Vec::new();
    for place in places(value) {
        variants.extend(kinds.iter().map(|kind| (place.clone(), replaced(value, &place, kind.clone()))));
        variants.extend(removed(value, &place).map(|value| (place.clone(), value)));
        let mut more = value.clone();
        if let Value::Object(members) = at(&mut more, &place) {
            members.insert("unknown".to_owned(), json!({ "kept": [1, "ü", null] }));
            variants.push((place.clone(), more));
        }
    }
    variants
}
