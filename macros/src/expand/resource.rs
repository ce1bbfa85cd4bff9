//! A resource as tables and functions.

use proc_macro2::TokenStream;
use quote::quote;

use crate::expand::functions::function;
use crate::expand::operations::{Pages, operation};
use crate::plan::Resource;
use crate::syntax::names::upper_case;

/// All of it.
pub fn resource(resource: &Resource) -> TokenStream {
    let mut pages = Pages::default();
    let operations: TokenStream = resource.operations.iter().map(|one| operation(one, &mut pages)).collect();
    let functions = resource.operations.iter().map(function);
    let names = resource.operations.iter().map(|operation| upper_case(&operation.name));
    let docs = format!(" The operations of `{}`.", resource.head.class());
    let (name, pages) = (resource.head.member(), pages.statics);
    quote! {
        #[doc = #docs]
        pub static RESOURCE: crate::request::Resource =
            crate::request::Resource { name: #name, operations: &[#(&#names),*] };

        #pages
        #operations
        #(#functions)*
    }
}
