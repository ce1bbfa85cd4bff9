//! One call of an operation: what was sent, by whom, and what it works on.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rusqlite::Connection;
use serde_json::{Map, Value, json};

use crate::app::Server;
use crate::auth::{Access, Caller};
use crate::error::{Error, Result};
use crate::today::contract::Operation;
use crate::today::records::Members;
use crate::today::subjects::Subject;
use crate::today::validate::{LARGEST_PAGE, Texts};
use crate::token;

/// A checked call, in a transaction.
#[derive(Debug)]
pub struct Call<'a> {
    pub app: &'a Server,
    pub db: &'a Connection,
    pub operation: &'a Operation,
    /// Absent only where no token is needed.
    pub access: Option<Access>,
    pub path: Texts,
    /// The project that a header names, where no path does.
    pub project_header: Option<String>,
    pub query: Texts,
    pub body: Value,
}

impl Call<'_> {
    pub fn project(&self) -> &str {
        &self.app.project.id
    }

    pub fn access(&self) -> Result<&Access> {
        self.access.as_ref().ok_or_else(Error::unauthenticated)
    }

    /// A variable segment of the path; the router has matched it.
    pub fn at(&self, name: &str) -> &str {
        self.path.get(name).map(String::as_str).unwrap_or_default()
    }

    /// What stands at a place in the body such as `subject`, or `null`.
    pub fn value(&self, name: &str) -> &Value {
        self.body.get(name).unwrap_or(&Value::Null)
    }

    /// A member of the body that holds text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.value(name).as_str()
    }

    pub fn flag(&self, name: &str) -> Option<bool> {
        self.value(name).as_bool()
    }

    /// A parameter of the query that is not blank.
    pub fn asked(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    pub fn filter(&self) -> &str {
        self.asked("filter").or_else(|| self.text("filter")).unwrap_or_default()
    }

    /// The members of the body that the operation knows.
    pub fn members(&self) -> Members {
        let known = |name: &String| self.operation.body.fields.iter().any(|field| field.name == *name);
        let members = self.body.as_object().into_iter().flatten();
        members.filter(|(name, _)| known(name)).map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    /// The caller as one who may be given roles; a holder of the project's own
    /// key is its service account.
    pub fn caller(&self) -> Result<Subject> {
        Ok(match &self.access()?.caller {
            Caller::User(user) => Subject::new("user", &user.id),
            Caller::ServiceAccount(id) => Subject::new("service_account", id),
            Caller::ApiKey => Subject::new("service_account", &self.app.project.key_id),
            Caller::Participant(_) => return Err(Error::forbidden("a user or a service account")),
        })
    }

    /// The reply of a plain list.
    pub fn list(&self, items: Vec<Value>) -> Result<Value> {
        let key = self.operation.reply.list_key.as_deref();
        let key = key.ok_or_else(|| Error::internal(format!("{} is no list", self.operation.op)))?;
        Ok(json!({ key: items }))
    }

    /// A stretch of a list that is continued by offsets, and its length.
    pub fn stretch(&self, items: Vec<Value>) -> Result<Value> {
        let number = |name: &str| self.asked(name).and_then(|text| text.parse::<usize>().ok());
        let size = self.operation.reply.page_size.as_deref().and_then(number);
        let total = items.len();
        let shown = items.into_iter().skip(number("offset").unwrap_or(0)).take(size.unwrap_or(100));
        let mut reply = self.list(shown.collect())?;
        if let Some(members) = reply.as_object_mut() {
            members.insert("total".to_owned(), json!(total));
        }
        Ok(reply)
    }

    /// One page of a list whose items have keys in ascending order. A token
    /// says after which key the next page begins, and for which list.
    pub fn page(&self, items: Vec<(String, Value)>) -> Result<Map<String, Value>> {
        let asked = |name: &str| self.asked(name).or_else(|| self.text(name)).map(str::to_owned);
        let number = self.body.get("page_size").and_then(Value::as_i64);
        let size = asked("page_size").and_then(|size| size.parse().ok()).or(number).unwrap_or(LARGEST_PAGE);
        let size = usize::try_from(size).map_err(Error::internal)?;
        let list = self.list_name();
        let after = match asked("continuation_token") {
            None => None,
            Some(text) => {
                let wrong = || Error::invalid("continuation_token", "is not one of this list");
                Some(read_token(&text, &list).ok_or_else(wrong)?)
            }
        };
        let total = items.len();
        let mut left = items.into_iter().filter(|(key, _)| after.as_ref().is_none_or(|after| key > after)).peekable();
        let mut shown = Vec::new();
        let mut last = String::new();
        while let Some((key, item)) = left.next_if(|_| shown.len() < size) {
            shown.push(item);
            last = key;
        }
        let Value::Object(mut reply) = self.list(shown)? else { return Ok(Map::new()) };
        if self.app.today.contract.replies_with(self.operation, "total") {
            reply.insert("total".to_owned(), json!(total));
        }
        if left.peek().is_some() {
            let token = URL_SAFE_NO_PAD.encode(json!([list, last]).to_string());
            reply.insert("continuation_token".to_owned(), json!(token));
        }
        Ok(reply)
    }

    /// Tells apart lists with other owners, filters and views. What the operation
    /// does not know, such as the `limit` of the older form, makes no other list.
    fn list_name(&self) -> String {
        let mut query = self.query.clone();
        query.retain(|name, _| self.operation.query.iter().any(|known| known.name == *name));
        let mut body = self.body.clone();
        for paging in ["page_size", "continuation_token"] {
            query.remove(paging);
            body.as_object_mut().and_then(|members| members.remove(paging));
        }
        token::hash(&format!("{} {:?} {query:?} {body}", self.operation.op, self.path))
    }
}

fn read_token(text: &str, list: &str) -> Option<String> {
    let token = URL_SAFE_NO_PAD.decode(text).ok()?;
    let (of, after): (String, String) = serde_json::from_slice(&token).ok()?;
    (of == list).then_some(after)
}
