//! Resources in JavaScript: classes whose methods do nothing but name an operation and pass the arguments on.

use crate::plan::{Action, Operation, Resource};
use crate::syntax::names::plain;
use crate::syntax::resource::{Class, Head};
use crate::text::layout::{comment, list, method_comment};

/// The class and its place, or the methods that the client gets.
pub fn resource(resource: &Resource) -> String {
    let class = resource.head.class();
    let methods = |end: &str| -> String {
        resource.operations.iter().map(|operation| method(&resource.head, operation) + end + "\n").collect()
    };
    match &resource.head {
        Head::Class(Class { docs, owner, member, .. }) => {
            let (docs, owner) = (comment(&docs.lines, ""), owner.class());
            let methods = methods("");
            format!(
                "{docs}export class {class} extends Resource {{\n{methods}}}\nplace({owner}, \"{member}\", {{ {class} }});\n"
            )
        }
        Head::Client => format!("methods({class}, {{\n{}}});\n", methods(",")),
    }
}

/// A method without the end of its last line.
fn method(head: &Head, operation: &Operation) -> String {
    let names: Vec<String> = operation.params.iter().filter_map(|param| param.argument()).map(plain).collect();
    let function = if matches!(operation.action, Action::Iterate(..)) { "iterate" } else { "send" };
    let id = match head.member() {
        "" => operation.javascript.clone(),
        member => format!("{member}.{}", operation.javascript),
    };
    let passed = [
        format!("use(this, {})", head.class()),
        format!("\"{id}\""),
        format!("[{}]", names.join(", ")),
        "options".to_owned(),
    ];
    let mut arguments = names;
    arguments.push("options".to_owned());
    let comment = method_comment(&operation.docs.lines, operation.route(), "  ");
    let start = list("  ", &operation.javascript, &arguments, " {");
    let call = list("    ", &format!("return {function}"), &passed, ";");
    format!("{comment}{start}{call}  }}")
}
