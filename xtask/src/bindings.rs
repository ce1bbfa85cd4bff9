//! From Rust to WebAssembly and its JavaScript: cargo, wasm-bindgen, wasm-opt.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

use crate::declarations::{self, Declarations};
use crate::{cargo, imports, npm, project, returns, sh};

/// The version of wasm-bindgen this program was built with.
const WASM_BINDGEN: &str = "0.2.130";
const TARGET: &str = "wasm32-unknown-unknown";

/// What is spent on making a module small.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// All that helps, for a package that is published.
    Full,
    /// Nothing, for one that is tested and thrown away.
    None,
}

/// What the client crate becomes.
#[derive(Clone)]
pub struct Bindings {
    /// The optimised module.
    pub wasm: Vec<u8>,
    /// The JavaScript that wasm-bindgen wrote.
    pub glue: String,
    /// The TypeScript declarations.
    pub types: String,
    /// The crate's own JavaScript files and the classes that its declarations make, by the path under which the glue
    /// imports them.
    pub files: BTreeMap<String, String>,
}

/// Compiles the client crate of the checkout in `source`; `target` is cargo's folder, `scratch` one for what comes in
/// between.
pub fn make(source: &Path, target: &Path, scratch: &Path, effort: Effort) -> Result<Bindings> {
    same_version()?;
    let compiled = compile(source, target, effort)?;
    let features = features(&std::fs::read(&compiled)?)?;

    sh::step("wasm-bindgen");
    let mut output = Bindgen::new()
        .input_path(&compiled)
        .web(true)?
        .typescript(true)
        .encode_into(EncodeInto::Always)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()?;
    if output.snippets().values().any(|inline| !inline.is_empty()) {
        bail!("inline JavaScript snippets are not supported here: put the code into a file of its own");
    }
    let section = output.wasm_mut().customs.remove_raw(declarations::SECTION);
    let section = section.context("the module has no declarations")?;
    let declarations = Declarations::read(&section.data)?;
    let mut files: BTreeMap<String, String> =
        output.local_modules().iter().map(|(path, text)| (format!("snippets/{path}"), text.clone())).collect();
    add_own(&mut files, source, &declarations)?;
    let types = output.ts().context("wasm-bindgen wrote no types")?;
    let types = declarations.with_types(types)?;
    let glue = output.js().to_owned();
    let names = imports::shorten(output.wasm_mut());
    let glue = imports::rename(&glue, &names);
    let glue = returns::first(&glue, &returns::pair(output.wasm_mut()))?;

    let bound = output.wasm_mut().emit_wasm();
    if effort == Effort::None {
        return Ok(Bindings { wasm: bound, glue, types, files });
    }
    sh::step("wasm-opt");
    let (before, after) = (scratch.join("bound.wasm"), scratch.join("optimised.wasm"));
    std::fs::write(&before, bound)?;
    let options: Vec<String> = features.into_iter().chain(npm::CLIENT.map(str::to_owned)).collect();
    npm::wasm_opt(&before, &after, &options)?;
    Ok(Bindings { wasm: std::fs::read(after)?, glue, types, files })
}

/// Adds the files that the crate itself does not import, and the classes that its declarations make.
fn add_own(files: &mut BTreeMap<String, String>, source: &Path, declarations: &Declarations) -> Result<()> {
    let imported = files.keys().next().context("the crate imports no JavaScript")?;
    let folder = imported.rsplit_once('/').context("a folder of JavaScript files")?.0.to_owned();
    for entry in std::fs::read_dir(source.join("src/wasm/js"))?.flatten() {
        let name = entry.file_name();
        let path = format!("{folder}/{}", name.display());
        if let Entry::Vacant(missing) = files.entry(path) {
            missing.insert(std::fs::read_to_string(entry.path())?);
        }
    }
    files.insert(format!("{folder}/classes.js"), declarations.classes());
    Ok(())
}

/// Builds the crate and returns the module's path.
fn compile(source: &Path, target: &Path, effort: Effort) -> Result<PathBuf> {
    sh::step(format!("cargo build, {TARGET}"));
    let mut cargo = cargo::cargo();
    cargo
        .current_dir(source)
        .args(["build", "--profile=wasm", "--lib", "--package=meshagent-wasm", "--target", TARGET])
        // wasm-bindgen reads the `target_features` section, which a full strip removes.
        .args(["--config", "profile.wasm.strip=\"debuginfo\"", "--target-dir"])
        .arg(target)
        .env_remove("RUSTFLAGS")
        .env("CARGO_ENCODED_RUSTFLAGS", remapped(source)?);
    if effort == Effort::None {
        for fast in ["opt-level=1", "lto=false", "codegen-units=16", "incremental=true"] {
            cargo.arg("--config").arg(format!("profile.wasm.{fast}"));
        }
    }
    let files = cargo::build(&mut cargo)?;
    files.into_iter().rfind(|file| file.ends_with("meshagent_wasm.wasm")).context("cargo built no meshagent_wasm.wasm")
}

/// Compiler flags that keep this machine's folders out of the module, so that every checkout gives the same bytes.
fn remapped(source: &Path) -> Result<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo"))).context("no home folder")?;
    let mut folders = vec![source.to_owned(), cargo::sysroot()?.join("lib/rustlib/src/rust"), home.clone()];
    // The last rule that fits counts: crates of the registry come without the registry's own folder name.
    if let Ok(registries) = std::fs::read_dir(home.join("registry/src")) {
        folders.extend(registries.flatten().map(|entry| entry.path()));
    }
    let flags: Vec<String> =
        folders.iter().map(|folder| format!("--remap-path-prefix={}/=", folder.display())).collect();
    Ok(flags.join("\x1f"))
}

/// `wasm-opt` options for the features that the compiler says it used.
fn features(wasm: &[u8]) -> Result<Vec<String>> {
    let mut options = Vec::new();
    for payload in wasmparser::Parser::new(0).parse_all(wasm) {
        let wasmparser::Payload::CustomSection(section) = payload? else { continue };
        if section.name() != "target_features" {
            continue;
        }
        let mut reader = wasmparser::BinaryReader::new(section.data(), 0);
        for _ in 0..reader.read_var_u32()? {
            reader.read_u8()?;
            let name = reader.read_string()?;
            options.push(npm::feature(name).with_context(|| {
                format!(
                    "the compiler used the WebAssembly feature `{name}`: check who supports it, then add it to FEATURES"
                )
            })?);
        }
    }
    if options.is_empty() {
        bail!("the module has no `target_features` section");
    }
    Ok(options)
}

/// wasm-bindgen's two halves must be of one version.
fn same_version() -> Result<()> {
    let lock = std::fs::read_to_string(project::root().join("Cargo.lock")).context("Cargo.lock")?;
    let mut lines = lock.lines().skip_while(|line| *line != "name = \"wasm-bindgen\"").skip(1);
    let version =
        lines.next().and_then(|line| line.strip_prefix("version = \"")).map(|line| line.trim_end_matches('"'));
    if version != Some(WASM_BINDGEN) {
        bail!(
            "Cargo.lock has wasm-bindgen {}, this command was built for {WASM_BINDGEN}: \
             change xtask/Cargo.toml and xtask/src/bindings.rs together with it",
            version.unwrap_or("in no version")
        );
    }
    Ok(())
}
