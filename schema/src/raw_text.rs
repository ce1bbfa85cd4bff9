//! A string as it stands in its source.

/// The characters between a string's quotes, as they stand in the source.
#[derive(Clone, Copy, Debug)]
pub struct RawText<'a> {
    /// The characters.
    pub bytes: &'a [u8],
    /// Whether there is an escape among them.
    pub escaped: bool,
}

impl<'a> RawText<'a> {
    /// A name that the crate knows.
    pub fn known(name: &'a str) -> Self {
        RawText { bytes: name.as_bytes(), escaped: false }
    }

    /// The characters as they stand in the source.
    pub fn source(&self) -> &'a str {
        core::str::from_utf8(self.bytes).unwrap_or_default()
    }

    /// Whether this text, unescaped, is `name`.
    pub fn is(&self, name: &str) -> bool {
        if self.escaped {
            return self.decode().is_some_and(|text| text == name);
        }
        self.bytes == name.as_bytes()
    }

    /// The text itself; `None` when it holds a lone surrogate, which no UTF-8 can carry.
    pub fn decode(&self) -> Option<String> {
        let mut text = Vec::with_capacity(self.bytes.len());
        let mut rest = self.bytes;
        loop {
            match rest {
                [] => return String::from_utf8(text).ok(),
                [b'\\', b'u', after @ ..] => {
                    let (high, after) = hex4(after)?;
                    let (code, after) = match (high, after) {
                        (0xD800..0xDC00, [b'\\', b'u', low @ ..]) => {
                            let (low, after) = hex4(low)?;
                            let low = low.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
                            (0x10000 + ((high - 0xD800) << 10) + low, after)
                        }
                        _ => (high, after),
                    };
                    let code = char::from_u32(code)?;
                    text.extend_from_slice(code.encode_utf8(&mut [0; 4]).as_bytes());
                    rest = after;
                }
                [b'\\', escape, after @ ..] => {
                    text.push(match escape {
                        b'b' => 8,
                        b'f' => 12,
                        b'n' => b'\n',
                        b'r' => b'\r',
                        b't' => b'\t',
                        other => *other,
                    });
                    rest = after;
                }
                [byte, after @ ..] => {
                    text.push(*byte);
                    rest = after;
                }
            }
        }
    }
}

fn hex4(text: &[u8]) -> Option<(u32, &[u8])> {
    let (digits, rest) = text.split_first_chunk::<4>()?;
    let mut code = 0;
    for digit in digits {
        code = code << 4 | char::from(*digit).to_digit(16)?;
    }
    Some((code, rest))
}
