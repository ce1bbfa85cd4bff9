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

/// All operations by their numbers: class after class, in the order in which [`names`] lists them. Any other number
/// stands for the one that belongs to no project.
pub(crate) fn operation(number: usize) -> &'static Operation {
    let mut left = number;
    for class in &CLASSES {
        if let Some(operation) = class.operations.get(left) {
            return operation;
        }
        left = left.wrapping_sub(class.operations.len());
    }
    &oauth_clients::EXCHANGE
}

/// The number of the operation that belongs to no project.
pub(crate) const EXCHANGE: usize = usize::MAX;

/// What the classes and their methods are called: a line for each class, which begins with its own name and that of the
/// project's member that holds it. A method whose request is all in its path has that behind its name: the numbers of
/// its method and its reply, the name of a page's list, and the path.
pub(crate) fn names() -> String {
    let mut text = String::new();
    for class in CLASSES {
        text.push_str(class.name);
        text.push(' ');
        text.push_str(class.member);
        for operation in class.operations {
            text.push(' ');
            text.push_str(operation.name);
            if operation.is_all_path() {
                let (expected, list) = operation.reading.reply.expected();
                for digit in [operation.method as u8, expected] {
                    text.push('|');
                    text.push(char::from(b'0' + digit));
                }
                text.push('|');
                text.push_str(list);
                text.push('|');
                text.push_str(operation.path);
            }
        }
        text.push('\n');
    }
    text
}
