//! What the module's exports return.
//!
//! V8 as Node.js 20 and 22 have it compiles a hot call of an export into its caller. Where it has to give that caller's
//! code up while the export runs, it ends the process ("unreachable code") if the export returns an object, an
//! `externref`: its deoptimizer knows numbers alone. Node.js 24 is free of this. A call that returns several values is not
//! compiled in, so every export that returns an object returns a number too, and the glue takes the first of the two.

use anyhow::{Result, bail};
use walrus::{ExportItem, FunctionBuilder, FunctionId, Module, RefType, ValType};

/// Makes the exports that return an object return two values; returns their names.
pub fn pair(module: &mut Module) -> Vec<String> {
    let object = ValType::Ref(RefType::EXTERNREF);
    let exports: Vec<_> = module.exports.iter().map(|export| (export.id(), export.name.clone(), export.item)).collect();
    let mut names = Vec::new();
    for (export, name, item) in exports {
        let ExportItem::Function(function) = item else { continue };
        let signature = module.types.get(module.funcs.get(function).ty());
        if signature.results() != [object] {
            continue;
        }
        let parameters = signature.params().to_vec();
        module.exports.get_mut(export).item = ExportItem::Function(around(module, function, &parameters));
        names.push(name);
    }
    names
}

/// A function that returns what another one returns, and a zero.
fn around(module: &mut Module, function: FunctionId, parameters: &[ValType]) -> FunctionId {
    let results = [ValType::Ref(RefType::EXTERNREF), ValType::I32];
    let mut builder = FunctionBuilder::new(&mut module.types, parameters, &results);
    let arguments: Vec<_> = parameters.iter().map(|parameter| module.locals.add(*parameter)).collect();
    let mut body = builder.func_body();
    for argument in &arguments {
        body.local_get(*argument);
    }
    body.call(function).i32_const(0);
    builder.finish(arguments, &mut module.funcs)
}

/// Has the glue take the first of the two values.
pub fn first(glue: &str, names: &[String]) -> Result<String> {
    let mut text = String::new();
    let mut changed = 0;
    for line in glue.lines() {
        let called = line.trim().strip_prefix("const ret = wasm.").and_then(|rest| rest.split_once('('));
        match (called, line.strip_suffix(';')) {
            (Some((name, _)), Some(call)) if names.iter().any(|known| known == name) => {
                changed += 1;
                text.push_str(&format!("{call}[0];\n"));
            }
            _ => text.extend([line, "\n"]),
        }
    }
    if changed != names.len() {
        bail!("wasm-bindgen's glue calls exports in a new way: adapt xtask/src/returns.rs");
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_export_returns_an_object_alone() {
        let object = ValType::Ref(RefType::EXTERNREF);
        let mut module = Module::default();
        for (name, results) in [("number", &[ValType::I32][..]), ("object", &[object]), ("nothing", &[])] {
            let parameters = [ValType::I32, object];
            let ty = module.types.add(&parameters, results);
            let (function, _) = module.add_import_func("m", name, ty);
            module.exports.add(name, function);
        }
        assert_eq!(pair(&mut module), ["object"]);
        let mut module = Module::from_buffer(&module.emit_wasm()).unwrap();
        let results: Vec<_> = module
            .exports
            .iter()
            .map(|export| {
                let ExportItem::Function(function) = export.item else { panic!("{export:?}") };
                (export.name.clone(), module.types.results(module.funcs.get(function).ty()).to_vec())
            })
            .collect();
        let expected = [("number", vec![ValType::I32]), ("object", vec![object, ValType::I32]), ("nothing", vec![])];
        assert_eq!(results, expected.map(|(name, results)| (name.to_owned(), results)));
        assert!(pair(&mut module).is_empty());
    }

    #[test]
    fn the_glue_takes_the_first_value() {
        let glue =
            "a(b) {\nconst ret = wasm.core_send(this.__wbg_ptr, b);\nreturn ret;\nconst ret = wasm.core_new(b);\n";
        let expected = glue.replace("__wbg_ptr, b);", "__wbg_ptr, b)[0];");
        assert_eq!(first(glue, &["core_send".to_owned()]).unwrap(), expected);
        assert!(first(glue, &["core_send".to_owned(), "core_drop".to_owned()]).is_err());
        assert!(first("return wasm.core_send(b);\n", &["core_send".to_owned()]).is_err());
    }
}
