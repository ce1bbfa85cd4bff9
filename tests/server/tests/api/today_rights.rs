//! What a caller may do with which role, and that nobody else may.

use serde_json::{Value, json};

use crate::support::{HS256, Server, sign};
use crate::today_contract::{call, served};

/// Sends a call of the member with only this role on the project.
struct Member {
    server: Server,
    id: String,
    token: String,
}

impl Member {
    fn new() -> Self {
        let server = Server::start(&[]);
        let (id, token) = (server.user_id("member"), server.token("member"));
        Self { server, id, token }
    }

    fn becomes(&self, role: &str) {
        self.server.today("members.update", &[&self.id], json!({"roles": [role]}));
    }

    fn refused(&self, op: &str) -> bool {
        // The path is of nothing that exists: a refusal comes before that.
        let project = self.server.text("project_id");
        let at = match op.split('.').next() {
            Some("policies") => ["project", &project, ""],
            Some("settingsDocuments") => ["openai", "", ""],
            _ => ["none", "user", "none"],
        };
        call(&self.server, &self.token, op, &at, None).status == 403
    }
}

/// A role, and operations that it is the least role for.
const NEEDED: &[(&str, &[&str])] = &[
    (
        "admin",
        &[
            "members.add",
            "members.update",
            "members.remove",
            "settingsDocuments.delete",
            "policies.grant",
            "policies.revoke",
            "sysadmin.searchUsers",
        ],
    ),
    ("user_profile_editor", &["profiles.updateInProject"]),
    ("developer", &["settingsDocuments.get", "policies.get"]),
    ("room_creator", &["rooms.create"]),
    ("room_manager", &["rooms.update", "rooms.delete", "sessions.terminate", "sessions.kill"]),
    (
        "session_inventory",
        &[
            "sessions.get",
            "sessions.listActive",
            "sessions.listRecent",
            "sessions.listEvents",
            "sessions.listMetrics",
            "sessions.getParticipantCounts",
        ],
    ),
    ("group_manager", &["groups.create", "groups.update", "groups.delete", "groups.setMember", "groups.removeMember"]),
    ("service_account_creator", &["serviceAccounts.create"]),
    ("service_account_inventory", &["serviceAccounts.get", "serviceAccounts.getByName", "pullSecrets.list"]),
    (
        "service_account_manager",
        &[
            "serviceAccounts.update",
            "serviceAccounts.delete",
            "pullSecrets.add",
            "serviceAccountSecrets.list",
            "serviceAccountSecrets.create",
            "serviceAccountSecrets.accessVersion",
        ],
    ),
    ("api_key_creator", &["apiKeys.create"]),
    ("api_key_inventory", &["apiKeys.list"]),
    ("api_key_manager", &["apiKeys.delete", "apiKeys.revokeByMsid"]),
    ("participant_token_creator", &["participantTokens.mint"]),
    (
        "billing_manager",
        &[
            "billing.getBalance",
            "billing.listTransactions",
            "billing.setAutoRecharge",
            "billing.createCreditsCheckout",
            "billing.createSubscriptionCheckout",
            "billing.getSubscription",
        ],
    ),
    ("usage_reporter", &["usage.get"]),
    ("agent_creator", &["agents.create"]),
    ("agent_inventory", &["agents.get"]),
    ("agent_manager", &["agents.update", "agents.delete"]),
    ("feed_creator", &["feeds.create"]),
    ("feed_inventory", &["feeds.get", "feeds.getByName"]),
    ("feed_manager", &["feeds.update", "feeds.delete", "feeds.publish"]),
    ("feed_subscription_inventory", &["feedSubscriptions.list"]),
    ("llm_logger_creator", &["llmLoggers.create"]),
    ("repository_manager", &["repositories.update", "repositories.createToken"]),
    ("route_creator", &["routes.create"]),
    ("custom_domain_creator", &["customDomains.create"]),
    ("mailbox_inventory", &["mailboxes.list", "mailboxes.listDeliveries"]),
    ("mailbox_manager", &["mailboxes.update", "mailboxes.delete"]),
    ("scheduled_task_creator", &["scheduledTasks.create"]),
    ("scheduled_task_inventory", &["scheduledTasks.list", "scheduledTasks.listRuns"]),
    ("service_creator", &["services.create", "roomServices.create"]),
    ("service_inventory", &["services.list", "roomServices.get"]),
    ("room_inventory", &["roomVolumes.list"]),
    ("room_manager", &["roomVolumes.create", "roomVolumes.expand"]),
    ("llm_proxy_user", &["llm.connect"]),
    ("oauth_client_creator", &["oauthClients.create"]),
    ("oauth_client_manager", &["oauthClients.update", "oauthClients.delete"]),
];

#[test]
fn each_role_opens_what_its_name_says() {
    let member = Member::new();
    for (role, ops) in NEEDED {
        for op in *ops {
            member.becomes("member");
            assert!(member.refused(op), "{op} of a plain member");
            member.becomes(role);
            assert!(!member.refused(op), "{op} with {role}");
            member.becomes("admin");
            assert!(!member.refused(op), "{op} of an admin");
            // Another role of that kind does not do.
            let other = if role.starts_with("mailbox") { "llm_logger_manager" } else { "mailbox_manager" };
            member.becomes(other);
            assert!(member.refused(op), "{op} with {other}");
        }
    }
    member.becomes("member");
    for op in ["groups.list", "groups.get", "access.test", "usage.getOwnLlmProxy", "profiles.getInProject"] {
        assert!(!member.refused(op), "{op}");
    }
}

#[test]
fn a_manager_may_what_creators_and_inventories_may() {
    let member = Member::new();
    for area in ["service_account", "api_key", "oauth_client"] {
        let op = match area {
            "service_account" => "serviceAccounts.create",
            "api_key" => "apiKeys.create",
            _ => "oauthClients.create",
        };
        member.becomes(&format!("{area}_inventory"));
        assert!(member.refused(op), "{op}");
        member.becomes(&format!("{area}_manager"));
        assert!(!member.refused(op), "{op}");
    }
}

#[test]
fn nobody_and_strangers() {
    let server = Server::start(&[]);
    let stranger = server.token("member");
    server.today("members.remove", &[&server.user_id("member")], Value::Null);
    let open = ["config.get", "participantTokens.validate", "billing.getPricing", "oauth.exchangeToken"];
    let own = [
        "projects.create",
        "projects.list",
        "projects.getByKey",
        "profiles.whoami",
        "services.renderTemplate",
        "services.discoverMcp",
    ];
    let (mut closed, mut free) = (0, 0);
    for operation in served() {
        let op = operation["op"].as_str().unwrap();
        let at = ["nobody", "none", "none"];
        if op != "oauth.exchangeToken" {
            let status = call(&server, "nonsense", op, &at, None).status;
            assert_eq!(status == 401, !open.contains(&op), "{op}: {status}");
        }
        let status = call(&server, &stranger, op, &at, None).status;
        if open.contains(&op) || own.contains(&op) || op.starts_with("userSecrets.") {
            assert_ne!(status, 403, "{op}");
            free += 1;
        } else {
            assert_eq!(status, 403, "{op}");
            closed += 1;
        }
    }
    assert_eq!((free, closed), (23, 166));
    // A member of this project is none of another.
    let other = server.make("projects.create", &[], json!({"name": "Another one"}));
    let path = format!("/accounts/projects/{other}/groups");
    server.call_as(&server.key(), "GET", &path, None).fails(404, "project_not_found");
    server.call_as(&stranger, "GET", "/accounts/projects/none", None).fails(404, "project_not_found");
}

#[test]
fn roles_on_a_room() {
    let member = Member::new();
    let Member { server, id, token } = &member;
    let room = server.room("support");
    let sends = |op: &str, at: &[&str], body: Option<Value>| call(server, token, op, at, body).status;
    for (role, look, join, manage) in [
        ("files_read", 403, 403, 403),
        ("list", 403, 403, 403),
        ("guest", 403, 200, 403),
        ("viewer", 200, 200, 403),
        ("operator", 200, 200, 403),
        ("developer", 200, 200, 403),
        ("admin", 200, 200, 200),
    ] {
        server.today("policies.revoke", &["room", &room], json!({"subject": {"type": "user", "id": id}}));
        let group = server.make("groups.create", &[], json!({"name": role}));
        server.today("groups.setMember", &[&group], json!({"subject": {"type": "user", "id": id}}));
        let grant = json!({"subject": {"type": "group", "id": group}, "roles": [role]});
        server.today("policies.grant", &["room", &room], grant);
        assert_eq!(sends("rooms.getStatus", &["support"], None), look, "{role}");
        assert_eq!(sends("rooms.listEvents", &["support"], None), look, "{role}");
        assert_eq!(sends("rooms.connect", &["support"], None), join, "{role}");
        let name = json!({"name": "support"});
        assert_eq!(sends("rooms.update", &[&room], Some(name)), manage, "{role}");
        let grant = json!({"subject": {"type": "user", "email": "x@example.org"}, "roles": ["guest"]});
        assert_eq!(sends("policies.grant", &["room", &room], Some(grant)), manage, "{role}");
        server.today("groups.delete", &[&group], Value::Null);
    }
    let grant = json!({"subject": {"type": "user", "id": id}, "roles": ["admin"]});
    server.today("policies.grant", &["room", &room], grant);
    assert_eq!(sends("rooms.delete", &[&room], None), 200);
}

#[test]
fn a_profile_is_ones_own() {
    let server = Server::start(&[]);
    let member = server.user_id("member");
    let update = |role: &str| {
        let body = json!({"first_name": "Mimi", "metadata": {"a": 1}});
        call(&server, &server.token(role), "profiles.update", &[&member], Some(body)).status
    };
    assert_eq!([update("admin"), update("developer"), update("member")], [403, 403, 200]);
    let body = json!({"last_name": "M.", "annotations": {"team": "x"}});
    server.today("profiles.updateInProject", &[&member], body);
    let view = |view: &str| {
        let path = server.at(&format!("/users/{member}/profile?view={view}"));
        let profile = server.call_as(&server.key(), "GET", &path, None).ok();
        ["first_name", "last_name", "metadata", "annotations"].map(|field| profile[field].clone())
    };
    assert_eq!(view("user"), [json!("Mimi"), json!("Moreau"), json!({"a": 1}), json!({})]);
    assert_eq!(view("project"), [Value::Null, json!("M."), json!({}), json!({"team": "x"})]);
    assert_eq!(view("merged"), [json!("Mimi"), json!("M."), json!({"a": 1}), json!({"team": "x"})]);
    server.today("profiles.updateInProject", &[&member], json!({"inherit": ["last_name"]}));
    assert_eq!(view("merged")[1], "Moreau");
    let both = json!({"last_name": "X", "inherit": ["last_name"]});
    server.today_fails("profiles.updateInProject", &[&member], both).refuses("inherit");
}

#[test]
fn a_room_token_is_no_member() {
    let server = Server::start(&[]);
    let claims = |api: Value| json!({"name": "robot", "sub": server.text("project_id"), "grants": [{"name": "api", "scope": api}]});
    let token = |api: Value| sign(&claims(api), HS256, &server.secret());
    let (plain, admin) = (token(json!({"messaging": {}})), token(json!({"admin": {}})));
    for op in ["usage.get", "groups.create", "sessions.listActive"] {
        call(&server, &plain, op, &[], Some(json!({"name": "x"}))).fails(403, "forbidden");
        assert_eq!(call(&server, &admin, op, &[], Some(json!({"name": "x"}))).status, 200, "{op}");
    }
    call(&server, &admin, "profiles.whoami", &[], None).fails(403, "forbidden");
}

#[test]
fn roles_on_one_resource_open_it_alone() {
    let member = Member::new();
    let Member { server, id, token } = &member;
    let feed = |name: &str| server.today("feeds.create", &[], json!({"name": name}))["feed"]["id"].clone();
    let (mine, other) = (feed("mine"), feed("other"));
    let account = server.make("serviceAccounts.create", &[], json!({"name": "ci"}));
    let sends = |op: &str, at: &str, body: Value| call(server, token, op, &[at], Some(body)).status;
    let name = |name: &str| json!({"name": name});
    for (role, look, change) in [("reader", 200, 403), ("manager", 200, 200)] {
        let grant = json!({"subject": {"type": "user", "id": id}, "roles": [role]});
        for (kind, id) in [("feed", mine.as_str().unwrap()), ("service_account", &account)] {
            server.today("policies.grant", &[kind, id], grant.clone());
        }
        for (feed, look, change) in [(&mine, look, change), (&other, 403, 403)] {
            let feed = feed.as_str().unwrap();
            assert_eq!(sends("feeds.get", feed, Value::Null), look, "{role}");
            assert_eq!(sends("feeds.update", feed, name("renamed")), change, "{role}");
        }
        assert_eq!(sends("serviceAccounts.get", &account, Value::Null), look, "{role}");
        assert_eq!(sends("serviceAccounts.update", &account, name("ci")), change, "{role}");
    }
    assert_eq!(sends("feeds.create", "", name("third")), 403);
}
