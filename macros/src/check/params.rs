//! What an operation takes: at most one text besides those in the path, each argument in a place where it can be.

use std::collections::HashSet;

use proc_macro2::{Ident, Span};

use crate::check::errors::Errors;
use crate::check::path::{self, PROJECT};
use crate::plan::{Object, Param};
use crate::syntax::names::plain;
use crate::syntax::operation::{Kind, Operation, Verb};
use crate::syntax::param::{self, Part, Text};

/// Names that mean something else where an argument's name stands.
const TAKEN: [&str; 6] = ["options", "send", "iterate", "use", "place", "methods"];
/// Names that JavaScript refuses there.
#[rustfmt::skip]
const RESERVED: [&str; 48] = [
    "arguments", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do",
    "else", "enum", "eval", "export", "extends", "false", "finally", "for", "function", "if", "implements", "import", "in",
    "instanceof", "interface", "let", "new", "null", "package", "private", "protected", "public", "return", "static",
    "super", "switch", "this", "throw", "true", "try", "typeof", "var", "void",
    "while", "with", "yield",
];

/// The parameters with their roles; adds what is wrong with them.
///
/// Without places, for the path is wrong, nothing is said about what is in the path.
pub fn check(operation: &Operation, has_project: bool, places: Option<&[String]>, errors: &mut Errors) -> Vec<Param> {
    let (kind, verb) = (operation.kind, operation.verb);
    let mut found = Found { kind, verb, has_project, seen: Seen::default() };
    let params: Vec<Param> = operation.params.iter().map(|param| found.add(param, errors)).collect();
    let found = found.seen;
    for span in found.waiting {
        errors.at(span, "no JSON body follows");
    }
    if operation.kind == Kind::Upload && !found.data {
        errors.at(operation.name.span(), "an upload takes `data`");
    }
    if let Some(places) = places {
        path::check(&operation.path, places, &found.in_path, errors);
    }
    params
}

/// An operation while its parameters are gone through.
struct Found {
    kind: Kind,
    verb: Verb,
    has_project: bool,
    seen: Seen,
}

/// What there was so far.
#[derive(Default)]
struct Seen {
    names: HashSet<String>,
    in_path: Vec<(String, Span)>,
    /// A member of the body has gone into the path.
    taken: bool,
    /// What happens to a body that has not come yet.
    waiting: Vec<Span>,
    /// There is the one text.
    text: bool,
    body: bool,
    data: bool,
    optional: bool,
}

impl Found {
    fn add(&mut self, param: &param::Param, errors: &mut Errors) -> Param {
        match param {
            param::Param::Text(Text { name, .. }) if self.kind == Kind::Upload && name == "data" => {
                self.argument(name, false, errors);
                self.body(name.span(), errors);
                self.seen.data = true;
                Param::Data(name.clone())
            }
            param::Param::Text(text) => {
                let name = &text.name;
                self.argument(name, false, errors);
                if self.seen.taken {
                    // A taken member's text comes after those of the arguments.
                    errors.at(name.span(), "text in the path comes before what is taken out of the body");
                }
                self.in_path(name);
                Param::Segment(text.clone())
            }
            param::Param::BodyText(text) => {
                self.argument(&text.name, false, errors);
                self.seen.waiting.push(text.name.span());
                Param::BodyText(text.clone())
            }
            param::Param::QueryText(name) => {
                self.argument(name, false, errors);
                self.text(name.span(), errors);
                Param::QueryText(name.clone())
            }
            param::Param::Object(object) => Param::Object(self.object(object, errors)),
            param::Param::Empty(span) => {
                self.body(*span, errors);
                Param::EmptyBody
            }
            param::Param::Project(member) => {
                if !self.has_project {
                    errors.at(member.span(), "the client has no project");
                }
                self.seen.waiting.push(member.span());
                Param::ProjectId(plain(member))
            }
            param::Param::Take(member, default) => {
                self.seen.taken = true;
                if self.seen.in_path.iter().any(|(name, _)| member == name) {
                    errors.at(member.span(), format!("`{member}` is in the path already"));
                }
                self.seen.waiting.push(member.span());
                self.in_path(member);
                Param::Take(plain(member), default.value())
            }
        }
    }

    fn object(&mut self, object: &param::Object, errors: &mut Errors) -> Object {
        let part = object.part.unwrap_or(match self.verb {
            Verb::Get | Verb::Head | Verb::Delete => Part::Query,
            Verb::Post | Verb::Put | Verb::Patch => Part::Body,
        });
        let (name, span) = (object.name.clone(), object.name.span());
        self.argument(&name, object.optional, errors);
        self.text(span, errors);
        if part != Part::Query {
            self.body(span, errors);
        }
        if part == Part::Body {
            self.seen.waiting.clear();
        }
        if part == Part::Form && object.optional {
            errors.at(span, "a form cannot be left out");
        }
        Object { name, ty: object.ty.clone(), part, optional: object.optional }
    }

    /// Takes note of an argument of the method.
    fn argument(&mut self, name: &Ident, optional: bool, errors: &mut Errors) {
        let text = plain(name);
        if text == PROJECT {
            errors.at(name.span(), "`project` is the id of the project that the method belongs to");
        } else if TAKEN.contains(&text.as_str()) || RESERVED.contains(&text.as_str()) {
            errors.at(name.span(), format!("`{text}` has another meaning in JavaScript"));
        }
        if !self.seen.names.insert(text) {
            errors.at(name.span(), "there is a parameter of this name already");
        }
        if self.seen.optional && !optional {
            errors.at(name.span(), "what must be there comes before what may be left out");
        }
        self.seen.optional |= optional;
    }

    /// Takes note of text in the path.
    fn in_path(&mut self, name: &Ident) {
        let text = plain(name);
        // Which has its own error.
        if text != PROJECT {
            self.seen.in_path.push((text, name.span()));
        }
    }

    /// Takes note of the one text that a request takes besides those in its path.
    fn text(&mut self, span: Span, errors: &mut Errors) {
        if self.seen.text {
            errors.at(span, "an operation takes one object or one text in the query, not two");
        }
        self.seen.text = true;
    }

    fn body(&mut self, span: Span, errors: &mut Errors) {
        if matches!(self.verb, Verb::Get | Verb::Head) {
            errors.at(span, format!("{} has no body", self.verb.wire()));
        }
        if self.seen.body {
            errors.at(span, "there is a body already");
        }
        self.seen.body = true;
    }
}
