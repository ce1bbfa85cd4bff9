//! wasm-bindgen's JavaScript, changed where it would fail or harm.

use anyhow::{Result, bail};

use crate::handles;

/// The glue as esbuild shall read it; `errors` is the crate's file that has the error classes.
pub fn adapt(text: &str, errors: &str) -> Result<String> {
    // wasm-bindgen indents every line anew when it writes the file, so no line's indentation means anything.
    let lines: Vec<String> = text.lines().map(|line| line.trim().to_owned()).collect();
    handles::guard(&any_realm(lazy(lines)?)?, errors)
}

/// Has a compiled module recognised that comes from another realm, as on Vercel's edge.
fn any_realm(mut lines: Vec<String>) -> Result<Vec<String>> {
    let mut checks = lines.iter_mut().filter(|line| *line == "if (!(module instanceof WebAssembly.Module)) {");
    let (Some(check), None) = (checks.next(), checks.next()) else {
        bail!("wasm-bindgen's glue checks the module in a new way: adapt xtask/src/glue.rs");
    };
    *check = "if (module[Symbol.toStringTag] !== \"WebAssembly.Module\") {".to_owned();
    Ok(lines)
}

/// Has the decoder and the encoder of text made when they are first used: jsdom, in which tests of pages import the
/// package, has neither.
fn lazy(lines: Vec<String>) -> Result<Vec<String>> {
    let mut changed = Vec::with_capacity(lines.len());
    let (mut decoder, mut encoder) = (None, false);
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        if let Some(made) = line.strip_prefix("let cachedTextDecoder = ") {
            // It is tried where it is made.
            lines.next_if(|next| next == "cachedTextDecoder.decode();");
            decoder = Some(made.trim_end_matches(';').to_owned());
            changed.push("let cachedTextDecoder;".to_owned());
        } else if line == "const cachedTextEncoder = new TextEncoder();" {
            encoder = true;
            changed.push("let cachedTextEncoder;".to_owned());
        } else if let (Some(made), Some(rest)) = (&decoder, line.strip_prefix("return cachedTextDecoder.")) {
            changed.push(format!("return (cachedTextDecoder ??= {made}).{rest}"));
        } else {
            changed.push(line.replace("cachedTextEncoder.", "(cachedTextEncoder ??= new TextEncoder())."));
        }
    }
    // What `ret` is made of, an import of the crate's makes when it is called.
    let made_at_import = |line: &String| {
        let made = line.strip_prefix("const ").and_then(|made| made.split_once(" = "));
        made.is_some_and(|(name, value)| name != "ret" && value.starts_with("new Text"))
    };
    if decoder.is_none() || !encoder || changed.iter().any(made_at_import) {
        bail!("wasm-bindgen's glue makes its TextDecoder or TextEncoder in a new way: adapt xtask/src/glue.rs");
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_of_another_realm_is_one() {
        let lines = |text: &str| text.lines().map(str::to_owned).collect();
        let glue = "if (!(module instanceof WebAssembly.Module)) {\nmodule = new WebAssembly.Module(module);\n}";
        let changed = any_realm(lines(glue)).unwrap().join("\n");
        assert!(changed.starts_with("if (module[Symbol.toStringTag] !== \"WebAssembly.Module\") {\nmodule = new"));
        assert!(any_realm(lines("module = new WebAssembly.Module(module);")).is_err());
        assert!(any_realm(lines(&format!("{glue}\n{glue}"))).is_err());
    }

    #[test]
    fn nothing_is_made_at_import() {
        let glue = "const buf = cachedTextEncoder.encode(arg);
let cachedTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
cachedTextDecoder.decode();
cachedTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
cachedTextDecoder.decode();
return cachedTextDecoder.decode(bytes);
const cachedTextEncoder = new TextEncoder();";
        let expected = "const buf = (cachedTextEncoder ??= new TextEncoder()).encode(arg);
let cachedTextDecoder;
cachedTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
cachedTextDecoder.decode();
return (cachedTextDecoder ??= new TextDecoder('utf-8', { ignoreBOM: true })).decode(bytes);
let cachedTextEncoder;";
        let lines = |text: &str| text.lines().map(str::to_owned).collect();
        assert_eq!(lazy(lines(glue)).unwrap().join("\n"), expected);
        assert!(lazy(lines("const decoder = new TextDecoder();")).is_err());
    }
}
