//! `cargo xtask fuzz`: what parses outside data, against inputs that libFuzzer makes up.
//!
//! libFuzzer steers by the branches that an input takes. The compiler flags that tell it are stable ones, so unlike with
//! `cargo fuzz` and its sanitizers no nightly toolchain is needed; `cargo fuzz run -s none` works on the same folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{cargo, project, sh, tools};

/// Each is a file of `fuzz/fuzz_targets` and a folder of `fuzz/corpus`.
pub const TARGETS: [&str; 3] = ["decode", "scope", "token"];

/// The longest input in bytes.
const LONGEST: u32 = 2048;

/// How libFuzzer gets to know which branches and which comparisons an input leads to.
const COVERAGE: [&str; 7] = [
    "--cfg=fuzzing",
    "-Ccodegen-units=8",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// When a target has run for long enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Inputs(u64),
    Seconds(u64),
}

/// `cargo xtask fuzz [TARGET...] [--inputs N | --seconds N]`; `false` when something was found.
pub fn run(args: &[&str]) -> Result<bool> {
    let (targets, limit) = options(args)?;
    let fuzz = Fuzz::build()?;
    let mut well = true;
    for target in targets {
        // What was found interesting is where the next run begins.
        let found = fuzz.folder.join(target);
        std::fs::create_dir_all(&found)?;
        well &= fuzz.target(target, limit, &found, &[])?;
    }
    Ok(well)
}

fn options<'a>(args: &[&'a str]) -> Result<(Vec<&'a str>, Limit)> {
    let (mut targets, mut limit) = (Vec::new(), Limit::Seconds(60));
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut number = || args.next().and_then(|number| number.parse().ok()).context(format!("{arg}: a number"));
        match *arg {
            "--inputs" => limit = Limit::Inputs(number()?),
            "--seconds" => limit = Limit::Seconds(number()?),
            target if TARGETS.contains(&target) => targets.push(target),
            other => bail!("there is no {other}; the targets are {}", TARGETS.join(", ")),
        }
    }
    if targets.is_empty() {
        targets = TARGETS.to_vec();
    }
    Ok((targets, limit))
}

/// The built targets.
pub struct Fuzz {
    programs: Vec<PathBuf>,
    /// Where inputs go that were found.
    folder: PathBuf,
}

impl Fuzz {
    /// Builds them.
    pub fn build() -> Result<Self> {
        tools::cxx()?;
        sh::step("cargo build, the fuzz targets");
        let target = project::Workspace::read()?.target()?;
        let mut command = manifest("build");
        command.args(["--bins", "--target", &cargo::host()?, "--target-dir"]).arg(&target);
        command.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", COVERAGE.join("\x1f"));
        Ok(Fuzz { programs: cargo::build(&mut command)?, folder: target.join("fuzz") })
    }

    /// Runs one target over the committed inputs and as many more; `found` gets those that lead to something new.
    pub fn target(&self, target: &str, limit: Limit, found: &Path, more: &[&str]) -> Result<bool> {
        let name = format!("{target}{}", std::env::consts::EXE_SUFFIX);
        let program = self.programs.iter().find(|program| program.ends_with(&name)).context("cargo built no target")?;
        std::fs::create_dir_all(&self.folder)?;
        let mut command = sh::command(program);
        command.arg(match limit {
            Limit::Inputs(inputs) => format!("-runs={inputs}"),
            Limit::Seconds(seconds) => format!("-max_total_time={seconds}"),
        });
        command.args([format!("-max_len={LONGEST}"), format!("-artifact_prefix={}/{target}-", self.folder.display())]);
        command.args(["-timeout=10", "-verbosity=0", "-print_final_stats=1"]).args(more);
        command.arg(found).arg(project::root().join("fuzz/corpus").join(target));
        sh::step(format!("fuzz {target}, {limit:?}"));
        let output = command.output().with_context(|| format!("cannot run {}", program.display()))?;
        let text = String::from_utf8_lossy(&output.stderr);
        let ran = executed(&text);
        if output.status.success() && ran.is_some_and(|ran| enough(ran, limit)) {
            println!("{target}: {} inputs, nothing found", ran.unwrap_or_default());
            return Ok(true);
        }
        eprintln!("{text}{target}: {}", output.status);
        eprintln!("once that is mended, the input belongs into fuzz/corpus/{target}");
        Ok(false)
    }
}

/// How many inputs were tried, as libFuzzer says at the end.
fn executed(text: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))?;
    line.trim().parse().ok()
}

fn enough(ran: u64, limit: Limit) -> bool {
    match limit {
        Limit::Inputs(inputs) => ran >= inputs,
        Limit::Seconds(_) => ran > 0,
    }
}

/// A cargo command for the fuzz crate, which is a workspace of its own.
pub fn manifest(command: &str) -> Command {
    let mut cargo = cargo::cargo();
    cargo.args([command, "--manifest-path=fuzz/Cargo.toml"]);
    cargo
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_and_limits() {
        assert_eq!(options(&[]).unwrap(), (TARGETS.to_vec(), Limit::Seconds(60)));
        assert_eq!(options(&["scope", "--inputs", "7"]).unwrap(), (vec!["scope"], Limit::Inputs(7)));
        assert_eq!(options(&["--seconds", "5", "token"]).unwrap(), (vec!["token"], Limit::Seconds(5)));
        for wrong in [&["other"][..], &["--inputs"], &["--inputs", "x"], &["--runs"]] {
            assert!(options(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_run_that_ended_early_is_no_success() {
        let text = "Done 5 runs in 0 second(s)\nstat::number_of_executed_units: 5\nstat::average_exec_per_sec: 0";
        assert_eq!((executed(text), executed("Done 5 runs in 0 second(s)")), (Some(5), None));
        assert!(enough(5, Limit::Inputs(5)) && !enough(4, Limit::Inputs(5)) && !enough(0, Limit::Seconds(1)));
    }

    #[test]
    fn the_targets_are_those_in_the_folder() {
        let folder = project::root().join("fuzz");
        for target in TARGETS {
            assert!(folder.join("fuzz_targets").join(target).with_extension("rs").is_file());
            assert!(folder.join("corpus").join(target).read_dir().unwrap().count() > 20);
        }
        assert_eq!(folder.join("corpus").read_dir().unwrap().count(), TARGETS.len());
    }
}
