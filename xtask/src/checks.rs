//! Formatters and linters.

use std::io::IsTerminal;
use std::process::Command;

use anyhow::Result;

use crate::{cargo, fuzz, npm, project, sh, tools};

/// The commands that fail where a file is not formatted, or biome finds a fault.
pub fn formatted() -> [(&'static str, Command); 3] {
    let (mut rustfmt, mut fuzz) = (cargo::cargo(), fuzz::manifest("fmt"));
    rustfmt.args(["fmt", "--all", "--check"]);
    fuzz.arg("--check");
    [("rustfmt", rustfmt), ("rustfmt, fuzz", fuzz), ("biome", biome("ci"))]
}

/// clippy over everything natively, and over the client as it is compiled for the web.
pub fn clippy() -> [(&'static str, Command); 2] {
    let (mut native, mut wasm) = (cargo::cargo(), cargo::cargo());
    native.args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    wasm.args(["clippy", "--package=meshagent-wasm", "--lib", "--target=wasm32-unknown-unknown"]);
    wasm.args(["--", "-D", "warnings"]);
    [("clippy, native", native), ("clippy, wasm32", wasm)]
}

/// `cargo xtask fmt`
pub fn fmt() -> Result<()> {
    tools::npm_ci(&project::root())?;
    sh::run(cargo::cargo().args(["fmt", "--all"]))?;
    sh::run(&mut fuzz::manifest("fmt"))?;
    // Imports in order, too.
    sh::run(biome("check").args(["--write", "--linter-enabled=false"]))
}

/// `cargo xtask lint`
pub fn lint() -> Result<()> {
    tools::npm_ci(&project::root())?;
    tools::wasm_target()?;
    for (name, mut command) in clippy() {
        sh::step(name);
        sh::run(&mut command)?;
    }
    sh::step("biome");
    sh::run(&mut biome("ci"))
}

fn biome(verb: &str) -> Command {
    let mut biome = npm::bin("biome");
    biome.arg(verb);
    if !std::io::stdout().is_terminal() {
        biome.arg("--colors=off");
    }
    biome
}
