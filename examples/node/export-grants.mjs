// Writes all grants of a project as CSV: node export-grants.mjs > grants.csv
import { pipeline } from "node:stream/promises";
import { Meshagent } from "meshagent-wasm";

const project = new Meshagent().project(); // MESHAGENT_API_URL, MESHAGENT_API_KEY, MESHAGENT_PROJECT_ID

const quoted = (value) => `"${String(value ?? "").replaceAll('"', '""')}"`;
const line = (...values) => `${values.map(quoted).join(",")}\r\n`;

async function* csv() {
  const emails = new Map();
  for await (const member of project.members.iterate()) emails.set(member.id, member.email);

  yield line("room", "room_id", "user_id", "email", "permissions");
  // The next page is fetched while this one is written, and nothing is kept: a million grants need no more memory.
  for await (const { room, user_id, permissions } of project.grants.iterate({ page_size: 500 })) {
    yield line(room.name, room.id, user_id, emails.get(user_id), JSON.stringify(permissions));
  }
}

await pipeline(csv, process.stdout);
