//! What a client is told, and the defaults.

use std::fmt;

use super::token::Token;
use crate::error::{Error, Result, concat};

/// The address of the hosted service.
pub const DEFAULT_BASE_URL: &str = "https://api.meshagent.com";

/// How long one attempt may take unless the caller says otherwise, in milliseconds.
pub const DEFAULT_TIMEOUT: u32 = 60_000;

/// How often a failed attempt is followed by another unless the caller says otherwise.
pub const DEFAULT_MAX_RETRIES: u32 = 2;

/// What a [`Client`](crate::Client) is made of.
#[derive(Clone)]
pub struct Config {
    /// The address of the service; a path prefix is kept. Default: the hosted service.
    pub base_url: String,
    /// The bearer token, or a function that returns one. Default: none, with which every call fails.
    pub token: Token,
    /// Milliseconds that one attempt may take, the reply's body included; 0 turns it off. Default: 60,000.
    pub timeout: u32,
    /// How often a failed call may be tried again. Default: 2.
    pub max_retries: u32,
    /// Headers of every request.
    pub headers: Vec<(String, String)>,
    /// How fresh the service's view of access has to be. Default: nothing is said.
    pub consistency: Option<Consistency>,
    /// Where the service has its storage routes.
    pub storage_prefix: StoragePrefix,
    /// The host of rooms' and agents' files; `https` unless it says otherwise. Default: the one that the service names.
    pub files_url: Option<String>,
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Headers may hold a token of their own.
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Config")
            .field("base_url", &self.base_url)
            .field("token", &self.token)
            .field("timeout", &self.timeout)
            .field("max_retries", &self.max_retries)
            .field("headers", &names)
            .field("consistency", &self.consistency)
            .field("storage_prefix", &self.storage_prefix)
            .field("files_url", &self.files_url)
            .finish()
    }
}

impl Default for Config {
    fn default() -> Self {
        Config {
            base_url: DEFAULT_BASE_URL.to_owned(),
            token: Token::default(),
            timeout: DEFAULT_TIMEOUT,
            max_retries: DEFAULT_MAX_RETRIES,
            headers: Vec::new(),
            consistency: None,
            storage_prefix: StoragePrefix::default(),
            files_url: None,
        }
    }
}

/// How fresh the service's view of access has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consistency {
    /// Answers from a cache will do.
    Fast,
    /// What was granted or revoked just now counts.
    High,
}

impl Consistency {
    /// What the header says.
    pub fn as_str(self) -> &'static str {
        match self {
            Consistency::Fast => "fast",
            Consistency::High => "high",
        }
    }

    /// Reads the option `consistency`.
    #[doc(hidden)]
    pub fn read(option: Option<&str>) -> Result<Option<Self>> {
        match option {
            None => Ok(None),
            Some("fast") => Ok(Some(Consistency::Fast)),
            Some("high") => Ok(Some(Consistency::High)),
            Some(_) => Err(Error::place("consistency", "fast or high", "other text")),
        }
    }
}

/// Where a service has its storage routes: the SDKs and the documentation's pages disagree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StoragePrefix {
    /// `/projects/{project}/storage`, as the official SDKs send.
    #[default]
    Projects,
    /// `/accounts/projects/{project}/storage`, as one page of the documentation says.
    Accounts,
}

impl StoragePrefix {
    /// Reads the option `storagePrefix`.
    #[doc(hidden)]
    pub fn read(option: Option<&str>) -> Result<Self> {
        match option {
            None | Some("projects") => Ok(StoragePrefix::Projects),
            Some("accounts/projects") => Ok(StoragePrefix::Accounts),
            Some(_) => Err(Error::place("storagePrefix", "projects or accounts/projects", "other text")),
        }
    }

    /// Puts it before the path of a storage route.
    pub(crate) fn before(self, path: &mut String) {
        if self == StoragePrefix::Accounts
            && path.starts_with("/projects/")
            && path.split('/').nth(3) == Some("storage")
        {
            path.insert_str(0, "/accounts");
        }
    }
}

/// A variable of the environment; a blank one counts as unset.
#[doc(hidden)]
pub fn variable(value: Option<String>) -> Option<String> {
    value.map(|value| value.trim_ascii().to_owned()).filter(|value| !value.is_empty())
}

/// Text of an option or a variable without blanks around it. Blank text, and text with control characters, is refused:
/// neither may fall back to what somebody else has set.
#[doc(hidden)]
pub fn setting(name: &str, value: &str) -> Result<String> {
    let value = value.trim_ascii();
    if value.is_empty() {
        return Err(Error::place(name, "text", "blank text"));
    }
    if value.bytes().any(|byte| byte.is_ascii_control()) {
        return Err(Error::place(name, "text", "a line break or another control character in it"));
    }
    Ok(value.to_owned())
}

/// The base URL without trailing slashes; a path prefix is kept.
#[doc(hidden)]
pub fn base_url(url: &str) -> Result<String> {
    address("baseUrl", url)
}

/// The same for the host of files, which is reached by https unless it says otherwise. `name` is what the error calls it.
#[doc(hidden)]
pub fn files_url(name: &str, url: &str) -> Result<String> {
    let url = url.trim_ascii();
    // A host without a scheme may have a port: what follows its colon has no slashes at once.
    let has_scheme = url.split_once(':').is_some_and(|(_, rest)| rest.starts_with("//"));
    if has_scheme { address(name, url) } else { address(name, &concat(&["https://", url])) }
}

fn address(name: &str, url: &str) -> Result<String> {
    let mut url = url.trim_ascii();
    while let Some(shorter) = url.strip_suffix('/') {
        url = shorter;
    }
    let Some(rest) = strip_scheme(url) else {
        return Err(Error::at(name, &[name, ": expected an address that begins with https:// or http://"]));
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
    Err(Error::at(name, &[name, ": the address ", problem]))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_goes_before_the_storage_alone() {
        let path = |prefix: StoragePrefix, path: &str| {
            let mut path = path.to_owned();
            prefix.before(&mut path);
            path
        };
        for storage in ["/projects/p/storage/upload", "/projects/storage/storage/download", "/projects/p/storage"] {
            assert_eq!(path(StoragePrefix::Projects, storage), storage);
            assert_eq!(path(StoragePrefix::Accounts, storage), format!("/accounts{storage}"));
        }
        for other in [
            "/accounts/projects/p/rooms/storage",
            "/accounts/projects/p/storage/x",
            "/projects/storage/p/download",
            "/projects/p/storages",
            "/projects/p",
            "/oauth/token",
        ] {
            assert_eq!(path(StoragePrefix::Accounts, other), other);
        }
    }
}
