// Time limits: of the client, of a call, for silence and for a body that stops half-way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pkg, rejection, reply, serve, stub, stubbed } from "../helpers/index.mjs";

const { RoomException, TimeoutError } = pkg;
const server = await serve();
const room = await server.room("here");

test("a server that says nothing", async () => {
  await server.reset({ silent: true });
  const error = await rejection(server.project({ timeout: 50, maxRetries: 0 }).rooms.get("here"));
  assert.equal(error.constructor, TimeoutError);
  assert.ok(error instanceof RoomException);
  assert.deepEqual(
    [error.name, error.status, error.body, error.method, error.attempts],
    ["TimeoutError", undefined, undefined, "GET", 1],
  );
  assert.equal(error.url, `${server.url}${server.path}/rooms/here`);
  assert.deepEqual([...error.headers], []);
  assert.equal((await server.until((request) => request.state !== "active")).state, "aborted", "it ends on the wire");
});

test("a reply that stops half-way", async () => {
  await server.reset({ stall: true, pass: true });
  const error = await rejection(server.project({ timeout: 100, maxRetries: 0 }).rooms.get("here"));
  assert.equal(error.constructor, TimeoutError);
  const { status, state } = await server.until((request) => request.state !== "active");
  assert.deepEqual([status, state], [200, "aborted"]);
});

test("an error reply that stops half-way", async () => {
  await server.reset({ stall: true, status: 404, body: '{"error":"not here"}' });
  const error = await rejection(server.project({ timeout: 100, maxRetries: 0 }).rooms.get("here"));
  assert.equal(error.constructor, TimeoutError);
});

test("it is not tried again: what took too long once would do so twice", async () => {
  await server.reset({ silent: true, times: null });
  const error = await rejection(server.project({ timeout: 50 }).rooms.get("here"));
  assert.equal(error.constructor, TimeoutError);
  assert.equal(error.attempts, 1);
  assert.equal((await server.requests()).length, 1);
});

test("a call's timeout goes over the client's", async () => {
  await server.reset({ silent: true, times: null });
  const patient = server.project({ timeout: 0, maxRetries: 0 });
  assert.ok((await rejection(patient.rooms.get("here", { timeout: 30 }))) instanceof TimeoutError);
  await server.reset({ pass: true, delay_ms: 200, times: null });
  const hasty = server.project({ timeout: 20, maxRetries: 0 });
  assert.ok((await rejection(hasty.rooms.get("here"))) instanceof TimeoutError);
  assert.deepEqual(await hasty.rooms.get("here", { timeout: 0 }), room);
  assert.deepEqual(await hasty.rooms.get("here", { timeout: 10_000 }), room);
});

test("undefined and null leave the client's timeout", async () => {
  await server.reset({ silent: true, times: null });
  const hasty = server.project({ timeout: 20, maxRetries: 0 });
  for (const options of [undefined, null, {}, { timeout: undefined }, { timeout: null }]) {
    assert.ok((await rejection(hasty.rooms.get("here", options))) instanceof TimeoutError);
  }
});

test("waiting for the token counts", async () => {
  const fetch = stub(() => reply(room));
  const error = await rejection(stubbed(fetch, { token: () => new Promise(() => {}), timeout: 20 }).rooms.get("here"));
  assert.ok(error instanceof TimeoutError);
  assert.deepEqual(fetch.calls, []);
});

test("a fetch that ignores its signal is left behind", async () => {
  const fetch = stub(() => new Promise(() => {}));
  const error = await rejection(stubbed(fetch, { timeout: 20, maxRetries: 0 }).rooms.get("here"));
  assert.ok(error instanceof TimeoutError);
  assert.equal(fetch.calls[0].signal.aborted, true);
});

test("a timeout that is no number of milliseconds is refused by name", async () => {
  const fetch = stub(() => reply(room));
  for (const timeout of ["50", -1, 0.5, Number.NaN, true, {}, [], 10n, Symbol("soon"), () => 5]) {
    const error = await rejection(stubbed(fetch).rooms.get("here", { timeout }));
    assert.ok(error instanceof RoomException, String(error));
    assert.match(error.message, /^timeout: expected a whole number from 0/);
    assert.throws(() => stubbed(fetch, { timeout }), { name: "ArgumentError", message: error.message });
  }
  assert.deepEqual(fetch.calls, []);
});
