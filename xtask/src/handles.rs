//! wasm-bindgen's classes, made safe to misuse.
//!
//! Their methods hand whatever is in `this.__wbg_ptr` to the module. There a pointer that was freed, or is one to
//! something of another class, is read all the same, and the exception for a null pointer leaves the module's stack
//! where it was, so that some ten thousand of them use it up for good. So pointers are looked at before the module is
//! called, and stand where copying an object does not copy them.

use anyhow::{Context, Result, bail};

/// The member that holds a pointer.
const POINTER: &str = "__wbg_ptr";

/// `_held` is the pointer of a handle that lives, else 0; `_live` is it too, or throws.
fn helpers(boundary: &str) -> String {
    format!(
        "import {{ inUse }} from \"./{boundary}\";
const _held = (self, Class) => (self instanceof Class && self.{POINTER}) || 0;
const _live = (self, Class) => inUse(_held(self, Class), Class);
const _own = (self, ptr, registry) => {{
Object.defineProperty(self, \"{POINTER}\", {{ value: ptr, writable: true }});
registry.register(self, ptr, self);
}};
"
    )
}

/// The glue's lines with every use of a pointer replaced; `boundary` is the file that has `inUse`.
pub fn guard(lines: &[String], boundary: &str) -> Result<String> {
    let mut text = helpers(boundary);
    let mut class = None;
    let mut lines = lines.iter();
    while let Some(line) = lines.next() {
        if let Some(rest) = line.strip_prefix("export class ").or_else(|| line.strip_prefix("class ")) {
            class = rest.split(' ').next();
        }
        let class = || class.with_context(|| format!("a pointer outside of a class in wasm-bindgen's glue: {line}"));
        let guarded = if let Some((object, pointer)) = assigned(line) {
            if pointer == "0" {
                line.clone()
            } else {
                let registry = format!("{}Finalization", class()?);
                let register = format!("{registry}.register({object}, {object}.{POINTER}, {object});");
                if lines.next() != Some(&register) {
                    bail!("wasm-bindgen's glue has no `{register}` after `{line}`: adapt xtask/src/handles.rs");
                }
                // What is never handed out is not copied either.
                if class()?.starts_with('_') {
                    format!("{line}\n{register}")
                } else {
                    format!("_own({object}, {pointer}, {registry});")
                }
            }
        } else if line == "const ptr = this.__wbg_ptr;" {
            format!("const ptr = _held(this, {});", class()?)
        } else if line.starts_with("wasm.__wbg_") && line.ends_with("_free(ptr, 0);") {
            // 1 lets a call that is using the handle end first, where 0 throws.
            format!("if (ptr) {}", line.replace("(ptr, 0)", "(ptr, 1)"))
        } else if line.contains(POINTER) {
            let guarded = line.replace("(this.__wbg_ptr", &format!("(_live(this, {})", class()?));
            if guarded.contains(POINTER) {
                bail!("wasm-bindgen's glue uses a pointer in a new way: adapt xtask/src/handles.rs to `{line}`");
            }
            guarded
        } else {
            line.clone()
        };
        text.push_str(&guarded);
        text.push('\n');
    }
    Ok(text)
}

/// The object that a line gives a pointer, and the pointer.
fn assigned(line: &str) -> Option<(&str, &str)> {
    let (object, pointer) = line.split_once(".__wbg_ptr = ")?;
    Some((object, pointer.strip_suffix(';')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guarded(text: &str) -> Result<String> {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        Ok(guard(&lines, "./e.js")?.split_once("};\n").unwrap().1.to_owned())
    }

    #[test]
    fn pointers_are_looked_at_before_they_are_used() {
        let glue = "export class A {\nobj.__wbg_ptr = ptr;\nAFinalization.register(obj, obj.__wbg_ptr, obj);\n\
            const ptr = this.__wbg_ptr;\nthis.__wbg_ptr = 0;\nwasm.__wbg_a_free(ptr, 0);\n\
            const ret = wasm.a_get(this.__wbg_ptr, x);\nclass _B {\nthis.__wbg_ptr = ret[0];\n\
            _BFinalization.register(this, this.__wbg_ptr, this);\n";
        let expected = "export class A {\n_own(obj, ptr, AFinalization);\n\
            const ptr = _held(this, A);\nthis.__wbg_ptr = 0;\nif (ptr) wasm.__wbg_a_free(ptr, 1);\n\
            const ret = wasm.a_get(_live(this, A), x);\nclass _B {\nthis.__wbg_ptr = ret[0];\n\
            _BFinalization.register(this, this.__wbg_ptr, this);\n";
        assert_eq!(guarded(glue).unwrap(), expected);
    }

    #[test]
    fn any_other_form_is_an_error() {
        for glue in [
            "const ret = wasm.a_get(this.__wbg_ptr);",
            "class A {\nconst ret = wasm.a_use(other.__wbg_ptr);",
            "class A {\nobj.__wbg_ptr = ptr;\nreturn obj;",
        ] {
            assert!(guarded(glue).is_err(), "{glue}");
        }
    }
}
