//! `cargo xtask bench [--quick] [ROW...]`: us and the rivals in one run.

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
    tools::npm_ci(&folder)?;
    let server = cargo::server(&["--release"])?;
    // What the build noted of the names that it shortened, for those who read counts of calls.
    let names = project::Workspace::read()?.target()?.join("xtask/pkg/stage/short.json");
    let mut node = sh::command("node");
    node.arg(script).args(args).env("PKG", project::pkg()).env("SERVER_BIN", server).env("NAMES", names);
    sh::run(node.env("CHROMIUM", tools::chromium()?))
}
