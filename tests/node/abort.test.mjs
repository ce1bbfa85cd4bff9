// Aborting a call: it rejects with the signal's reason, whenever that happens, and leaves nothing behind.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { pkg, rejection, reply, serve, stub, stubbed } from "../helpers/index.mjs";

const { RoomException } = pkg;
const server = await serve();
await server.room("here");
const listeners = (signal) => getEventListeners(signal, "abort").length;
const active = (request) => request.state === "active";

const reasons = {
  "no reason": undefined,
  "a text": "enough",
  "empty text": "",
  "a number": 7,
  zero: 0,
  "a symbol": Symbol("enough"),
  "an Error": new Error("enough"),
  null: null,
  false: false,
  "an object": { enough: true },
};

/** Aborts with a reason; returns what the call must reject with. */
function abortWith(controller, reason) {
  controller.abort(reason);
  assert.equal(controller.signal.aborted, true);
  if (reason === undefined) assert.equal(controller.signal.reason.name, "AbortError");
  return controller.signal.reason;
}

for (const [name, reason] of Object.entries(reasons)) {
  test(`before the request, with ${name}`, async () => {
    const abort = new AbortController();
    const expected = abortWith(abort, reason);
    await server.reset();
    assert.equal(await rejection(server.project().rooms.get("here", { signal: abort.signal })), expected);
    assert.deepEqual(await server.requests(), []);
    assert.equal(listeners(abort.signal), 0);
  });

  test(`right after the call, with ${name}`, async () => {
    const abort = new AbortController();
    const promise = server.project().rooms.get("here", { signal: abort.signal });
    const expected = abortWith(abort, reason);
    assert.equal(await rejection(promise), expected);
    assert.equal(listeners(abort.signal), 0);
  });

  test(`while the reply is awaited, with ${name}`, async () => {
    const abort = new AbortController();
    await server.reset({ silent: true });
    const promise = server.project().rooms.get("here", { signal: abort.signal });
    promise.catch(() => {});
    await server.until(active);
    const expected = abortWith(abort, reason);
    assert.equal(await rejection(promise), expected);
    const { state } = await server.until((request) => !active(request));
    assert.equal(state, "aborted", "the request ends on the wire");
    assert.equal(listeners(abort.signal), 0);
  });

  test(`within the body, with ${name}`, async () => {
    const abort = new AbortController();
    await server.reset({ stall: true, pass: true });
    let arrived;
    const headers = new Promise((resolve) => (arrived = resolve));
    const fetched = async (url, init) => {
      const response = await fetch(url, init);
      arrived();
      return response;
    };
    const promise = server.project({ fetch: fetched }).rooms.get("here", { signal: abort.signal });
    promise.catch(() => {});
    await headers;
    const expected = abortWith(abort, reason);
    assert.equal(await rejection(promise), expected);
    assert.equal((await server.until((request) => !active(request))).state, "aborted");
    assert.equal(listeners(abort.signal), 0);
  });
}

test("between two attempts", async () => {
  const abort = new AbortController();
  await server.reset({ status: 503, times: null, headers: { "retry-after": "50" } });
  const attempts = [];
  const project = server.project({ onAttempt: (attempt) => attempts.push(attempt.status) });
  const promise = project.rooms.get("here", { signal: abort.signal });
  promise.catch(() => {});
  while (attempts.length === 0) await new Promise(setImmediate);
  assert.equal(await rejection(Promise.race([promise, Promise.reject("still waiting")])), "still waiting");
  const expected = abortWith(abort, "enough");
  assert.equal(await rejection(promise), expected);
  assert.equal((await server.requests()).length, 1);
  assert.deepEqual(attempts, [503], "no other attempt was begun");
  assert.equal(listeners(abort.signal), 0);
});

test("before the request, when neither the token function nor fetch is asked", async () => {
  const asked = [];
  const token = () => asked.push("token") && "t";
  const fetch = async () => asked.push("fetch") && reply({});
  const { rooms } = stubbed(fetch, { token });
  assert.equal(await rejection(rooms.get("here", { signal: AbortSignal.abort("enough") })), "enough");
  assert.deepEqual(asked, []);
});

test("from within the token function or fetch, which answers all the same", async () => {
  for (const [from, sent] of [
    ["token", 0],
    ["fetch", 1],
  ]) {
    const abort = new AbortController();
    const here = (name) => name === from && abort.abort("enough");
    const fetch = stub(() => here("fetch") || reply({ id: "1", name: "here" }));
    const token = () => here("token") || "t";
    const { rooms } = stubbed(fetch, { token });
    assert.equal(await rejection(rooms.get("here", { signal: abort.signal })), "enough", from);
    assert.equal(fetch.calls.length, sent);
  }
});

test("from within a fetch that throws at once", async () => {
  const abort = new AbortController();
  const fetch = () => {
    abort.abort("enough");
    throw new TypeError("no connection");
  };
  const { rooms } = stubbed(fetch, { maxRetries: 0 });
  assert.equal(await rejection(rooms.get("here", { signal: abort.signal })), "enough");
});

test("with a signal that other calls had before", async () => {
  const abort = new AbortController();
  const { signal } = abort;
  const fetch = stub((_url, _init, call) => (call < 3 ? reply({ id: "1", name: "here" }) : new Promise(() => {})));
  const { rooms } = stubbed(fetch);
  for (let n = 0; n < 2; n++) await rooms.get("here", { signal });
  const promise = rooms.get("here", { signal });
  promise.catch(() => {});
  while (fetch.calls.length < 3) await new Promise(setImmediate);
  abort.abort("enough");
  assert.equal(fetch.calls[2].signal.aborted, true);
  assert.equal(await rejection(promise), "enough");
});

test("while the token is awaited", async () => {
  const abort = new AbortController();
  const fetch = stub(() => reply({}));
  const { rooms } = stubbed(fetch, { token: () => new Promise(() => {}) });
  const promise = rooms.get("here", { signal: abort.signal });
  abort.abort("enough");
  assert.equal(await rejection(promise), "enough");
  assert.deepEqual(fetch.calls, []);
});

test("a fetch that ignores its signal is left behind", async () => {
  const abort = new AbortController();
  const fetch = stub(() => new Promise(() => {}));
  const promise = stubbed(fetch).rooms.get("here", { signal: abort.signal });
  promise.catch(() => {});
  while (fetch.calls.length === 0) await new Promise(setImmediate);
  abort.abort("enough");
  assert.equal(await rejection(promise), "enough");
  assert.equal(fetch.calls[0].signal.aborted, true);
  assert.equal(fetch.calls[0].signal.reason, "enough");
});

test("a body that never ends is left behind", async () => {
  const abort = new AbortController();
  let asked;
  const reading = new Promise((resolve) => (asked = resolve));
  const endless = { status: 200, ok: true, headers: new Headers(), arrayBuffer: () => new Promise(asked) };
  const promise = stubbed(stub(() => endless)).rooms.get("here", { signal: abort.signal });
  promise.catch(() => {});
  await reading;
  abort.abort("enough");
  assert.equal(await rejection(promise), "enough");
});

test("after the call it changes nothing", async () => {
  const abort = new AbortController();
  const room = await server.project().rooms.get("here", { signal: abort.signal });
  assert.equal(listeners(abort.signal), 0);
  abort.abort("too late");
  assert.equal(room.name, "here");
});

test("other signals: a timeout and one made of several", async () => {
  await server.reset({ silent: true, times: null });
  const late = await rejection(server.project().rooms.get("here", { signal: AbortSignal.timeout(20) }));
  assert.equal(late.name, "TimeoutError");
  assert.ok(late instanceof DOMException, "the signal's reason, not an error of the package");
  const abort = new AbortController();
  const promise = server.project().rooms.get("here", { signal: AbortSignal.any([abort.signal]) });
  promise.catch(() => {});
  await server.until(active);
  abort.abort("enough");
  assert.equal(await rejection(promise), "enough");
});

test("an aborted POST or DELETE ends on the wire like a GET", async () => {
  const { rooms, grants } = server.project();
  for (const call of [
    (options) => rooms.create({ name: "x" }, options),
    (options) => grants.delete("a", "b", options),
    (options) => rooms.update("a", { name: "x" }, options),
    (options) => rooms.list(null, options),
  ]) {
    const abort = new AbortController();
    await server.reset({ silent: true });
    const promise = call({ signal: abort.signal });
    promise.catch(() => {});
    await server.until(active);
    abort.abort("enough");
    assert.equal(await rejection(promise), "enough");
    assert.equal((await server.until((request) => !active(request))).state, "aborted");
  }
});

test("one signal ends all the calls that share it", async () => {
  const abort = new AbortController();
  await server.reset({ silent: true, times: null });
  const { rooms } = server.project();
  const calls = Array.from({ length: 20 }, (_, n) => rejection(rooms.get(`room-${n}`, { signal: abort.signal })));
  while ((await server.requests()).length < 20) await new Promise(setImmediate);
  abort.abort("enough");
  assert.deepEqual(await Promise.all(calls), Array(20).fill("enough"));
  assert.equal(listeners(abort.signal), 0);
});

test("a shared signal collects no listeners and no warnings", async () => {
  const abort = new AbortController();
  const { signal } = abort;
  const warnings = [];
  const note = (warning) => warnings.push(String(warning));
  process.on("warning", note);
  await server.reset(
    { match: { path: "/rooms/fails" }, status: 400, times: null },
    { match: { path: "/rooms/silent" }, silent: true, times: null },
  );
  const { rooms } = server.project();
  for (let n = 0; n < 50; n++) await rooms.get("here", { signal });
  assert.equal(listeners(signal), 0, "after calls one after the other");
  await Promise.all(Array.from({ length: 200 }, () => rooms.get("here", { signal })));
  assert.equal(listeners(signal), 0, "after concurrent calls");
  await Promise.all(Array.from({ length: 50 }, () => rejection(rooms.get("fails", { signal }))));
  assert.equal(listeners(signal), 0, "after errors");
  await Promise.all(Array.from({ length: 50 }, () => rejection(rooms.get("silent", { signal, timeout: 30 }))));
  assert.equal(listeners(signal), 0, "after timeouts");
  for (let n = 0; n < 20; n++) for await (const room of rooms.iterate({}, { signal })) assert.ok(room.id);
  assert.equal(listeners(signal), 0, "after iterations");
  // Warnings are told in a later turn.
  await new Promise(setImmediate);
  process.off("warning", note);
  assert.deepEqual(warnings, []);
});

test("what is not an AbortSignal is refused by name", async () => {
  const fetch = stub(() => reply({}));
  for (const signal of [{}, "now", 7, true, new AbortController(), { aborted: false }, () => {}]) {
    const error = await rejection(stubbed(fetch).rooms.get("here", { signal }));
    assert.ok(error instanceof RoomException);
    assert.match(error.message, /^signal: expected an AbortSignal/);
  }
  assert.deepEqual(fetch.calls, []);
});
