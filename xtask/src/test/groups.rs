//! The groups, in the order in which they run.

use anyhow::Result;

use super::count::Count;
use super::setup::Setup;
use crate::fuzz::{Fuzz, Limit, TARGETS};
use crate::{cargo, checks, consumer, docs, npm, pack, page, project, release, sh, size, tools};

/// One group of tests.
pub struct Group {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What has to be in the tree for the group to exist.
    pub needs: &'static str,
    /// Whether it drives a browser.
    pub browser: bool,
    /// Runs it.
    pub run: fn(&Setup) -> Result<Count>,
}

/// All groups.
pub const GROUPS: &[Group] = &[
    Group { name: "fmt", needs: "Cargo.toml", browser: false, run: |_| Count::checks(checks::formatted()) },
    Group { name: "clippy", needs: "Cargo.toml", browser: false, run: |_| Count::checks(checks::clippy()) },
    Group { name: "native", needs: "Cargo.toml", browser: false, run: native },
    Group { name: "fuzz", needs: "fuzz/Cargo.toml", browser: false, run: fuzzed },
    Group { name: "build", needs: "pkg-template", browser: false, run: build },
    Group { name: "size", needs: "tests/size.json", browser: false, run: sizes },
    Group { name: "types", needs: "tests/types/tsconfig.json", browser: false, run: types },
    Group {
        name: "node",
        needs: "tests/node",
        browser: false,
        run: |setup| Count::runner(&mut setup.node_test("node")?),
    },
    Group { name: "browser", needs: "tests/browser", browser: true, run: browser },
    Group {
        name: "conformance",
        needs: "tests/conformance",
        browser: false,
        run: |setup| Count::runner(&mut setup.node_test("conformance")?),
    },
    Group { name: "docs", needs: "docs/typedoc.json", browser: true, run: docs },
    Group { name: "examples", needs: "tests/examples", browser: true, run: examples },
    Group { name: "rust", needs: "tests/rust", browser: false, run: rust },
    Group { name: "release", needs: "CHANGELOG.md", browser: false, run: releasable },
    Group { name: "packaging", needs: "pkg-template", browser: false, run: packaging },
];

impl Group {
    /// Whether the tree has it.
    pub fn present(&self) -> bool {
        project::root().join(self.needs).exists()
    }
}

fn native(_: &Setup) -> Result<Count> {
    Count::runner(cargo::cargo().args(["test", "--workspace", "--no-fail-fast"]))
}

/// The committed inputs and half a million more for each target, the same in every run of the same code.
fn fuzzed(_: &Setup) -> Result<Count> {
    let fuzz = Fuzz::build()?;
    let mut count = Count::default();
    for target in TARGETS {
        let found = tempfile::tempdir()?;
        count.add(fuzz.target(target, Limit::Inputs(500_000), found.path(), &["-seed=1"])?);
    }
    Ok(count)
}

/// The package can be built, and a second build gives the same bytes.
fn build(_: &Setup) -> Result<Count> {
    let mut count = Count::default();
    pack::build()?;
    count.add(true);
    count.add(pack::repeatable()?);
    Ok(count)
}

fn sizes(_: &Setup) -> Result<Count> {
    let mut count = Count::default();
    for line in size::compare()? {
        println!("{}", line.text);
        count.add(line.ok);
    }
    Ok(count)
}

fn types(_: &Setup) -> Result<Count> {
    pack::build()?;
    let folder = project::root().join("tests/types");
    if folder.join("package.json").is_file() {
        tools::npm_ci(&folder)?;
    }
    let mut tsc = npm::bin("tsc");
    tsc.arg("--project").arg(folder);
    Count::checks([("tsc", tsc)])
}

fn browser(setup: &Setup) -> Result<Count> {
    let mut node = setup.node_test("browser")?;
    node.env("CHROMIUM", setup.chromium()?);
    if page::present() {
        node.env("WWW_DIST", setup.page()?);
    }
    Count::runner(&mut node)
}

/// What package linters say, and the packed tarball in bundlers and runtimes.
fn packaging(setup: &Setup) -> Result<Count> {
    pack::build()?;
    let mut publint = npm::bin("publint");
    publint.args(["run", "--strict"]).arg(project::pkg());
    let mut attw = npm::bin("attw");
    attw.args(["--pack", "--profile=esm-only", "--exclude-entrypoints=./meshagent.wasm"]).arg(project::pkg());
    let mut count = Count::checks([("publint", publint), ("are the types wrong", attw)])?;
    if project::root().join("tests/packaging").is_dir() {
        sh::step("tests/packaging");
        count += Count::runner(&mut setup.node_test("packaging")?)?;
    }
    Ok(count)
}

/// The references, and every piece of code in the READMEs.
fn docs(setup: &Setup) -> Result<Count> {
    let mut count = Count::checks(docs::commands()?)?;
    sh::step("tests/docs");
    count += Count::runner(setup.node_test("docs")?.env("CHROMIUM", setup.chromium()?))?;
    Ok(count)
}

fn examples(setup: &Setup) -> Result<Count> {
    let mut node = setup.node_test("examples")?;
    tools::npm_ci(&project::root().join("examples/react-viewer"))?;
    Count::runner(node.env("CHROMIUM", setup.chromium()?))
}

/// The crate as other crates use it.
fn rust(setup: &Setup) -> Result<Count> {
    let consumers = consumer::build(&["rust-tests", "rust-dashboard"])?;
    Count::runner(setup.node_test("rust")?.env("CONSUMERS", consumers))
}

fn releasable(_: &Setup) -> Result<Count> {
    let mut count = Count::default();
    for (what, result) in release::checks()? {
        sh::step(what);
        count.add(result.inspect_err(|error| eprintln!("{error:#}")).is_ok());
    }
    Ok(count)
}
