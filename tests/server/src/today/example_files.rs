//! The files of the example project's rooms and agents.

use std::path::Path;

use rusqlite::Connection;

use crate::error::{Error, Result};
use crate::rooms::Room;
use crate::today::example::agent_id;
use crate::today::files;
use crate::today::subjects::Resource;

/// Room, path, content type and what is in it.
const IN_ROOMS: &[(&str, &str, &str, &str)] = &[
    ("support", "handbook/returns.md", "text/markdown", RETURNS),
    ("support", "handbook/tone-of-voice.md", "text/markdown", TONE),
    ("support", "reports/2026-10.csv", "text/csv", OCTOBER),
    ("support", "reports/2026-11.csv", "text/csv", NOVEMBER),
    ("support", "reports/tickets.svg", "image/svg+xml", TICKETS),
    ("support", "welcome.txt", "text/plain", "Good morning, how can we help?\n"),
    ("incident-response", "runbooks/database.md", "text/markdown", RUNBOOK),
    ("incident-response", "contacts.json", "application/json", CONTACTS),
    ("planning-2027", "budget.csv", "text/csv", "team,2026,2027\nplatform,410000,455000\nsupport,230000,240000\n"),
];

/// The same for agents.
const OF_AGENTS: &[(&str, &str, &str, &str)] = &[
    ("triage", "notes/escalations.md", "text/markdown", "# Escalations\n\nA refund above 500 EUR goes to Ines.\n"),
    ("triage", "examples.jsonl", "application/jsonl", EXAMPLES),
    ("scribe", "minutes/2026-11-20.md", "text/markdown", MINUTES),
];

/// `folder` is where files are on disk.
pub fn fill(db: &Connection, folder: &Path) -> Result<()> {
    for (room, path, kind, text) in IN_ROOMS {
        let id = Room::find(db, room)?.ok_or_else(|| Error::internal(format!("there is no room {room}")))?.id;
        files::put(db, folder, Resource::new("room", &id), path, text, kind)?;
    }
    for (agent, path, kind, text) in OF_AGENTS {
        files::put(db, folder, Resource::new("agent", &agent_id(agent)), path, text, kind)?;
    }
    Ok(())
}

const RETURNS: &str = "# Returns

Customers may send back whatever they like within **30 days**.

1. Ask for the number of the order, never for the card.
2. Make a label in the shop's back office, and send it by mail.
3. The money goes back on the day on which the parcel arrives.

## When somebody is late

Up to 45 days a voucher is fine. After that, ask Ines.
";

const TONE: &str = "# Tone of voice

- Short sentences. One question at a time.
- We say sorry once, and then what happens next.
- No exclamation marks.
";

const OCTOBER: &str = "week,tickets,answered_by_agents,hours_to_answer
40,412,251,3.1
41,398,262,2.8
42,431,290,2.7
43,405,281,2.4
";

const NOVEMBER: &str = "week,tickets,answered_by_agents,hours_to_answer
44,420,301,2.2
45,388,284,2.0
46,447,335,1.9
47,402,311,1.7
";

const TICKETS: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 320" font-family="sans-serif" font-size="14">
  <rect width="640" height="320" rx="12" fill="#ffffff"/>
  <text x="32" y="44" font-size="18" font-weight="600" fill="#17191e">Tickets answered by agents, in per cent</text>
  <g fill="#5255cc">
    <rect x="56" y="160" width="44" height="120" rx="4"/>
    <rect x="126" y="150" width="44" height="130" rx="4"/>
    <rect x="196" y="146" width="44" height="134" rx="4"/>
    <rect x="266" y="141" width="44" height="139" rx="4"/>
    <rect x="336" y="136" width="44" height="144" rx="4"/>
    <rect x="406" y="133" width="44" height="147" rx="4"/>
    <rect x="476" y="129" width="44" height="151" rx="4"/>
    <rect x="546" y="125" width="44" height="155" rx="4"/>
  </g>
  <g fill="#5f6573" text-anchor="middle">
    <text x="78" y="304">40</text>
    <text x="148" y="304">41</text>
    <text x="218" y="304">42</text>
    <text x="288" y="304">43</text>
    <text x="358" y="304">44</text>
    <text x="428" y="304">45</text>
    <text x="498" y="304">46</text>
    <text x="568" y="304">47</text>
  </g>
</svg>
"##;

const RUNBOOK: &str = "# The database does not answer

1. Look at the status page of the provider.
2. `pg_isready -h db.internal` from the bastion.
3. Fail over only with a second person on the line.
";

const CONTACTS: &str = r#"{
  "on_call": ["kenji@example.com", "dev@example.com"],
  "provider": { "name": "Example Cloud", "phone": "+44 20 7946 0000" }
}
"#;

const EXAMPLES: &str = r#"{"ticket":"Where is my parcel?","queue":"shipping","urgent":false}
{"ticket":"I was charged twice.","queue":"billing","urgent":true}
{"ticket":"Do you ship to Norway?","queue":"shipping","urgent":false}
"#;

const MINUTES: &str = "# Design review, 20 November 2026

Present: Zoe, Tom, Mia

- The new returns page goes live on Tuesday.
- Mia shows the tone of voice to the agents.
";
