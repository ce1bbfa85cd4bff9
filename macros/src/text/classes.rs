//! Resources in TypeScript.

use crate::plan::{Action, Content, Object, Operation, Param, Resource};
use crate::syntax::answer::Form;
use crate::syntax::names::plain;
use crate::syntax::param::Text;
use crate::syntax::resource::{Class, Head, Owner};
use crate::syntax::types::quoted;
use crate::text::layout::{comment, list, method_comment};

/// What every class has.
const FREE: &str = "  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
";

/// The declaration of a class, or of the client's own methods.
pub fn resource(resource: &Resource) -> String {
    let methods: String = resource.operations.iter().map(method).collect();
    match &resource.head {
        Head::Class(Class { docs, name, owner, member }) => {
            let (owner, name) = (owner.class(), plain(name));
            let member = format!("{}  readonly {member}: {name};\n", comment(&docs.lines, "  "));
            let docs = comment(&docs.lines, "");
            format!("export interface {owner} {{\n{member}}}\n\n{docs}export class {name} {{\n{FREE}{methods}}}\n")
        }
        Head::Client => format!("export interface {} {{\n{methods}}}\n", Owner::Meshagent.class()),
    }
}

fn method(operation: &Operation) -> String {
    let options = match operation.action {
        Action::Upload | Action::Download(_) => "options?: TransferOptions",
        Action::Call | Action::Iterate(..) => "options?: RequestOptions",
    };
    let mut arguments: Vec<String> = operation.params.iter().filter_map(argument).collect();
    arguments.push(options.to_owned());
    let comment = method_comment(&operation.docs.lines, operation.route(), "  ");
    comment + &list("  ", &operation.javascript, &arguments, &format!(": {};", returns(operation)))
}

fn argument(param: &Param) -> Option<String> {
    Some(match param {
        Param::Segment(Text { name, values }) | Param::BodyText(Text { name, values }) if !values.is_empty() => {
            format!("{}: {}", plain(name), values.iter().map(quoted).collect::<Vec<_>>().join(" | "))
        }
        Param::Segment(Text { name, .. }) | Param::BodyText(Text { name, .. }) | Param::QueryText(name) => {
            format!("{}: string", plain(name))
        }
        Param::Data(name) => format!("{}: UploadData", plain(name)),
        Param::Object(Object { name, ty, optional, .. }) => {
            format!("{}{}: {}", plain(name), if *optional { "?" } else { "" }, ty.typescript)
        }
        Param::EmptyBody | Param::ProjectId(_) | Param::Take(..) => return None,
    })
}

fn returns(operation: &Operation) -> String {
    let value = match (&operation.content, &operation.action) {
        (Content::Page(item, _), Action::Iterate(..)) => return format!("Pages<{}>", item.typescript),
        (_, Action::Download(Form::Bytes)) => "Bytes".to_owned(),
        (_, Action::Download(Form::Blob)) => "Blob".to_owned(),
        (_, Action::Download(Form::Stream)) => "ReadableStream<Bytes>".to_owned(),
        (Content::Page(item, _), _) => format!("Page<{}>", item.typescript),
        (Content::Json(ty), _) => ty.typescript.clone(),
        (Content::Exists, _) => "boolean".to_owned(),
        (Content::Nothing | Content::Bytes, _) => "void".to_owned(),
    };
    format!("ApiPromise<{value}{}>", if operation.or_null { " | null" } else { "" })
}
