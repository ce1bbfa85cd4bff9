// Calls whose signals fire after a garbage collection: in Node an abort signal can be lost with the objects around it.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, test } from "node:test";
import { pkg } from "../helpers/index.mjs";

const CALLS = 1000;
const BATCH = 100;

/** A server that never answers; it counts the requests that are there and those that were aborted. */
async function silent() {
  const counts = { begun: 0, aborted: 0 };
  const server = createServer((request, response) => {
    counts.begun++;
    request.resume();
    response.on("close", () => counts.aborted++);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const baseUrl = `http://127.0.0.1:${server.address().port}`;
  const project = () => new pkg.Meshagent({ baseUrl, token: "token-123", projectId: "p" }).project();
  return { counts, project };
}

/** Waits for a condition; once the servers are gone, with a test that was given up, it keeps nobody. */
const until = async (condition) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2).unref());
};
const collect = async () => {
  for (let n = 0; n < 3; n++) {
    globalThis.gc();
    await new Promise(setImmediate);
  }
};

const { counts, project } = await silent();
const bytes = new Uint8Array(100_000);

const calls = {
  "a read": (signal) => project().rooms.get("a", { signal }),
  "a write": (signal) => project().rooms.create({ name: "a" }, { signal }),
  "an upload": (signal) => project().storage.upload("a", bytes, { signal }),
  "an upload of a stream": (signal) => project().storage.upload("a", new Blob([bytes]).stream(), { signal }),
  "a download": (signal) => project().storage.downloadStream("a", { signal }),
};

for (const [name, call] of Object.entries(calls)) {
  test(`${name} is aborted on the wire after a garbage collection`, async () => {
    assert.equal(typeof globalThis.gc, "function", "node runs with --expose-gc");
    const number = name === "a read" ? CALLS : BATCH;
    for (let done = 0; done < number; done += BATCH) {
      Object.assign(counts, { begun: 0, aborted: 0 });
      // What a call returns and the signal itself are held by nobody but the call.
      const abort = new AbortController();
      const settled = Array.from({ length: BATCH }, () =>
        call(AbortSignal.any([abort.signal])).then(
          () => "answered",
          (reason) => reason,
        ),
      );
      await until(() => counts.begun === BATCH);
      await collect();
      abort.abort("enough");
      assert.deepEqual(await Promise.all(settled), Array(BATCH).fill("enough"));
      await until(() => counts.aborted === BATCH);
    }
  });
}

test("a download is aborted on the wire after a garbage collection within its stream", async () => {
  const streams = { open: 0, closed: 0 };
  const sending = createServer((_request, response) => {
    response.writeHead(200, { "content-length": "1000" });
    response.write("begun");
    streams.open++;
    response.on("close", () => streams.closed++);
  });
  await new Promise((resolve) => sending.listen(0, "127.0.0.1", resolve));
  try {
    const abort = new AbortController();
    const client = new pkg.Meshagent({ baseUrl: `http://127.0.0.1:${sending.address().port}`, token: "token-123" });
    const readers = await Promise.all(
      Array.from({ length: BATCH }, async () => {
        const stream = await client.project("p").storage.downloadStream("a", { signal: abort.signal });
        const reader = stream.getReader();
        assert.equal((await reader.read()).value.length, 5);
        return reader;
      }),
    );
    await collect();
    const ends = readers.map((reader) => reader.read().catch((reason) => reason));
    abort.abort("enough");
    assert.deepEqual(await Promise.all(ends), Array(BATCH).fill("enough"));
    await until(() => streams.closed === BATCH);
    assert.equal(streams.open, BATCH);
  } finally {
    sending.closeAllConnections();
    sending.close();
  }
});

/** Whether all requests had begun, and the garbage was collected, before the time limit came. */
async function collectedWithin(timeout) {
  const { counts, project } = await silent();
  let ended = 0;
  const settled = Array.from({ length: BATCH }, () =>
    project()
      .rooms.get("a", { timeout })
      .catch(({ name }) => {
        ended++;
        return name;
      }),
  );
  await until(() => counts.begun === BATCH || ended > 0);
  await collect();
  const inTime = ended === 0;
  assert.deepEqual(await Promise.all(settled), Array(BATCH).fill("TimeoutError"));
  if (inTime) await until(() => counts.aborted === BATCH);
  return inTime;
}

test("calls are aborted by their time limit after a garbage collection", async () => {
  // A busy machine gets more time, for else there is nothing to see.
  for (let timeout = 500; !(await collectedWithin(timeout)); timeout *= 2);
});
