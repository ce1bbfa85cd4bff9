//! Types, and what they are called in TypeScript.

use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Error, GenericArgument, LitStr, PathArguments, PathSegment, Result, Token, Type};

use crate::syntax::names::plain;

/// A type in both languages.
#[derive(Clone)]
pub struct Typed {
    /// The type in Rust.
    pub rust: Box<Type>,
    /// The type in TypeScript.
    pub typescript: String,
}

impl Typed {
    /// Takes a type of Rust; fails when it has no name in TypeScript.
    pub fn new(rust: Type) -> Result<Typed> {
        let typescript = typescript(&rust)?.text;
        Ok(Typed { rust: Box::new(rust), typescript })
    }

    /// The type's tokens as text, by which equal types are found.
    pub fn key(&self) -> String {
        self.rust.to_token_stream().to_string()
    }
}

impl Parse for Typed {
    fn parse(input: ParseStream) -> Result<Self> {
        if input.peek(LitStr) { known_text(input) } else { Typed::new(input.parse()?) }
    }
}

/// `"a" | "b"`: text with known values, and open to others. One value alone is what tells models apart.
fn known_text(input: ParseStream) -> Result<Typed> {
    let first: LitStr = input.parse()?;
    let mut values = vec![quoted(&first)];
    while input.peek(Token![|]) && input.peek2(LitStr) {
        input.parse::<Token![|]>()?;
        values.push(quoted(&input.parse()?));
    }
    if values.len() > 1 {
        values.push("(string & {})".to_owned());
    }
    Ok(Typed { rust: syn::parse_quote!(String), typescript: values.join(" | ") })
}

/// A value as TypeScript writes it.
pub fn quoted(value: &LitStr) -> String {
    serde_json::Value::from(value.value()).to_string()
}

/// The last segment of a type's path: what the type is called.
pub fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match ty {
        Type::Group(group) => last_segment(&group.elem),
        Type::Paren(paren) => last_segment(&paren.elem),
        Type::Path(path) if path.qself.is_none() => path.path.segments.last(),
        _ => None,
    }
}

/// The generic arguments of a segment, if they are all types.
pub fn arguments(segment: &PathSegment) -> Option<Vec<&Type>> {
    match &segment.arguments {
        PathArguments::None => Some(Vec::new()),
        PathArguments::AngleBracketed(list) => list
            .args
            .iter()
            .map(|argument| if let GenericArgument::Type(ty) = argument { Some(ty) } else { None })
            .collect(),
        PathArguments::Parenthesized(_) => None,
    }
}

/// A type in TypeScript's words.
struct Text {
    text: String,
    /// Whether it has to be in parentheses before `[]`.
    is_union: bool,
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Text { text, is_union: false }
    }
}

fn typescript(ty: &Type) -> Result<Text> {
    let unknown = || Error::new(ty.span(), "this type has no name in TypeScript");
    let segment = last_segment(ty).ok_or_else(unknown)?;
    let arguments = arguments(segment).ok_or_else(unknown)?;
    let name = plain(&segment.ident);
    let text = match (name.as_str(), arguments.as_slice()) {
        ("String", []) => "string".to_owned(),
        ("bool", []) => "boolean".to_owned(),
        ("u64" | "i64" | "u32" | "f64", []) => "number".to_owned(),
        ("Value", []) => "unknown".to_owned(),
        ("JsonData", []) => "object".to_owned(),
        ("JsonSchema", []) => return Ok(Text { text: "object | boolean".to_owned(), is_union: true }),
        ("TextOrNumber", []) => return Ok(Text { text: "string | number".to_owned(), is_union: true }),
        ("TextOrBytes", []) => return Ok(Text { text: "string | Uint8Array".to_owned(), is_union: true }),
        ("DateTime", []) => return Ok(Text { text: "string | Date".to_owned(), is_union: true }),
        ("Vec", [item]) => match typescript(item)? {
            Text { text, is_union: true } => format!("({text})[]"),
            Text { text, .. } => format!("{text}[]"),
        },
        ("BTreeMap", [key, value]) if typescript(key)?.text == "string" => {
            format!("Record<string, {}>", typescript(value)?.text)
        }
        ("BTreeMap", [key, _]) => return Err(Error::new(key.span(), "the keys of a JSON object are `String`")),
        ("Option", [value]) => return Ok(Text { text: format!("{} | null", typescript(value)?.text), is_union: true }),
        // Primitive types that JSON or the tables do not have.
        (_, []) if !name.starts_with(|first: char| first.is_ascii_uppercase()) => return Err(unknown()),
        (_, []) => name,
        _ => return Err(unknown()),
    };
    Ok(Text::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rust: &str) -> String {
        match syn::parse_str::<Typed>(rust) {
            Ok(typed) => typed.typescript,
            Err(error) => format!("{} at {}", error, error.span().start().column),
        }
    }

    #[test]
    fn types_have_names_in_typescript() {
        for (rust, typescript) in [
            ("String", "string"),
            ("bool", "boolean"),
            ("u64", "number"),
            ("i64", "number"),
            ("u32", "number"),
            ("f64", "number"),
            ("serde_json::Value", "unknown"),
            ("JsonObject", "JsonObject"),
            ("crate::model::JsonData", "object"),
            ("crate::access::scope::ApiScope", "ApiScope"),
            ("Vec<String>", "string[]"),
            ("Vec<Vec<Room>>", "Room[][]"),
            ("Option<String>", "string | null"),
            ("Vec<Option<String>>", "(string | null)[]"),
            ("BTreeMap<String, Vec<ApiScope>>", "Record<string, ApiScope[]>"),
            ("std::collections::BTreeMap<String, Option<u64>>", "Record<string, number | null>"),
        ] {
            assert_eq!(of(rust), typescript);
        }
    }

    #[test]
    fn others_have_none() {
        for rust in ["&str", "[u8; 4]", "HashMap<String, u64>", "u8", "(String, u64)", "Vec<'a>", "<T as X>::Y"] {
            assert_eq!(of(rust), "this type has no name in TypeScript at 0", "{rust}");
        }
        assert_eq!(of("Vec<Option<char>>"), "this type has no name in TypeScript at 11");
        assert_eq!(of("BTreeMap<u64, String>"), "the keys of a JSON object are `String` at 9");
    }
}
