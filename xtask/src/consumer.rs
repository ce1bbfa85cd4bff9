//! Crates that use the client crate, as modules that a test can load.

use std::path::PathBuf;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::{cargo, project, sh, tools};

/// Compiles workspace members for WebAssembly and returns the folder with their modules and JavaScript, as
/// `wasm-bindgen --target web` writes them.
pub fn build(names: &[&str]) -> Result<PathBuf> {
    tools::wasm_target()?;
    let out = project::Workspace::read()?.target()?.join("xtask/consumers");
    for name in names {
        sh::step(format!("cargo build, {name}"));
        let options = ["build", "--lib", "--target=wasm32-unknown-unknown", "--package", name];
        let files = cargo::build(cargo::cargo().args(options))?;
        let wasm = format!("{}.wasm", name.replace('-', "_"));
        let module = files.into_iter().rfind(|file| file.ends_with(&wasm)).context("cargo built no module")?;
        Bindgen::new().input_path(module).web(true)?.typescript(true).generate(out.join(name))?;
    }
    Ok(out)
}
