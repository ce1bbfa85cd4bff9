//! The project's commands: `cargo xtask build`, `demo`, `test`, `fuzz`, `mutants`, `docs`, `bench`, `size`, `types`,
//! `fmt`, `lint` and `release`.

mod bench;
mod bindings;
mod cargo;
mod checks;
mod consumer;
mod core;
mod declarations;
mod demo;
mod docs;
mod fresh;
mod fuzz;
mod glue;
mod handles;
mod imports;
mod inline;
mod methods;
mod mutants;
mod names;
mod npm;
mod pack;
mod page;
mod project;
mod python;
mod reference;
mod release;
mod returns;
mod root;
mod serve;
mod sh;
mod size;
mod test;
mod tools;
mod types;
mod worked;

use std::process::ExitCode;

use anyhow::{Result, bail};

const HELP: &str = "\
cargo xtask COMMAND

  build [--quick]             the npm package, in pkg/; quick: without what only makes it small
  demo [--port N] [--reset]   the local server and the page, until Ctrl-C
  test [GROUP...]             everything CI runs, or some of it
  fuzz [TARGET...] [--inputs N | --seconds N]
                              made-up inputs for what parses outside data, 60 seconds each
  mutants [NAME...]           take away one behaviour after another; its tests must notice
  docs                        the references of the package and of the crate
  bench [--quick] [--node=24] [--chromium] [ROW...]
                              us and the rivals
  size [--update]             compare the built sizes with tests/size.json
  types [--update]            compare the declarations and the page of methods with those on record
  fmt                         format Rust, JavaScript, CSS and JSON
  lint                        clippy and biome
  release --dry-run           whether everything is ready to be published";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match dispatch(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs one command; `false` when it ran and found something wrong.
fn dispatch(args: &[&str]) -> Result<bool> {
    match args {
        ["build"] => pack::build()?,
        ["build", "--quick"] => pack::build_quickly()?,
        ["demo", options @ ..] => demo::run(options)?,
        ["test", groups @ ..] => return test::run(groups),
        ["fuzz", options @ ..] => return fuzz::run(options),
        ["mutants", names @ ..] => return mutants::run(names),
        ["docs"] => docs::run()?,
        ["bench", options @ ..] => bench::run(options)?,
        ["size"] => return size::run(false),
        ["size", "--update"] => return size::run(true),
        ["release", options @ ..] => return release::run(options),
        ["types"] => return reference::run(false),
        ["types", "--update"] => return reference::run(true),
        ["fmt"] => checks::fmt()?,
        ["lint"] => checks::lint()?,
        [] | ["help" | "-h" | "--help"] => println!("{HELP}"),
        _ => bail!("there is no `{}`\n\n{HELP}", args.join(" ")),
    }
    Ok(true)
}
