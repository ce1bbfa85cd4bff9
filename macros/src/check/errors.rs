//! Errors, of which one expansion may have many.

use proc_macro2::Span;
use syn::{Error, Result};

/// The errors so far.
#[derive(Default)]
pub struct Errors(Option<Error>);

impl Errors {
    /// Adds one.
    pub fn add(&mut self, error: Error) {
        match &mut self.0 {
            Some(first) => first.combine(error),
            None => self.0 = Some(error),
        }
    }

    /// Adds one at a place.
    pub fn at(&mut self, span: Span, message: impl std::fmt::Display) {
        self.add(Error::new(span, message));
    }

    /// The value, if there was no error.
    pub fn or<T>(self, value: T) -> Result<T> {
        self.0.map_or(Ok(value), Err)
    }
}
