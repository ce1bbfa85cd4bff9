//! The official Python SDK in a virtual environment, where there is a Python that it can run in.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{project, sh, tools};

/// The version that the SDK declares.
const VERSION: &str = "3.13";

/// Nothing here can install a Python.
#[derive(Debug)]
pub struct Missing;

impl std::fmt::Display for Missing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "there is no Python {VERSION}, neither on PATH nor among the versions of pyenv")
    }
}

impl std::error::Error for Missing {}

/// The Python of an environment that has the packages of `tests/python/requirements.txt`, made anew when they change.
pub fn environment() -> Result<PathBuf> {
    let wanted = project::root().join("tests/python/requirements.txt");
    let _alone = tools::alone(&wanted)?;
    let folder = project::Workspace::read()?.target()?.join("python");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let requirements = std::fs::read_to_string(&wanted).context("tests/python/requirements.txt")?;
    // Written last, so that an environment without it is not whole.
    let installed = folder.join("requirements.txt");
    if std::fs::read_to_string(&installed).is_ok_and(|installed| installed == requirements) {
        return Ok(python);
    }
    let base = find().ok_or(Missing)?;
    sh::step("pip install, the official Python SDK");
    sh::run(sh::command(base).args(["-m", "venv", "--clear"]).arg(&folder))?;
    let mut pip = sh::command(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--requirement"]);
    sh::run(pip.arg(&wanted))?;
    std::fs::write(installed, requirements)?;
    Ok(python)
}

/// A Python of the version, on PATH or of pyenv.
fn find() -> Option<PathBuf> {
    let name = format!("python{VERSION}");
    let home = std::env::home_dir().map(|home| home.join(".pyenv"));
    let pyenv = std::env::var_os("PYENV_ROOT").map(PathBuf::from).or(home);
    let versions = pyenv.and_then(|pyenv| std::fs::read_dir(pyenv.join("versions")).ok());
    let of_pyenv = versions.into_iter().flatten().flatten().map(|version| version.path().join("bin").join(&name));
    [PathBuf::from(&name), "python3".into(), "python".into()].into_iter().chain(of_pyenv).find(|path| fits(path))
}

/// Whether a program is a Python of the version: pyenv puts one on PATH that may only say that it is not chosen.
fn fits(program: &Path) -> bool {
    let version = "import sys; print('%d.%d' % sys.version_info[:2])";
    let output = sh::command(program).args([OsStr::new("-c"), OsStr::new(version)]).output();
    output.is_ok_and(|output| output.status.success() && output.stdout.trim_ascii() == VERSION.as_bytes())
}
