//! The macros in which [`meshagent-wasm`](https://docs.rs/meshagent-wasm) declares its models and its resources.
//!
//! What they write refers to that crate by `crate::…`, so they are of no use outside of it. Each source of a
//! declaration becomes four things: Rust, static tables, TypeScript, and for resources JavaScript. The last two end up in
//! a section of the wasm module, `meshagent-declarations`, from which the build takes them: each block begins with the
//! byte 1 and a line such as `ts src/api/rooms.rs:000042`.

mod check;
mod errors;
mod expand;
mod plan;
mod syntax;
#[cfg(test)]
mod tests;
mod text;

use proc_macro2::TokenStream;
use syn::Result;

use crate::expand::{Language, Place, block};

/// Declares models: JSON objects with named members, and text with known values.
///
/// ```text
/// model! {
///     #![strict]
///     /// A room to create.
///     pub struct NewRoom {
///         /// The room's name.
///         name: String,
///         /// Whether an existing room of that name is the answer rather than an error. Default: false.
///         if_not_exists?: bool = "false",
///         /// The role of those who have no grant.
///         role?: RoomRole | null,
///         /// The room's annotations.
///         annotations?: BTreeMap<String, String> | missing,
///         /// The text that opens the room.
///         #[secret]
///         key?: String,
///     }
///
///     /// What somebody is in a room.
///     pub values RoomRole = "guest" | "member";
/// }
/// ```
///
/// Everything has a doc comment. Names are those on the wire; one that is a keyword of Rust is written `r#type`.
///
/// # Fields
///
/// | written | missing | `null` | in Rust | in TypeScript |
/// | --- | --- | --- | --- | --- |
/// | `name: T` | refused | refused | `T` | `name: T` |
/// | `name?: T` | stays so | refused | `Option<T>` | `name?: T \| undefined` |
/// | `name?: T \| null` | stays so | stays so | `Option<T>` | `name?: T \| null \| undefined` |
/// | `name?: T \| missing` | stays so | is taken out | `Option<T>` | `name?: T \| undefined` |
/// | `name?: T = "JSON"` | is filled in | refused | `Option<T>` | `name?: T \| undefined` |
/// | `name: T \| null = "JSON"` | is filled in | is filled in | `T` | `name: T` |
///
/// `name?: T = …` is for arguments, which may leave it out; `name: T | null = …` is for replies, which then always have
/// it. The default is JSON text, so text in it has quotation marks of its own: `"\"room_name\""`.
///
/// `#[secret]` before a field hides its value from `Debug`. `#![strict]` before a struct refuses known fields in their
/// camelCase spelling, which the service would not see.
///
/// The types are `String`, `bool`, `u64`, `i64`, `u32`, `f64`, `serde_json::Value`, `JsonObject`, `JsonData`, `Vec<T>`,
/// `BTreeMap<String, T>`, `Option<T>`, other models and whatever else has a table and a name in TypeScript.
///
/// # What it becomes
///
/// A struct with these fields and one more, `other`, for the members that are not known; a `Debug` that shows of `other`
/// only the names; `crate::model::Described` with the static table; an interface of TypeScript. `pub values` becomes an
/// alias of `String` and an open union: any other text is of that type too.
#[proc_macro]
pub fn model(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    finish(expand_model(input.into(), &place()))
}

/// Declares a resource: a class of JavaScript and its methods, each of which is a request.
///
/// ```text
/// resource! {
///     /// The project's rooms.
///     class Rooms as project.rooms;
///
///     /// A room by its name.
///     fn get(name) -> Room = GET "accounts/projects/{project}/rooms/{name}";
///
///     /// One page of the rooms.
///     fn list(which?: ListRooms) -> Page<Room> in rooms = GET "accounts/projects/{project}/rooms";
///
///     /// All rooms, fetched page after page while you go through them.
///     each iterate(which?: IterateRooms) -> Room in rooms by limit = GET "accounts/projects/{project}/rooms";
///
///     /// Replaces what a user may do in a room.
///     fn update_grant(- grant_id or "unused", grant: RoomGrantUpdate) -> () =
///         PUT "accounts/projects/{project}/room-grants/{grant_id}";
///
///     /// Whether there is a file.
///     fn exists(kind in path: "room" | "agent", path) -> exists = HEAD "{project}/{kind}s/{*path}" at files;
///
///     /// Stores a file.
///     upload upload_file(path in query, data) = POST "projects/{project}/storage/upload" at files;
///
///     /// A file as a stream.
///     download open_file(path in query) -> stream = GET "projects/{project}/storage/download" at files;
/// }
/// ```
///
/// # The head
///
/// - `class Rooms as project.rooms;`, with a doc comment: a class, and the project's member that holds it.
/// - `class Profiles as meshagent.profiles;`: the same as a member of the client.
/// - `impl Meshagent;`, without a doc comment: methods of the client itself.
///
/// A module has one `resource!`, for its table is called `RESOURCE`.
///
/// # Operations
///
/// `KIND name(PARAMETERS) -> ANSWER = METHOD "path" WORDS;`, with a doc comment.
///
/// | kind | what the method does |
/// | --- | --- |
/// | `fn` | sends one request |
/// | `each` | goes through a list, page after page; by GET |
/// | `upload` | sends bytes; takes `data`, and has no answer unless there is a `->` |
/// | `download` | fetches bytes |
///
/// A name in `snake_case` is that of the function for Rust; in JavaScript it is in `camelCase`, or what follows `as`:
/// `fn exchange_oauth_token as exchangeOAuthToken(…)`. The methods are GET, POST, PUT, PATCH, DELETE and HEAD.
///
/// # The path
///
/// It is without a slash at its beginning. A segment `{project}` stands for the project's id and comes before all others
/// in braces. Every other `{name}` is a parameter `name` or `- name`, in the same order. There may be text around it in its
/// segment. Slashes stay in `{*name}`, and `{**name}` may be nothing at all.
///
/// What follows a `?` is sent as the query, and a member of the query's object takes the place of one that has its name.
///
/// # Parameters
///
/// | written | what it is |
/// | --- | --- |
/// | `name` | text in the path |
/// | `name in path: "a" \| "b"` | the same, which is one of these values |
/// | `name: T`, `name?: T` | an object: the query of GET, HEAD and DELETE, the JSON body of the others |
/// | `query name: T`, `body name: T`, `form name: T` | an object as the query, the JSON body or a form |
/// | `name in query` | text in the query that is not empty |
/// | `name in body`, `name in body: "a" \| "b"` | text that becomes a member of the JSON body |
/// | `data` | the bytes of an `upload` |
/// | `{}` | no argument: the body is an empty JSON object |
/// | `+ member` | no argument: this member of the JSON body is the project's id |
/// | `- member or "text"` | no argument: this member leaves the JSON body for the path; without it the text does |
///
/// There is at most one object or one text in the query, and at most one body. `in body`, `+` and `-` come before the body,
/// `-` after all text in the path, and what may be left out after what may not. `form name?: T` does not exist.
///
/// # Answers
///
/// | written | what the promise is for |
/// | --- | --- |
/// | `()` | nothing; the reply's body is not looked at |
/// | `T` | the reply, JSON of this type; of HEAD an object of its headers, by names in lower case |
/// | `Page<T> in list` | a page, whose items the reply has in its member `list` |
/// | `T in list by size` | of `each`: such items, by pages whose size goes into the member `size` of the query |
/// | `exists` | whether there is such a thing: a 404 is no error |
/// | `bytes`, `blob`, `stream` | of `download`: the bytes in one of these forms |
///
/// Clauses follow in this order: `in list`; `from member`, when the value is inside this member of the reply; `or null`,
/// when there is one value and a 404 is no error; `by size`.
///
/// # Words
///
/// They follow the path, each at most once: `at files` sends to the host that has the files; `anonymous` sends without
/// the token; `=> path::to::function` has this function rewrite the reply's JSON before it is checked.
///
/// # What it becomes
///
/// A static `crate::request::Operation` for each operation, called like it in capitals, and `RESOURCE`, which lists them;
/// for each `fn` and `each` a function that builds the request, and takes the id of the project where one is needed; a class, or
/// methods of the client, in JavaScript and TypeScript.
#[proc_macro]
pub fn resource(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    finish(expand_resource(input.into(), &place()))
}

/// The kinds of errors: an enum, and a JavaScript class for each variant.
///
/// ```text
/// /// The class of an error.
/// pub enum Kind {
///     /// The class that the others extend, which is written by hand.
///     RoomException,
///     /// The reply is not what the API promises.
///     InvalidResponseError {
///         /// The place in the reply.
///         path: "string",
///     },
/// }
/// ```
///
/// The members in braces are declared in TypeScript; what they hold comes from the error's details.
#[proc_macro]
pub fn errors(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    finish(expand_errors(input.into(), &place()))
}

fn place() -> Place {
    let span = proc_macro::Span::call_site();
    Place { file: span.file(), line: span.line() }
}

fn finish(expanded: Result<TokenStream>) -> proc_macro::TokenStream {
    expanded.unwrap_or_else(syn::Error::into_compile_error).into()
}

fn expand_model(input: TokenStream, place: &Place) -> Result<TokenStream> {
    let models = check::model::models(syn::parse2(input)?)?;
    let mut tokens = expand::models(&models);
    tokens.extend(block(Language::TypeScript, place, &text::model_types(&models)));
    Ok(tokens)
}

fn expand_resource(input: TokenStream, place: &Place) -> Result<TokenStream> {
    let resource = check::resource::resource(syn::parse2(input)?)?;
    let mut tokens = expand::resource(&resource);
    tokens.extend(block(Language::TypeScript, place, &text::resource_types(&resource)));
    tokens.extend(block(Language::JavaScript, place, &text::resource_javascript(&resource)));
    Ok(tokens)
}

fn expand_errors(input: TokenStream, place: &Place) -> Result<TokenStream> {
    let kinds: errors::Kinds = syn::parse2(input)?;
    let mut tokens = kinds.expand();
    tokens.extend(block(Language::TypeScript, place, &kinds.typescript()));
    tokens.extend(block(Language::JavaScript, place, &kinds.javascript()));
    Ok(tokens)
}
