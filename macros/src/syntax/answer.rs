//! What an operation promises.

use proc_macro2::Span;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Error, Result, Token, Type};

use crate::syntax::names::{member, plain};
use crate::syntax::types::{Typed, arguments, last_segment};

mod keyword {
    syn::custom_keyword!(by);
    syn::custom_keyword!(from);
    syn::custom_keyword!(null);
    syn::custom_keyword!(or);
    syn::custom_keyword!(token);
}

/// All between `->` and `=`.
pub struct Answer {
    /// What the reply is.
    pub content: Content,
    /// Where that was said.
    pub span: Span,
    /// `in list`
    pub list: Option<Clause<String>>,
    /// `from member`
    pub envelope: Option<Clause<String>>,
    /// `or null`
    pub or_null: Option<Clause<()>>,
    /// `by size`
    pub page_size: Option<Clause<String>>,
    /// `token` after that
    pub by_token: bool,
}

/// A clause, and where its first word is.
pub struct Clause<T> {
    /// Where it begins.
    pub span: Span,
    /// What it says.
    pub value: T,
}

/// What a reply is.
pub enum Content {
    /// `()`
    Nothing,
    /// `T`
    Value(Typed),
    /// `Page<T>`
    Page(Typed),
    /// `exists`
    Exists,
    /// `bytes`, `blob` or `stream`
    Bytes(Form),
}

/// How bytes are handed to the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As a `Uint8Array`.
    Bytes,
    /// As a `Blob`.
    Blob,
    /// As a `ReadableStream`.
    Stream,
}

impl Answer {
    /// The answer of which nothing was said.
    pub fn nothing() -> Answer {
        let span = Span::call_site();
        Answer {
            content: Content::Nothing,
            span,
            list: None,
            envelope: None,
            or_null: None,
            page_size: None,
            by_token: false,
        }
    }
}

impl Parse for Answer {
    fn parse(input: ParseStream) -> Result<Self> {
        let ty: Type = input.parse()?;
        let span = ty.span();
        let content = content(ty)?;
        let list = match input.parse::<Option<Token![in]>>()? {
            Some(word) => Some(Clause { span: word.span, value: member(input)? }),
            None => None,
        };
        let envelope = match input.parse::<Option<keyword::from>>()? {
            Some(word) => Some(Clause { span: word.span, value: member(input)? }),
            None => None,
        };
        let or_null = match input.parse::<Option<keyword::or>>()? {
            Some(word) => Some(Clause { span: word.span, value: input.parse::<keyword::null>().map(|_| ())? }),
            None => None,
        };
        let page_size = match input.parse::<Option<keyword::by>>()? {
            Some(word) => Some(Clause { span: word.span, value: member(input)? }),
            None => None,
        };
        let by_token = page_size.is_some() && input.parse::<Option<keyword::token>>()?.is_some();
        Ok(Answer { content, span, list, envelope, or_null, page_size, by_token })
    }
}

fn content(ty: Type) -> Result<Content> {
    if matches!(&ty, Type::Tuple(tuple) if tuple.elems.is_empty()) {
        return Ok(Content::Nothing);
    }
    // Only these words alone, not types of the same names elsewhere.
    let alone = matches!(&ty, Type::Path(path) if path.path.segments.len() == 1);
    let Some(segment) = last_segment(&ty).filter(|_| alone) else { return Typed::new(ty).map(Content::Value) };
    Ok(match plain(&segment.ident).as_str() {
        "exists" => Content::Exists,
        "bytes" => Content::Bytes(Form::Bytes),
        "blob" => Content::Bytes(Form::Blob),
        "stream" => Content::Bytes(Form::Stream),
        "Page" => match arguments(segment).as_deref() {
            Some([item]) => Content::Page(Typed::new((*item).clone())?),
            _ => return Err(Error::new(ty.span(), "expected `Page<T>`")),
        },
        _ => Content::Value(Typed::new(ty)?),
    })
}
