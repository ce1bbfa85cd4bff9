//! `cargo xtask docs`: the references of the npm package, in `target/docs`, and of the crate, in `target/doc`.

use std::process::Command;

use anyhow::Result;

use crate::{cargo, pack, project, sh, tools};

/// Writes the references.
pub fn run() -> Result<()> {
    let target = project::Workspace::read()?.target()?;
    for (name, mut command) in commands()? {
        sh::step(name);
        sh::run(&mut command)?;
    }
    for index in ["docs/index.html", "wasm32-unknown-unknown/doc/meshagent_wasm/index.html"] {
        println!("{}", target.join(index).display());
    }
    Ok(())
}

/// The commands that write them; each fails at a warning.
pub fn commands() -> Result<[(&'static str, Command); 2]> {
    pack::build()?;
    let folder = project::root().join("docs");
    tools::npm_ci(&folder)?;
    let mut typedoc = sh::command("node");
    typedoc.arg(folder.join("node_modules/typedoc/bin/typedoc")).arg("--options").arg(&folder);
    typedoc.arg("--out").arg(project::Workspace::read()?.target()?.join("docs"));
    let mut rustdoc = cargo::cargo();
    // What there is to document is the same natively.
    rustdoc.args(["doc", "--no-deps", "--lib", "--package=meshagent-wasm", "--target=wasm32-unknown-unknown"]);
    rustdoc.env("RUSTDOCFLAGS", "-D warnings");
    Ok([("typedoc", typedoc), ("rustdoc", rustdoc)])
}
