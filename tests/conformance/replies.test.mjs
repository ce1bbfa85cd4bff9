// Replies that are not the contract's example: what each client reads.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { pkg } from "../helpers/index.mjs";
import { both, contract } from "./clients.mjs";
import { differences } from "./compare.mjs";
import { operations } from "./operations.mjs";
import { record } from "./recorder.mjs";
import { RoomException } from "./sdk.mjs";

const recorder = await record();
const { ours, official } = both(recorder.url);
const argsOf = (op) => contract.find((entry) => entry.op === op).args;

const json = (value) => ({ body: { json: value } });
const room = { id: "1", name: "a", metadata: {}, annotations: {} };
const bare = { id: "1", name: "a" };
const grant = { room, user_id: "u", permissions: {} };
const user = { user_id: "u", count: 1, first_name: null, last_name: null };
const created = {
  client_id: "c",
  client_secret: "s",
  grant_types: [],
  response_types: [],
  redirect_uris: [],
  scope: "",
  project_id: "p",
};

/** What we fail with, at this place of the reply. */
const invalid = (path) => ({ invalid: path });
/** We return nothing. */
const nothing = { nothing: true };
/** What the SDK fails with. */
const fails = (message) => ({ fails: message });

/** The operation, the reply, what the SDK reads and what we read, if that is something else. */
const CASES = [
  ["an empty body where there is nothing to read", "rooms.delete", { status: 200 }, nothing],
  ["an empty body for the SDK to return", "members.remove", { status: 200 }, fails(/JSON/), nothing],
  ["204 without a body", "members.remove", { status: 204 }, {}, nothing],
  ["204 where there is something to read", "rooms.get", { status: 204 }, fails(/missing id or name/), invalid("")],
  ["another 2xx", "rooms.get", { status: 226, ...json(room) }, room],
  ["bytes for bytes, also none", "storage.download", { status: 200 }, new Uint8Array()],

  ["a room without metadata", "rooms.get", json(bare), room],
  ["a room with null", "rooms.get", json({ ...bare, metadata: null, annotations: null }), room],
  ["a room with malformed metadata", "rooms.get", json({ ...bare, metadata: "x" }), room, invalid("metadata")],
  [
    "a room with a list for metadata",
    "rooms.get",
    json({ ...room, metadata: [] }),
    { ...room, metadata: [] },
    invalid("metadata"),
  ],
  ["a room with a number for an id", "rooms.get", json({ ...room, id: 1 }), fails(/missing id or name/), invalid("id")],
  [
    "a room of a newer service",
    "rooms.get",
    json({ ...room, enabled: true, a: 1 }),
    room,
    { ...room, enabled: true, a: 1 },
  ],

  ["no list", "rooms.list", json({}), { items: [] }],
  ["null for a list", "grants.list", json({ room_grants: null }), { items: [] }],
  ["an object for a list", "rooms.list", json({ rooms: {} }), { items: [] }, invalid("rooms")],
  [
    "no total where the SDK has one",
    "members.list",
    json({ users: [{ id: "u" }] }),
    { items: [{ id: "u" }], total: 1 },
    { items: [{ id: "u" }] },
  ],
  [
    "a member without an id",
    "members.list",
    json({ users: [{}], total: 1 }),
    { items: [{}], total: 1 },
    invalid("users[0].id"),
  ],
  [
    "rooms in the older form",
    "grants.listUniqueRooms",
    json({ rooms: [{ room_id: "1", room_name: "a", metadata: {}, count: 2 }] }),
    { items: [{ room, count: 2 }] },
  ],
  [
    "a user without an address",
    "grants.listUniqueUsers",
    json({ users: [user], total: 1 }),
    fails(/missing email/),
    { items: [user], total: 1 },
  ],

  ["a grant without a scope", "grants.get", json({ room, user_id: "u" }), grant],
  ["a grant with null for a scope", "grants.get", json({ ...grant, permissions: null }), grant],
  [
    "a grant with text for a scope",
    "grants.get",
    json({ ...grant, permissions: "all" }),
    grant,
    invalid("permissions"),
  ],
  [
    "a scope that is malformed, which means no restriction to the SDK",
    "grants.get",
    json({ ...grant, permissions: { queues: { send: "jobs" } } }),
    { ...grant, permissions: { queues: {} } },
    invalid("permissions.queues.send"),
  ],
  [
    "a scope of a newer service",
    "grants.get",
    json({ ...grant, permissions: { storage: { later: ["x"] }, sqlite: {} } }),
    { ...grant, permissions: { storage: {} } },
    { ...grant, permissions: { storage: { later: ["x"] }, sqlite: {} } },
  ],
  [
    "names that no service sends",
    "grants.get",
    json({ room, userId: "u", permissions: {} }),
    grant,
    invalid("user_id"),
  ],

  [
    "a role of a newer service",
    "members.role",
    json({ role: "owner" }),
    fails(/Invalid role/),
    { role: "owner", can_create_rooms: false, can_use_llm_proxy: false },
  ],
  [
    "a client without metadata",
    "oauthClients.create",
    json(created),
    { ...created, metadata: {} },
    { ...created, metadata: {}, official: false },
  ],
  [
    "a client in the newer form",
    "oauthClients.create",
    json({ client: created }),
    fails(/missing required fields/),
    { ...created, metadata: {}, official: false },
  ],
  [
    "a connection without its address",
    "rooms.connect",
    json({ jwt: "a", room_name: "b", project_id: "c" }),
    fails(/missing fields/),
    invalid("room_url"),
  ],
];

/** Whether a call came to what is expected of it. */
function check({ result, error }, expected) {
  if (expected.fails) {
    assert.ok(error, `a failure, not ${inspect(result)}`);
    return assert.match(error.message, expected.fails);
  }
  if (expected.invalid !== undefined) {
    assert.ok(error instanceof pkg.InvalidResponseError, inspect(error ?? result));
    return assert.equal(error.path, expected.invalid);
  }
  assert.ifError(error);
  assert.deepEqual(differences(result, expected.nothing ? undefined : expected), {});
}

for (const [name, op, reply, theirs, mine = theirs] of CASES) {
  test(`${op}: ${name}`, async () => {
    check(await recorder.during(reply, () => official(op, argsOf(op))), theirs);
    check(await recorder.during(reply, () => ours(op, argsOf(op))), mine);
  });
}

const STATUSES = {
  400: "ValidationErrorResponse",
  401: "AuthenticationError",
  403: "PermissionDeniedError",
  404: "NotFoundError",
  409: "ConflictError",
  418: "RoomException",
  423: "RoomDisabledError",
  429: "RateLimitError",
  500: "ServerError",
  503: "ServerError",
};

test("an error reply is one class with the status in its text in the SDK, and a class of its own here", async () => {
  for (const { op, args } of contract.filter(({ op }) => operations[op]?.official)) {
    for (const [status, name] of Object.entries(STATUSES)) {
      const reply = { status: Number(status), ...json({ error: { code: "odd", message: "It is odd." } }) };
      const theirs = await recorder.during(reply, () => official(op, args));
      assert.equal(theirs.error.constructor, RoomException);
      const text = `Status code: ${status}, body: {"error":{"code":"odd","message":"It is odd."}}`;
      assert.match(theirs.error.message, /^Failed to [a-z ]+\. /);
      assert.equal(theirs.error.message.replace(/^.*?\. /, ""), text);

      const { error } = await recorder.during(reply, () => ours(op, args));
      assert.equal(error.constructor, pkg[name], `${op}: ${error}`);
      assert.equal(error.status, Number(status));
      assert.match(error.message, new RegExp(`^[A-Z]+ /[^ ]+: ${status} It is odd\\.$`));
      assert.equal(text.endsWith(error.body), true);
    }
  }
});
