// The Node examples about access: an audit, people who come, and people who go.
import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { app, root, run, serve } from "../helpers/index.mjs";

const server = await serve("--example");
const env = { MESHAGENT_API_URL: server.url, MESHAGENT_API_KEY: server.apiKey, MESHAGENT_PROJECT_ID: server.projectId };

/** Runs an example in a project that has the package installed. */
async function example(name, ...args) {
  copyFileSync(join(root, "examples/node", name), join(app, name));
  const { code, stdout, stderr } = await run(process.execPath, [name, ...args], { env });
  return { code, stderr, lines: stdout.trim().split(/\r?\n/) };
}

const policy = async (type, id) => (await server.held(`/iam/${type}/${id}/policy?page_size=100`)).access_grants;
const person = async (email) =>
  (await server.held("/users?count=100&offset=0")).users.find((user) => user.email === email);
const bindings = async (id) => {
  const body = { subject: { type: "user", id } };
  return (await server.ask("POST", `${server.path}/access:bindings`, body)).access_grants;
};

test("audit-access: every role on every resource is a line, and so is each person behind a group", async () => {
  const { code, stderr, lines } = await example("audit-access.mjs");
  assert.deepEqual([code, stderr], [0, ""]);
  const rows = lines.map((line) => line.slice(1, -1).split('","'));
  const [head, ...found] = rows;
  const columns = ["type", "resource", "resource_id", "subject_type", "subject", "subject_id", "roles", "through"];
  assert.deepEqual(head, columns);
  const direct = found.filter((row) => row[7] === "");
  const room = await server.held("/rooms/incident-response");
  const grants = await policy("room", room.id);
  assert.ok(grants.length > 5);
  assert.deepEqual(
    direct.filter((row) => row[2] === room.id).map((row) => [row[5], row[6]]),
    grants.map(({ subject, direct_roles }) => [subject.id, direct_roles.join(" ")]),
  );
  // Kenji is on call, and whoever is on call is an engineer: twice behind a group, with the role of each.
  const through = found.filter((row) => row[2] === room.id && row[4] === "kenji@example.com" && row[7]);
  assert.deepEqual(through.map((row) => [row[6], row[7]]).sort(), [
    ["admin", "on-call"],
    ["operator", "engineering"],
  ]);
  const kinds = new Set(found.map(([type]) => type));
  for (const kind of ["project", "room", "group"]) assert.ok(kinds.has(kind), kind);
});

test("onboard: who is new gets the role, with progress, and a second run has nothing to do", async () => {
  const emails = ["mia@example.com", "New@Partner.example", " new@partner.example", "kenji@example.com"];
  const first = await example("onboard.mjs", "fresh-room", "operator", ...emails);
  assert.deepEqual([first.code, first.stderr], [0, ""]);
  assert.deepEqual(
    first.lines.slice(0, -1).map((line) => line.split(" ").slice(0, 3).join(" ")),
    ["1 of 3", "2 of 3", "3 of 3"],
  );
  assert.equal(first.lines.at(-1), "3 added, 0 had it, 0 to go");
  const room = await server.held("/rooms/fresh-room");
  const held = (await policy("room", room.id)).map(({ subject, direct_roles }) => [subject.email, direct_roles]);
  const expected = ["kenji@example.com", "mia@example.com", "new@partner.example"].map((email) => [
    email,
    ["operator"],
  ]);
  assert.deepEqual(held.sort(), expected);

  await server.reset();
  const second = await example("onboard.mjs", "fresh-room", "operator", ...emails);
  assert.deepEqual(second.lines, ["0 added, 3 had it, 0 to go"]);
  const granted = (await server.requests()).filter(({ path }) => path.includes("policy:grant"));
  assert.deepEqual(granted, []);
});

test("onboard: who cannot be added is named, the others go on, and the next run does what is left", async () => {
  await server.reset({ match: { path: "policy:grant" }, status: 403, body: "no" });
  const emails = ["tom@example.com", "zoe@example.com", "ines@example.com"];
  const first = await example("onboard.mjs", "half-room", "viewer", ...emails);
  assert.equal(first.code, 1);
  assert.match(first.stderr, /^\w+@example\.com POST .+ 403 no$/m);
  assert.equal(first.lines.at(-1), "2 added, 0 had it, 1 to go");
  const second = await example("onboard.mjs", "half-room", "viewer", ...emails);
  assert.deepEqual([second.code, second.lines.at(-1)], [0, "1 added, 2 had it, 0 to go"]);
});

test("offboard: a dry run says what would be taken away and sends nothing that changes anything", async () => {
  const { id } = await person("tom@example.com");
  const before = await bindings(id);
  await server.reset();
  const { code, stderr, lines } = await example("offboard.mjs", "tom@example.com", "--dry-run");
  assert.deepEqual([code, stderr], [0, ""]);
  assert.ok(lines.length > 3);
  assert.ok(lines.every((line) => line.startsWith("would take away ")));
  assert.ok(lines.some((line) => line.startsWith("would take away group customer-care: ")));
  const changing = (await server.requests()).filter(
    ({ method, path }) => method !== "GET" && !path.endsWith("access:bindings"),
  );
  assert.deepEqual(changing, []);
  assert.deepEqual(await bindings(id), before);
});

test("offboard: nothing is left of a person, others keep what they have, and it can be run again", async () => {
  const { id } = await person("tom@example.com");
  const mia = await bindings(server.member.id);
  const dry = await example("offboard.mjs", "Tom@example.com", "--dry-run");
  const { code, stderr, lines } = await example("offboard.mjs", "Tom@example.com");
  assert.deepEqual([code, stderr], [0, ""]);
  assert.deepEqual(
    lines,
    dry.lines.map((line) => line.replace("would take away", "took away")),
  );
  assert.equal(await person("tom@example.com"), undefined);
  assert.deepEqual(await bindings(id), []);
  assert.deepEqual(await bindings(server.member.id), mia);
  const again = await example("offboard.mjs", "tom@example.com");
  assert.deepEqual([again.code, again.lines], [0, ["tom@example.com is not a member of the project"]]);
});

test("offboard: one that breaks off is taken up again", async () => {
  const { id } = await person("zoe@example.com");
  await server.reset({ match: { path: "policy:revoke" }, skip: 1, status: 403, body: "no" });
  assert.equal((await example("offboard.mjs", "zoe@example.com")).code, 1);
  assert.ok((await bindings(id)).length > 1);
  assert.equal((await example("offboard.mjs", "zoe@example.com")).code, 0);
  assert.deepEqual(await bindings(id), []);
});
