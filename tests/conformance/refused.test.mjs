// Arguments that the SDK sends as they are, or as something else, and that we refuse before anything is sent.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pkg } from "../helpers/index.mjs";
import { both, replyTo, short } from "./clients.mjs";
import { record } from "./recorder.mjs";

const recorder = await record();
const { ours, official } = both(recorder.url);

const grant = (permissions) => ({ room_id: "r", user_id: "u", permissions });
const granted = (permissions) => ({ body: { json: grant(permissions) } });
const client = { grant_types: [], response_types: [], redirect_uris: [], scope: "" };
const listed = (query) => ({ query: { limit: "50", offset: "0", order_by: "room_name", ...query } });

/** The operation, its arguments, what the SDK sends and the argument that we refuse. */
const CASES = [
  // Numbers.
  ["rooms.list", { limit: -1 }, listed({ limit: "-1" }), "which.limit"],
  ["rooms.list", { offset: -1 }, listed({ offset: "-1" }), "which.offset"],
  ["rooms.list", { limit: 1.5 }, listed({ limit: "1.5" }), "which.limit"],
  ["grants.list", { limit: 1e21 }, listed({ limit: "1e+21" }), "which.limit"],
  ["grants.list", { limit: "5" }, listed({ limit: "5" }), "which.limit"],
  ["rooms.list", { limit: Number.NaN }, listed({ limit: "NaN" }), "which.limit"],
  ["members.list", { count: -1 }, { query: { count: "-1", offset: "0" } }, "which.count"],
  // Other types.
  ["members.list", { filter: 7 }, { query: { count: "100", offset: "0", filter: "7" } }, "which.filter"],
  ["rooms.create", {}, { body: { json: { if_not_exists: false } } }, "room.name"],
  [
    "rooms.create",
    { name: "x", if_not_exists: "no" },
    { body: { json: { name: "x", if_not_exists: true } } },
    "room.if_not_exists",
  ],
  [
    "rooms.create",
    { name: "x", annotations: { a: 1 } },
    { body: { json: { name: "x", if_not_exists: false, annotations: { a: 1 } } } },
    "room.annotations.a",
  ],
  [
    "rooms.create",
    { name: "x", metadata: [1] },
    { body: { json: { name: "x", if_not_exists: false, metadata: [1] } } },
    "room.metadata",
  ],
  ["rooms.update", { room_id: "r" }, { body: { json: {} } }, "change.name"],
  [
    "members.add",
    { user_id: "u", is_admin: "false" },
    { body: { json: { project_id: "proj_123", user_id: "u", is_admin: "false" } } },
    "member.is_admin",
  ],
  [
    "members.add",
    { user_id: "u", is_admin: null },
    { body: { json: { project_id: "proj_123", user_id: "u", is_admin: null } } },
    "member.is_admin",
  ],
  [
    "oauthClients.create",
    { ...client, redirect_uris: undefined },
    { body: { json: { grant_types: [], response_types: [], scope: "", metadata: {} } } },
    "client.redirect_uris",
  ],
  [
    "oauthClients.create",
    { ...client, grant_types: "refresh_token" },
    { body: { json: { ...client, grant_types: "refresh_token", metadata: {} } } },
    "client.grant_types",
  ],
  [
    "grants.create",
    { ...grant({}), user_id: undefined },
    { body: { json: { room_id: "r", permissions: {} } } },
    "grant.user_id",
  ],
  // Scopes: what is malformed means no restriction to the SDK.
  ["grants.create", grant(undefined), granted({}), "grant.permissions"],
  ["grants.create", grant("full"), granted({}), "grant.permissions"],
  ["grants.create", grant({ queues: "jobs" }), granted({ queues: {} }), "grant.permissions.queues"],
  ["grants.create", grant({ queues: true }), granted({ queues: {} }), "grant.permissions.queues"],
  ["grants.create", grant({ queues: false }), granted({}), "grant.permissions.queues"],
  ["grants.create", grant({ queues: { send: "jobs" } }), granted({ queues: {} }), "grant.permissions.queues.send"],
  ["grants.create", grant({ queues: { send: ["a", 1] } }), granted({ queues: {} }), "grant.permissions.queues.send[1]"],
  [
    "grants.create",
    grant({ tunnels: { ports: [80] } }),
    granted({ tunnels: {} }),
    "grant.permissions.tunnels.ports[0]",
  ],
  [
    "grants.create",
    grant({ storage: { paths: { path: "/" } } }),
    granted({ storage: {} }),
    "grant.permissions.storage.paths",
  ],
  [
    "grants.create",
    grant({ messaging: { send: "false" } }),
    granted({ messaging: { send: "false" } }),
    "grant.permissions.messaging.send",
  ],
  [
    "grants.update",
    grant({ storage: { paths: [{ path: "/", readOnly: true }] } }),
    granted({ storage: { paths: [{ path: "/", read_only: true }] } }),
    "grant.permissions.storage.paths[0].readOnly",
  ],
  [
    "rooms.create",
    { name: "x", permissions: { ann: { queues: { send: "jobs" } } } },
    { body: { json: { name: "x", if_not_exists: false, permissions: { ann: { queues: {} } } } } },
    "room.permissions.ann.queues.send",
  ],
];

for (const [op, args, sent, place] of CASES) {
  test(`${op}: ${place} in ${short(args)}`, async () => {
    const theirs = await recorder.one(replyTo(op), () => official(op, args));
    assert.equal(theirs.failure, undefined);
    const { query, body } = { query: {}, body: null, ...sent };
    assert.deepEqual([theirs.query, theirs.body], [query, body]);

    const { requests, error } = await recorder.during(replyTo(op), () => ours(op, args));
    assert.deepEqual(requests, []);
    assert.ok(error instanceof pkg.RoomException, String(error));
    assert.equal(error.message.split(": ")[0], place);
  });
}

test("an entry of a scope without its name is refused by both", async () => {
  for (const [permissions, theirs, place] of [
    [{ storage: { paths: [{}] } }, /requires a path/, "storage.paths[0].path"],
    [{ dataset: { tables: [{}] } }, /requires a name/, "dataset.tables[0].name"],
    [{ memory: { memories: [{ name: 1 }] } }, /requires a name/, "memory.memories[0].name"],
    [
      { secrets: { request_oauth_token: [{ endpoint: "x" }] } },
      /requires a client_id/,
      "secrets.request_oauth_token[0].client_id",
    ],
  ]) {
    const outcomes = [
      await recorder.during({}, () => official("grants.create", grant(permissions))),
      await recorder.during({}, () => ours("grants.create", grant(permissions))),
    ];
    assert.deepEqual(
      outcomes.map(({ requests }) => requests),
      [[], []],
    );
    assert.match(outcomes[0].error.message, theirs);
    assert.equal(outcomes[1].error.message.split(": ")[0], `grant.permissions.${place}`);
  }
});
