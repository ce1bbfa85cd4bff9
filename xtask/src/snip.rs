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

/// Parts of the names of functions that format text. The client puts its messages together without them, so only panics
/// format; the tests of the package would trap if that changed.
const FORMATTING: &[&str] = &[
    " as core::fmt::",
    "core::fmt::",
    "alloc::fmt::",
    "char>::escape_debug",
    "str::count::",
    "unicode::printable::",
    "unicode_data::grapheme_extend",
    "panicking::panic_handler",
    "panicking::begin_panic",
];

/// Replaces the body of each function that only panics with a trap. Returns how many there were.
pub fn panics(module: &mut Module) -> usize {
    let found: Vec<FunctionId> = module
        .funcs
        .iter()
        .filter(|function| matches!(function.kind, FunctionKind::Local(_)))
        .filter(|function| function.name.as_deref().is_some_and(only_panics))
        .map(|function| function.id())
        .collect();
    for id in &found {
        let ty = module.types.get(module.funcs.get(*id).ty());
        let (parameters, results) = (ty.params().to_vec(), ty.results().to_vec());
        let mut trap = FunctionBuilder::new(&mut module.types, &parameters, &results);
        trap.func_body().unreachable();
        let arguments = parameters.iter().map(|ty| module.locals.add(*ty)).collect();
        let trap = trap.local_func(arguments);
        module.funcs.get_mut(*id).kind = FunctionKind::Local(trap);
    }
    found.len()
}

fn only_panics(name: &str) -> bool {
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
    let standard = ["core::", "alloc::", "std::", "__rustc::", "rust_"];
    let of_standard = standard.iter().any(|start| plain.trim_start_matches('<').starts_with(start));
    let any = |parts: &[&str]| parts.iter().any(|part| plain.contains(part));
    (of_standard && any(DIVERGING)) || any(FORMATTING)
}
