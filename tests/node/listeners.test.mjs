// Listeners that fail: `onAttempt` never changes a call's outcome, `onProgress` ends the transfer, whichever report it is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { node, pkg, rejection, reply, serve, stub, stubbed } from "../helpers/index.mjs";

const { AuthenticationError, RoomException } = pkg;
const server = await serve();
const { storage } = server.project();
const size = 300_000;
const bytes = new Uint8Array(size).fill(7);
await storage.upload("large", bytes);

/** What each kind of transfer does with a listener; all of them settle. */
const transfers = {
  "an upload of bytes": (onProgress) => storage.upload("up", bytes, { onProgress }),
  "an upload of text": (onProgress) => storage.upload("up", "x".repeat(size), { onProgress }),
  "an upload of a Blob": (onProgress) => storage.upload("up", new Blob([bytes]), { onProgress }),
  "an upload of a stream": (onProgress) => storage.upload("up", new Blob([bytes]).stream(), { onProgress }),
  "a download": (onProgress) => storage.download("large", { onProgress }),
  "a download as a Blob": (onProgress) => storage.downloadBlob("large", { onProgress }),
  "a download as a stream": async (onProgress) =>
    new Response(await storage.downloadStream("large", { onProgress })).arrayBuffer(),
};

for (const [name, transfer] of Object.entries(transfers)) {
  test(`${name} ends when its listener throws at the very last report`, async () => {
    const cause = new Error("at the end");
    let reports = 0;
    const error = await rejection(
      transfer(({ loaded, total }) => {
        reports++;
        if (loaded === size && total === size) throw cause;
      }),
    );
    assert.ok(reports >= 1);
    assert.equal(error.constructor, RoomException, String(error));
    assert.match(error.message, /^onProgress: /);
    assert.equal(error.cause, cause);
  });

  test(`${name} ends when its listener's promise rejects`, async () => {
    for (const cause of [new Error("enough"), undefined, "text"]) {
      let reports = 0;
      const error = await rejection(
        transfer(async () => {
          reports++;
          throw cause;
        }),
      );
      assert.equal(error.constructor, RoomException, String(error));
      assert.match(error.message, /^onProgress: /);
      assert.equal(error.cause, cause);
      assert.ok(reports >= 1);
    }
  });

  test(`${name} goes on when its listener's promise is fulfilled`, async () => {
    const told = [];
    await transfer(async (progress) => told.push(progress));
    assert.deepEqual(told.at(-1), { loaded: size, total: size });
  });
}

test("onAttempt that throws or rejects changes nothing", async () => {
  const listeners = [
    () => {
      throw new Error("no log");
    },
    async () => {
      throw new Error("no log");
    },
    () => Promise.reject(undefined),
    () => ({
      // biome-ignore lint/suspicious/noThenProperty: a thenable is what is tested
      then() {
        throw new Error("no log");
      },
    }),
  ];
  for (const onAttempt of listeners) {
    const statuses = [503, 200];
    const fetch = stub((_url, _init, call) =>
      reply({ id: "1", name: "a" }, { status: statuses[call - 1], headers: { "retry-after-ms": "1" } }),
    );
    assert.equal((await stubbed(fetch, { onAttempt }).rooms.get("a")).name, "a");
    assert.equal(fetch.calls.length, 2);
    const refused = stub(() => reply({ error: "who?" }, { status: 401 }));
    assert.equal((await rejection(stubbed(refused, { onAttempt }).rooms.get("a"))).constructor, AuthenticationError);
  }
});

const quiet = `
import { Meshagent } from "meshagent-wasm";
const left = [];
process.on("unhandledRejection", (reason) => left.push(String(reason)));
const options = { baseUrl: process.env.URL, token: process.env.TOKEN, projectId: process.env.PROJECT };
const reject = async () => { throw new Error("listener"); };
const project = new Meshagent({ ...options, onAttempt: reject, maxRetries: 0 }).project();
const { storage } = project;
const onProgress = reject;
const bytes = new Uint8Array(100_000);
await Promise.allSettled([
  project.rooms.list(),
  project.rooms.get("nowhere"),
  storage.upload("a", bytes, { onProgress }),
  storage.upload("b", new Blob([bytes]), { onProgress }),
  storage.upload("c", new Blob([bytes]).stream(), { onProgress }),
  storage.download("large", { onProgress }),
  storage.downloadBlob("large", { onProgress }),
  storage.downloadStream("large", { onProgress }).then((stream) => new Response(stream).text()),
  storage.download("large", { onProgress, signal: AbortSignal.timeout(1) }),
  new Meshagent({ ...options, token: reject }).project().rooms.list(),
  new Meshagent({ ...options, fetch: reject, maxRetries: 0 }).project().rooms.list(),
]);
// A call that nobody waits for any more, a stream and an iteration that are left.
const abort = new AbortController();
const left_call = project.rooms.list(null, { signal: abort.signal }).catch(() => {});
abort.abort();
await left_call;
for await (const _ of await storage.downloadStream("large", { onProgress })) break;
for await (const _ of project.rooms.iterate({ page_size: 1 })) break;
await new Promise((resolve) => setTimeout(resolve, 100));
console.log(JSON.stringify(left));
`;

test("no rejection is left without a handler", async () => {
  const env = { URL: server.url, TOKEN: server.apiKey, PROJECT: server.projectId };
  for (const name of ["first", "second"]) await server.room(name);
  const { stdout, stderr, code } = await node("quiet.mjs", quiet, { env });
  assert.equal(stdout, "[]\n", stderr);
  assert.equal(code, 0);
});
