//! What has to be on the machine: found, installed where that is possible, asked for in words where it is not.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{cargo, project, sh};

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

/// The major version of the Node.js in which the package is tested.
const TESTED: u32 = 24;

/// The Node.js in which the package is tested: the pinned one, or the machine's where none is pinned.
pub fn tested_node() -> Result<PathBuf> {
    if let Some(node) = pinned_node(TESTED)? {
        return Ok(node);
    }
    node()?;
    let version = sh::output(sh::command("node").arg("--version"))?;
    sh::step(format!("no Node.js {TESTED} is pinned for this platform: the machine's {} is used", version.trim()));
    Ok("node".into())
}

/// The Node.js of a major version that `tests/packaging` pins, installed if need be; nothing where none is pinned for
/// this platform or the pinned one does not start.
pub fn pinned_node(major: u32) -> Result<Option<PathBuf>> {
    let folder = project::root().join("tests/packaging");
    let name = pinned_name(major);
    let manifest = std::fs::read_to_string(folder.join("package.json")).context("tests/packaging/package.json")?;
    let manifest: Value = serde_json::from_str(&manifest).context("tests/packaging/package.json")?;
    if manifest.pointer(&format!("/optionalDependencies/{name}")).is_none() {
        return Ok(None);
    }
    npm_ci(&folder)?;
    let node = folder.join("node_modules").join(name).join("bin/node");
    let version = sh::command(&node).arg("--version").output().map(|output| output.stdout).unwrap_or_default();
    Ok(version.starts_with(format!("v{major}.").as_bytes()).then_some(node))
}

/// The npm package of a Node.js for this platform, in npm's names for systems and processors.
fn pinned_name(major: u32) -> String {
    let system = match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    };
    let processor = match std::env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => other,
    };
    format!("node-{major}-{system}-{processor}")
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

/// A program that tests run, and the Debian packages that bring it.
struct Program {
    /// What it is called in words.
    what: &'static str,
    /// The environment variable that may name another one, and tells the tests where it is.
    variable: &'static str,
    /// Where Debian puts it, and what other systems call theirs.
    names: &'static [&'static str],
    packages: &'static [&'static str],
}

const CHROMIUM: Program = Program {
    what: "Chromium",
    variable: "CHROMIUM",
    names: &["/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome", "chrome"],
    packages: &["chromium"],
};

/// Chromium without a desktop's windows: the same engine, and a test takes half of the time.
const HEADLESS: Program = Program {
    what: "Chromium's headless shell",
    variable: "CHROMIUM",
    names: &["chromium-headless-shell", "chrome-headless-shell"],
    packages: &["chromium-headless-shell"],
};

/// What shows that the package works in each engine. WebKitGTK's own browser needs a display.
const BROWSERS: [Program; 4] = [
    CHROMIUM,
    Program {
        what: "Firefox",
        variable: "FIREFOX",
        names: &["/usr/bin/firefox-esr", "firefox-esr", "firefox"],
        packages: &["firefox-esr"],
    },
    Program {
        what: "WebKitGTK's MiniBrowser",
        variable: "WEBKIT",
        names: &[
            "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
            "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
            "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
        ],
        packages: &["libwebkit2gtk-4.1-0"],
    },
    Program { what: "Xvfb", variable: "XVFB_RUN", names: &["xvfb-run"], packages: &["xvfb", "xauth"] },
];

/// Held while something may be installed: apt-get runs once at a time.
static INSTALLING: Mutex<()> = Mutex::new(());

/// The Chromium to measure with.
pub fn chromium() -> Result<PathBuf> {
    let _alone = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    program(&CHROMIUM)
}

/// The Chromium to test with: its headless shell where that is to be had.
pub fn headless() -> Result<PathBuf> {
    let _alone = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    program(&HEADLESS).or_else(|_| program(&CHROMIUM))
}

/// A browser of every engine, by the environment variables in which the tests look for them.
pub fn browsers() -> Result<Vec<(&'static str, PathBuf)>> {
    let _alone = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    let missing: Vec<&str> =
        BROWSERS.iter().filter(|wanted| find(wanted).is_none()).flat_map(|wanted| wanted.packages).copied().collect();
    if !missing.is_empty() && can_install() {
        install(&missing)?;
    }
    BROWSERS.iter().map(|wanted| Ok((wanted.variable, program(wanted)?))).collect()
}

/// The program that its variable names, else one that is installed, else Debian's, installed now.
fn program(wanted: &Program) -> Result<PathBuf> {
    if let Some(path) = find(wanted) {
        return Ok(path);
    }
    if !can_install() {
        bail!("the browser tests need {}: install it, or set {} to its path", wanted.what, wanted.variable);
    }
    install(wanted.packages)?;
    find(wanted)
        .with_context(|| format!("apt-get installed {}, but {} is not there", wanted.packages.join(" "), wanted.what))
}

fn find(wanted: &Program) -> Option<PathBuf> {
    std::env::var_os(wanted.variable).map(PathBuf::from).or_else(|| wanted.names.iter().find_map(|name| which(name)))
}

fn can_install() -> bool {
    which("apt-get").is_some() && is_root()
}

/// Installs Debian packages.
fn install(packages: &[&str]) -> Result<()> {
    sh::step(format!("apt-get install {}", packages.join(" ")));
    let apt = || {
        let mut apt = sh::command("apt-get");
        apt.args(["-qq", "-oDPkg::Lock::Timeout=300"]).env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null());
        apt
    };
    sh::run(apt().arg("update"))?;
    sh::run(apt().args(["install", "-y", "--no-install-recommends"]).args(packages))
}

/// A C++ compiler, for libFuzzer: found, or Debian's, installed now.
pub fn cxx() -> Result<()> {
    let _alone = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    if std::env::var_os("CXX").is_some() || ["c++", "g++", "clang++"].iter().any(|name| which(name).is_some()) {
        return Ok(());
    }
    if !can_install() {
        bail!("fuzzing needs a C++ compiler: install one, or set CXX to its path");
    }
    install(&["g++"])
}

/// A program's full path.
fn which(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

fn is_root() -> bool {
    sh::command("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n")
}
