//! Secrets of users and of service accounts.

use serde_json::{Value, json};

use crate::support::{Reply, Server};
use crate::today_contract::{call, call_with, keeps_contract};

/// One of the two owners: the caller, or an account of the path.
struct Owner<'a> {
    server: &'a Server,
    token: String,
    resource: &'static str,
    account: Option<String>,
}

impl Owner<'_> {
    fn try_with(&self, verb: &str, at: &[&str], query: &str, body: Value) -> Reply {
        let at: Vec<_> = self.account.iter().map(String::as_str).chain(at.iter().copied()).collect();
        let op = format!("{}.{verb}", self.resource);
        call_with(self.server, &self.token, &op, &at, query, Some(body).filter(|body| !body.is_null()))
    }

    #[track_caller]
    fn get(&self, verb: &str, at: &[&str], query: &str, body: Value) -> Value {
        let reply = self.try_with(verb, at, query, body);
        keeps_contract(&format!("{}.{verb}", self.resource), &reply);
        reply.json()
    }

    fn create(&self, name: &str, more: Value) -> String {
        let mut body = json!({"name": name, "project_id": self.server.text("project_id")});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.get("create", &[], "", body)["id"].as_str().unwrap().to_owned()
    }

    fn add(&self, secret: &str, value: &str, current: bool) -> String {
        let body = json!({"value_base64": value, "set_current": current});
        self.get("createVersion", &[secret], "", body)["id"].as_str().unwrap().to_owned()
    }
}

/// Runs a test for both owners.
fn both(test: impl Fn(Owner)) {
    let server = Server::start(&[]);
    let account = server.make("serviceAccounts.create", &[], json!({"name": "builder"}));
    let token = server.token("admin");
    test(Owner { server: &server, token: token.clone(), resource: "userSecrets", account: None });
    test(Owner { server: &server, token, resource: "serviceAccountSecrets", account: Some(account) });
}

#[test]
fn versions() {
    both(|owner| {
        let id = owner.create("db-password", json!({}));
        let secret = owner.get("get", &[&id], "?include_value=true", Value::Null);
        assert_eq!((&secret["type"], &secret["http_only"]), (&json!("opaque"), &json!(false)));
        assert_eq!((secret.get("value_base64"), secret.get("current_version_id")), (None, None));

        let first = owner.add(&id, "aHVudGVyMg==", true);
        let second = owner.add(&id, "b3RoZXI=", false);
        let current = || owner.get("get", &[&id], "?include_value=true", Value::Null);
        assert_eq!(
            (&current()["current_version_id"], &current()["value_base64"]),
            (&json!(first), &json!("aHVudGVyMg=="))
        );
        assert_eq!(owner.get("get", &[&id], "", Value::Null).get("value_base64"), None);
        let read = owner.get("accessVersion", &[&id, &second], "", Value::Null);
        assert_eq!(read, json!({"secret_id": id, "version_id": second, "value_base64": "b3RoZXI="}));

        let third = owner.add(&id, "", true);
        assert_eq!(current()["value_base64"], "");
        // The newest of the rest becomes current; numbers are not used again.
        owner.get("deleteVersion", &[&id, &third], "", Value::Null);
        assert_eq!(current()["current_version_id"], json!(second));
        owner.add(&id, "Zm91cg==", false);
        let versions = owner.get("listVersions", &[&id], "", Value::Null);
        let versions = versions["versions"].as_array().unwrap();
        assert_eq!(versions.iter().map(|one| one["version"].as_i64().unwrap()).collect::<Vec<_>>(), [1, 2, 4]);
        // The hash of `hunter2`, which sha256sum gives as well.
        assert_eq!(versions[0]["value_sha256"], "f52fbd32b2b3b86ff88ef6c490628285f482af15ddcb29541f94bcf526a3f6c7");
        owner.try_with("accessVersion", &[&id, &third], "", Value::Null).fails(404, "secret_version_not_found");
        owner.try_with("deleteVersion", &[&id, &third], "", Value::Null).fails(404, "secret_version_not_found");

        owner.get("delete", &[&id], "", Value::Null);
        owner.try_with("get", &[&id], "", Value::Null).fails(404, "secret_not_found");
        owner.try_with("accessVersion", &[&id, &second], "", Value::Null).fails(404, "secret_not_found");
    });
}

#[test]
fn search_and_update() {
    both(|owner| {
        let github = json!({"type": "oauth", "http_only": true, "metadata": {"provider": "github", "tier": 1}});
        let github = owner.create("github-token", github);
        owner.create("db-password", json!({"annotations": {"team": "platform", "username": "root"}}));
        let names = |criteria: Value| -> Vec<String> {
            let found = owner.get("search", &[], "", criteria);
            let found = found["secrets"].as_array().unwrap().iter();
            found.map(|secret| secret["name"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(names(json!({})), ["db-password", "github-token"]);
        assert_eq!(names(json!({"filter": "GIT"})), ["github-token"]);
        assert_eq!(names(json!({"name": "github"})), [""; 0]);
        assert_eq!(names(json!({"name": "github-token", "type": "oauth", "http_only": true})), ["github-token"]);
        assert_eq!(names(json!({"metadata": {"tier": 1}})), ["github-token"]);
        assert_eq!(names(json!({"metadata": {"tier": 2}})), [""; 0]);
        assert_eq!(names(json!({"provider": "github"})), ["github-token"]);
        assert_eq!(names(json!({"annotations": {"team": "platform"}, "username": "root"})), ["db-password"]);
        let first = owner.get("search", &[], "", json!({"page_size": 1}));
        let next = json!({"page_size": 1, "continuation_token": first["continuation_token"]});
        assert_eq!(names(next), ["github-token"]);

        let taken = owner.try_with("update", &[&github], "", json!({"name": "db-password"}));
        taken.fails(409, "secret_exists");
        let updated = owner.get("update", &[&github], "", json!({"name": "gh", "metadata": {"tier": 2}}));
        assert_eq!((&updated["name"], &updated["type"]), (&json!("gh"), &json!("oauth")));
        assert_eq!(updated["metadata"], json!({"tier": 2}));
        let again = json!({"name": "gh", "project_id": owner.server.text("project_id")});
        owner.try_with("create", &[], "", again).fails(409, "secret_exists");
    });
}

#[test]
fn nobody_sees_the_secrets_of_others() {
    let server = Server::start(&[]);
    let account = server.make("serviceAccounts.create", &[], json!({"name": "builder"}));
    let owner =
        |role: &str| Owner { server: &server, token: server.token(role), resource: "userSecrets", account: None };
    let id = owner("admin").create("mine", json!({}));
    owner("member").try_with("get", &[&id], "", Value::Null).fails(404, "secret_not_found");
    owner("member").try_with("delete", &[&id], "", Value::Null).fails(404, "secret_not_found");
    assert_eq!(owner("member").get("list", &[], "", Value::Null)["secrets"], json!([]));
    // Names are unique for each owner only.
    owner("member").create("mine", json!({}));

    // Of an account's, seeing them is one thing and reading them another.
    let secret = server.make("serviceAccountSecrets.create", &[&account], json!({"name": "theirs"}));
    let value = json!({"value_base64": "aHVudGVyMg=="});
    let version = server.make("serviceAccountSecrets.createVersion", &[&account, &secret], value.clone());
    let member = json!({"type": "user", "id": server.user_id("member")});
    let status = |verb: &str, at: &[&str], query: &str, body: Option<Value>| {
        let at: Vec<_> = [account.as_str()].iter().chain(at).copied().collect();
        call_with(&server, &server.token("member"), &format!("serviceAccountSecrets.{verb}"), &at, query, body).status
    };
    for (role, list, read, write) in [
        ("run_service_as", 403, 403, 403),
        ("secret_list", 200, 403, 403),
        ("secret_accessor", 200, 200, 403),
        ("secret_manager", 200, 200, 200),
    ] {
        server.today("policies.revoke", &["service_account", &account], json!({"subject": member}));
        let grant = json!({"subject": member, "roles": [role]});
        server.today("policies.grant", &["service_account", &account], grant);
        assert_eq!(status("list", &[], "", None), list, "{role}");
        assert_eq!(status("get", &[&secret], "", None), list, "{role}");
        assert_eq!(status("get", &[&secret], "?include_value=true", None), read, "{role}");
        assert_eq!(status("accessVersion", &[&secret, &version], "", None), read, "{role}");
        assert_eq!(status("createVersion", &[&secret], "", Some(value.clone())), write, "{role}");
    }
}

#[test]
fn what_is_read_is_written_down() {
    let mut server = Server::start(&[]);
    let token = server.token("admin");
    let owner = Owner { server: &server, token, resource: "userSecrets", account: None };
    let id = owner.create("mine", json!({}));
    let version = owner.add(&id, "aHVudGVyMg==", true);
    owner.get("get", &[&id], "", Value::Null);
    owner.get("listVersions", &[&id], "", Value::Null);
    owner.get("get", &[&id], "?include_value=true", Value::Null);
    owner.get("accessVersion", &[&id, &version], "", Value::Null);
    let reader = server.user_id("admin");
    server.kill();
    let db = rusqlite::Connection::open(server.folder().join("meshagent.sqlite")).unwrap();
    let read = db.query_one(
        "SELECT count(*) FROM secret_reads WHERE version = ?1 AND reader = ?2",
        [version, reader],
        |row| row.get::<_, i64>(0),
    );
    assert_eq!(read.unwrap(), 2);
}

#[test]
fn accounts_that_use_a_secret() {
    let server = Server::start(&[]);
    let account = server.make("serviceAccounts.create", &[], json!({"name": "builder"}));
    let owner = Owner { server: &server, token: server.token("admin"), resource: "userSecrets", account: None };
    let id = owner.create("mine", json!({}));
    let subject = json!({"subject": {"type": "service_account", "id": account}});
    owner.get("grantProxyAccess", &[&id], "", subject.clone());
    owner.get("grantProxyAccess", &[&id], "", subject.clone());
    let listed = owner.get("listProxyAccess", &[&id], "", Value::Null);
    assert_eq!(listed["access_grants"].as_array().unwrap().len(), 1);
    assert_eq!(listed["access_grants"][0]["roles"], json!(["use_proxy"]));
    owner.get("revokeProxyAccess", &[&id], "", subject);
    assert_eq!(owner.get("listProxyAccess", &[&id], "", Value::Null)["access_grants"], json!([]));
    let wrong = json!({"subject": {"type": "user", "id": server.user_id("member")}});
    owner.try_with("grantProxyAccess", &[&id], "", wrong).refuses("subject.type");

    // Images are pulled with a secret of the project.
    let pull = |verb: &str| call(&server, &server.key(), &format!("pullSecrets.{verb}"), &[&account, &id], None);
    for _ in 0..2 {
        keeps_contract("pullSecrets.add", &pull("add"));
    }
    let listed = server.today("pullSecrets.list", &[&account], Value::Null);
    assert_eq!(listed["secrets"].as_array().unwrap().len(), 1);
    keeps_contract("pullSecrets.remove", &pull("remove"));
    pull("remove").fails(404, "pull_secret_not_found");
    keeps_contract("pullSecrets.add", &pull("add"));
    owner.get("delete", &[&id], "", Value::Null);
    assert_eq!(server.today("pullSecrets.list", &[&account], Value::Null)["secrets"], json!([]));
}
