//! What has to be on the machine: found, installed where that is possible, asked for in words where it is not.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::{cargo, sh};

const WASM: &str = "wasm32-unknown-unknown";

/// Adds Rust's WebAssembly target when it is missing.
pub fn wasm_target() -> Result<()> {
    if cargo::sysroot()?.join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    if !sh::exists("rustup") {
        bail!("Rust's {WASM} target is missing and there is no rustup to add it: install that target");
    }
    sh::step(format!("rustup target add {WASM}"));
    sh::run(sh::command("rustup").args(["target", "add", WASM]))
}

/// Fails in words unless Node.js is new enough.
pub fn node() -> Result<()> {
    if !sh::exists("node") || !sh::exists("npm") {
        bail!("Node.js with npm is missing: install Node.js 20.19 or newer");
    }
    let version = sh::output(sh::command("node").arg("--version"))?;
    let mut numbers = version.trim().trim_start_matches('v').split('.').map_while(|part| part.parse::<u32>().ok());
    if (numbers.next(), numbers.next()) < (Some(20), Some(19)) {
        bail!("Node.js is {}: 20.19 or newer is needed", version.trim());
    }
    Ok(())
}

/// Installs a folder's npm packages when they are missing or older than its lock file.
pub fn npm_ci(folder: &Path) -> Result<()> {
    node()?;
    let _alone = alone(&folder.join("package.json"))?;
    let changed = |path: PathBuf| path.metadata().and_then(|meta| meta.modified()).ok();
    // npm writes this file at the end of every install.
    let installed = changed(folder.join("node_modules/.package-lock.json"));
    let wanted = changed(folder.join("package-lock.json"));
    if wanted.is_none() {
        bail!("{} has no package-lock.json", folder.display());
    }
    if installed >= wanted {
        return Ok(());
    }
    sh::step(format!("npm ci in {}", folder.display()));
    sh::run(sh::command("npm").args(["ci", "--no-fund", "--no-audit", "--loglevel=error"]).current_dir(folder))
}

/// Waits until no other run of these commands holds the same file; as long as the returned file is open, they wait.
pub fn alone(file: &Path) -> Result<File> {
    let file = File::open(file).with_context(|| file.display().to_string())?;
    file.lock()?;
    Ok(file)
}

/// Where Debian puts its Chromium, and what other systems call theirs.
const CHROMIUM: [&str; 5] = ["/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome", "chrome"];

/// The Chromium to test with: `CHROMIUM` if set, else one that is installed, else Debian's, installed now.
pub fn chromium() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("CHROMIUM") {
        return Ok(path.into());
    }
    let found = || CHROMIUM.iter().find_map(|name| which(name));
    if let Some(path) = found() {
        return Ok(path);
    }
    if !apt("chromium")? {
        bail!("the browser tests need Chromium: install it, or set CHROMIUM to its path");
    }
    found().context("apt-get installed chromium, but there is no such program")
}

/// A C++ compiler, for libFuzzer: found, or Debian's, installed now.
pub fn cxx() -> Result<()> {
    if std::env::var_os("CXX").is_some() || ["c++", "g++", "clang++"].iter().any(|name| which(name).is_some()) {
        return Ok(());
    }
    if !apt("g++")? {
        bail!("fuzzing needs a C++ compiler: install one, or set CXX to its path");
    }
    Ok(())
}

/// Installs a Debian package; `false` where there is no `apt-get`, or no right to use it.
fn apt(package: &str) -> Result<bool> {
    if which("apt-get").is_none() || !is_root() {
        return Ok(false);
    }
    sh::step(format!("apt-get install {package}"));
    let apt = || {
        let mut apt = sh::command("apt-get");
        apt.arg("-qq").env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null());
        apt
    };
    sh::run(apt().arg("update"))?;
    sh::run(apt().args(["install", "-y", "--no-install-recommends", package]))?;
    Ok(true)
}

/// A program's full path.
fn which(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

fn is_root() -> bool {
    sh::command("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n")
}
