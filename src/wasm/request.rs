//! Requests to routes that the package does not know.

use serde::Deserialize;
use wasm_bindgen::JsValue;

use super::call::Call;
use super::options;
use super::settings::{self, Given, read};
use super::value::{stringify, wrong};
use crate::client::Shared;
use crate::error::{Error, Result};
use crate::json::Value;
use crate::model::{Type, check_argument};
use crate::request::{Body, Method, RequestData};

/// What `request` takes; `CustomRequest` in TypeScript.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct CustomRequest {
    method: Option<Given>,
    path: Option<Given>,
    query: Option<Given>,
    body: Option<Given>,
    signal: Option<Given>,
    timeout: Option<Given>,
    max_retries: Option<Given>,
    headers: Option<Given>,
    idempotent: Option<Given>,
}

/// The call for what `request` was given.
pub(super) fn custom(client: &Shared, given: &JsValue, rest: &JsValue) -> Result<Call> {
    if !rest.is_undefined() {
        return Err(wrong("options", "nothing: they are members of the request", rest));
    }
    let CustomRequest { method, path, query, body, signal, timeout, max_retries, headers, idempotent } = read(given)?;
    let options = options::call_options(signal, timeout, max_retries, headers, idempotent)?;
    let method = method_of(settings::text(method, "method")?)?;
    let path = data(path, "path", &Type::List(&Type::Text), "null")?;
    let query = data(query, "query", &Type::Object, "{}")?;
    let mut request = RequestData::custom(method, Value::checked(&path), Value::checked(&query))?;
    request.operation = "request".to_owned();
    if let Some(Given(body)) = body {
        if method.reads() {
            return Err(Error::place("body", "nothing for GET and HEAD", "one"));
        }
        request.body = Body::Json(stringify(&body, "body")?);
    }
    client.check(&request)?;
    Ok(Call { request, options })
}

fn method_of(name: Option<String>) -> Result<Method> {
    let Some(name) = name else { return Ok(Method::Get) };
    let known = Method::ALL.into_iter().find(|method| method.as_str() == name);
    known.ok_or_else(|| Error::place("method", "GET, HEAD, POST, PUT, PATCH or DELETE", "other text"))
}

/// The checked JSON text of a member; `default` where there is none.
fn data(given: Option<Given>, name: &str, ty: &Type, default: &str) -> Result<String> {
    let text = match given {
        Some(Given(value)) => stringify(&value, name)?,
        None => default.to_owned(),
    };
    check_argument(text, ty, name)
}
