//! What `resource!` refuses of an operation that is well written.

use super::refused;
use crate::expand_resource;

/// Operations of a project's class.
fn all(operations: &[(&str, &str)]) {
    for (operation, message) in operations {
        refused(expand_resource, &format!("/// A.\nclass Rooms as project.rooms;\n/// A.\n{operation}"), &[message]);
    }
}

#[test]
fn paths() {
    let ends = "a path has no `/` at its beginning and no two in a row";
    all(&[
        ("fn a() -> () = GET «\"/x\";", ends),
        ("fn a() -> () = GET «\"x//\";", ends),
        ("fn a() -> () = GET «\"/\";", ends),
        ("fn a() -> () = GET «\"x//y\";", ends),
        ("fn a() -> () = GET «\"\";", ends),
        ("fn a() -> () = GET «\"x#y\";", "a path has no `#`, `\\` or space"),
        ("fn a() -> () = GET «\"x/{}\";", "`{}` is not a name in braces"),
        ("fn a() -> () = GET «\"x/{a-b}\";", "`{a-b}` is not a name in braces"),
        ("fn a(b, c) -> () = GET «\"x/{b}{c}\";", "`{b}{c}`: a segment has one name in braces"),
        ("fn a() -> () = GET «\"x/y}\";", "`y}`: a brace has no other"),
        ("fn a(b) -> () = GET «\"{b}/{b}\";", "`{b}` is there twice"),
        ("fn a(b) -> () = GET «\"{b}/{project}\";", "`{project}` comes before all other names"),
        ("fn a(b) -> () = GET «\"{b}/{c}\";", "`{c}` is not a parameter"),
        ("fn a(b, «c) -> () = GET \"{b}\";", "`c` is not in the path"),
        ("fn a(- «b or \"c\", d: D) -> () = POST \"x\";", "`b` is not in the path"),
        ("fn a(b, «c) -> () = GET \"{c}/{b}\";", "`c` is earlier in the path than the parameter before it"),
    ]);
}

#[test]
fn the_client_has_no_project() {
    for operation in [
        "fn a() -> () = GET «\"{project}\";",
        "fn a(+ «project_id, b: B) -> () = POST \"x\";",
        "fn a() -> () = GET «\"x\" with project;",
    ] {
        for head in ["impl Meshagent;", "/// A.\nclass Rooms as meshagent.rooms;"] {
            refused(expand_resource, &format!("{head}\n/// A.\n{operation}"), &["the client has no project"]);
        }
    }
}

#[test]
fn params() {
    all(&[
        ("fn a(«project) -> () = GET \"{project}\";", "`project` is the id of the project that the method belongs to"),
        ("fn a(«options in query) -> () = GET \"x\";", "`options` has another meaning in JavaScript"),
        ("fn a(«default) -> () = GET \"{default}\";", "`default` has another meaning in JavaScript"),
        ("fn a(b, «b in query) -> () = GET \"{b}\";", "there is a parameter of this name already"),
        ("fn a(b?: B, «c) -> () = GET \"{c}\";", "what must be there comes before what may be left out"),
        ("fn a(b: B, «c: C) -> () = GET \"x\";", "an operation takes one object or one text in the query, not two"),
        (
            "fn a(b in query, «c in query) -> () = GET \"x\";",
            "an operation takes one object or one text in the query, not two",
        ),
        ("fn a(body «b: B) -> () = GET \"x\";", "GET has no body"),
        ("fn a(form «b: B) -> () = HEAD \"x\";", "HEAD has no body"),
        ("fn a(«{}) -> () = GET \"x\";", "GET has no body"),
        ("fn a({}, «b: B) -> () = POST \"x\";", "there is a body already"),
        ("fn a(form «b?: B) -> () = POST \"x\";", "a form cannot be left out"),
        ("fn a(+ «b) -> () = POST \"x\";", "no JSON body follows"),
        ("fn a(b, - «b or \"x\", c: C) -> () = POST \"{b}\";", "`b` is in the path already"),
        ("fn a(b: B, + «c) -> () = POST \"x\";", "no JSON body follows"),
        ("fn a(+ «b, form c: C) -> () = POST \"x\";", "no JSON body follows"),
        (
            "fn a(- b or \"x\", «c, d: D) -> () = POST \"{b}/{c}\";",
            "text in the path comes before what is taken out of the body",
        ),
        ("upload «a(path in query) = POST \"x\";", "an upload takes `data`"),
        ("upload a(«data) = GET \"x\";", "GET has no body"),
        ("upload a(data, «b: B) = POST \"x\";", "there is a body already"),
        ("fn a(«data) -> () = POST \"x\";", "`data` is not in the path"),
        ("fn a(«b in path: \"c\") -> () = POST \"x\";", "`b` is not in the path"),
        ("fn a(«b in body) -> () = POST \"x\";", "no JSON body follows"),
        ("fn a(b: B, «c in body) -> () = POST \"x\";", "no JSON body follows"),
        ("fn a(b, «b in body, c: C) -> () = POST \"{b}\";", "there is a parameter of this name already"),
    ]);
}

#[test]
fn answers() {
    all(&[
        ("fn a() -> «bytes = GET \"x\";", "only `download` has bytes as its answer"),
        ("upload a(data) -> «blob = POST \"x\";", "only `download` has bytes as its answer"),
        ("download a() -> «Room = GET \"x\";", "expected `bytes`, `blob` or `stream`"),
        ("each a() -> «Page<Room> in rooms by limit = GET \"x\";", "expected the type of one item"),
        ("each a() -> Room in rooms by limit = «PUT \"x\";", "`each` goes by GET or POST"),
        (
            "each a() -> Room in rooms by limit = «POST \"x\";",
            "`each` by POST is continued with a token: `by size token`",
        ),
        ("each a() -> «Room in rooms = GET \"x\";", "`each` says `by` which member of the query the page's size goes"),
        ("each a() -> «Room by limit = GET \"x\";", "a page says `in` which member of the reply it is"),
        ("fn a() -> «Page<Room> = GET \"x\";", "a page says `in` which member of the reply it is"),
        ("fn a() -> «Page = GET \"x\";", "expected `Page<T>`"),
        ("fn a() -> «other::Page<Room> = GET \"x\";", "this type has no name in TypeScript"),
        ("fn a() -> Room «in rooms = GET \"x\";", "only a page is `in` a member of the reply; others are `from` one"),
        ("fn a() -> Room «by limit = GET \"x\";", "only `each` has a page size"),
        ("fn a() -> () «from b = GET \"x\";", "there is no JSON to take a member from"),
        ("fn a() -> () «or null = GET \"x\";", "only one value can be `null`"),
        ("fn a() -> exists «or null = GET \"x\";", "only one value can be `null`"),
        ("fn a() -> Page<Room> in rooms «or null = GET \"x\";", "only one value can be `null`"),
        ("fn a() -> «() = GET \"x\" => b;", "there is no JSON to rewrite"),
        (
            "fn a() -> «Page<Room> in rooms = HEAD \"x\";",
            "the reply to HEAD has no body: expected `exists`, `()` or what its headers say",
        ),
        ("fn a() -> «exists = HEAD \"x\" => b;", "there is no JSON to rewrite"),
    ]);
}
