//! An operation's table.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::plan::{Action, Content, Object, Operation, Param};
use crate::syntax::answer::Form;
use crate::syntax::names::{plain, upper_case};
use crate::syntax::operation::Verb;
use crate::syntax::param::{Part, Text};
use crate::syntax::types::Typed;

/// The tables of pages, each of which is there once.
#[derive(Default)]
pub struct Pages {
    known: Vec<(String, String)>,
    /// Their statics.
    pub statics: TokenStream,
}

impl Pages {
    /// The static of a page of these items in this member.
    fn of(&mut self, item: &Typed, list: &str) -> TokenStream {
        let key = (item.key(), list.to_owned());
        let known = self.known.iter().position(|other| *other == key);
        let name = format_ident!("PAGE_{}", known.unwrap_or(self.known.len()));
        if known.is_none() {
            self.known.push(key);
            let ty = described(item);
            self.statics.extend(quote! {
                static #name: crate::model::Model = crate::model::Model::new(
                    &[
                        crate::model::list_field(#list, &#ty),
                        crate::model::TOTAL_FIELD,
                        crate::model::CONTINUATION_FIELD,
                    ],
                    false,
                );
            });
        }
        quote!(#name)
    }
}

/// The static of one operation.
pub fn operation(operation: &Operation, pages: &mut Pages) -> TokenStream {
    let Operation { javascript, path, or_null, authorized, project_header, .. } = operation;
    let constant = upper_case(&operation.name);
    let (action, method) = (action(&operation.action), method(operation.verb));
    let params = operation.params.iter().map(param);
    let content = content(&operation.content, pages);
    let envelope = option(operation.envelope.as_ref());
    let (prepare, rewrite) = (option(operation.prepare.as_ref()), option(operation.rewrite.as_ref()));
    let host = format_ident!("{}", if operation.files { "Files" } else { "Api" });
    quote! {
        static #constant: crate::request::Operation = crate::request::Operation {
            name: #javascript,
            action: crate::request::Action::#action,
            method: crate::request::Method::#method,
            path: #path,
            params: &[#(crate::request::Param::#params),*],
            prepare: #prepare,
            expected: crate::request::Expected {
                shape: crate::request::Shape::#content,
                envelope: #envelope,
                or_null: #or_null,
                rewrite: #rewrite,
            },
            host: crate::request::Host::#host,
            authorized: #authorized,
            project_header: #project_header,
        };
    }
}

/// The table of a type.
fn described(ty: &Typed) -> TokenStream {
    let ty = &ty.rust;
    quote!(<#ty as crate::model::Described>::TYPE)
}

fn option(value: Option<&impl quote::ToTokens>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

fn action(action: &Action) -> TokenStream {
    match action {
        Action::Call => quote!(Call),
        Action::Iterate(size, by_token) => {
            quote!(Iterate(crate::request::Paging { page_size: #size, by_token: #by_token }))
        }
        Action::Upload => quote!(Upload),
        Action::Download(form) => {
            let form = match form {
                Form::Bytes => quote!(Bytes),
                Form::Blob => quote!(Blob),
                Form::Stream => quote!(Stream),
            };
            quote!(Download(crate::request::Form::#form))
        }
    }
}

fn method(verb: Verb) -> TokenStream {
    match verb {
        Verb::Get => quote!(Get),
        Verb::Post => quote!(Post),
        Verb::Put => quote!(Put),
        Verb::Patch => quote!(Patch),
        Verb::Delete => quote!(Delete),
        Verb::Head => quote!(Head),
    }
}

fn param(param: &Param) -> TokenStream {
    let argument = param.argument().map(plain);
    match param {
        Param::Segment(Text { values, .. }) if values.is_empty() => quote!(Segment(#argument)),
        Param::Segment(Text { values, .. }) => quote!(Choice(#argument, &[#(#values),*])),
        Param::BodyText(Text { values, .. }) => quote!(Member(#argument, &[#(#values),*])),
        Param::QueryText(_) => quote!(QueryText(#argument)),
        Param::Data(_) => quote!(Data(#argument)),
        Param::Object(Object { ty, part, optional, .. }) => {
            let ty = described(ty);
            match (part, optional) {
                (Part::Query, false) => quote!(Query(#argument, #ty)),
                (Part::Query, true) => quote!(OptionalQuery(#argument, #ty)),
                (Part::Body, false) => quote!(Body(#argument, #ty)),
                (Part::Body, true) => quote!(OptionalBody(#argument, #ty)),
                (Part::Form, _) => quote!(Form(#argument, #ty)),
            }
        }
        Param::EmptyBody => quote!(EmptyBody),
        Param::ProjectId(member) => quote!(ProjectId(#member)),
        Param::Take(member, default) => quote!(Take(#member, #default)),
    }
}

fn content(content: &Content, pages: &mut Pages) -> TokenStream {
    match content {
        Content::Nothing => quote!(Nothing),
        Content::Json(ty) => {
            let ty = described(ty);
            quote!(Json(#ty))
        }
        Content::Page(item, list) => {
            let page = pages.of(item, list);
            quote!(Page(&#page, #list))
        }
        Content::Bytes => quote!(Bytes),
        Content::Exists => quote!(Exists),
    }
}
