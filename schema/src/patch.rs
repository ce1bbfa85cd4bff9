//! What a checked text has otherwise than the text that was checked.

use std::borrow::Cow;

/// A piece of the text, and what takes its place.
#[derive(Debug)]
pub struct Patch {
    /// Where the piece begins.
    pub from: usize,
    /// Where what follows it begins.
    pub to: usize,
    /// What takes its place.
    pub text: Cow<'static, str>,
}

/// The text with all patches, which are in the order of their places.
pub fn patched(bytes: &[u8], patches: &[Patch]) -> String {
    let mut filled = Vec::with_capacity(bytes.len() + patches.len() * 16);
    let mut copied = 0;
    for patch in patches {
        filled.extend_from_slice(bytes.get(copied..patch.from).unwrap_or_default());
        filled.extend_from_slice(patch.text.as_bytes());
        copied = patch.to;
    }
    filled.extend_from_slice(bytes.get(copied..).unwrap_or_default());
    // Every patch is text in the place of whole characters.
    String::from_utf8(filled).unwrap_or_default()
}
