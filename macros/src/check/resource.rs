//! A resource: operations whose names are there once.

use std::collections::HashSet;

use syn::Result;

use crate::check::errors::Errors;
use crate::check::operation;
use crate::plan;
use crate::syntax::names::plain;
use crate::syntax::resource::Resource;

/// The resource, if it can be written out.
pub fn resource(resource: Resource) -> Result<plan::Resource> {
    let Resource { head, operations } = resource;
    let mut errors = Errors::default();
    let (mut rust, mut javascript) = (HashSet::new(), HashSet::new());
    let mut checked = Vec::new();
    for operation in operations {
        let (name, at) = operation.javascript();
        if !rust.insert(plain(&operation.name)) {
            errors.at(operation.name.span(), "there is an operation of this name already");
        } else if !javascript.insert(name) {
            errors.at(at, "there is an operation of this name in JavaScript already");
        }
        match operation::check(operation, head.has_project()) {
            Ok(operation) => checked.push(operation),
            Err(error) => errors.add(error),
        }
    }
    errors.or(plan::Resource { head, operations: checked })
}
