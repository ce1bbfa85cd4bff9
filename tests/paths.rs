//! The one encoder of path segments: what `encodeURIComponent` answers, and nothing that a URL parser folds.

#![cfg(test)]

use meshagent_wasm::error::Kind;
use meshagent_wasm::request::{Method, Request};
use serde_json::Value;

fn path(segments: &[&str]) -> String {
    let template = ["a", "{}", "b", "{}", "c"][..segments.len() * 2 + 1].join("/");
    Request::<Value>::new(Method::Get, &template, segments).unwrap().data().path.clone()
}

fn encoded(segment: &str) -> String {
    path(&[segment]).strip_prefix("/a/").unwrap().strip_suffix("/b").unwrap().to_owned()
}

/// What a server reads in an encoded segment.
fn decoded(encoded: &str) -> String {
    let mut parts = encoded.split('%');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        let (hex, plain) = part.split_at(2);
        bytes.push(u8::from_str_radix(hex, 16).unwrap());
        bytes.extend_from_slice(plain.as_bytes());
    }
    String::from_utf8(bytes).unwrap()
}

/// The engine's answers.
const ENCODED: &[(&str, &str)] = &[
    ("room_456", "room_456"),
    ("user@example.com", "user%40example.com"),
    ("a b", "a%20b"),
    (" ", "%20"),
    ("a+b", "a%2Bb"),
    ("a/b", "a%2Fb"),
    ("/", "%2F"),
    ("//", "%2F%2F"),
    ("../x", "..%2Fx"),
    ("x/..", "x%2F.."),
    ("./", ".%2F"),
    ("\\", "%5C"),
    ("..\\..", "..%5C.."),
    ("...", "..."),
    (". .", ".%20."),
    (" ..", "%20.."),
    ("..;", "..%3B"),
    ("a.", "a."),
    (".a", ".a"),
    ("%", "%25"),
    ("%%", "%25%25"),
    ("%00", "%2500"),
    ("%2e", "%252e"),
    ("%2e%2e", "%252e%252e"),
    ("%2E.", "%252E."),
    (".%2e", ".%252e"),
    ("%252e", "%25252e"),
    ("a%2Fb", "a%252Fb"),
    ("?", "%3F"),
    ("#", "%23"),
    ("&", "%26"),
    ("=", "%3D"),
    ("?#&=+", "%3F%23%26%3D%2B"),
    ("https://h/p?q=1#f", "https%3A%2F%2Fh%2Fp%3Fq%3D1%23f"),
    ("-_.!~*'()", "-_.!~*'()"),
    ("\"<>^`{|}[]:;,@$", "%22%3C%3E%5E%60%7B%7C%7D%5B%5D%3A%3B%2C%40%24"),
    ("\u{80}", "%C2%80"),
    ("é", "%C3%A9"),
    ("e\u{301}", "e%CC%81"),
    ("ü€😀", "%C3%BC%E2%82%AC%F0%9F%98%80"),
    ("日本語", "%E6%97%A5%E6%9C%AC%E8%AA%9E"),
    // What looks like dots is none.
    ("…", "%E2%80%A6"),
    ("‥", "%E2%80%A5"),
    ("．．", "%EF%BC%8E%EF%BC%8E"),
    ("․", "%E2%80%A4"),
    ("\u{feff}", "%EF%BB%BF"),
    ("\u{200d}", "%E2%80%8D"),
    ("\u{2028}", "%E2%80%A8"),
    ("\u{d7ff}\u{e000}", "%ED%9F%BF%EE%80%80"),
    ("\u{fffd}", "%EF%BF%BD"),
    ("\u{ffff}", "%EF%BF%BF"),
    ("\u{10ffff}", "%F4%8F%BF%BF"),
    ("null", "null"),
    ("undefined", "undefined"),
    ("__proto__", "__proto__"),
    ("{}", "%7B%7D"),
];

#[test]
fn segments_are_encoded_as_the_engine_does() {
    for (segment, expected) in ENCODED {
        assert_eq!(encoded(segment), *expected, "{segment:?}");
        assert_eq!(decoded(expected), *segment);
    }
}

#[test]
fn all_of_ascii_is_encoded_as_the_engine_does() {
    let ascii: String = (b' '..=b'~').map(char::from).collect();
    let expected = concat!(
        "%20!%22%23%24%25%26'()*%2B%2C-.%2F0123456789%3A%3B%3C%3D%3E%3F%40ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "%5B%5C%5D%5E_%60abcdefghijklmnopqrstuvwxyz%7B%7C%7D~",
    );
    assert_eq!(encoded(&ascii), expected);
}

#[test]
fn every_character_comes_back_and_none_ends_the_segment() {
    for character in '\0'..=char::MAX {
        if character == '.' || character.is_ascii_control() {
            continue;
        }
        let mut buffer = [0; 4];
        let segment: &str = character.encode_utf8(&mut buffer);
        let encoded = encoded(segment);
        assert!(
            encoded.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.!~*'()%".contains(&byte)),
            "{segment:?}"
        );
        assert_eq!(decoded(&encoded), segment);
    }
}

#[test]
fn what_a_url_parser_folds_is_refused_at_every_place() {
    for refused in ["", ".", ".."] {
        for place in 0..3 {
            let mut segments = ["x", "y", "z"];
            segments[place] = refused;
            let error = Request::<Value>::new(Method::Delete, "a/{first}/{second}/b/{third}", &segments).unwrap_err();
            assert_eq!(error.kind(), Kind::ArgumentError);
            let name = ["first", "second", "third"][place];
            assert_eq!(error.to_string(), format!("{name}: an id or name in a path must not be empty, . or .."));
            assert_eq!(error.path(), Some(name));
        }
    }
}

#[test]
fn control_characters_are_refused_at_every_place_of_a_segment() {
    // An id that was read from a file ends with its line break.
    for control in (0..32u8).chain([127]).map(char::from) {
        for segment in [format!("{control}"), format!("a{control}"), format!("{control}a"), format!("ü{control}b")] {
            let error = Request::<Value>::new(Method::Get, "a/{first}/{second}", &["x", &segment]).unwrap_err();
            assert_eq!((error.kind(), error.path()), (Kind::ArgumentError, Some("second")), "{segment:?}");
            let message =
                "second: an id or name in a path must not have a line break or another control character in it";
            assert_eq!(error.to_string(), message);
        }
    }
    // Those beyond ASCII are letters like others to a server.
    assert_eq!(encoded("a\u{85}\u{9f}"), "a%C2%85%C2%9F");
}

#[test]
fn a_path_has_as_many_segments_as_its_template() {
    for (segment, _) in ENCODED {
        let path = path(&[segment, segment]);
        assert_eq!(path.matches('/').count(), 5, "{path}");
        assert!(!path.contains(['?', '#', '\\', ' ']), "{path}");
        // The segments' own dots never make up a whole segment.
        assert!(path.split('/').all(|segment| !matches!(segment, "." | "..")), "{path}");
    }
}

#[test]
fn a_place_may_have_text_around_it() {
    let request = Request::<Value>::new(Method::Put, "a{}/{}:b/{}", &["x/y", "z", "ä"]).unwrap();
    assert_eq!((request.data().method, request.data().path.as_str()), (Method::Put, "/ax%2Fy/z:b/%C3%A4"));
    assert!(Request::<Value>::new(Method::Put, "a{}", &[".."]).is_err());
    // What is no place stands for itself.
    assert_eq!(Request::<Value>::new(Method::Put, "a{/}b", &[]).unwrap().data().path, "/a{/}b");
    // A place without an argument is an error, not an empty segment.
    assert_eq!(Request::<Value>::new(Method::Post, "a/{}/{}", &["x"]).unwrap_err().kind(), Kind::ArgumentError);
}

#[test]
fn a_path_of_files_keeps_its_slashes() {
    let path = |template: &str, path: &str| {
        Request::<Value>::new(Method::Get, template, &["p", path]).map(|request| request.data().path.clone())
    };
    assert_eq!(path("{}/{*path}", "a b/c#d/é").unwrap(), "/p/a%20b/c%23d/%C3%A9");
    for wrong in ["", "/a", "a/", "a//b", "a/../b", ".", "a/./b", "a\nb"] {
        let error = path("{}/{*path}", wrong).unwrap_err();
        assert_eq!(error.path(), Some("path"), "{wrong:?}");
    }
    // Where the root itself can be meant, nothing is a path too.
    assert_eq!(path("{}/{**path}", "").unwrap(), "/p/");
    assert!(path("{}/{**path}", "a//b").is_err());
}
