//! What the JavaScript classes hold of the crate.

use std::fmt;
use std::rc::Rc;

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::prelude::*;

use super::call::{Call, prepared};
use super::error::promise;
use super::login;
use super::options;
use super::pages::PageSource;
use super::reply::js_value;
use super::request::custom;
use super::value::{stringify, text};
use crate::api::grants::NewRoomGrant;
use crate::client::{CallOptions, PutGrant, Received, Reply, Shared, setting};
use crate::error::{Error, Result};
use crate::model::Json;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("client.d.ts");

/// A client, as the classes of the package share it.
#[wasm_bindgen(skip_typescript)]
pub struct Core {
    client: Rc<Shared>,
    project_id: Option<String>,
}

#[wasm_bindgen]
impl Core {
    /// Makes a client; nothing is sent.
    #[wasm_bindgen(constructor)]
    pub fn new(options: JsValue) -> Result<Core, JsValue> {
        let (client, project_id) = options::client(&options)?;
        Ok(Core { client: Rc::new(client), project_id })
    }

    /// The address of the service.
    #[wasm_bindgen(getter, js_name = baseUrl)]
    pub fn base_url(&self) -> String {
        self.client.config.base_url.clone()
    }

    /// The address of the service's login page.
    #[wasm_bindgen(js_name = authorizeUrl)]
    pub fn authorize_url(&self, request: JsValue, pkce: JsValue) -> Result<String, JsValue> {
        Ok(login::authorize_url(&self.client.config.base_url, &request, &pkce)?)
    }

    /// The id of a project: the one that is given, or that of the options.
    pub fn project(&self, id: JsValue) -> Result<String, JsValue> {
        if !id.is_undefined() {
            return Ok(setting("project", &text(&id, "project")?)?);
        }
        Ok(self.project_id.clone().ok_or_else(|| {
            let message = "project: there is none; pass its id, the option `projectId` or MESHAGENT_PROJECT_ID";
            Error::at("project", &[message])
        })?)
    }

    /// Sends an operation's request, made of what a method was given. `reply` gets the reply as its member `head`.
    pub fn send(&self, project: &str, operation: &str, given: Array, options: JsValue, reply: JsValue) -> Promise {
        let call = prepared(&self.client, project, operation, &given, &options);
        self.sent(call, reply)
    }

    /// Creates a grant or updates it, and says which happened; `reply` as for `send`.
    #[wasm_bindgen(js_name = putGrant)]
    pub fn put_grant(&self, project: &str, grant: JsValue, options: JsValue, reply: JsValue) -> Promise {
        let prepared = self.grant_to_put(project, &grant, &options);
        let client = Rc::clone(&self.client);
        promise(Box::pin(async move {
            let (requests, options) = prepared?;
            let (created, Reply { head, .. }) = client.put_grant(&requests, &options).await?;
            tell_reply(&reply, head);
            Ok(if created { "created" } else { "updated" }.into())
        }))
    }

    /// Sends a request that the package has no method for; `reply` as for `send`.
    pub fn request(&self, request: JsValue, rest: JsValue, reply: JsValue) -> Promise {
        self.sent(custom(&self.client, &request, &rest), reply)
    }

    /// The pages of a list. What cannot be used is refused at once.
    pub fn pages(&self, project: &str, operation: &str, given: Array, options: JsValue) -> Result<PageSource, JsValue> {
        let call = prepared(&self.client, project, operation, &given, &options)?;
        Ok(PageSource::new(Rc::clone(&self.client), call)?)
    }
}

impl Core {
    /// A promise for what a call gives.
    fn sent(&self, call: Result<Call>, reply: JsValue) -> Promise {
        let client = Rc::clone(&self.client);
        promise(Box::pin(async move {
            let Call { request, options } = call?;
            let Reply { head, content } = client.send(&request, &options).await?;
            tell_reply(&reply, head);
            js_value(content, &request.expected.shape)
        }))
    }

    fn grant_to_put(&self, project: &str, grant: &JsValue, options: &JsValue) -> Result<(PutGrant, CallOptions)> {
        let grant = Json::<NewRoomGrant>::check(stringify(grant, "grant")?, "grant")?;
        let requests = PutGrant::new(project, &grant)?;
        let options = options::call(options)?;
        self.client.check_token()?;
        Ok((requests, options))
    }
}

/// Gives the reply to whoever asks for it.
fn tell_reply(reply: &JsValue, head: Option<Received>) {
    if let Some(received) = head {
        // A new object of ours takes every member.
        let _ = Reflect::set(reply, &"head".into(), &web_sys::Response::from(received.head));
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core").field("base_url", &self.client.config.base_url).finish_non_exhaustive()
    }
}
