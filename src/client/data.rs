//! What a caller gives to upload.

use js_sys::{Reflect, Symbol};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, Response};

use super::global::global;
use super::object::{call, member};
use super::received::bytes_of;
use super::words::words;
use crate::error::{Error, Result};

#[wasm_bindgen]
extern "C" {
    /// A text's bytes without the detour that a Rust string takes through the module's memory.
    type TextEncoder;

    #[wasm_bindgen(constructor, catch)]
    fn new() -> std::result::Result<TextEncoder, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn encode(this: &TextEncoder, text: &JsValue) -> std::result::Result<JsValue, JsValue>;
}

#[wasm_bindgen(module = "/src/wasm/js/values.js")]
extern "C" {
    /// What class an object says that it is of, of any realm.
    #[wasm_bindgen(js_name = tagOf, catch)]
    fn tag_of(value: &JsValue) -> std::result::Result<String, JsValue>;
}

/// Something to upload.
#[derive(Clone, Debug)]
pub(crate) struct Data {
    pub(crate) source: Source,
    /// What a Blob says that it is.
    pub(crate) content_type: Option<String>,
}

/// Where the bytes are.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// In an array or a Blob, which fetch takes as it is.
    Whole(JsValue),
    /// In a Blob of another library, such as jsdom's, which fetch takes for text or refuses.
    Foreign(JsValue),
    /// In a stream or an async iterable, which can be sent once.
    Stream(JsValue),
}

impl Data {
    /// Takes what a caller gave. Bytes are copied now, so that nothing changes them until they are sent.
    pub(crate) fn new(data: &JsValue) -> Result<Self> {
        // A value of any origin may throw at whatever is asked of it.
        if let Ok(Some(found)) = found(data) {
            return Ok(found);
        }
        let expected = "a Blob, an ArrayBuffer, a typed array, text, a ReadableStream that nobody reads or an async \
            iterable of bytes";
        Err(Error::place("data", expected, &words(data)))
    }

    /// Whether it can be sent once only.
    pub(crate) fn is_stream(&self) -> bool {
        matches!(self.source, Source::Stream(_))
    }
}

/// What can be sent of a value; nothing when it is not data.
fn found(data: &JsValue) -> std::result::Result<Option<Data>, JsValue> {
    let of = |source| Ok(Some(Data { source, content_type: None }));
    if data.is_string() {
        return of(Source::Whole(TextEncoder::new()?.encode(data)?));
    }
    if !data.is_object() {
        return Ok(None);
    }
    let bytes = bytes_of(data)?;
    if !bytes.is_undefined() {
        return of(Source::Whole(call(&bytes, "slice")?));
    }
    if has(data, "getReader")? {
        let read = member(data, "locked")?.is_truthy();
        return if read { Ok(None) } else { of(Source::Stream(data.clone())) };
    }
    if matches!(&*tag_of(data)?, "Blob" | "File") {
        return blob(data);
    }
    let iterates = Reflect::get(data, &Symbol::async_iterator())?.is_function();
    if iterates { of(Source::Stream(data.clone())) } else { Ok(None) }
}

/// The same for a Blob or a File, which also says of what type it is.
fn blob(data: &JsValue) -> std::result::Result<Option<Data>, JsValue> {
    let source = if is_platforms(data) {
        Source::Whole(data.clone())
    } else if has(data, "arrayBuffer")? || global("FileReader").is_function() {
        Source::Foreign(data.clone())
    } else if has(data, "stream")? {
        Source::Stream(call(data, "stream")?)
    } else {
        return Ok(None);
    };
    let content_type = member(data, "type")?.as_string();
    // Only what a header can carry.
    let carried = |text: &String| !text.is_empty() && text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    Ok(Some(Data { source, content_type: content_type.filter(carried) }))
}

/// Whether the runtime takes this Blob for one.
fn is_platforms(data: &JsValue) -> bool {
    let response = Response::new_with_opt_blob(Some(data.unchecked_ref::<Blob>()));
    let kind = response.and_then(|response| response.headers().get("content-type"));
    kind.is_ok_and(|kind| kind.as_deref() != Some("text/plain;charset=UTF-8"))
}

fn has(object: &JsValue, method: &str) -> std::result::Result<bool, JsValue> {
    Ok(member(object, method)?.is_function())
}
