//! The items of `model!`.

use proc_macro2::Ident;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Error, LitStr, Result, Token, braced};

use crate::syntax::attributes::Docs;
use crate::syntax::names::member;
use crate::syntax::types::Typed;

mod keyword {
    syn::custom_keyword!(missing);
    syn::custom_keyword!(by);
    syn::custom_keyword!(null);
    syn::custom_keyword!(values);
}

/// All that one `model!` holds.
pub struct Models {
    /// The items in their order.
    pub items: Vec<Item>,
}

/// One item.
pub enum Item {
    /// `pub struct`
    Struct(Struct),
    /// `pub values`
    Values(Values),
    /// `pub union`
    Union(Union),
}

/// An object with named members.
pub struct Struct {
    /// What it is.
    pub docs: Docs,
    /// Its name.
    pub name: Ident,
    /// Whether it refuses known fields in their camelCase spelling.
    pub strict: bool,
    /// Its fields.
    pub fields: Vec<Field>,
}

/// One field.
pub struct Field {
    /// What it is.
    pub docs: Docs,
    /// Its name, on the wire too.
    pub name: Ident,
    /// What its value must be.
    pub ty: Typed,
    /// What happens when it is missing or `null`.
    pub presence: Presence,
    /// Whether `Debug` must not show it.
    pub secret: bool,
}

/// What happens when a field is missing or `null`.
pub enum Presence {
    /// `name: T`
    Required,
    /// `name?: T`
    Optional,
    /// `name?: T | null`
    OptionalOrNull,
    /// `name?: T | missing`
    OptionalNotNull,
    /// `name?: T = "JSON"`
    Defaulted(LitStr),
    /// `name?: T | null = "JSON"`
    DefaultedOrNull(LitStr),
    /// `name: T | null = "JSON"`
    Filled(LitStr),
}

impl Presence {
    /// Whether the Rust field is an `Option`.
    pub fn is_option(&self) -> bool {
        !matches!(self, Presence::Required | Presence::Filled(_))
    }
}

/// Text with some known values.
pub struct Values {
    /// What it is.
    pub docs: Docs,
    /// Its name.
    pub name: Ident,
    /// The values that are known.
    pub values: Vec<LitStr>,
}

/// Models that a member of text tells apart.
pub struct Union {
    /// What it is.
    pub docs: Docs,
    /// Its name.
    pub name: Ident,
    /// The member.
    pub tag: String,
    /// The models by what the member says.
    pub variants: Vec<(LitStr, Typed)>,
}

impl Parse for Models {
    fn parse(input: ParseStream) -> Result<Self> {
        let mut items = Vec::new();
        while !input.is_empty() {
            items.push(input.parse()?);
        }
        Ok(Models { items })
    }
}

impl Parse for Item {
    fn parse(input: ParseStream) -> Result<Self> {
        let inner =
            if input.peek(Token![#]) && input.peek2(Token![!]) { Attribute::parse_inner(input)? } else { Vec::new() };
        if let Some(other) = inner.iter().find(|attribute| !is_word(attribute, "strict")) {
            return Err(Error::new(other.span(), "only `#![strict]` can be here"));
        }
        let docs = Docs::parse(input)?;
        input.parse::<Token![pub]>()?;
        let lookahead = input.lookahead1();
        if lookahead.peek(Token![struct]) {
            input.parse::<Token![struct]>()?;
            return Struct::parse(input, docs, !inner.is_empty()).map(Item::Struct);
        }
        let (values, union) = (lookahead.peek(keyword::values), lookahead.peek(Token![union]));
        if !values && !union {
            return Err(lookahead.error());
        }
        if let Some(strict) = inner.first() {
            return Err(Error::new(strict.span(), "only a struct can be strict"));
        }
        if values {
            input.parse::<keyword::values>()?;
            return Values::parse(input, docs).map(Item::Values);
        }
        input.parse::<Token![union]>()?;
        Union::parse(input, docs).map(Item::Union)
    }
}

impl Struct {
    fn parse(input: ParseStream, docs: Docs, strict: bool) -> Result<Struct> {
        let name: Ident = input.parse()?;
        let docs = docs.required(name.span())?;
        let content;
        braced!(content in input);
        let fields = Punctuated::<Field, Token![,]>::parse_terminated(&content)?;
        Ok(Struct { docs, name, strict, fields: fields.into_iter().collect() })
    }
}

impl Parse for Field {
    fn parse(input: ParseStream) -> Result<Self> {
        let (docs, others) = Docs::with_others(input)?;
        if let Some(other) = others.iter().find(|attribute| !is_word(attribute, "secret")) {
            return Err(Error::new(other.span(), "only a doc comment and `#[secret]` can be here"));
        }
        let name: Ident = input.parse()?;
        let docs = docs.required(name.span())?;
        let optional = input.parse::<Option<Token![?]>>()?.is_some();
        input.parse::<Token![:]>()?;
        let ty = input.parse()?;
        let presence = if optional { Presence::of_optional(input)? } else { Presence::of_required(input)? };
        if !input.is_empty() && !input.peek(Token![,]) {
            return Err(input.error(if input.peek(Token![=]) {
                "no default can be here: the field is `name?: T = \"JSON\"` or `name: T | null = \"JSON\"`"
            } else {
                "expected `,`"
            }));
        }
        Ok(Field { docs, name, ty, presence, secret: !others.is_empty() })
    }
}

impl Presence {
    fn of_optional(input: ParseStream) -> Result<Presence> {
        if input.parse::<Option<Token![=]>>()?.is_some() {
            return input.parse().map(Presence::Defaulted);
        }
        if input.parse::<Option<Token![|]>>()?.is_none() {
            return Ok(Presence::Optional);
        }
        let lookahead = input.lookahead1();
        if lookahead.peek(keyword::null) {
            input.parse::<keyword::null>()?;
            return match input.parse::<Option<Token![=]>>()? {
                Some(_) => input.parse().map(Presence::DefaultedOrNull),
                None => Ok(Presence::OptionalOrNull),
            };
        }
        if lookahead.peek(keyword::missing) {
            input.parse::<keyword::missing>()?;
            return Ok(Presence::OptionalNotNull);
        }
        Err(lookahead.error())
    }

    fn of_required(input: ParseStream) -> Result<Presence> {
        if input.parse::<Option<Token![|]>>()?.is_none() {
            return Ok(Presence::Required);
        }
        input.parse::<keyword::null>()?;
        if !input.peek(Token![=]) {
            return Err(input.error("expected `= \"JSON\"`: a field that is never missing cannot be `null`"));
        }
        input.parse::<Token![=]>()?;
        input.parse().map(Presence::Filled)
    }
}

impl Values {
    fn parse(input: ParseStream, docs: Docs) -> Result<Values> {
        let name: Ident = input.parse()?;
        let docs = docs.required(name.span())?;
        input.parse::<Token![=]>()?;
        let values = Punctuated::<LitStr, Token![|]>::parse_separated_nonempty(input)?;
        input.parse::<Token![;]>()?;
        Ok(Values { docs, name, values: values.into_iter().collect() })
    }
}

impl Union {
    fn parse(input: ParseStream, docs: Docs) -> Result<Union> {
        let name: Ident = input.parse()?;
        let docs = docs.required(name.span())?;
        input.parse::<keyword::by>()?;
        let tag = member(input)?;
        let content;
        braced!(content in input);
        let variants = Punctuated::<_, Token![,]>::parse_terminated_with(&content, variant)?;
        if variants.is_empty() {
            return Err(Error::new(name.span(), "a union has at least one model"));
        }
        Ok(Union { docs, name, tag, variants: variants.into_iter().collect() })
    }
}

/// `"value" => Model`
fn variant(input: ParseStream) -> Result<(LitStr, Typed)> {
    let value = input.parse()?;
    input.parse::<Token![=>]>()?;
    Ok((value, Typed::new(input.parse()?)?))
}

fn is_word(attribute: &Attribute, word: &str) -> bool {
    matches!(&attribute.meta, syn::Meta::Path(path) if path.is_ident(word))
}
