//! What a client is told: the address of the service, the token, and what the environment adds.

#![cfg(test)]

use meshagent_wasm::error::Kind;
use meshagent_wasm::{
    Client, Config, DEFAULT_BASE_URL, DEFAULT_MAX_RETRIES, DEFAULT_TIMEOUT, StoragePrefix, base_url, check_token,
    setting, variable,
};

fn address(url: &str) -> Result<String, String> {
    base_url(url).map_err(|error| {
        assert_eq!((error.kind(), error.status()), (Kind::ArgumentError, None));
        error.to_string()
    })
}

#[test]
fn defaults_are_those_of_the_documentation() {
    assert_eq!(DEFAULT_BASE_URL, "https://api.meshagent.com");
    assert_eq!(address(DEFAULT_BASE_URL).as_deref(), Ok(DEFAULT_BASE_URL));
    let default = Config::default();
    assert_eq!(default.base_url, DEFAULT_BASE_URL);
    assert_eq!((default.timeout, default.max_retries), (DEFAULT_TIMEOUT, DEFAULT_MAX_RETRIES));
    assert_eq!((default.headers, default.storage_prefix), (Vec::new(), StoragePrefix::Projects));
    assert_eq!((DEFAULT_TIMEOUT, DEFAULT_MAX_RETRIES), (60_000, 2));
}

#[test]
fn an_address_keeps_its_prefix_and_loses_its_last_slashes() {
    let cases = [
        ("https://h", "https://h"),
        ("https://h/", "https://h"),
        ("https://h///", "https://h"),
        ("https://h/pre/", "https://h/pre"),
        ("https://h/pre/fix", "https://h/pre/fix"),
        ("https://h/a//b/", "https://h/a//b"),
        (" \thttps://h/pre/ \n", "https://h/pre"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://127.0.0.1:1/x/", "http://127.0.0.1:1/x"),
        ("http://[::1]:8080/", "http://[::1]:8080"),
        ("HTTPS://Example.COM/Pre/", "HTTPS://Example.COM/Pre"),
        ("hTTp://h", "hTTp://h"),
        ("https://bücher.example/ü", "https://bücher.example/ü"),
        ("https://h/a@b", "https://h/a@b"),
        ("https://h/...", "https://h/..."),
        ("https://h/%2e%2e%2e/..%2f", "https://h/%2e%2e%2e/..%2f"),
        ("https://h/.well-known", "https://h/.well-known"),
        ("https://h/%20", "https://h/%20"),
    ];
    for (url, expected) in cases {
        assert_eq!(address(url).as_deref(), Ok(expected), "{url}");
        // What came out goes in again.
        assert_eq!(address(expected).as_deref(), Ok(expected));
    }
}

#[test]
fn what_is_no_address_is_refused_with_the_reason() {
    let cases = [
        ("", "expected an address"),
        ("h", "expected an address"),
        ("//h", "expected an address"),
        ("/pre", "expected an address"),
        ("h:8080", "expected an address"),
        ("ftp://h", "expected an address"),
        ("file:///etc", "expected an address"),
        ("javascript:alert(1)", "expected an address"),
        ("https:h", "expected an address"),
        ("https:/h", "expected an address"),
        ("https//h", "expected an address"),
        ("https://", "expected an address"),
        ("https:///", "expected an address"),
        ("http", "expected an address"),
        ("ü", "expected an address"),
        ("httpsü//", "expected an address"),
        ("https:///h", "has no host"),
        ("https://:8080", "has no host"),
        ("https://:/x", "has no host"),
        ("https://user@h", "must not hold credentials"),
        ("https://user:secret@h/pre", "must not hold credentials"),
        ("https://@h", "must not hold credentials"),
        ("https://h?x=1", "must not have a query or a fragment"),
        ("https://h/?", "must not have a query or a fragment"),
        ("https://h/pre?x", "must not have a query or a fragment"),
        ("https://h/#", "must not have a query or a fragment"),
        ("https://h#x", "must not have a query or a fragment"),
        ("https://h/a b", "holds a character that a URL cannot have"),
        ("https://h\\x", "holds a character that a URL cannot have"),
        ("https://h/\u{0}", "holds a character that a URL cannot have"),
        ("https://h/a\tb", "holds a character that a URL cannot have"),
        ("https://h/a\nb", "holds a character that a URL cannot have"),
        ("https://h/\u{7f}x", "holds a character that a URL cannot have"),
        ("https://h/..", "must not have . or .. in its path"),
        ("https://h/./a", "must not have . or .. in its path"),
        ("https://h/a/../b/", "must not have . or .. in its path"),
        ("https://h/%2e", "must not have . or .. in its path"),
        ("https://h/%2E%2e/b", "must not have . or .. in its path"),
        ("https://h/a/.%2E", "must not have . or .. in its path"),
        ("https://h/%2e./a", "must not have . or .. in its path"),
    ];
    for (url, reason) in cases {
        let error = address(url).unwrap_err();
        assert!(error.starts_with("baseUrl: "), "{url:?}: {error}");
        assert!(error.contains(reason), "{url:?}: {error}");
        assert!(!error.contains("secret"), "{error}");
    }
}

#[test]
fn a_blank_variable_is_unset_and_a_blank_option_is_refused() {
    for blank in ["", " ", "\t\r\n"] {
        assert_eq!(variable(Some(blank.to_owned())), None, "{blank:?}");
        let error = setting("projectId", blank).unwrap_err();
        assert_eq!((error.kind(), error.path()), (Kind::ArgumentError, Some("projectId")));
        assert_eq!(error.to_string(), "projectId: expected text, got blank text", "{blank:?}");
    }
    assert_eq!(variable(None), None);
    // Blanks around are left out, and nothing else is changed.
    for (text, kept) in [("x", "x"), (" x ", "x"), ("\ta b\r\n", "a b"), ("\u{a0}ü", "\u{a0}ü")] {
        assert_eq!(variable(Some(text.to_owned())).as_deref(), Some(kept));
        assert_eq!(setting("projectId", text).as_deref(), Ok(kept));
    }
}

#[test]
fn an_option_with_control_characters_is_refused_without_showing_it() {
    for text in ["a\nb", "a\r\nb", "a\0b", "\0", "a\tb", "a\u{7f}", "secret\n\n-"] {
        let error = setting("apiKey", text).unwrap_err();
        assert_eq!(error.path(), Some("apiKey"));
        let message = "apiKey: expected text, got a line break or another control character in it";
        assert_eq!(error.to_string(), message, "{text:?}");
    }
}

#[test]
fn a_storage_prefix_is_one_of_two() {
    assert_eq!(StoragePrefix::read(None), Ok(StoragePrefix::Projects));
    assert_eq!(StoragePrefix::read(Some("projects")), Ok(StoragePrefix::Projects));
    assert_eq!(StoragePrefix::read(Some("accounts/projects")), Ok(StoragePrefix::Accounts));
    for other in ["", "accounts", "/projects", "projects/", "Projects", "accounts/projects/"] {
        let error = StoragePrefix::read(Some(other)).unwrap_err();
        assert_eq!(error.path(), Some("storagePrefix"));
        assert_eq!(error.to_string(), "storagePrefix: expected projects or accounts/projects, got other text");
    }
}

#[test]
fn a_client_names_the_member_that_it_cannot_use() {
    let refused = |config: Config| Client::new(config).map(drop).unwrap_err();
    let base_url = refused(Config { base_url: "nonsense".to_owned(), ..Config::default() });
    assert_eq!((base_url.kind(), base_url.path()), (Kind::ArgumentError, Some("baseUrl")));
    for token in ["", " ", "a b", "a\n"] {
        let error = refused(Config { token: token.into(), ..Config::default() });
        assert_eq!((error.kind(), error.path()), (Kind::ArgumentError, Some("token")), "{token:?}");
    }
    assert!(Client::new(Config::default()).is_ok());
}

#[test]
fn a_token_is_what_a_header_can_carry() {
    let all: String = ('!'..='~').collect();
    for token in ["x", "ma-Ej5FZ.ibEt-OkV_kJm=/+", "a.b.c", "~", "!", all.as_str(), &"x".repeat(100_000)] {
        check_token(token).unwrap();
    }
    for token in
        ["", " ", "a b", " a", "a ", "a\n", "a\r\nx-evil: 1", "\t", "a\0", "\u{7f}", "é", "a\u{2028}", "\u{feff}a"]
    {
        let error = check_token(token).unwrap_err();
        assert_eq!(error.kind(), Kind::ArgumentError);
        // The token is no part of the message.
        assert_eq!(error.to_string(), "token: expected visible ASCII characters without blanks, as a header can carry");
    }
}
