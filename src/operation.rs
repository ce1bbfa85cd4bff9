//! Operations as data: what a method of an exported class takes, sends and gets back.
//!
//! A resource's declaration yields three things: functions that build its requests, for Rust and for tests; a static
//! table, from which one function serves the methods of every exported class; and the class's TypeScript declaration.

use std::mem;

use crate::encode::{encode_form, encode_path, push_form};
use crate::error::{Error, Result};
use crate::json::Value;
use crate::request::{Answer, Body, Method, Parts, Reading, Request};
use crate::schema::{self, Type};

/// A class of methods that belong to a project.
#[derive(Debug)]
pub struct Class {
    /// Its name in JavaScript.
    pub name: &'static str,
    /// The project's member that holds it.
    pub member: &'static str,
    /// Its methods.
    pub operations: &'static [Operation],
}

/// One method of an exported class.
#[derive(Debug)]
pub struct Operation {
    /// Its name in JavaScript.
    pub name: &'static str,
    /// What it does.
    pub how: How,
    /// The method of its request.
    pub method: Method,
    /// The path; each `{name}` in it stands for the project's id, then for the arguments in their order.
    pub path: &'static str,
    /// The arguments in their order.
    pub params: &'static [Param],
    /// How the reply is read.
    pub reading: Reading,
}

/// What a method does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Sends one request.
    Call,
    /// Goes through a list, page after page; this is what the list's own call names the page's size.
    Pages(&'static str),
    /// Sends bytes.
    Upload,
    /// Fetches bytes and returns them as `bytes`, `blob` or `stream`.
    Download(&'static str),
}

/// One argument of a method, or something that happens to one. Each begins with the argument's name.
#[derive(Clone, Copy, Debug)]
pub enum Param {
    /// Text in the path.
    Segment(&'static str),
    /// A JSON body.
    Body(&'static str, Type),
    /// No argument: the body is an empty object.
    Empty,
    /// The members of the query; may be left out.
    Query(&'static str, Type),
    /// The members of a form, which is sent without the token.
    Form(&'static str, Type),
    /// Text that is not empty, for the query.
    Path(&'static str),
    /// The bytes to send.
    Data(&'static str),
    /// No argument: this member of the body is the project's id.
    Put(&'static str),
    /// No argument: this member of the body goes into the path; without it this text does.
    Taken(&'static str, &'static str),
}

impl Operation {
    /// Whether all there is to its request are texts in the path.
    pub(crate) fn is_all_path(&self) -> bool {
        let mut all = matches!(self.how, How::Call);
        for param in self.params {
            all &= matches!(param, Param::Segment(_));
        }
        all
    }

    /// The request for a project, the other segments of the path, and the checked text of the one other argument, if it
    /// takes one.
    #[inline(never)]
    pub(crate) fn parts(&self, project: &str, mut segments: Vec<String>, mut text: String) -> Result<Box<Parts>> {
        let (mut query, mut body, mut authorized) = (String::new(), Body::Empty, true);
        for param in self.params {
            match param {
                Param::Segment(_) => {}
                Param::Put(name) => text = schema::put(&text, name, project),
                Param::Taken(name, default) => {
                    let taken = schema::take(&mut text, name)?.filter(|taken| !taken.is_empty());
                    segments.push(taken.unwrap_or((*default).to_owned()));
                }
                Param::Empty => body = Body::Json("{}".to_owned()),
                Param::Body(..) => body = Body::Json(mem::take(&mut text)),
                Param::Query(..) => query = encode_form(Value::checked(&text))?,
                Param::Form(..) => {
                    body = Body::Form(encode_form(Value::checked(&text))?);
                    authorized = false;
                }
                Param::Path(name) if text.is_empty() => return Err(Error::place(name, "text", "empty text")),
                Param::Path(name) => push_form(&mut query, name, &text),
                Param::Data(_) => body = Body::Bytes,
            }
        }
        let (method, reading) = (self.method, self.reading);
        let path = encode_path(self.path, project, &segments)?;
        Ok(Box::new(Parts { method, path, query, body, authorized, reading }))
    }

    /// The same as a request that knows its answer's type.
    pub(crate) fn request<T: Answer>(&self, project: &str, segments: &[&str], text: String) -> Result<Request<T>> {
        let segments = segments.iter().map(|segment| (*segment).to_owned()).collect();
        self.parts(project, segments, text).map(Request::of)
    }
}

/// Declares a resource's class and its operations:
///
/// ```text
/// /// What the class is.
/// class Rooms as rooms;
///
/// /// What the method does.
/// fn list_all as listAll(user_id, which?: ListRooms) -> Page<Room> = GET "accounts/projects/{project}/…/{user_id}";
/// ```
///
/// An argument `name` is text in the path, `name: T` the body, `name?: T` the query; `+ name` puts the project's id into
/// the body and `- name or "text"` takes a member of the body into the path, both before the body itself; `{}` sends an
/// empty body. `=> function` translates older replies. `each … by "limit"` goes through a list and makes no function for Rust, which has that of
/// the list.
macro_rules! resource {
    ($(#[doc = $doc:literal])* class $class:ident as $member:ident; $($rest:tt)*) => {
        $crate::operation::resource! { @ops $class $member [$($doc)*] [] [] $($rest)* }
    };

    (@ops $class:ident $member:ident $about:tt $table:tt $types:tt
        $(#[doc = $doc:literal])* fn $name:ident $(as $js:ident)? ($($args:tt)*) -> () = $verb:ident $path:literal
        $(=> $rewrite:path)?; $($rest:tt)*) => {
        $crate::operation::resource! { @fn [$($doc)*] $name ($verb $path [$($rewrite)?]) [()] ($($args)*) [] [] [String::new()] ($($args)*) }
        $crate::operation::resource! { @op $class $member $about $table $types [$($doc)*]
            [$name $($js)?] Call [()] ["Promise<void>"] ($($args)*) ($verb $path [$($rewrite)?]) $($rest)* }
    };
    (@ops $class:ident $member:ident $about:tt $table:tt $types:tt
        $(#[doc = $doc:literal])* fn $name:ident $(as $js:ident)? ($($args:tt)*) -> $answer:ty = $verb:ident $path:literal
        $(=> $rewrite:path)?; $($rest:tt)*) => {
        $crate::operation::resource! {
            @fn [$($doc)*] $name ($verb $path [$($rewrite)?]) [$answer] ($($args)*) [] [] [String::new()] ($($args)*)
        }
        $crate::operation::resource! { @op $class $member $about $table $types [$($doc)*] [$name $($js)?] Call
            [$answer] ["Promise<", stringify!($answer), ">"] ($($args)*) ($verb $path [$($rewrite)?]) $($rest)* }
    };
    (@ops $class:ident $member:ident $about:tt $table:tt $types:tt
        $(#[doc = $doc:literal])* each $name:ident ($($args:tt)*) -> $item:ty = $verb:ident $path:literal by $size:literal;
        $($rest:tt)*) => {
        $crate::operation::resource! { @op $class $member $about $table $types [$($doc)*] [$name] (Pages($size))
            [$crate::page::Page<$item>] ["AsyncIterableIterator<", stringify!($item), ">"] ($($args)*) ($verb $path [])
            $($rest)* }
    };
    (@ops $class:ident $member:ident [$($about:literal)*] [$($table:tt)*] [$($types:tt)*]) => {
        #[doc = concat!("The methods of `", stringify!($class), "`.")]
        pub static CLASS: $crate::operation::Class = $crate::operation::Class {
            name: stringify!($class),
            member: stringify!($member),
            operations: &[$($table)*],
        };

        #[cfg(feature = "exports")]
        #[wasm_bindgen::prelude::wasm_bindgen(typescript_custom_section)]
        const TYPES: &str = concat!(
            "export interface Project {\n  /**\n", $("   *", $about, "\n",)* "   */\n  readonly ", stringify!($member), ": ",
            stringify!($class), ";\n}\n\n/**\n", $(" *", $about, "\n",)* " */\nexport class ", stringify!($class),
            " {\n  private constructor();\n  free(): void;\n  [Symbol.dispose](): void;\n", $($types)* "}"
        );
    };

    // One entry of the table and one method of the declaration.
    (@op $class:ident $member:ident $about:tt [$($table:tt)*] [$($types:tt)*] [$($doc:literal)*]
        [$name:ident $($js:ident)?] $how:tt [$answer:ty] [$($returns:tt)*] $args:tt
        ($verb:ident $path:literal [$($rewrite:path)?]) $($rest:tt)*) => {
        $crate::operation::resource! { @ops $class $member $about
            [$($table)* $crate::operation::resource!(@operation [$name $($js)?] $how [$answer] $args
                ($verb $path [$($rewrite)?])),]
            [$($types)* "  /**\n", $("   *", $doc, "\n",)* "   *\n   * `", stringify!($verb), " /", $path,
                "`\n   */\n  ", $crate::operation::resource!(@js $name $($js)?), "(",
                $crate::operation::resource!(@arguments [] $args), "options?: RequestOptions): ", $($returns)*, ";\n",]
            $($rest)* }
    };
    (@operation [$name:ident $($js:ident)?] $how:tt [$answer:ty] $args:tt
        ($verb:ident $path:literal [$($rewrite:path)?])) => {
        $crate::operation::Operation {
            name: $crate::operation::resource!(@js $name $($js)?),
            how: $crate::operation::resource!(@how $how),
            method: $crate::operation::resource!(@method $verb),
            path: $path,
            params: $crate::operation::resource!(@params [] $args),
            reading: $crate::request::Reading {
                reply: <$answer as $crate::request::Answer>::REPLY,
                rewrite: $crate::operation::resource!(@rewrite $($rewrite)?),
            },
        }
    };
    (@method GET) => { $crate::request::Method::Get };
    (@method POST) => { $crate::request::Method::Post };
    (@method PUT) => { $crate::request::Method::Put };
    (@method DELETE) => { $crate::request::Method::Delete };
    (@js $name:ident) => { stringify!($name) };
    (@js $name:ident $js:ident) => { stringify!($js) };
    (@how Call) => { $crate::operation::How::Call };
    (@how (Pages($size:literal))) => { $crate::operation::How::Pages($size) };
    (@rewrite) => { None };
    (@rewrite $rewrite:path) => { Some($rewrite) };

    (@params [$($table:tt)*] ()) => { &[$($table)*] };
    (@params [$($table:tt)*] ({} $(, $($rest:tt)*)?)) => {
        $crate::operation::resource!(@params [$($table)* $crate::operation::Param::Empty,] ($($($rest)*)?))
    };
    (@params [$($table:tt)*] (+ $name:ident $(, $($rest:tt)*)?)) => {
        $crate::operation::resource!(@params
            [$($table)* $crate::operation::Param::Put(stringify!($name)),] ($($($rest)*)?))
    };
    (@params [$($table:tt)*] (- $name:ident or $default:literal $(, $($rest:tt)*)?)) => {
        $crate::operation::resource!(@params
            [$($table)* $crate::operation::Param::Taken(stringify!($name), $default),] ($($($rest)*)?))
    };
    (@params [$($table:tt)*] ($name:ident ? : $ty:ty $(, $($rest:tt)*)?)) => {
        $crate::operation::resource!(@params [$($table)* $crate::operation::Param::Query(stringify!($name),
            <$ty as $crate::schema::Described>::TYPE),] ($($($rest)*)?))
    };
    (@params [$($table:tt)*] ($name:ident : $ty:ty $(, $($rest:tt)*)?)) => {
        $crate::operation::resource!(@params [$($table)* $crate::operation::Param::Body(stringify!($name),
            <$ty as $crate::schema::Described>::TYPE),] ($($($rest)*)?))
    };
    (@params [$($table:tt)*] ($name:ident $(, $($rest:tt)*)?)) => {
        $crate::operation::resource!(@params
            [$($table)* $crate::operation::Param::Segment(stringify!($name)),] ($($($rest)*)?))
    };

    // The arguments as TypeScript declares them.
    (@arguments [$($text:tt)*] ()) => { concat!($($text)*) };
    (@arguments $text:tt ({} $(, $($rest:tt)*)?)) => {
        $crate::operation::resource!(@arguments $text ($($($rest)*)?))
    };
    (@arguments $text:tt (+ $name:ident $(, $($rest:tt)*)?)) => {
        $crate::operation::resource!(@arguments $text ($($($rest)*)?))
    };
    (@arguments $text:tt (- $name:ident or $default:literal $(, $($rest:tt)*)?)) => {
        $crate::operation::resource!(@arguments $text ($($($rest)*)?))
    };
    (@arguments [$($text:tt)*] ($name:ident ? : $ty:ty $(, $($rest:tt)*)?)) => {
        $crate::operation::resource!(@arguments
            [$($text)* stringify!($name), "?: ", stringify!($ty), ", ",] ($($($rest)*)?))
    };
    (@arguments [$($text:tt)*] ($name:ident : $ty:ty $(, $($rest:tt)*)?)) => {
        $crate::operation::resource!(@arguments
            [$($text)* stringify!($name), ": ", stringify!($ty), ", ",] ($($($rest)*)?))
    };
    (@arguments [$($text:tt)*] ($name:ident $(, $($rest:tt)*)?)) => {
        $crate::operation::resource!(@arguments [$($text)* stringify!($name), ": string, ",] ($($($rest)*)?))
    };

    // The function for Rust.
    (@fn [$($doc:literal)*] $name:ident ($verb:ident $path:literal $rewrite:tt) [$answer:ty] $args:tt
        [$($param:tt)*] [$($segment:ident)*] [$text:expr] ()) => {
        $(#[doc = $doc])*
        #[doc = ""]
        #[doc = concat!("`", stringify!($verb), " /", $path, "`")]
        pub fn $name(
            project: &str, $($param)*
        ) -> $crate::error::Result<$crate::request::Request<$answer>> {
            const OPERATION: $crate::operation::Operation =
                $crate::operation::resource!(@operation [$name] Call [$answer] $args ($verb $path $rewrite));
            OPERATION.request(project, &[$($segment),*], $text)
        }
    };
    (@fn $doc:tt $name:ident $sent:tt $answer:tt $args:tt $param:tt $segment:tt $text:tt
        ({} $(, $($rest:tt)*)?)) => {
        $crate::operation::resource! { @fn $doc $name $sent $answer $args $param $segment $text ($($($rest)*)?) }
    };
    (@fn $doc:tt $name:ident $sent:tt $answer:tt $args:tt $param:tt $segment:tt $text:tt
        (+ $put:ident $(, $($rest:tt)*)?)) => {
        $crate::operation::resource! { @fn $doc $name $sent $answer $args $param $segment $text ($($($rest)*)?) }
    };
    (@fn $doc:tt $name:ident $sent:tt $answer:tt $args:tt $param:tt $segment:tt $text:tt
        (- $taken:ident or $default:literal $(, $($rest:tt)*)?)) => {
        $crate::operation::resource! { @fn $doc $name $sent $answer $args $param $segment $text ($($($rest)*)?) }
    };
    (@fn $doc:tt $name:ident $sent:tt $answer:tt $args:tt [$($param:tt)*] $segment:tt $text:tt
        ($arg:ident ? : $ty:ty $(, $($rest:tt)*)?)) => {
        $crate::operation::resource! { @fn $doc $name $sent $answer $args
            [$($param)* $arg: $crate::schema::Json<impl $crate::schema::Described>,] $segment [$arg.into_text()]
            ($($($rest)*)?) }
    };
    (@fn $doc:tt $name:ident $sent:tt $answer:tt $args:tt [$($param:tt)*] $segment:tt $text:tt
        ($arg:ident : $ty:ty $(, $($rest:tt)*)?)) => {
        $crate::operation::resource! { @fn $doc $name $sent $answer $args
            [$($param)* $arg: $crate::schema::Json<$ty>,] $segment [$arg.into_text()] ($($($rest)*)?) }
    };
    (@fn $doc:tt $name:ident $sent:tt $answer:tt $args:tt [$($param:tt)*] [$($segment:ident)*] $text:tt
        ($arg:ident $(, $($rest:tt)*)?)) => {
        $crate::operation::resource! { @fn $doc $name $sent $answer $args
            [$($param)* $arg: &str,] [$($segment)* $arg] $text ($($($rest)*)?) }
    };
}
pub(crate) use resource;
