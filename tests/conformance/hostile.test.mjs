// Ids and names that are not what they seem: the SDK's put most of them into the path as they are, where they end the
// path, begin a query or lead to another resource. Ours are one segment each, or refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pkg } from "../helpers/index.mjs";
import { both, contract, replyTo } from "./clients.mjs";
import { operations } from "./operations.mjs";
import { record } from "./recorder.mjs";

const recorder = await record();
const { ours, official } = both(recorder.url);
const BASE = "/accounts/projects/proj_123/";

/** Where the SDK's request went. */
const went = async (op, args, client = official) => (await recorder.one(replyTo(op), () => client(op, args))).target;

/** Our request. */
async function sent(op, args, client = ours) {
  const request = await recorder.one(replyTo(op), () => client(op, args));
  assert.equal(request.failure, undefined);
  return request;
}

/** Nothing is sent, and the error says why. */
async function refused(op, args, message, client = ours) {
  const { requests, error } = await recorder.during(replyTo(op), () => client(op, args));
  assert.deepEqual(requests, []);
  assert.ok(error instanceof pkg.RoomException, String(error));
  assert.equal(error.status, undefined);
  assert.match(error.message, message);
}

const FOLDED = /must not be empty, \. or \.\./;
const grant = { room_id: "room_456", user_id: "user_789", permissions: {} };

/** The operations whose last segment the SDK leaves as it is, with that segment's place. */
const LAST = [
  ["rooms.get", "rooms/", (name) => ({ name })],
  ["rooms.update", "rooms/", (room_id) => ({ room_id, name: "x" })],
  ["rooms.delete", "rooms/", (room_id) => ({ room_id })],
  ["members.remove", "users/", (user_id) => ({ user_id })],
  ["oauthClients.get", "oauth/clients/", (client_id) => ({ client_id })],
  ["oauthClients.update", "oauth/clients/", (client_id) => ({ client_id, scope: "x" })],
  ["oauthClients.delete", "oauth/clients/", (client_id) => ({ client_id })],
  ["grants.update", "room-grants/", (grant_id) => ({ ...grant, grant_id })],
];

/** Ids and what the SDK makes of each: `{}` is the place of the id, `{up}` the place above it. */
const IDS = [
  ["a/b", "{}a/b"],
  ["a?b=c", "{}a?b=c"],
  ["a#b", "{}a"],
  ["a\\b", "{}a/b"],
  ["a ", "{}a"],
  ["a%20b", "{}a%20b"],
  ["100%", "{}100%"],
  ["%2F", "{}%2F"],
  ["%2e%2E", "{up}"],
  ["x/../../rooms", "{up}rooms"],
];
/** What ends up in an id by accident, such as the line break of a file's last line. */
const CONTROL = ["a\tb\n", "{}ab"];
const EMPTY = [
  ["", "{}"],
  [".", "{}"],
  ["..", "{up}"],
];
/** Ids that both clients encode, if not alike. */
const HARMLESS = ["a b", " a", "\u00e9\u{1F600}", "a+b", "a:b@c", "a=b&c;d", "it's(1)*~!", '[x]|^`{y}"<>', "..."];

const above = (place) => place.replace(/[^/]+\/$/, "");
const target = (place, template) => BASE + template.replace("{up}", above(place)).replace("{}", place);
const segments = (place, id) => [...`${BASE}${place}`.split("/").slice(1, -1), id];

for (const [op, place, args] of LAST) {
  test(`${op}: the SDK lets an id lead astray, ours is one segment`, async () => {
    for (const [id, template] of IDS) {
      assert.equal(await went(op, args(id)), target(place, template), JSON.stringify(id));
      const { path, query } = await sent(op, args(id));
      assert.deepEqual([path, query], [segments(place, id), {}]);
    }
  });

  test(`${op}: the SDK drops control characters from an id, we refuse it`, async () => {
    const [id, template] = CONTROL;
    assert.equal(await went(op, args(id)), target(place, template));
    await refused(op, args(id), /control character/);
  });

  test(`${op}: the SDK sends an id of no, one or two dots elsewhere, we refuse it`, async () => {
    for (const [id, template] of EMPTY) {
      assert.equal(await went(op, args(id)), target(place, template));
      // A grant's id may be empty: it is optional.
      if (op === "grants.update" && id === "") assert.equal((await sent(op, args(id))).path.at(-1), "unused");
      else await refused(op, args(id), FOLDED);
    }
  });

  test(`${op}: other ids mean the same from both`, async () => {
    for (const id of HARMLESS) {
      const theirs = await recorder.one(replyTo(op), () => official(op, args(id)));
      const mine = await sent(op, args(id));
      assert.deepEqual([theirs.path, theirs.query], [segments(place, id), {}]);
      assert.deepEqual([mine.path, mine.query], [theirs.path, theirs.query]);
    }
  });
}

test("deleting a room called .. with the SDK is a request to delete the project", async () => {
  const { requests } = await recorder.during({ status: 200 }, () => official("rooms.delete", { room_id: ".." }));
  assert.deepEqual(
    requests.map(({ method, target }) => [method, target]),
    [["DELETE", BASE]],
  );
  await refused("rooms.delete", { room_id: ".." }, FOLDED);
});

test("rooms.connect: the SDK lets a name lead astray, ours is one segment", async () => {
  const cases = [
    ["a/b", "rooms/a/b/connect"],
    ["a?b", "rooms/a?b/connect"],
    ["a#b", "rooms/a"],
    ["../users/u?", "users/u?/connect"],
    ["%2e%2e", "connect"],
  ];
  for (const [room, expected] of cases) {
    assert.equal(await went("rooms.connect", { room }), BASE + expected);
    assert.deepEqual((await sent("rooms.connect", { room })).path, [...segments("rooms/", room), "connect"]);
  }
  const folded = [
    ["", "rooms//connect"],
    [".", "rooms/connect"],
    ["..", "connect"],
  ];
  for (const [room, expected] of folded) {
    assert.equal(await went("rooms.connect", { room }), BASE + expected);
    await refused("rooms.connect", { room }, FOLDED);
  }
});

/** The operations whose segments the SDK does encode. */
const ENCODED = [
  ["grants.get", "room-grants/room_456/", (user_id) => ({ room_id: "room_456", user_id })],
  ["grants.delete", "room-grants/room_456/", (user_id) => ({ room_id: "room_456", user_id })],
  ["grants.listByUser", "room-grants/by-user/", (user_id) => ({ user_id })],
  ["grants.listByRoom", "room-grants/by-room/", (room_name) => ({ room_name })],
];

for (const [op, place, args] of ENCODED) {
  test(`${op}: both encode ids, and the SDK still sends dots elsewhere`, async () => {
    for (const id of [...IDS.map(([id]) => id), ...HARMLESS]) {
      const [path] = (await went(op, args(id))).split("?");
      const mine = await sent(op, args(id));
      assert.equal(mine.target.split("?")[0], path);
      assert.deepEqual(mine.path, segments(place, id));
    }
    for (const [id, template] of EMPTY) {
      assert.equal((await went(op, args(id))).split("?")[0], target(place, template));
      await refused(op, args(id), FOLDED);
    }
  });
}

test("with the SDK, a room id of dots makes a grant's address the address of something else", async () => {
  const args = { room_id: "..", user_id: "rooms" };
  assert.equal(await went("grants.delete", args), `${BASE}rooms`);
  await refused("grants.delete", args, FOLDED);
});

const TWICE = contract.filter(({ op }) => operations[op]?.official);

test("a project's id is one segment of every path, refused where it folds; the SDK never encodes it", async () => {
  const odd = both(recorder.url, { projectId: "../other/p" });
  const folded = both(recorder.url, { projectId: ".." });
  assert.equal(TWICE.length, 27);
  for (const { op, args, request } of TWICE) {
    const path = request.path.split("/").slice(1);
    const own = path.map((segment) => (segment === "proj_123" ? "../other/p" : segment));
    assert.deepEqual((await sent(op, args, odd.ours)).path, own);
    await refused(op, args, FOLDED, folded.ours);

    const astray = request.path.replace("projects/proj_123", "other/p");
    assert.equal((await went(op, args, odd.official)).split("?")[0], astray);
    const above = request.path.replace("projects/proj_123/", "");
    assert.equal((await went(op, args, folded.official)).split("?")[0], above);
  }
});

test("half a surrogate pair is refused; the SDK sends another character for it, or fails on it", async () => {
  assert.equal(await went("rooms.get", { name: "a\ud800" }), `${BASE}rooms/a%EF%BF%BD`);
  await refused("rooms.get", { name: "a\ud800" }, /name: expected text, got a lone surrogate in it/);
  const args = { room_id: "room_456", user_id: "a\ud800" };
  const { requests, error } = await recorder.during({}, () => official("grants.get", args));
  assert.deepEqual(requests, []);
  assert.ok(error instanceof URIError);
  await refused("grants.get", args, /user_id: expected text, got a lone surrogate in it/);
  assert.equal(
    await went("storage.download", { path: "\udc00" }),
    "/projects/proj_123/storage/download?path=%EF%BF%BD",
  );
  await refused("storage.download", { path: "\udc00" }, /path: expected text, got a lone surrogate in it/);
});

test("an id that is not text is refused; the SDK sends its name", async () => {
  for (const [value, text, name] of [
    [undefined, "undefined", "nothing"],
    [null, "null", "null"],
    [7, "7", "a number"],
    [{}, "[object%20Object]", "an object"],
  ]) {
    assert.equal(await went("rooms.delete", { room_id: value }), `${BASE}rooms/${text}`);
    await refused("rooms.delete", { room_id: value }, new RegExp(`^room_id: expected text, got ${name}`));
  }
});

test("a file's path goes in the query, the same from both, but for the empty one", async () => {
  const paths = [
    "a b/c.txt",
    "/../etc",
    "..",
    "?a=b&c#d",
    "100%2f+",
    "\u00e9\u{1F600}",
    "\u0000\t\n\\",
    "~!'()*-._;:@$,",
  ];
  for (const path of paths) {
    for (const [op, args] of [
      ["storage.upload", { path, data: new Uint8Array([1]) }],
      ["storage.download", { path }],
    ]) {
      const mine = await sent(op, args);
      assert.equal(mine.target, await went(op, args));
      assert.deepEqual(mine.query, { path });
    }
  }
  assert.equal(await went("storage.download", { path: "" }), "/projects/proj_123/storage/download?path=");
  await refused("storage.download", { path: "" }, /^path: expected text, got empty text/);
});
