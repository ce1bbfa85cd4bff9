//! `cargo xtask test`: groups of tests one after the other, and one line about each at the end.

pub mod count;
mod groups;
mod setup;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::{project, python, sh, tools};
use count::Count;
use groups::{GROUPS, Group, Need};
use setup::Setup;

/// How a group ended.
enum Outcome {
    Ran(Count),
    Broke(anyhow::Error),
    /// Something is missing that cannot be installed.
    LeftOut(String),
    Absent,
}

/// Runs the named groups, or all; `false` when anything failed.
pub fn run(names: &[&str]) -> Result<bool> {
    if let Some(unknown) = names.iter().find(|name| GROUPS.iter().all(|group| group.name != **name)) {
        let known: Vec<_> = GROUPS.iter().map(|group| group.name).collect();
        bail!("there is no group {unknown}; there are {}", known.join(", "));
    }
    let chosen: Vec<&Group> = GROUPS.iter().filter(|group| names.is_empty() || names.contains(&group.name)).collect();

    tools::wasm_target()?;
    tools::npm_ci(&project::root())?;
    let setup = &Setup::default();
    let results = std::thread::scope(|scope| {
        // Long installations happen while the compiler works. What fails then is tried again, and told, by the group.
        let needs: BTreeSet<Need> =
            chosen.iter().filter(|group| group.present()).flat_map(|group| group.ahead()).collect();
        for need in needs {
            scope.spawn(move || need.install(setup).unwrap_or(()));
        }
        chosen.iter().map(|group| (group.name, timed(|| one(group, setup)))).collect::<Vec<_>>()
    });
    Ok(summary(&results))
}

fn one(group: &Group, setup: &Setup) -> Outcome {
    if !group.present() {
        return Outcome::Absent;
    }
    sh::step(format!("test {}", group.name));
    match (group.run)(setup) {
        Ok(count) => Outcome::Ran(count),
        Err(error) if error.is::<python::Missing>() => {
            eprintln!("{}: {error}", group.name);
            Outcome::LeftOut(error.to_string())
        }
        Err(error) => {
            eprintln!("{}: {error:#}", group.name);
            Outcome::Broke(error)
        }
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    (work(), start.elapsed())
}

/// Prints a line about each group and the sum; whether all is well.
fn summary(results: &[(&str, (Outcome, Duration))]) -> bool {
    let mut sum = Count::default();
    println!();
    for (name, (outcome, time)) in results {
        let line = match outcome {
            Outcome::Ran(count) => {
                sum += count.clone();
                let failures: String =
                    count.failures.iter().map(|name| format!("\n{:15}\u{2716} {name}", "")).collect();
                format!("{:<7} {count}{failures}", if count.failed == 0 { "ok" } else { "FAILED" })
            }
            Outcome::Broke(error) => {
                sum.failed += 1;
                format!("FAILED  {}", error.to_string().lines().next().unwrap_or_default())
            }
            Outcome::LeftOut(why) => format!("NOT RUN: {why}"),
            Outcome::Absent => "absent".to_owned(),
        };
        println!("{name:<12} {:>6.1} s  {line}", time.as_secs_f64());
    }
    println!("\n{} passed, {} failed", sum.passed, sum.failed);
    sum.failed == 0 && sum.passed > 0
}
