//! The package's declarations beside those on record, `tests/types/*.reference.d.ts`: no change of the public API goes
//! unseen.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::size::Line;
use crate::{pack, project, sh};

/// The entries that have declarations of their own.
const ENTRIES: [&str; 3] = ["index", "web", "node"];

/// `cargo xtask types [--update]`; `false` when a declaration has changed.
pub fn run(update: bool) -> Result<bool> {
    if update {
        pack::build()?;
        for entry in ENTRIES {
            fs::copy(built(entry), recorded(entry)).with_context(|| entry.to_owned())?;
            sh::step(format!("{} written", recorded(entry).display()));
        }
    }
    let lines = compare()?;
    for line in &lines {
        println!("{}", line.text);
    }
    Ok(lines.iter().all(|line| line.ok))
}

/// A line for each entry, which shows the first place where the two differ.
pub fn compare() -> Result<Vec<Line>> {
    pack::build()?;
    let compare = |entry: &str| {
        let (built, recorded) =
            (fs::read_to_string(built(entry))?, fs::read_to_string(recorded(entry)).unwrap_or_default());
        let text = match first_difference(&recorded, &built) {
            None => format!("{entry}.d.ts is as recorded"),
            Some((number, was, is)) => format!(
                "{entry}.d.ts has CHANGED, first in line {number}; if that is meant, `cargo xtask types --update`\n- {was}\n+ {is}"
            ),
        };
        Ok(Line { text, ok: built == recorded })
    };
    ENTRIES.iter().map(|entry| compare(entry)).collect()
}

/// The number of the first line that differs, and the line in both.
fn first_difference<'a>(was: &'a str, is: &'a str) -> Option<(usize, &'a str, &'a str)> {
    let (mut was, mut is) = (was.split('\n'), is.split('\n'));
    (1..).find_map(|number| match (was.next(), is.next()) {
        (None, None) => Some(None),
        (was, is) if was == is => None,
        (was, is) => Some(Some((number, was.unwrap_or_default(), is.unwrap_or_default()))),
    })?
}

fn built(entry: &str) -> PathBuf {
    project::pkg().join(format!("{entry}.d.ts"))
}

fn recorded(entry: &str) -> PathBuf {
    project::root().join(format!("tests/types/{entry}.reference.d.ts"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_difference_is_found() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(first_difference("a\nb\n", "a\nc\n"), Some((2, "b", "c")));
        assert_eq!(first_difference("a", "a\nb"), Some((2, "", "b")));
        assert_eq!(first_difference("", "a"), Some((1, "", "a")));
    }
}
