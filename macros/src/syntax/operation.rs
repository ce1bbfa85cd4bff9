//! One operation of `resource!`.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Error, LitStr, Path, Result, Token, parenthesized};

use crate::syntax::answer::Answer;
use crate::syntax::attributes::Docs;
use crate::syntax::names::{camel_case, plain};
use crate::syntax::param::Param;

mod keyword {
    syn::custom_keyword!(anonymous);
    syn::custom_keyword!(at);
    syn::custom_keyword!(download);
    syn::custom_keyword!(each);
    syn::custom_keyword!(files);
    syn::custom_keyword!(project);
    syn::custom_keyword!(upload);
    syn::custom_keyword!(using);
    syn::custom_keyword!(with);
}

/// A method and its request.
pub struct Operation {
    /// What it does.
    pub docs: Docs,
    /// Which kind it is.
    pub kind: Kind,
    /// Its name in Rust.
    pub name: Ident,
    /// Its name in JavaScript, if that does not follow from the other.
    pub javascript: Option<Ident>,
    /// What it takes.
    pub params: Vec<Param>,
    /// What it promises.
    pub answer: Answer,
    /// The method of its request.
    pub verb: Verb,
    /// Where that was said.
    pub verb_span: Span,
    /// The path of its request.
    pub path: LitStr,
    /// What was said after that.
    pub words: Words,
}

/// The kinds of operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `fn`
    Call,
    /// `each`
    Each,
    /// `upload`
    Upload,
    /// `download`
    Download,
}

/// The methods of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Reads.
    Get,
    /// Creates, or acts.
    Post,
    /// Replaces.
    Put,
    /// Changes.
    Patch,
    /// Removes.
    Delete,
    /// Reads the headers alone.
    Head,
}

/// The optional words after the path.
#[derive(Default)]
pub struct Words {
    /// `at files`
    pub files: bool,
    /// `anonymous`
    pub anonymous: bool,
    /// `with project`
    pub project_header: bool,
    /// `using path::to::function`
    pub prepare: Option<Path>,
    /// `=> path::to::function`
    pub rewrite: Option<Path>,
}

impl Verb {
    /// The name on the wire.
    pub fn wire(self) -> &'static str {
        match self {
            Verb::Get => "GET",
            Verb::Post => "POST",
            Verb::Put => "PUT",
            Verb::Patch => "PATCH",
            Verb::Delete => "DELETE",
            Verb::Head => "HEAD",
        }
    }

    fn of(name: &Ident) -> Result<Verb> {
        let all = [Verb::Get, Verb::Post, Verb::Put, Verb::Patch, Verb::Delete, Verb::Head];
        let found = all.into_iter().find(|verb| name == verb.wire());
        found.ok_or_else(|| Error::new(name.span(), "expected GET, POST, PUT, PATCH, DELETE or HEAD"))
    }
}

impl Parse for Operation {
    fn parse(input: ParseStream) -> Result<Self> {
        let docs = Docs::parse(input)?;
        let kind = Kind::parse(input)?;
        let name: Ident = input.parse()?;
        let docs = docs.required(name.span())?;
        let javascript = match input.parse::<Option<Token![as]>>()? {
            Some(_) => Some(Ident::parse_any(input)?),
            None => None,
        };
        let content;
        parenthesized!(content in input);
        let params = Punctuated::<Param, Token![,]>::parse_terminated(&content)?.into_iter().collect();
        // Uploads have nothing to say, as a rule.
        let answer = if kind == Kind::Upload && input.peek(Token![=]) {
            Answer::nothing()
        } else {
            input.parse::<Token![->]>()?;
            input.parse()?
        };
        if !input.peek(Token![=]) {
            return Err(input.error("expected `in`, `from`, `or null`, `by` or `=`, in this order"));
        }
        input.parse::<Token![=]>()?;
        let verb: Ident = input.parse()?;
        let (verb, verb_span) = (Verb::of(&verb)?, verb.span());
        let path = input.parse()?;
        let words = input.parse()?;
        Ok(Operation { docs, kind, name, javascript, params, answer, verb, verb_span, path, words })
    }
}

impl Parse for Kind {
    fn parse(input: ParseStream) -> Result<Self> {
        let lookahead = input.lookahead1();
        if lookahead.peek(Token![fn]) {
            return input.parse::<Token![fn]>().map(|_| Kind::Call);
        }
        if lookahead.peek(keyword::each) {
            return input.parse::<keyword::each>().map(|_| Kind::Each);
        }
        if lookahead.peek(keyword::upload) {
            return input.parse::<keyword::upload>().map(|_| Kind::Upload);
        }
        if lookahead.peek(keyword::download) {
            return input.parse::<keyword::download>().map(|_| Kind::Download);
        }
        Err(lookahead.error())
    }
}

impl Parse for Words {
    fn parse(input: ParseStream) -> Result<Self> {
        let mut words = Words::default();
        while input.parse::<Option<Token![;]>>()?.is_none() {
            if !words.files && input.peek(keyword::at) {
                input.parse::<keyword::at>()?;
                input.parse::<keyword::files>()?;
                words.files = true;
            } else if !words.anonymous && input.peek(keyword::anonymous) {
                input.parse::<keyword::anonymous>()?;
                words.anonymous = true;
            } else if !words.project_header && input.peek(keyword::with) {
                input.parse::<keyword::with>()?;
                input.parse::<keyword::project>()?;
                words.project_header = true;
            } else if words.prepare.is_none() && input.peek(keyword::using) {
                input.parse::<keyword::using>()?;
                words.prepare = Some(input.call(Path::parse_mod_style)?);
            } else if words.rewrite.is_none() && input.peek(Token![=>]) {
                input.parse::<Token![=>]>()?;
                words.rewrite = Some(input.call(Path::parse_mod_style)?);
            } else {
                return Err(
                    input.error("expected `at files`, `anonymous`, `with project`, `using`, `=>` or `;`, each once")
                );
            }
        }
        Ok(words)
    }
}

impl Operation {
    /// Its name in JavaScript, and where that was said.
    pub fn javascript(&self) -> (String, Span) {
        match &self.javascript {
            Some(name) => (plain(name), name.span()),
            None => (camel_case(&plain(&self.name)), self.name.span()),
        }
    }
}
