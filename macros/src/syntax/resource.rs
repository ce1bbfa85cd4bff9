//! The whole of one `resource!`.

use proc_macro2::Ident;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Result, Token};

use crate::syntax::attributes::Docs;
use crate::syntax::names::{camel_case, plain};
use crate::syntax::operation::Operation;

mod keyword {
    syn::custom_keyword!(class);
}

/// A class or a part of the client, and its operations.
pub struct Resource {
    /// What they are methods of.
    pub head: Head,
    /// The operations in their order.
    pub operations: Vec<Operation>,
}

/// What the operations are methods of.
pub enum Head {
    /// `class Rooms as project.rooms;`
    Class(Class),
    /// `impl Meshagent;`
    Client,
}

/// A class of its own.
pub struct Class {
    /// What it is.
    pub docs: Docs,
    /// Its name.
    pub name: Ident,
    /// What has it as a member.
    pub owner: Owner,
    /// The member's name in JavaScript.
    pub member: String,
}

/// What a class is a member of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A project.
    Project,
    /// The client.
    Meshagent,
}

impl Owner {
    /// The class of JavaScript.
    pub fn class(self) -> &'static str {
        match self {
            Owner::Project => "Project",
            Owner::Meshagent => "Meshagent",
        }
    }
}

impl Head {
    /// The name of the class whose methods these are.
    pub fn class(&self) -> String {
        match self {
            Head::Class(class) => plain(&class.name),
            Head::Client => Owner::Meshagent.class().to_owned(),
        }
    }

    /// The name of the member that holds them; empty for the client's own.
    pub fn member(&self) -> &str {
        match self {
            Head::Class(class) => &class.member,
            Head::Client => "",
        }
    }

    /// Whether they belong to a project.
    pub fn has_project(&self) -> bool {
        matches!(self, Head::Class(Class { owner: Owner::Project, .. }))
    }
}

impl Parse for Resource {
    fn parse(input: ParseStream) -> Result<Self> {
        let head = input.parse()?;
        let mut operations = Vec::new();
        while !input.is_empty() {
            operations.push(input.parse()?);
        }
        if operations.is_empty() {
            return Err(input.error("expected an operation"));
        }
        Ok(Resource { head, operations })
    }
}

impl Parse for Head {
    fn parse(input: ParseStream) -> Result<Self> {
        let start = input.span();
        let docs = Docs::parse(input)?;
        let lookahead = input.lookahead1();
        let head = if lookahead.peek(keyword::class) {
            input.parse::<keyword::class>()?;
            let name: Ident = input.parse()?;
            let docs = docs.required(name.span())?;
            input.parse::<Token![as]>()?;
            let owner = input.parse()?;
            input.parse::<Token![.]>()?;
            let member = camel_case(&plain(&input.parse()?));
            Head::Class(Class { docs, name, owner, member })
        } else if lookahead.peek(Token![impl]) {
            if !docs.lines.is_empty() {
                return Err(Error::new(start, "the client has its own doc comment"));
            }
            input.parse::<Token![impl]>()?;
            let name: Ident = input.parse()?;
            if name != Owner::Meshagent.class() {
                return Err(Error::new(name.span(), "expected `Meshagent`"));
            }
            Head::Client
        } else {
            return Err(lookahead.error());
        };
        input.parse::<Token![;]>()?;
        Ok(head)
    }
}

impl Parse for Owner {
    fn parse(input: ParseStream) -> Result<Self> {
        let name: Ident = input.parse()?;
        match plain(&name).as_str() {
            "project" => Ok(Owner::Project),
            "meshagent" => Ok(Owner::Meshagent),
            _ => Err(Error::new(name.span(), "expected `project` or `meshagent`")),
        }
    }
}
