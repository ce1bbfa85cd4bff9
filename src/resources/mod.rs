//! One file per resource: its models and its operations.

pub mod grants;
pub mod members;
pub mod oauth_clients;
pub mod rooms;
pub mod storage;

use crate::operation::{Class, Operation};

/// The classes of a project's resources.
pub static CLASSES: [&Class; 5] =
    [&grants::CLASS, &rooms::CLASS, &members::CLASS, &storage::CLASS, &oauth_clients::CLASS];

/// All operations, class after class, in the order in which [`names`] lists them.
pub(crate) fn operation(index: usize) -> Option<&'static Operation> {
    CLASSES.iter().flat_map(|class| class.operations).nth(index)
}

/// What the classes and their methods are called: a line for each class, beginning with its own name and that of the
/// project's member that holds it.
pub(crate) fn names() -> String {
    let mut text = String::new();
    for class in CLASSES {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(class.name);
        for name in [class.member].into_iter().chain(class.operations.iter().map(|operation| operation.name)) {
            text.push(' ');
            text.push_str(name);
        }
    }
    text
}
