//! What `model!` refuses.

use super::refused;
use crate::expand_model;

/// A model with one field.
fn field(field: &str, message: &str) {
    refused(expand_model, &format!("/// A model.\npub struct Model {{\n    /// A field.\n    {field}\n}}"), &[message]);
}

#[test]
fn items() {
    for (source, message) in [
        ("pub struct «A {}", "it needs a doc comment"),
        ("pub values «A = \"a\";", "it needs a doc comment"),
        ("/// A.\npub «enum A {}", "expected one of: `struct`, `values`, `union`"),
        ("/// A.\n«struct A {}", "expected `pub`"),
        ("«#![lazy]\n/// A.\npub struct A {}", "only `#![strict]` can be here"),
        ("/// A.\n«#[strict]\npub struct A {}", "only a doc comment can be here"),
        ("«#[doc = concat!(\"a\")]\npub struct A {}", "expected a doc comment with plain text"),
        ("«#![strict]\n/// A.\npub values A = \"a\";", "only a struct can be strict"),
        ("/// A.\npub values A = \"a\" | \"b\" | «\"a\";", "this value is there already"),
        ("«#![strict]\n/// A.\npub union A by kind { \"a\" => B }", "only a struct can be strict"),
        ("/// A.\npub union «A by kind {}", "a union has at least one model"),
        ("/// A.\npub union A by kind { \"a\" => B, «\"a\" => C }", "this value is there already"),
        ("pub union «A by kind { \"a\" => B }", "it needs a doc comment"),
    ] {
        refused(expand_model, source, &[message]);
    }
}

#[test]
fn fields() {
    let wrong_default = "no default can be here: the field is `name?: T = \"JSON\"` or `name: T | null = \"JSON\"`";
    for (source, message) in [
        ("id: u64 «= \"1\",", wrong_default),
        ("id?: u64 | missing «= \"1\",", wrong_default),
        ("id: u64 | null«,", "expected `= \"JSON\"`: a field that is never missing cannot be `null`"),
        ("id: u64 | «missing,", "expected `null`"),
        ("id?: u64 | «nothing,", "expected `null` or `missing`"),
        ("id?: u64 «or null,", "expected `,`"),
        ("«#[private] id: u64,", "only a doc comment and `#[secret]` can be here"),
        ("«#[secret(true)] id: u64,", "only a doc comment and `#[secret]` can be here"),
        ("id: u64, «name: String,", "it needs a doc comment"),
        ("id: u64, /// It.\n    «id: u64,", "there is a field of this name already"),
        ("«other: u64,", "`other` is the field of the members that are not known"),
        ("id: Vec<«u8>,", "this type has no name in TypeScript"),
    ] {
        field(source, message);
    }
}

#[test]
fn defaults() {
    for (source, message) in [
        ("id?: String = «\"me\",", "the default is no JSON text: expected value at line 1 column 1"),
        ("id: u64 | null = «\"\",", "the default is no JSON text: EOF while parsing a value at line 1 column 0"),
        ("id?: String = «\"1\",", "the default is no `String`"),
        ("id?: bool = «\"1\",", "the default is no `bool`"),
        ("id?: u64 = «\"-1\",", "the default is no `u64`"),
        ("id?: i64 = «\"1.5\",", "the default is no `i64`"),
        ("id?: f64 = «\"null\",", "the default is no `f64`"),
        ("id: JsonObject | null = «\"[]\",", "the default is no `JsonObject`"),
        ("id: Vec<u64> | null = «\"{}\",", "the default is no `Vec<u64>`"),
        ("id: BTreeMap<String, u64> | null = «\"[]\",", "the default is no `BTreeMap<String,u64>`"),
        ("id?: String = «true,", "expected string literal"),
    ] {
        field(source, message);
    }
}

#[test]
fn all_errors_are_reported() {
    let source = "/// A.\npub struct A {\n/// A.\n«other: u64,\n/// B.\nb?: u64 = «\"x\",\n}\n/// C.\npub values C = \"\" | «\"\";";
    let messages = [
        "`other` is the field of the members that are not known",
        "the default is no JSON text: expected value at line 1 column 1",
        "this value is there already",
    ];
    refused(expand_model, source, &messages);
}

#[test]
fn a_table_has_64_fields() {
    let fields: String = (0..64).map(|number| format!("/// A.\na{number}: u64,\n")).collect();
    refused(
        expand_model,
        &format!("/// A.\npub struct A {{ {fields}\n/// A.\n«last: u64 }}"),
        &["a model has at most 64 fields"],
    );
}
