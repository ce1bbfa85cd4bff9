//! The kinds of errors as an enum and as classes.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Error, LitStr, Result, Token, braced, token};

use crate::syntax::attributes::Docs;
use crate::text::layout::comment;

/// All kinds.
pub struct Kinds {
    docs: Docs,
    name: Ident,
    /// The class that the others extend.
    base: Kind,
    others: Vec<Kind>,
}

struct Kind {
    docs: Docs,
    name: Ident,
    members: Vec<Member>,
}

/// A member that only this class promises.
struct Member {
    docs: Docs,
    name: Ident,
    ty: LitStr,
}

impl Parse for Kinds {
    fn parse(input: ParseStream) -> Result<Self> {
        let docs = Docs::parse(input)?;
        input.parse::<Token![pub]>()?;
        input.parse::<Token![enum]>()?;
        let name: Ident = input.parse()?;
        let body;
        braced!(body in input);
        let mut kinds = Punctuated::<Kind, Token![,]>::parse_terminated(&body)?.into_iter();
        let Some(base) = kinds.next() else {
            return Err(Error::new(name.span(), "it needs the class that the others extend"));
        };
        Ok(Kinds { docs: docs.required(name.span())?, name, base, others: kinds.collect() })
    }
}

impl Parse for Kind {
    fn parse(input: ParseStream) -> Result<Self> {
        let docs = Docs::parse(input)?;
        let name: Ident = input.parse()?;
        let mut members = Vec::new();
        if input.peek(token::Brace) {
            let body;
            braced!(body in input);
            members = Punctuated::<Member, Token![,]>::parse_terminated(&body)?.into_iter().collect();
        }
        Ok(Kind { docs: docs.required(name.span())?, name, members })
    }
}

impl Parse for Member {
    fn parse(input: ParseStream) -> Result<Self> {
        let docs = Docs::parse(input)?;
        let name: Ident = input.parse()?;
        input.parse::<Token![:]>()?;
        Ok(Member { docs: docs.required(name.span())?, name, ty: input.parse()? })
    }
}

impl Kinds {
    /// The enum, whose variants know their names.
    pub fn expand(&self) -> TokenStream {
        let Kinds { docs, name, base, others } = self;
        let kinds = || std::iter::once(base).chain(others);
        let (names, variants) = (kinds().map(|kind| &kind.name), kinds().map(|kind| &kind.docs));
        let (paths, texts) = (kinds().map(|kind| &kind.name), kinds().map(|kind| kind.name.to_string()));
        quote! {
            #docs
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub enum #name {
                #(#variants #names,)*
            }

            impl #name {
                /// The name of the class.
                pub fn name(self) -> &'static str {
                    match self {
                        #(#name::#paths => #texts,)*
                    }
                }
            }
        }
    }

    /// The classes but the first, which is written by hand, and the list of all.
    pub fn javascript(&self) -> String {
        let base = &self.base.name;
        let mut text = String::new();
        for Kind { docs, name, .. } in &self.others {
            text.push_str(&comment(&docs.lines, ""));
            text.push_str(&format!("export class {name} extends {base} {{}}\n"));
        }
        let names: Vec<String> =
            std::iter::once(&self.base).chain(&self.others).map(|kind| format!("  {},\n", kind.name)).collect();
        text + &format!("classes({{\n{}}});\n", names.concat())
    }

    /// The declarations of the same classes.
    pub fn typescript(&self) -> String {
        let base = &self.base.name;
        let mut text = String::new();
        for Kind { docs, name, members } in &self.others {
            text.push_str(&comment(&docs.lines, ""));
            let members: String = members
                .iter()
                .map(|Member { docs, name, ty }| {
                    format!("{}  readonly {name}: {};\n", comment(&docs.lines, "  "), ty.value())
                })
                .collect();
            let body = if members.is_empty() { String::new() } else { format!("\n{members}") };
            text.push_str(&format!("export class {name} extends {base} {{{body}}}\n"));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds() -> Kinds {
        syn::parse_quote! {
            /// The class of an error.
            pub enum Kind {
                /// Every error.
                RoomException,
                /// 404: no such thing.
                NotFoundError,
                /// A bad reply.
                InvalidResponseError {
                    /// The place.
                    path: "string"
                },
            }
        }
    }

    #[test]
    fn classes_are_named_once() {
        let javascript = kinds().javascript();
        assert_eq!(
            javascript,
            "/** 404: no such thing. */\nexport class NotFoundError extends RoomException {}\n\
             /** A bad reply. */\nexport class InvalidResponseError extends RoomException {}\n\
             classes({\n  RoomException,\n  NotFoundError,\n  InvalidResponseError,\n});\n"
        );
        assert!(kinds().typescript().ends_with(
            "export class InvalidResponseError extends RoomException {\n  /** The place. */\n  readonly path: string;\n}\n"
        ));
    }

    #[test]
    fn a_kind_needs_a_sentence() {
        let error = syn::parse_str::<Kinds>("/// Docs.\npub enum Kind { RoomException }").err();
        assert!(error.is_some_and(|error| error.to_string() == "it needs a doc comment"));
    }
}
