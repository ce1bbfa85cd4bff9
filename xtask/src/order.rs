//! Puts a module's functions into an order in which they pack well: one after those that it resembles.

use std::collections::HashSet;
use std::convert::Infallible;

use anyhow::{Context, Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload};

/// Functions below this index are called with one byte less.
const NEAR: usize = 128;
/// How many bytes two functions must have in common to resemble each other.
const PIECE: usize = 5;

/// The same module with its functions in another order.
pub fn functions(wasm: &[u8]) -> Result<Vec<u8>> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += usize::from(matches!(import?.ty, wasmparser::TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let order = order(&bodies, NEAR.saturating_sub(imported));
    let mut places = vec![0; order.len()];
    for (place, old) in order.iter().enumerate() {
        *places.get_mut(*old).context("a function's place")? = u32::try_from(imported + place)?;
    }
    let mut module = Module::new();
    let mut reorder = Reorder { imported: u32::try_from(imported)?, order, places };
    reorder.parse_core_module(&mut module, Parser::new(0), wasm).map_err(|error| anyhow!("{error}"))?;
    Ok(module.finish())
}

/// The functions of the new order by their numbers in the old. The first `near` stay among themselves, for they are what
/// is called most.
fn order(bodies: &[&[u8]], near: usize) -> Vec<usize> {
    let pieces: Vec<HashSet<&[u8]>> = bodies.iter().map(|body| body.windows(PIECE).collect()).collect();
    let mut order: Vec<usize> = Vec::new();
    let mut groups = [(0..bodies.len().min(near)).collect::<Vec<_>>(), (near..bodies.len()).collect()];
    for left in &mut groups {
        while !left.is_empty() {
            // The share of its pieces that the last two have, in thousandths; small ones are no better for being small.
            let last: Vec<&HashSet<&[u8]>> = order.iter().rev().take(2).filter_map(|last| pieces.get(*last)).collect();
            let likeness = |function: &usize| {
                let Some(own) = pieces.get(*function) else { return 0 };
                let shared = own.iter().filter(|piece| last.iter().any(|last| last.contains(*piece))).count();
                shared * 1000 / (own.len() + 8)
            };
            // The first of the likest.
            let next = (0..left.len()).rev().max_by_key(|at| left.get(*at).map(likeness)).unwrap_or_default();
            order.push(left.remove(next));
        }
    }
    order
}

struct Reorder {
    /// How many functions are imported.
    imported: u32,
    /// The module's own functions by their old numbers.
    order: Vec<usize>,
    /// The new index of each.
    places: Vec<u32>,
}

impl Reencode for Reorder {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        let own = function.checked_sub(self.imported).and_then(|own| self.places.get(own as usize));
        Ok(own.copied().unwrap_or(function))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types: Vec<u32> = section.into_iter().collect::<Result<_, _>>()?;
        for ty in self.order.iter().filter_map(|function| types.get(*function)) {
            functions.function(*ty);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, section: CodeSectionReader<'_>) -> Result<(), Error> {
        let bodies: Vec<_> = section.into_iter().collect::<Result<_, _>>()?;
        for function in self.order.clone() {
            if let Some(body) = bodies.get(function) {
                self.parse_function_body(code, body.clone())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_stands_together_and_what_is_near_stays_near() {
        let bodies: [&[u8]; 6] = [b"abcdefgh", b"12345678", b"abcdefgx", b"1234567x", b"abcdefgy", b"1234567y"];
        assert_eq!(order(&bodies, 0), [0, 2, 4, 1, 3, 5]);
        assert_eq!(order(&bodies, 3), [0, 2, 1, 3, 5, 4]);
        assert_eq!(order(&bodies, 100), order(&bodies, 0));
    }

    #[test]
    fn calls_exports_and_types_move_along() {
        use wasm_encoder::{ExportKind, ExportSection, Function, Instruction, TypeSection, ValType};
        // The likes of the first, and of the second, which calls the third and is exported.
        let constants = |last: i32| {
            let mut function = Function::new([]);
            for value in [1, 2, 3, 4, last] {
                function.instruction(&Instruction::I32Const(value)).instruction(&Instruction::Drop);
            }
            function
        };
        let (mut types, mut functions, mut exports, mut code) =
            (TypeSection::new(), FunctionSection::new(), ExportSection::new(), CodeSection::new());
        types.ty().function([], []);
        types.ty().function([], [ValType::I32]);
        let mut caller = Function::new([]);
        caller.instruction(&Instruction::Call(2)).instruction(&Instruction::I32Const(7)).instruction(&Instruction::End);
        for (ty, function) in [(0, constants(8)), (1, caller), (0, constants(9))] {
            functions.function(ty);
            let mut function = function;
            if ty == 0 {
                function.instruction(&Instruction::End);
            }
            code.function(&function);
        }
        exports.export("second", ExportKind::Func, 1);
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&exports).section(&code);
        let ordered = super::functions(&module.finish()).unwrap();

        wasmparser::validate(&ordered).unwrap();
        let (mut exported, mut called, mut bodies) = (None, None, 0);
        for payload in Parser::new(0).parse_all(&ordered) {
            match payload.unwrap() {
                Payload::ExportSection(section) => exported = section.into_iter().next().map(|one| one.unwrap().index),
                Payload::CodeSectionEntry(body) => {
                    for operator in body.get_operators_reader().unwrap() {
                        if let wasmparser::Operator::Call { function_index } = operator.unwrap() {
                            called = Some((bodies, function_index));
                        }
                    }
                    bodies += 1;
                }
                _ => {}
            }
        }
        assert_eq!((exported, called), (Some(2), Some((2, 1))));
    }
}
