//! The groups, in the order in which they run.

use anyhow::{Result, anyhow};

use super::count::Count;
use super::setup::Setup;
use crate::fuzz::{Fuzz, Limit, TARGETS};
use crate::{
    cargo, checks, consumer, docs, npm, pack, page, project, python, reference, release, sh, size, tools, worked,
};

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

/// The versions of Node.js in which some files of `tests/node` run; all of them run in the one between.
const NODES: [u32; 2] = [22, 26];

/// Those files: what they test depends on how a version's fetch, collector and compiler work.
const IN_EACH_NODE: [&str; 8] =
    ["abort", "collected", "compiled", "foreign", "listeners", "redirects", "signals", "token-circles"];

/// All groups.
pub const GROUPS: &[Group] = &[
    Group { name: "fmt", needs: "Cargo.toml", browser: false, run: |_| Count::checks(checks::formatted()) },
    Group { name: "clippy", needs: "Cargo.toml", browser: false, run: |_| Count::checks(checks::clippy()) },
    Group { name: "native", needs: "Cargo.toml", browser: false, run: native },
    Group { name: "fuzz", needs: "fuzz/Cargo.toml", browser: false, run: fuzzed },
    Group { name: "build", needs: "pkg-template", browser: false, run: build },
    Group { name: "size", needs: "tests/size.json", browser: false, run: sizes },
    Group { name: "types", needs: "tests/types", browser: false, run: types },
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
    Group { name: "python", needs: "tests/python", browser: false, run: with_python },
    Group { name: "docs", needs: "docs/typedoc.json", browser: true, run: docs },
    Group { name: "examples", needs: "tests/examples", browser: true, run: examples },
    Group { name: "rust", needs: "tests/rust", browser: false, run: rust },
    Group { name: "release", needs: "CHANGELOG.md", browser: false, run: releasable },
    Group { name: "packaging", needs: "pkg-template", browser: false, run: packaging },
    Group { name: "nodes", needs: "tests/packaging", browser: false, run: nodes },
    Group { name: "runtimes", needs: "tests/packaging", browser: false, run: |setup| matrix(setup, "runtimes") },
    Group { name: "browsers", needs: "tests/packaging", browser: true, run: |setup| matrix(setup, "browsers") },
    Group { name: "bundlers", needs: "tests/packaging", browser: true, run: |setup| matrix(setup, "bundlers") },
];

impl Group {
    /// Whether the tree has it.
    pub fn present(&self) -> bool {
        project::root().join(self.needs).exists()
    }

    /// What it needs that takes long to install or to build.
    pub fn ahead(&self) -> Vec<Need> {
        match self.name {
            "browsers" => vec![Need::Browsers, Need::Matrix],
            "python" => vec![Need::Matrix, Need::Python],
            "build" => vec![Need::Package],
            "types" | "node" | "conformance" | "rust" | "packaging" | "nodes" | "runtimes" => vec![Need::Matrix],
            _ if self.browser => vec![Need::Chromium, Need::Matrix],
            _ => Vec::new(),
        }
    }
}

/// What can be got ready while others work.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// The one browser that most tests use.
    Chromium,
    /// A browser of every engine.
    Browsers,
    /// The runtimes, bundlers and compilers of `tests/packaging`.
    Matrix,
    /// The official Python SDK.
    Python,
    /// The npm package: most of its time takes a part of the compiler that uses one core.
    Package,
}

impl Need {
    /// Installs or builds it where it is missing.
    pub fn install(self, setup: &Setup) -> Result<()> {
        match self {
            Need::Chromium => setup.chromium().map(drop),
            Need::Browsers => setup.browsers().map(drop),
            Need::Matrix => tools::npm_ci(&project::root().join("tests/packaging")),
            Need::Python => python::environment().map(drop),
            Need::Package => pack::build(),
        }
    }
}

fn native(_: &Setup) -> Result<Count> {
    let mut test = cargo::cargo();
    // Tests of the local server wait for it most of their time.
    test.args(["test", "--workspace", "--no-fail-fast"]).env("RUST_TEST_THREADS", "4");
    Count::runner(&mut test)
}

/// The committed inputs and two hundred thousand more for each target, the same in every run of the same code. A target
/// uses one core.
fn fuzzed(_: &Setup) -> Result<Count> {
    let fuzz = &Fuzz::build()?;
    let one = |target: &'static str| -> Result<bool> {
        let found = tempfile::tempdir()?;
        fuzz.target(target, Limit::Inputs(200_000), found.path(), &["-seed=1"])
    };
    let mut count = Count::default();
    std::thread::scope(|scope| {
        let runs = TARGETS.map(|target| (target, scope.spawn(move || one(target))));
        for (target, run) in runs {
            count.check(target, run.join().map_err(|_| anyhow!("the run of {target} panicked"))??);
        }
        Ok(count)
    })
}

/// The package can be built, and a second build gives the same bytes. That another folder does too is a check of
/// `cargo xtask release --dry-run`.
fn build(_: &Setup) -> Result<Count> {
    let mut count = Count::default();
    let repeatable = pack::repeatable(pack::Again::Bindings)?;
    count.check("it can be built", true);
    count.check("a second build gives the same bytes", repeatable);
    Ok(count)
}

fn sizes(_: &Setup) -> Result<Count> {
    let mut count = Count::default();
    for line in size::compare()? {
        println!("{}", line.text);
        count.check(line.text, line.ok);
    }
    Ok(count)
}

/// The declarations are those on record, and every TypeScript understands them.
fn types(setup: &Setup) -> Result<Count> {
    let mut count = Count::default();
    for line in reference::compare()? {
        println!("{}", line.text);
        count.check(line.text, line.ok);
    }
    count += Count::runner(&mut setup.node_tests("packaging", "types.test.mjs")?)?;
    Ok(count)
}

fn browser(setup: &Setup) -> Result<Count> {
    let mut node = setup.node_test("browser")?;
    node.env("CHROMIUM", setup.chromium()?);
    if page::present() {
        node.env("WWW_DIST", setup.page()?);
    }
    Count::runner(&mut node)
}

/// The official Python SDK against the local server, where there is a Python that it can run in.
fn with_python(setup: &Setup) -> Result<Count> {
    let python = python::environment()?;
    Count::runner(setup.node_test("python")?.env("PYTHON", python))
}

/// What package linters say of every entry, and what the packed files must not hold.
fn packaging(setup: &Setup) -> Result<Count> {
    pack::build()?;
    let mut publint = npm::bin("publint");
    publint.args(["run", "--strict"]).arg(project::pkg());
    let mut attw = npm::bin("attw");
    attw.arg("--pack").arg(project::pkg());
    let mut count = Count::checks([("publint", publint), ("are the types wrong", attw)])?;
    count += Count::runner(&mut setup.node_tests("packaging", "package.test.mjs")?)?;
    Ok(count)
}

/// The references, the worked example, and every piece of code in the READMEs and the guide.
fn docs(setup: &Setup) -> Result<Count> {
    let mut count = Count::checks(docs::commands()?)?;
    count.check("the worked example", worked::check().inspect_err(|error| eprintln!("{error:#}")).is_ok());
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
        count.check(what, result.inspect_err(|error| eprintln!("{error:#}")).is_ok());
    }
    Ok(count)
}

fn nodes(setup: &Setup) -> Result<Count> {
    let mut count = Count::default();
    for major in NODES {
        sh::step(format!("Node.js {major}"));
        count += Count::runner(&mut setup.node_version(major, &IN_EACH_NODE)?)?;
    }
    Ok(count)
}

/// One file of the matrix.
fn matrix(setup: &Setup, name: &str) -> Result<Count> {
    let mut node = setup.node_tests("packaging", &format!("{name}.test.mjs"))?;
    match name {
        "browsers" => node.envs(setup.browsers()?),
        _ => node.env("CHROMIUM", setup.chromium()?),
    };
    Count::runner(&mut node)
}
