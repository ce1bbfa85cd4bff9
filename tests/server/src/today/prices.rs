//! What things cost in the example, in dollars.

use serde_json::{Value, json};

/// A model that the example's rooms use.
#[derive(Debug, Clone, Copy)]
pub struct Model {
    pub provider: &'static str,
    pub name: &'static str,
    /// For a million tokens.
    pub input: f64,
    pub output: f64,
}

impl Model {
    /// What tokens that go in cost, and those that come out.
    pub fn costs(self, input: usize, output: usize) -> [f64; 2] {
        [input as f64 * self.input / 1e6, output as f64 * self.output / 1e6]
    }
}

pub const MODELS: [Model; 4] = [
    Model { provider: "openai", name: "gpt-5.5", input: 1.25, output: 10.0 },
    Model { provider: "openai", name: "gpt-5.5-mini", input: 0.25, output: 2.0 },
    Model { provider: "anthropic", name: "claude-sonnet-4-5", input: 3.0, output: 15.0 },
    Model { provider: "grok", name: "grok-4-fast", input: 0.2, output: 0.5 },
];

/// For an hour of a room's session.
pub const ROOM_HOUR: f64 = 0.02;

/// What `billing.getPricing` shows.
pub fn list() -> Value {
    let models = MODELS.map(|model| {
        json!({
            "provider": model.provider,
            "model": model.name,
            "input_per_million": model.input,
            "output_per_million": model.output,
        })
    });
    json!({
        "currency": "USD",
        "plans": [
            { "id": "free", "name": "Free", "monthly": 0.0, "credits": 5.0 },
            { "id": "pro", "name": "Pro", "monthly": 20.0, "credits": 25.0 },
        ],
        "room_hour": ROOM_HOUR,
        "models": models,
    })
}
