//! What an operation takes.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{LitStr, Result, Token, braced, token};

use crate::syntax::types::Typed;

mod keyword {
    syn::custom_keyword!(body);
    syn::custom_keyword!(form);
    syn::custom_keyword!(or);
    syn::custom_keyword!(path);
    syn::custom_keyword!(query);
}

/// One entry between the parentheses.
pub enum Param {
    /// `name` or `name in path: "a" | "b"`
    Text(Text),
    /// `name in body` or `name in body: "a" | "b"`
    BodyText(Text),
    /// `name in query`
    QueryText(Ident),
    /// `name: T` or `name?: T`
    Object(Object),
    /// `{}`
    Empty(Span),
    /// `+ member`
    Project(Ident),
    /// `- member or "text"`
    Take(Ident, LitStr),
}

/// A parameter that is text.
#[derive(Clone)]
pub struct Text {
    /// Its name.
    pub name: Ident,
    /// The only values that it may have; none for any text.
    pub values: Vec<LitStr>,
}

/// A parameter that is an object.
pub struct Object {
    /// Where it goes, if that is said.
    pub part: Option<Part>,
    /// Its name.
    pub name: Ident,
    /// Whether it may be left out.
    pub optional: bool,
    /// Its type.
    pub ty: Typed,
}

/// The part of a request that an object makes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The query.
    Query,
    /// The body, as JSON.
    Body,
    /// The body, as a form.
    Form,
}

impl Parse for Param {
    fn parse(input: ParseStream) -> Result<Self> {
        if input.peek(token::Brace) {
            let content;
            let brace = braced!(content in input);
            if !content.is_empty() {
                return Err(content.error("only `{}`, an empty object, can be here"));
            }
            return Ok(Param::Empty(brace.span.open()));
        }
        if input.parse::<Option<Token![+]>>()?.is_some() {
            return Ident::parse_any(input).map(Param::Project);
        }
        if input.parse::<Option<Token![-]>>()?.is_some() {
            let member = Ident::parse_any(input)?;
            input.parse::<keyword::or>()?;
            return Ok(Param::Take(member, input.parse()?));
        }
        let part = part(input)?;
        let name: Ident = input.parse()?;
        if part.is_none() && input.parse::<Option<Token![in]>>()?.is_some() {
            return text(name, input);
        }
        if part.is_none() && !input.peek(Token![?]) && !input.peek(Token![:]) {
            return Ok(Param::Text(Text { name, values: Vec::new() }));
        }
        let optional = input.parse::<Option<Token![?]>>()?.is_some();
        input.parse::<Token![:]>()?;
        Ok(Param::Object(Object { part, name, optional, ty: input.parse()? }))
    }
}

/// What follows `in`.
fn text(name: Ident, input: ParseStream) -> Result<Param> {
    let lookahead = input.lookahead1();
    if lookahead.peek(keyword::query) {
        return input.parse::<keyword::query>().map(|_| Param::QueryText(name));
    }
    if lookahead.peek(keyword::path) {
        input.parse::<keyword::path>()?;
        return Ok(Param::Text(Text { name, values: values(input)? }));
    }
    if lookahead.peek(keyword::body) {
        input.parse::<keyword::body>()?;
        return Ok(Param::BodyText(Text { name, values: values(input)? }));
    }
    Err(lookahead.error())
}

/// `: "a" | "b"`, if that is there.
fn values(input: ParseStream) -> Result<Vec<LitStr>> {
    if input.parse::<Option<Token![:]>>()?.is_none() {
        return Ok(Vec::new());
    }
    Ok(Punctuated::<LitStr, Token![|]>::parse_separated_nonempty(input)?.into_iter().collect())
}

/// The word before an object's name. `form` alone is a name.
fn part(input: ParseStream) -> Result<Option<Part>> {
    if !input.peek2(syn::Ident) {
        return Ok(None);
    }
    let lookahead = input.lookahead1();
    if lookahead.peek(keyword::query) {
        return input.parse::<keyword::query>().map(|_| Some(Part::Query));
    }
    if lookahead.peek(keyword::body) {
        return input.parse::<keyword::body>().map(|_| Some(Part::Body));
    }
    if lookahead.peek(keyword::form) {
        return input.parse::<keyword::form>().map(|_| Some(Part::Form));
    }
    Err(lookahead.error())
}
