//! Participant tokens: who may join a room and what they may do there, as claims.

use meshagent_schema::check as check_json;

use crate::access::scope::ApiScope;
use crate::error::{Error, Fault, Result};
use crate::json::{self, Kind, RawText, Value};
use crate::model::{Described, Field, Model, Need, Null, Type, rebuild};

/// The generation of tokens that this crate writes, and assumes where a token names none, as JSON text.
const VERSION: &str = "\"0.39.9\"";

const fn field(name: &'static str, ty: Type, need: Need) -> Field {
    // Only options may be `null`.
    Field { name, ty, need, null: Null::Refused, secret: false }
}

const fn option(name: &'static str, ty: Type) -> Field {
    Field { name, ty, need: Need::Optional, null: Null::Allowed, secret: false }
}

static GRANT: Model =
    Model::new(&[field("name", Type::Text, Need::Required), field("scope", Type::Any, Need::Required)], false);

const GRANTS: Type = Type::List(&Type::Model(&GRANT));

static PAYLOAD: Model = Model::new(
    &[
        field("name", Type::Text, Need::Required),
        field("grants", GRANTS, Need::Required),
        field("sub", Type::Text, Need::Optional),
        field("kid", Type::Text, Need::Optional),
        field("version", Type::Text, Need::Optional),
    ],
    false,
);

static OPTIONS: Model = Model::new(
    &[
        field("name", Type::Text, Need::Required),
        option("projectId", Type::Text),
        option("apiKeyId", Type::Text),
        option("version", Type::Text),
        option("grants", GRANTS),
        option("extra", Type::Object),
    ],
    false,
);

/// A token that lets one participant join a room: who it is and what it may do.
///
/// It is its payload, kept as JSON text, so that nothing of what was read gets lost or is written another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParticipantToken {
    pub(super) payload: String,
}

impl ParticipantToken {
    /// Makes a token of options, JSON text: `name`, and perhaps `projectId`, `apiKeyId`, `version` (default `0.39.9`),
    /// `grants` and `extra`, an object of further claims; one that has a claim of the token's own name counts only
    /// where the token has none.
    pub fn new(options: &str) -> Result<Self> {
        check_json(options, &Type::Model(&OPTIONS)).map_err(|fault| Error::argument(&fault, "options"))?;
        let options = Value::checked(options);
        let mut payload = options.some("extra").map_or("{}", Value::raw).to_owned();
        for (option, claim, default) in [
            ("version", "version", Some(VERSION)),
            ("apiKeyId", "kid", None),
            ("projectId", "sub", None),
            ("grants", "grants", Some("[]")),
            ("name", "name", None),
        ] {
            if let Some(value) = options.some(option).map(Value::raw).or(default) {
                set(&mut payload, claim, Some(value));
            }
        }
        let token = read(&payload, "options")?;
        let mut first = true;
        match token.scope("api", &mut |_| !std::mem::take(&mut first)) {
            None => Ok(token),
            Some(_) => Err(second_api_grant()),
        }
    }

    /// Reads a payload, JSON text. A token without a version gets this crate's.
    pub fn from_payload(payload: &str) -> Result<Self> {
        read(payload, "payload")
    }

    /// The payload, JSON text.
    pub fn payload(&self) -> &str {
        &self.payload
    }

    /// A claim's JSON text.
    ///
    /// `exp`, in seconds since 1970, is a number, perhaps with a fraction, unless the token was read unverified; without
    /// it the token never expires.
    pub fn claim(&self, name: &str) -> Option<&str> {
        Value::checked(&self.payload).get(name).map(Value::raw)
    }

    /// A claim that is text: `name`; `sub`, the project's id; `kid`, the id of the API key that signs; `version`.
    pub fn text(&self, claim: &str) -> Option<String> {
        Value::checked(&self.payload).get(claim)?.text()
    }

    /// The claims without a meaning of their own here, `exp` included, a JSON object.
    pub fn extra(&self) -> String {
        let mut extra = self.payload.clone();
        for field in PAYLOAD.fields {
            set(&mut extra, field.name, None);
        }
        extra
    }

    /// Adds a grant; `scope` is JSON text. An `api` grant must have an [`ApiScope`], and there can be only one.
    pub fn add_grant(&mut self, name: &str, scope: &str) -> Result<()> {
        let api = name == "api";
        if api && self.api_grant().is_some() {
            return Err(second_api_grant());
        }
        let ty = if api { ApiScope::TYPE } else { Type::Any };
        check_json(scope, &ty).map_err(|fault| Error::argument(&fault, "scope"))?;
        let mut grants = String::from("[");
        for grant in Value::checked(self.claim("grants").unwrap_or_default()).items() {
            grants.push_str(grant.raw());
            grants.push(',');
        }
        grants.push_str("{\"name\":");
        json::push_text(&mut grants, name);
        grants.push_str(",\"scope\":");
        grants.push_str(scope);
        grants.push_str("}]");
        set(&mut self.payload, "grants", Some(&grants));
        Ok(())
    }

    /// Adds a `tunnel_ports` grant; `ports` is a JSON list of whole numbers or text.
    pub fn add_tunnel_ports_grant(&mut self, ports: &str) -> Result<()> {
        let wrong = || Error::input(&["ports: expected a list of whole numbers or text"]);
        let list = Value::parse(ports).filter(|list| list.kind() == Kind::List).ok_or_else(wrong)?;
        let mut joined = String::new();
        for port in list.items() {
            joined.push_str(if joined.is_empty() { "" } else { "," });
            match port.text() {
                Some(port) => joined.push_str(&port),
                None if port.raw().bytes().all(|byte| byte.is_ascii_digit()) => joined.push_str(port.raw()),
                None => return Err(wrong()),
            }
        }
        self.add_grant("tunnel_ports", &quoted(&joined))
    }

    /// The scope of the first grant of that name that is wanted.
    fn scope(&self, name: &str, wanted: &mut dyn FnMut(Value<'_>) -> bool) -> Option<Value<'_>> {
        for grant in Value::checked(self.claim("grants")?).items() {
            let scope = grant.get("scope")?;
            if is(grant, "name", name) && wanted(scope) {
                return Some(scope);
            }
        }
        None
    }

    /// The scope of the first `api` grant, JSON text. Without one there is no scope, and nothing is implied.
    pub fn api_grant(&self) -> Option<&str> {
        self.scope("api", &mut |_| true).map(Value::raw)
    }

    fn other_role(&self) -> Option<Value<'_>> {
        self.scope("role", &mut |role| role.text().as_deref() != Some("user"))
    }

    /// The scope of the first `role` grant that is not `user`, else `user`.
    pub fn role(&self) -> String {
        match self.other_role() {
            None => "user".to_owned(),
            Some(role) => role.text().unwrap_or_else(|| role.raw().to_owned()),
        }
    }

    /// Whether no `role` grant is other than `user`.
    pub fn is_user(&self) -> bool {
        self.other_role().is_none()
    }

    /// Whether some `role` grant is `agent`.
    pub fn is_agent(&self) -> bool {
        self.scope("role", &mut |role| role.text().as_deref() == Some("agent")).is_some()
    }
}

fn second_api_grant() -> Error {
    Error::input(&["a token can have only one api grant"])
}

/// Whether a member is this text.
pub(super) fn is(object: Value<'_>, name: &str, text: &str) -> bool {
    object.get(name).and_then(Value::text).is_some_and(|value| value == text)
}

/// Text as JSON text.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    json::push_text(&mut quoted, text);
    quoted
}

/// Puts a member with this JSON text in an object, or takes it out.
pub(super) fn set(object: &mut String, name: &str, value: Option<&str>) {
    let mut member = String::new();
    if let Some(value) = value {
        json::push_text(&mut member, name);
        member.push(':');
        member.push_str(value);
    }
    *object = rebuild(object, member, Some(name));
}

/// Reads a payload; `argument` is what errors call it.
fn read(payload: &str, argument: &str) -> Result<ParticipantToken> {
    check(payload).map_err(|fault| Error::argument(&fault, argument))?;
    let mut payload = payload.trim_ascii().to_owned();
    if Value::checked(&payload).get("version").is_none() {
        set(&mut payload, "version", Some(VERSION));
    }
    Ok(ParticipantToken { payload })
}

/// Checks that JSON text is the payload of a participant token.
fn check(payload: &str) -> Result<(), Box<Fault>> {
    check_json(payload, &Type::Model(&PAYLOAD))?;
    let claims = Value::checked(payload);
    for field in PAYLOAD.fields {
        let Some(claim) = claims.get(field.name) else { continue };
        let checked = match claim.kind() {
            Kind::Text if claim.text().is_none() => Err(Fault::new("text", "a lone surrogate in it")),
            Kind::List => check_scopes(claim),
            _ => Ok(()),
        };
        checked.map_err(|fault| in_member(fault, field.name))?;
    }
    Ok(())
}

/// Checks the scopes of all `api` grants.
fn check_scopes(grants: Value<'_>) -> Result<(), Box<Fault>> {
    for (index, grant) in grants.items().enumerate() {
        if is(grant, "name", "api") {
            check_json(grant.get("scope").map_or("", Value::raw), &ApiScope::TYPE)
                .map_err(|fault| in_member(fault, "scope").in_item(index))?;
        }
    }
    Ok(())
}

pub(super) fn in_member(fault: Box<Fault>, name: &str) -> Box<Fault> {
    fault.in_member(&RawText::known(name))
}
