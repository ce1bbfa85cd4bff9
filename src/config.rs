//! What a client is told and what the environment adds.

use crate::error::{Error, Result};

/// The address of the hosted service.
pub const DEFAULT_BASE_URL: &str = "https://api.meshagent.com";

/// How long one attempt may take unless the caller says otherwise, in milliseconds.
pub const DEFAULT_TIMEOUT: u32 = 60_000;

/// How often a failed attempt is followed by another unless the caller says otherwise.
pub const DEFAULT_MAX_RETRIES: u32 = 2;

/// The option, or what the environment says; blank text counts as unset.
#[doc(hidden)]
pub fn setting(option: Option<String>, env: Option<String>) -> Option<String> {
    let set = |text: &String| !text.trim_ascii().is_empty();
    option.filter(set).or(env.filter(set))
}

/// The base URL without trailing slashes; a path prefix is kept.
#[doc(hidden)]
pub fn base_url(url: Option<String>) -> Result<String> {
    let Some(url) = url else { return Ok(DEFAULT_BASE_URL.to_owned()) };
    // `trim_end_matches` would bring the search from the end.
    let mut url = url.trim_ascii();
    while let Some(shorter) = url.strip_suffix('/') {
        url = shorter;
    }
    let Some(rest) = strip_scheme(url) else {
        return Err(Error::input(&["baseUrl: expected an address that begins with https:// or http://"]));
    };
    let host = rest.split_once('/').map_or(rest, |(host, _)| host);
    // The address goes into errors and logs, where credentials have no place; fetch refuses them as well.
    let problem = if host.bytes().any(|byte| byte == b'@') {
        "must not hold credentials"
    } else if host.is_empty() || host.starts_with(':') {
        "has no host"
    } else if rest.bytes().any(|byte| matches!(byte, b'?' | b'#')) {
        "must not have a query or a fragment"
    } else if rest.bytes().any(|byte| byte.is_ascii_control() || matches!(byte, b' ' | b'\\')) {
        "holds a character that a URL cannot have"
    } else if rest.split('/').any(is_dots) {
        "must not have . or .. in its path"
    } else {
        return Ok(url.to_owned());
    };
    Err(Error::input(&["baseUrl: the address ", problem]))
}

/// Whether URL parsers fold the segment into another address.
fn is_dots(segment: &str) -> bool {
    matches!(&*segment.to_ascii_lowercase(), "." | ".." | "%2e" | ".%2e" | "%2e." | "%2e%2e")
}

fn strip_scheme(url: &str) -> Option<&str> {
    ["https://", "http://"].into_iter().find_map(|scheme| {
        let start = url.get(..scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then(|| url.get(scheme.len()..)).flatten()
    })
}

/// Refuses a token that cannot go in a header.
#[doc(hidden)]
pub fn check_token(token: &str) -> Result<()> {
    if !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(());
    }
    Err(Error::input(&["token: expected visible ASCII characters without blanks, as a header can carry"]))
}
