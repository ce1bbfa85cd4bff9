//! How large the package is, and whether that is what `tests/size.json` says.

use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::npm::Bundle;
use crate::{pack, project, sh};

/// By how much a size may differ before somebody has to look.
const TOLERANCE: f64 = 0.01;

/// One compared size.
pub struct Line {
    /// What to print about it.
    pub text: String,
    /// Whether it is as it was.
    pub ok: bool,
}

/// `cargo xtask size [--update]`; `false` when a size has changed.
pub fn run(update: bool) -> Result<bool> {
    if update {
        let file = file();
        std::fs::write(&file, format!("{}\n", serde_json::to_string_pretty(&measure()?)?))?;
        sh::step(format!("{} written", file.display()));
    }
    let lines = compare()?;
    for line in &lines {
        println!("{}", line.text);
    }
    Ok(lines.iter().all(|line| line.ok))
}

/// Every recorded size beside what it is now; growth and shrinkage both count as changes, the one to be avoided, the
/// other to be recorded.
pub fn compare() -> Result<Vec<Line>> {
    let recorded =
        std::fs::read_to_string(file()).context("tests/size.json: write it with `cargo xtask size --update`")?;
    let recorded: Value = serde_json::from_str(&recorded).context("tests/size.json")?;
    let now = measure()?;
    let mut lines = Vec::new();
    for (name, sizes) in now.as_object().into_iter().flatten() {
        for (kind, now) in sizes.as_object().into_iter().flatten() {
            let now = now.as_f64().context("a size")?;
            let was = recorded.get(name).and_then(|sizes| sizes.get(kind)).and_then(Value::as_f64).unwrap_or(0.0);
            let ok = (now - was).abs() <= was * TOLERANCE;
            let verdict = if ok { "" } else { "  CHANGED: if that is meant, `cargo xtask size --update`" };
            lines.push(Line { text: format!("{name:<16} {kind:<7} {now:>8} {:>+7}{verdict}", now - was), ok });
        }
    }
    Ok(lines)
}

/// The sizes of what people download: the files, and a whole app that imports the client.
fn measure() -> Result<Value> {
    pack::build()?;
    let folder = tempfile::tempdir()?;
    let (entry, out) = (folder.path().join("entry.js"), folder.path().join("app.js"));
    std::fs::write(&entry, "import { Meshagent } from \"meshagent-wasm\";\nglobalThis.meshagent = new Meshagent();\n")?;
    let alias = format!("--alias:meshagent-wasm={}", project::pkg().join("index.js").display());
    Bundle { entry: &entry, out: &out, external: &[], options: &[alias] }.write()?;

    let mut node = sh::command("node");
    node.arg(project::root().join("xtask/src/measure.mjs"));
    for name in ["meshagent.wasm", "core.js", "index.js", "web.js", "workerd.js"] {
        node.arg(argument(name, project::pkg().join(name)));
    }
    node.arg(argument("app.js", out));
    serde_json::from_str(&sh::output(&mut node)?).context("measure.mjs")
}

fn argument(name: &str, path: PathBuf) -> String {
    format!("{name}={}", path.display())
}

fn file() -> PathBuf {
    project::root().join("tests/size.json")
}
