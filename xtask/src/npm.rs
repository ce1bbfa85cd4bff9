//! The build tools that come from npm: esbuild and wasm-opt.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{project, sh};

/// A program of the root's npm packages.
pub fn bin(name: &str) -> Command {
    let file = if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() };
    sh::command(project::root().join("node_modules/.bin").join(file))
}

/// What esbuild does to one entry file.
pub struct Bundle<'a> {
    /// The file to start from.
    pub entry: &'a Path,
    /// The file to write.
    pub out: &'a Path,
    /// Imports left as they are.
    pub external: &'a [&'a str],
    /// Any further options.
    pub options: &'a [String],
}

impl Bundle<'_> {
    /// Bundles and minifies; returns the names the written module exports.
    pub fn write(&self) -> Result<Vec<String>> {
        let meta = self.out.with_extension("meta.json");
        let mut esbuild = bin("esbuild");
        // Comments in the file name its parts by their way from here, which must be the same in every checkout.
        esbuild.current_dir(self.entry.parent().context("a file's folder")?);
        esbuild
            .arg(self.entry)
            .args([
                "--bundle",
                "--minify",
                "--format=esm",
                "--target=es2022",
                "--legal-comments=none",
                "--log-level=warning",
                "--log-override:duplicate-object-key=silent",
            ])
            .arg(flag("--outfile=", self.out))
            .arg(flag("--metafile=", &meta))
            .args(self.external.iter().map(|path| format!("--external:{path}")))
            .args(self.options);
        sh::run(&mut esbuild)?;
        let text = std::fs::read_to_string(&meta).context("esbuild's metafile")?;
        std::fs::remove_file(&meta)?;
        let meta: Value = serde_json::from_str(&text).context("esbuild's metafile")?;
        let output = meta.get("outputs").and_then(Value::as_object).and_then(|outputs| outputs.values().next());
        let exports = output.and_then(|output| output.get("exports")).and_then(Value::as_array);
        let exports = exports.context("esbuild's metafile lists no exports")?;
        Ok(exports.iter().filter_map(Value::as_str).map(str::to_owned).collect())
    }
}

/// What the Rust target emits, by the names of its `target_features` section and of wasm-opt's options.
const FEATURES: [(&str, &str); 8] = [
    ("bulk-memory", "bulk-memory"),
    ("bulk-memory-opt", "bulk-memory-opt"),
    ("call-indirect-overlong", "call-indirect-overlong"),
    ("multivalue", "multivalue"),
    ("mutable-globals", "mutable-globals"),
    ("nontrapping-fptoint", "nontrapping-float-to-int"),
    ("reference-types", "reference-types"),
    ("sign-ext", "sign-ext"),
];

/// The `wasm-opt` option for a feature the Rust compiler says it used; nothing for one that nobody has checked.
pub fn feature(name: &str) -> Option<String> {
    FEATURES.iter().find(|(rust, _)| *rust == name).map(|(_, binaryen)| format!("--enable-{binaryen}"))
}

/// What makes the client smaller than `-Oz` alone, measured after gzip and after LZMA. The first kilobyte of memory is
/// the far end of Rust's stack, where nothing is ever at rest; inlining single callers makes code that repeats less;
/// data that is cut up where it is zero packs worse than the zeros.
pub const CLIENT: [&str; 7] = [
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Oz",
    "--one-caller-inline-max-function-size=20",
    "--skip-pass=memory-packing",
    "--strip-target-features",
];

/// Optimises a module for size until nothing changes any more.
pub fn wasm_opt(input: &Path, out: &Path, options: &[impl AsRef<OsStr>]) -> Result<()> {
    let mut command = bin("wasm-opt");
    command.arg(input).args(options).args(["-Oz", "--converge", "--strip-debug", "--strip-producers", "-o"]).arg(out);
    sh::run(&mut command)
}

fn flag(name: &str, path: &Path) -> OsString {
    let mut flag = OsString::from(name);
    flag.push(path);
    flag
}
