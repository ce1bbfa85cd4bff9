//! Text that the build takes out of the wasm module.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Where a macro is called.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line in it.
    pub line: usize,
}

/// What a text is written in.
#[derive(Clone, Copy, Debug)]
pub enum Language {
    /// The declarations.
    TypeScript,
    /// The classes.
    JavaScript,
}

/// A static that puts the text, with a line about it before, into a section of the module.
pub fn block(language: Language, place: &Place, text: &str) -> TokenStream {
    let language = match language {
        Language::TypeScript => "ts",
        Language::JavaScript => "js",
    };
    // By this line the build sorts, so that it must not depend on the machine nor on how many digits there are.
    let file = place.file.replace('\\', "/");
    let bytes = format!("\u{1}{language} {file}:{:06}\n{text}", place.line);
    let (length, bytes) = (Literal::usize_unsuffixed(bytes.len()), Literal::byte_string(bytes.as_bytes()));
    quote! {
        const _: () = {
            #[cfg(all(feature = "exports", target_arch = "wasm32"))]
            #[allow(unsafe_code, reason = "a section of a name that nothing else has, and only bytes in it")]
            #[unsafe(link_section = "meshagent-declarations")]
            static DECLARATION: [u8; #length] = *#bytes;
        };
    }
}
