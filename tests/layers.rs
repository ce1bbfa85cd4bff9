//! Who may import whom: the map in CONTRIBUTING.md, and no circles between files.

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What the files of a part may import besides each other.
const ALLOWED: &[(&str, &[&str])] = &[
    ("json", &[]),
    ("secrets", &[]),
    ("error_message", &["json", "secrets"]),
    ("error", &["error_message", "json", "secrets"]),
    ("model", &["error", "json"]),
    ("request", &["error", "json", "model", "secrets"]),
    ("access", &["error", "json", "model"]),
    ("api", &["access", "error", "json", "model", "request"]),
    ("client", &["api", "error", "error_message", "json", "model", "request", "secrets"]),
    ("wasm", &["access", "api", "client", "error", "json", "model", "request"]),
];

/// The files of the crate by their modules' paths, such as `access::token::jwt`.
fn modules() -> BTreeMap<String, String> {
    let mut modules = BTreeMap::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut modules);
    modules
}

fn collect(folder: &Path, above: &str, modules: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let module = if above.is_empty() { stem.to_owned() } else { format!("{above}::{stem}") };
        if path.is_dir() {
            collect(&path, &module, modules);
        } else if path.extension().is_some_and(|extension| extension == "rs") && module != "lib" {
            let text = fs::read_to_string(&path).unwrap();
            // Tests may look at anything.
            let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
            let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            modules.insert(module.strip_suffix("::mod").unwrap_or(&module).to_owned(), code.join("\n"));
        }
    }
}

/// The paths that a file imports, or names in full, from the crate's root on.
fn paths(module: &str, text: &str) -> Vec<String> {
    let own: Vec<&str> = module.split("::").collect();
    let above = &own[..own.len() - 1];
    let mut paths = Vec::new();
    for (start, _) in text.match_indices("crate::").chain(text.match_indices("super::")) {
        let preceded = text[..start].chars().next_back();
        if preceded.is_some_and(|before| before.is_alphanumeric() || before == '_' || before == ':') {
            continue;
        }
        let path: String = text[start..].chars().take_while(|c| c.is_alphanumeric() || "_:".contains(*c)).collect();
        let (mut at, mut rest) = (Vec::new(), path.as_str());
        if let Some(path) = rest.strip_prefix("crate::") {
            rest = path;
        } else {
            at = above.to_vec();
            rest = rest.strip_prefix("super::").unwrap();
        }
        while let Some(path) = rest.strip_prefix("super::") {
            at.pop();
            rest = path;
        }
        let full: Vec<&str> = at.into_iter().chain(rest.split("::").filter(|part| !part.is_empty())).collect();
        paths.push(full.join("::"));
    }
    paths
}

/// The file that a path leads to: the longest beginning of it that is one.
fn file<'a>(path: &str, modules: &'a BTreeMap<String, String>) -> Option<&'a str> {
    let mut path = path;
    loop {
        if let Some((module, _)) = modules.get_key_value(path) {
            return Some(module);
        }
        path = path.rsplit_once("::")?.0;
    }
}

/// What each file imports.
fn imports(modules: &BTreeMap<String, String>) -> BTreeMap<&str, BTreeSet<&str>> {
    let imported = |module: &str, text: &str| {
        let files = paths(module, text).into_iter().filter_map(|path| file(&path, modules));
        files.filter(|file| *file != module).collect()
    };
    modules.iter().map(|(module, text)| (module.as_str(), imported(module, text))).collect()
}

fn part(module: &str) -> &str {
    module.split("::").next().unwrap_or(module)
}

#[test]
fn each_part_imports_what_the_map_says() {
    let modules = modules();
    assert!(modules.len() > 50, "{:?}", modules.keys());
    for (module, files) in imports(&modules) {
        let own = part(module);
        let (_, allowed) = ALLOWED.iter().find(|(name, _)| *name == own).unwrap_or_else(|| panic!("{own} is new"));
        for file in files.into_iter().filter(|file| part(file) != own) {
            assert!(allowed.contains(&part(file)), "{module} imports {file}");
        }
    }
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let modules = modules();
    let imports = imports(&modules);
    // The files that import nothing but those that are gone go first; a circle is what stays.
    let mut left = imports.clone();
    while let Some(free) = left.iter().find(|(_, files)| files.iter().all(|file| !left.contains_key(file))) {
        let free = *free.0;
        left.remove(free);
    }
    let circle: Vec<String> = left
        .iter()
        .map(|(module, files)| {
            let files: Vec<&str> = files.iter().filter(|file| left.contains_key(*file)).copied().collect();
            format!("{module} -> {}", files.join(", "))
        })
        .collect();
    assert!(circle.is_empty(), "{}", circle.join("\n"));
}

#[test]
fn paths_are_found_wherever_they_stand() {
    let text = "use crate::error::{Error, Result};\nuse super::rules::Check;\nfn a() -> crate::json::Kind {}\nsuper::super::x::y();\nmycrate::z";
    let found = paths("access::can::check", text);
    assert_eq!(found, ["error", "json::Kind", "access::can::rules::Check", "access::x::y"]);
}
