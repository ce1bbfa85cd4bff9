//! The macro that declares a model once: the Rust struct, its TypeScript type and its table.

use std::fmt;

use serde_json::{Map, Value};

/// A JSON object with any members.
pub type JsonObject = Map<String, Value>;

/// A value that may also be `null`.
pub type Nullable<T> = Option<T>;

/// What `Debug` shows of a field: nothing of one that holds a secret.
pub(crate) fn shown<'a>(name: &str, value: &'a dyn fmt::Debug) -> &'a dyn fmt::Debug {
    const SECRETS: [&str; 7] =
        ["access_token", "client_secret", "code", "code_verifier", "id_token", "jwt", "refresh_token"];
    if SECRETS.contains(&name) { &"…" } else { value }
}

/// Declares models. A field is written as in TypeScript:
///
/// - `name: T` must be there;
/// - `name?: T` may be missing, `name?: T | null` may also be `null`, and with `name?: T | missing` a `null` is taken
///   out, so nobody sees it;
/// - `name?: T = "JSON"` gets this JSON text when it is missing, so an argument may leave it out;
/// - `name: T | null = "JSON"` gets it when it is missing or `null`, so a reply always has it.
///
/// `#![strict]` before the model refuses known fields in their camelCase spelling.
macro_rules! model {
    (#![strict] $($rest:tt)*) => { $crate::model::model! { @struct [true] $($rest)* } };
    (@struct [$strict:literal] $(#[$meta:meta])* pub struct $name:ident { $($body:tt)* } $($rest:tt)*) => {
        $crate::model::model! { @fields [$strict] [$(#[$meta])*] $name [] [] $($body)* }
        $crate::model::model! { $($rest)* }
    };
    ($(#[$meta:meta])* pub struct $($rest:tt)*) => {
        $crate::model::model! { @struct [false] $(#[$meta])* pub struct $($rest)* }
    };
    () => {};

    // name?: T | null
    (@fields $strict:tt $meta:tt $name:ident [$($decl:tt)*] [$($table:tt)*]
        $(#[$doc:meta])* $field:ident ? : $ty:ty | null, $($rest:tt)*) => {
        $crate::model::model! { @fields $strict $meta $name
            [$($decl)* $(#[$doc])* #[serde(default, skip_serializing_if = "Option::is_none")] #[tsify(optional)]
                pub $field: $crate::model::Nullable<$ty>,]
            [$($table)* ($field, $ty, Optional, Allowed)] $($rest)* }
    };
    // name?: T | missing
    (@fields $strict:tt $meta:tt $name:ident [$($decl:tt)*] [$($table:tt)*]
        $(#[$doc:meta])* $field:ident ? : $ty:ty | missing, $($rest:tt)*) => {
        $crate::model::model! { @fields $strict $meta $name
            [$($decl)* $(#[$doc])* #[serde(default, skip_serializing_if = "Option::is_none")] #[tsify(optional)]
                pub $field: Option<$ty>,]
            [$($table)* ($field, $ty, Optional, Missing)] $($rest)* }
    };
    // name?: T = "default"
    (@fields $strict:tt $meta:tt $name:ident [$($decl:tt)*] [$($table:tt)*]
        $(#[$doc:meta])* $field:ident ? : $ty:ty = $default:literal, $($rest:tt)*) => {
        $crate::model::model! { @fields $strict $meta $name
            [$($decl)* $(#[$doc])* #[serde(default, skip_serializing_if = "Option::is_none")] #[tsify(optional)]
                pub $field: Option<$ty>,]
            [$($table)* ($field, $ty, Default($default), Refused)] $($rest)* }
    };
    // name?: T
    (@fields $strict:tt $meta:tt $name:ident [$($decl:tt)*] [$($table:tt)*]
        $(#[$doc:meta])* $field:ident ? : $ty:ty, $($rest:tt)*) => {
        $crate::model::model! { @fields $strict $meta $name
            [$($decl)* $(#[$doc])* #[serde(default, skip_serializing_if = "Option::is_none")] #[tsify(optional)]
                pub $field: Option<$ty>,]
            [$($table)* ($field, $ty, Optional, Refused)] $($rest)* }
    };
    // name: T | null = "default"
    (@fields $strict:tt $meta:tt $name:ident [$($decl:tt)*] [$($table:tt)*]
        $(#[$doc:meta])* $field:ident : $ty:ty | null = $default:literal, $($rest:tt)*) => {
        $crate::model::model! { @fields $strict $meta $name
            [$($decl)* $(#[$doc])* pub $field: $ty,]
            [$($table)* ($field, $ty, Default($default), Allowed)] $($rest)* }
    };
    // name: T
    (@fields $strict:tt $meta:tt $name:ident [$($decl:tt)*] [$($table:tt)*]
        $(#[$doc:meta])* $field:ident : $ty:ty, $($rest:tt)*) => {
        $crate::model::model! { @fields $strict $meta $name
            [$($decl)* $(#[$doc])* pub $field: $ty,]
            [$($table)* ($field, $ty, Required, Refused)] $($rest)* }
    };
    (@fields [$strict:literal] [$(#[$meta:meta])*] $name:ident [$($decl:tt)*]
        [$(($field:ident, $ty:ty, $need:ident $(($default:literal))?, $null:ident))*]) => {
        $(#[$meta])*
        #[derive(Clone, Default, PartialEq, serde::Serialize, serde::Deserialize, tsify::Tsify)]
        #[tsify(hashmap_as_object)]
        pub struct $name { $($decl)* }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name))
                    $(.field(stringify!($field), $crate::model::shown(stringify!($field), &self.$field)))*
                    .finish()
            }
        }

        impl $crate::schema::Described for $name {
            const TYPE: $crate::schema::Type = {
                static MODEL: $crate::schema::Model = $crate::schema::Model::new(
                    &[$($crate::schema::Field {
                        name: stringify!($field),
                        ty: <$ty as $crate::schema::Described>::TYPE,
                        need: $crate::schema::Need::$need $(($default))?,
                        null: $crate::schema::Null::$null,
                    }),*],
                    $strict,
                );
                $crate::schema::Type::Model(&MODEL)
            };
        }
    };
}
pub(crate) use model;
