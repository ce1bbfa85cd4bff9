//! What the rooms of the example are used for: by which team, how much, and
//! with which models.

use crate::today::prices::{MODELS, Model};
use crate::today::random::Random;

/// How a room is used.
#[derive(Debug)]
pub struct Habit {
    room: &'static str,
    pub team: &'static str,
    /// How often a session begins in it, compared with the other rooms.
    pub weight: usize,
    /// The names of the models that its agents call; twice in the list is
    /// twice as often.
    models: &'static [&'static str],
}

const HABITS: [Habit; 8] = [
    Habit { room: "support", team: "support", weight: 5, models: &["gpt-5.5-mini", "gpt-5.5-mini", "gpt-5.5"] },
    Habit { room: "sales-emea", team: "sales", weight: 3, models: &["gpt-5.5", "gpt-5.5-mini"] },
    Habit { room: "design-review", team: "product", weight: 2, models: &["gpt-5.5"] },
    Habit { room: "incident-response", team: "platform", weight: 2, models: &["claude-sonnet-4-5", "grok-4-fast"] },
    Habit { room: "onboarding", team: "support", weight: 2, models: &["gpt-5.5-mini", "grok-4-fast"] },
    Habit { room: EVALUATION, team: "product", weight: 4, models: &["claude-sonnet-4-5"] },
    Habit { room: "planning-2027", team: "sales", weight: 1, models: &["gpt-5.5"] },
    Habit { room: "agents-sandbox", team: "platform", weight: 1, models: &["grok-4-fast", "gpt-5.5-mini"] },
];

/// The room that has evaluated an expensive model lately, which a look at the
/// last week's cost should find.
pub const EVALUATION: &str = "research-lab";

/// What a room does that somebody has added.
const OTHER: Habit = Habit { room: "", team: "platform", weight: 1, models: &["gpt-5.5-mini"] };

pub fn of(room: &str) -> &'static Habit {
    HABITS.iter().find(|habit| habit.room == room).unwrap_or(&OTHER)
}

impl Habit {
    /// One of the room's models.
    pub fn model(&self, random: &mut Random) -> Option<Model> {
        let name = random.pick(self.models)?;
        MODELS.iter().find(|model| model.name == *name).copied()
    }
}
