// What callers' functions and objects may do to a call: its promise settles, and the instance works on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pkg, rejection, reply, stub, stubbed } from "../helpers/index.mjs";

const { ArgumentError, InvalidResponseError, Meshagent, ParticipantToken, RoomException } = pkg;
const room = { id: "1", name: "here", metadata: {}, annotations: {} };
const once = { maxRetries: 0 };
const no = () => {
  throw new Error("hands off");
};
const works = async () => assert.deepEqual(await stubbed(stub(() => reply(room))).rooms.get("here"), room);

/** A promise with a member that throws when it is read. */
const trapped = (member) => Object.defineProperty(Promise.resolve("t"), member, { get: no });

test("a token function may return promises with traps in them", async () => {
  for (const promise of [
    () => trapped("constructor"),
    () => trapped("then"),
    // biome-ignore lint/suspicious/noThenProperty: a promise with a trap is what is tested
    () => Object.assign(Promise.resolve("t"), { then: no }),
    () => new Proxy({}, { get: no }),
  ]) {
    const error = await rejection(stubbed(stub(), { token: promise }).rooms.get("here"));
    assert.equal(error.constructor, RoomException);
    assert.match(error.message, /^token: /);
    assert.match(error.cause.message, /hands off/);
    await works();
  }
});

test("a Response may have traps in it", async () => {
  for (const member of ["ok", "status", "statusText", "headers", "arrayBuffer", "body", "type"]) {
    for (const response of [reply(room), reply({}), reply({ error: "no" }, { status: 400 })]) {
      Object.defineProperty(response, member, { get: no });
      const settled = await Promise.allSettled([stubbed(async () => response, once).rooms.get("here")]);
      const [{ status, reason }] = settled;
      assert.ok(status === "fulfilled" || reason instanceof RoomException, `${member}: ${String(reason)}`);
      await works();
    }
  }
});

test("a Response's parts are asked for once: another answer later changes nothing", async () => {
  const response = reply({ no: "room" });
  let asked = 0;
  Object.defineProperty(response, "status", { get: () => (asked++ ? no() : 200) });
  const error = await rejection(stubbed(async () => response, once).rooms.get("here"));
  assert.equal(error.constructor, InvalidResponseError);
  assert.deepEqual([error.status, asked], [200, 1]);
});

test("headers of another class than Headers come out as Headers", async () => {
  for (const headers of [new Map([["x-a", "1"]]), [["x-a", "1"]]]) {
    const answer = { status: 200, headers, arrayBuffer: async () => new ArrayBuffer(0) };
    const error = await rejection(stubbed(async () => answer, once).rooms.get("here"));
    assert.equal(error.constructor, InvalidResponseError);
    assert.ok(error.headers instanceof Headers);
    assert.equal(error.headers.get("x-a"), "1");
  }
});

test("a signal whose reason cannot be read still ends the call", async () => {
  const abort = new AbortController();
  Object.defineProperty(abort.signal, "reason", { get: no });
  const fetch = stub(() => new Promise(() => {}));
  const promise = stubbed(fetch, { timeout: 0 }).rooms.get("here", { signal: abort.signal });
  promise.catch(() => {});
  while (fetch.calls.length === 0) await new Promise(setImmediate);
  abort.abort();
  assert.match((await rejection(promise)).message, /hands off/);
  await works();
});

/** Something like a signal, but for what `more` says. */
const signal = (more) => ({ aborted: false, addEventListener() {}, removeEventListener() {}, ...more });

test("a signal that does not work is refused by name, and leaves no timer", async () => {
  const real = globalThis.setTimeout;
  const set = [];
  globalThis.setTimeout = (...given) => {
    set.push(given[1]);
    return real(...given);
  };
  try {
    for (const bad of [
      signal({ addEventListener: no }),
      Object.defineProperty(signal(), "aborted", { get: no }),
      Object.defineProperty(signal({ aborted: true }), "reason", { get: no }),
    ]) {
      const fetch = stub(() => reply(room));
      const error = await rejection(stubbed(fetch, { timeout: 77_777 }).rooms.get("here", { signal: bad }));
      assert.equal(error.constructor, ArgumentError);
      assert.match(error.message, /^signal: /);
      assert.deepEqual(fetch.calls, []);
    }
  } finally {
    globalThis.setTimeout = real;
  }
  assert.deepEqual(set, []);
});

test("a signal that cannot be left is left alone", async () => {
  for (const removeEventListener of [no, undefined]) {
    const { rooms, storage } = stubbed(stub(() => reply(room)));
    assert.deepEqual(await rooms.get("here", { signal: signal({ removeEventListener }) }), room);
    const stream = await storage.downloadStream("a", { signal: signal({ removeEventListener }) });
    assert.equal(await new Response(stream).text(), JSON.stringify(room));
  }
});

test("data to upload may have traps in it", async () => {
  let asked = 0;
  const wavering = Object.defineProperty({}, "getReader", { get: () => (asked++ ? no() : () => {}) });
  for (const data of [wavering, new Proxy({}, { get: no }), Object.defineProperty({}, "getReader", { get: no })]) {
    const [{ reason }] = await Promise.allSettled([stubbed(stub(() => reply({}))).storage.upload("a", data)]);
    assert.ok(reason === undefined || reason instanceof RoomException, String(reason));
    await works();
  }
});

test("what looks like a Date but is none is refused by name, and the token works on", async () => {
  const token = new ParticipantToken({ name: "ann" });
  for (const expiration of [Object.create(Date.prototype), new Proxy(new Date(), {}), new Date(Number.NaN), {}, 7]) {
    const error = await rejection(token.toJwt({ secret: "s", expiration }));
    assert.equal(error.constructor, ArgumentError);
    assert.match(error.message, /^expiration: expected a valid Date/);
  }
  token.addRoleGrant("agent");
  assert.equal(token.role, "agent");
});

const GiB = 2 ** 30;

test("a reply too large for the module is an error, an error reply too", async () => {
  for (const status of [200, 400, 503]) {
    for (const size of [GiB / 4 + 1, 3 * GiB]) {
      const fetch = stub(() => ({ status, arrayBuffer: () => new ArrayBuffer(size) }));
      const error = await rejection(stubbed(fetch).rooms.get("here"));
      assert.equal(error.constructor, InvalidResponseError);
      const message = "GET /accounts/projects/proj_123/rooms/here: the reply: expected at most 256 MiB, got more";
      assert.deepEqual([error.message, error.status], [message, status]);
      assert.equal(fetch.calls.length, 1);
    }
  }
  await works();
});

test("arguments too large for the module are refused by name", async () => {
  const text = "\u00e9".repeat(2 ** 28);
  const justTooLong = text.slice(0, 2 ** 24 + 1);
  const { rooms, storage } = stubbed(stub(() => reply(room)));
  for (const [call, name] of [
    [() => rooms.get(text), "name"],
    [() => rooms.get(justTooLong), "name"],
    [() => storage.download(text), "path"],
    [() => rooms.create({ name: text }), "room"],
    [() => rooms.create({ name: text.slice(0, 2 ** 26) }), "room"],
    [() => rooms.list({ filter: text }), "which"],
    [() => ParticipantToken.fromJwt(text, { secret: "s" }), "jwt"],
    [async () => new Meshagent({ token: text }), "token"],
    [async () => pkg.can({ storage: { paths: [{ path: text }] } }, "storage.read", { path: "/" }), "scope"],
  ]) {
    const error = await rejection(call());
    assert.equal(error.constructor, ArgumentError);
    assert.match(error.message, new RegExp(`^${name}: .*too much of it`));
  }
  await works();
});

test("what is large but fits is sent", async () => {
  const text = "x".repeat(2 ** 24);
  const fetch = stub(() => reply(room));
  const { rooms } = stubbed(fetch);
  await rooms.get(text);
  await rooms.create({ name: "a", metadata: { text } });
  assert.ok(fetch.calls[0].url.endsWith(`/${text}`));
  assert.equal(JSON.parse(fetch.calls[1].body).metadata.text, text);
});
