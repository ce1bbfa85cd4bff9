//! `cargo xtask release --dry-run`: everything that a release depends on, checked; nothing is published from here.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::{cargo, pack, project, sh, size};

/// The npm package's files, all of them.
const PACKAGE: [&str; 36] = [
    "CHANGELOG.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "core.cjs",
    "core.js",
    "docs/access.md",
    "docs/activity.md",
    "docs/calls.md",
    "docs/generations.md",
    "docs/identities.md",
    "docs/methods.md",
    "docs/migration.md",
    "docs/names.md",
    "docs/recipes-servers.md",
    "docs/recipes.md",
    "docs/running.md",
    "docs/runtimes.md",
    "edge-light.js",
    "index.cjs",
    "index.d.cts",
    "index.d.ts",
    "index.js",
    "meshagent.wasm",
    "meshagent.wasm.d.cts",
    "meshagent.wasm.d.ts",
    "node.cjs",
    "node.d.cts",
    "node.d.ts",
    "node.js",
    "package.json",
    "web.cjs",
    "web.d.cts",
    "web.d.ts",
    "web.js",
    "workerd.js",
];
/// The target whose dependencies are looked at: those that are here anyway.
const WASM: &str = "wasm32-unknown-unknown";
/// What the npm package may weigh, packed: half of it is the module, which is there by itself and inside both entries.
const LARGEST: u64 = 510_000;
/// The crate's files beside those in `src`.
const CRATE: [&str; 7] = [
    ".cargo_vcs_info.json",
    "Cargo.lock",
    "Cargo.toml",
    "Cargo.toml.orig",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
];
/// What cargo publishes, all at once: one needs versions of the others that no registry has yet.
const CRATES: [&str; 3] = ["--package=meshagent-macros", "--package=meshagent-schema", "--package=meshagent-wasm"];

const REFUSAL: &str = "\
nothing is published from a person's machine, which has no credentials for it and leaves no provenance.

A release is a tag: when `v` and the version are pushed, .github/workflows/release.yml runs the tests and publishes
to both registries, which have to trust that workflow. `cargo xtask release --dry-run` says whether all is ready.";

/// One thing that has to be so, and what is wrong with it.
pub type Check = (&'static str, Result<()>);

/// Runs the command; `false` when something is not ready.
pub fn run(args: &[&str]) -> Result<bool> {
    match args {
        ["--dry-run"] => {}
        [] => bail!(REFUSAL),
        _ => bail!("release has no option {}", args.join(" ")),
    }
    let mut checks = checks()?;
    checks.extend([
        ("the changelog has no entries left under Unreleased", nothing_unreleased()),
        ("Cargo.toml names the repository", repository()),
        ("the tree is clean", clean()),
        ("no other tag is at this commit, nor this version's elsewhere", tags()),
        ("the sizes are those of tests/size.json", sizes()),
        ("a build in another folder gives the same bytes", same_elsewhere()),
        ("cargo publish --dry-run", publishable()),
    ]);
    println!();
    for (what, result) in &checks {
        match result {
            Ok(()) => println!("ok      {what}"),
            Err(error) => println!("FAILED  {what}: {error:#}"),
        }
    }
    let ready = checks.iter().all(|(_, result)| result.is_ok());
    if ready {
        println!("\nready; what remains is `cargo xtask test`, then `git tag v{}`", version()?);
    }
    Ok(ready)
}

/// What must be so at any time.
pub fn checks() -> Result<Vec<Check>> {
    pack::build()?;
    Ok(vec![
        ("the crate, the npm package and the changelog have one version", one_version()),
        ("the lock files are fresh and name no registry", lock_files()),
        ("the npm package holds what it should", npm_files()),
        ("the crate holds what it should", crate_files()),
    ])
}

fn version() -> Result<String> {
    Ok(project::Workspace::read()?.version()?.to_owned())
}

/// The npm package has its addresses from there too.
fn repository() -> Result<()> {
    let workspace = project::Workspace::read()?;
    ensure!(
        workspace.repository()?.is_some(),
        "fill in `repository`, from which the npm package has its addresses too"
    );
    Ok(())
}

/// The changelog's sections: their headings and their texts.
fn changelog() -> Result<Vec<(String, String)>> {
    let text = fs::read_to_string(project::root().join("CHANGELOG.md")).context("CHANGELOG.md")?;
    let sections = text.split("\n## ").skip(1);
    Ok(sections
        .map(|section| section.split_once('\n').unwrap_or((section, "")))
        .map(|(heading, text)| (heading.trim().to_owned(), text.trim().to_owned()))
        .collect())
}

fn one_version() -> Result<()> {
    let version = version()?;
    let manifest: Value = serde_json::from_str(&fs::read_to_string(project::pkg().join("package.json"))?)?;
    let npm = manifest.get("version").and_then(Value::as_str).unwrap_or_default();
    ensure!(npm == version, "the crate has {version}, the npm package {npm}");
    let sections = changelog()?;
    let headings: Vec<&str> = sections.iter().map(|(heading, _)| heading.as_str()).take(2).collect();
    let dated = headings.get(1).and_then(|heading| heading.split_once(" - "));
    let date = |text: &str| text.split('-').map(str::len).eq([4, 2, 2]);
    let fits = headings.first() == Some(&"Unreleased") && dated.is_some_and(|(v, day)| v == version && date(day));
    ensure!(fits, "CHANGELOG.md should begin with `Unreleased`, then `{version} - YYYY-MM-DD`, not with {headings:?}");
    Ok(())
}

fn nothing_unreleased() -> Result<()> {
    let sections = changelog()?;
    let text = sections.first().map_or("", |(_, text)| text);
    ensure!(text.is_empty(), "move them under the version that is to be released");
    Ok(())
}

/// Cargo's lock file and npm's fit their manifests.
fn lock_files() -> Result<()> {
    sh::output(cargo::cargo().args(["metadata", "--locked", "--format-version=1", "--filter-platform", WASM]))?;
    for lock in sh::output(sh::command("git").args(["ls-files", "*package-lock.json"]))?.lines() {
        let path = project::root().join(lock);
        // Where a package was fetched from is everybody's own business.
        ensure!(!fs::read_to_string(&path)?.contains("\"resolved\": \"http"), "{lock} names a registry");
        let folder = path.parent().context("a lock file's folder")?;
        let options = ["ci", "--dry-run", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
        sh::output(sh::command("npm").args(options).current_dir(folder)).with_context(|| lock.to_owned())?;
    }
    Ok(())
}

fn npm_files() -> Result<()> {
    let text = sh::output(sh::command("npm").args(["pack", "--dry-run", "--json"]).current_dir(project::pkg()))?;
    let packed: Value = serde_json::from_str(&text).context("npm pack --json")?;
    let packed = packed.get(0).context("npm pack lists no package")?;
    let files = packed.get("files").and_then(Value::as_array).context("npm pack lists no files")?;
    let paths = files.iter().filter_map(|file| file.get("path").and_then(Value::as_str));
    same(paths, PACKAGE)?;
    let size = packed.get("size").and_then(Value::as_u64).context("npm pack tells no size")?;
    ensure!(size <= LARGEST, "it weighs {size} bytes, more than {LARGEST}");
    Ok(())
}

fn crate_files() -> Result<()> {
    let options = ["package", "--list", "--allow-dirty", "--package=meshagent-wasm"];
    let text = sh::output(cargo::cargo().args(options))?;
    let paths: Vec<String> = text.lines().map(|path| path.replace('\\', "/")).collect();
    let own = |path: &&str| !path.starts_with("src/");
    same(paths.iter().map(String::as_str).filter(own), CRATE)
}

/// Fails when there is a file too many or too few.
fn same<'a>(found: impl IntoIterator<Item = &'a str>, expected: impl IntoIterator<Item = &'a str>) -> Result<()> {
    let (found, expected): (BTreeSet<_>, BTreeSet<_>) = (found.into_iter().collect(), expected.into_iter().collect());
    let more: Vec<_> = found.difference(&expected).collect();
    let less: Vec<_> = expected.difference(&found).collect();
    ensure!(more.is_empty() && less.is_empty(), "unexpected are {more:?}, missing are {less:?}");
    Ok(())
}

fn clean() -> Result<()> {
    let changes = sh::output(sh::command("git").args(["status", "--porcelain"]))?;
    ensure!(changes.is_empty(), "git status says\n{changes}");
    Ok(())
}

fn tags() -> Result<()> {
    let git = |args: &[&str]| sh::output(sh::command("git").args(args));
    let tag = format!("v{}", version()?);
    let here = git(&["tag", "--points-at", "HEAD", "--list", "v*"])?;
    ensure!(here.lines().all(|other| other == tag), "this commit has the tags {here:?}, and the version wants {tag}");
    let exists = !git(&["tag", "--list", &tag])?.is_empty();
    ensure!(!exists || !here.is_empty(), "{tag} is at another commit: the version has to move on");
    Ok(())
}

fn sizes() -> Result<()> {
    let changed: Vec<_> = size::compare()?.into_iter().filter(|line| !line.ok).map(|line| line.text).collect();
    ensure!(changed.is_empty(), "\n{}", changed.join("\n"));
    Ok(())
}

fn same_elsewhere() -> Result<()> {
    ensure!(pack::repeatable(pack::Again::Compiler)?, "it gives others");
    Ok(())
}

fn publishable() -> Result<()> {
    sh::run(cargo::cargo().args(["publish", "--dry-run", "--locked"]).args(CRATES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_crate_that_the_client_needs_is_published_with_it() {
        let read = |path: &str| fs::read_to_string(project::root().join(path)).unwrap();
        let mut needed = vec!["--package=meshagent-wasm".to_owned()];
        let manifest = read("Cargo.toml");
        let own = manifest.lines().filter(|line| line.contains("path = ") && line.contains("version = "));
        needed.extend(own.filter_map(|line| Some(format!("--package={}", line.split_once(" = ")?.0))));
        needed.sort();
        assert_eq!(needed, CRATES);
        let command = format!("cargo publish --locked {}", CRATES.join(" "));
        assert!(read(".github/workflows/release.yml").contains(&command), "{command}");
    }
}
