//! `index.d.ts`: wasm-bindgen's declarations without those of its loader.

use anyhow::{Context, Result, bail};

/// Where the loader's declarations begin; everything before is the public API.
const LOADER: &str = "\nexport type InitInput =";

/// What wasm-bindgen writes into each class without a word about it, and the same with one.
const FREE: &str = "  free(): void;\n  [Symbol.dispose](): void;\n";
const FREE_EXPLAINED: &str = "  /** Releases its memory now; without that the garbage collector does. */\n  free(): void;\n  \
    /** What `using` does at the end of a block: `free`. */\n  [Symbol.dispose](): void;\n";

/// The public declarations.
pub struct Types<'a>(&'a str);

impl<'a> Types<'a> {
    /// Takes the public part of what wasm-bindgen wrote.
    pub fn of(text: &'a str) -> Result<Self> {
        let (public, loader) = text.split_once(LOADER).context("wasm-bindgen's types have no loader part")?;
        if !loader.contains("export function initSync(") || !loader.contains("export default function __wbg_init") {
            bail!("the loader's part of wasm-bindgen's types has changed: adapt xtask/src/types.rs");
        }
        Ok(Types(public.trim_end()))
    }

    /// Fails when something is exported that nobody declared.
    pub fn check(&self, exports: &[String]) -> Result<()> {
        let declared =
            |name: &&String| ["class", "function", "const", "enum"].iter().any(|kind| self.declares(kind, name));
        match exports.iter().find(|name| !declared(name)) {
            Some(name) => bail!("`{name}` is exported but not declared in the types"),
            None => Ok(()),
        }
    }

    /// The file's text. Whatever `lib` a user has chosen, `Symbol.dispose` is declared.
    pub fn text(&self) -> String {
        format!("/// <reference lib=\"esnext.disposable\" />\n{}\n", self.0.replace(FREE, FREE_EXPLAINED))
    }

    fn declares(&self, kind: &str, name: &str) -> bool {
        let start = format!("export {kind} {name}");
        let ends = |rest: &str| !rest.starts_with(|next: char| next.is_alphanumeric() || "_$".contains(next));
        self.0.match_indices(&start).any(|(at, _)| self.0.get(at + start.len()..).is_some_and(ends))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "export class Room {\n}\nexport function can(): void;\n\nexport type InitInput = 1;\n\
        export function initSync(): void;\nexport default function __wbg_init (): void;\n";

    #[test]
    fn the_loader_is_left_out() {
        let types = Types::of(TEXT).unwrap();
        assert!(types.text().ends_with("/>\nexport class Room {\n}\nexport function can(): void;\n"));
        assert!(Types::of("export class Room {}").is_err());
    }

    #[test]
    fn what_is_exported_must_be_declared() {
        let types = Types::of(TEXT).unwrap();
        types.check(&["Room".to_owned(), "can".to_owned()]).unwrap();
        for missing in ["Rooms", "Roo", "c"] {
            assert!(types.check(&[missing.to_owned()]).is_err());
        }
    }
}
