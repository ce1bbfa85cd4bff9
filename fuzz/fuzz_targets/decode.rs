//! Replies, against `serde_json` and the shapes that the tests of replies use. The first byte picks the operation.

#![no_main]

#[path = "../../tests/operations/mod.rs"]
mod operations;
mod value;

use libfuzzer_sys::fuzz_target;
use meshagent_wasm::Secrets;
use meshagent_wasm::error::{Error, Kind};
use operations::shape::Shape;
use operations::{Built, OPERATIONS};

/// An operation made ready: its name, its request and its reply's form.
type Reader = (&'static str, Built, Option<Shape>);

thread_local! {
    static READERS: Vec<Reader> =
        OPERATIONS.iter().map(|operation| (operation.name, operation.any(), operation.reply.map(|shape| shape()))).collect();
}

/// Whose older replies are translated before they are checked, so that their form says too little.
const TRANSLATED: [&str; 2] = ["grants.listUniqueRooms", "oauthClients.create"];

fuzz_target!(|data: &[u8]| {
    let Some((pick, reply)) = data.split_first() else { return };
    READERS.with(|readers| check(&readers[usize::from(*pick) % readers.len()], reply));
});

fn check((name, built, shape): &Reader, reply: &[u8]) {
    let typed = built.read(reply);
    let Ok(text) = std::str::from_utf8(reply) else {
        assert_eq!(typed.is_ok(), shape.is_none(), "{name}: other bytes than UTF-8");
        return;
    };
    refused(text);
    let Some(shape) = shape else { return assert!(typed.is_ok(), "{name}: nothing is promised") };

    let result = built.text(text);
    // One byte order mark is taken off, as `Response.json()` does.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let plain = value::plain(text);
    match result {
        Ok(decoded) => {
            assert!(value::is_json(text), "{name} takes what is no JSON: {text:?}");
            assert!(value::is_json(&decoded), "{name} makes what is no JSON: {decoded:?}");
            assert_eq!(built.text(&decoded).as_deref(), Ok(decoded.as_str()), "{name}: what is decoded stays as it is");
            if let Some(plain) = plain
                && !(TRANSLATED.contains(name) && decoded != text)
            {
                assert_eq!(shape.faults(&plain), [""; 0], "{name} takes {text:?}");
                // With that, what is unknown is kept.
                assert_eq!(serde_json::from_str::<serde_json::Value>(&decoded).unwrap(), shape.fill(&plain), "{name}");
            }
        }
        Err(error) => {
            assert_eq!(error.kind(), Kind::InvalidResponseError);
            assert!(typed.is_err(), "{name}: the type takes what the table refuses: {text:?}");
            if let Some(plain) = plain {
                let faults = shape.faults(&plain);
                let path = error.path().unwrap_or_default().to_owned();
                // Of a long name the path has the beginning only.
                let long = path.len() > 64;
                assert!(long || faults.contains(&path), "{name}: {error} is not among {faults:?}: {text:?}");
            }
        }
    }
}

/// The same text as an error reply has a message.
fn refused(text: &str) {
    let error = Error::of_reply(400, "", text, &Secrets::default());
    let message = error.to_string();
    assert!(message.starts_with("400") && message.chars().count() <= 504, "{message:?}");
    assert_eq!(error.body(), Some(text));
}
