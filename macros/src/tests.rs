//! What the macros write, and what they refuse.

mod model_errors;
mod models;
mod operation_errors;
mod operations;
mod resource_errors;
mod resources;

use std::fmt::Write;

use proc_macro2::TokenStream;
use syn::Result;

use crate::expand::Place;
use crate::{check, text};

/// The tokens of an expansion.
fn tokens(expand: fn(TokenStream, &Place) -> Result<TokenStream>, source: &str) -> String {
    let place = Place { file: "src\\api\\rooms.rs".to_owned(), line: 42 };
    expand(source.parse().unwrap(), &place).unwrap().to_string()
}

fn model_types(source: &str) -> String {
    text::model_types(&check::model::models(syn::parse_str(source).unwrap()).unwrap())
}

fn resource_types(source: &str) -> String {
    text::resource_types(&check::resource::resource(syn::parse_str(source).unwrap()).unwrap())
}

fn resource_javascript(source: &str) -> String {
    text::resource_javascript(&check::resource::resource(syn::parse_str(source).unwrap()).unwrap())
}

/// A resource whose one operation is this.
fn rooms(operation: &str) -> String {
    format!("/// The rooms.\nclass Rooms as project.rooms;\n/// Does it.\n{operation}")
}

/// Fails when the text does not hold these tokens in a row, however they are spaced.
fn holds(text: &str, tokens: &str) {
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    assert!(plain(text).contains(&plain(tokens)), "{tokens}\n\nis not in\n\n{text}");
}

/// Expands sources in which `«` stands before each token that has an error, and compares the errors.
fn refused(expand: fn(TokenStream, &Place) -> Result<TokenStream>, source: &str, messages: &[&str]) {
    let (mut line, mut column, mut places, mut plain) = (1, 0, Vec::new(), String::new());
    for letter in source.chars() {
        match letter {
            '«' => places.push((line, column)),
            '\n' => (line, column) = (line + 1, 0),
            _ => column += 1,
        }
        if letter != '«' {
            plain.push(letter);
        }
    }
    let (mut expected, mut found) = (String::new(), String::new());
    assert_eq!(places.len(), messages.len(), "{source}");
    for ((line, column), message) in places.iter().zip(messages) {
        writeln!(expected, "{line}:{column} {message}").unwrap();
    }
    let place = Place { file: String::new(), line: 1 };
    let Err(errors) = expand(plain.parse().unwrap(), &place) else { panic!("accepted: {source}") };
    let mut errors: Vec<_> = errors.into_iter().map(|error| (error.span().start(), error.to_string())).collect();
    errors.sort_by_key(|(start, _)| (start.line, start.column));
    for (start, message) in errors {
        writeln!(found, "{}:{} {message}", start.line, start.column).unwrap();
    }
    assert_eq!(found, expected, "{source}");
}
