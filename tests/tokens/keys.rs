use meshagent_wasm::access::api_key::ApiKey;
use meshagent_wasm::access::token::jwt;
use meshagent_wasm::access::token::key::{SigningKey, verifying_secret};
use meshagent_wasm::error::Kind;
use serde_json::{Value, json};

use crate::{API_KEY, SECRET, build, owned, payload, sign, text, vectors};

#[test]
fn takes_api_keys_apart_and_puts_them_together() {
    for case in vectors("apiKeys") {
        let key = ApiKey::parse(text(&case["key"])).unwrap();
        assert_eq!((key.id.as_str(), key.project_id.as_str()), (text(&case["id"]), text(&case["projectId"])));
        assert_eq!(key.secret, text(&case["secret"]));
        assert_eq!(key.encode().unwrap(), text(&case["key"]));
    }
    for case in vectors("apiKeysEncode") {
        let [id, project_id, secret] = ["id", "projectId", "secret"].map(|name| text(&case[name]).to_owned());
        assert_eq!(ApiKey { id, project_id, secret }.encode().unwrap(), text(&case["key"]));
    }
    for secret in ["", "-", " ü-\u{1F511} ", "a.b_c=/+"] {
        let key = ApiKey { secret: secret.to_owned(), ..ApiKey::parse(API_KEY).unwrap() };
        assert_eq!(ApiKey::parse(&key.encode().unwrap()).unwrap(), key);
    }
}

#[test]
fn refuses_other_api_keys_without_showing_them() {
    let more = [
        " ma-Ej5FZ.ibEtOkVkJmFBdAAA-Dx4tPEtaaXiQq83vEjRWeA-hush",
        "ma-Ej5FZ.ibEtOkVkJmFBdAAA==-Dx4tPEtaaXiQq83vEjRWeA-hush",
        "ma-Ej5FZ+ibEtOkVkJmFBdAAA-Dx4tPEtaaXiQq83vEjRWeA-hush",
        "ma-Ej5FZ/ibEtOkVkJmFBdAAA-Dx4tPEtaaXiQq83vEjRWeA-hush",
        "ma-Ej5FZ.ibEtOkVkJmFBdAAB-Dx4tPEtaaXiQq83vEjRWeA-hush",
        "ma-Ej5FZ.ibEtOkVkJmFBdAAA-Dx4tPEtaaXiQq83vEjRWeAA-hush",
        "ma-Ej5FZ.ibEtOkVkJmFBdAAé-Dx4tPEtaaXiQq83vEjRWeA-hush",
    ];
    let invalid = vectors("apiKeysInvalid").into_iter().chain(vectors("disagreements"));
    let invalid: Vec<Value> = invalid.filter(|case| case["ours"] == "rejected" || case["kind"].is_null()).collect();
    assert_eq!(invalid.len(), 9);
    for key in invalid.iter().map(|case| text(&case["key"])).chain(more) {
        let error = ApiKey::parse(key).unwrap_err();
        assert_eq!(error.kind(), Kind::ArgumentError);
        let said = format!("{error:?} {error}");
        assert!(!said.contains("Ej5FZ") && !said.contains("hush"), "{said}");
    }
    for id in ["proj_123", "", "123e4567e89b-12d3-a456-4266141740000", "123e4567-e89b-12d3-a456-42661417400g"] {
        let key = ApiKey { id: id.to_owned(), ..ApiKey::parse(API_KEY).unwrap() };
        assert!(key.encode().unwrap_err().to_string().starts_with("id: "));
    }
}

#[test]
fn keeps_secrets_out_of_debug_output() {
    let key = ApiKey::parse(API_KEY).unwrap();
    let signing = SigningKey::choose(Some(API_KEY.to_owned()), None, &|_| None).unwrap();
    assert!(!format!("{key:?}{signing:?}").contains("s3cr3t"));
}

#[test]
fn chooses_the_key_that_comes_first() {
    for case in vectors("precedence") {
        let env = |name: &str| case["env"][name].as_str().map(str::to_owned);
        let key = SigningKey::choose(owned(&case["apiKey"]), owned(&case["secret"]), &env);
        if case["ours"] == "rejected" {
            assert!(key.is_err());
            continue;
        }
        let key = key.unwrap();
        let jwt = sign(&build(&case["token"]), &key, None);
        let claims = payload(&jwt::decode(&jwt).unwrap());
        let found = json!({"signedWith": key.secret(), "kid": claims["kid"], "sub": claims["sub"]});
        assert_eq!(found, case["ours"], "{case}");
    }
}

#[test]
fn refuses_keys_that_cannot_sign() {
    let env = |pairs: &'static [(&str, &str)]| {
        move |name: &str| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
    };
    let unusable = [
        SigningKey::choose(Some("secret".to_owned()), Some(SECRET.to_owned()), &env(&[])),
        SigningKey::choose(Some("".to_owned()), None, &env(&[("MESHAGENT_API_KEY", API_KEY)])),
        SigningKey::choose(Some("ma-a6e4EJ2tEdGAtADAT9QwyA-Ej5FZ.ibEtOkVkJmFBdAAA-".to_owned()), None, &env(&[])),
        SigningKey::choose(None, Some(String::new()), &env(&[("MESHAGENT_SECRET", "s")])),
        SigningKey::choose(None, None, &env(&[("MESHAGENT_API_KEY", "token"), ("MESHAGENT_SECRET", "s")])),
        SigningKey::choose(None, None, &env(&[("MESHAGENT_API_KEY", ""), ("MESHAGENT_SECRET", " ")])),
    ];
    assert!(unusable.iter().all(|key| key.as_ref().is_err_and(|error| error.kind() == Kind::ArgumentError)));
    assert!(SigningKey::choose(None, None, &env(&[("MESHAGENT_API_KEY", " "), ("MESHAGENT_SECRET", "s")])).is_ok());

    assert_eq!(verifying_secret(Some("a".to_owned()), &env(&[("MESHAGENT_SECRET", "b")])).unwrap(), "a");
    assert_eq!(verifying_secret(None, &env(&[("MESHAGENT_SECRET", "b")])).unwrap(), "b");
    assert!(verifying_secret(None, &env(&[("MESHAGENT_API_KEY", API_KEY)])).is_err());
    assert!(verifying_secret(Some(String::new()), &env(&[("MESHAGENT_SECRET", "b")])).is_err());
}
