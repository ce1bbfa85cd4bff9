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

/// clippy over everything natively, over the client as it is compiled for the web, and over the client without its
/// exports, with the crates that use it so.
pub fn clippy() -> [(&'static str, Command); 3] {
    let clippy = |what: &[&str]| {
        let mut cargo = cargo::cargo();
        cargo.arg("clippy").args(what).args(["--", "-D", "warnings"]);
        cargo
    };
    let client = ["--lib", "--target=wasm32-unknown-unknown", "--package=meshagent-wasm"];
    let users = ["--no-default-features", "--package=rust-tests", "--package=rust-dashboard"];
    [
        ("clippy, native", clippy(&["--workspace", "--all-targets"])),
        ("clippy, wasm32", clippy(&client)),
        ("clippy, wasm32, for Rust", clippy(&[&client[..], &users[..]].concat())),
    ]
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
