//! The values of secrets: text, bytes and base64.

#![cfg(test)]

use meshagent_wasm::api::secrets::{NewSecretVersion, SecretVersionValueResponse};
use meshagent_wasm::api::{service_account_secrets, user_secrets};
use meshagent_wasm::model::Json;
use meshagent_wasm::request::Body;
use serde_json::{Value, json};

/// The body that gives a secret a value, or what is wrong with it.
fn sent(version: Value) -> Result<Value, String> {
    let version = || Json::<NewSecretVersion>::check(version.to_string(), "version").map_err(|error| error.to_string());
    let body = |body: &Body| match body {
        Body::Json(text) => serde_json::from_str::<Value>(text).unwrap(),
        other => panic!("{other:?}"),
    };
    let own = user_secrets::create_version("s", version()?).map_err(|error| error.to_string())?;
    let account = service_account_secrets::create_version("p", "a", "s", version()?).unwrap();
    assert_eq!(body(&own.data().body), body(&account.data().body));
    let body = body(&own.data().body);
    let value = body["value_base64"].as_str().unwrap();
    assert!(!format!("{:?}", own.data()).contains(value), "the value is shown");
    assert_eq!(own.data().secrets.hide(&format!("was {value} then")), "was [secret] then");
    Ok(body)
}

#[test]
fn text_and_bytes_travel_as_base64() {
    let expected = json!({ "value_base64": "aHVudGVyMg==", "set_current": true });
    assert_eq!(sent(json!({ "value": "hunter2" })).unwrap(), expected);
    assert_eq!(sent(json!({ "value": b"hunter2" })).unwrap(), expected);
    assert_eq!(sent(json!({ "value_base64": "aHVudGVyMg==" })).unwrap(), expected);
    // The two characters that base64 for addresses has others for.
    let bytes = [251, 255, 191].repeat(3);
    assert_eq!(sent(json!({ "value": bytes })).unwrap()["value_base64"], "+/+/+/+/+/+/");
}

#[test]
fn there_is_one_value() {
    for version in [json!({}), json!({ "set_current": false }), json!({ "value": "a", "value_base64": "YQ==" })] {
        let error = sent(version).unwrap_err();
        assert!(error.contains("one of `value` and `value_base64`"), "{error}");
    }
    for value in [json!([256]), json!([-1]), json!([1.5]), json!({}), json!(true)] {
        let error = sent(json!({ "value": value })).unwrap_err();
        assert!(error.starts_with("version.value"), "{error}");
    }
}

#[test]
fn values_come_back_as_bytes() {
    let value = |base64: &str| {
        SecretVersionValueResponse { value_base64: base64.into(), ..SecretVersionValueResponse::default() }.bytes()
    };
    for (base64, bytes) in
        [("", &b""[..]), ("AAEC/w==", &[0, 1, 2, 255]), ("+/8=", &[251, 255]), ("aHVudGVyMg", b"hunter2")]
    {
        assert_eq!(value(base64).unwrap(), bytes, "{base64}");
    }
    for wrong in ["YWFhY", "YW Fh", "_-8=", "YQ==YQ=="] {
        let error = value(wrong).unwrap_err();
        assert!(!error.to_string().contains(wrong), "{error}");
    }
}
