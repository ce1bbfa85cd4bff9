//! `index.d.ts`: wasm-bindgen's declarations without those of its loader.

use anyhow::{Context, Result, bail};

/// Where the loader's declarations begin; everything before is the public API.
pub const LOADER: &str = "\nexport type InitInput =";

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

    /// The values among these that are public: those that the types declare. Fails when one that they declare is not
    /// there.
    pub fn public(&self, exports: &[String]) -> Result<Vec<String>> {
        let declared = self.0.lines().filter_map(|line| {
            let mut words = line.strip_prefix("export ")?.split([' ', '(', '<', ':', ';']);
            words.next().filter(|kind| ["class", "function", "const", "enum"].contains(kind))?;
            words.next()
        });
        let mut public: Vec<String> = declared.map(str::to_owned).collect();
        public.sort();
        public.dedup();
        match public.iter().find(|name| !exports.contains(name)) {
            Some(name) => bail!("`{name}` is declared in the types but not exported"),
            None => Ok(public),
        }
    }

    /// The file's text. Whatever `lib` a user has chosen, `Symbol.dispose` is declared.
    pub fn text(&self) -> String {
        format!("/// <reference lib=\"esnext.disposable\" />\n{}\n", self.0.replace(FREE, FREE_EXPLAINED))
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
    fn what_is_declared_is_public_and_must_be_exported() {
        let types = Types::of(TEXT).unwrap();
        let exports = ["Room", "can", "send"].map(str::to_owned);
        assert_eq!(types.public(&exports).unwrap(), ["Room", "can"]);
        assert!(types.public(&exports[..1]).is_err());
    }
}
