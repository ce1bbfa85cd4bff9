//! Operations that have been checked: what the texts and the tokens are made from.

use proc_macro2::Ident;
use syn::Path;

use crate::syntax::answer::Form;
use crate::syntax::attributes::Docs;
use crate::syntax::operation::Verb;
use crate::syntax::param::{Part, Text};
use crate::syntax::resource::Head;
use crate::syntax::types::Typed;

/// A resource that can be written out.
pub struct Resource {
    /// What the operations are methods of.
    pub head: Head,
    /// The operations in their order.
    pub operations: Vec<Operation>,
}

/// A method and its request.
pub struct Operation {
    /// What it does.
    pub docs: Docs,
    /// Its name in Rust.
    pub name: Ident,
    /// Its name in JavaScript.
    pub javascript: String,
    /// What it does with the request.
    pub action: Action,
    /// The method of its request.
    pub verb: Verb,
    /// The path of its request.
    pub path: String,
    /// What it takes, and what happens to that.
    pub params: Vec<Param>,
    /// Whether its request needs the project's id.
    pub needs_project: bool,
    /// What the reply is.
    pub content: Content,
    /// The reply's member that holds the value.
    pub envelope: Option<String>,
    /// Whether a 404 is `null`.
    pub or_null: bool,
    /// What prepares the arguments.
    pub prepare: Option<Path>,
    /// What translates the reply.
    pub rewrite: Option<Path>,
    /// Whether it goes to the host of files.
    pub files: bool,
    /// Whether it is sent with the token.
    pub authorized: bool,
    /// Whether a header names the project.
    pub project_header: bool,
}

impl Operation {
    /// Its method and path, as documentation names them.
    pub fn route(&self) -> String {
        format!("`{} /{}`", self.verb.wire(), self.path.replace('*', ""))
    }
}

/// What a method does with its request.
pub enum Action {
    /// Sends it.
    Call,
    /// Goes through a list, whose page size has this name; `true` when it is always continued with a token.
    Iterate(String, bool),
    /// Sends bytes.
    Upload,
    /// Fetches bytes.
    Download(Form),
}

/// An argument, or what happens without one.
pub enum Param {
    /// Text in the path.
    Segment(Text),
    /// Text that becomes a member of the JSON body.
    BodyText(Text),
    /// The one object.
    Object(Object),
    /// Text in the query.
    QueryText(Ident),
    /// The bytes to send.
    Data(Ident),
    /// No argument: the body is an empty object.
    EmptyBody,
    /// No argument: this member of the body is the project's id.
    ProjectId(String),
    /// No argument: this member of the body, or the text without it, goes into the path.
    Take(String, String),
}

/// The one object that an operation takes.
pub struct Object {
    /// Its name.
    pub name: Ident,
    /// Its type.
    pub ty: Typed,
    /// Where it goes.
    pub part: Part,
    /// Whether it may be left out.
    pub optional: bool,
}

impl Param {
    /// The argument's name, if there is an argument.
    pub fn argument(&self) -> Option<&Ident> {
        match self {
            Param::Segment(Text { name, .. })
            | Param::BodyText(Text { name, .. })
            | Param::QueryText(name)
            | Param::Data(name)
            | Param::Object(Object { name, .. }) => Some(name),
            Param::EmptyBody | Param::ProjectId(_) | Param::Take(..) => None,
        }
    }
}

/// What a reply is.
pub enum Content {
    /// Nothing that is looked at.
    Nothing,
    /// JSON.
    Json(Typed),
    /// A page of such items, in the reply's member of this name.
    Page(Typed, String),
    /// Bytes.
    Bytes,
    /// Whether there is such a thing.
    Exists,
}
