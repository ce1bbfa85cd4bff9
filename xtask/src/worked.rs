//! The worked example in CONTRIBUTING.md: it compiles, and does what is said there.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::{cargo, pack, project, sh};

/// Where it stands.
const GUIDE: &str = "CONTRIBUTING.md";
/// The section that it is in.
const SECTION: &str = "\n## A new endpoint\n";
/// How the sentence before its source file ends.
const FILE: &str = "`src/api/notices.rs`:";
/// Its tests, among those of the copy.
const TEST: &str = "worked_example";

/// The pieces of code that make up the example.
#[derive(Debug)]
struct Example<'a> {
    /// The text of the new file.
    source: &'a str,
    /// The changes to the files that are there already.
    diff: &'a str,
    test: &'a str,
}

impl<'a> Example<'a> {
    fn read(guide: &'a str) -> Result<Self> {
        let (_, section) = guide.split_once(SECTION).context("the guide has no section about a new endpoint")?;
        let section = section.split_once("\n## ").map_or(section, |(section, _)| section);
        let (_, example) = section.split_once(FILE).context("the section does not name the example's file")?;
        let mut pieces = example.split("\n```").skip(1).step_by(2);
        let mut piece = |language: &str| -> Result<&'a str> {
            let piece = pieces.next().and_then(|piece| piece.strip_prefix(language)?.strip_prefix('\n'));
            piece.with_context(|| format!("the example's next piece of code is not {language}"))
        };
        let example = Example { source: piece("rust")?, diff: piece("diff")?, test: piece("rust")? };
        if pieces.next().is_some() {
            bail!("the example has more pieces of code than a file, a diff and a test");
        }
        Ok(example)
    }

    /// Makes the changes in a copy of the sources.
    fn apply(&self, copy: &Path) -> Result<()> {
        for (file, hunks) in hunks(self.diff)? {
            let path = copy.join(file);
            let mut text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            for hunk in hunks {
                text = hunk.apply(&text).with_context(|| file.to_owned())?;
            }
            fs::write(&path, text)?;
        }
        fs::write(copy.join(FILE.trim_matches(['`', ':'])), format!("{}\n", self.source))?;
        fs::write(copy.join("tests").join(TEST).with_extension("rs"), format!("{}\n", self.test))?;
        Ok(())
    }
}

/// Lines that stand in a file in a row, before and after a change.
#[derive(Debug, Default)]
struct Hunk {
    before: String,
    after: String,
}

impl Hunk {
    fn apply(&self, text: &str) -> Result<String> {
        match text.matches(&self.before).count() {
            1 if !self.before.is_empty() => Ok(text.replacen(&self.before, &self.after, 1)),
            count => bail!("these lines are there {count} times, not once:\n{}", self.before),
        }
    }
}

/// The changes of a diff, by their files. Line numbers are not needed: what surrounds a change occurs once.
fn hunks(diff: &str) -> Result<Vec<(&str, Vec<Hunk>)>> {
    let mut files: Vec<(&str, Vec<Hunk>)> = Vec::new();
    for line in diff.lines().filter(|line| !line.starts_with("--- ")) {
        if let Some(file) = line.strip_prefix("+++ b/") {
            files.push((file, vec![Hunk::default()]));
            continue;
        }
        let (_, hunks) = files.last_mut().context("the diff begins without a file")?;
        if line.starts_with("@@") {
            hunks.push(Hunk::default());
            continue;
        }
        let hunk = hunks.last_mut().context("a change")?;
        let (kept, rest) = line.split_at_checked(1).unwrap_or((" ", ""));
        for (side, sign) in [(&mut hunk.before, "-"), (&mut hunk.after, "+")] {
            if kept == " " || kept == sign {
                side.push_str(rest);
                side.push('\n');
            }
        }
    }
    Ok(files)
}

/// The client crate, and those it is made of.
const CRATES: [&str; 3] = ["meshagent-macros", "meshagent-schema", "meshagent-wasm"];
/// What a version of the copy ends with.
const COPIED: &str = "-worked";

/// Lets the copy use what the tests have compiled already: under a version of its own cargo does not take what it made
/// of the copy for what it would make of the sources. A cdylib's file has no version in its name, so there is none.
fn share(copy: &Path, version: &str) -> Result<()> {
    for file in ["Cargo.toml", "Cargo.lock", "macros/Cargo.toml", "schema/Cargo.toml"] {
        let path = copy.join(file);
        let mut text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        for name in CRATES {
            let named = |version: &str| format!("name = \"{name}\"\nversion = \"{version}\"");
            text = text.replace(&named(version), &named(&format!("{version}{COPIED}")));
        }
        text = text.replace(&format!("\"={version}\""), &format!("\"={version}{COPIED}\""));
        fs::write(&path, text.replace("crate-type = [\"cdylib\", \"rlib\"]", "crate-type = [\"rlib\"]"))?;
    }
    let mut tree = cargo::cargo();
    tree.current_dir(copy).args(["tree", "--offline", "--package=meshagent-wasm", "--depth=1", "--prefix=none"]);
    let tree = sh::output(&mut tree)?;
    let manifest = fs::read_to_string(copy.join("Cargo.toml"))?;
    if tree.matches(COPIED).count() < CRATES.len() || manifest.contains("cdylib\"") {
        bail!("the manifests of the copy could not be changed\n{tree}");
    }
    Ok(())
}

/// Applies the example to a copy of the sources and runs its test there.
pub fn check() -> Result<()> {
    sh::step("the worked example of CONTRIBUTING.md");
    let guide = fs::read_to_string(project::root().join(GUIDE))?;
    let example = Example::read(&guide)?;
    let workspace = project::Workspace::read()?;
    let target = workspace.target()?;
    let copy = target.join("worked");
    if copy.exists() {
        fs::remove_dir_all(&copy)?;
    }
    for path in pack::WORKSPACE {
        pack::copy_all(&project::root().join(path), &copy.join(path))?;
    }
    example.apply(&copy)?;
    share(&copy, workspace.version()?)?;
    let mut cargo = cargo::cargo();
    // The whole workspace, so that dependencies have the features that they were compiled with.
    cargo.current_dir(&copy).args(["test", "--workspace", "--test", TEST, "--target-dir"]).arg(target);
    let output = sh::output(&mut cargo)?;
    if !output.contains("test result: ok. 1 passed") {
        bail!("the example's test did not run\n{output}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_fits_the_sources() {
        let guide = fs::read_to_string(project::root().join(GUIDE)).unwrap();
        let example = Example::read(&guide).unwrap();
        assert!(example.source.contains("resource! {") && example.test.contains("#[test]"));
        let files = hunks(example.diff).unwrap();
        assert!(!files.is_empty());
        for (file, hunks) in files {
            let mut text = fs::read_to_string(project::root().join(file)).unwrap();
            for hunk in hunks {
                text = hunk.apply(&text).unwrap();
            }
        }
    }

    #[test]
    fn a_diff_is_applied_where_its_lines_are() {
        let files = hunks("--- a/x\n+++ b/x\n a\n-b\n+c\n@@\n+d\n e\n+++ b/y\n f\n").unwrap();
        let [(x, first), (y, second)] = files.as_slice() else { panic!("{files:?}") };
        assert_eq!((*x, *y, first.len(), second.len()), ("x", "y", 2, 1));
        let text = first[0].apply("a\nb\n\ne\n").unwrap();
        assert_eq!(first[1].apply(&text).unwrap(), "a\nc\n\nd\ne\n");
        assert!(first[0].apply("a\nb\na\nb\n").is_err() && first[0].apply("b\n").is_err());
        assert!(hunks(" a\n").is_err());
    }

    #[test]
    fn pieces_of_another_kind_are_no_example() {
        let guide = |pieces: &str| format!("# A\n{SECTION}\nThe whole file, {FILE}\n{pieces}\n## B\n");
        let whole = guide("\n```rust\na\nb\n```\n\nAnd:\n\n```diff\nc\n```\n\n```rust\nd\n```\n");
        let Example { source, diff, test } = Example::read(&whole).unwrap();
        assert_eq!((source, diff, test), ("a\nb", "c", "d"));
        for wrong in ["", "\n```rust\na\n```\n", "\n```diff\na\n```\n\n```rust\nb\n```\n\n```rust\nc\n```\n"] {
            assert!(Example::read(&guide(wrong)).is_err(), "{wrong}");
        }
        assert!(Example::read("# A\n").is_err());
    }
}
