//! `core.js`: wasm-bindgen's glue and the crate's own JavaScript in one file, which every entry shares.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::bindings::Bindings;
use crate::glue;
use crate::npm::Bundle;
use crate::types::Types;

/// How the crate's own JavaScript imports what wasm-bindgen wrote.
const GLUE: &str = "from \"glue\"";

/// Writes `core.js` into `done`. Its public names are those that the types declare; the loader is the default export,
/// which `export *` leaves out.
pub fn write(bindings: &Bindings, types: &Types<'_>, stage: &Path, done: &Path) -> Result<()> {
    fs::write(stage.join("glue.js"), glue::adapt(&bindings.glue, errors(bindings)?)?)?;
    for (path, text) in &bindings.files {
        let file = stage.join(path);
        fs::create_dir_all(file.parent().context("a file's folder")?)?;
        let up = "../".repeat(path.matches('/').count());
        fs::write(&file, text.replace(GLUE, &format!("from \"{up}glue.js\"")))?;
    }
    let sources: Vec<&str> = ["glue.js"].into_iter().chain(bindings.files.keys().map(String::as_str)).collect();
    let mut exports = BTreeSet::new();
    for source in &sources {
        exports.extend(names(source, stage)?);
    }
    let public = types.public(&exports.into_iter().collect::<Vec<_>>())?;

    let mut entry = String::from("import { initSync } from \"./glue.js\";\n");
    for source in sources {
        entry.push_str(&format!("export * from \"./{source}\";\n"));
    }
    let all = stage.join("all.js");
    fs::write(&all, entry)?;
    let text = format!(
        "import {{ initSync }} from \"./glue.js\";\nexport {{ initSync as default }};\nexport {{ {} }} from \"./all.js\";\n",
        public.join(", ")
    );
    let entry_file = stage.join("core.js");
    fs::write(&entry_file, text)?;
    let out = done.join("core.js");
    // An uncaught error prints the line that it comes from, which must not be the whole file.
    let options = ["--minify-whitespace=false".to_owned(), "--minify-identifiers=false".to_owned()];
    Bundle { entry: &entry_file, out: &out, external: &[], options: &options }.write()?;

    let text = fs::read_to_string(&out)?;
    if text.contains("import.meta") || text.contains("WebAssembly.instantiate") {
        bail!("wasm-bindgen's own loader has got into core.js");
    }
    Ok(())
}

/// The file that has the error classes.
fn errors(bindings: &Bindings) -> Result<&str> {
    let mut paths = bindings.files.keys().map(String::as_str);
    paths.find(|path| path.ends_with("/errors.js")).context("the crate has no errors.js")
}

/// The names that a file exports.
fn names(file: &str, stage: &Path) -> Result<Vec<String>> {
    let (entry, out) = (stage.join(file), stage.join("exports.js"));
    let mut names = Bundle { entry: &entry, out: &out, external: &[], options: &[] }.write()?;
    names.retain(|name| name != "initSync" && name != "default");
    Ok(names)
}
