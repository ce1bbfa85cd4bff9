// A hundred thousand calls of every outcome, and thousands at once: nothing grows and nothing gets mixed up.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { node, pkg, root, serve, stub, stubbed } from "../helpers/index.mjs";

/** Runs a script in a program of its own, with a collector to call, and returns what it prints. */
async function program(name, body) {
  const script = `
    import { getEventListeners } from "node:events";
    import { escaped, wasmBytes } from ${JSON.stringify(pathToFileURL(join(root, "tests/helpers/wasm.mjs")))};
    const { Meshagent } = await import("meshagent-wasm");
    const room = { id: "1", name: "here", metadata: { text: "x".repeat(100) }, annotations: {} };
    const bytes = new TextEncoder().encode(JSON.stringify(room));
    const answer = (status = 200, headers = []) => ({ status, headers, arrayBuffer: async () => bytes });
    const project = (fetch, options) =>
      new Meshagent({ baseUrl: "http://stub.test", token: "t", projectId: "p", maxRetries: 0, fetch, ...options }).project();
    const collected = async () => {
      // What is collected is freed in a later turn, and may then let go of more.
      for (let turn = 0; turn < 10; turn++) {
        gc();
        await new Promise(setImmediate);
      }
    };
    ${body}
  `;
  const { code, stdout, stderr } = await node(name, script, { env: { NODE_OPTIONS: "--expose-gc" } });
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout);
}

test("30,000 calls of every outcome leave memory, heap and listeners as they were", { timeout: 280_000 }, async () => {
  const seen = await program(
    "endurance.mjs",
    `
    const shared = new AbortController();
    const { signal } = shared;
    const never = () => new Promise(() => {});
    const outcomes = { done: 0, failed: 0 };
    const tell = { done: () => outcomes.done++, failed: () => outcomes.failed++ };
    const succeeds = project(async () => answer());
    const fails = project(async () => answer(404));
    const retries = project(async () => answer(503, [["retry-after-ms", "0"]]), { maxRetries: 1 });
    const breaks = project(async () => Promise.reject(new TypeError("no connection")));
    const malformed = project(async () => ({ status: 200, headers: [], arrayBuffer: () => bytes.subarray(0, 20) }));
    const asks = project(async () => answer(), { token: async () => "t" });
    const refuses = project(async () => answer(), { token: () => Promise.reject("no") });
    const hangs = project(never, { timeout: 0 });
    const aborted = (project) => {
      const abort = new AbortController();
      const call = project.rooms.get("here", { signal: abort.signal });
      setImmediate(() => abort.abort("enough"));
      return call;
    };
    const calls = [
      () => succeeds.rooms.get("here", { signal }),
      () => succeeds.rooms.create({ name: "a", metadata: room }, { signal }),
      () => succeeds.storage.download("a", { signal }),
      () => succeeds.storage.upload("a", bytes, { signal, onProgress() {} }),
      () => fails.rooms.get("here", { signal }),
      () => retries.rooms.get("here", { signal }),
      () => breaks.rooms.get("here", { signal }),
      () => malformed.rooms.get("here", { signal }),
      () => asks.rooms.get("here", { signal }),
      () => refuses.rooms.get("here", { signal }),
      () => aborted(hangs),
      () => succeeds.rooms.get(7, { signal }),
      () => succeeds.rooms.get("here", { signal, timeout: "soon" }),
      () => succeeds.rooms.list(null, { signal }),
      async () => {
        for await (const each of succeeds.rooms.iterate(null, { signal })) each.id;
      },
    ];
    const sizes = [];
    for (let round = 0; round < 5; round++) {
      for (let n = 0; n < 6_000; n += 50) {
        const some = Array.from({ length: 50 }, (_, k) => calls[(n + k) % calls.length]().then(tell.done, tell.failed));
        await Promise.all(some);
      }
      await collected();
      sizes.push([wasmBytes(), process.memoryUsage().heapUsed, getEventListeners(signal, "abort").length]);
    }
    console.log(JSON.stringify({ sizes, outcomes, escaped }));
    `,
  );
  const { done, failed } = seen.outcomes;
  assert.equal(done + failed, 30_000);
  assert.ok(done > 6_000 && failed > 6_000, `${done} and ${failed}`);
  assert.deepEqual(seen.escaped, []);
  // The first rounds find the size that is needed. After that, 12,000 calls may not even leave six bytes each in the one,
  // nor ninety in the other, where the collector leaves something each time.
  const [first, last] = [seen.sizes[2], seen.sizes.at(-1)];
  assert.ok(last[0] - first[0] <= 65_536, `the WebAssembly memory: ${seen.sizes}`);
  assert.ok(last[1] - first[1] < 1_080_000, `the heap: ${seen.sizes}`);
  assert.deepEqual(
    seen.sizes.map(([, , listeners]) => listeners),
    [0, 0, 0, 0, 0],
  );
});

test("handles, clients and signals that nobody holds while a call runs", async () => {
  const { names, freed } = await program(
    "collected.mjs",
    `
    const replies = [];
    const fetch = (url) => new Promise((resolve) => replies.push(() => resolve({
      ...answer(),
      arrayBuffer: async () => new TextEncoder().encode(JSON.stringify({ ...room, name: url.split("/").at(-1) })),
    })));
    let freed = 0;
    const registry = new FinalizationRegistry(() => freed++);
    const calls = [];
    for (let n = 0; n < 500; n++) {
      // Neither the handles nor the signal are held by anything here.
      const own = project(fetch);
      registry.register(own);
      calls.push(own.rooms.get(String(n), { signal: new AbortController().signal }));
    }
    await collected();
    for (const reply of replies) reply();
    const names = (await Promise.all(calls)).map(({ name }) => Number(name));
    await collected();
    console.log(JSON.stringify({ names, freed }));
    `,
  );
  assert.deepEqual(
    names,
    Array.from({ length: 500 }, (_, n) => n),
  );
  assert.ok(freed > 400, `${freed} handles were collected`);
});

test("5,000 calls at once each get their own reply, in whatever order these come", async () => {
  const replies = [];
  const fetch = stub((url) => {
    const name = url.split("/").at(-1);
    const body = JSON.stringify({ id: name, name });
    const status = Number(name) % 5 === 0 ? 404 : 200;
    return new Promise((resolve) => replies.push(() => resolve(new Response(body, { status }))));
  });
  const { rooms } = stubbed(fetch, { timeout: 0 });
  const calls = Array.from({ length: 5000 }, (_, n) => rooms.get(String(n)));
  while (replies.length < calls.length) await new Promise(setImmediate);
  // From the last to the first, with steps between.
  for (let n = 0; n < replies.length; n++) replies[(replies.length - 1 - n * 7) % replies.length]?.();
  for (const reply of replies) reply();
  const settled = await Promise.allSettled(calls);
  for (const [n, { value, reason }] of settled.entries()) {
    if (n % 5 === 0) assert.equal(reason.constructor, pkg.NotFoundError);
    else assert.equal(value.name, String(n));
  }
});

test("1,000 calls at once to a server whose every third reply goes wrong", async () => {
  const server = await serve();
  const { rooms } = server.project({ maxRetries: 0 });
  const room = await server.room("busy");
  const times = 333;
  await server.reset(
    { status: 503, times },
    { pass: true, hang_up: true, times: 100 },
    { body: "{", times: 100 },
    { pass: true, delay_ms: 50, times },
  );
  const settled = await Promise.allSettled(Array.from({ length: 1000 }, () => rooms.get("busy")));
  const count = {};
  for (const { value, reason } of settled) {
    if (value) assert.deepEqual(value, room);
    const name = reason?.name ?? "done";
    count[name] = (count[name] ?? 0) + 1;
  }
  assert.deepEqual(count, { ServerError: 333, ConnectionError: 100, InvalidResponseError: 100, done: 467 });
  await server.reset();
  assert.deepEqual(await rooms.get("busy"), room);
});
