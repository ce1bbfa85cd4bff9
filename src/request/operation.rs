//! Operations as data: what a method takes, sends and gets back.
//!
//! [`resource!`](meshagent_macros::resource) declares them. A declaration yields the table from which one function
//! serves all JavaScript methods, the text of those methods and their TypeScript, and the functions for Rust.

use std::mem;

use meshagent_schema::{Model, Type};

use super::data::{Body, ContentType, Host, Paging, RequestData};
use super::encode::{encode_form, encode_path, encoded, push_form, replace_members};
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
    /// The path; each `{name}` in it stands for the project's id or for an argument, in their order. What follows a `?`
    /// is sent as the query, unless a member of the query's object has the same name.
    pub path: &'static str,
    /// The arguments in their order.
    pub params: &'static [Param],
    /// What is done to the arguments before the request is built from them.
    pub prepare: Option<Prepare>,
    /// How the reply is read.
    pub expected: Expected,
    /// The host that serves it.
    pub host: Host,
    /// Whether the token is sent.
    pub authorized: bool,
    /// Whether a header names the project.
    pub project_header: bool,
}

/// Changes or refuses the arguments of an operation: what its table cannot say.
pub type Prepare = fn(&mut Arguments) -> Result<()>;

/// The arguments of an operation, checked.
#[derive(Debug)]
pub struct Arguments {
    /// The text in the path, without the project's id.
    pub segments: Vec<String>,
    /// The one text besides those: mostly the JSON of an object.
    pub text: String,
    /// What the bytes to send are, if there are any.
    pub content_type: ContentType,
}

/// What a method does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Sends one request.
    Call,
    /// Goes through a list, page after page.
    Iterate(Paging),
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
    /// Text in the path that is one of these values.
    Choice(&'static str, &'static [&'static str]),
    /// Text that becomes a member of the JSON body; one of these values, if there are any.
    Member(&'static str, &'static [&'static str]),
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
    /// The request for a project, the texts that go into the path or become members of the body, and the checked text of
    /// the one other argument, if it takes one.
    #[doc(hidden)]
    pub fn request(&self, project: &str, texts: Vec<String>, text: String) -> Result<RequestData> {
        let mut arguments = self.arguments(project, texts, text)?;
        if let Some(prepare) = self.prepare {
            prepare(&mut arguments)?;
        }
        let Arguments { mut segments, mut text, content_type } = arguments;
        let (template, fixed) = self.path.split_once('?').unwrap_or((self.path, ""));
        let (mut query, mut body, mut secrets) = (fixed.to_owned(), Body::Empty, Secrets::default());
        for param in self.params {
            match param {
                Param::Segment(_) | Param::Choice(..) | Param::Member(..) | Param::ProjectId(_) => {}
                Param::Take(name, default) => {
                    let taken = model::take(&mut text, name)?.filter(|taken| !taken.is_empty());
                    segments.push(taken.unwrap_or((*default).to_owned()));
                }
                Param::EmptyBody => body = Body::Json("{}".to_owned()),
                Param::Body(_, ty) | Param::OptionalBody(_, ty) => {
                    add_secrets(&mut secrets, ty, Value::checked(&text));
                    body = Body::Json(mem::take(&mut text));
                }
                Param::Query(..) | Param::OptionalQuery(..) => {
                    query = replace_members(&query, &encode_form(Value::checked(&text))?);
                }
                Param::Form(_, ty) => {
                    add_secrets(&mut secrets, ty, Value::checked(&text));
                    body = Body::Form(encode_form(Value::checked(&text))?);
                }
                Param::QueryText(name) if text.is_empty() => return Err(Error::place(name, "text", "empty text")),
                Param::QueryText(name) => push_form(&mut query, name, &text),
                Param::Data(_) => body = Body::Bytes,
            }
        }
        Ok(RequestData {
            operation: String::new(),
            route: template,
            method: self.method,
            host: self.host,
            path: encode_path(template, Some(project), &segments)?,
            query,
            body,
            content_type,
            follows: self.host == Host::Api,
            authorized: self.authorized,
            project: if self.project_header { project.to_owned() } else { String::new() },
            secrets,
            expected: self.expected,
            paging: if let Action::Iterate(paging) = self.action { Some(paging) } else { None },
        })
    }

    /// The arguments, of which each is checked that has known values. What belongs into the body is in its text.
    fn arguments(&self, project: &str, texts: Vec<String>, mut text: String) -> Result<Arguments> {
        let (mut texts, mut segments) = (texts.into_iter(), Vec::new());
        for param in self.params {
            match param {
                Param::Segment(_) => segments.extend(texts.next()),
                Param::Choice(name, values) => segments.push(one_of(name, values, texts.next())?),
                Param::Member(name, values) => text = model::put(&text, name, &one_of(name, values, texts.next())?),
                Param::ProjectId(name) => text = model::put(&text, name, project),
                _ => {}
            }
        }
        Ok(Arguments { segments, text, content_type: ContentType::default() })
    }
}

/// The text, if it is one of the values, or there are none.
fn one_of(name: &str, values: &[&str], text: Option<String>) -> Result<String> {
    let text = text.unwrap_or_default();
    if values.is_empty() || values.contains(&text.as_str()) {
        return Ok(text);
    }
    Err(Error::place(name, &values.join(" or "), "other text"))
}

/// Adds the text of the fields that the type marks as secret, wherever they are in it.
fn add_secrets(secrets: &mut Secrets, ty: &Type, value: Value<'_>) {
    match ty {
        Type::List(item) => value.items().for_each(|value| add_secrets(secrets, item, value)),
        Type::Map(item) => value.members().for_each(|(_, value)| add_secrets(secrets, item, value)),
        Type::Model(model) => add_fields(secrets, model, value),
        Type::Tagged(tagged) => tagged.variants.iter().for_each(|(_, model)| add_fields(secrets, model, value)),
        Type::Any | Type::Text | Type::Bool | Type::Count | Type::Integer | Type::Number => {}
        Type::Object | Type::Either(_) => {}
    }
}

fn add_fields(secrets: &mut Secrets, model: &Model, value: Value<'_>) {
    for field in model.fields {
        let Some(value) = value.some(field.name) else { continue };
        match value.text().filter(|_| field.secret) {
            Some(secret) => {
                secrets.add(&secret);
                // A server may echo the form as it came.
                secrets.add(&encoded(&secret));
            }
            None => add_secrets(secrets, &field.ty, value),
        }
    }
}
