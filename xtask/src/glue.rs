//! wasm-bindgen's JavaScript, made smaller without changing what it does.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};

use crate::handles;

/// Names that are in both the module and its JavaScript, such as `__wbg_fetch_9b478faef8cda538`: they hardly compress,
/// so both get short ones.
#[derive(Clone, Default)]
pub struct Names {
    /// Long to short, for imports that the glue implements, for exports, and for the modules imported from.
    pub short: BTreeMap<String, String>,
    /// What the module imports from the crate's own JavaScript files as it is: by file, long to short.
    pub direct: BTreeMap<String, BTreeMap<String, String>>,
    count: usize,
}

impl Names {
    /// Renames what `module` imports and exports; `taken` tells which names mean something else in JavaScript too.
    pub fn shorten<'a>(
        &mut self,
        imports: impl Iterator<Item = (&'a mut String, &'a mut String)>,
        exports: impl Iterator<Item = &'a mut String>,
        taken: impl Fn(&str) -> bool,
    ) {
        for (module, name) in imports {
            let short = if module.starts_with("./snippets/") {
                let known = self.direct.get(module).and_then(|names| names.get(name)).cloned();
                let short = known.unwrap_or_else(|| self.next());
                self.direct.entry(module.clone()).or_default().insert(name.clone(), short.clone());
                short
            } else {
                self.global(name)
            };
            *name = short;
            *module = self.global(module);
        }
        for name in exports {
            if name.contains('_') && !taken(name) {
                *name = self.global(name);
            }
        }
    }

    fn global(&mut self, name: &str) -> String {
        if let Some(short) = self.short.get(name) {
            return short.clone();
        }
        let short = self.next();
        self.short.insert(name.to_owned(), short.clone());
        short
    }

    /// `a`, `b` … `Z`, `aa`, `ba` …
    fn next(&mut self) -> String {
        let mut rest = self.count;
        self.count += 1;
        let mut name = String::new();
        loop {
            name.extend(('a'..='z').chain('A'..='Z').nth(rest % 52));
            rest /= 52;
            if rest == 0 {
                return name;
            }
            rest -= 1;
        }
    }

    /// esbuild's options for the same renaming in the glue; `cache` holds [`Self::short`] as JSON.
    pub fn options(&self, cache: &str) -> [String; 3] {
        let escape = |c: char| (!c.is_alphanumeric() && c != '_').then_some('\\').into_iter().chain([c]);
        let names: Vec<String> = self.short.keys().map(|name| name.chars().flat_map(escape).collect()).collect();
        [
            format!("--mangle-props=^(?:{})$", names.join("|")),
            "--mangle-quoted".to_owned(),
            format!("--mangle-cache={cache}"),
        ]
    }

    /// Fails when the finished JavaScript still uses a name that the module no longer has.
    pub fn check(&self, text: &str) -> Result<()> {
        let used = |name: &&String| text.contains(&format!(".{name}")) || text.contains(&format!("{name}:"));
        match self.short.keys().find(used) {
            Some(name) => bail!("core.js still says `{name}`, which the module no longer has"),
            None => Ok(()),
        }
    }
}

/// The glue as esbuild shall read it. Every change is to text that wasm-bindgen writes in one fixed form; another form
/// is an error, never left alone.
pub fn adapt(text: &str, names: &Names) -> Result<String> {
    // wasm-bindgen indents every line anew when it writes the file, so no line's indentation means anything.
    let mut seen = BTreeMap::new();
    let mut lines: Vec<String> =
        text.lines().map(|line| direct(line.trim(), names, &mut seen)).collect::<Result<_>>()?;
    // Nobody disposes of what is never handed out, and what is imported once more is there already.
    lines.retain(|line| !line.starts_with("if (Symbol.dispose) _") && !again(line, &seen));
    let boundary = names.direct.keys().find(|path| path.ends_with("/boundary.js")).map_or("", String::as_str);
    let text = handles::guard(&lines, boundary)?;

    // One question for all classes instead of one for each.
    let each = "(typeof FinalizationRegistry === 'undefined')\n\
        ? { register: () => {}, unregister: () => {} }\n\
        : new FinalizationRegistry(";
    let once = "const Registry = typeof FinalizationRegistry === 'undefined'\n\
        ? class { register() {} unregister() {} }\n\
        : FinalizationRegistry;\n";
    let text = text.replace(each, "new Registry(");
    if text.contains("FinalizationRegistry =") || text.contains("FinalizationRegistry(") {
        bail!("wasm-bindgen's glue makes its FinalizationRegistry in a new way: adapt xtask/src/glue.rs");
    }
    let mut text = format!("{once}{text}");
    for (unused, instead) in UNUSED {
        if text.matches(unused).count() != 1 {
            bail!("wasm-bindgen's glue no longer says `{unused}`: adapt xtask/src/glue.rs");
        }
        text = text.replace(unused, instead);
    }
    Ok(text)
}

/// What no caller of ours makes use of, and what is left of it: older arguments of the loader, and text that is passed
/// without a function to make its memory smaller.
const UNUSED: [(&str, &str); 2] = [
    (
        "if (module !== undefined) {
if (Object.getPrototypeOf(module) === Object.prototype) {
({module} = module)
} else {
console.warn('using deprecated parameters for `initSync()`; pass a single object instead')
}
}
",
        "({module} = module);\n",
    ),
    (
        "if (realloc === undefined) {
const buf = cachedTextEncoder.encode(arg);
const ptr = malloc(buf.length, 1) >>> 0;
getUint8ArrayMemory0().subarray(ptr, ptr + buf.length).set(buf);
WASM_VECTOR_LEN = buf.length;
return ptr;
}
",
        "",
    ),
];

/// Whether a line of the table of imports has a file that another line has already; `seen` is as in [`direct`].
fn again(line: &str, seen: &BTreeMap<&str, &str>) -> bool {
    let entry = line.strip_prefix('"').and_then(|rest| rest.strip_suffix(',')?.split_once("\": "));
    entry.is_some_and(|(path, object)| seen.get(path).is_some_and(|first| *first != object))
}

/// An import of a whole JavaScript file becomes an import of what the module uses of it; `seen` has the files that have
/// been imported so already, and as what.
fn direct<'a>(line: &'a str, names: &Names, seen: &mut BTreeMap<&'a str, &'a str>) -> Result<String> {
    let Some(rest) = line.strip_prefix("import * as ") else { return Ok(line.to_owned()) };
    let (object, path) = rest.split_once(" from ").context("an import in wasm-bindgen's glue")?;
    let path = path.trim_matches([';', '"', '\'']);
    if seen.contains_key(path) {
        return Ok(String::new());
    }
    seen.insert(path, object);
    let used = names.direct.get(path).with_context(|| format!("wasm-bindgen's glue imports all of {path} anew"))?;
    let imports: Vec<String> = used.keys().map(|name| format!("{name} as {object}{name}")).collect();
    let members: Vec<String> = used.iter().map(|(name, short)| format!("{short}: {object}{name}")).collect();
    Ok(format!("import {{ {} }} from \"{path}\";\nconst {object} = {{ {} }};", imports.join(", "), members.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_distinct() {
        let mut names = Names::default();
        let all: std::collections::BTreeSet<String> = (0..5000).map(|_| names.next()).collect();
        assert_eq!(all.len(), 5000);
        assert!(all.contains("a") && all.contains("Z") && all.contains("aa") && all.contains("aaa"));
    }

    #[test]
    fn whole_files_are_imported_by_name() {
        let mut names = Names::default();
        let (mut module, mut name) = ("./snippets/x/b.js".to_owned(), "_text".to_owned());
        names.shorten([(&mut module, &mut name)].into_iter(), [].into_iter(), |_| false);
        let mut seen = BTreeMap::new();
        let mut adapted = |line| direct(line, &names, &mut seen);
        assert_eq!(
            adapted("import * as import1 from \"./snippets/x/b.js\"").unwrap(),
            "import { _text as import1_text } from \"./snippets/x/b.js\";\nconst import1 = { a: import1_text };"
        );
        assert_eq!((module.as_str(), name.as_str()), ("b", "a"));
        assert_eq!(adapted("import * as import2 from \"./snippets/x/b.js\"").unwrap(), "");
        assert!(adapted("import * as import3 from \"./other.js\"").is_err());
        assert!(again("\"./snippets/x/b.js\": import2,", &seen));
        assert!(!again("\"./snippets/x/b.js\": import1,", &seen));
        assert!(!again("\"./other.js\": import3,", &seen));
    }

    #[test]
    fn registries_are_asked_for_once() {
        let text = "const A = (typeof FinalizationRegistry === 'undefined')\n    \
            ? { register: () => {}, unregister: () => {} }\n  : new FinalizationRegistry(ptr => 1);";
        let unused = UNUSED.map(|(unused, _)| unused).concat();
        let adapted = adapt(&format!("{text}\n{unused}"), &Names::default()).unwrap();
        assert!(adapted.contains("const A = new Registry(ptr => 1);\n") && !adapted.contains("deprecated"));
        assert!(adapt(text, &Names::default()).is_err());
        assert!(adapt(&format!("const A = new FinalizationRegistry(1);\n{unused}"), &Names::default()).is_err());
    }
}
