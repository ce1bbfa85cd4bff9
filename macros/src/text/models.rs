//! Models in TypeScript.

use proc_macro2::Ident;

use crate::syntax::attributes::Docs;
use crate::syntax::model::{Field, Item, Models, Presence, Struct, Union};
use crate::syntax::names::plain;
use crate::syntax::types::quoted;
use crate::text::layout::{comment, fits};

/// The declarations of all models.
pub fn models(models: &Models) -> String {
    let items: Vec<String> = models
        .items
        .iter()
        .map(|item| match item {
            Item::Struct(model) => interface(model),
            Item::Values(values) => {
                // A plain `string` would swallow the others, and editors would not suggest them.
                let all = values.values.iter().map(quoted).chain(["(string & {})".to_owned()]);
                alias(&values.docs, &values.name, all.collect())
            }
            Item::Union(Union { docs, name, variants, .. }) => {
                alias(docs, name, variants.iter().map(|(_, ty)| ty.typescript.clone()).collect())
            }
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
        Presence::OptionalOrNull | Presence::DefaultedOrNull(_) => format!("{name}?: {ty} | null | undefined"),
        Presence::Optional | Presence::OptionalNotNull | Presence::Defaulted(_) => format!("{name}?: {ty} | undefined"),
    }
}

/// A name for one of several types.
fn alias(docs: &Docs, name: &Ident, all: Vec<String>) -> String {
    let text = comment(&docs.lines, "");
    let start = format!("export type {} =", plain(name));
    let line = format!("{start} {};", all.join(" | "));
    if fits(&line) {
        return text + &line + "\n";
    }
    let all: String = all.iter().map(|value| format!("\n  | {value}")).collect();
    text + &start + &all + ";\n"
}
