//! Models as TypeScript and as tokens.

use super::{holds, model_types, tokens};
use crate::expand_model;

const ROOM: &str = r#"
    #![strict]
    /// A room.
    ///
    /// It may be `/**/` empty.
    pub struct Room {
        /// Its id.
        id: String,
        /// Its kind.
        r#type?: RoomKind,
        /// Its owner.
        owner?: String | null,
        /// Its key.
        #[secret]
        key?: Option<String> | missing,
        /// How many people fit in.
        size?: u64 = "50",
        /// Its language.
        language?: String | null = "\"en\"",
        /// Its state.
        state: "open" | "shut" | null = "\"open\"",
        /// Its form.
        form: "v1",
        /// Its annotations.
        annotations: BTreeMap<String, Vec<Option<String>>> | null = "{}",
    }
"#;

#[test]
fn a_model_is_an_interface() {
    let expected = "\
/**
 * A room.
 *
 * It may be `/**\\/` empty.
 */
export interface Room {
  /** Its id. */
  id: string;
  /** Its kind. */
  type?: RoomKind | undefined;
  /** Its owner. */
  owner?: string | null | undefined;
  /** Its key. */
  key?: string | null | undefined;
  /** How many people fit in. */
  size?: number | undefined;
  /** Its language. */
  language?: string | null | undefined;
  /** Its state. */
  state: \"open\" | \"shut\" | (string & {});
  /** Its form. */
  form: \"v1\";
  /** Its annotations. */
  annotations: Record<string, (string | null)[]>;
}
";
    assert_eq!(model_types(ROOM), expected);
}

#[test]
fn a_model_is_a_struct_with_a_table() {
    let text = tokens(expand_model, ROOM);
    for part in [
        r#"#[doc = " A room."] #[doc = ""] #[doc = " It may be `/**/` empty."]"#,
        "#[derive(Clone, Default, PartialEq, ::serde::Serialize, ::serde::Deserialize)] pub struct Room {",
        r#"#[doc = " Its id."] pub id: String,"#,
        r#"#[serde(default, skip_serializing_if = "Option::is_none")] pub r#type: Option<RoomKind>,"#,
        "pub annotations: BTreeMap<String, Vec<Option<String> > >,",
        "#[serde(flatten)] pub other: crate::model::JsonObject",
        r#".field("type", &self.r#type)"#,
        r#".field("key", &::std::format_args!("…"))"#,
        r#".field("other", &self.other.keys().collect::<::std::vec::Vec<_>>())"#,
        "impl crate::model::Described for Room",
        r#"crate::model::Field { name: "id", ty: <String as crate::model::Described>::TYPE,
            need: crate::model::Need::Required, null: crate::model::Null::Refused, secret: false, }"#,
        r#"name: "type", ty: <RoomKind as crate::model::Described>::TYPE,
            need: crate::model::Need::Optional, null: crate::model::Null::Refused,"#,
        "need: crate::model::Need::Optional, null: crate::model::Null::Allowed,",
        "need: crate::model::Need::Optional, null: crate::model::Null::Missing, secret: true, }",
        r#"need: crate::model::Need::Default("50"), null: crate::model::Null::Refused, secret: false, }"#,
        r#"need: crate::model::Need::Default("{}"), null: crate::model::Null::Allowed,"#,
    ] {
        holds(&text, part);
    }
    holds(&text, "}], true);");
    holds(&tokens(expand_model, "/// A.\npub struct A {}"), "Model::new(&[], false);");
}

#[test]
fn the_types_are_in_a_section() {
    let text = tokens(expand_model, "/// Ä \"x\".\npub struct Empty {}");
    let block = "\u{1}ts src/api/rooms.rs:000042\n/** Ä \"x\". */\nexport interface Empty {}\n";
    holds(
        &text,
        &format!(
            r#"const _: () = {{
                #[cfg(all(feature = "exports", target_arch = "wasm32"))]
                #[allow(unsafe_code, reason = "a section of a name that nothing else has, and only bytes in it")]
                #[unsafe(link_section = "meshagent-declarations")]
                static DECLARATION: [u8; {}] = *{};
            }};"#,
            block.len(),
            proc_macro2::Literal::byte_string(block.as_bytes()),
        ),
    );
}

#[test]
fn lists_of_values_are_open() {
    let source = "
        /// What a user is.
        pub values RoomRole = \"guest\" | \"a \\\"b\\\"\";

        /// Many.
        pub values Many = \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\" | \"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\"
            | \"cccccccccccccccccccccccccc\";
    ";
    let expected = "\
/** What a user is. */
export type RoomRole = \"guest\" | \"a \\\"b\\\"\" | (string & {});

/** Many. */
export type Many =
  | \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"
  | \"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\"
  | \"cccccccccccccccccccccccccc\"
  | (string & {});
";
    assert_eq!(model_types(source), expected);
    holds(
        &tokens(expand_model, source),
        r#"#[doc = " What a user is."] #[doc = ""] #[doc = " Known values: `guest`, `a \"b\"`."]
            pub type RoomRole = String;"#,
    );
}

#[test]
fn a_comment_is_one_line_where_that_fits() {
    // With `/**  */`, two spaces before it, and 111 letters, the line has 120 columns.
    let fitting = model_types(&format!("/// A.\npub struct A {{\n/// {}\na: bool }}", "ä".repeat(111)));
    assert!(fitting.contains(&format!("  /** {} */\n", "ä".repeat(111))));
    let longer = model_types(&format!("/// A.\npub struct A {{\n/// {}\na: bool }}", "ä".repeat(112)));
    assert!(longer.contains(&format!("  /**\n   * {}\n   */\n", "ä".repeat(112))));
}

#[test]
fn a_union_is_one_of_its_models() {
    let source = "/// A tool.\npub union Tool by r#type { \"web\" => Web, \"own\" => other::Own }";
    assert_eq!(model_types(source), "/** A tool. */\nexport type Tool = Web | Own;\n");
    let text = tokens(expand_model, source);
    holds(&text, "#[serde(transparent)] pub struct Tool(pub crate::model::JsonObject);");
    holds(&text, r#"tag: "type", variants: &[ ("web", match <Web as crate::model::Described>::TYPE {"#);
    holds(&text, "impl ::std::convert::From<crate::model::Json<other::Own> > for crate::model::Json<Tool>");
}
