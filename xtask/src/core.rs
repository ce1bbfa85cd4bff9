//! `core.js`: wasm-bindgen's glue and the crate's own JavaScript in one file, which every entry shares.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::bindings::Bindings;
use crate::glue;
use crate::npm::Bundle;

/// Writes `core.js` into `done` and returns the public names. They are what the glue and the crate's own files export,
/// but for names that begin with `_`; the loader is the default export, which `export *` leaves out.
pub fn write(bindings: &Bindings, stage: &Path, done: &Path) -> Result<Vec<String>> {
    let (mut imports, mut public) = (String::new(), Vec::new());
    fs::write(stage.join("glue.js"), glue::adapt(&bindings.glue, &bindings.names)?)?;
    for (path, text) in &bindings.snippets {
        let file = stage.join(path);
        fs::create_dir_all(file.parent().context("a snippet's folder")?)?;
        fs::write(&file, text)?;
    }
    for file in ["glue.js"].into_iter().chain(bindings.snippets.keys().map(String::as_str)) {
        let names = exports(file, stage)?;
        if !names.is_empty() {
            imports.push_str(&format!("import {{ {} }} from \"./{file}\";\n", names.join(", ")));
        }
        public.extend(names);
    }
    // Minifiers shorten the names of classes and functions, which errors and consoles show.
    let names = public.join(", ");
    let entry = format!(
        "import {{ initSync }} from \"./glue.js\";
        {imports}
        for (const [name, value] of Object.entries({{ {names} }}))
            if (typeof value === \"function\") Object.defineProperty(value, \"name\", {{ value: name }});
        export {{ {names}, initSync as default }};"
    );
    let entry_file = stage.join("core.js");
    fs::write(&entry_file, entry)?;

    let cache = stage.join("short.json");
    fs::write(&cache, serde_json::to_string(&bindings.names.short)?)?;
    let options = bindings.names.options(&cache.display().to_string());
    let out = done.join("core.js");
    Bundle { entry: &entry_file, out: &out, external: &[], options: &options }.write()?;

    let text = fs::read_to_string(&out)?;
    bindings.names.check(&text)?;
    if text.contains("import.meta") || text.contains("WebAssembly.instantiate") {
        bail!("wasm-bindgen's own loader has got into core.js");
    }
    Ok(public)
}

/// The public names that a file exports.
fn exports(file: &str, stage: &Path) -> Result<Vec<String>> {
    let (entry, out) = (stage.join(file), stage.join("exports.js"));
    let mut names = Bundle { entry: &entry, out: &out, external: &[], options: &[] }.write()?;
    names.retain(|name| !name.starts_with('_') && name != "initSync" && name != "default");
    Ok(names)
}
