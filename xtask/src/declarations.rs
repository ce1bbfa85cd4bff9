//! What the crate's declarations say to users of JavaScript and TypeScript: text that the macros put into a section of
//! the module, one block for each of their calls.

use anyhow::{Context, Result, bail};

use crate::types::LOADER;

/// The section's name.
pub const SECTION: &str = "meshagent-declarations";

/// What the classes are made with.
const IMPORTS: &str = "// Made at build time from the crate's declarations.
import { iterate, Meshagent, methods, place, Project, Resource, send, use } from \"./client.js\";
import { classes, RoomException } from \"./errors.js\";
";

/// The blocks by their place in the sources.
pub struct Declarations {
    types: Vec<(String, String)>,
    classes: Vec<(String, String)>,
}

impl Declarations {
    /// Takes the section apart. Each block begins with the byte 1, its language, and where it was declared.
    pub fn read(section: &[u8]) -> Result<Self> {
        let text = std::str::from_utf8(section).context("the declarations are not UTF-8")?;
        let mut declarations = Declarations { types: Vec::new(), classes: Vec::new() };
        for block in text.split('\u{1}').skip(1) {
            let (head, text) = block.split_once('\n').context("a declaration without its place")?;
            let block = |place: &str| (place.to_owned(), text.to_owned());
            match head.split_once(' ') {
                Some(("ts", place)) => declarations.types.push(block(place)),
                Some(("js", place)) => declarations.classes.push(block(place)),
                _ => bail!("a declaration in no language: {head}"),
            }
        }
        declarations.types.sort();
        declarations.classes.sort();
        Ok(declarations)
    }

    /// The JavaScript classes.
    pub fn classes(&self) -> String {
        IMPORTS.to_owned() + &joined(&self.classes)
    }

    /// wasm-bindgen's types with the declared ones behind them, before those of its loader.
    pub fn with_types(&self, types: &str) -> Result<String> {
        let (public, loader) = types.split_once(LOADER).context("wasm-bindgen's types have no loader part")?;
        Ok(format!("{}\n{}\n{LOADER}{loader}", public.trim_end(), joined(&self.types)))
    }
}

fn joined(blocks: &[(String, String)]) -> String {
    blocks.iter().map(|(_, text)| format!("\n{text}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_in_the_order_of_the_sources() {
        let section = b"\x01ts src/b.rs:000010\nexport type B = 1;\n\x01js src/a.rs:000001\nclass A {}\n\x01ts src/b.rs:000002\nexport type A = 1;\n";
        let declarations = Declarations::read(section).unwrap();
        assert!(declarations.classes().ends_with("\n\nclass A {}\n"));
        let types = declarations.with_types("export class C {}\n\nexport type InitInput = 1;").unwrap();
        assert_eq!(
            types,
            "export class C {}\n\nexport type A = 1;\n\nexport type B = 1;\n\n\nexport type InitInput = 1;"
        );
    }

    #[test]
    fn what_is_no_block_is_an_error() {
        assert!(Declarations::read(b"\x01py src/a.rs:000001\nx\n").is_err());
        assert!(Declarations::read(b"\x01ts").is_err());
    }
}
