//! Bytes, looked at several at a time.

const QUOTES: u64 = u64::from_le_bytes([b'"'; 8]);
const BACKSLASHES: u64 = u64::from_le_bytes([b'\\'; 8]);
const ONES: u64 = u64::from_le_bytes([1; 8]);
/// The highest bit of each byte of a word.
pub(crate) const HIGHS: u64 = u64::from_le_bytes([0x80; 8]);

/// Marks the bytes of a word that end a run of plain string characters: `"`, `\`, everything below space, and what
/// `unknown` has. A byte after the first marked one may be marked wrongly, the first never is.
#[inline]
pub(crate) fn string_stops(word: u64, unknown: u64) -> u64 {
    let quote = word ^ QUOTES;
    let backslash = word ^ BACKSLASHES;
    let zero = |x: u64| x.wrapping_sub(ONES) & !x;
    let control = word.wrapping_sub(ONES.wrapping_mul(0x20)) & !word;
    (zero(quote) | zero(backslash) | control | word & unknown) & HIGHS
}

/// Eight bytes as a word.
#[inline]
pub(crate) fn word_at(text: &[u8], at: usize) -> Option<u64> {
    text.get(at..)?.first_chunk().map(|chunk| u64::from_le_bytes(*chunk))
}

/// Four bytes as a word.
#[inline]
pub(crate) fn half_at(text: &[u8], at: usize) -> Option<u32> {
    text.get(at..)?.first_chunk().map(|chunk| u32::from_le_bytes(*chunk))
}

/// Whether `part` stands in the text.
#[inline]
pub(crate) fn stands_at(text: &[u8], at: usize, part: &[u8]) -> bool {
    let length = part.len();
    if length < 4 {
        return text.get(at..at + length) == Some(part);
    }
    // The last bytes are compared together with some of those before them.
    if length < 8 {
        let last = length.wrapping_sub(4);
        return half_at(text, at) == half_at(part, 0) && half_at(text, at + last) == half_at(part, last);
    }
    let mut done = 0;
    while done + 8 < length {
        if word_at(text, at + done) != word_at(part, done) {
            return false;
        }
        done += 8;
    }
    let last = length.wrapping_sub(8);
    word_at(text, at + last) == word_at(part, last)
}
