use meshagent_wasm::access::token::key::SigningKey;
use meshagent_wasm::access::token::{ParticipantToken, jwt};
use meshagent_wasm::error::Kind;
use serde_json::json;

use crate::{API_KEY, SECRET, ann, build, outcome, owned, payload, sign, text, vectors, verify};

#[test]
fn signs_as_the_sdks_do() {
    for case in vectors("sign") {
        let key = SigningKey::choose(owned(&case["apiKey"]), owned(&case["secret"]), &|_| None).unwrap();
        assert_eq!(key.secret(), text(&case["signedWith"]));
        let expires_at = case["expiresAt"].as_i64();
        let jwt = sign(&build(&case["token"]), &key, expires_at);
        assert!(jwt.starts_with("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."));
        assert_eq!(payload(&jwt::decode(&jwt).unwrap()), case["payload"]);
        assert_eq!(payload(&jwt::decode(text(&case["jwt"])).unwrap()), case["payload"]);
        let expired = expires_at.is_some_and(|seconds| seconds < 1_700_000_000);
        for jwt in [jwt.as_str(), text(&case["jwt"])] {
            assert_eq!(outcome(&verify(jwt, key.secret())), if expired { "expired" } else { "valid" });
        }
    }
}

#[test]
fn settles_the_other_disagreements() {
    let cases = vectors("disagreements");
    let claims = cases.iter().find(|case| case["kind"] == "claims").unwrap();
    assert_eq!(payload(&build(&claims["token"]))["version"], claims["ours"]);
    let expiry = cases.iter().find(|case| case["kind"] == "sign").unwrap();
    let key = SigningKey::choose(Some(API_KEY.to_owned()), None, &|_| None).unwrap();
    let jwt = sign(&build(&expiry["token"]), &key, expiry["expiresAt"].as_i64());
    assert_eq!(payload(&jwt::decode(&jwt).unwrap())["exp"], expiry["ours"]);
    let kept = sign(&build(&expiry["token"]), &key, None);
    assert_eq!(payload(&jwt::decode(&kept).unwrap())["exp"], 1_000_000_000);
}

#[test]
fn drops_the_key_id_with_a_secret_of_the_environment() {
    // It may be the secret of any key, and an extra claim would name one as well.
    let env = |name: &str| (name == "MESHAGENT_SECRET").then(|| "s".to_owned());
    let key = SigningKey::choose(None, None, &env).unwrap();
    for token in [json!({"name": "a", "apiKeyId": "k"}), json!({"name": "a", "extra": {"kid": "k"}})] {
        assert_eq!(jwt::decode(&sign(&build(&token), &key, None)).unwrap().text("kid"), None);
    }
}

#[test]
fn writes_times_before_1970() {
    let key = SigningKey::choose(None, Some(SECRET.to_owned()), &|_| None).unwrap();
    let token = jwt::decode(&sign(&ann(), &key, Some(-5))).unwrap();
    assert_eq!(token.claim("exp"), Some("-5"));
}

#[test]
fn refuses_to_sign_what_nobody_would_verify() {
    let key = SigningKey::choose(None, Some(SECRET.to_owned()), &|_| None).unwrap();
    let unsigned = |extra: &str, expires_at| {
        let token = ParticipantToken::new(&format!(r#"{{"name":"ann","extra":{extra}}}"#)).unwrap();
        jwt::unsigned(&token, &key, expires_at).map_err(|error| {
            assert_eq!(error.kind(), Kind::ArgumentError);
            (error.path().unwrap_or_default().to_owned(), error.to_string())
        })
    };
    for claim in ["exp", "nbf", "iat"] {
        for (value, found) in
            [("\"1790000001\"", "text"), ("null", "null"), ("true", "a boolean"), ("[]", "a list"), ("{}", "an object")]
        {
            let path = format!("payload.{claim}");
            let message = format!("{path}: expected a number, got {found}");
            assert_eq!(unsigned(&format!(r#"{{"{claim}":{value}}}"#), None), Err((path, message)));
        }
        for value in ["0", "1790000001.5", "-1", "1e300"] {
            assert!(unsigned(&format!(r#"{{"{claim}":{value}}}"#), None).is_ok(), "{claim} {value}");
        }
    }
    for audience in ["\"rooms\"", "[]", "7", "false"] {
        let (path, message) = unsigned(&format!(r#"{{"aud":{audience}}}"#), None).unwrap_err();
        assert_eq!(path, "payload.aud", "{message}");
    }
    assert!(unsigned(r#"{"aud":null}"#, None).is_ok());
    // A time that is given takes the place of the claim before that is looked at.
    assert!(unsigned(r#"{"exp":"never"}"#, Some(1_800_000_000)).is_ok());
}
