// A gibibyte up and down as a stream: whole, and without passing through any memory of the package.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { node, root, serve } from "../helpers/index.mjs";

const server = await serve();
await server.room("huge");
const GiB = 2 ** 30;
const MiB = 2 ** 20;

/** Runs a transfer in a program of its own; returns what it printed. */
async function transfer(body) {
  const script = `
    import { createHash } from "node:crypto";
    import { wasmBytes } from ${JSON.stringify(pathToFileURL(join(root, "tests/helpers/wasm.mjs")))};
    const { Meshagent } = await import("meshagent-wasm");
    const { storage, files } = new Meshagent().project();
    const hash = createHash("sha256");
    const progress = { calls: 0, last: undefined };
    const onProgress = (now) => {
      progress.calls++;
      progress.last = now;
    };
    // Node.js's own fetch keeps what it was given until the end, so a few pieces are given again and again. They
    // differ, so that one that is lost, doubled or out of place is noticed.
    const pieces = Array.from({ length: 31 }, (_, n) => new Uint8Array(${MiB}).fill(n));
    let made = 0;
    const source = () => new ReadableStream({
      pull(controller) {
        if (made === ${GiB / MiB}) return controller.close();
        const next = pieces[made++ % pieces.length];
        hash.update(next);
        controller.enqueue(next);
      },
    });
    // What the first transfer of a process needs is not what a large one costs.
    await storage.upload("warm-up", new Uint8Array(${MiB}), { onProgress: () => {} });
    await new Response(await storage.downloadStream("warm-up", { onProgress: () => {} })).arrayBuffer();
    const before = wasmBytes();
    let length = 0;
    ${body}
    const grown = wasmBytes() - before;
    const { rss, arrayBuffers } = process.memoryUsage();
    const peak = process.resourceUsage().maxRSS * 1024;
    console.log(JSON.stringify({ length, hash: hash.digest("hex"), progress, grown, rss, arrayBuffers, peak }));
  `;
  const env = {
    MESHAGENT_API_URL: server.url,
    MESHAGENT_API_KEY: server.apiKey,
    MESHAGENT_PROJECT_ID: server.projectId,
  };
  const { code, stdout, stderr } = await node("huge.mjs", script, { env });
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout);
}

function assertFlat({ grown, peak }) {
  assert.equal(grown, 0, "the WebAssembly memory has not grown");
  assert.ok(peak < GiB / 2, `${peak / MiB} MiB of the process at most`);
}

let sent;

test("up", async () => {
  sent = await transfer('await storage.upload("huge", source(), { onProgress }); length = made * pieces[0].length;');
  assert.equal(sent.length, GiB);
  assert.deepEqual(sent.progress.last, { loaded: GiB, total: GiB });
  assert.ok(sent.progress.calls >= GiB / MiB);
  const { body_bytes, status } = (await server.requests()).at(-1);
  assert.deepEqual([body_bytes, status], [GiB, 200]);
  assertFlat(sent);
});

test("down", async () => {
  const got = await transfer(`
    for await (const next of await storage.downloadStream("huge", { onProgress })) {
      hash.update(next);
      length += next.length;
    }
  `);
  assert.equal(got.length, GiB);
  assert.equal(got.hash, sent.hash, "the very bytes");
  assert.deepEqual(got.progress.last, { loaded: GiB, total: GiB });
  assertFlat(got);
});

test("up, as a room's file", async () => {
  sent = await transfer(`
    await files.upload("room", "huge", "a/huge", source(), {}, { onProgress });
    length = made * pieces[0].length;
  `);
  assert.equal(sent.length, GiB);
  assert.deepEqual(sent.progress.last, { loaded: GiB, total: GiB });
  assert.equal((await server.requests()).at(-1).body_bytes, GiB);
  assertFlat(sent);
});

test("down, as a room's file", async () => {
  const got = await transfer(`
    for await (const next of await files.downloadStream("room", "huge", "a/huge", { onProgress })) {
      hash.update(next);
      length += next.length;
    }
  `);
  assert.equal(got.length, GiB);
  assert.equal(got.hash, sent.hash, "the very bytes");
  assert.deepEqual(got.progress.last, { loaded: GiB, total: GiB });
  assertFlat(got);
});
