//! The module as text inside JavaScript: LZMA in base64, which every minifier leaves alone, and the program that
//! unpacks it.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use lzma_rust2::{EncodeMode, LzmaOptions, LzmaWriter, MfType};
use serde_json::json;

use crate::{npm, project, sh};

/// Writes `packed.js`, which `pkg-template/unpack.js` imports, into `folder`, and returns the packed text.
pub fn write(wasm: &[u8], folder: &Path) -> Result<String> {
    let packed = base64(&lzma(wasm)?);
    let (assembled, unpacker) = (folder.join("assembled.wasm"), folder.join("unpack.wasm"));
    let source = project::root().join("pkg-template/unpack.wat");
    sh::run(npm::bin("wasm-as").arg(source).args(["--mvp-features", "-o"]).arg(&assembled))?;
    npm::wasm_opt(&assembled, &unpacker, &["--mvp-features"])?;
    let unpacker = base64(&std::fs::read(unpacker)?);
    let text = format!(
        "export const packed = {};\nexport const size = {};\nexport const unpacker = {};\n",
        json!(packed),
        wasm.len(),
        json!(unpacker)
    );
    std::fs::write(folder.join("packed.js"), text)?;
    Ok(packed)
}

/// Fails unless the JavaScript in `folder` gives back exactly these bytes.
pub fn check(wasm: &Path, folder: &Path) -> Result<()> {
    let script = "import { readFileSync } from 'node:fs';
        const { default: unpack } = await import(process.argv[1]);
        process.exitCode = Buffer.compare(unpack(), readFileSync(process.argv[2]));";
    let mut node = sh::command("node");
    node.args(["--input-type=module", "--eval", script]).arg(folder.join("unpack.js")).arg(wasm);
    if !node.status().context("cannot run node")?.success() {
        bail!("pkg-template/unpack.js does not give the module back");
    }
    Ok(())
}

/// A raw LZMA stream without an end mark, in the one form that `unpack.wat` reads.
fn lzma(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut options = LzmaOptions::with_preset(9);
    (options.lc, options.lp, options.pb) = (3, 0, 0);
    options.mode = EncodeMode::Normal;
    options.mf = MfType::Bt4;
    options.nice_len = 273;
    options.depth_limit = 4096;
    options.dict_size = u32::try_from(bytes.len())?.next_power_of_two().max(1 << 16);
    let mut writer = LzmaWriter::new_no_header(Vec::new(), &options, false)?;
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}

/// Base64 without padding, which `atob` does not ask for.
fn base64(bytes: &[u8]) -> String {
    const SET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().chain(&[0, 0]).take(3).fold(0_usize, |word, byte| word << 8 | usize::from(*byte));
        let digits = (0..=chunk.len()).filter_map(|at| SET.get(word >> (18 - 6 * at) & 63));
        text.extend(digits.map(|digit| char::from(*digit)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_the_usual_one() {
        let texts = ["", "f", "fo", "foo", "foob", "fooba", "foobar", "\u{3f}\u{3e}\u{7f}"];
        let expected = ["", "Zg", "Zm8", "Zm9v", "Zm9vYg", "Zm9vYmE", "Zm9vYmFy", "Pz5/"];
        assert_eq!(texts.map(|text| base64(text.as_bytes())), expected);
    }
}
