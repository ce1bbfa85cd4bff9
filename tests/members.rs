//! Project members of both generations: four rights, or roles.

#![cfg(test)]

use meshagent_wasm::api::members::{
    self, ListMembers, MemberRights, NewProjectMember, ProjectMember, ProjectMemberRoles, ProjectMemberUpdate,
};
use meshagent_wasm::model::{Json, Page};
use meshagent_wasm::request::Body;
use serde_json::{Value, json};

fn body(body: &Body) -> Value {
    match body {
        Body::Json(text) => serde_json::from_str(text).unwrap(),
        other => panic!("{other:?}"),
    }
}

/// The body that replaces what a member may do.
fn updated(rights: Value) -> Result<Value, String> {
    let rights = Json::<MemberRights>::check(rights.to_string(), "rights").map_err(|error| error.to_string())?;
    let request = members::update("p", "u", rights).map_err(|error| error.to_string())?;
    Ok(body(&request.data().body))
}

#[test]
fn a_member_gets_rights_or_roles() {
    let rights =
        json!({ "is_admin": true, "is_developer": false, "can_create_rooms": true, "can_use_llm_proxy": false });
    assert_eq!(updated(rights.clone()).unwrap(), rights);
    assert_eq!(updated(json!({ "roles": ["member"] })).unwrap(), json!({ "roles": ["member"] }));
    let missing = updated(json!({ "is_admin": true })).unwrap_err();
    assert_eq!(missing, "rights.is_developer: expected a boolean, got nothing: it is missing");
    let wrong = updated(json!({ "roles": "member" })).unwrap_err();
    assert_eq!(wrong, "rights.roles: expected a list, got text");
    let both = updated(json!({ "roles": [], "is_admin": true })).unwrap_err();
    assert_eq!(both, "is_admin: it cannot be given together with `roles`");
}

#[test]
fn both_are_types_in_rust() {
    let roles = ProjectMemberRoles { roles: vec!["admin".into()], ..ProjectMemberRoles::default() };
    let request = members::update("p", "u", Json::new(&roles).unwrap().into()).unwrap();
    assert_eq!(body(&request.data().body), json!({ "roles": ["admin"] }));
    let rights = ProjectMemberUpdate { is_admin: true, ..ProjectMemberUpdate::default() };
    let request = members::update("p", "u", Json::new(&rights).unwrap().into()).unwrap();
    assert_eq!(body(&request.data().body)["is_admin"], true);
}

#[test]
fn a_new_member_has_rights_or_roles() {
    let added = |member: Value| {
        let member = Json::<NewProjectMember>::check(member.to_string(), "member").unwrap();
        members::add("p", member).map(|request| body(&request.data().body)).map_err(|error| error.to_string())
    };
    let roles = json!({ "user_id": "u", "roles": ["member"], "project_id": "p" });
    assert_eq!(added(json!({ "user_id": "u", "roles": ["member"] })).unwrap(), roles);
    let both = added(json!({ "user_id": "u", "roles": [], "can_create_rooms": false })).unwrap_err();
    assert_eq!(both, "can_create_rooms: it cannot be given together with `roles`");
}

#[test]
fn the_page_is_asked_for_in_one_form() {
    let query = |which: &str| {
        let which = Json::<ListMembers>::check(which.to_owned(), "which").unwrap();
        let mut pairs: Vec<_> = members::list("p", which).unwrap().data().query.split('&').map(str::to_owned).collect();
        pairs.sort();
        pairs.join("&")
    };
    assert_eq!(query("{}"), "count=100&offset=0");
    assert_eq!(query(r#"{"count":5,"filter":"a"}"#), "count=5&filter=a&offset=0");
    assert_eq!(query(r#"{"page_size":5}"#), "page_size=5&view=merged");
    assert_eq!(query(r#"{"view":"user","continuation_token":"t"}"#), "continuation_token=t&view=user");
}

#[test]
fn members_of_both_forms_are_members() {
    let list = members::list("p", Json::check("{}".into(), "").unwrap()).unwrap();
    let reply = json!({
        "users": [
            { "id": "old", "is_admin": true },
            { "user": { "id": "new", "first_name": "Ann", "x": 1 }, "direct_roles": ["member"], "y": 2 },
        ],
        "continuation_token": "t",
        "z": 3,
    });
    let Page { items, continuation_token, .. }: Page<ProjectMember> =
        list.decode(reply.to_string().as_bytes()).unwrap();
    assert_eq!((items[0].id.as_str(), items[0].is_admin, items[0].direct_roles.clone()), ("old", Some(true), None));
    let new = &items[1];
    assert_eq!((new.id.as_str(), new.is_admin, new.first_name.as_deref()), ("new", None, Some("Ann")));
    assert_eq!(new.direct_roles, Some(vec!["member".to_owned()]));
    assert_eq!((&new.other["x"], &new.other["y"], continuation_token.as_deref()), (&json!(1), &json!(2), Some("t")));
    for wrong in [json!({ "user": {} }), json!({ "user": "u" }), json!({ "user": { "id": 1 } })] {
        let error = list.decode(json!({ "users": [wrong] }).to_string().as_bytes()).unwrap_err();
        assert_eq!(error.path(), Some("users[0].id"), "{error}");
    }
}
