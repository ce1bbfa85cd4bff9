//! `cargo xtask bench [--quick] [--node=MAJOR] [--chromium] [ROW...]`: us and the rivals in one run.

use anyhow::{Context, Result, bail};

use crate::{cargo, pack, project, sh, tools};

/// The versions of Node.js in which everything is measured.
const NODES: [u32; 2] = [24, 26];

/// Builds what is measured, then hands over to `benches/run.mjs`.
pub fn run(args: &[&str]) -> Result<()> {
    let folder = project::root().join("benches");
    let script = folder.join("run.mjs");
    if !script.is_file() {
        bail!("there is no benches/run.mjs");
    }
    pack::build()?;
    tools::npm_ci(&folder)?;
    let server = cargo::server()?;
    // What the build noted of the names that it shortened, for those who read counts of calls.
    let names = project::Workspace::read()?.target()?.join("xtask/pkg/stage/short.json");
    let mut node = sh::command(tools::tested_node()?);
    node.arg(script).args(args).env("PKG", project::pkg()).env("SERVER_BIN", server).env("NAMES", names);
    let mut nodes = Vec::new();
    for major in NODES {
        match tools::pinned_node(major)? {
            Some(program) => nodes.push(program),
            None => sh::step(format!("no Node.js {major} is pinned for this platform: it is not measured")),
        }
    }
    // With none of them, the one that runs the script is measured.
    if !nodes.is_empty() {
        node.env("NODES", std::env::join_paths(nodes).context("paths of Node.js")?);
    }
    sh::run(node.env("CHROMIUM", tools::chromium()?))
}
