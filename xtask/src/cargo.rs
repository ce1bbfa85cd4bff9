//! Cargo, from within a command that cargo itself runs.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::sh;

/// The cargo that runs this, free of what it tells its own children about xtask.
pub fn cargo() -> Command {
    let mut cargo = sh::command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")) {
            cargo.env_remove(name);
        }
    }
    // What a next build or a debugger would need costs a quarter of the compiler's time, and there is neither.
    if sh::on_ci() {
        cargo.env("CARGO_INCREMENTAL", "0").env("CARGO_PROFILE_DEV_DEBUG", "0");
    }
    cargo
}

/// Runs a command of cargo that compiles and returns the files it made (or found made).
pub fn build(command: &mut Command) -> Result<Vec<PathBuf>> {
    let text = sh::output(command.arg("--message-format=json-render-diagnostics"))?;
    let messages = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let files = messages.filter_map(|message| message.get("filenames").and_then(Value::as_array).cloned()).flatten();
    Ok(files.filter_map(|file| file.as_str().map(PathBuf::from)).collect())
}

/// Builds the local server for a demo or a measurement and returns the program's path.
pub fn server() -> Result<PathBuf> {
    server_by(&["build", "--release", "--package=meshagent-local", "--bins"])
}

/// The same for tests, from the very units that `cargo test --workspace` compiles: the server by itself would need its
/// dependencies with other features, so that half of them were compiled once more.
pub fn tested_server() -> Result<PathBuf> {
    server_by(&["test", "--no-run", "--workspace", "--test=api"])
}

fn server_by(args: &[&str]) -> Result<PathBuf> {
    sh::step("cargo build, the local server");
    let files = build(cargo().args(args))?;
    let program = format!("meshagent-local{}", std::env::consts::EXE_SUFFIX);
    files.into_iter().rfind(|file| file.ends_with(&program)).context("cargo built no meshagent-local")
}

/// The compiler's own folder.
pub fn sysroot() -> Result<PathBuf> {
    Ok(Path::new(sh::output(sh::command("rustc").args(["--print", "sysroot"]))?.trim()).to_owned())
}

/// The target that this machine's compiler compiles for by itself.
pub fn host() -> Result<String> {
    let version = sh::output(sh::command("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc names no host")?.to_owned())
}
