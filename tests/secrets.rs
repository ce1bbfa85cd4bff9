//! What `Debug` shows of values that hold secrets.

#![cfg(test)]

use meshagent_wasm::resources::oauth_clients::{self, OAuthClient, OAuthTokenRequest, OAuthTokenResponse};
use meshagent_wasm::resources::rooms::RoomConnectionInfo;
use meshagent_wasm::schema::Json;
use meshagent_wasm::token::jwt;
use meshagent_wasm::{Config, Token};

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
    hides(&format!("{:?}", oauth_clients::exchange(form).unwrap()), "Form");
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
