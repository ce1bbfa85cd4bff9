//! Tells an observer of the attempts of a call.

use js_sys::Date;
use wasm_bindgen::JsValue;

use super::config::Config;
use super::failure::Failure;
use crate::error::concat;
use crate::request::RequestData;

/// What is told of every attempt.
pub(crate) trait Observer {
    /// An attempt begins. What this returns is given back when it has ended.
    fn started(&self, attempt: &Started<'_>) -> JsValue;

    /// The attempt has ended.
    fn ended(&self, started: JsValue, attempt: &Ended<'_>);
}

/// One attempt that begins.
pub(crate) struct Started<'a> {
    /// The operation's name, such as `rooms.get`.
    pub(crate) operation: &'a str,
    /// The path with a name in each place; empty where none is declared.
    pub(crate) route: &'a str,
    pub(crate) method: &'static str,
    /// The address without a secret.
    pub(crate) url: &'a str,
    /// 1 for the first attempt of a call.
    pub(crate) number: u32,
}

/// One attempt that has ended.
pub(crate) struct Ended<'a> {
    pub(crate) attempt: Started<'a>,
    pub(crate) status: Option<u16>,
    pub(crate) failure: Option<&'a Failure>,
    pub(crate) milliseconds: f64,
}

/// A call whose attempts an observer is told of.
pub(super) struct Observed<'a> {
    observer: &'a dyn Observer,
    request: &'a RequestData,
    route: String,
    url: String,
}

impl<'a> Observed<'a> {
    pub(super) fn new(observer: &'a dyn Observer, config: &Config, request: &'a RequestData, url: &str) -> Self {
        let mut route = String::new();
        if !request.route.is_empty() {
            route = concat(&["/", request.route]);
            // How many segments stand in a place is of no interest.
            route.retain(|character| character != '*');
            config.storage_prefix.before(&mut route);
        }
        Observed { observer, request, route, url: request.secrets.hide(url) }
    }

    /// Tells that an attempt begins.
    pub(super) fn begin(&self, number: u32) -> Observation<'_> {
        let told = self.observer.started(&self.attempt(number));
        Observation { observed: self, number, told, since: Date::now() }
    }

    fn attempt(&self, number: u32) -> Started<'_> {
        let Observed { request, route, url, .. } = self;
        Started { operation: &request.operation, route, method: request.method.as_str(), url, number }
    }
}

/// An attempt that an observer has been told of.
pub(super) struct Observation<'a> {
    observed: &'a Observed<'a>,
    number: u32,
    told: JsValue,
    since: f64,
}

impl Observation<'_> {
    /// Tells that it has ended.
    pub(super) fn end(self, status: Option<u16>, failure: Option<&Failure>) {
        let Observation { observed, number, told, since } = self;
        let ended = Ended { attempt: observed.attempt(number), status, failure, milliseconds: Date::now() - since };
        observed.observer.ended(told, &ended);
    }
}
