// Who has which roles on what, people behind groups included, as CSV: node audit-access.mjs > access.csv
import { pipeline } from "node:stream/promises";
import { Meshagent } from "meshagent-wasm";

const project = new Meshagent().project(); // MESHAGENT_API_URL, MESHAGENT_API_KEY, MESHAGENT_PROJECT_ID

const quoted = (value) => `"${String(value ?? "").replaceAll('"', '""')}"`;
const line = (...values) => `${values.map(quoted).join(",")}\r\n`;

/** What roles can be given on, kind by kind. */
async function* resources() {
  yield { type: "project", id: project.id, name: "the project" };
  for await (const { id, name } of project.rooms.iterate()) yield { type: "room", id, name };
  for await (const { id, name } of project.agents.iterate()) yield { type: "agent", id, name };
  for await (const { id, name } of project.groups.iterate()) yield { type: "group", id, name };
  const view = "all";
  for await (const { id, name } of project.serviceAccounts.iterate({ view }))
    yield { type: "service_account", id, name };
  for await (const { id, name } of project.repositories.iterate()) yield { type: "repository", id, name };
  for await (const { id, name } of project.feeds.iterate()) yield { type: "feed", id, name };
}

/** The members of each group that was met, asked for once; groups of groups are followed. */
const groups = new Map();
async function people(id, above = []) {
  if (above.includes(id)) return [];
  if (!groups.has(id)) groups.set(id, await project.groups.iterateMembers(id).toArray());
  const found = [];
  for (const { subject } of groups.get(id)) {
    found.push(...(subject.type === "group" ? await people(subject.id, [...above, id]) : [subject]));
  }
  return found;
}

const called = ({ email, name, id }) => email ?? name ?? id;

async function* csv() {
  yield line("type", "resource", "resource_id", "subject_type", "subject", "subject_id", "roles", "through");
  for await (const { type, id, name } of resources()) {
    for await (const { subject, direct_roles } of project.policies.iterate(type, id)) {
      const row = (who, through) =>
        line(type, name, id, who.type, called(who), who.id, direct_roles.join(" "), through && called(through));
      yield row(subject);
      if (subject.type === "group") for (const person of await people(subject.id)) yield row(person, subject);
    }
  }
}

await pipeline(csv, process.stdout);
