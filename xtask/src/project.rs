//! Where things are.

use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::Value;

pub use crate::root::root;
use crate::{cargo, sh};

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
        self.client()?.get("version").and_then(Value::as_str).context("cargo metadata names no version")
    }

    /// Where the sources are, as the client crate's manifest says; the npm package has its addresses from it.
    pub fn repository(&self) -> Result<Option<&str>> {
        Ok(self.client()?.get("repository").and_then(Value::as_str))
    }

    /// The client crate.
    fn client(&self) -> Result<&Value> {
        let packages = self.0.get("packages").and_then(Value::as_array).context("cargo metadata lists no packages")?;
        let client =
            packages.iter().find(|package| package.get("name").and_then(Value::as_str) == Some("meshagent-wasm"));
        client.context("cargo metadata does not list meshagent-wasm")
    }
}
