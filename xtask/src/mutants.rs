//! `cargo xtask mutants`: takes away one behaviour after another and sees the tests that should notice fail.
//!
//! It works on a copy of the sources, and builds packages without what only makes them small.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

use crate::bindings::{self, Bindings, Effort};
use crate::test::count::Count;
use crate::types::Types;
use crate::{cargo, core, pack, page, project, sh, tools};

/// By groups and names: what takes a behaviour away, and who must notice.
const LIST: &str = "tests/mutants.json";

/// Where the tests in a browser are, and how the names of those of the page begin.
const IN_BROWSER: &str = "tests/browser/";
const PAGE_TESTS: &str = "tests/browser/admin-";

/// Where a project has the package.
const PACKAGE: &str = "node_modules/meshagent-wasm";

/// One behaviour that is taken away.
#[derive(Debug)]
struct Mutant {
    /// Its group and what it is, in words.
    name: String,
    file: String,
    /// Text that is in the file once, and what takes its place.
    find: String,
    put: String,
    /// The file of tests that must notice.
    test: String,
}

impl Mutant {
    /// The file's text without the behaviour.
    fn apply(&self, text: &str) -> Result<String> {
        match text.matches(&self.find).count() {
            1 => Ok(text.replacen(&self.find, &self.put, 1)),
            count => bail!("{} has the text to find {count} times, not once", self.file),
        }
    }
}

fn list() -> Result<Vec<Mutant>> {
    let groups: Map<String, Value> = serde_json::from_str(&fs::read_to_string(project::root().join(LIST))?)?;
    let mut mutants = Vec::new();
    for (group, entries) in groups {
        for (name, entry) in entries.as_object().with_context(|| group.clone())? {
            let name = format!("{group}: {name}");
            let text = |member| -> Result<String> {
                let text = entry.get(member).and_then(Value::as_str);
                Ok(text.with_context(|| format!("{name}: `{member}` is missing"))?.to_owned())
            };
            let (file, find, put, test) = (text("file")?, text("find")?, text("put")?, text("test")?);
            mutants.push(Mutant { file, find, put, test, name });
        }
    }
    Ok(mutants)
}

/// How a file of tests ended.
struct Outcome {
    count: Count,
    /// How many of those that failed did so by the time limit, or because they would have waited for ever.
    cancelled: u32,
    took: Duration,
    text: String,
}

/// Takes away what the list has under these names, or all of it; `false` when something was not noticed.
pub fn run(names: &[&str]) -> Result<bool> {
    let mut mutants = list()?;
    let about = |mutant: &Mutant, name: &&str| mutant.name.to_lowercase().contains(&name.to_lowercase());
    if let Some(name) = names.iter().find(|name| !mutants.iter().any(|mutant| about(mutant, name))) {
        bail!("{LIST} has nothing called {name}");
    }
    mutants.retain(|mutant| names.is_empty() || names.iter().any(|name| about(mutant, name)));

    let _alone = tools::alone(&project::root().join(LIST))?;
    let mut bench = Bench::new()?;
    for mutant in &mutants {
        bench.pass(&mutant.test)?;
    }
    let (mut caught, mut wrong) = (0, Vec::new());
    for mutant in &mutants {
        let line = match bench.without(mutant) {
            Ok(Outcome { count: Count { failed: 0, .. }, .. }) => {
                format!("MISSED  {}, by {}", mutant.name, mutant.test)
            }
            Ok(Outcome { count, cancelled, took, .. }) => {
                caught += 1;
                let (failed, time) = (count.failed - cancelled, took.as_secs_f64());
                println!(
                    "caught  {}, by {}: {failed} failed, {cancelled} cancelled, {time:.1} s",
                    mutant.name, mutant.test
                );
                continue;
            }
            Err(error) => format!("BROKEN  {}: {error:#}", mutant.name),
        };
        println!("{line}");
        wrong.push(line);
    }
    println!("\n{caught} of {} caught\n{}", mutants.len(), wrong.join("\n"));
    Ok(wrong.is_empty())
}

/// Where it happens.
struct Bench {
    folder: PathBuf,
    /// The copy of the sources.
    copy: PathBuf,
    server: PathBuf,
    workspace: project::Workspace,
    /// What the sources as they are give.
    clean: Bindings,
    /// Projects that have the package installed: with other JavaScript, and with another module.
    apps: [PathBuf; 2],
    /// How long each file of tests may take.
    limits: BTreeMap<String, Duration>,
}

impl Bench {
    fn new() -> Result<Self> {
        tools::wasm_target()?;
        tools::npm_ci(&project::root())?;
        let workspace = project::Workspace::read()?;
        let folder = workspace.target()?.join("mutants");
        let copy = folder.join("copy");
        if copy.exists() {
            fs::remove_dir_all(&copy)?;
        }
        for path in pack::WORKSPACE.iter().chain(&["tests", "pkg-template", "www"]) {
            pack::copy_all(&project::root().join(path), &copy.join(path))?;
        }
        let server = cargo::tested_server()?;
        let clean = bindings::make(&copy, &folder, &folder, Effort::None)?;
        let apps = ["javascript", "module"].map(|name| folder.join(name));
        let bench = Bench { folder, copy, server, workspace, clean, apps, limits: BTreeMap::new() };
        bench.package(&bench.clean, &bench.apps[0])?;
        Ok(bench)
    }

    /// Makes sure that tests pass when nothing is taken away, and notes how long they may take.
    fn pass(&mut self, test: &str) -> Result<()> {
        if self.limits.contains_key(test) {
            return Ok(());
        }
        let tested = if test.starts_with(PAGE_TESTS) { page::build()? } else { self.apps[0].clone() };
        let outcome = self.test(test, &tested, Duration::from_secs(600))?;
        if outcome.count.failed > 0 || outcome.count.passed == 0 {
            bail!("{test} has to pass before anything is taken away\n{}", outcome.text);
        }
        println!("passes  {test}, {:.1} s", outcome.took.as_secs_f64());
        self.limits.insert(test.to_owned(), outcome.took * 3 + Duration::from_secs(15));
        Ok(())
    }

    /// Runs the tests that should notice one.
    fn without(&self, mutant: &Mutant) -> Result<Outcome> {
        let limit = *self.limits.get(&mutant.test).context("tests that passed")?;
        let [javascript, module] = &self.apps;
        // The crate's JavaScript goes into the package as it is, and all of it is in one file there.
        if mutant.file.starts_with("src/") && mutant.file.ends_with(".js") {
            let mut changed = self.clean.clone();
            let text = changed.files.iter_mut().find(|(path, _)| path.ends_with(&mutant.file));
            let (_, text) = text.with_context(|| format!("the package has no {}", mutant.file))?;
            *text = mutant.apply(text)?;
            let types = Types::of(&changed.types)?;
            core::write(&changed, &types, &self.folder.join("stage"), &javascript.join(PACKAGE))?;
            return self.test(&mutant.test, javascript, limit);
        }
        let file = self.copy.join(&mutant.file);
        let text = fs::read_to_string(&file)?;
        fs::write(&file, mutant.apply(&text)?)?;
        let outcome = if mutant.file.starts_with("www/") {
            page::build_copy(&self.copy).and_then(|dist| self.test(&mutant.test, &dist, limit))
        } else if mutant.file.starts_with("pkg-template/") {
            self.package(&self.clean, module).and_then(|()| self.test(&mutant.test, module, limit))
        } else {
            self.changed(&mutant.test, module, limit)
        };
        fs::write(&file, text)?;
        outcome
    }

    /// Runs tests on the copy's Rust as it is now.
    fn changed(&self, test: &str, app: &Path, limit: Duration) -> Result<Outcome> {
        if test.ends_with(".mjs") {
            let bindings = bindings::make(&self.copy, &self.folder, &self.folder, Effort::None)?;
            self.package(&bindings, app)?;
        }
        self.test(test, app, limit)
    }

    fn package(&self, bindings: &Bindings, app: &Path) -> Result<()> {
        pack::package(bindings, &self.copy, &self.folder, &app.join(PACKAGE), &self.workspace)
    }

    /// Runs a file of tests: on the package of a project, on a built page, or on the copy.
    fn test(&self, test: &str, tested: &Path, limit: Duration) -> Result<Outcome> {
        let mut command = if test.ends_with(".mjs") {
            let mut node = sh::command(tools::tested_node()?);
            // As in `cargo xtask test`: some tests ask for a collection of garbage.
            node.args(["--expose-gc", "--test", "--test-reporter=tap"]);
            node.arg(format!("--test-timeout={}", limit.as_millis())).arg(test);
            node.env("SERVER_BIN", &self.server);
            // A built page, or a project with the package.
            node.env(if tested.join(PACKAGE).exists() { "PKG_DIR" } else { "WWW_DIST" }, tested);
            if test.starts_with(IN_BROWSER) {
                node.env("CHROMIUM", tools::headless()?);
            }
            node
        } else {
            // The tests of a folder are called after it.
            let file = Path::new(test.strip_suffix("/main.rs").unwrap_or(test));
            let name = file.file_stem().context("a file of tests")?;
            let cargo = || {
                let mut cargo = cargo::cargo();
                cargo.current_dir(&self.copy).args(["test", "--package=meshagent-wasm", "--test"]).arg(name);
                // A folder of its own: in a shared one cargo takes what it made of the copy for what it would make of
                // the sources, which look the same to it.
                cargo.arg("--target-dir").arg(&self.folder);
                cargo
            };
            sh::output(cargo().arg("--no-run"))?;
            cargo()
        };
        limited(&mut command, limit)
    }
}

/// Runs a test runner to its end, or to the end of its time.
fn limited(command: &mut Command, limit: Duration) -> Result<Outcome> {
    let began = Instant::now();
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let group = child.id();
    let (done, over) = mpsc::channel();
    std::thread::spawn(move || done.send(child.wait_with_output()));
    // Node.js has the same limit, but cannot end a file that never lets go of the processor.
    let mut output = over.recv_timeout(limit + Duration::from_secs(5));
    let late = output.is_err();
    if late {
        end(group)?;
        output = over.recv().map_err(|_| mpsc::RecvTimeoutError::Disconnected);
    }
    let output = output??;
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    let mut count = Count::read(&text);
    if !output.status.success() && count.failed == 0 {
        count.failed = 1;
    }
    let cancelled = text.lines().filter_map(|line| line.strip_prefix("# cancelled ")?.parse::<u32>().ok()).sum();
    let cancelled = if late { count.failed } else { cancelled };
    Ok(Outcome { count, cancelled, took: began.elapsed(), text })
}

/// Ends a process and those that it started.
fn end(group: u32) -> Result<()> {
    #[cfg(unix)]
    nix::sys::signal::killpg(nix::unistd::Pid::from_raw(group.try_into()?), nix::sys::signal::Signal::SIGKILL)?;
    #[cfg(not(unix))]
    sh::run(Command::new("taskkill").args(["/T", "/F", "/PID", &group.to_string()]))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_to_find_is_there_once() {
        let mutants = list().unwrap();
        for mutant in &mutants {
            let text = fs::read_to_string(project::root().join(&mutant.file)).unwrap();
            let changed = mutant.apply(&text).unwrap_or_else(|error| panic!("{}: {error}", mutant.name));
            assert_ne!(changed, text, "{}", mutant.name);
            assert!(project::root().join(&mutant.test).is_file(), "{}: there is no {}", mutant.name, mutant.test);
        }
        assert!(mutants.len() > 60);
    }
}
