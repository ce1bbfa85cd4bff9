// Progress where the length that a server names is not that of the bytes, and data of Node.js's own kinds.
import assert from "node:assert/strict";
import { createReadStream, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { Readable } from "node:stream";
import { after, test } from "node:test";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { folder, pkg, rejection, serve } from "../helpers/index.mjs";

const server = await serve();
const plain = Buffer.from("plain text, that packs well ".repeat(10_000));

/** A server that gives this reply, in pieces. */
async function giving(headers, body) {
  const http = createServer((_, response) => {
    response.writeHead(200, headers);
    for (let at = 0; at < body.length; at += 16_384) response.write(body.subarray(at, at + 16_384));
    response.end();
  });
  await new Promise((resolve) => http.listen(0, "127.0.0.1", resolve));
  after(() => http.close());
  const baseUrl = `http://127.0.0.1:${http.address().port}`;
  return new pkg.Meshagent({ baseUrl, token: "t", projectId: "p" }).project().storage;
}

/** Downloads in every form; what was told each time. */
async function downloads(storage) {
  const all = [];
  for (const form of ["download", "downloadBlob", "downloadStream"]) {
    const told = [];
    const got = await storage[form]("a", { onProgress: (progress) => told.push(progress) });
    const bytes = form === "downloadBlob" ? await got.arrayBuffer() : await new Response(got).arrayBuffer();
    assert.ok(plain.equals(Buffer.from(bytes)), form);
    all.push(told);
  }
  return all;
}

/** Progress only grows, is never beyond its total, and ends with everything. */
function assertSound(told) {
  for (const [at, { loaded, total }] of told.entries()) {
    assert.ok(loaded >= (told[at - 1]?.loaded ?? 0), "it grows");
    assert.ok(total === undefined || loaded <= total, `${loaded} of ${total}`);
  }
  assert.deepEqual(told.at(-1), { loaded: plain.length, total: plain.length });
}

for (const [encoding, packed] of [
  ["gzip", gzipSync(plain)],
  ["br", brotliCompressSync(plain)],
  ["GZIP", gzipSync(plain)],
]) {
  test(`the length of packed bytes is no total: ${encoding}`, async () => {
    const storage = await giving({ "content-encoding": encoding, "content-length": packed.length }, packed);
    for (const told of await downloads(storage)) {
      assertSound(told);
      assert.deepEqual([...new Set(told.slice(0, -1).map(({ total }) => total))].filter(Boolean), []);
    }
  });
}

test("where the packing cannot be seen, as from another origin, progress is never beyond its total", async () => {
  for (const length of [1, 100, 20_000, plain.length - 1]) {
    const fetch = async () => {
      const body = new ReadableStream({
        start(controller) {
          for (let at = 0; at < plain.length; at += 10_000) controller.enqueue(plain.subarray(at, at + 10_000));
          controller.close();
        },
      });
      return new Response(body, { headers: { "content-length": String(length) } });
    };
    const { storage } = server.project({ fetch });
    for (const told of await downloads(storage)) assertSound(told);
  }
});

test("bytes that are sent as they are keep their total, said or not", async () => {
  for (const encoding of [{}, { "content-encoding": "identity" }, { "content-encoding": "Identity" }]) {
    const storage = await giving({ ...encoding, "content-length": plain.length }, plain);
    for (const told of await downloads(storage)) {
      assertSound(told);
      assert.ok(told.length > 1);
      assert.deepEqual([...new Set(told.map(({ total }) => total))], [plain.length]);
    }
  }
});

test("a file's stream, a web stream of it and any iterable of bytes are uploaded piece by piece", async () => {
  const path = join(folder("data"), "file");
  writeFileSync(path, plain);
  const pieces = async function* () {
    for (let at = 0; at < plain.length; at += 50_000) yield plain.subarray(at, at + 50_000);
  };
  const forms = {
    createReadStream: () => createReadStream(path),
    "Readable.toWeb": () => Readable.toWeb(createReadStream(path)),
    "Readable.from": () => Readable.from(pieces()),
    generator: pieces,
    Response: () => new Response(plain).body,
    Buffer: () => Buffer.from(plain),
  };
  const { storage } = server.project();
  for (const [name, make] of Object.entries(forms)) {
    const told = [];
    await storage.upload(`forms/${name}`, make(), { onProgress: (progress) => told.push(progress) });
    assertSound(told);
    if (!["Buffer", "Response"].includes(name)) assert.ok(told.length > 2, `${name} is told of in pieces`);
    assert.ok(plain.equals(Buffer.from(await storage.download(`forms/${name}`))), name);
    await storage.upload(`forms/${name}`, make());
    assert.ok(plain.equals(Buffer.from(await storage.download(`forms/${name}`))), `${name}, unheard`);
  }
});

test("a stream that fails, or gives something other than bytes, ends the upload", async () => {
  const { storage } = server.project();
  const cause = new Error("the disk is gone");
  const failing = async function* () {
    yield plain;
    throw cause;
  };
  const error = await rejection(storage.upload("failing", failing()));
  assert.deepEqual([error.constructor, error.path], [pkg.RoomException, "data"]);
  assert.match(error.message, /^data: the stream failed/);
  assert.equal(error.cause, cause);
  const absent = await rejection(storage.upload("failing", createReadStream("/nowhere/at/all")));
  assert.equal(absent.cause.code, "ENOENT");
  for (const piece of ["text", 7, null, [1]]) {
    const other = async function* () {
      yield piece;
    };
    assert.match((await rejection(storage.upload("failing", other()))).message, /^data: /);
  }
  assert.equal(await server.held("/storage/failing"), undefined);
});
