//! Participant tokens: who may join a room and what they may do there, as claims; [`jwt`] signs and verifies them.

pub mod jwt;
pub mod key;

use crate::error::{Error, Fault, Result};
use crate::json::{self, RawText, Value};
use crate::schema::{self, Described, Field, Model, Need, Type};
use crate::scope::ApiScope;

/// The generation of tokens that this crate writes, and assumes where a token names none.
pub const VERSION: &str = "0.39.9";

const fn field(name: &'static str, ty: Type, need: Need) -> Field {
    Field { name, ty, need, null: false }
}

static GRANT: Model = Model {
    fields: &[field("name", Type::Text, Need::Required), field("scope", Type::Any, Need::Required)],
    strict: false,
};

const GRANTS: Type = Type::List(&Type::Model(&GRANT));

const SECOND_API_GRANT: &str = "a token can have only one api grant";

static PAYLOAD: Model = Model {
    fields: &[
        field("name", Type::Text, Need::Required),
        field("grants", GRANTS, Need::Required),
        field("sub", Type::Text, Need::Optional),
        field("kid", Type::Text, Need::Optional),
        field("version", Type::Text, Need::Optional),
    ],
    strict: false,
};

/// A token that lets one participant join a room: who it is and what it may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParticipantToken {
    /// The participant.
    pub name: String,
    /// The project's id, the claim `sub`.
    pub project_id: Option<String>,
    /// The id of the API key that signs, the claim `kid`.
    pub api_key_id: Option<String>,
    /// The generation that wrote the token.
    pub version: String,
    /// The grants in their order, a JSON list.
    grants: String,
    /// All other claims, a JSON object; `exp` is one of them.
    extra: String,
}

impl ParticipantToken {
    /// A token without grants.
    pub fn new(name: impl Into<String>) -> Self {
        ParticipantToken {
            name: name.into(),
            project_id: None,
            api_key_id: None,
            version: VERSION.to_owned(),
            grants: "[]".to_owned(),
            extra: "{}".to_owned(),
        }
    }

    /// Reads a payload, JSON text. Every claim is kept as it is written there.
    pub fn from_payload(payload: &str) -> Result<Self> {
        read(payload).map_err(|fault| Error::argument(&fault, "payload"))
    }

    /// The payload as JSON text: the extra claims, then the token's own, which win over extra ones of their name.
    pub fn payload(&self) -> String {
        let claims = [("sub", &self.project_id), ("kid", &self.api_key_id)];
        let own = |name: &RawText<'_>| {
            ["name", "grants", "version"].iter().any(|own| name.is(own))
                || claims.iter().any(|(own, value)| value.is_some() && name.is(own))
        };
        let mut text = String::from("{");
        push_members(&mut text, &self.extra, own);
        push_member(&mut text, "name", |text| json::push_text(text, &self.name));
        push_member(&mut text, "grants", |text| text.push_str(&self.grants));
        for (name, value) in claims {
            if let Some(value) = value {
                push_member(&mut text, name, |text| json::push_text(text, value));
            }
        }
        push_member(&mut text, "version", |text| json::push_text(text, &self.version));
        text.push('}');
        text
    }

    /// The claims without a meaning of their own here, `exp` included, a JSON object.
    pub fn extra(&self) -> &str {
        &self.extra
    }

    /// Replaces the extra claims by those of a JSON object.
    pub fn set_extra(&mut self, extra: &str) -> Result<()> {
        schema::check(extra, &Type::Object).map_err(|fault| Error::argument(&fault, "extra"))?;
        self.extra = extra.to_owned();
        Ok(())
    }

    /// The grants in their order, a JSON list of `{name, scope}`.
    pub fn grants(&self) -> &str {
        &self.grants
    }

    /// Replaces the grants by those of a JSON list of `{name, scope}`, with the same demands as [`Self::add_grant`].
    pub fn set_grants(&mut self, grants: &str) -> Result<()> {
        schema::check(grants, &GRANTS)
            .and_then(|_| check_scopes(Value::checked(grants)))
            .map_err(|fault| Error::argument(&fault, "grants"))?;
        let set = ParticipantToken { grants: grants.trim_ascii().to_owned(), ..self.clone() };
        if set.scopes("api").nth(1).is_some() {
            return Err(Error::input(&[SECOND_API_GRANT]));
        }
        *self = set;
        Ok(())
    }

    /// Adds a grant; `scope` is JSON text. An `api` grant must have an [`ApiScope`], and there can be only one.
    pub fn add_grant(&mut self, name: &str, scope: &str) -> Result<()> {
        if name == "api" && self.api_grant().is_some() {
            return Err(Error::input(&[SECOND_API_GRANT]));
        }
        let ty = if name == "api" { ApiScope::TYPE } else { Type::Any };
        schema::check(scope, &ty).map_err(|fault| Error::argument(&fault, "scope"))?;
        let first = Value::checked(&self.grants).items().next().is_none();
        self.grants.truncate(if first { 0 } else { self.grants.len() - 1 });
        self.grants.push_str(if first { "[{\"name\":" } else { ",{\"name\":" });
        json::push_text(&mut self.grants, name);
        self.grants.push_str(",\"scope\":");
        self.grants.push_str(scope);
        self.grants.push_str("}]");
        Ok(())
    }

    /// Adds a grant with text as its scope, such as `room` or `role`.
    pub fn add_text_grant(&mut self, name: &str, scope: &str) -> Result<()> {
        let mut text = String::new();
        json::push_text(&mut text, scope);
        self.add_grant(name, &text)
    }

    /// Adds a `tunnel_ports` grant; `ports` is a JSON list of whole numbers or text.
    pub fn add_tunnel_ports_grant(&mut self, ports: &str) -> Result<()> {
        let wrong = |fault: Box<Fault>| Error::argument(&fault, "ports");
        schema::check(ports, &Type::List(&Type::Any)).map_err(wrong)?;
        let mut text = String::new();
        for (index, port) in Value::checked(ports).items().enumerate() {
            if index > 0 {
                text.push(',');
            }
            match port.text() {
                Some(port) => text.push_str(&port),
                None => {
                    schema::check(port.raw(), &Type::Count).map_err(|fault| wrong(fault.in_item(index)))?;
                    text.push_str(port.raw());
                }
            }
        }
        self.add_text_grant("tunnel_ports", &text)
    }

    fn scopes<'a>(&'a self, name: &'a str) -> impl Iterator<Item = Value<'a>> {
        let grants = Value::checked(&self.grants).items();
        grants.filter(move |grant| is(grant.get("name"), name)).filter_map(|grant| grant.get("scope"))
    }

    /// The scope of the first `api` grant, JSON text. Without one there is no scope, and nothing is implied.
    pub fn api_grant(&self) -> Option<&str> {
        self.scopes("api").next().map(Value::raw)
    }

    /// The scope of the first `role` grant that is not `user`, else `user`.
    pub fn role(&self) -> String {
        let role = self.scopes("role").find(|scope| !is(Some(*scope), "user"));
        role.map_or("user".to_owned(), |role| role.text().unwrap_or_else(|| role.raw().to_owned()))
    }

    /// Whether no `role` grant is other than `user`.
    pub fn is_user(&self) -> bool {
        self.scopes("role").all(|scope| is(Some(scope), "user"))
    }

    /// Whether some `role` grant is `agent`.
    pub fn is_agent(&self) -> bool {
        self.scopes("role").any(|scope| is(Some(scope), "agent"))
    }

    /// The claim `exp`, JSON text: seconds since 1970, perhaps with a fraction, unless the token was read unverified.
    /// Without it the token never expires.
    pub fn expires_at(&self) -> Option<&str> {
        Value::checked(&self.extra).get("exp").map(Value::raw)
    }

    fn set_claim(&mut self, name: &str, value: Option<&str>) {
        let mut text = String::from("{");
        if let Some(value) = value {
            push_member(&mut text, name, |text| text.push_str(value));
        }
        push_members(&mut text, &self.extra, |other| other.is(name));
        text.push('}');
        self.extra = text;
    }
}

fn is(value: Option<Value<'_>>, text: &str) -> bool {
    value.and_then(Value::text).is_some_and(|value| value == text)
}

fn push_member(text: &mut String, name: &str, value: impl FnOnce(&mut String)) {
    if text.len() > 1 {
        text.push(',');
    }
    json::push_text(text, name);
    text.push(':');
    value(text);
}

/// Adds the members of an object, but for some, as they stand there.
fn push_members(text: &mut String, object: &str, without: impl Fn(&RawText<'_>) -> bool) {
    for (name, value) in Value::checked(object).members().filter(|(name, _)| !without(name)) {
        if text.len() > 1 {
            text.push(',');
        }
        json::push_name(text, &name);
        text.push_str(value.raw());
    }
}

fn read(payload: &str) -> Result<ParticipantToken, Box<Fault>> {
    schema::check(payload, &Type::Model(&PAYLOAD))?;
    let claims = Value::checked(payload);
    let text = |name| match claims.get(name) {
        None => Ok(None),
        Some(claim) => match claim.text() {
            Some(text) => Ok(Some(text)),
            None => Err(in_member(Fault::new("text", "a lone surrogate in it"), name)),
        },
    };
    let grants = claims.get("grants");
    if let Some(grants) = grants {
        check_scopes(grants).map_err(|fault| in_member(fault, "grants"))?;
    }
    let mut extra = String::from("{");
    push_members(&mut extra, payload, |name| PAYLOAD.fields.iter().any(|field| name.is(field.name)));
    extra.push('}');
    Ok(ParticipantToken {
        name: text("name")?.unwrap_or_default(),
        project_id: text("sub")?,
        api_key_id: text("kid")?,
        version: text("version")?.unwrap_or_else(|| VERSION.to_owned()),
        grants: grants.map_or("[]", Value::raw).to_owned(),
        extra,
    })
}

/// Checks the scopes of `api` grants in a list of grants.
fn check_scopes(grants: Value<'_>) -> Result<(), Box<Fault>> {
    for (index, grant) in grants.items().enumerate().filter(|(_, grant)| is(grant.get("name"), "api")) {
        schema::check(grant.get("scope").map_or("", Value::raw), &ApiScope::TYPE)
            .map_err(|fault| in_member(fault, "scope").in_item(index))?;
    }
    Ok(())
}

fn in_member(fault: Box<Fault>, name: &str) -> Box<Fault> {
    fault.in_member(&RawText { text: name, escaped: false })
}
