//! What `resource!` refuses of a resource as a whole, and of the words of an operation.

use super::refused;
use crate::expand_resource;

#[test]
fn heads() {
    let operation = "\n/// A.\nfn a() -> () = GET \"x\";";
    for (head, message) in [
        ("class «Rooms as project.rooms;", "it needs a doc comment"),
        ("/// A.\n«struct Rooms;", "expected `class` or `impl`"),
        ("/// A.\nclass Rooms «= project.rooms;", "expected `as`"),
        ("/// A.\nclass Rooms as «room.rooms;", "expected `project` or `meshagent`"),
        ("/// A.\nclass Rooms as project«;", "expected `.`"),
        ("/// A.\nclass Rooms as project.rooms «{}", "expected `;`"),
        ("impl «Project;", "expected `Meshagent`"),
        ("«/// A.\nimpl Meshagent;", "the client has its own doc comment"),
    ] {
        refused(expand_resource, &format!("{head}{operation}"), &[message]);
    }
}

#[test]
fn names() {
    for (operations, message) in [
        ("fn «a() -> () = GET \"x\";", "it needs a doc comment"),
        ("/// A.\nfn «listAll() -> () = GET \"x\";", "the name is in snake_case"),
        ("/// A.\nfn «resource() -> () = GET \"x\";", "`resource` is the name of the whole table"),
        ("/// A.\nfn «free() -> () = GET \"x\";", "`free` is a member of every class"),
        ("/// A.\nfn a as «constructor() -> () = GET \"x\";", "`constructor` is a member of every class"),
        (
            "/// A.\nfn a() -> () = GET \"x\";\n/// B.\neach «a() -> B in b by c = GET \"x\";",
            "there is an operation of this name already",
        ),
        (
            "/// A.\nfn a_b() -> () = GET \"x\";\n/// B.\nfn c as «aB() -> () = GET \"x\";",
            "there is an operation of this name in JavaScript already",
        ),
    ] {
        refused(expand_resource, &format!("/// A.\nclass Rooms as project.rooms;\n{operations}"), &[message]);
    }
}

#[test]
fn words() {
    let clauses = "expected `in`, `from`, `or null`, `by` or `=`, in this order";
    let words = "expected `at files`, `anonymous`, `with project`, `using`, `=>` or `;`, each once";
    for (operation, message) in [
        ("«const a() -> () = GET \"x\";", "expected one of: `fn`, `each`, `upload`, `download`"),
        ("«#[inline] fn a() -> () = GET \"x\";", "only a doc comment can be here"),
        ("fn a() «= GET \"x\";", "expected `->`"),
        ("fn a() -> Room «of room = GET \"x\";", clauses),
        ("fn a() -> Room or null «from room = GET \"x\";", clauses),
        ("fn a() -> Room or «nothing = GET \"x\";", "expected `null`"),
        ("fn a() -> () = «OPTIONS \"x\";", "expected GET, POST, PUT, PATCH, DELETE or HEAD"),
        ("fn a() -> () = GET «x;", "expected string literal"),
        ("fn a() -> () = GET \"x\" «quietly;", words),
        ("fn a() -> () = GET \"x\" anonymous «anonymous;", words),
        ("fn a() -> () = GET \"x\" at «rooms;", "expected `files`"),
        ("fn a(b: «u8) -> () = POST \"x\";", "this type has no name in TypeScript"),
        ("fn a(«json b: B) -> () = POST \"x\";", "expected one of: `query`, `body`, `form`"),
        ("fn a(b in «header) -> () = GET \"x\";", "expected one of: `query`, `path`, `body`"),
        ("fn a(b in path: «c) -> () = GET \"x\";", "expected string literal"),
        ("fn a(query b «in query) -> () = GET \"x\";", "expected `:`"),
        ("fn a({ «b: B }) -> () = POST \"x\";", "only `{}`, an empty object, can be here"),
        ("fn a(- b «else \"c\", d: D) -> () = POST \"{b}\";", "expected `or`"),
        ("fn a(b? «B) -> () = POST \"x\";", "expected `:`"),
        ("fn a(«b c) -> () = POST \"x\";", "expected one of: `query`, `body`, `form`"),
        ("fn a(b «= c) -> () = POST \"x\";", "expected `,`"),
    ] {
        refused(expand_resource, &format!("/// A.\nclass Rooms as project.rooms;\n/// A.\n{operation}"), &[message]);
    }
}

#[test]
fn a_resource_is_not_empty() {
    let place = crate::expand::Place { file: String::new(), line: 1 };
    let empty = "/// A.\nclass Rooms as project.rooms;".parse().unwrap();
    let error = expand_resource(empty, &place).unwrap_err();
    assert_eq!(error.to_string(), "unexpected end of input, expected an operation");
}

#[test]
fn all_errors_are_reported() {
    let source = "impl Meshagent;\n/// A.\nfn a(«b) -> () = GET «\"{c}\";\n/// B.\nfn «B() -> «Page<C> = GET \"x\";";
    let messages = [
        "`b` is not in the path",
        "`{c}` is not a parameter",
        "the name is in snake_case",
        "a page says `in` which member of the reply it is",
    ];
    refused(expand_resource, source, &messages);
}
