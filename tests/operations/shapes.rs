//! What the contract says of arguments and replies. The order is its own.

use super::shape::Shape::{self, Bool, Count, Integer, Object, Segment, Text};
use super::shape::{Field, default, filled, list, map, may, model, must, nullable, strict, unseen};

pub fn room() -> Shape {
    model(vec![
        must("id", Text),
        must("name", Text),
        filled("metadata", Object, "{}"),
        filled("annotations", map(Text), "{}"),
        may("enabled", Bool),
    ])
}

pub fn new_room() -> Shape {
    model(vec![
        must("name", Text),
        default("if_not_exists", Bool, "false"),
        unseen("metadata", Object),
        unseen("annotations", map(Text)),
        unseen("permissions", map(scope())),
    ])
}

pub fn room_update() -> Shape {
    model(vec![must("name", Text), unseen("metadata", Object), unseen("annotations", map(Text)), may("enabled", Bool)])
}

pub fn connection() -> Shape {
    model(["jwt", "room_name", "project_id", "room_url"].map(|name| must(name, Text)).into())
}

pub fn new_grant() -> Shape {
    model(vec![must("room_id", Text), must("user_id", Text), must("permissions", scope())])
}

pub fn new_grant_by_email() -> Shape {
    model(vec![
        must("room_id", Text),
        must("email", Text),
        must("permissions", scope()),
        unseen("invite_redirect_url", Text),
    ])
}

pub fn grant_update() -> Shape {
    model(vec![must("room_id", Text), must("user_id", Text), must("permissions", scope()), may("grant_id", Segment)])
}

pub fn grant() -> Shape {
    model(vec![must("room", room()), must("user_id", Text), filled("permissions", scope(), "{}")])
}

pub fn room_count() -> Shape {
    model(vec![must("room", room()), must("count", Count)])
}

pub fn user_count() -> Shape {
    let profile = ["email", "first_name", "last_name"].map(|name| nullable(name, Text));
    model([vec![must("user_id", Text), must("count", Count)], profile.into()].concat())
}

/// The arguments of a list that has an order only if it has a default for it.
pub fn query(size: &'static str, default_size: &str, order: Option<&str>, filter: bool) -> Shape {
    let mut fields = vec![default(size, Count, default_size), default("offset", Count, "0")];
    fields.extend(order.map(|order| default("order_by", Text, order)));
    fields.extend(filter.then(|| may("filter", Text)));
    fields.push(may("continuation_token", Text));
    model(fields)
}

pub fn grants_by_user() -> Shape {
    model(vec![
        default("limit", Count, "50"),
        default("offset", Count, "0"),
        may("order_by", Text),
        may("filter", Text),
        may("continuation_token", Text),
    ])
}

/// A list's reply.
pub fn page(name: &'static str, item: Shape) -> Shape {
    model(vec![filled(name, list(item), "[]"), unseen("total", Count), unseen("continuation_token", Text)])
}

const RIGHTS: [&str; 4] = ["is_admin", "is_developer", "can_create_rooms", "can_use_llm_proxy"];

pub fn new_member() -> Shape {
    model([vec![must("user_id", Text)], RIGHTS.map(|name| may(name, Bool)).into()].concat())
}

pub fn member_update() -> Shape {
    model(RIGHTS.map(|name| must(name, Bool)).into())
}

pub fn member() -> Shape {
    let profile = ["email", "first_name", "last_name"].map(|name| nullable(name, Text));
    model([vec![must("id", Text)], profile.into(), RIGHTS.map(|name| nullable(name, Bool)).into()].concat())
}

pub fn role() -> Shape {
    model(vec![
        must("role", Text),
        filled("can_create_rooms", Bool, "false"),
        filled("can_use_llm_proxy", Bool, "false"),
    ])
}

fn client_lists(field: fn(&'static str, Shape) -> Field) -> Vec<Field> {
    ["grant_types", "response_types", "redirect_uris"].map(|name| field(name, list(Text))).into()
}

pub fn oauth_client() -> Shape {
    let rest = vec![
        must("client_id", Text),
        unseen("client_secret", Text),
        must("scope", Text),
        must("project_id", Text),
        filled("metadata", Object, "{}"),
        filled("official", Bool, "false"),
    ];
    model([client_lists(must), rest].concat())
}

pub fn new_oauth_client() -> Shape {
    let rest = vec![must("scope", Text), default("metadata", Object, "{}"), may("official", Bool)];
    model([client_lists(must), rest].concat())
}

pub fn oauth_client_update() -> Shape {
    let rest = vec![may("scope", Text), may("metadata", Object), may("official", Bool)];
    model([client_lists(may), rest].concat())
}

pub fn token_request() -> Shape {
    let optional = ["client_id", "client_secret", "refresh_token", "code", "redirect_uri", "code_verifier", "scope"];
    model([vec![must("grant_type", Text)], optional.map(|name| may(name, Text)).into()].concat())
}

pub fn token() -> Shape {
    model(vec![
        must("access_token", Text),
        filled("token_type", Text, "\"Bearer\""),
        unseen("expires_in", Integer),
        unseen("refresh_token", Text),
        unseen("scope", Text),
        unseen("id_token", Text),
    ])
}

/// What one participant may do in one room. Lists and whole grants may be `null`, flags may not.
pub fn scope() -> Shape {
    let texts = |name| nullable(name, list(Text));
    let flag = |name| may(name, Bool);
    let namespaced = |rest: Vec<Field>| strict([vec![must("name", Text), texts("namespace")], rest].concat());
    let table = namespaced(["read", "write", "alter"].map(flag).into());
    let permissions = ["create", "drop", "inspect", "query", "upsert", "ingest", "recall", "optimize"];
    let memory = namespaced(vec![nullable("permissions", strict(permissions.map(flag).into()))]);
    let paths = || vec![nullable("paths", list(strict(vec![must("path", Text), flag("read_only")])))];
    let endpoint = strict(vec![must("endpoint", Text), must("client_id", Text)]);
    let dataset = || vec![nullable("tables", list(table.clone())), flag("list_tables")];
    let registry = strict(["list", "pull", "run", "write"].map(texts).into());
    let grants: [(&str, Vec<Field>); 17] = [
        ("livekit", vec![texts("breakout_rooms")]),
        ("queues", vec![texts("send"), texts("receive"), flag("list")]),
        ("messaging", ["broadcast", "list", "send"].map(flag).into()),
        ("dataset", dataset()),
        ("database", dataset()),
        ("datasets", dataset()),
        ("memory", vec![flag("list"), nullable("memories", list(memory))]),
        ("sync", paths()),
        ("storage", paths()),
        (
            "containers",
            vec![flag("logs"), flag("use_containers"), texts("pull"), texts("run"), nullable("registry", registry)],
        ),
        ("developer", vec![flag("logs")]),
        (
            "agents",
            vec![
                flag("register_agent"),
                flag("register_public_toolkit"),
                flag("register_private_toolkit"),
                flag("call"),
                flag("use_agents"),
                flag("use_tools"),
                texts("allowed_toolkits"),
            ],
        ),
        ("llm", vec![texts("models")]),
        ("admin", vec![flag("config")]),
        ("secrets", vec![nullable("request_oauth_token", list(endpoint))]),
        ("tunnels", vec![texts("ports")]),
        ("services", vec![flag("list")]),
    ];
    strict(grants.map(|(name, fields)| nullable(name, strict(fields))).into())
}
