//! HMAC-SHA-256, SHA-256 and random bytes by the engine, whose comparison takes the same time whatever it finds.

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::client::{Failure, Settled, global, member_or_undefined};
use crate::error::Error;

#[wasm_bindgen]
extern "C" {
    type Crypto;

    #[wasm_bindgen(method, catch, js_name = getRandomValues)]
    fn get_random_values(this: &Crypto, bytes: &Uint8Array) -> Result<JsValue, JsValue>;

    type Subtle;

    #[wasm_bindgen(method, catch)]
    fn digest(this: &Subtle, algorithm: &str, data: &Uint8Array) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = importKey)]
    fn import_key(
        this: &Subtle,
        format: &str,
        key: &Uint8Array,
        algorithm: &JsValue,
        extractable: bool,
        usages: &Array,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn sign(this: &Subtle, algorithm: &str, key: &JsValue, data: &Uint8Array) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn verify(
        this: &Subtle,
        algorithm: &str,
        key: &JsValue,
        signature: &Uint8Array,
        data: &Uint8Array,
    ) -> Result<JsValue, JsValue>;
}

/// The signature of some text.
pub(super) async fn sign(secret: &str, text: &str) -> Result<Vec<u8>, Failure> {
    let (subtle, key) = key(secret).await?;
    let signature = settled(subtle.sign("HMAC", &key, &Uint8Array::from(text.as_bytes()))).await?;
    Ok(Uint8Array::new(&signature).to_vec())
}

/// Whether a signature is that of some text.
pub(super) async fn verify(secret: &str, signature: &Uint8Array, text: &str) -> Result<bool, Failure> {
    let (subtle, key) = key(secret).await?;
    let genuine = settled(subtle.verify("HMAC", &key, signature, &Uint8Array::from(text.as_bytes()))).await?;
    Ok(genuine.is_truthy())
}

/// The SHA-256 of some text.
pub(super) async fn digest(text: &str) -> Result<Vec<u8>, Failure> {
    let digest = settled(subtle()?.digest("SHA-256", &Uint8Array::from(text.as_bytes()))).await?;
    Ok(Uint8Array::new(&digest).to_vec())
}

/// So many random bytes that nobody can guess.
pub(super) fn random(count: u32) -> Result<Vec<u8>, Failure> {
    // Where there is no `crypto.subtle`, there may be no `crypto`.
    subtle()?;
    let bytes = Uint8Array::new_with_length(count);
    global("crypto").unchecked_into::<Crypto>().get_random_values(&bytes).map_err(failed)?;
    Ok(bytes.to_vec())
}

fn subtle() -> Result<Subtle, Failure> {
    let subtle = member_or_undefined(&global("crypto"), "subtle");
    if !subtle.is_object() {
        let message = "there is no crypto.subtle: browsers have it on https pages and localhost only";
        return Err(Error::failed(&[message]).into());
    }
    Ok(subtle.unchecked_into())
}

async fn key(secret: &str) -> Result<(Subtle, JsValue), Failure> {
    let subtle = subtle()?;
    let algorithm = Object::new();
    for (name, value) in [("name", "HMAC"), ("hash", "SHA-256")] {
        // A new object takes every member.
        let _ = Reflect::set(&algorithm, &name.into(), &value.into());
    }
    let usages = Array::of2(&"sign".into(), &"verify".into());
    let bytes = Uint8Array::from(secret.as_bytes());
    let key = settled(subtle.import_key("raw", &bytes, &algorithm, false, &usages)).await?;
    Ok((subtle, key))
}

fn failed(thrown: JsValue) -> Failure {
    Failure::caused(Error::failed(&["crypto.subtle failed"]), thrown)
}

async fn settled(promise: Result<JsValue, JsValue>) -> Result<JsValue, Failure> {
    Settled::of(&promise.map_err(failed)?).await.map_err(failed)
}
