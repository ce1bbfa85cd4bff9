//! What several groups need, made once and when first asked for.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use anyhow::{Context, Result};
use tempfile::TempDir;

use crate::{cargo, pack, page, project, sh, tools};

/// The shared things of one run.
#[derive(Default)]
pub struct Setup {
    installed: Once<Installed>,
    server: Once<PathBuf>,
    node: Once<PathBuf>,
    chromium: Once<PathBuf>,
    browsers: Once<Vec<(&'static str, PathBuf)>>,
    page: Once<PathBuf>,
}

/// The packed package, and an otherwise empty project that has it installed.
struct Installed {
    tarball: PathBuf,
    project: PathBuf,
    /// Removed when the run ends.
    _folder: TempDir,
}

impl Setup {
    /// A Chromium, installed if need be.
    pub fn chromium(&self) -> Result<PathBuf> {
        self.chromium.get(tools::headless, Clone::clone)
    }

    /// A browser of every engine by the variable that names it, installed if need be.
    pub fn browsers(&self) -> Result<Vec<(&'static str, PathBuf)>> {
        self.browsers.get(tools::browsers, Clone::clone)
    }

    /// `node --test` over a folder of `tests`, told where everything is.
    pub fn node_test(&self, folder: &str) -> Result<Command> {
        self.node_tests(folder, ".test.mjs")
    }

    /// The same for the files whose names end so.
    pub fn node_tests(&self, folder: &str, end: &str) -> Result<Command> {
        let folder = project::root().join("tests").join(folder);
        if folder.join("package.json").is_file() {
            tools::npm_ci(&folder)?;
        }
        let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)?.flatten().map(|entry| entry.path()).collect();
        files.retain(|file| file.to_string_lossy().ends_with(end));
        files.sort();
        self.tests_in(&self.node.get(tools::tested_node, Clone::clone)?, &files)
    }

    /// `node --test` over some files of `tests/node`, by name, in the pinned Node.js of a major version.
    pub fn node_version(&self, major: u32, names: &[&str]) -> Result<Command> {
        let node = tools::pinned_node(major)?
            .with_context(|| format!("no Node.js {major} that starts is pinned for this platform"))?;
        let folder = project::root().join("tests/node");
        let files: Vec<PathBuf> = names.iter().map(|name| folder.join(name).with_extension("test.mjs")).collect();
        self.tests_in(&node, &files)
    }

    /// `node --test` in this Node.js, with `PKG`, `PKG_TGZ`, `PKG_DIR` and `SERVER_BIN` set.
    fn tests_in(&self, node: &Path, files: &[PathBuf]) -> Result<Command> {
        let (tarball, project) = self.installed.get(install, |made| (made.tarball.clone(), made.project.clone()))?;
        let server = self.server.get(cargo::tested_server, Clone::clone)?;
        let mut command = sh::command(node);
        // Most of their time tests wait for timers and replies; some ask for a collection of garbage.
        command.args([
            "--expose-gc",
            "--test",
            "--test-reporter=spec",
            "--test-timeout=300000",
            "--test-concurrency=3",
        ]);
        command.args(files);
        command.env("PKG", project::pkg()).env("PKG_TGZ", tarball).env("PKG_DIR", project).env("SERVER_BIN", server);
        Ok(command)
    }

    /// The built demo page's folder.
    pub fn page(&self) -> Result<PathBuf> {
        self.page.get(page::build, Clone::clone)
    }
}

/// Packs the package as npm would publish it and installs the tarball into an empty project outside the repository, so
/// that nothing of the repository can be found by accident.
fn install() -> Result<Installed> {
    pack::build()?;
    sh::step("npm pack, npm install");
    let folder = tempfile::tempdir()?;
    let name = sh::output(npm(&project::pkg()).args(["pack", "--silent", "--pack-destination"]).arg(folder.path()))?;
    let tarball = folder.path().join(name.trim());
    let project = folder.path().join("app");
    std::fs::create_dir(&project)?;
    std::fs::write(project.join("package.json"), "{ \"name\": \"app\", \"private\": true, \"type\": \"module\" }\n")?;
    sh::output(npm(&project).args(["install", "--silent", "--no-audit", "--no-fund"]).arg(&tarball))
        .context("installing the packed package")?;
    Ok(Installed { tarball, project, _folder: folder })
}

fn npm(folder: &Path) -> Command {
    let mut npm = sh::command("npm");
    npm.current_dir(folder);
    npm
}

/// A value made at the first call that succeeds; a second thread waits for the first.
struct Once<T>(Mutex<Option<T>>);

impl<T> Default for Once<T> {
    fn default() -> Self {
        Once(Mutex::new(None))
    }
}

impl<T> Once<T> {
    fn get<R>(&self, make: impl FnOnce() -> Result<T>, read: impl FnOnce(&T) -> R) -> Result<R> {
        let mut value = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match &*value {
            Some(made) => Ok(read(made)),
            None => Ok(read(value.insert(make()?))),
        }
    }
}
