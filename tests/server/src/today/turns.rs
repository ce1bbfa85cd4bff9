//! What an agent does when somebody asks it: it reads its notes, calls a
//! model, uses a tool and calls the model again. A turn is a trace of spans
//! as OpenTelemetry has them.

use serde_json::{Value, json};

use crate::today::prices::Model;
use crate::today::random::Random;
use crate::today::time;

/// What asks for a turn.
#[derive(Debug)]
pub struct Asked<'a> {
    pub agent: &'a str,
    pub user: &'a str,
    pub model: Model,
    /// The most tokens that a call sends.
    pub input: usize,
    /// When the turn is over, in milliseconds since 1970.
    pub end: i64,
}

/// A call of a model.
#[derive(Debug)]
struct Call {
    input: usize,
    output: usize,
    /// In milliseconds.
    took: i64,
}

/// What came of it.
#[derive(Debug)]
pub struct Turn {
    calls: [Call; 2],
    /// Each with the second at which it ended.
    pub spans: Vec<(i64, Value)>,
    /// The tool that failed.
    pub failed: Option<&'static str>,
}

/// A tool, and what it does in turn.
const TOOLS: [[&str; 2]; 4] = [
    ["web_search", "http.request"],
    ["query_table", "sql.query"],
    ["read_file", "storage.read"],
    ["ask_colleague", "agent.call"],
];

impl Turn {
    pub fn new(random: &mut Random, asked: &Asked) -> Self {
        let calls = [Call::new(random, asked.input), Call::new(random, asked.input)];
        let [tool, does] = random.pick(&TOOLS).copied().unwrap_or_default();
        let failed = random.chance(0.05);
        let [notes, used] = [20 + up_to(random, 120), 150 + up_to(random, 2_400)];
        let took = notes + used + calls.iter().map(|call| call.took).sum::<i64>() + 30;
        let mut trace =
            Trace { id: format!("{:016x}{:016x}", random.next(), random.next()), random, spans: Vec::new() };
        let mut at = asked.end - took;
        let turn = trace.span(None, "agent.turn", at, took, false, json!({ "agent": asked.agent, "user": asked.user }));
        at += 5;
        trace.span(Some(&turn), "storage.read", at, notes, false, json!({ "path": "/notes/memory.md" }));
        at += notes + 5;
        for (place, call) in calls.iter().enumerate() {
            trace.span(Some(&turn), "llm.call", at, call.took, false, call.attributes(asked.model));
            at += call.took + 5;
            if place == 0 {
                let tool = trace.span(Some(&turn), "tool.call", at, used, failed, json!({ "tool": tool }));
                trace.span(Some(&tool), does, at + 12, used - 24, failed, json!({}));
                at += used + 5;
            }
        }
        Self { spans: trace.spans, calls, failed: failed.then_some(tool) }
    }

    /// The tokens that went in, and those that came out.
    pub fn tokens(&self) -> [usize; 2] {
        [self.calls.iter().map(|call| call.input).sum(), self.calls.iter().map(|call| call.output).sum()]
    }
}

impl Call {
    fn new(random: &mut Random, most: usize) -> Self {
        let input = most / 10 + random.below(most);
        let output = 50 + random.below(900);
        Self { input, output, took: 400 + i64::try_from(output).unwrap_or(0) * 9 + up_to(random, 900) }
    }

    fn attributes(&self, model: Model) -> Value {
        json!({
            "provider": model.provider, "model": model.name,
            "input_tokens": self.input, "output_tokens": self.output,
            "cost": (model.costs(self.input, self.output).iter().sum::<f64>() * 1e6).round() / 1e6,
        })
    }
}

struct Trace<'a> {
    id: String,
    random: &'a mut Random,
    spans: Vec<(i64, Value)>,
}

impl Trace<'_> {
    /// Adds a span and returns its id.
    fn span(
        &mut self,
        parent: Option<&str>,
        name: &str,
        start: i64,
        took: i64,
        failed: bool,
        attributes: Value,
    ) -> String {
        let id = format!("{:016x}", self.random.next());
        let end = start + took;
        let span = json!({
            "name": name,
            "trace_id": self.id,
            "span_id": id,
            "parent_span_id": parent,
            "start_time": time::write_ms(start),
            "end_time": time::write_ms(end),
            "duration_ms": took,
            "status": if failed { "error" } else { "ok" },
            "attributes": attributes,
        });
        self.spans.push((end / 1000, span));
        id
    }
}

/// Some milliseconds.
fn up_to(random: &mut Random, most: i64) -> i64 {
    (random.unit() * most as f64) as i64
}
