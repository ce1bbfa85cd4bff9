use meshagent_wasm::access::token::ParticipantToken;
use meshagent_wasm::error::Kind;
use serde_json::json;

use crate::{ann, build, payload, plain, vectors};

#[test]
fn writes_claims_and_reads_them_back() {
    for case in vectors("claims") {
        let token = build(&case["token"]);
        let written = payload(&token);
        assert_eq!(plain(written.clone()), case["payload"], "{case}");
        assert_eq!(payload(&ParticipantToken::from_payload(token.payload()).unwrap()), written);
    }
    let default = json!({"name": "ann", "grants": [], "version": "0.39.9"});
    assert_eq!(payload(&ann()), default);
    assert_eq!(payload(&ParticipantToken::from_payload(r#"{"name":"ann","grants":[]}"#).unwrap()), default);
    let empty = ParticipantToken::from_payload(r#"{"name":"","grants":[],"version":"","sub":"","kid":""}"#).unwrap();
    assert_eq!(payload(&empty), json!({"name": "", "grants": [], "version": "", "sub": "", "kid": ""}));
}

#[test]
fn loses_nothing_that_it_reads() {
    let text = r#" {"exp" : 4.1024448e9,"big":12345678901234567890.10,"\u0065xtra":{"b":1, "a":"\ud800"},"name":"a\u006en","grants":[ {"name":"room","scope":null,"since":1e400} ],"version":"9"} "#;
    let mut token = ParticipantToken::from_payload(text).unwrap();
    assert_eq!(token.payload(), text.trim());
    assert_eq!(
        token.extra(),
        r#"{"exp":4.1024448e9,"big":12345678901234567890.10,"\u0065xtra":{"b":1, "a":"\ud800"}}"#
    );
    assert_eq!(token.text("name").unwrap(), "ann");
    assert_eq!(token.claim("exp"), Some("4.1024448e9"));
    token.add_grant("ro\"le", r#""ü\u000a""#).unwrap();
    assert_eq!(
        token.claim("grants").unwrap(),
        "[{\"name\":\"room\",\"scope\":null,\"since\":1e400},{\"name\":\"ro\\\"le\",\"scope\":\"ü\\u000a\"}]"
    );
    let mut spaced = ParticipantToken::from_payload(r#"{"name":"a","grants":[ ]}"#).unwrap();
    spaced.add_grant("room", r#""r""#).unwrap();
    assert_eq!(spaced.claim("grants").unwrap(), r#"[{"name":"room","scope":"r"}]"#);
}

#[test]
fn tells_roles() {
    for case in vectors("roles") {
        let token = build(&json!({"name": "ann", "grants": case["grants"]}));
        let found = json!({"grants": case["grants"], "role": token.role(), "isUser": token.is_user(), "isAgent": token.is_agent()});
        assert_eq!(found, case);
    }
    for (role, shown) in [("\"\"", ""), ("\"User\"", "User"), ("5", "5"), (r#""\ud800""#, r#""\ud800""#)] {
        let mut token = ann();
        token.add_grant("role", role).unwrap();
        assert_eq!((token.role().as_str(), token.is_user(), token.is_agent()), (shown, false, false));
    }
}

#[test]
fn has_one_api_grant_at_most() {
    let mut token = ann();
    assert_eq!(token.api_grant(), None);
    token.add_grant("api", r#"{"llm":{}}"#).unwrap();
    assert_eq!(token.add_grant("api", "{}").unwrap_err().kind(), Kind::ArgumentError);
    assert_eq!(token.api_grant(), Some(r#"{"llm":{}}"#));
    let read = r#"{"name":"a","grants":[{"name":"api","scope":{"llm":{}}},{"name":"api","scope":{}}]}"#;
    assert_eq!(ParticipantToken::from_payload(read).unwrap().api_grant(), Some(r#"{"llm":{}}"#));
}

#[test]
fn writes_tunnel_ports_as_text() {
    for (ports, written) in [("[8080,\"9090\"]", "8080,9090"), ("[]", ""), ("[1]", "1")] {
        let mut token = ann();
        token.add_tunnel_ports_grant(ports).unwrap();
        assert_eq!(payload(&token)["grants"], json!([{"name": "tunnel_ports", "scope": written}]));
    }
    for ports in ["8080", "[1.5]", "[-1]", "[null]", "[[1]]"] {
        let error = ann().add_tunnel_ports_grant(ports).unwrap_err();
        assert!(error.to_string().starts_with("ports"), "{error}");
    }
}

#[test]
fn refuses_options_that_make_no_token() {
    for (options, place) in [
        ("{}", "options.name"),
        ("[]", "options"),
        (r#"{"name":null}"#, "options.name"),
        (r#"{"name":"a","grants":[{"name":"room"}]}"#, "options.grants[0].scope"),
        (
            r#"{"name":"a","grants":[{"name":"api","scope":{"queues":{"send":"jobs"}}}]}"#,
            "options.grants[0].scope.queues.send",
        ),
        (r#"{"name":"a","extra":[]}"#, "options.extra"),
        (r#"{"name":"a","extra":{"sub":5}}"#, "options.sub"),
        (r#"{"name":"\udc00"}"#, "options.name"),
    ] {
        let error = ParticipantToken::new(options).unwrap_err();
        assert_eq!((error.kind(), error.path()), (Kind::ArgumentError, Some(place)), "{options}");
    }
    let two = r#"{"name":"a","grants":[{"name":"api","scope":{}},{"name":"api","scope":{}}]}"#;
    assert!(ParticipantToken::new(two).is_err());
    let nulls = r#"{"name":"a","projectId":null,"apiKeyId":null,"version":null,"grants":null,"extra":null}"#;
    assert_eq!(ParticipantToken::new(nulls).unwrap(), build(&json!({"name": "a"})));
    let extra = ParticipantToken::new(r#"{"name":"a","extra":{"sub":"p","name":5,"grants":5,"version":5}}"#).unwrap();
    assert_eq!(payload(&extra), json!({"name": "a", "grants": [], "sub": "p", "version": "0.39.9"}));
}
