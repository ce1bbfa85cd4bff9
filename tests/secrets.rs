//! What `Debug` shows of values that hold secrets.

#![cfg(test)]

use meshagent_wasm::access::token::jwt;
use meshagent_wasm::api::oauth::{self, OAuthTokenRequest, OAuthTokenResponse};
use meshagent_wasm::api::oauth_clients::OAuthClient;
use meshagent_wasm::api::rooms::RoomConnectionInfo;
use meshagent_wasm::model::Json;
use meshagent_wasm::{Config, Secrets, Token};

const SECRET: &str = "s3cr3t";

fn hides(shown: &str, beside: &str) {
    assert!(!shown.contains(SECRET), "{shown}");
    assert!(shown.contains(beside), "{shown}");
}

#[test]
fn no_secret_is_shown() {
    let secret = || Some(SECRET.to_owned());
    let client = OAuthClient { client_id: "c1".into(), client_secret: secret(), ..OAuthClient::default() };
    hides(&format!("{client:?}"), "c1");
    let tokens = OAuthTokenResponse {
        access_token: SECRET.into(),
        token_type: "Bearer".into(),
        refresh_token: secret(),
        id_token: secret(),
        ..OAuthTokenResponse::default()
    };
    hides(&format!("{tokens:#?}"), "Bearer");
    let form = OAuthTokenRequest {
        grant_type: "refresh_token".into(),
        client_secret: secret(),
        refresh_token: secret(),
        code: secret(),
        code_verifier: secret(),
        ..OAuthTokenRequest::default()
    };
    hides(&format!("{form:?}"), "grant_type");
    let connection = RoomConnectionInfo { jwt: SECRET.into(), room_name: "r1".into(), ..RoomConnectionInfo::default() };
    hides(&format!("{connection:?}"), "r1");
    let text = format!(r#"{{"grant_type":"refresh_token","refresh_token":"{SECRET}"}}"#);
    let form = Json::<OAuthTokenRequest>::check(text, "form").unwrap();
    hides(&format!("{form:?}"), "Json");
    hides(&format!("{:?}", oauth::exchange_oauth_token(form).unwrap()), "Form");
}

#[test]
fn the_token_of_a_client_is_not_shown() {
    for token in [SECRET.into(), Token::asked(async || Ok::<_, String>(SECRET.to_owned()))] {
        hides(&format!("{:?}", Config { token, ..Config::default() }), "base_url");
    }
    let headers = vec![("authorization".to_owned(), format!("Bearer {SECRET}"))];
    hides(&format!("{:?}", Config { headers, ..Config::default() }), "authorization");
}

#[test]
fn a_token_to_verify_is_not_shown() {
    let jwt = "eyJhbGciOiJIUzI1NiJ9.e30.czNjcjN0";
    let token = jwt::split(jwt).unwrap();
    let shown = format!("{token:?}");
    assert!(jwt.split('.').all(|part| !shown.contains(part)) && shown.contains("payload"), "{shown}");
}

fn hiding(secrets: &[&str]) -> Secrets {
    let mut hiding = Secrets::default();
    secrets.iter().for_each(|secret| hiding.add(secret));
    hiding
}

#[test]
fn secrets_are_hidden_wherever_they_stand() {
    let secrets = hiding(&["token-12", "", "ü-geheim"]);
    for (text, shown) in [
        ("token-12", "[secret]"),
        ("a token-12, and token-12.", "a [secret], and [secret]."),
        ("token-12token-12", "[secret][secret]"),
        ("ttoken-123", "t[secret]3"),
        ("tokentoken-12", "token[secret]"),
        ("üü-geheimü", "ü[secret]ü"),
        ("token-1", "token-1"),
        ("Token-12", "Token-12"),
        ("", ""),
        ("nothing", "nothing"),
    ] {
        assert_eq!(secrets.hide(text), shown);
    }
    assert_eq!(hiding(&[]).hide("token-12"), "token-12");
    assert_eq!(format!("{secrets:?}"), "Secrets(…)");
}

#[test]
fn short_secrets_are_not_looked_for() {
    // They stand in every message by chance.
    let secrets = hiding(&["a", "token", "1234567", "12345678"]);
    assert_eq!(secrets.hide("a token 1234567"), "a token 1234567");
    assert_eq!(secrets.hide("a token 12345678"), "a token [secret]");
    // Bytes count, as two of these letters do not occur by chance either.
    assert_eq!(hiding(&["üüüü"]).hide("üüüü"), "[secret]");
}

#[test]
fn the_longest_secret_is_hidden_whole() {
    for secrets in [["token-12", "token-1234"], ["token-1234", "token-12"]] {
        assert_eq!(hiding(&secrets).hide("token-1234 token-123"), "[secret] [secret]3");
    }
}

#[test]
fn a_text_is_gone_through_once() {
    // What stands in a secret's place is no text of the service.
    let secrets = hiding(&["token-12", "[secret]]", "a[secret"]);
    assert_eq!(secrets.hide("token-12]"), "[secret]]");
    assert_eq!(secrets.hide("atoken-12"), "a[secret]");
    assert_eq!(secrets.hide("[secret]]"), "[secret]");
}
