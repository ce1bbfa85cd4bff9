//! OAuth: authorize, exchange, refresh.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::support::{Reply, Server, encode};

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const CALLBACK: &str = "https://app.example.com/cb?x=1";
const COMMAND_LINE: &str = "p8xy1ZUi73jJUJbNfTg92HUSDpCSZJcc";

fn client(server: &Server) -> (String, String) {
    let body = json!({"grant_types": ["authorization_code", "refresh_token"], "response_types": ["code"],
        "redirect_uris": [CALLBACK], "scope": "admin profile"});
    let client = server.post("/oauth/clients", body).ok();
    let text = |name: &str| client[name].as_str().unwrap().to_owned();
    (text("client_id"), text("client_secret"))
}

fn form(fields: &[(&str, &str)]) -> String {
    fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
}

/// The parameters of the redirect.
fn authorize(server: &Server, client_id: &str, changes: &[(&str, &str)]) -> HashMap<String, String> {
    let reply = ask(server, client_id, changes);
    assert_eq!(reply.status, 302, "{:?}", reply);
    let target = reply.header("location");
    let query = target.strip_prefix(CALLBACK).expect(target).strip_prefix('&').unwrap();
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

fn ask(server: &Server, client_id: &str, changes: &[(&str, &str)]) -> Reply {
    let token = server.token("developer");
    let mut fields: HashMap<&str, &str> = [
        ("response_type", "code"),
        ("client_id", client_id),
        ("redirect_uri", CALLBACK),
        ("scope", "admin"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
        ("state", "a state"),
        ("login", &token),
    ]
    .into();
    fields.extend(changes.iter().copied());
    let fields: Vec<_> = fields.into_iter().collect();
    server.send("GET", &format!("/oauth/authorize?{}", form(&fields)), &[], None)
}

fn exchange(server: &Server, fields: &[(&str, &str)]) -> Reply {
    let kind = [("content-type", "application/x-www-form-urlencoded"), ("accept", "application/json")];
    server.send("POST", "/oauth/token", &kind, Some(form(fields).as_bytes()))
}

fn redeem(server: &Server, (id, secret): (&str, &str), code: &str, changes: &[(&str, &str)]) -> Reply {
    let mut fields: HashMap<&str, &str> = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", CALLBACK),
        ("client_id", id),
        ("client_secret", secret),
        ("code_verifier", VERIFIER),
    ]
    .into();
    fields.extend(changes.iter().copied());
    exchange(server, &fields.into_iter().collect::<Vec<_>>())
}

fn text<'a>(tokens: &'a Value, name: &str) -> &'a str {
    tokens[name].as_str().unwrap()
}

#[test]
fn a_code_becomes_tokens() {
    let mut server = Server::start(&[]);
    let (id, secret) = client(&server);
    let client = (id.as_str(), secret.as_str());
    let answer = authorize(&server, &id, &[]);
    assert_eq!(answer["state"], "a state");
    let code = &answer["code"];

    // Nothing wrong uses the code up.
    redeem(&server, client, code, &[("client_secret", "wrong")]).fails(401, "invalid_client");
    redeem(&server, client, code, &[("client_secret", "")]).fails(401, "invalid_client");
    redeem(&server, client, code, &[("client_id", "unknown")]).fails(401, "invalid_client");
    redeem(&server, client, code, &[("code_verifier", "wrong")]).fails(400, "invalid_grant");
    redeem(&server, client, code, &[("redirect_uri", "https://other.test")]).fails(400, "invalid_grant");
    redeem(&server, client, code, &[("code_verifier", "")]).refuses("code_verifier");
    redeem(&server, client, code, &[("grant_type", "password")]).fails(400, "unsupported_grant_type");
    let tokens = redeem(&server, client, code, &[]).ok();
    redeem(&server, client, code, &[]).fails(400, "invalid_grant");

    let shape = json!({"token_type": "Bearer", "expires_in": 3600, "scope": "admin",
        "access_token": tokens["access_token"], "refresh_token": tokens["refresh_token"]});
    assert_eq!(tokens, shape);
    let role = server.call_as(text(&tokens, "access_token"), "GET", &server.at("/role"), None).ok();
    assert_eq!(role["role"], "developer");

    // A refresh token is no access token, and survives a restart.
    let refresh = text(&tokens, "refresh_token");
    server.call_as(refresh, "GET", &server.at("/role"), None).fails(401, "unauthenticated");
    server.kill();
    server.restart();
    let fields =
        [("grant_type", "refresh_token"), ("refresh_token", refresh), ("client_id", &id), ("client_secret", &secret)];
    exchange(&server, &fields[..3]).fails(401, "invalid_client");
    let next = exchange(&server, &fields).ok();
    assert_eq!(next["scope"], "admin");
    assert_ne!(next["refresh_token"], tokens["refresh_token"]);
    exchange(&server, &fields).fails(400, "invalid_grant");

    let body: HashMap<_, _> = [
        ("grant_type", "refresh_token"),
        ("refresh_token", text(&next, "refresh_token")),
        ("client_id", &id),
        ("client_secret", &secret),
    ]
    .into();
    let kind = [("content-type", "application/json; charset=utf-8")];
    let last = server.send("POST", "/oauth/token", &kind, Some(json!(body).to_string().as_bytes())).ok();
    let access = text(&last, "access_token");
    assert_eq!(server.call_as(access, "GET", &server.at("/role"), None).status, 200);

    // Without the client its tokens are nothing.
    assert_eq!(server.delete(&format!("/oauth/clients/{id}")).status, 204);
    server.call_as(access, "GET", &server.at("/role"), None).fails(401, "unauthenticated");
}

#[test]
fn what_a_redirect_says() {
    let server = Server::start(&[]);
    let (id, _) = client(&server);
    for (field, value, error) in [
        ("response_type", "token", "unsupported_response_type"),
        ("scope", "admin everything", "invalid_scope"),
        ("code_challenge", "", "invalid_request"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("login", "nonsense", "access_denied"),
        ("login", "", "access_denied"),
    ] {
        let answer = authorize(&server, &id, &[(field, value)]);
        assert_eq!((answer["error"].as_str(), answer["state"].as_str()), (error, "a state"));
        assert!(!answer.contains_key("code"));
    }
    // Nobody is sent where the client did not say.
    ask(&server, &id, &[("redirect_uri", "https://evil.test/")]).refuses("redirect_uri");
    ask(&server, "unknown", &[]).refuses("client_id");
}

#[test]
fn the_command_lines_client() {
    let server = Server::start(&[]);
    let callback = "http://localhost:8765/callback";
    let changes = [("redirect_uri", callback), ("scope", "profile room/*")];
    let reply = ask(&server, COMMAND_LINE, &changes);
    let target = reply.header("location").strip_prefix(callback).unwrap().trim_start_matches('?').to_owned();
    let answer: HashMap<_, _> = form_urlencoded::parse(target.as_bytes()).into_owned().collect();
    let tokens = redeem(&server, (COMMAND_LINE, ""), &answer["code"], &[("redirect_uri", callback)]).ok();
    assert_eq!(tokens["scope"], "profile room/*");
    let fields = [
        ("grant_type", "refresh_token"),
        ("refresh_token", text(&tokens, "refresh_token")),
        ("client_id", COMMAND_LINE),
    ];
    exchange(&server, &fields).ok();
    exchange(&server, &fields).fails(400, "invalid_grant");

    ask(&server, COMMAND_LINE, &[("redirect_uri", "https://evil.test/")]).refuses("redirect_uri");
    ask(&server, COMMAND_LINE, &[("redirect_uri", "http://localhost:1@evil.test/")]).refuses("redirect_uri");
    server.get(&format!("/oauth/clients/{COMMAND_LINE}")).fails(404, "client_not_found");
    server.delete(&format!("/oauth/clients/{COMMAND_LINE}")).fails(404, "client_not_found");
    assert_eq!(server.get("/oauth/clients").ok()["total"], 0);
}

#[test]
fn secrets_are_not_stored() {
    let server = Server::start(&[]);
    let (id, secret) = client(&server);
    let answer = authorize(&server, &id, &[]);
    let tokens = redeem(&server, (&id, &secret), &answer["code"], &[]).ok();
    for entry in std::fs::read_dir(server.folder()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = if path.is_file() { std::fs::read(path).unwrap() } else { continue };
        for secret in [&secret, &answer["code"], text(&tokens, "access_token"), text(&tokens, "refresh_token")] {
            assert!(!bytes.windows(secret.len()).any(|part| part == secret.as_bytes()));
        }
    }
}
