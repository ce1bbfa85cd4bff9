//! Templates of services: Jinja that becomes YAML, which is a specification
//! with the variables that the template asks for. The official SDK reads them
//! in the same way.

use minijinja::Environment;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::today::call::Call;
use crate::today::plain;
use crate::today::records::Members;
use crate::today::validate;

/// How many steps a template may take.
const FUEL: u64 = 100_000;
/// Under which a service keeps what it was made from.
const SOURCE: [&str; 2] = ["meshagent.service.template.yaml", "meshagent.service.template.values"];

/// `services.renderTemplate`: the template with the values filled in.
pub fn render(call: &Call) -> Result<Value> {
    let name = given_name(call).unwrap_or_else(|| "service".to_owned());
    filled(call, &name).map(Value::Object)
}

/// The service that a body's template makes. All values that the template
/// asks for must be there.
pub fn service(call: &Call) -> Result<Members> {
    let kept = plain::record(call).ok().map(|service| service.text_at("metadata.name").to_owned());
    let name = given_name(call).or(kept).unwrap_or_else(|| format!("service-{}", Uuid::new_v4().simple()));
    let mut template = filled(call, &name)?;
    let variables = template.remove("variables").unwrap_or_default();
    for variable in variables.as_array().into_iter().flatten() {
        let name = variable.get("name").and_then(Value::as_str).unwrap_or_default();
        let optional = variable.get("optional") == Some(&json!(true));
        if !optional && call.value("values").get(name).is_none() {
            return Err(Error::invalid(&format!("values.{name}"), "is required by the template"));
        }
    }
    template.insert("kind".to_owned(), json!("Service"));
    template.retain(|_, value| !value.is_null());
    let service = Value::Object(template);
    validate::model(&call.app.today.contract, "ServiceSpec", "template", &service)?;
    if let Value::Object(service) = service { Ok(service) } else { Ok(Members::new()) }
}

/// The value that names a service whose template does not: the recorded one has
/// nothing but its kind.
fn given_name(call: &Call) -> Option<String> {
    call.value("values").get("name").and_then(Value::as_str).map(str::to_owned)
}

/// The template of a body as its model has it, with its text and its values as
/// annotations.
fn filled(call: &Call, name: &str) -> Result<Members> {
    let wrong = |problem: String| Error::invalid("template", &problem);
    let text = call.text("template").unwrap_or_default();
    let values = call.value("values");
    let pairs = values.as_object().into_iter().flatten();
    let pairs = pairs.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())));
    let mut jinja = Environment::new();
    jinja.set_fuel(Some(FUEL));
    let yaml = jinja.render_str(text, minijinja::Value::from_pairs(pairs));
    let yaml = yaml.map_err(|error| wrong(format!("is no template: {error}")))?;
    let spec: Value = serde_saphyr::from_str(&yaml).map_err(|error| wrong(format!("is no YAML: {error}")))?;
    let Value::Object(mut spec) = spec else { return Err(wrong("must be an object in YAML".to_owned())) };
    spec.entry("version").or_insert_with(|| json!("v1"));
    let metadata = spec.entry("metadata").or_insert_with(|| json!({ "name": name }));
    if let Some(metadata) = metadata.as_object_mut() {
        let annotations = metadata.entry("annotations").or_insert(Value::Null);
        if annotations.is_null() {
            *annotations = json!({});
        }
        if let Some(annotations) = annotations.as_object_mut() {
            let kept = [text.to_owned(), serde_json::to_string(values)?];
            annotations.extend(SOURCE.map(str::to_owned).into_iter().zip(kept.map(Value::String)));
        }
    }
    let spec = Value::Object(spec);
    validate::model(&call.app.today.contract, "ServiceTemplateSpec", "template", &spec)?;
    if let Value::Object(spec) = spec { Ok(spec) } else { Ok(Members::new()) }
}
