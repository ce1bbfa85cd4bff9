//! A local MeshAgent server for tests and the demo.
fn main() {}
