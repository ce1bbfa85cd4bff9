//! When a token that is signed expires.

use js_sys::Date;
use wasm_bindgen::prelude::*;

use super::settings::{Given, number};
use super::value::text;
use crate::access::token::lifetime;
use crate::error::{Error, Result};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["Date", "prototype", "getTime"], js_name = call, catch)]
    fn time_of(date: &JsValue) -> Result<f64, JsValue>;
}

/// The time of the options `expiration` and `expiresIn`, in whole seconds since 1970; only one of them may be there.
pub(super) fn expiry(expiration: Option<Given>, expires_in: Option<Given>) -> Result<Option<i64>> {
    match (expiration, expires_in) {
        (None, None) => Ok(None),
        (Some(date), None) => seconds(date).map(Some),
        (None, Some(time)) => Ok(Some((Date::now() / 1000.0) as i64 + i64::from(lasting(time)?))),
        (Some(_), Some(_)) => Err(Error::place("expiresIn", "nothing beside `expiration`", "a time")),
    }
}

/// A date in whole seconds since 1970. What only looks like a date throws when it is asked.
fn seconds(Given(date): Given) -> Result<i64> {
    match time_of(&date) {
        Ok(milliseconds) if !milliseconds.is_nan() => Ok((milliseconds / 1000.0) as i64),
        _ => Err(Error::place("expiration", "a valid Date", "none")),
    }
}

/// The seconds of a time such as `1h`, or of a number.
fn lasting(time: Given) -> Result<u32> {
    const EXPECTED: &str = "seconds or text such as 90s, 15m, 1h or 7d";
    let seconds = if time.0.is_string() {
        lifetime::seconds(&text(&time.0, "expiresIn")?)
    } else {
        number(Some(time), "expiresIn")?.filter(|seconds| *seconds > 0)
    };
    seconds.ok_or_else(|| Error::place("expiresIn", EXPECTED, "another time"))
}
