//! Redirects that fetch does not follow.
//!
//! fetch follows 301, 302 and 303 with a GET, so that a write seems to have been made although it was not. Requests
//! that only read follow redirects by themselves; for others they come here, and so do those of requests that must not
//! be redirected at all.

#[cfg(feature = "exports")]
use wasm_bindgen::JsValue;
use web_sys::Url;

use super::failure::Failure;
use super::received::Received;
use crate::error::{Error, Result};
use crate::request::RequestData;

/// How many addresses a request may be sent on to.
pub(crate) const MAX_REDIRECTS: u32 = 5;

/// Where a request is to be sent instead, method, body and all.
pub(crate) struct Redirect {
    address: String,
    /// Whether the token may go there.
    trusted: bool,
}

impl Redirect {
    /// The redirect that a reply is, if it is one. One that would turn a write into a read is an error.
    pub(crate) fn of(
        received: &Received,
        request: &RequestData,
        from: &str,
    ) -> std::result::Result<Option<Self>, Failure> {
        let status = received.status();
        if request.follows && request.method.reads() || !matches!(status, 301 | 302 | 303 | 307 | 308) {
            return Ok(None);
        }
        let Some(location) = received.head.headers().get("location") else { return Ok(None) };
        let (Ok(from), Ok(to)) = (Url::new(from), Url::new_with_base(&location, from)) else {
            return Err(Error::failed(&["the service redirected the request to an address that is none"]).into());
        };
        let address = to.href();
        if !request.follows || matches!(status, 301..=303) {
            let why = if request.follows {
                ", which would not make it; nothing was done"
            } else {
                ", where it is not sent: set `filesUrl` or `baseUrl` to the address that the service has now"
            };
            let mut error = Error::failed(&["the service redirected the request to ", &address, why]);
            error.0.status = status;
            return Err(error.into());
        }
        if !matches!(&*to.protocol(), "http:" | "https:") {
            return Err(Error::failed(&["the service redirected the request to ", &address]).into());
        }
        let upgraded = from.protocol() == "http:" && to.protocol() == "https:" && from.hostname() == to.hostname();
        Ok(Some(Redirect { address, trusted: from.origin() == to.origin() || upgraded }))
    }

    /// The address to send to. Headers that another service must not see are taken out.
    pub(crate) fn follow(self, headers: &mut Vec<(String, String)>, sendable: bool) -> Result<String> {
        if !sendable {
            let message =
                ["data: the service redirected the request to ", &self.address, ", and a stream can be sent once only"];
            return Err(Error::at("data", &message).after_sending());
        }
        if !self.trusted {
            headers.retain(|(name, _)| !matches!(&**name, "authorization" | "cookie" | "proxy-authorization"));
        }
        Ok(self.address)
    }
}

/// Refuses a reply of XMLHttpRequest from another address than the one asked: it follows redirects by itself, some of
/// them with a GET, and does not say which.
#[cfg(feature = "exports")]
pub(crate) fn check_address(asked: &str, answered: &JsValue) -> Result<()> {
    let answered = answered.as_string().unwrap_or_default();
    let same = Url::new(asked).is_ok_and(|asked| asked.href() == answered);
    if answered.is_empty() || same {
        return Ok(());
    }
    let advice = ", and whether it was made there is not known: set `baseUrl`, for files `filesUrl`, to the address that the \
         service has now";
    Err(Error::failed(&["the service redirected the request to ", &answered, advice]))
}
