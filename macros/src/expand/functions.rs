//! The functions that build requests, for Rust.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Action, Content, Object, Operation, Param};
use crate::syntax::names::upper_case;
use crate::syntax::param::Text;

/// The function of a call or an iteration. Bytes are not a request's to carry.
pub fn function(operation: &Operation) -> TokenStream {
    if !matches!(operation.action, Action::Call | Action::Iterate(..)) {
        return TokenStream::new();
    }
    let Operation { name, params, needs_project, .. } = operation;
    let docs = operation.docs.and(operation.route());
    let constant = upper_case(name);
    let mut arguments = needs_project.then(|| quote!(project: &str)).into_iter().collect::<Vec<_>>();
    arguments.extend(params.iter().filter_map(argument));
    let project = if *needs_project { quote!(project) } else { quote!("") };
    let segments = params.iter().filter_map(|param| match param {
        Param::Segment(Text { name, .. }) | Param::BodyText(Text { name, .. }) => Some(name),
        _ => None,
    });
    let text = params.iter().find_map(text).unwrap_or_else(|| quote!(String::new()));
    let answer = answer(operation);
    quote! {
        #docs
        pub fn #name(#(#arguments),*) -> crate::error::Result<crate::request::Request<#answer>> {
            crate::request::build(&#constant, #project, &[#(#segments),*], #text)
        }
    }
}

fn argument(param: &Param) -> Option<TokenStream> {
    match param {
        Param::Segment(Text { name, .. }) | Param::BodyText(Text { name, .. }) | Param::QueryText(name) => {
            Some(quote!(#name: &str))
        }
        Param::Object(Object { name, ty, .. }) => {
            let ty = &ty.rust;
            Some(quote!(#name: crate::model::Json<#ty>))
        }
        Param::Data(_) | Param::EmptyBody | Param::ProjectId(_) | Param::Take(..) => None,
    }
}

/// The one text besides those in the path.
fn text(param: &Param) -> Option<TokenStream> {
    match param {
        Param::QueryText(name) => Some(quote!(#name.to_owned())),
        Param::Object(Object { name, .. }) => Some(quote!(#name.into_text())),
        _ => None,
    }
}

fn answer(operation: &Operation) -> TokenStream {
    let answer = match &operation.content {
        Content::Nothing | Content::Bytes => quote!(()),
        Content::Exists => quote!(bool),
        Content::Json(ty) => {
            let ty = &ty.rust;
            quote!(#ty)
        }
        Content::Page(item, _) => {
            let item = &item.rust;
            quote!(crate::model::Page<#item>)
        }
    };
    if operation.or_null { quote!(Option<#answer>) } else { answer }
}
