//! The operations of the contract by name: how each is built, what its arguments and its reply look like.

#![allow(dead_code, reason = "each test file that includes this one uses a part of it")]

pub mod shape;
pub mod shapes;

use std::collections::BTreeMap;

use meshagent_wasm::api::{self, grants, lists, members, oauth, oauth_clients, rooms};
use meshagent_wasm::error::Result;
use meshagent_wasm::model::{Described, Json};
use meshagent_wasm::request::{Answer, Body, Request, RequestData};
use serde::Serialize;
use serde_json::{Map, Value};
use shape::Shape;

pub const PROJECT: &str = "proj_123";

/// An operation of the contract.
pub struct Operation {
    pub name: &'static str,
    /// The arguments that stand on their own; all others are members of one object, if it takes one.
    pub alone: &'static [&'static str],
    /// What that object looks like.
    pub object: Option<fn() -> Shape>,
    /// What the reply looks like; `None` when it is not looked at.
    pub reply: Option<fn() -> Shape>,
    /// Builds the request for a project, from the arguments that stand alone and the object's JSON.
    pub build: fn(&str, &[&str], &str) -> Result<Built>,
}

type Read = dyn Fn(&[u8]) -> Result<Value>;

/// A request without the type of its answer.
pub struct Built {
    pub data: RequestData,
    read: Box<Read>,
}

impl Built {
    /// What `Request::decode` makes of a reply, as JSON.
    pub fn read(&self, reply: &[u8]) -> Result<Value> {
        (self.read)(reply)
    }

    /// The reply's text as `JSON.parse` gets it, defaults filled in.
    pub fn text(&self, reply: &str) -> Result<String> {
        text(&self.data, reply)
    }
}

fn built<T: Answer + Serialize + 'static>(request: Result<Request<T>>) -> Result<Built> {
    let request = request?;
    let data = request.data().clone();
    Ok(Built { data, read: Box::new(move |reply| Ok(serde_json::to_value(request.decode(reply)?).unwrap())) })
}

/// The text that `JSON.parse` gets of a reply: what was received, or what the check puts in its place.
pub fn text(data: &RequestData, reply: &str) -> Result<String> {
    let checked = data.expected.check(reply.as_bytes(), false)?;
    Ok(checked.text.unwrap_or_else(|| reply.strip_prefix('\u{FEFF}').unwrap_or(reply).to_owned()))
}

/// A request of the storage, which has no function of its own: its bytes never pass through the crate.
fn stored(name: &str, project: &str, path: &str) -> Result<Built> {
    let operation = api::operation(name).unwrap();
    let data = operation.request(project, Vec::new(), path.to_owned())?;
    Ok(Built { data, read: Box::new(|_| Ok(Value::Null)) })
}

/// What an object's name is in the errors about it.
pub const OBJECT: &str = "object";

fn object<T: Described>(text: &str) -> Result<Json<T>> {
    Json::check(text.to_owned(), OBJECT)
}

/// All operations that the crate has.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        name: "grants.create",
        alone: &[],
        object: Some(shapes::new_grant),
        reply: None,
        build: |project, _, text| built(grants::create(project, object(text)?)),
    },
    Operation {
        name: "grants.createByEmail",
        alone: &[],
        object: Some(shapes::new_grant_by_email),
        reply: None,
        build: |project, _, text| built(grants::create_by_email(project, object(text)?)),
    },
    Operation {
        name: "grants.update",
        alone: &[],
        object: Some(shapes::grant_update),
        reply: None,
        build: |project, _, text| built(grants::update(project, object(text)?)),
    },
    Operation {
        name: "grants.delete",
        alone: &["room_id", "user_id"],
        object: None,
        reply: None,
        build: |project, alone, _| built(grants::delete(project, alone[0], alone[1])),
    },
    Operation {
        name: "grants.get",
        alone: &["room_id", "user_id"],
        object: None,
        reply: Some(shapes::grant),
        build: |project, alone, _| built(grants::get(project, alone[0], alone[1])),
    },
    Operation {
        name: "grants.list",
        alone: &[],
        object: Some(|| shapes::query("limit", "50", Some("\"room_name\""), false)),
        reply: Some(|| shapes::page("room_grants", shapes::grant())),
        build: |project, _, text| built(grants::list(project, object::<grants::ListRoomGrants>(text)?)),
    },
    Operation {
        name: "grants.listByUser",
        alone: &["user_id"],
        object: Some(shapes::grants_by_user),
        reply: Some(|| shapes::page("room_grants", shapes::grant())),
        build: |project, alone, text| {
            built(grants::list_by_user(project, alone[0], object::<grants::ListRoomGrantsByUser>(text)?))
        },
    },
    Operation {
        name: "grants.listByRoom",
        alone: &["room_name"],
        object: Some(|| shapes::query("limit", "50", None, false)),
        reply: Some(|| shapes::page("room_grants", shapes::grant())),
        build: |project, alone, text| built(grants::list_by_room(project, alone[0], object::<grants::ListPage>(text)?)),
    },
    Operation {
        name: "grants.listUniqueRooms",
        alone: &[],
        object: Some(|| shapes::query("limit", "50", None, false)),
        reply: Some(|| shapes::page("rooms", shapes::room_count())),
        build: |project, _, text| built(grants::list_unique_rooms(project, object::<grants::ListPage>(text)?)),
    },
    Operation {
        name: "grants.listUniqueUsers",
        alone: &[],
        object: Some(|| shapes::query("limit", "100", None, true)),
        reply: Some(|| shapes::page("users", shapes::user_count())),
        build: |project, _, text| built(grants::list_unique_users(project, object::<grants::ListUniqueUsers>(text)?)),
    },
    Operation {
        name: "rooms.create",
        alone: &[],
        object: Some(shapes::new_room),
        reply: Some(shapes::room),
        build: |project, _, text| built(rooms::create(project, object(text)?)),
    },
    Operation {
        name: "rooms.get",
        alone: &["name"],
        object: None,
        reply: Some(shapes::room),
        build: |project, alone, _| built(rooms::get(project, alone[0])),
    },
    Operation {
        name: "rooms.list",
        alone: &[],
        object: Some(|| shapes::query("limit", "50", Some("\"room_name\""), true)),
        reply: Some(|| shapes::page("rooms", shapes::room())),
        build: |project, _, text| built(rooms::list(project, object::<rooms::ListRooms>(text)?)),
    },
    Operation {
        name: "rooms.update",
        alone: &["room_id"],
        object: Some(shapes::room_update),
        reply: None,
        build: |project, alone, text| built(rooms::update(project, alone[0], object(text)?)),
    },
    Operation {
        name: "rooms.delete",
        alone: &["room_id"],
        object: None,
        reply: None,
        build: |project, alone, _| built(rooms::delete(project, alone[0])),
    },
    Operation {
        name: "rooms.connect",
        alone: &["room"],
        object: None,
        reply: Some(shapes::connection),
        build: |project, alone, _| built(rooms::connect(project, alone[0], Json::check("{}".to_owned(), OBJECT)?)),
    },
    Operation {
        name: "members.add",
        alone: &[],
        object: Some(shapes::new_member),
        reply: None,
        build: |project, _, text| built(members::add(project, object(text)?)),
    },
    Operation {
        name: "members.update",
        alone: &["user_id"],
        object: Some(shapes::member_update),
        reply: None,
        build: |project, alone, text| built(members::update(project, alone[0], object(text)?)),
    },
    Operation {
        name: "members.remove",
        alone: &["user_id"],
        object: None,
        reply: None,
        build: |project, alone, _| built(members::remove(project, alone[0])),
    },
    Operation {
        name: "members.list",
        alone: &[],
        object: Some(|| shapes::query("count", "100", None, true)),
        reply: Some(|| shapes::page("users", shapes::member())),
        build: |project, _, text| built(members::list(project, object::<members::ListMembers>(text)?)),
    },
    Operation {
        name: "members.role",
        alone: &[],
        object: None,
        reply: Some(shapes::role),
        build: |project, _, _| built(members::role(project)),
    },
    Operation {
        name: "storage.upload",
        alone: &["path"],
        object: None,
        reply: None,
        build: |project, alone, _| stored("storage.upload", project, alone[0]),
    },
    Operation {
        name: "storage.download",
        alone: &["path"],
        object: None,
        reply: None,
        build: |project, alone, _| stored("storage.download", project, alone[0]),
    },
    Operation {
        name: "oauthClients.create",
        alone: &[],
        object: Some(shapes::new_oauth_client),
        reply: Some(shapes::oauth_client),
        build: |project, _, text| built(oauth_clients::create(project, object(text)?)),
    },
    Operation {
        name: "oauthClients.update",
        alone: &["client_id"],
        object: Some(shapes::oauth_client_update),
        reply: None,
        build: |project, alone, text| built(oauth_clients::update(project, alone[0], object(text)?)),
    },
    Operation {
        name: "oauthClients.list",
        alone: &[],
        object: Some(|| shapes::query("count", "100", None, true)),
        reply: Some(|| shapes::page("clients", shapes::oauth_client())),
        build: |project, _, text| built(oauth_clients::list(project, object::<lists::ListByCount>(text)?)),
    },
    Operation {
        name: "oauthClients.get",
        alone: &["client_id"],
        object: None,
        reply: Some(shapes::oauth_client),
        build: |project, alone, _| built(oauth_clients::get(project, alone[0])),
    },
    Operation {
        name: "oauthClients.delete",
        alone: &["client_id"],
        object: None,
        reply: None,
        build: |project, alone, _| built(oauth_clients::delete(project, alone[0])),
    },
    Operation {
        name: "oauth.exchangeToken",
        alone: &[],
        object: Some(shapes::token_request),
        reply: Some(shapes::token),
        build: |_, _, text| built(oauth::exchange_oauth_token(object(text)?)),
    },
];

/// The operation of that name; what follows a colon tells the contract's entries for it apart.
pub fn operation(name: &str) -> Option<&'static Operation> {
    let name = name.split(':').next().unwrap();
    OPERATIONS.iter().find(|operation| operation.name == name)
}

impl Operation {
    /// Builds the request from arguments as the contract's file has them.
    pub fn build(&self, project: &str, arguments: &Value) -> Result<Built> {
        let alone: Vec<&str> = self.alone.iter().map(|name| arguments[name].as_str().unwrap()).collect();
        let mut object: Map<String, Value> = arguments.as_object().unwrap().clone();
        object.retain(|name, _| !self.alone.contains(&name.as_str()));
        let object = match object.remove("form") {
            Some(form) => form,
            None => object.into(),
        };
        (self.build)(project, &alone, &object.to_string())
    }

    /// Checks that what is sent is the object with its defaults and without what means nothing.
    pub fn check_sent(&self, sent: &RequestData, object: &Value) {
        let mut expected = self.object.unwrap()().fill(object);
        let members = expected.as_object_mut().unwrap();
        match self.name {
            "members.add" => drop(members.insert("project_id".to_owned(), PROJECT.into())),
            "grants.update" => drop(members.remove("grant_id")),
            _ => {}
        }
        let form = match &sent.body {
            Body::Json(text) => {
                assert_eq!(serde_json::from_str::<Value>(text).unwrap(), expected, "{}: {object}", self.name);
                return;
            }
            Body::Form(form) => form,
            _ => &sent.query,
        };
        let text = |value: &Value| match value {
            Value::Null => None,
            Value::String(text) => Some(text.clone()).filter(|text| !text.trim_ascii().is_empty()),
            other => Some(other.to_string()),
        };
        let expected: BTreeMap<String, String> =
            members.iter().filter_map(|(name, value)| Some((name.clone(), text(value)?))).collect();
        let pairs = pairs(form);
        assert_eq!(pairs.len(), expected.len(), "{}: {form}", self.name);
        assert_eq!(pairs.into_iter().collect::<BTreeMap<_, _>>(), expected, "{}: {object}", self.name);
    }

    /// A request with arguments that mean nothing, to read replies with.
    pub fn any(&self) -> Built {
        let object = self.object.map(|object| object().bare()).unwrap_or_default();
        (self.build)(PROJECT, &["a", "b"], &object.to_string()).unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }
}

/// The entries of the contract's file.
pub fn entries() -> Vec<Value> {
    let entries: Value = serde_json::from_str(include_str!("../vectors/requests.json")).unwrap();
    entries.as_array().unwrap().clone()
}

/// The decoded pairs of a query or a form, as a URL parser reads them.
pub fn pairs(encoded: &str) -> Vec<(String, String)> {
    let plain = |text: &str| {
        let mut bytes = Vec::new();
        let mut rest = text.as_bytes();
        while let [byte, after @ ..] = rest {
            rest = after;
            match byte {
                b'+' => bytes.push(b' '),
                b'%' => {
                    bytes.push(u8::from_str_radix(std::str::from_utf8(&rest[..2]).unwrap(), 16).unwrap());
                    rest = &rest[2..];
                }
                byte => bytes.push(*byte),
            }
        }
        String::from_utf8(bytes).unwrap()
    };
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap();
        (plain(name), plain(value))
    };
    encoded.split('&').filter(|part| !part.is_empty()).map(pair).collect()
}
