// Arguments of the wrong kind: refused before anything is sent, by name, and the client works on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pkg, rejection, reply, stub, stubbed } from "../helpers/index.mjs";

const { RoomException } = pkg;
const fetch = stub(() => reply({ rooms: [], room_grants: [], users: [], clients: [] }));
const project = stubbed(fetch);
const { rooms, grants, members, oauthClients } = project;

/** The call is refused with a message that matches, sends nothing, and the next call works. */
async function assertRefused(call, message, what = "") {
  const sent = fetch.calls.length;
  const error = await rejection(call());
  assert.ok(error instanceof RoomException, `${what} ${message}: ${String(error)}`);
  assert.match(error.message, message, what);
  assert.equal(error.status, undefined);
  assert.equal(fetch.calls.length, sent, `${what}: nothing is sent`);
  assert.deepEqual((await rooms.list()).items, [], "the next call works");
}

const throwing = () => {
  throw new Error("hands off");
};
const hostile = new Proxy({}, { get: throwing, has: throwing, ownKeys: throwing, getOwnPropertyDescriptor: throwing });
const revocable = Proxy.revocable({}, {});
revocable.revoke();
const cyclic = { name: "x", metadata: {} };
cyclic.metadata.self = cyclic;
let deep = {};
for (let n = 0; n < 100_000; n++) deep = { deep };

const notText = {
  "a number": 7,
  null: null,
  nothing: undefined,
  "an object": {},
  "a list": ["a"],
  true: true,
  "a function": () => "a",
  "a symbol": Symbol("a"),
  "a bigint": 7n,
  "a String object": new String("a"),
  "a Proxy": hostile,
  "a revoked Proxy": revocable.proxy,
};
const paths = {
  "rooms.get": [(id) => rooms.get(id), "name"],
  "rooms.delete": [(id) => rooms.delete(id), "room_id"],
  "rooms.update": [(id) => rooms.update(id, { name: "x" }), "room_id"],
  "rooms.connect": [(id) => rooms.connect(id), "name"],
  "grants.get, the room": [(id) => grants.get(id, "u"), "room_id"],
  "grants.get, the user": [(id) => grants.get("r", id), "user_id"],
  "grants.delete, the room": [(id) => grants.delete(id, "u"), "room_id"],
  "grants.delete, the user": [(id) => grants.delete("r", id), "user_id"],
  "grants.listByUser": [(id) => grants.listByUser(id), "user_id"],
  "grants.listByRoom": [(id) => grants.listByRoom(id), "room_name"],
  "members.update": [
    (id) => members.update(id, { is_admin: true, is_developer: true, can_create_rooms: true, can_use_llm_proxy: true }),
    "user_id",
  ],
  "members.remove": [(id) => members.remove(id), "user_id"],
  "oauthClients.get": [(id) => oauthClients.get(id), "client_id"],
  "oauthClients.update": [(id) => oauthClients.update(id, {}), "client_id"],
  "oauthClients.delete": [(id) => oauthClients.delete(id), "client_id"],
};

for (const [method, [call, name]] of Object.entries(paths)) {
  test(`${method} wants text`, async () => {
    for (const [what, value] of Object.entries(notText)) {
      await assertRefused(() => call(value), new RegExp(`^${name}: expected text, got `), what);
    }
    await assertRefused(() => call("a\ud800"), new RegExp(`^${name}: .*lone surrogate`));
    await assertRefused(() => call("\udfffb"), new RegExp(`^${name}: .*lone surrogate`));
  });

  test(`${method} refuses what would become another address`, async () => {
    for (const id of ["", ".", ".."]) await assertRefused(() => call(id), /must not be empty, \. or \.\./);
  });
}

test("a real replacement character is text like any other", async () => {
  fetch.calls.length = 0;
  await rejection(rooms.get("\u{FFFD}"));
  assert.match(fetch.calls[0].url, /\/rooms\/%EF%BF%BD$/);
});

test("what looks like dots but is not is an id like any other", async () => {
  for (const [id, segment] of [
    ["...", "..."],
    ["%2e%2e", "%252e%252e"],
    ["..;", "..%3B"],
    [" ..", "%20.."],
    ["．．", "%EF%BC%8E%EF%BC%8E"],
    ["../x", "..%2Fx"],
    ["..\\x", "..%5Cx"],
  ]) {
    fetch.calls.length = 0;
    await rejection(rooms.get(id));
    const [{ url }] = fetch.calls;
    assert.equal(new URL(url).pathname, `/accounts/projects/proj_123/rooms/${segment}`);
  }
});

const objects = {
  "rooms.create": [(value) => rooms.create(value), "room"],
  "rooms.update": [(value) => rooms.update("a", value), "change"],
  "grants.create": [(value) => grants.create(value), "grant"],
  "grants.createByEmail": [(value) => grants.createByEmail(value), "grant"],
  "grants.update": [(value) => grants.update(value), "grant"],
  "members.add": [(value) => members.add(value), "member"],
  "members.update": [(value) => members.update("u", value), "rights"],
  "oauthClients.create": [(value) => oauthClients.create(value), "client"],
  "oauthClients.update": [(value) => oauthClients.update("c", value), "change"],
  exchangeOAuthToken: [(value) => new pkg.Meshagent({ fetch }).exchangeOAuthToken(value), "form"],
};
const notObjects = {
  "a number": 7,
  null: null,
  nothing: undefined,
  text: "{}",
  "a list": [],
  true: true,
  "a function": () => ({}),
  "a symbol": Symbol("a"),
  "a bigint": 7n,
  "a Map": new Map(),
  "a Set": new Set(),
  "a Promise": Promise.resolve({}),
  "a Date": new Date(0),
  "a Proxy that throws": hostile,
  "a revoked Proxy": revocable.proxy,
  "a cyclic object": cyclic,
  "a very deep object": deep,
};

for (const [method, [call, name]] of Object.entries(objects)) {
  test(`${method} wants an object of plain data`, async () => {
    for (const [what, value] of Object.entries(notObjects)) {
      await assertRefused(() => call(value), new RegExp(`^${name}[:.[]`), what);
    }
  });
}

test("what a list takes is checked too", async () => {
  for (const list of [
    (which) => rooms.list(which),
    (which) => grants.list(which),
    (which) => grants.listUniqueRooms(which),
  ]) {
    for (const limit of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "10", true, {}, 10n]) {
      await assertRefused(() => list({ limit }), /^which\.?:? ?.*limit/);
      await assertRefused(() => list({ offset: limit }), /^which\.?:? ?.*offset/);
    }
    for (const which of [7, "a", [], true, () => {}, new Map()]) await assertRefused(() => list(which), /^which: /);
  }
  await assertRefused(() => rooms.list({ filter: 7 }), /^which\.filter: expected text, got a number/);
  await assertRefused(() => rooms.list({ order_by: {} }), /^which\.order_by: expected text, got an object/);
  await assertRefused(() => rooms.list({ filter: "\ud800" }), /filter/);
});

const room_id = "r";
const user_id = "u";
const scopes = [
  [new Map(), /permissions: expected JSON data, got a Map/],
  [Promise.resolve({}), /permissions: expected JSON data, got a Promise/],
  [() => ({}), /permissions: expected JSON data, got a function/],
  [{ storage: new Map() }, /storage: expected JSON data, got a Map/],
  [{ storage: Promise.resolve({ paths: [] }) }, /storage: expected JSON data, got a Promise/],
  [{ queues: { send: new Set(["jobs"]) } }, /send: expected JSON data, got a Set/],
  [{ queues: { send: "jobs" } }, /^grant\.permissions\.queues\.send: expected a list, got text/],
  [{ queues: { send: [7] } }, /^grant\.permissions\.queues\.send\[0\]: expected text, got a number/],
  [{ queues: { list: "no" } }, /^grant\.permissions\.queues\.list: expected a boolean, got text/],
  [{ storage: { paths: [{ path: "/a", read_only: 1 }] } }, /^grant\.permissions\.storage\.paths\[0\]\.read_only: /],
  [{ storage: { paths: [{ read_only: true }] } }, /^grant\.permissions\.storage\.paths\[0\]\.path: /],
  [{ storage: { paths: [{ path: "/a", readOnly: true }] } }, /readOnly/],
  [{ storage: true }, /^grant\.permissions\.storage: expected an object, got a boolean/],
  [null, /^grant\.permissions: expected an object, got null/],
  [undefined, /^grant\.permissions: /],
  ["full", /^grant\.permissions: expected an object, got text/],
  [[], /^grant\.permissions: expected an object, got a list/],
  [{ llm: { models: [Symbol("x")] } }, /expected JSON data, got a symbol/],
  [{ llm: { models: undefined, future: 7n } }, /future: expected JSON data, got a bigint/],
  [{ future: Number.NaN }, /future: expected JSON data, got NaN/],
  [{ future: Number.POSITIVE_INFINITY }, /future: expected JSON data, got Infinity/],
  [
    {
      get storage() {
        throw new Error("no");
      },
    },
    /cannot be read/,
  ],
  [{ toJSON: throwing }, /cannot be read/],
  [{ toJSON: () => new Map() }, /permissions: expected JSON data, got a Map/],
];

for (const [index, [permissions, message]] of scopes.entries()) {
  test(`a scope that is not data never becomes a wider one (${index}: ${message})`, async () => {
    await assertRefused(() => grants.create({ room_id, user_id, permissions }), message);
  });
}

test("a scope inside `permissions` of a new room is checked alike", async () => {
  await assertRefused(
    () => rooms.create({ name: "a", permissions: { u: { queues: { send: new Set() } } } }),
    /send: expected JSON data, got a Set/,
  );
  await assertRefused(
    () => rooms.create({ name: "a", permissions: { "u/1": { queues: { send: [7] } } } }),
    /^room\.permissions\["u\/1"\]\.queues\.send\[0\]: expected text, got a number/,
  );
});

test("the place of a fault is in `path` too", async () => {
  const error = await rejection(rooms.create({ name: "a", annotations: { "a b": 7 } }));
  assert.equal(error.path, 'room.annotations["a b"]');
  assert.equal(error.message, 'room.annotations["a b"]: expected text, got a number');
});

// What takes nothing but text for its path is put together without the crate where nothing has to be encoded.
const byText = {
  "GET /rooms": ({ rooms }, id, ...options) => rooms.get(id, ...options),
  "DELETE /rooms": ({ rooms }, id, ...options) => rooms.delete(id, ...options),
  "DELETE /users": ({ members }, id, ...options) => members.remove(id, ...options),
  "GET /oauth/clients": ({ oauthClients }, id, ...options) => oauthClients.get(id, ...options),
  "DELETE /oauth/clients": ({ oauthClients }, id, ...options) => oauthClients.delete(id, ...options),
  "GET /room-grants/r-1": ({ grants }, id, ...options) => grants.get("r-1", id, ...options),
  "DELETE /room-grants/r%201": ({ grants }, id, ...options) => grants.delete("r 1", id, ...options),
};
const ids = ["a", "A-b_9", "a".repeat(99), "a".repeat(100), "a.b", "...", "a/b", "ü ?#%2e", "*", "{name}", "a|b"];

for (const [request, call] of Object.entries(byText)) {
  test(`${request}: with options and without, the request is the same`, async () => {
    const [method, path] = request.split(" ");
    for (const projectId of ["proj_123", "p 1/*"]) {
      const fetch = stub();
      const project = stubbed(fetch, { projectId });
      for (const id of ids) {
        fetch.calls.length = 0;
        await Promise.allSettled([call(project, id), call(project, id, {})]);
        const sent = fetch.calls.map(({ signal, ...sent }) => sent);
        assert.equal(sent.length, 2, id);
        assert.deepEqual(sent[0], sent[1], id);
        const address = `http://stub.test/accounts/projects/${encodeURIComponent(projectId)}${path}/${encodeURIComponent(id)}`;
        assert.deepEqual([sent[0].method, sent[0].url], [method, address]);
      }
    }
  });
}

test("members.role takes nothing but options", async () => {
  const fetch = stub(() => reply({ role: "admin" }));
  const { members } = stubbed(fetch);
  await Promise.allSettled([members.role(), members.role({})]);
  const address = "http://stub.test/accounts/projects/proj_123/role";
  assert.deepEqual(
    fetch.calls.map(({ url }) => url),
    [address, address],
  );
  await assertRefused(() => project.members.role("support"), /^options: expected an object, got text/);
});

test("data that JSON can carry is sent: dates that say how, objects without a prototype, frozen ones", async () => {
  const metadata = Object.freeze(Object.assign(Object.create(null), { at: { toJSON: () => "1970" }, gone: undefined }));
  fetch.calls.length = 0;
  await rejection(rooms.create({ name: "a", metadata }));
  assert.deepEqual(JSON.parse(fetch.calls[0].body), { name: "a", metadata: { at: "1970" }, if_not_exists: false });
});

test("a lone surrogate in data is refused or sent as JSON escapes it, never as another character", async () => {
  fetch.calls.length = 0;
  await rejection(rooms.create({ name: "a", metadata: { odd: "\ud800" } }));
  for (const { body } of fetch.calls) assert.equal(JSON.parse(body).metadata.odd, "\ud800");
});

test("options of a call of the wrong kind are refused by name", async () => {
  for (const options of [7, "x", true, Symbol("x"), 7n])
    await assertRefused(() => rooms.list(null, options), /^options: /);
  for (const [name, values] of Object.entries({
    maxRetries: ["1", -1, 0.5, Number.NaN, {}],
    timeout: ["1", -1, 0.5, Number.NaN, {}],
    headers: [7, { "a b": "c" }],
    signal: [7, {}],
  })) {
    for (const value of values)
      await assertRefused(() => rooms.list(null, { [name]: value }), new RegExp(`^${name}: `));
    await assertRefused(
      () =>
        rooms.list(null, {
          get [name]() {
            throw new Error("no");
          },
        }),
      new RegExp(`^${name}: `),
    );
  }
  await assertRefused(() => rooms.list(null, hostile), /cannot be read/);
  await assertRefused(() => rooms.list(null, revocable.proxy), /cannot be read/);
});
