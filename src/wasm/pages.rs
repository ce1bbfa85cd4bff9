//! The pages of a list, for JavaScript's iterators.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use js_sys::Promise;
use serde::Deserialize;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use super::call::Call;
use super::error::promise;
use super::reply::js_value;
use super::settings::{Given, number, read};
use crate::client::{CallOptions, Content, Failure, Shared, controller, member_or_undefined};
use crate::error::Result;
use crate::request::RequestData;
use crate::request::paging::Cursor;

/// What `toArray` takes.
#[derive(Deserialize, Tsify, Default)]
#[serde(default)]
pub(super) struct ToArrayOptions {
    /// How many items at most; no page behind them is asked for. Default: all.
    #[tsify(optional, type = "number | undefined")]
    limit: Option<Given>,
}

/// How many items of a list are wanted.
#[wasm_bindgen(js_name = listLimit, skip_typescript)]
pub fn list_limit(options: JsValue) -> Result<f64, JsValue> {
    let ToArrayOptions { limit } = read(&options)?;
    Ok(number(limit, "limit")?.map_or(f64::INFINITY, f64::from))
}

/// A list that is gone through.
#[wasm_bindgen(skip_typescript)]
pub struct PageSource {
    list: Rc<List>,
}

struct List {
    client: Rc<Shared>,
    request: RequestData,
    options: CallOptions,
    cursor: RefCell<Cursor>,
    /// Ends the request that is on its way.
    stop: web_sys::AbortController,
}

impl PageSource {
    pub(super) fn new(client: Rc<Shared>, call: Call) -> Result<Self> {
        let Call { request, mut options } = call;
        let cursor = RefCell::new(Cursor::of(&request)?);
        let stop = controller()?;
        options.signals.push(stop.signal().into());
        options.marked = true;
        Ok(PageSource { list: Rc::new(List { client, request, options, cursor, stop }) })
    }
}

#[wasm_bindgen]
impl PageSource {
    /// Fetches the next page; `undefined` after the last. What a page of the list is, whether it came before and what
    /// comes next is decided here.
    pub fn next(&self) -> Promise {
        let list = Rc::clone(&self.list);
        promise(Box::pin(async move { list.next().await }))
    }

    /// Ends the request that is on its way.
    pub fn cancel(&self) {
        self.list.stop.abort();
    }
}

impl List {
    async fn next(&self) -> Result<JsValue, Failure> {
        loop {
            let Some(request) = self.cursor.borrow().request(&self.request) else { return Ok(JsValue::UNDEFINED) };
            let content = self.client.send(&request, &self.options).await?.content;
            let mark = if let Content::Json(reply) = &content { reply.checked.mark } else { 0 };
            let page = js_value(content, &request.expected.shape)?;
            let member = |name: &str| member_or_undefined(&page, name);
            let count = js_sys::Array::from(&member("items")).length();
            let total = member("total").as_f64().map(|total| total as u64);
            let token = member("continuation_token").as_string();
            if self.cursor.borrow_mut().advance(count.into(), total, token, mark)? {
                return Ok(page);
            }
        }
    }
}

impl fmt::Debug for PageSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageSource").field("cursor", &self.list.cursor).finish_non_exhaustive()
    }
}
