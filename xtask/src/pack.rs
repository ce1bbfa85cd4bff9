//! From the bindings to the npm package in `pkg/`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Map, Value, json};

use crate::bindings::{self, Bindings, Effort};
use crate::names::Names;
use crate::npm::Bundle;
use crate::project::Workspace;
use crate::types::Types;
use crate::{core, fresh, inline, methods, names, project, sh, tools};

/// The entries; each is minified by itself and imports the shared core.
const ENTRIES: [&str; 5] = ["index.js", "web.js", "workerd.js", "edge-light.js", "node.js"];
/// What is copied as it is.
const COPIES: [&str; 7] = [
    "pkg-template/web.d.ts",
    "pkg-template/node.d.ts",
    "pkg-template/meshagent.wasm.d.ts",
    "pkg-template/README.md",
    "CHANGELOG.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
];
/// What there is as CommonJS too, for those who cannot `require` an ES module.
const COMMONJS: [&str; 4] = ["core", "index", "web", "node"];
/// What cargo needs to compile the client elsewhere.
pub const WORKSPACE: [&str; 9] = [
    "Cargo.toml",
    "Cargo.lock",
    "macros",
    "schema",
    "src",
    "examples/rust-dashboard",
    "tests/rust",
    "tests/server",
    "xtask",
];
/// The optimised module.
const WASM: &str = "meshagent.wasm";

/// Builds the package in `pkg/` unless it is there already.
pub fn build() -> Result<()> {
    tools::wasm_target()?;
    tools::npm_ci(&project::root())?;
    let _alone = tools::alone(&project::root().join("pkg-template/package.json"))?;
    let workspace = Workspace::read()?;
    let target = workspace.target()?;
    let stamp = fresh::Stamp::of(&target.join("xtask/pkg.stamp"), &fresh::PACKAGE, &project::pkg())?;
    if stamp.fresh() {
        sh::step("pkg/ is up to date");
        return Ok(());
    }
    write(&project::root(), &target, &target.join("xtask/pkg"), &project::pkg(), &workspace)?;
    stamp.save()?;
    for file in ["core.js", "index.js", "web.js", "workerd.js", "node.js", WASM] {
        sh::step(format!("pkg/{file} {} bytes", fs::metadata(project::pkg().join(file))?.len()));
    }
    Ok(())
}

/// Builds the package in `pkg/` for a look at a change: larger, and in seconds.
pub fn build_quickly() -> Result<()> {
    tools::wasm_target()?;
    tools::npm_ci(&project::root())?;
    let _alone = tools::alone(&project::root().join("pkg-template/package.json"))?;
    let workspace = Workspace::read()?;
    // A folder of its own: cargo would otherwise make each kind of build anew after the other.
    let target = workspace.target()?.join("quick");
    let scratch = target.join("pkg");
    empty(&scratch)?;
    let bindings = bindings::make(&project::root(), &target, &scratch, Effort::None)?;
    package(&bindings, &project::root(), &scratch, &project::pkg(), &workspace)
}

/// What a second build of the package begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// The compilation of a copy of the sources in another folder, which takes more than a minute.
    Compiler,
    /// All that comes after the compiler.
    Bindings,
}

/// Builds the package twice and compares every byte.
pub fn repeatable(again: Again) -> Result<bool> {
    let workspace = Workspace::read()?;
    let folder = tempfile::tempdir()?;
    let (scratch, out) = (folder.path().join("scratch"), folder.path().join("pkg"));
    if again == Again::Compiler {
        tools::npm_ci(&project::root())?;
        sh::step("two builds at once, the second from a copy of the sources");
        let copy = folder.path().join("copy");
        for path in WORKSPACE {
            copy_all(&project::root().join(path), &copy.join(path))?;
        }
        let target = folder.path().join("target");
        // Each spends most of its time in a part of the compiler that uses one core.
        std::thread::scope(|scope| {
            let second = scope.spawn(|| write(&copy, &target, &scratch, &out, &workspace));
            build()?;
            second.join().map_err(|_| anyhow!("the second build panicked"))?
        })?;
    } else {
        build()?;
        write(&project::root(), &workspace.target()?, &scratch, &out, &workspace)?;
    }
    let mut same = true;
    for name in files(&project::pkg())? {
        if fs::read(project::pkg().join(&name))? != fs::read(out.join(&name)).unwrap_or_default() {
            eprintln!("a second build gives another {}", name.display());
            same = false;
        }
    }
    Ok(same)
}

/// Copies a file or a folder, without what npm installs.
pub fn copy_all(from: &Path, to: &Path) -> Result<()> {
    if from.is_dir() {
        for entry in fs::read_dir(from)?.flatten().filter(|entry| entry.file_name() != "node_modules") {
            copy_all(&entry.path(), &to.join(entry.file_name()))?;
        }
        return Ok(());
    }
    fs::create_dir_all(to.parent().context("a file's folder")?)?;
    fs::copy(from, to).map(drop).with_context(|| from.display().to_string())
}

/// Builds the package of the checkout in `source` into `out`.
pub fn write(source: &Path, target: &Path, scratch: &Path, out: &Path, workspace: &Workspace) -> Result<()> {
    empty(scratch)?;
    let bindings = bindings::make(source, target, scratch, Effort::Full)?;
    package(&bindings, &project::root(), scratch, out, workspace)
}

/// Makes sure that there is a folder with nothing in it.
fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())
}

/// Writes the package of these bindings, with the entries of the checkout in `source`, into `out`.
pub fn package(bindings: &Bindings, source: &Path, scratch: &Path, out: &Path, workspace: &Workspace) -> Result<()> {
    sh::step("pkg/");
    let stage = scratch.join("stage");
    let done = scratch.join("done");
    empty(&stage)?;
    empty(&done)?;
    let types = Types::of(&bindings.types)?;
    core::write(bindings, &types, &stage, &done)?;
    fs::write(done.join(WASM), &bindings.wasm)?;
    entries(bindings, source, &stage, &done)?;

    let names = Names::read()?;
    fs::write(done.join("index.d.ts"), names.annotate(&types.text())?)?;
    fs::write(done.join("package.json"), manifest(workspace)?)?;
    for copy in COPIES {
        let from = project::root().join(copy);
        let name = from.file_name().context("a file to copy")?;
        fs::copy(&from, done.join(name)).with_context(|| from.display().to_string())?;
    }
    copy_all(&project::root().join("pkg-template/docs"), &done.join("docs"))?;
    fs::write(done.join(methods::PAGE), methods::page(&types.text())?)?;
    fs::write(done.join(names::PAGE), names.page(&types.text())?)?;
    commonjs(&stage, &done)?;
    replace(&done, out)
}

/// Writes each file of `done` that CommonJS needs a second time, types included.
fn commonjs(stage: &Path, done: &Path) -> Result<()> {
    // The module's path, which is all that CommonJS has of it, has the same types.
    fs::copy(done.join("meshagent.wasm.d.ts"), done.join("meshagent.wasm.d.cts"))?;
    // Outside the package, where nothing says that the files are modules: as one, `import x` of CommonJS would mean all
    // of its exports.
    let folder = stage.join("commonjs");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("package.json"), "{}\n")?;
    for name in COMMONJS {
        let (from, to) = (folder.join(name).with_extension("js"), done.join(name).with_extension("cjs"));
        let module = fs::read_to_string(done.join(name).with_extension("js"))?;
        fs::write(&from, &module)?;
        let mut options = vec!["--format=cjs".to_owned(), "--platform=node".to_owned()];
        if module.contains("import.meta") {
            options.push("--define:import.meta.url=base".to_owned());
            options.push("--banner:js=const base=require(\"node:url\").pathToFileURL(__filename).href;".to_owned());
        }
        Bundle { entry: &from, out: &to, external: &["./core.js"], options: &options }.write()?;
        fs::write(&to, fs::read_to_string(&to)?.replace("\"./core.js\"", "\"./core.cjs\""))?;
        if name != "core" {
            let types = fs::read_to_string(done.join(name).with_extension("d.ts"))?;
            fs::write(done.join(name).with_extension("d.cts"), types.replace("\"./index.js\"", "\"./index.cjs\""))?;
        }
    }
    Ok(())
}

/// Bundles each entry file, the core being one shared file beside them.
fn entries(bindings: &Bindings, source: &Path, stage: &Path, done: &Path) -> Result<()> {
    let folder = stage.join("entries");
    fs::create_dir_all(&folder)?;
    for file in ENTRIES.iter().chain(&["unpack.js", "files.js"]) {
        let from = source.join("pkg-template").join(file);
        fs::copy(&from, folder.join(file)).with_context(|| from.display().to_string())?;
    }
    // What Node.js needs to take the files for modules.
    fs::write(folder.join("package.json"), "{ \"type\": \"module\" }\n")?;
    let packed = inline::write(&bindings.wasm, &folder)?;
    inline::check(&done.join(WASM), &folder)?;
    for file in ENTRIES {
        let (entry, out) = (folder.join(file), done.join(file));
        let external = ["./core.js", "./meshagent.wasm*", "node:*"];
        Bundle { entry: &entry, out: &out, external: &external, options: &["--platform=neutral".to_owned()] }
            .write()?;
    }
    if !fs::read_to_string(done.join("index.js"))?.contains(&packed) {
        bail!("minifying changed the module's text in index.js");
    }
    Ok(())
}

/// The package's own package.json.
fn manifest(workspace: &Workspace) -> Result<String> {
    let path = project::root().join("pkg-template/package.json");
    let mut manifest: Map<String, Value> =
        serde_json::from_str(&fs::read_to_string(path)?).context("pkg-template/package.json")?;
    manifest.insert("version".to_owned(), workspace.version()?.into());
    if let Some(repository) = workspace.repository()? {
        manifest.extend(addresses(repository));
    }
    Ok(format!("{}\n", serde_json::to_string_pretty(&manifest)?))
}

/// What the manifest says of where the package comes from.
fn addresses(repository: &str) -> [(String, Value); 3] {
    let address = repository.trim_end_matches(".git");
    let git = json!({ "type": "git", "url": format!("git+{address}.git") });
    [
        ("homepage".to_owned(), format!("{address}#readme").into()),
        ("repository".to_owned(), git),
        ("bugs".to_owned(), json!({ "url": format!("{address}/issues") })),
    ]
}

/// The files of a folder and of those in it, by their paths there.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())?.flatten() {
        let name = PathBuf::from(entry.file_name());
        if entry.path().is_dir() {
            found.extend(files(&entry.path())?.into_iter().map(|file| name.join(file)));
        } else {
            found.push(name);
        }
    }
    Ok(found)
}

/// Makes `out` hold exactly the files of `done`, touching only what differs.
fn replace(done: &Path, out: &Path) -> Result<()> {
    fs::create_dir_all(out).with_context(|| out.display().to_string())?;
    for name in files(out)? {
        if !done.join(&name).exists() {
            fs::remove_file(out.join(&name))?;
        }
    }
    for name in files(done)? {
        let new = fs::read(done.join(&name))?;
        if fs::read(out.join(&name)).ok().as_ref() != Some(&new) {
            let file = out.join(&name);
            fs::create_dir_all(file.parent().context("a file's folder")?)?;
            fs::write(file, new)?;
        }
    }
    Ok(())
}
