// The timers of a call, without a server: the time limit of each attempt and the waits between attempts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pkg, rejection, reply, stub, stubbed } from "../helpers/index.mjs";

const { ConnectionError, RateLimitError, ServerError, TimeoutError } = pkg;
const room = { id: "1", name: "here", metadata: {}, annotations: {} };

/**
 * Replaces the timers while an action runs: those of `due` milliseconds go off at once, others never. Returns the
 * milliseconds of all that were set, and of those neither gone off nor cleared.
 */
async function timersOf(action, due = () => false) {
  const real = { setTimeout, clearTimeout };
  const running = new Map();
  const set = [];
  globalThis.setTimeout = (callback, ms) => {
    const timer = set.push(ms);
    if (due(ms)) setImmediate(callback);
    else running.set(timer, ms);
    return timer;
  };
  globalThis.clearTimeout = (timer) => running.delete(timer);
  try {
    await action();
  } finally {
    Object.assign(globalThis, real);
  }
  return { set, left: [...running.values()] };
}

test("a minute is the default; 0 and what no timer can hold set none", async () => {
  const limit = async (client, call) => {
    const { rooms } = stubbed(
      stub(() => reply(room)),
      client,
    );
    const { set, left } = await timersOf(() => rooms.get("here", call));
    assert.deepEqual(left, [], "the timer is cleared");
    return set;
  };
  assert.deepEqual(await limit(), [60_000]);
  assert.deepEqual(await limit({ timeout: 5_000 }), [5_000]);
  assert.deepEqual(await limit({ timeout: 5_000 }, { timeout: 7 }), [7]);
  for (const timeout of [0, 2 ** 31, 2 ** 32, 2 ** 53, Number.POSITIVE_INFINITY]) {
    assert.deepEqual(await limit({ timeout }), []);
    assert.deepEqual(await limit({}, { timeout }), []);
  }
  assert.deepEqual(await limit({ timeout: 2 ** 31 - 2 }), [2 ** 31 - 2]);
});

test("the timer goes with the call, however it ends", async () => {
  const answers = [
    () => reply({ error: "no" }, { status: 400 }),
    () => reply({ not: "a room" }),
    () => Promise.reject(new TypeError("no connection")),
    () => undefined,
  ];
  for (const answer of answers) {
    const { rooms } = stubbed(stub(answer), { maxRetries: 0 });
    const { set, left } = await timersOf(() => rejection(rooms.get("here")));
    assert.deepEqual([set, left], [[60_000], []]);
  }
  const { rooms } = stubbed(stub(() => new Promise(() => {})));
  const { left } = await timersOf(async () => {
    const abort = new AbortController();
    const promise = rooms.get("here", { signal: abort.signal });
    abort.abort("enough");
    assert.equal(await rejection(promise), "enough");
  });
  assert.deepEqual(left, []);
});

test("each attempt has the whole time", async () => {
  const statuses = [503, 503, 200];
  const fetch = stub((_url, _init, call) =>
    reply(room, { status: statuses[call - 1], headers: { "retry-after": "1" } }),
  );
  const { set, left } = await timersOf(
    () => stubbed(fetch).rooms.get("here"),
    (ms) => ms !== 60_000,
  );
  assert.deepEqual(set, [60_000, 1000, 60_000, 1000, 60_000]);
  assert.deepEqual(left, []);
});

test("a time limit that is reached ends the call and its fetch", async () => {
  const fetch = stub(() => new Promise(() => {}));
  const { set, left } = await timersOf(
    async () => {
      const error = await rejection(stubbed(fetch, { timeout: 5_000, maxRetries: 0 }).rooms.get("here"));
      assert.ok(error instanceof TimeoutError);
    },
    (ms) => ms === 5_000,
  );
  assert.deepEqual([set, left], [[5_000], []]);
  assert.equal(fetch.calls[0].signal.aborted, true);
});

/** The waits before the further attempts of a call that always gets this answer, and the error at its end. */
async function waits(answer, { call = ({ rooms }) => rooms.get("here"), ...options } = {}) {
  const fetch = stub(answer);
  let error;
  const { set, left } = await timersOf(
    async () => {
      error = await rejection(call(stubbed(fetch, { timeout: 0, ...options })));
    },
    () => true,
  );
  assert.deepEqual(left, []);
  assert.equal(fetch.calls.length, set.length + 1);
  assert.equal(error.attempts, fetch.calls.length);
  return [set, error];
}
const status =
  (status, headers = {}) =>
  () =>
    reply({ error: "no" }, { status, headers });

test("waits double from half a second to eight, each up to a quarter shorter", async () => {
  const full = [500, 1000, 2000, 4000, 8000, 8000, 8000];
  const seen = full.map(() => new Set());
  for (let n = 0; n < 20; n++) {
    const [set, error] = await waits(status(503), { maxRetries: 7 });
    assert.ok(error instanceof ServerError);
    assert.equal(set.length, 7);
    for (const [n, ms] of set.entries()) {
      assert.ok(ms <= full[n] && ms >= full[n] * 0.75, `wait ${n} is ${ms} ms`);
      seen[n].add(ms);
    }
  }
  for (const values of seen) assert.ok(values.size > 1, "clients that failed together do not come back together");
});

test("two further attempts are the default, as for an unreachable service", async () => {
  assert.equal((await waits(status(500)))[0].length, 2);
  const [set, error] = await waits(() => Promise.reject(new TypeError("fetch failed")));
  assert.equal(set.length, 2);
  assert.ok(error instanceof ConnectionError);
  assert.equal(error.cause.message, "fetch failed");
});

test("what a server asks for is kept, up to a minute", async () => {
  const asked = async (headers) => (await waits(status(429, headers), { maxRetries: 1 }))[0];
  assert.deepEqual(await asked({ "retry-after": "7" }), [7000]);
  assert.deepEqual(await asked({ "retry-after": "60" }), [60_000]);
  assert.deepEqual(await asked({ "retry-after-ms": "20" }), [20]);
  assert.deepEqual(await asked({ "retry-after-ms": "20", "retry-after": "7" }), [20]);
  for (const now of ["0", "Thu, 01 Jan 1970 00:00:00 GMT"]) {
    const [ms] = await asked({ "retry-after": now });
    assert.ok(ms <= 1, `${now}: at once, not in ${ms} ms`);
  }
  const [ms] = await asked({ "retry-after": new Date(Date.now() + 30_000).toUTCString() });
  assert.ok(ms > 20_000 && ms <= 30_000, `a date in half a minute: ${ms} ms`);
});

test("what is in neither of HTTP's two forms asks for nothing", async () => {
  for (const value of ["1.5", "1e3", "-1", "0x10", "soon", "2099-01-01", "Jan 1 2099 10:00", ""]) {
    const [[ms]] = await waits(status(429, { "retry-after": value }), { maxRetries: 1 });
    assert.ok(ms >= 375 && ms <= 500, `${value}: the usual wait, not ${ms} ms`);
  }
});

test("a server that asks for more than a minute is answered with the error", async () => {
  for (const headers of [
    { "retry-after": "61" },
    { "retry-after": "9999999999" },
    { "retry-after-ms": "60001" },
    { "retry-after": new Date(Date.now() + 3_600_000).toUTCString() },
  ]) {
    const [set, error] = await waits(status(429, headers));
    assert.deepEqual(set, []);
    assert.ok(error instanceof RateLimitError);
    assert.equal(error.headers.get("retry-after"), headers["retry-after"] ?? null);
  }
});

test("a wait that makes no sense is none: the usual one takes its place", async () => {
  for (const value of ["soon", "soon 5", "-5", "-1", "", "NaN", "Infinity"]) {
    const [[ms]] = await waits(status(503, { "retry-after": value }), { maxRetries: 1 });
    assert.ok(ms >= 375 && ms <= 500, `${value}: ${ms} ms`);
  }
});

test("an abort ends a wait, and its timer goes", async () => {
  const abort = new AbortController();
  const fetch = stub(status(503, { "retry-after": "30" }));
  const { set, left } = await timersOf(async () => {
    const promise = stubbed(fetch, { timeout: 0 }).rooms.get("here", { signal: abort.signal });
    promise.catch(() => {});
    // A few turns later the call waits for its second attempt.
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    abort.abort("enough");
    assert.equal(await rejection(promise), "enough");
  });
  assert.equal(fetch.calls.length, 1);
  assert.deepEqual([set, left], [[30_000], []]);
});
