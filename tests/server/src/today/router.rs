//! The one router of this generation: its routes are the contract's, and what
//! answers them is found by an operation's name.

use percent_encoding::percent_decode_str;

use crate::error::{Error, Result};
use crate::today::contract::{Contract, Operation};
use crate::today::handlers::{self, Handler};
use crate::today::validate::Texts;

/// The routes that are served.
#[derive(Debug)]
pub struct Router {
    pub contract: Contract,
    routes: Vec<Route>,
}

#[derive(Debug)]
struct Route {
    segments: Vec<Segment>,
    /// Index into the contract's operations.
    operation: usize,
    handler: Handler,
}

/// A part of a path between slashes.
#[derive(Debug, PartialEq, Eq)]
enum Segment {
    Fixed(String),
    /// A value, and what follows it: `:access`.
    Value(String, String),
}

impl Segment {
    fn parse(text: &str) -> Self {
        match text.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            Some((name, suffix)) => Self::Value(name.to_owned(), suffix.to_owned()),
            None => Self::Fixed(text.to_owned()),
        }
    }
}

/// A route that a request has met.
#[derive(Debug, Clone, Copy)]
pub struct Match<'a> {
    pub operation: &'a Operation,
    pub handler: Handler,
    segments: &'a [Segment],
}

impl Match<'_> {
    /// The path's values, decoded.
    pub fn values(&self, path: &str) -> Result<Texts> {
        let mut values = Texts::new();
        for (segment, part) in self.segments.iter().zip(parts(path)) {
            if let Segment::Value(name, suffix) = segment {
                let part = part.strip_suffix(suffix.as_str()).unwrap_or(part);
                let text = percent_decode_str(part).decode_utf8();
                let text = text.map_err(|_| Error::invalid("path", "must be UTF-8"))?;
                values.insert(name.clone(), text.into_owned());
            }
        }
        Ok(values)
    }
}

impl Router {
    pub fn new() -> Result<Self> {
        let contract = Contract::load()?;
        let mut routes = Vec::new();
        for (operation, known) in contract.operations.iter().enumerate().filter(|(_, known)| known.is_api()) {
            if let Some(handler) = handlers::find(&known.op) {
                let segments = parts(&known.path).map(Segment::parse).collect();
                routes.push(Route { segments, operation, handler });
            }
        }
        Ok(Self { contract, routes })
    }

    /// The route of a request, if this generation serves it.
    pub fn find(&self, method: &str, path: &str) -> Option<Match<'_>> {
        let mut best: Option<(Vec<bool>, Match)> = None;
        for route in &self.routes {
            let Some(operation) = self.contract.operations.get(route.operation) else { continue };
            if operation.method != method || !meets(&route.segments, path) {
                continue;
            }
            // `sessions/active` is met before `sessions/{session_id}`.
            let fixed = route.segments.iter().map(|segment| matches!(segment, Segment::Fixed(_))).collect();
            if best.as_ref().is_none_or(|(other, _)| fixed > *other) {
                best = Some((fixed, Match { operation, handler: route.handler, segments: &route.segments }));
            }
        }
        best.map(|(_, found)| found)
    }

    /// Whether any method is served at a path.
    pub fn knows(&self, path: &str) -> bool {
        self.routes.iter().any(|route| meets(&route.segments, path))
    }
}

fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.strip_prefix('/').unwrap_or(path).split('/')
}

fn meets(segments: &[Segment], path: &str) -> bool {
    let mut parts = parts(path);
    let meets = segments.iter().all(|segment| match (segment, parts.next()) {
        (Segment::Fixed(text), Some(part)) => same(text, part),
        (Segment::Value(_, suffix), Some(part)) => {
            part.strip_suffix(suffix.as_str()).is_some_and(|value| !value.is_empty())
        }
        (_, None) => false,
    });
    meets && parts.next().is_none()
}

/// Clients may escape the colon of `access:test`.
fn same(text: &str, part: &str) -> bool {
    text == part || text.contains(':') && percent_decode_str(part).decode_utf8().is_ok_and(|part| part == text)
}
