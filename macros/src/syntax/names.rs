//! Names, and what they become elsewhere.

use proc_macro2::Ident;
use syn::Result;
use syn::ext::IdentExt;
use syn::parse::ParseStream;

/// The name without the `r#` of a raw identifier.
pub fn plain(name: &Ident) -> String {
    name.unraw().to_string()
}

/// A name on the wire, which may be a keyword of Rust.
pub fn member(input: ParseStream) -> Result<String> {
    Ok(plain(&Ident::parse_any(input)?))
}

/// `snake_case` as `camelCase`.
pub fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let mut text = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        text.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        text.push_str(letters.as_str());
    }
    text
}

/// `snake_case` as `SNAKE_CASE`.
pub fn upper_case(name: &Ident) -> Ident {
    Ident::new(&plain(name).to_ascii_uppercase(), name.span())
}

/// Whether the name is in `snake_case`.
pub fn is_snake_case(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snake_case_becomes_camel_case() {
        for (snake, camel) in [("get", "get"), ("list_by_user", "listByUser"), ("a_1_b", "a1B"), ("x__y_", "xY")] {
            assert_eq!(camel_case(snake), camel);
        }
        assert_eq!(camel_case("oauthClients"), "oauthClients");
    }

    #[test]
    fn only_snake_case_is_snake_case() {
        assert!(is_snake_case("list_by_2"));
        for name in ["listAll", "List", "_list", ""] {
            assert!(!is_snake_case(name));
        }
    }
}
