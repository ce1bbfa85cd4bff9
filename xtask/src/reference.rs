//! The package's declarations beside those on record, `tests/types/*.reference.d.ts`, and so the pages made from
//! them: no change of the public API goes unseen.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::size::Line;
use crate::{methods, names, pack, project, sh};

/// What is on record: the declarations of the entries, and the pages made from them.
const FILES: [&str; 5] = ["index.d.ts", "web.d.ts", "node.d.ts", methods::PAGE, names::PAGE];

/// `cargo xtask types [--update]`; `false` when a declaration has changed.
pub fn run(update: bool) -> Result<bool> {
    if update {
        pack::build()?;
        for file in FILES {
            fs::copy(built(file), recorded(file)).with_context(|| file.to_owned())?;
            sh::step(format!("{} written", recorded(file).display()));
        }
    }
    let lines = compare()?;
    for line in &lines {
        println!("{}", line.text);
    }
    Ok(lines.iter().all(|line| line.ok))
}

/// A line for each file, which shows the first place where the two differ.
pub fn compare() -> Result<Vec<Line>> {
    pack::build()?;
    let compare = |file: &str| {
        let (built, recorded) =
            (fs::read_to_string(built(file))?, fs::read_to_string(recorded(file)).unwrap_or_default());
        let text = match first_difference(&recorded, &built) {
            None => format!("{file} is as recorded"),
            Some((number, was, is)) => format!(
                "{file} has CHANGED, first in line {number}; if that is meant, `cargo xtask types --update`\n- {was}\n+ {is}"
            ),
        };
        Ok(Line { text, ok: built == recorded })
    };
    FILES.iter().map(|file| compare(file)).collect()
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

fn built(file: &str) -> PathBuf {
    project::pkg().join(file)
}

fn recorded(file: &str) -> PathBuf {
    match file.strip_suffix(".d.ts") {
        Some(entry) => project::root().join(format!("tests/types/{entry}.reference.d.ts")),
        None => project::root().join("pkg-template").join(file),
    }
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
