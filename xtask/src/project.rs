//! Where things are.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{cargo, sh};

/// The repository's root.
pub fn root() -> PathBuf {
    let xtask = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    xtask.parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// The npm package's folder.
pub fn pkg() -> PathBuf {
    root().join("pkg")
}

/// What cargo says about the workspace: its packages and its target folder.
pub struct Workspace(Value);

impl Workspace {
    /// Asks cargo.
    pub fn read() -> Result<Self> {
        let text = sh::output(cargo::cargo().args(["metadata", "--format-version=1", "--no-deps"]))?;
        Ok(Workspace(serde_json::from_str(&text).context("cargo metadata")?))
    }

    /// Where cargo puts what it builds.
    pub fn target(&self) -> Result<PathBuf> {
        Ok(self
            .0
            .get("target_directory")
            .and_then(Value::as_str)
            .context("cargo metadata names no target folder")?
            .into())
    }

    /// The client crate's version, which is also the npm package's.
    pub fn version(&self) -> Result<&str> {
        let packages = self.0.get("packages").and_then(Value::as_array).context("cargo metadata lists no packages")?;
        packages
            .iter()
            .find(|package| package.get("name").and_then(Value::as_str) == Some("meshagent-wasm"))
            .and_then(|package| package.get("version").and_then(Value::as_str))
            .context("cargo metadata does not list meshagent-wasm")
    }
}
