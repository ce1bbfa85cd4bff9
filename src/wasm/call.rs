//! From a method's arguments to a request.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use super::error::error_value;
use super::options::{self, CALL_OPTIONS};
use super::value::{stringify_with_bytes, text};
use crate::api;
use crate::client::{CallOptions, Data, Shared, TransferOptions};
use crate::error::{Error, Result};
use crate::model::{Type, check_argument};
use crate::request::{Action, Form, Operation, Param, RequestData};

/// A call that is ready to be sent.
pub(super) struct Call {
    pub(super) request: RequestData,
    pub(super) options: CallOptions,
}

/// The call for what a method was given. Nothing that a caller does to it later changes what is sent.
pub(super) fn prepared(client: &Shared, project: &str, name: &str, given: &Array, options: &JsValue) -> Result<Call> {
    let Some(operation) = api::operation(name) else {
        return Err(Error::input(&["there is no operation ", name]));
    };
    let (mut segments, mut body_text, mut data) = (Vec::with_capacity(operation.params.len()), String::new(), None);
    let mut index = 0;
    for param in operation.params {
        let value = given.get(index);
        match param {
            Param::ProjectId(_) | Param::Take(..) | Param::EmptyBody => continue,
            Param::Segment(name) | Param::Choice(name, _) | Param::Member(name, _) => {
                segments.push(text(&value, name)?)
            }
            Param::QueryText(name) => body_text = text(&value, name)?,
            Param::Body(name, ty) | Param::Form(name, ty) | Param::Query(name, ty) => {
                body_text = argument(&value, ty, name)?;
            }
            Param::OptionalBody(name, ty) | Param::OptionalQuery(name, ty) => {
                body_text = if value.is_null_or_undefined() {
                    check_argument("{}".to_owned(), ty, "")?
                } else {
                    misplaced_options(&value, name)?;
                    argument(&value, ty, name)?
                };
            }
            Param::Data(_) => data = Some(Data::new(&value)?),
        }
        index += 1;
    }
    let mut request = operation.request(project, segments, body_text)?;
    request.operation = name.to_owned();
    client.check(&request)?;
    let options = call_options(operation, options, data)?;
    Ok(Call { request, options })
}

/// The checked JSON text of an argument that is an object.
fn argument(value: &JsValue, ty: &Type, name: &str) -> Result<String> {
    check_argument(stringify_with_bytes(value, name, bytes_in(ty))?, ty, name)
}

/// The member of an argument that may be bytes.
fn bytes_in(ty: &Type) -> Option<&'static str> {
    let Type::Model(model) = ty else { return None };
    let field = model.fields.iter().find(|field| matches!(field.ty, Type::Either([Type::Text, Type::List(_)])))?;
    Some(field.name)
}

fn call_options(operation: &Operation, options: &JsValue, data: Option<Data>) -> Result<CallOptions> {
    let form = match operation.action {
        Action::Call | Action::Iterate(_) => return options::call(options),
        Action::Upload => Form::Bytes,
        Action::Download(form) => form,
    };
    let (mut options, listener) = options::transfer(options)?;
    if data.as_ref().is_some_and(Data::is_stream) {
        options.max_retries = Some(0);
    }
    options.transfer = Some(TransferOptions { data, form, listener, raise: error_value });
    Ok(options)
}

/// Says where options go when they stand in the place of the object before them.
fn misplaced_options(value: &JsValue, name: &str) -> Result<()> {
    let Some(object) = value.dyn_ref::<Object>().filter(|_| !Array::is_array(value)) else { return Ok(()) };
    let Ok(keys) = js_sys::Reflect::own_keys(object) else { return Ok(()) };
    let option = keys.iter().filter_map(|key| key.as_string()).find(|key| CALL_OPTIONS.contains(&key.as_str()));
    match option {
        None => Ok(()),
        Some(option) => Err(Error::at(
            &option,
            &[&option, ": it is an option of the call; pass options after `", name, "`, or `undefined` in its place"],
        )),
    }
}
