//! The demo page, built with Vite like any user's page would be.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::{fresh, pack, project, sh, tools};

/// Builds the package and the page where they are stale; returns the page's folder.
pub fn build() -> Result<PathBuf> {
    pack::build()?;
    let www = project::root().join("www");
    if !present() {
        bail!("there is no page: www/package.json is missing");
    }
    tools::npm_ci(&www)?;
    let _alone = tools::alone(&www.join("index.html"))?;
    let dist = www.join("dist");
    let note = project::Workspace::read()?.target()?.join("xtask/www.stamp");
    let stamp = fresh::Stamp::of(&note, &["www", "pkg"], &dist)?;
    if stamp.fresh() {
        sh::step("www/dist is up to date");
        return Ok(dist);
    }
    sh::step("vite build");
    sh::run(sh::command("npm").args(["run", "--silent", "build"]).current_dir(&www))?;
    stamp.save()?;
    Ok(dist)
}

/// Builds the page of a copy of the sources, with the packages that the page itself has; returns the page's folder.
pub fn build_copy(copy: &Path) -> Result<PathBuf> {
    let www = copy.join("www");
    let packages = www.join("node_modules");
    if !packages.exists() {
        let installed = project::root().join("www/node_modules");
        #[cfg(unix)]
        std::os::unix::fs::symlink(installed, packages)?;
        #[cfg(windows)]
        std::os::windows::fs::symlink_dir(installed, packages)?;
    }
    let mut vite = sh::command("node");
    vite.args(["node_modules/vite/bin/vite.js", "build", "--logLevel=error"]);
    sh::output(vite.current_dir(&www))?;
    Ok(www.join("dist"))
}

/// Whether there is a page at all.
pub fn present() -> bool {
    project::root().join("www/package.json").is_file()
}
