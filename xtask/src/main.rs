//! The project's commands: `cargo xtask build`, `demo`, `test`, `bench`, `fmt` and `lint`.
fn main() {}
