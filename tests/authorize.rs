//! The address of the login page.

#![cfg(test)]

use meshagent_wasm::api::oauth::{OAuthAuthorizeRequest, Pkce, authorize_url};
use meshagent_wasm::model::Json;

const BASE: &str = "https://api.meshagent.com";

fn url(request: &str, pkce: &str) -> Result<String, String> {
    let request: Json<OAuthAuthorizeRequest> = Json::check(request.to_owned(), "request").map_err(|e| e.to_string())?;
    let pkce: Json<Pkce> = Json::check(pkce.to_owned(), "pkce").map_err(|error| error.to_string())?;
    authorize_url(BASE, request, pkce).map_err(|error| error.to_string())
}

const REQUEST: &str = r#"{"client_id":"c","redirect_uri":"https://app.example.com/cb?a=1"}"#;
const PKCE: &str = r#"{"code_verifier":"v v","code_challenge":"E9Melhoa2Ow","state":"s&t"}"#;

#[test]
fn it_has_what_the_service_needs_and_never_the_verifier() {
    let url = url(REQUEST, PKCE).unwrap();
    assert_eq!(
        url,
        "https://api.meshagent.com/oauth/authorize?client_id=c&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb%3Fa%3D1\
         &response_type=code&code_challenge=E9Melhoa2Ow&code_challenge_method=S256&state=s%26t"
    );
}

#[test]
fn further_members_go_along_and_none_replaces_what_protects_the_login() {
    let more =
        REQUEST.replace('}', r#","prompt":"select_account","state":"mine","response_type":"token","scope":"a b"}"#);
    let url = url(&more, PKCE).unwrap();
    assert!(url.contains("&prompt=select_account&scope=a+b&response_type=code&"), "{url}");
    assert_eq!(url.matches("state=").count(), 1);
    assert!(url.ends_with("&state=s%26t"));
}

#[test]
fn secrets_and_blanks_are_refused() {
    for name in ["code_verifier", "client_secret"] {
        let error = url(&REQUEST.replace('}', &format!(r#","{name}":"hidden"}}"#)), PKCE).unwrap_err();
        assert!(error.contains(name) && !error.contains("hidden"), "{error}");
    }
    assert!(url(&REQUEST.replace("\"c\"", "\" \""), PKCE).unwrap_err().contains("client_id: expected text"));
    let nowhere = r#"{"client_id":"c","redirect_uri":""}"#;
    assert!(url(nowhere, PKCE).unwrap_err().contains("redirect_uri: expected text"));
    assert!(url(r#"{"client_id":"c"}"#, PKCE).unwrap_err().contains("redirect_uri"));
    assert!(url(REQUEST, &PKCE.replace("E9Melhoa2Ow", "")).unwrap_err().contains("code_challenge: expected text"));
    assert!(url(REQUEST, r#"{"code_verifier":"v","code_challenge":"c"}"#).unwrap_err().contains("pkce.state"));
}
