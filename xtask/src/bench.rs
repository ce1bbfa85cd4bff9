//! `cargo xtask bench`: us and the rivals in one run.

use anyhow::{Result, bail};

use crate::{cargo, pack, project, sh, tools};

/// Builds what is measured, then hands over to `benches/run.mjs`.
pub fn run(args: &[&str]) -> Result<()> {
    let folder = project::root().join("benches");
    let script = folder.join("run.mjs");
    if !script.is_file() {
        bail!("there is no benches/run.mjs");
    }
    pack::build()?;
    if folder.join("package.json").is_file() {
        tools::npm_ci(&folder)?;
    }
    let (server, chromium) = (cargo::server(&["--release"])?, tools::chromium()?);
    let mut node = sh::command("node");
    node.arg(script).args(args);
    sh::run(node.env("PKG", project::pkg()).env("SERVER_BIN", server).env("CHROMIUM", chromium))
}
