//! What the expansions refer to, as `meshagent-wasm` has it, without anything behind it.

/// Models.
pub mod model {
    use std::collections::BTreeMap;

    pub use meshagent_schema::{Field, Model, Need, Null, Type};

    pub type JsonObject = serde_json::Map<String, serde_json::Value>;

    pub trait Described {
        const TYPE: Type;
    }
    impl Described for String {
        const TYPE: Type = Type::Text;
    }
    impl Described for bool {
        const TYPE: Type = Type::Bool;
    }
    impl Described for u64 {
        const TYPE: Type = Type::Count;
    }
    impl Described for JsonObject {
        const TYPE: Type = Type::Object;
    }
    impl<T: Described + 'static> Described for Vec<T> {
        const TYPE: Type = Type::List(&T::TYPE);
    }
    impl<T: Described + 'static> Described for BTreeMap<String, T> {
        const TYPE: Type = Type::Map(&T::TYPE);
    }

    pub struct Page<T>(std::marker::PhantomData<T>);

    pub struct Json<T>(pub String, std::marker::PhantomData<fn() -> T>);

    impl<T: Described> Json<T> {
        pub fn new(text: &str) -> Self {
            Json(text.to_owned(), std::marker::PhantomData)
        }
        pub fn into_text(self) -> String {
            self.0
        }
    }

    pub const fn list_field(name: &'static str, ty: &'static Type) -> Field {
        Field { name, ty: Type::List(ty), need: Need::Default("[]"), null: Null::Allowed, secret: false }
    }
    pub const TOTAL_FIELD: Field =
        Field { name: "total", ty: Type::Count, need: Need::Optional, null: Null::Missing, secret: false };
    pub const CONTINUATION_FIELD: Field =
        Field { name: "continuation_token", ty: Type::Text, need: Need::Optional, null: Null::Missing, secret: false };
}

/// Errors.
pub mod error {
    pub type Result<T> = std::result::Result<T, String>;
}

/// Requests.
pub mod request {
    use super::model::{Model, Type};

    #[derive(Debug)]
    pub struct Resource {
        pub name: &'static str,
        pub operations: &'static [&'static Operation],
    }

    #[derive(Debug)]
    pub struct Operation {
        pub name: &'static str,
        pub action: Action,
        pub method: Method,
        pub path: &'static str,
        pub params: &'static [Param],
        pub prepare: Option<fn(&mut ())>,
        pub expected: Expected,
        pub host: Host,
        pub authorized: bool,
        pub project_header: bool,
    }

    #[derive(Debug)]
    pub enum Action {
        Call,
        Iterate(Paging),
        Upload,
        Download(Form),
    }

    #[derive(Debug)]
    pub struct Paging {
        pub page_size: &'static str,
        pub by_token: bool,
    }

    #[derive(Debug)]
    pub enum Form {
        Bytes,
        Blob,
        Stream,
    }

    #[derive(Debug)]
    pub enum Method {
        Get,
        Post,
        Put,
        Patch,
        Delete,
        Head,
    }

    #[derive(Debug)]
    pub enum Param {
        Segment(&'static str),
        Choice(&'static str, &'static [&'static str]),
        Member(&'static str, &'static [&'static str]),
        Query(&'static str, Type),
        OptionalQuery(&'static str, Type),
        Body(&'static str, Type),
        OptionalBody(&'static str, Type),
        Form(&'static str, Type),
        QueryText(&'static str),
        EmptyBody,
        Data(&'static str),
        ProjectId(&'static str),
        Take(&'static str, &'static str),
    }

    #[derive(Debug)]
    pub struct Expected {
        pub shape: Shape,
        pub envelope: Option<&'static str>,
        pub or_null: bool,
        pub rewrite: Option<fn(&str) -> String>,
    }

    #[derive(Debug)]
    pub enum Shape {
        Nothing,
        Json(Type),
        Page(&'static Model, &'static str),
        Bytes,
        Exists,
    }

    #[derive(Debug, PartialEq)]
    pub enum Host {
        Api,
        Files,
    }

    /// What a function has passed on.
    pub struct Request<T> {
        pub name: &'static str,
        pub project: String,
        pub segments: Vec<String>,
        pub text: String,
        answer: std::marker::PhantomData<T>,
    }

    pub fn build<T>(
        operation: &'static Operation,
        project: &str,
        segments: &[&str],
        text: String,
    ) -> super::error::Result<Request<T>> {
        Ok(Request {
            name: operation.name,
            project: project.to_owned(),
            segments: segments.iter().map(|segment| (*segment).to_owned()).collect(),
            text,
            answer: std::marker::PhantomData,
        })
    }
}
