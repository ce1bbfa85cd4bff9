//! Doc comments and the few other attributes.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Attribute, Error, Expr, ExprLit, Lit, Meta, Result};

/// A doc comment's lines, without the space after `///`.
#[derive(Clone, Debug, Default)]
pub struct Docs {
    /// The lines.
    pub lines: Vec<String>,
}

impl Docs {
    /// Takes a doc comment where nothing else may be.
    pub fn parse(input: ParseStream) -> Result<Docs> {
        let (docs, others) = Docs::with_others(input)?;
        match others.first() {
            Some(other) => Err(Error::new(other.span(), "only a doc comment can be here")),
            None => Ok(docs),
        }
    }

    /// Takes a doc comment and the attributes around it.
    pub fn with_others(input: ParseStream) -> Result<(Docs, Vec<Attribute>)> {
        let (mut docs, mut others) = (Docs::default(), Vec::new());
        for attribute in Attribute::parse_outer(input)? {
            if attribute.path().is_ident("doc") {
                let text = doc_text(&attribute)?;
                docs.lines.extend(text.split('\n').map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned()));
            } else {
                others.push(attribute);
            }
        }
        Ok((docs, others))
    }

    /// Fails at the item's name when there is no doc comment: users of JavaScript see it as well as those of Rust.
    pub fn required(self, name: Span) -> Result<Docs> {
        if self.lines.iter().all(|line| line.trim().is_empty()) {
            return Err(Error::new(name, "it needs a doc comment"));
        }
        Ok(self)
    }

    /// The same with another paragraph.
    pub fn and(&self, paragraph: String) -> Docs {
        let mut lines = self.lines.clone();
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(paragraph);
        Docs { lines }
    }
}

impl ToTokens for Docs {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        // With the space that a doc comment has, which tools like to see.
        let lines = self.lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
        tokens.extend(quote!(#(#[doc = #lines])*));
    }
}

fn doc_text(attribute: &Attribute) -> Result<String> {
    if let Meta::NameValue(pair) = &attribute.meta
        && let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &pair.value
    {
        return Ok(text.value());
    }
    Err(Error::new(attribute.span(), "expected a doc comment with plain text"))
}
