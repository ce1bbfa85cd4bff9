//! Models in TypeScript.

use crate::syntax::model::{Field, Item, Models, Presence, Struct, Values};
use crate::syntax::names::plain;
use crate::text::layout::{comment, fits};

/// The declarations of all models.
pub fn models(models: &Models) -> String {
    let items: Vec<String> = models
        .items
        .iter()
        .map(|item| match item {
            Item::Struct(model) => interface(model),
            Item::Values(values) => union(values),
        })
        .collect();
    items.join("\n")
}

fn interface(model: &Struct) -> String {
    let mut text = comment(&model.docs.lines, "");
    text.push_str(&format!("export interface {} {{", plain(&model.name)));
    if model.fields.is_empty() {
        return text + "}\n";
    }
    text.push('\n');
    for field in &model.fields {
        text.push_str(&comment(&field.docs.lines, "  "));
        text.push_str(&format!("  {};\n", member(field)));
    }
    text + "}\n"
}

fn member(field: &Field) -> String {
    let (name, ty) = (plain(&field.name), &field.ty.typescript);
    match field.presence {
        // A default takes the place of `null`, so nobody sees one.
        Presence::Required | Presence::Filled(_) => format!("{name}: {ty}"),
        Presence::OptionalOrNull => format!("{name}?: {ty} | null | undefined"),
        Presence::Optional | Presence::OptionalNotNull | Presence::Defaulted(_) => format!("{name}?: {ty} | undefined"),
    }
}

fn union(values: &Values) -> String {
    let text = comment(&values.docs.lines, "");
    // A plain `string` would swallow the others, and editors would not suggest them.
    let known = values.values.iter().map(|value| serde_json::Value::from(value.value()).to_string());
    let all: Vec<String> = known.chain(["(string & {})".to_owned()]).collect();
    let start = format!("export type {} =", plain(&values.name));
    let line = format!("{start} {};", all.join(" | "));
    if fits(&line) {
        return text + &line + "\n";
    }
    let all: String = all.iter().map(|value| format!("\n  | {value}")).collect();
    text + &start + &all + ";\n"
}
