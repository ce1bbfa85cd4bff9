//! Takes out of a module what only runs after a panic.
//!
//! The client must not panic, and where it did the module would trap either way: with `panic = "abort"` the message
//! goes nowhere in a browser. Yet the code that would format it, and the tables it uses, weigh several kilobytes.

use walrus::{FunctionBuilder, FunctionId, FunctionKind, Module};

/// Parts of the names of functions that never return.
const DIVERGING: &[&str] = &[
    "panicking::panic",
    "panicking::assert_failed",
    "panicking::unreachable_display",
    "str::slice_error_fail",
    "slice::index::slice_",
    "slice::copy_from_slice_impl::len_mismatch_fail",
    "option::unwrap_failed",
    "option::expect_failed",
    "result::unwrap_failed",
    "cell::panic_already",
    "raw_vec::capacity_overflow",
    "raw_vec::handle_error",
    "alloc::handle_alloc_error",
    "alloc::rust_oom",
    "rust_begin_unwind",
    "rust_panic",
];

/// Replaces the body of each function that only panics with a trap. Returns how many there were.
pub fn panics(module: &mut Module) -> usize {
    let found: Vec<FunctionId> = module
        .funcs
        .iter()
        .filter(|function| matches!(function.kind, FunctionKind::Local(_)))
        .filter(|function| function.name.as_deref().is_some_and(diverges))
        .filter(|function| module.types.get(function.ty()).results().is_empty())
        .map(|function| function.id())
        .collect();
    for id in &found {
        let ty = module.types.get(module.funcs.get(*id).ty());
        let parameters = ty.params().to_vec();
        let mut trap = FunctionBuilder::new(&mut module.types, &parameters, &[]);
        trap.func_body().unreachable();
        let arguments = parameters.iter().map(|ty| module.locals.add(*ty)).collect();
        let trap = trap.local_func(arguments);
        module.funcs.get_mut(*id).kind = FunctionKind::Local(trap);
    }
    found.len()
}

fn diverges(name: &str) -> bool {
    // The names hold each crate's disambiguator, as in `core[6a0d…]::panicking::panic_fmt`.
    let mut plain = String::new();
    let mut depth = 0usize;
    for character in name.chars() {
        match character {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(character),
            _ => {}
        }
    }
    let plain = plain.trim_start_matches('<');
    let standard = ["core::", "alloc::", "std::", "__rustc::", "rust_"];
    standard.iter().any(|start| plain.starts_with(start)) && DIVERGING.iter().any(|part| plain.contains(part))
}
