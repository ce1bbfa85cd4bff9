//! Starts a server in a folder of its own and calls it.

use std::fmt::Write;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use tempfile::TempDir;
use ureq::Agent;
use ureq::http::{Request, Response};

pub struct Server {
    child: Child,
    agent: Agent,
    folder: TempDir,
    args: Vec<String>,
    /// The first line of output.
    pub ready: Value,
}

/// A reply, read whole.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {self:?}"))
    }

    /// The JSON of a successful reply.
    pub fn ok(self) -> Value {
        assert_eq!(self.status, 200, "{:?}", String::from_utf8_lossy(&self.body));
        self.json()
    }

    /// Asserts an error reply's status and code.
    #[track_caller]
    pub fn fails(&self, status: u16, code: &str) {
        let error = &self.json()["error"];
        assert_eq!((self.status, error["code"].as_str()), (status, Some(code)), "{error}");
        assert!(error["message"].as_str().is_some_and(|message| !message.is_empty()));
    }

    /// Asserts a 400 that names `field`.
    #[track_caller]
    pub fn refuses(&self, field: &str) {
        let error = &self.json()["error"];
        assert_eq!((self.status, error["field"].as_str()), (400, Some(field)), "{error}");
        assert!(error["message"].as_str().is_some_and(|message| message.contains(field)), "{error}");
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Server {
    pub fn start(args: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let args: Vec<_> = args.iter().map(ToString::to_string).collect();
        let (child, ready) = launch(folder.path(), &args);
        let config = Agent::config_builder().http_status_as_error(false).max_redirects(0);
        let config = config.max_redirects_will_error(false).allow_non_standard_methods(true);
        Self { child, agent: config.build().new_agent(), folder, args, ready }
    }

    /// Starts again on the same folder, after the process has ended.
    pub fn restart(&mut self) {
        (self.child, self.ready) = launch(self.folder.path(), &self.args);
    }

    /// SIGKILL: the process gets to do nothing more.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &pid]).status().unwrap().success());
    }

    pub fn wait(&mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn storage(&self) -> PathBuf {
        self.folder().join("storage")
    }

    pub fn text(&self, name: &str) -> String {
        self.ready[name].as_str().unwrap().to_owned()
    }

    pub fn url(&self) -> String {
        self.text("url")
    }

    pub fn key(&self) -> String {
        self.text("api_key")
    }

    /// The seeded user with this role.
    pub fn user(&self, role: &str) -> Value {
        let users = self.ready["users"].as_array().unwrap();
        users.iter().find(|user| user["role"] == role).unwrap().clone()
    }

    pub fn user_id(&self, role: &str) -> String {
        self.user(role)["id"].as_str().unwrap().to_owned()
    }

    pub fn token(&self, role: &str) -> String {
        self.user(role)["token"].as_str().unwrap().to_owned()
    }

    /// One request as it is: whole path, headers and body.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<&[u8]>) -> Reply {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.url()));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = match body {
            Some(body) => self.agent.run(request.body(body).unwrap()),
            None => self.agent.run(request.body(()).unwrap()),
        };
        read(response.unwrap())
    }

    /// A call with a bearer token and JSON.
    pub fn call_as(&self, token: &str, method: &str, path: &str, body: Option<Value>) -> Reply {
        let bearer = format!("Bearer {token}");
        let body = body.map(|body| body.to_string());
        self.send(method, path, &[("authorization", &bearer)], body.as_deref().map(str::as_bytes))
    }

    /// A call to a project's route with the API key.
    pub fn call(&self, method: &str, path: &str, body: Option<Value>) -> Reply {
        self.call_as(&self.key(), method, &self.at(path), body)
    }

    pub fn get(&self, path: &str) -> Reply {
        self.call("GET", path, None)
    }

    pub fn post(&self, path: &str, body: Value) -> Reply {
        self.call("POST", path, Some(body))
    }

    pub fn put(&self, path: &str, body: Value) -> Reply {
        self.call("PUT", path, Some(body))
    }

    pub fn delete(&self, path: &str) -> Reply {
        self.call("DELETE", path, None)
    }

    /// The full path of a project's route.
    pub fn at(&self, path: &str) -> String {
        format!("/accounts/projects/{}{path}", self.text("project_id"))
    }

    /// Makes a room and gives its id.
    pub fn room(&self, name: &str) -> String {
        let room = self.post("/rooms", json!({"name": name, "if_not_exists": false})).ok();
        room["id"].as_str().unwrap().to_owned()
    }

    pub fn grant(&self, room_id: &str, user_id: &str, permissions: Value) -> Reply {
        let grant = json!({"room_id": room_id, "user_id": user_id, "permissions": permissions});
        self.post("/room-grants", grant)
    }

    /// The secret in the API key.
    pub fn secret(&self) -> String {
        self.key().splitn(4, '-').nth(3).unwrap().to_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn launch(folder: &Path, args: &[String]) -> (Child, Value) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_meshagent-local"));
    command.arg("--port=0").arg("--data").arg(folder).args(args);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let ready = serde_json::from_str(&line).unwrap_or_else(|_| panic!("no first line: {line:?}"));
    (child, ready)
}

fn read(mut response: Response<ureq::Body>) -> Reply {
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    let body = response.body_mut().with_config().limit(1 << 30).read_to_vec().unwrap();
    Reply { status, headers, body }
}

/// Signs a participant token as a backend would.
pub fn sign(payload: &Value, header: &str, secret: &str) -> String {
    let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(payload.to_string()));
    let mut mac: Hmac<Sha256> = Hmac::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(signed.as_bytes());
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
}

pub const HS256: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

/// What a JWT says, after its signature was checked.
pub fn verified(jwt: &str, secret: &str) -> Value {
    let (signed, signature) = jwt.rsplit_once('.').unwrap();
    let mut mac: Hmac<Sha256> = Hmac::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(signed.as_bytes());
    mac.verify_slice(&URL_SAFE_NO_PAD.decode(signature).unwrap()).unwrap();
    let (header, payload) = signed.split_once('.').unwrap();
    assert_eq!(URL_SAFE_NO_PAD.decode(header).unwrap(), HS256.as_bytes());
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}

/// Percent-encodes every byte, whatever it is.
pub fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut all, byte| {
        write!(all, "%{byte:02X}").unwrap();
        all
    })
}
