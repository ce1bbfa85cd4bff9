//! Whether something built is still what its sources give.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{methods, names, project};

/// What the npm package is made of.
pub const PACKAGE: [&str; 13] = [
    "Cargo.toml",
    "Cargo.lock",
    "macros",
    "schema",
    "src",
    "pkg-template",
    "tests/contract",
    "CHANGELOG.md",
    "package-lock.json",
    "xtask/Cargo.toml",
    "xtask/src",
    "LICENSE-MIT",
    "LICENSE-APACHE",
];

/// A note of what something was built from, and of what came out.
pub struct Stamp {
    file: PathBuf,
    sources: u64,
    result: PathBuf,
}

impl Stamp {
    /// Reads the sources of `result`, all of them paths in the repository.
    pub fn of(file: &Path, sources: &[&str], result: &Path) -> Result<Self> {
        let mut hasher = DefaultHasher::new();
        for source in sources {
            hash(&project::root().join(source), &mut hasher)?;
        }
        Ok(Stamp { file: file.to_owned(), sources: hasher.finish(), result: result.to_owned() })
    }

    /// Whether the result is there, unchanged, and was built from the same sources.
    pub fn fresh(&self) -> bool {
        self.text().is_ok_and(|text| fs::read_to_string(&self.file).is_ok_and(|noted| noted == text))
    }

    /// Notes that the result has been built.
    pub fn save(&self) -> Result<()> {
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&self.file, self.text()?).with_context(|| self.file.display().to_string())
    }

    fn text(&self) -> Result<String> {
        let mut hasher = DefaultHasher::new();
        hash(&self.result, &mut hasher)?;
        Ok(format!("{:x} {:x}\n", self.sources, hasher.finish()))
    }
}

/// Names and contents, folders in order; what npm and bundlers leave behind does not count, nor do the records of
/// the pages that the build makes.
fn hash(path: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    let name = path.file_name().unwrap_or_default();
    name.hash(hasher);
    if !path.is_dir() {
        fs::read(path).with_context(|| path.display().to_string())?.hash(hasher);
        return Ok(());
    }
    let mut entries: Vec<PathBuf> = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    entries.sort();
    for entry in entries {
        let made = ["node_modules", "dist"].iter().any(|name| entry.ends_with(name));
        let page =
            [methods::PAGE, names::PAGE].iter().any(|page| entry.ends_with(Path::new("pkg-template").join(page)));
        if !made && !page {
            hash(&entry, hasher)?;
        }
    }
    Ok(())
}
