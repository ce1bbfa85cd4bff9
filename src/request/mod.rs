//! Requests as data: what is sent, and how the reply is read. Building one needs no browser, no network and no async.

mod data;
mod encode;
mod expected;
mod mark;
mod method;
mod operation;
pub mod paging;
pub mod retry;
mod typed;

pub use self::data::{Body, ContentType, Host, Paging, RequestData};
pub(crate) use self::encode::{encode_form, replace_in_query};
pub use self::expected::{Checked, Expected, Rewrite, Shape};
pub use self::method::Method;
pub use self::operation::{Action, Arguments, Form, Operation, Param, Prepare, Resource};
pub use self::typed::{Answer, Request};
pub(crate) use self::typed::{build, reply_text};
