// Transfers while they run: progress, aborts that reach the wire, timeouts, connections that break.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { pkg, rejection, serve } from "../helpers/index.mjs";

const { ConnectionError, RoomException, TimeoutError } = pkg;
const server = await serve();
const { storage } = server.project();
const MiB = 1 << 20;
const large = crypto.getRandomValues(new Uint8Array(65_536));
const file = new Blob(Array(512).fill(large));
await storage.upload("large", file);
await storage.upload("small", "small content");

/** Notes what a listener is told. */
function listener() {
  const told = [];
  return [told, (progress) => told.push(progress)];
}

/** The progress only grows, and ends with everything. */
function assertComplete(told, size, totals = [size]) {
  assert.ok(told.length > 0, "something is told");
  for (const [index, { loaded, total }] of told.entries()) {
    assert.ok(loaded >= (told[index - 1]?.loaded ?? 0), "it only grows");
    assert.ok(totals.includes(total) || index === told.length - 1, `a total of ${total}`);
  }
  assert.deepEqual(told.at(-1), { loaded: size, total: size });
}

test("an upload tells its progress, for every kind of data", async () => {
  const data = {
    blob: file,
    bytes: new Uint8Array(3 * MiB),
    buffer: new ArrayBuffer(3 * MiB),
    text: "ü".repeat(100_000),
  };
  for (const [name, value] of Object.entries(data)) {
    const [told, onProgress] = listener();
    await storage.upload(`progress/${name}`, value, { onProgress });
    assertComplete(told, name === "text" ? 200_000 : (value.size ?? value.byteLength));
  }
});

test("an upload of a stream does not know its total before the end", async () => {
  const [told, onProgress] = listener();
  await storage.upload("progress/stream", file.stream(), { onProgress });
  assertComplete(told, file.size, [undefined]);
  assert.ok(told.length > 2);
});

test("a download tells its progress, in every form", async () => {
  for (const form of ["download", "downloadBlob", "downloadStream"]) {
    const [told, onProgress] = listener();
    const got = await storage[form]("large", { onProgress });
    const size =
      form === "downloadStream" ? (await new Response(got).arrayBuffer()).byteLength : (got.size ?? got.length);
    assert.equal(size, file.size);
    assertComplete(told, file.size);
    assert.ok(told.length > 2, form);
  }
});

test("an empty transfer is complete as well", async () => {
  for (const data of ["", new Blob([]), new Uint8Array()]) {
    const [up, onUpload] = listener();
    await storage.upload("progress/empty", data, { onProgress: onUpload });
    assert.deepEqual(up.at(-1), { loaded: 0, total: 0 });
  }
  const [down, onDownload] = listener();
  await storage.download("progress/empty", { onProgress: onDownload });
  assert.deepEqual(down.at(-1), { loaded: 0, total: 0 });
});

test("an encoded reply has no total before its end", async () => {
  const { gzipSync } = await import("node:zlib");
  const plain = "plain ".repeat(1000);
  const body_base64 = gzipSync(plain).toString("base64");
  await server.reset({ body_base64, headers: { "content-encoding": "gzip" } });
  const [told, onProgress] = listener();
  assert.equal(new TextDecoder().decode(await storage.download("gzip", { onProgress })), plain);
  assertComplete(told, plain.length, [undefined]);
});

test("a listener that throws ends the transfer with its error", async () => {
  const cause = new Error("enough");
  const onProgress = () => {
    throw cause;
  };
  for (const call of [
    () => storage.upload("thrown", file, { onProgress }),
    () => storage.upload("thrown", file.stream(), { onProgress }),
    () => storage.download("large", { onProgress }),
    () => storage.downloadBlob("large", { onProgress }),
    async () => new Response(await storage.downloadStream("large", { onProgress })).text(),
  ]) {
    const error = await rejection(call());
    assert.ok(error instanceof RoomException, String(error));
    assert.match(error.message, /^onProgress: /);
    assert.equal(error.cause, cause);
  }
});

/** A stream that gives a piece and then waits for ever. */
function endless() {
  let given = false;
  return new ReadableStream({
    pull(controller) {
      if (given) return new Promise(() => {});
      given = true;
      controller.enqueue(large);
    },
  });
}
const over = (request) => request.state !== "active";

test("an abort stops an upload on the wire, and nothing is stored", async () => {
  for (const options of [{}, { onProgress: () => {} }]) {
    const abort = new AbortController();
    await server.reset();
    const promise = storage.upload("aborted", endless(), { ...options, signal: abort.signal });
    promise.catch(() => {});
    await server.until((request) => request.body_bytes >= large.length);
    abort.abort("enough");
    assert.equal(await rejection(promise), "enough");
    // Whether the server still answers the body that ended early is a matter of chance.
    const { state, status } = await server.until(over);
    assert.ok(state === "aborted" || status === 400, `${state} with ${status}`);
    assert.equal(getEventListeners(abort.signal, "abort").length, 0);
    assert.equal((await rejection(storage.download("aborted"))).status, 404);
  }
});

test("an abort ends an upload that the server does not take in", async () => {
  const abort = new AbortController();
  await server.reset({ silent: true, leave_body: true });
  const promise = storage.upload("aborted", file, { signal: abort.signal });
  promise.catch(() => {});
  await server.until((request) => request.state === "active");
  abort.abort("enough");
  assert.equal(await rejection(promise), "enough");
});

test("an abort before a transfer sends nothing", async () => {
  await server.reset();
  const signal = AbortSignal.abort("no");
  for (const call of [
    () => storage.upload("a", "x", { signal }),
    () => storage.upload("a", endless(), { signal }),
    () => storage.download("large", { signal }),
    () => storage.downloadStream("large", { signal }),
  ]) {
    assert.equal(await rejection(call()), "no");
  }
  assert.deepEqual(await server.requests(), []);
});

test("an abort stops a download on the wire", async () => {
  for (const form of ["download", "downloadBlob"]) {
    const abort = new AbortController();
    await server.reset();
    const onProgress = () => abort.abort("enough");
    assert.equal(await rejection(storage[form]("large", { signal: abort.signal, onProgress })), "enough");
    assert.equal((await server.until(over)).state, "aborted");
    assert.equal(getEventListeners(abort.signal, "abort").length, 0);
  }
});

test("an abort ends a stream that is being read, with the reason", async () => {
  const abort = new AbortController();
  await server.reset();
  const reader = (await storage.downloadStream("large", { signal: abort.signal })).getReader();
  assert.equal((await reader.read()).done, false);
  abort.abort("enough");
  const reason = await rejection(
    (async () => {
      while (!(await reader.read()).done);
    })(),
  );
  assert.equal(reason, "enough");
  assert.equal((await server.until(over)).state, "aborted");
  assert.equal(getEventListeners(abort.signal, "abort").length, 0);
});

test("cancelling a stream ends the request", async () => {
  const abort = new AbortController();
  await server.reset();
  const reader = (await storage.downloadStream("large", { signal: abort.signal })).getReader();
  await reader.read();
  await reader.cancel("enough");
  assert.equal((await server.until(over)).state, "aborted");
  assert.equal(getEventListeners(abort.signal, "abort").length, 0);
});

test("leaving a loop over a stream ends the request", async () => {
  await server.reset();
  for await (const piece of await storage.downloadStream("large")) {
    assert.ok(piece.length > 0);
    break;
  }
  assert.equal((await server.until(over)).state, "aborted");
});

test("a stream that was read to its end keeps no listener", async () => {
  const abort = new AbortController();
  await new Response(await storage.downloadStream("large", { signal: abort.signal })).arrayBuffer();
  assert.equal(getEventListeners(abort.signal, "abort").length, 0);
  abort.abort("too late");
});

test("a connection that breaks within a stream is its error", async () => {
  await server.reset({ match: { path: "download" }, pass: true, cut_after: 70_000 });
  const error = await rejection(new Response(await storage.downloadStream("large")).arrayBuffer());
  assert.ok(error instanceof ConnectionError, String(error));
  assert.ok(error.cause instanceof Error);
  assert.equal((await server.requests()).length, 1, "what was read already cannot be read again");
});

test("a stream of the caller's that fails ends the upload, and nothing is stored", async () => {
  const cause = new Error("the disk is gone");
  for (const options of [undefined, { onProgress: () => {} }]) {
    let given = false;
    const stream = new ReadableStream({
      pull(controller) {
        if (given) throw cause;
        given = true;
        controller.enqueue(large);
      },
    });
    const error = await rejection(storage.upload("failed", stream, options));
    assert.ok(error instanceof RoomException, String(error));
    const causes = [error, error.cause, error.cause?.cause, error.cause?.cause?.cause];
    assert.ok(causes.includes(cause), "the stream's error is in the chain of causes");
    assert.equal((await rejection(storage.download("failed"))).status, 404);
  }
});

test("a transfer takes as long as it takes, unless a timeout is set for it", async () => {
  const hasty = server.project({ timeout: 20, maxRetries: 0 }).storage;
  await server.reset({ pass: true, delay_ms: 150, times: null });
  await hasty.upload("slow", "x");
  assert.equal((await hasty.download("small")).length, 13);
  await server.reset({ silent: true, times: null });
  assert.ok((await rejection(hasty.upload("slow", "x", { timeout: 20 }))) instanceof TimeoutError);
  for (const form of ["download", "downloadBlob", "downloadStream"]) {
    assert.ok((await rejection(hasty[form]("small", { timeout: 20 }))) instanceof TimeoutError, form);
  }
});

test("a timeout covers a stream to its end", async () => {
  await server.reset({ pass: true, stall: true });
  const stream = await storage.downloadStream("small", { timeout: 100 });
  const error = await rejection(new Response(stream).text());
  assert.ok(error instanceof TimeoutError, String(error));
  assert.equal((await server.until(over)).state, "aborted");
});
