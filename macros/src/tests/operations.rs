//! Resources as tokens.

use super::{holds, rooms, tokens};
use crate::expand_resource;

/// The tokens of the one operation.
fn expanded(operation: &str) -> String {
    tokens(expand_resource, &rooms(operation))
}

#[test]
fn operations_are_tables() {
    holds(
        &expanded("fn get_it(name) -> Room = GET \"projects/{project}/rooms/{name}\";"),
        r#"static GET_IT: crate::request::Operation = crate::request::Operation {
            name: "getIt",
            action: crate::request::Action::Call,
            method: crate::request::Method::Get,
            path: "projects/{project}/rooms/{name}",
            params: &[crate::request::Param::Segment("name")],
            prepare: None,
            expected: crate::request::Expected {
                shape: crate::request::Shape::Json(<Room as crate::model::Described>::TYPE),
                envelope: None,
                or_null: false,
                rewrite: None,
            },
            host: crate::request::Host::Api,
            authorized: true,
            project_header: false,
        };"#,
    );
    holds(
        &expanded("fn a(b) -> () = POST \"x/{b}:do?how=so\" with project using c::d;"),
        r#"path: "x/{b}:do?how=so",
            params: &[crate::request::Param::Segment("b")],
            prepare: Some(c::d),"#,
    );
    holds(&expanded("fn a() -> () = POST \"x\" with project;"), "authorized: true, project_header: true, };");
    for (by, by_token) in [("limit", false), ("page_size token", true)] {
        let size = by.split(' ').next().unwrap();
        holds(
            &expanded(&format!("each a() -> Room in rooms by {by} = GET \"x\";")),
            &format!(
                "action: crate::request::Action::Iterate(crate::request::Paging {{
                    page_size: \"{size}\", by_token: {by_token} }}),"
            ),
        );
    }
    holds(
        &expanded("each all() -> Room in rooms from reply by limit = GET \"x\" => a::b at files anonymous;"),
        r#"expected: crate::request::Expected {
                shape: crate::request::Shape::Page(&PAGE_0, "rooms"),
                envelope: Some("reply"),
                or_null: false,
                rewrite: Some(a::b),
            },
            host: crate::request::Host::Files,
            authorized: false,"#,
    );
    for (operation, part) in [
        ("fn a(which: A) -> () = DELETE \"x\";", r#"Query("which", <A as crate::model::Described>::TYPE)"#),
        ("fn a(which?: A) -> () = HEAD \"x\";", r#"OptionalQuery("which", <A as crate::model::Described>::TYPE)"#),
        (
            "fn a(query which?: A) -> () = POST \"x\";",
            r#"OptionalQuery("which", <A as crate::model::Described>::TYPE)"#,
        ),
        ("fn a(it: A) -> () = PATCH \"x\";", r#"Body("it", <A as crate::model::Described>::TYPE)"#),
        ("fn a(it?: A) -> () = PUT \"x\";", r#"OptionalBody("it", <A as crate::model::Described>::TYPE)"#),
        ("fn a(body it: A) -> () = DELETE \"x\";", r#"Body("it", <A as crate::model::Described>::TYPE)"#),
        ("fn a(form form: A) -> () = POST \"x\";", r#"Form("form", <A as crate::model::Described>::TYPE)"#),
    ] {
        holds(&expanded(operation), &format!("params: &[crate::request::Param::{part}]"));
    }
    holds(
        &expanded("fn a(b in path: \"c\" | \"d\", e in body: \"f\", g in body, h: H) -> exists = PUT \"{b}s/\";"),
        r#"path: "{b}s/",
            params: &[
                crate::request::Param::Choice("b", &["c", "d"]),
                crate::request::Param::Member("e", &["f"]),
                crate::request::Param::Member("g", &[]),
                crate::request::Param::Body("h", <H as crate::model::Described>::TYPE)
            ],
            prepare: None,
            expected: crate::request::Expected {
                shape: crate::request::Shape::Exists,"#,
    );
    holds(
        &expanded("fn a(query, + p, - q or \"r\", body: A) -> () = POST \"{query}/{q}\";"),
        r#"params: &[
            crate::request::Param::Segment("query"),
            crate::request::Param::ProjectId("p"),
            crate::request::Param::Take("q", "r"),
            crate::request::Param::Body("body", <A as crate::model::Described>::TYPE)
        ]"#,
    );
}

#[test]
fn a_page_has_one_table() {
    let text = tokens(
        expand_resource,
        &rooms(
            "fn a() -> Page<Room> in rooms = GET \"x\"; /// B.\nfn b() -> Page<Room> in list = GET \"x\"; /// C.\n\
             each c() -> Room in rooms by limit = GET \"x\";",
        ),
    );
    holds(
        &text,
        r#"static PAGE_0: crate::model::Model = crate::model::Model::new(
            &[
                crate::model::list_field("rooms", &<Room as crate::model::Described>::TYPE),
                crate::model::TOTAL_FIELD,
                crate::model::CONTINUATION_FIELD,
            ],
            false,
        );"#,
    );
    assert_eq!((text.matches("static PAGE_").count(), text.matches("& PAGE_0 ,").count()), (2, 2));
}

#[test]
fn calls_have_functions() {
    let project = "accounts/{project}";
    for (operation, function) in [
        (
            format!("fn a(b, which?: W) -> Page<Room> in r = GET \"{project}/{{b}}\";"),
            "pub fn a(project: &str, b: &str, which: crate::model::Json<W>)
                -> crate::error::Result<crate::request::Request<crate::model::Page<Room> >> {
                crate::request::build(&A, project, &[b], which.into_text())
            }",
        ),
        (
            format!("fn a(it?: W) -> Room or null = POST \"{project}\";"),
            "pub fn a(project: &str, it: crate::model::Json<W>)
                -> crate::error::Result<crate::request::Request<Option<Room>> > {
                crate::request::build(&A, project, &[], it.into_text())
            }",
        ),
        (
            "fn a(path in query) -> () = GET \"x\";".to_owned(),
            "pub fn a(path: &str) -> crate::error::Result<crate::request::Request<()>> {
                crate::request::build(&A, \"\", &[], path.to_owned())
            }",
        ),
        (
            "fn a(+ project_id, b in body, it: W) -> exists = POST \"x\";".to_owned(),
            "pub fn a(project: &str, b: &str, it: crate::model::Json<W>)
                -> crate::error::Result<crate::request::Request<bool>> {
                crate::request::build(&A, project, &[b], it.into_text())
            }",
        ),
        (
            "fn a({}) -> () = POST \"x\";".to_owned(),
            "pub fn a() -> crate::error::Result<crate::request::Request<()>> {
                crate::request::build(&A, \"\", &[], String::new())
            }",
        ),
    ] {
        let text = expanded(&operation);
        holds(&text, function);
        holds(&text, r#"#[doc = " Does it."] #[doc = ""] #[doc = " `"#);
    }
    for operation in ["upload a(data) = POST \"x\";", "download a() -> blob = GET \"x\";"] {
        assert!(!expanded(operation).contains("pub fn"));
    }
}

#[test]
fn the_client_has_no_project() {
    let source = "
        impl Meshagent;
        /// Exchanges it.
        fn exchange_oauth_token as exchangeOAuthToken(form form: Exchange) -> Token = POST \"oauth/token\" anonymous;
    ";
    let text = tokens(expand_resource, source);
    holds(&text, "name: \"\", operations: &[&EXCHANGE_OAUTH_TOKEN]");
    holds(&text, "host: crate::request::Host::Api, authorized: false,");
    holds(
        &text,
        "(form: crate::model::Json<Exchange>) -> crate::error::Result<crate::request::Request<Token>> {
            crate::request::build(&EXCHANGE_OAUTH_TOKEN, \"\", &[], form.into_text())
        }",
    );
}
