//! Operations as data: what a method takes, sends and gets back.
//!
//! [`resource!`](meshagent_macros::resource) declares them. A declaration yields the table from which one function
//! serves all JavaScript methods, the text of those methods and their TypeScript, and the functions for Rust.

use std::mem;

use meshagent_schema::{Model, Type};

use super::data::{Body, Host, RequestData};
use super::encode::{encode_form, encode_path, encoded, push_form};
use super::expected::Expected;
use super::method::Method;
use crate::error::{Error, Result};
use crate::json::Value;
use crate::model;
use crate::secrets::Secrets;

/// The operations of one kind of thing.
#[derive(Debug)]
pub struct Resource {
    /// Its name, which is that of the member that has its methods; empty for methods of the client itself.
    pub name: &'static str,
    /// Its methods.
    pub operations: &'static [&'static Operation],
}

/// One method.
#[derive(Debug)]
pub struct Operation {
    /// Its name in JavaScript.
    pub name: &'static str,
    /// What it does.
    pub action: Action,
    /// The method of its request.
    pub method: Method,
    /// The path; each `{name}` in it stands for the project's id or for an argument, in their order.
    pub path: &'static str,
    /// The arguments in their order.
    pub params: &'static [Param],
    /// How the reply is read.
    pub expected: Expected,
    /// The host that serves it.
    pub host: Host,
    /// Whether the token is sent.
    pub authorized: bool,
}

/// What a method does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Sends one request.
    Call,
    /// Goes through a list, page after page.
    Iterate {
        /// What the list's own call names the page's size.
        page_size: &'static str,
    },
    /// Sends bytes.
    Upload,
    /// Fetches bytes.
    Download(Form),
}

/// The form that downloaded bytes take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A `Uint8Array`.
    Bytes,
    /// A `Blob`.
    Blob,
    /// A `ReadableStream`.
    Stream,
}

/// One argument of a method, or something that happens to one. Each begins with the argument's name.
#[derive(Clone, Copy, Debug)]
pub enum Param {
    /// Text in the path.
    Segment(&'static str),
    /// The members of the query.
    Query(&'static str, Type),
    /// The members of the query; may be left out.
    OptionalQuery(&'static str, Type),
    /// A JSON body.
    Body(&'static str, Type),
    /// A JSON body; may be left out, which sends an empty object.
    OptionalBody(&'static str, Type),
    /// The members of a form.
    Form(&'static str, Type),
    /// Text that is not empty, for the query.
    QueryText(&'static str),
    /// The bytes to send.
    Data(&'static str),
    /// No argument: the body is an empty object.
    EmptyBody,
    /// No argument: this member of the body is the project's id.
    ProjectId(&'static str),
    /// No argument: this member of the body goes into the path; without it this text does.
    Take(&'static str, &'static str),
}

impl Operation {
    /// The request for a project, the other segments of the path, and the checked text of the one other argument, if it
    /// takes one.
    #[doc(hidden)]
    pub fn request(&self, project: &str, mut segments: Vec<String>, mut text: String) -> Result<RequestData> {
        let (mut query, mut body, mut secrets) = (String::new(), Body::Empty, Secrets::default());
        for param in self.params {
            match param {
                Param::Segment(_) => {}
                Param::ProjectId(name) => text = model::put(&text, name, project),
                Param::Take(name, default) => {
                    let taken = model::take(&mut text, name)?.filter(|taken| !taken.is_empty());
                    segments.push(taken.unwrap_or((*default).to_owned()));
                }
                Param::EmptyBody => body = Body::Json("{}".to_owned()),
                Param::Body(_, ty) | Param::OptionalBody(_, ty) => {
                    add_secrets(&mut secrets, ty, &text);
                    body = Body::Json(mem::take(&mut text));
                }
                Param::Query(..) | Param::OptionalQuery(..) => query = encode_form(Value::checked(&text))?,
                Param::Form(_, ty) => {
                    add_secrets(&mut secrets, ty, &text);
                    body = Body::Form(encode_form(Value::checked(&text))?);
                }
                Param::QueryText(name) if text.is_empty() => return Err(Error::place(name, "text", "empty text")),
                Param::QueryText(name) => push_form(&mut query, name, &text),
                Param::Data(_) => body = Body::Bytes,
            }
        }
        Ok(RequestData {
            method: self.method,
            host: self.host,
            path: encode_path(self.path, project, &segments)?,
            query,
            body,
            authorized: self.authorized,
            secrets,
            expected: self.expected,
        })
    }
}

/// Adds the text of the fields that the model marks as secret.
fn add_secrets(secrets: &mut Secrets, ty: &Type, text: &str) {
    let Type::Model(Model { fields, .. }) = ty else { return };
    for field in fields.iter().filter(|field| field.secret) {
        if let Some(secret) = Value::checked(text).get(field.name).and_then(Value::text) {
            secrets.add(&secret);
            // A server may echo the form as it came.
            secrets.add(&encoded(&secret));
        }
    }
}
