//! One operation, from what was written to what can be written out.

use syn::Result;

use crate::check::errors::Errors;
use crate::check::{answer, params, path};
use crate::plan;
use crate::syntax::names::{is_snake_case, plain};
use crate::syntax::operation::Operation;

/// The operation, if all that was said of it goes together.
pub fn check(operation: Operation, has_project: bool) -> Result<plan::Operation> {
    let mut errors = Errors::default();
    let name = plain(&operation.name);
    if !is_snake_case(&name) {
        errors.at(operation.name.span(), "the name is in snake_case");
    }
    // The table of all operations, which stands beside theirs.
    if name == "resource" {
        errors.at(operation.name.span(), "`resource` is the name of the whole table");
    }
    let (javascript, at) = operation.javascript();
    if matches!(javascript.as_str(), "constructor" | "free") {
        errors.at(at, format!("`{javascript}` is a member of every class"));
    }
    let places = path::places(&operation.path).map_err(|error| errors.add(error)).ok();
    let in_path = places.iter().flatten().any(|name| name == path::PROJECT);
    if (in_path || operation.words.project_header) && !has_project {
        errors.at(operation.path.span(), "the client has no project");
    }
    let params = params::check(&operation, has_project, places.as_deref(), &mut errors);
    let content = answer::content(&operation, &mut errors);
    let action = answer::action(&operation, &mut errors);
    errors.or(())?;
    let project_header = operation.words.project_header;
    let needs_project =
        in_path || project_header || params.iter().any(|param| matches!(param, plan::Param::ProjectId(_)));
    Ok(plan::Operation {
        docs: operation.docs,
        name: operation.name,
        javascript,
        action,
        verb: operation.verb,
        path: operation.path.value(),
        params,
        needs_project,
        content,
        envelope: operation.answer.envelope.map(|envelope| envelope.value),
        or_null: operation.answer.or_null.is_some(),
        prepare: operation.words.prepare,
        rewrite: operation.words.rewrite,
        files: operation.words.files,
        authorized: !operation.words.anonymous,
        project_header,
    })
}
