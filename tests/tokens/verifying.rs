use meshagent_wasm::access::api_key::base64url;
use meshagent_wasm::access::token::jwt;

use crate::{SECRET, forge, outcome, payload, plain, text, vectors, verify, verify_at};

const HS256: &str = r#"{"alg":"HS256"}"#;
const ANN: &str = r#"{"name":"ann","grants":[]}"#;

#[test]
fn verifies_and_decodes_as_the_vectors_say() {
    let disagreements = vectors("disagreements").into_iter().filter(|case| case["kind"] == "verify");
    for case in vectors("verify").into_iter().chain(disagreements) {
        let result = verify(text(&case["jwt"]), text(&case["secret"]));
        let expected = case.get("outcome").or_else(|| case.get("ours")).unwrap();
        assert_eq!(outcome(&result), expected, "{case}");
        if let Some(expected) = case.get("payload").or_else(|| case.get("pythonPayload")) {
            assert_eq!(plain(payload(&result.unwrap())), *expected, "{case}");
        }
    }
    let disagreements = vectors("disagreements").into_iter().filter(|case| case["kind"] == "decode");
    for case in vectors("decode").into_iter().chain(disagreements) {
        let result = jwt::decode(text(&case["jwt"]));
        let expected = case.get("outcome").or_else(|| case.get("ours")).unwrap();
        assert_eq!(outcome(&result), expected, "{case}");
        if let Some(expected) = case.get("payload") {
            assert_eq!(plain(payload(&result.unwrap())), *expected, "{case}");
        }
    }
}

#[test]
fn fails_in_the_documented_order() {
    let with = |claims: &str| forge(HS256, &["{\"name\":\"ann\",\"grants\":[]", claims, "}"].concat());
    for (jwt, expected) in [
        (with(""), "valid"),
        (with(r#","exp":1,"nbf":9e12"#), "expired"),
        (with(r#","exp":1,"name":5"#), "expired"),
        (with(r#","nbf":9e12,"name":5"#), "not-yet-valid"),
        (with(r#","nbf":9e12,"exp":null"#), "malformed"),
        (with(r#","nbf":"1""#), "malformed"),
        (with(r#","iat":"1""#), "malformed"),
        (with(r#","iat":true"#), "malformed"),
        (with(r#","sub":null"#), "malformed"),
        (with(r#","version":1"#), "malformed"),
        (with(r#","aud":"x""#), "malformed"),
        (with(r#","jti":7"#), "valid"),
        (forge(HS256, r#"{"name":"a","grants":{"x":1}}"#), "malformed"),
        (forge(HS256, r#"{"name":"a","grants":[{"name":"api","scope":null}]}"#), "malformed"),
        (forge(HS256, r#"{"name":"\ud800","grants":[]}"#), "malformed"),
        (forge(r#"{"alg":"HS256","kid":7,"typ":null}"#, ANN), "valid"),
        (forge(r#"{"alg":""}"#, ANN), "wrong-algorithm"),
        (forge(r#"{"alg":null}"#, ANN), "wrong-algorithm"),
        (forge(r#"{"alg":["HS256"]}"#, ANN), "wrong-algorithm"),
        (forge(r#"{"alg":"HS256 "}"#, ANN), "wrong-algorithm"),
        (forge(r#"{"alg":"none","crit":["x"]}"#, ANN), "malformed"),
        (forge("[]", ANN), "malformed"),
        (forge(HS256, "{} x"), "malformed"),
        (forge(r#"{"alg":"HS256","alg":"none"}"#, ANN), "wrong-algorithm"),
    ] {
        assert_eq!(outcome(&verify(&jwt, SECRET)), expected, "{jwt}");
    }
}

#[test]
fn reads_base64url_strictly() {
    let jwt = forge(HS256, ANN);
    let (rest, signature) = jwt.rsplit_once('.').unwrap();
    let (header, body) = rest.split_once('.').unwrap();
    for (changed, expected) in [
        ([header, &[body, "="].concat(), signature].join("."), "malformed"),
        ([header, &[" ", body].concat(), signature].join("."), "malformed"),
        ([&header.replace('J', "+"), body, signature].join("."), "malformed"),
        ([header, body, &[signature, "="].concat()].join("."), "bad-signature"),
        ([header, body, "ü"].join("."), "bad-signature"),
        ([header, body, ""].join("."), "bad-signature"),
        ([header, "", signature].join("."), "malformed"),
        ([header, &base64url(b"{\"name\":\"\xff\",\"grants\":[]}"), signature].join("."), "malformed"),
    ] {
        assert_eq!(outcome(&verify(&changed, SECRET)), expected, "{changed}");
    }
    assert_eq!(outcome(&jwt::decode(&[header, body, "?"].join("."))), "valid");
    for length in 0..64u8 {
        let bytes: Vec<u8> = (0..length).map(|byte| byte.wrapping_mul(251)).collect();
        let jwt = [header, body, &base64url(&bytes)].join(".");
        assert_eq!(jwt::split(&jwt).unwrap().signature(), bytes);
    }
}

#[test]
fn compares_times_exactly() {
    let expired = |exp: &str, now: u64| {
        let jwt = forge(HS256, &["{\"name\":\"ann\",\"grants\":[],\"exp\":", exp, "}"].concat());
        verify_at(&jwt, SECRET, now).is_err()
    };
    for (exp, now, expected) in [
        ("1000", 1_000_000, true),
        ("1000", 999_999, false),
        ("1000.0001", 1_000_000, false),
        ("1000.000", 1_000_000, true),
        ("1e3", 1_000_000, true),
        ("0.001E+6", 999_999, false),
        ("0.001E+6", 1_000_000, true),
        ("100000e-2", 1_000_000, true),
        ("0", 0, true),
        ("-0.0e99", 0, true),
        ("0e99999999999999999999", 5, true),
        ("-1e9", 0, true),
        ("0.0000001", 0, false),
        ("1e99999999999999999999", 9_007_199_254_740_991, false),
        ("1e-99999999999999999999", 1, true),
        ("9007199254740.991", 9_007_199_254_740_991, true),
        ("9007199254740.9910000000000000001", 9_007_199_254_740_991, false),
        ("900719925474099100000000000000001e-20", 9_007_199_254_740_991, false),
        ("9007199254740.990999999999999999999", 9_007_199_254_740_991, true),
    ] {
        assert_eq!(expired(exp, now), expected, "{exp} at {now}");
    }
    // Any spelling of a number of thousandths against whole arithmetic.
    let mut seed = 7u64;
    let mut random = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for _ in 0..2000 {
        let length = random(9) as u32;
        let digits = random(10u64.pow(length)).to_string();
        let point = random(digits.len() as u64 + 1) as usize;
        let (whole, fraction) = digits.split_at(point);
        // The value is `digits` times ten to the power of `scale`; JSON allows no leading zeros.
        let exponent = random(13) as i32 - 6;
        let scale = exponent - fraction.len() as i32;
        let whole = if whole.trim_start_matches('0').is_empty() { "0" } else { whole.trim_start_matches('0') };
        let dot = if fraction.is_empty() { "" } else { "." };
        let exp = format!("{whole}{dot}{fraction}e{exponent}");
        let exact = digits.parse::<u128>().unwrap() * 10u128.pow((scale + 20) as u32);
        let near = exact / 10u128.pow(17);
        let now = near.saturating_add(u128::from(random(3))).saturating_sub(1) as u64;
        assert_eq!(expired(&exp, now), exact <= u128::from(now) * 10u128.pow(17), "{exp} at {now}");
    }
}
