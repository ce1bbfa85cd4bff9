//! What identifies a page of a list.

/// A hash of a page's text, to know it again; not against malice.
pub fn mark(text: &[u8]) -> u64 {
    let mut hash = text.len() as u64;
    let mut mix = |word: u64| hash = (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    let mut rest = text;
    while let Some((word, tail)) = rest.split_first_chunk::<8>() {
        mix(u64::from_le_bytes(*word));
        rest = tail;
    }
    rest.iter().for_each(|byte| mix(u64::from(*byte)));
    hash
}
