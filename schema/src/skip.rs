//! Passing over free-form JSON. It does not recurse, so no nesting can exhaust the stack.

use crate::fault::Fault;
use crate::kind::Kind;
use crate::scanner::Scanner;

/// How deep free-form JSON may nest. `JSON.parse` knows no bound, but what it returns from deeper text overflows the
/// stack in `JSON.stringify`, `structuredClone` and most consumers.
pub const MAX_DEPTH: usize = 1024;

impl Scanner<'_> {
    /// Any value, checked and passed over.
    pub fn skip(&mut self) -> Result<(), Box<Fault>> {
        // One bit per open bracket, set for objects.
        let mut open = [0u64; MAX_DEPTH / 64];
        let mut depth = 0usize;
        loop {
            let kind = self.kind()?;
            match kind {
                Kind::Null => self.word("null")?,
                Kind::Bool => self.boolean()?,
                Kind::Number => {
                    self.number()?;
                }
                Kind::Text => self.string()?,
                Kind::List | Kind::Object => {
                    let object = kind == Kind::Object;
                    if self.enter(if object { b'}' } else { b']' }) {
                        let Some(word) = open.get_mut(depth / 64) else {
                            return Err(self.fault("at most 1024 levels of nesting"));
                        };
                        *word = *word & !(1 << (depth % 64)) | u64::from(object) << (depth % 64);
                        depth += 1;
                        if object {
                            self.name()?;
                        }
                        continue;
                    }
                }
            }
            loop {
                let Some(top) = depth.checked_sub(1) else {
                    return Ok(());
                };
                let object = open.get(top / 64).is_some_and(|word| word >> (top % 64) & 1 == 1);
                if self.another(if object { b'}' } else { b']' })? {
                    if object {
                        self.name()?;
                    }
                    break;
                }
                depth = top;
            }
        }
    }
}
