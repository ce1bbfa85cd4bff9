//! How many tests passed and failed, as the test runners print it.

use std::fmt;
use std::ops::AddAssign;
use std::process::Command;

use anyhow::{Result, bail};

use crate::sh;

/// Tests or checks by how they ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub passed: u32,
    pub failed: u32,
    pub skipped: u32,
    /// Their names, as far as the runner prints them: the end of a long log says what to look for.
    pub failures: Vec<String>,
}

impl Count {
    /// Runs commands that are one check each, all of them whatever happens.
    pub fn checks<'a>(commands: impl IntoIterator<Item = (&'a str, Command)>) -> Result<Self> {
        let mut count = Count::default();
        for (name, mut command) in commands {
            sh::step(name);
            count.check(name, command.status()?.success());
        }
        Ok(count)
    }

    /// Counts one check.
    pub fn check(&mut self, name: impl Into<String>, passed: bool) {
        *(if passed { &mut self.passed } else { &mut self.failed }) += 1;
        if !passed {
            self.failures.push(name.into());
        }
    }

    /// Runs a test runner, shows what it prints, and counts.
    pub fn runner(command: &mut Command) -> Result<Self> {
        let (ok, text) = sh::tee(command)?;
        let mut count = Count::read(&text);
        if !ok && count.failed == 0 {
            count.failed = 1;
        }
        if count == Count::default() {
            bail!("no test ran");
        }
        Ok(count)
    }

    /// The sums in the output of `cargo test` (one line for each binary) or of `node --test`.
    pub fn read(text: &str) -> Self {
        let mut count = Count::default();
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("test result: ") {
                for part in rest.split(['.', ';']) {
                    count.sum(part);
                }
            } else if let Some(rest) = line.strip_prefix("\u{2139} ").or_else(|| line.strip_prefix("# "))
                && let Some((what, number)) = rest.split_once(' ')
            {
                count.sum(&format!("{number} {what}"));
            } else if let Some(name) = failure(line)
                && !count.failures.iter().any(|known| known == name)
            {
                count.failures.push(name.to_owned());
            }
        }
        count
    }

    /// Adds what `3 passed` says.
    fn sum(&mut self, part: &str) {
        let Some((number, what)) = part.trim().split_once(' ') else { return };
        let Ok(number) = number.parse::<u32>() else { return };
        match what {
            "passed" | "pass" => self.passed += number,
            "failed" | "fail" | "cancelled" => self.failed += number,
            "ignored" | "skipped" | "todo" => self.skipped += number,
            _ => {}
        }
    }
}

/// The test that a line of `cargo test` or of Node's spec reporter calls failed.
fn failure(line: &str) -> Option<&str> {
    if let Some(name) = line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... FAILED")) {
        return Some(name);
    }
    let name = line.trim_start().strip_prefix("\u{2716} ")?;
    let name = name.rsplit_once(" (").map_or(name, |(name, _)| name);
    (name != "failing tests:").then_some(name)
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
        self.failures.extend(other.failures);
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 { write!(f, ", {} skipped", self.skipped) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_and_node_are_understood() {
        let cargo = "running 2 tests\ntest result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; \
            finished in 0.01s\nx\ntest result: FAILED. 3 passed; 4 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(Count::read(cargo), Count { passed: 5, failed: 4, skipped: 1, failures: vec![] });
        let node = "\u{2714} a (1ms)\n\u{2139} tests 6\n\u{2139} suites 0\n\u{2139} pass 4\n\u{2139} fail 1\n\
            \u{2139} cancelled 1\n\u{2139} skipped 0\n\u{2139} todo 2\n\u{2139} duration_ms 5";
        assert_eq!(Count::read(node), Count { passed: 4, failed: 2, skipped: 2, failures: vec![] });
        assert_eq!(Count::read("# pass 1\n# fail 0\n"), Count { passed: 1, failed: 0, skipped: 0, failures: vec![] });
        assert_eq!(Count::read("nothing"), Count::default());
    }

    #[test]
    fn failures_are_named_once() {
        let cargo = "test a::b ... ok\ntest a::c ... FAILED\nfailures:\n    a::c";
        assert_eq!(Count::read(cargo).failures, ["a::c"]);
        let node =
            "\u{25b6} group\n  \u{2716} a (b) (1ms)\n\u{2716} failing tests:\n\u{2716} a (b) (1ms)\n\u{2714} c (1ms)";
        assert_eq!(Count::read(node).failures, ["a (b)"]);
    }
}
