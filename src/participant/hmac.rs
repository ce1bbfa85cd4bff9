//! HMAC-SHA-256 by the engine.

use js_sys::{Object, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::error::Error;
use crate::js;

#[wasm_bindgen]
extern "C" {
    type SubtleCrypto;

    #[wasm_bindgen(method, catch, js_name = "importKey")]
    fn import_key(
        this: &SubtleCrypto,
        format: &str,
        key: &[u8],
        algorithm: &JsValue,
        extractable: bool,
        usages: &JsValue,
    ) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn sign(this: &SubtleCrypto, algorithm: &str, key: &JsValue, data: &[u8]) -> Result<Promise, JsValue>;

    // Compares in constant time.
    #[wasm_bindgen(method, catch)]
    fn verify(
        this: &SubtleCrypto,
        algorithm: &str,
        key: &JsValue,
        signature: &[u8],
        data: &[u8],
    ) -> Result<Promise, JsValue>;
}

/// Signs `text`, which yields an `ArrayBuffer`, or compares its signature with one, which yields a boolean.
pub(super) async fn hmac(secret: &str, text: &str, signature: Option<&[u8]>) -> Result<JsValue, JsValue> {
    let subtle = js::member(&js_sys::global(), "crypto").and_then(|crypto| js::member(&crypto, "subtle"));
    let Some(subtle) = subtle.map(JsValue::unchecked_into::<SubtleCrypto>) else {
        return Err(Error::input(&[
            "there is no crypto.subtle to sign or verify with: browsers offer it on https pages and localhost only",
        ])
        .into());
    };
    let algorithm = js::parse(r#"{"name":"HMAC","hash":"SHA-256"}"#)?;
    let usages = js::parse(r#"["sign","verify"]"#)?;
    let key = subtle.import_key("raw", secret.as_bytes(), &algorithm, false, &usages).map_err(failure)?;
    let key = JsFuture::from(key).await.map_err(failure)?;
    let done = match signature {
        None => subtle.sign("HMAC", &key, text.as_bytes()),
        Some(signature) => subtle.verify("HMAC", &key, signature, text.as_bytes()),
    };
    JsFuture::from(done.map_err(failure)?).await.map_err(failure)
}

fn failure(cause: JsValue) -> JsValue {
    let details = Object::new();
    js::set(&details, "cause", &cause);
    js::error(&Error::input(&["crypto.subtle has failed; `cause` says why"]), &details)
}
