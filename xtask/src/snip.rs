//! Takes out of a module what only runs after a panic.
//!
//! The client must not panic, and where it did the module would trap either way: with `panic = "abort"` the message
//! goes nowhere in a browser. Yet the code that would format it, and the tables it uses, weigh several kilobytes.

use std::collections::HashSet;

use anyhow::{Result, bail};
use walrus::ir::{Call, Visitor, dfs_in_order};
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
/// format.
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

/// Replaces the body of each function that only panics with a trap; fails when other code formats text too.
pub fn panics(module: &mut Module) -> Result<()> {
    walrus::passes::gc::run(module);
    let found: HashSet<FunctionId> = module
        .funcs
        .iter()
        .filter(|function| matches!(function.kind, FunctionKind::Local(_)))
        .filter(|function| function.name.as_deref().is_some_and(only_panics))
        .map(|function| function.id())
        .collect();
    if found.is_empty() {
        bail!("no panicking functions found by name: has the compiler changed how it names them?");
    }
    let named = |id: FunctionId| module.funcs.get(id).name.clone().unwrap_or_default();
    for (caller, function) in module.funcs.iter_local().filter(|(id, _)| !found.contains(id)) {
        let mut calls = Calls(Vec::new());
        dfs_in_order(&mut calls, function, function.entry_block());
        let formats = |callee: &&FunctionId| found.contains(callee) && !diverges(&plain(&named(**callee)));
        if let Some(callee) = calls.0.iter().find(formats) {
            bail!(
                "`{}` formats text through `{}`, which the npm package is built without: put the text together instead",
                named(caller),
                named(*callee)
            );
        }
    }
    for id in &found {
        let ty = module.types.get(module.funcs.get(*id).ty());
        let (parameters, results) = (ty.params().to_vec(), ty.results().to_vec());
        let mut trap = FunctionBuilder::new(&mut module.types, &parameters, &results);
        trap.func_body().unreachable();
        let arguments = parameters.iter().map(|ty| module.locals.add(*ty)).collect();
        let trap = trap.local_func(arguments);
        module.funcs.get_mut(*id).kind = FunctionKind::Local(trap);
    }
    Ok(())
}

struct Calls(Vec<FunctionId>);

impl<'a> Visitor<'a> for Calls {
    fn visit_call(&mut self, call: &Call) {
        self.0.push(call.func);
    }
}

fn only_panics(name: &str) -> bool {
    let plain = plain(name);
    diverges(&plain) || FORMATTING.iter().any(|part| plain.contains(part))
}

fn diverges(plain: &str) -> bool {
    let standard = ["core::", "alloc::", "std::", "__rustc::", "rust_"];
    let of_standard = standard.iter().any(|start| plain.trim_start_matches('<').starts_with(start));
    of_standard && DIVERGING.iter().any(|part| plain.contains(part))
}

fn plain(name: &str) -> String {
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
    plain
}
