// Crates that use the client from Rust, compiled to modules of their own and run against the server.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { rejection, serve } from "../helpers/index.mjs";

const server = await serve("--example");
const { url, apiKey, projectId } = server;
await server.room("lobby");

/** Loads a crate's module. */
async function load(name) {
  const file = join(process.env.CONSUMERS, name, name.replace("-", "_"));
  const module = await import(pathToFileURL(`${file}.js`));
  module.initSync({ module: readFileSync(`${file}_bg.wasm`) });
  return { ...module, types: readFileSync(`${file}.d.ts`, "utf8") };
}

const rust = await load("rust-tests");

test("rooms and grants: typed values go in and come out", () => rust.values(url, apiKey, projectId, server.member.id));

test("lists, page after page, of both kinds", async () => {
  const [room] = (await server.held("/room-grants/by-room?limit=1&offset=0")).rooms;
  const { users } = await server.held("/users?count=1000&offset=0");
  for (const user of users) {
    const grant = { room_id: room.room.id, user_id: user.id, permissions: {} };
    await server.ask("POST", `${server.path}/room-grants`, grant).catch(() => {}); // Some have one.
  }
  const { room_grants } = await server.held(`/room-grants/by-room/${room.room.name}?limit=1000&offset=0`);
  assert.ok(room_grants.length > 7);
  const [members, ...counts] = await rust.pages(url, apiKey, projectId, room.room.name);
  assert.equal(members, users.length);
  assert.equal(counts[0], 7);
  assert.equal(
    counts.reduce((sum, count) => sum + count),
    room_grants.length,
  );
});

test("files go up and come down", () => rust.files(url, apiKey, projectId));

test("errors have their kinds, and what the reply said", async () => {
  await server.reset(
    { match: { path: "/rooms/malformed" }, status: 200, body: '{"id":"room_1","name":7}' },
    { match: { path: "/rooms/silent" }, silent: true },
  );
  await rust.errors(url, apiKey, projectId);
});

test("a token may come from a function", async () => {
  assert.equal(await rust.token_function(url, apiKey, projectId), 2);
});

test("a token function cannot call its own client", async () => {
  await server.reset();
  await rust.circular(url, projectId);
  assert.deepEqual(await server.requests(), []);
});

test("a call whose future is dropped ends on the wire", async () => {
  await server.reset({ match: { path: "/rooms/silent" }, silent: true });
  await rust.dropped(url, apiKey, projectId);
  const { state } = await server.until(({ path, state }) => path.endsWith("/rooms/silent") && state !== "active");
  assert.equal(state, "aborted");
});

test("requests carry the configuration's headers and go through the same retries", async () => {
  await server.reset({ match: { path: "/rooms" }, status: 503, headers: { "retry-after": "0" }, times: 2 });
  assert.equal(await rust.token_function(url, apiKey, projectId), 4);
  const requests = await server.requests();
  assert.deepEqual(
    requests.map(({ status }) => status),
    [503, 503, 200, 200],
  );
  for (const { headers } of requests) assert.equal(headers["x-request-source"], "rust");
});

const dashboard = await load("rust-dashboard");

test("dashboard: every room, with its users and writers", async () => {
  const { room_grants } = await server.held("/room-grants?limit=1000&offset=0");
  const { rooms } = await server.held("/rooms?limit=1000&offset=0&order_by=room_name");
  const lines = await dashboard.dashboard(url, apiKey, projectId);
  const users = (name) => room_grants.filter(({ room }) => room.name === name).length;
  assert.deepEqual(
    lines.map(({ name, users }) => [name, users]),
    rooms.map(({ name }) => [name, users(name)]),
  );
  const line = lines.find(({ name }) => name === "design-review");
  const may = ({ room, permissions }) =>
    room.name === line.name && permissions.storage && !permissions.storage.paths?.some(({ read_only }) => read_only);
  assert.equal(line.writers, room_grants.filter(may).length);
  assert.ok(line.writers > 0 && line.writers < line.users);
});

test("dashboard: an error of the client is an error of the page", async () => {
  const error = await rejection(dashboard.dashboard(url, "nobody", projectId));
  assert.ok(error instanceof Error);
  assert.ok(error.message);
});

test("the package's own classes are not in the modules", () => {
  for (const module of [rust, dashboard]) {
    for (const name of ["Meshagent", "Project", "ParticipantToken", "can"]) assert.equal(name in module, false, name);
    assert.doesNotMatch(module.types, /class Meshagent/);
  }
});
