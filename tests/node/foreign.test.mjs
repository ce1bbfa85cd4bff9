// Objects of other libraries: their Blobs, streams, fetches and responses. Either the content arrives, or an error of
// ours comes before anything is sent.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { Readable } from "node:stream";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { pkg, rejection, serve, stub, stubbed } from "../helpers/index.mjs";

const { ArgumentError, RoomException } = pkg;
const server = await serve();
const { storage } = server.project();
const library = createRequire(new URL("../packaging/package.json", import.meta.url));
const from = (name) => import(pathToFileURL(library.resolve(name)));
const { default: nodeFetch } = await from("node-fetch");
const { Blob: FetchBlob, File: FetchFile } = await from("node-fetch");

const content = "content: ü\u{1F600}";
const bytes = new TextEncoder().encode(content);
const stored = async (path) => new TextDecoder().decode(await storage.download(path));

/** A Blob as jsdom makes them: its content is in another object, and a FileReader of jsdom's own reads it. */
function jsdom() {
  const contents = new WeakMap();
  class Blob {
    constructor(parts, { type = "" } = {}) {
      contents.set(this, Buffer.concat(parts.map((part) => Buffer.from(part))));
      Object.defineProperty(this, "type", { value: type });
    }
    get size() {
      return contents.get(this).length;
    }
    slice(start, end) {
      return new this.constructor([contents.get(this).subarray(start, end)]);
    }
    get [Symbol.toStringTag]() {
      return "Blob";
    }
  }
  class File extends Blob {
    get [Symbol.toStringTag]() {
      return "File";
    }
  }
  class FileReader {
    readAsArrayBuffer(blob) {
      setImmediate(() => {
        if (blob.gone) return this.onerror(Object.assign(this, { error: new Error("the file is gone") }));
        this.result = new Uint8Array(contents.get(blob)).buffer;
        this.onload();
      });
    }
  }
  return { Blob, File, FileReader };
}

test("a Blob and a File of jsdom arrive, where its FileReader is", async (t) => {
  const { Blob, File, FileReader } = jsdom();
  Object.assign(globalThis, { FileReader });
  t.after(() => delete globalThis.FileReader);
  for (const [name, data] of Object.entries({ Blob: new Blob([bytes]), File: new File([bytes]) })) {
    for (const options of [undefined, { onProgress() {} }]) {
      await storage.upload(`jsdom/${name}`, data, options);
      assert.equal(await stored(`jsdom/${name}`), content);
    }
  }
  const cause = await rejection(storage.upload("jsdom/gone", Object.assign(new Blob([bytes]), { gone: true })));
  assert.equal(cause.constructor, ArgumentError);
  assert.match(cause.message, /^data: /);
  assert.equal(cause.cause.message, "the file is gone");
});

test("a Blob that nothing can read is refused before anything is sent", async () => {
  const { Blob, File } = jsdom();
  await server.reset();
  for (const data of [new Blob([bytes]), new File([bytes])]) {
    const error = await rejection(storage.upload("unread", data));
    assert.equal(error.constructor, ArgumentError);
    assert.match(error.message, /^data: expected a Blob, /);
  }
  assert.deepEqual(await server.requests(), []);
});

test("a Blob of fetch-blob arrives, and one that has a stream alone", async () => {
  const { Blob } = jsdom();
  const streaming = Object.assign(new Blob([bytes]), { stream: () => new Response(bytes).body });
  for (const [index, data] of [new FetchBlob([bytes]), new FetchFile([bytes], "a.txt"), streaming].entries()) {
    for (const options of [undefined, { onProgress() {} }]) {
      const path = `blob/${index}/${options ? "told" : "untold"}`;
      await storage.upload(path, data, options);
      assert.equal(await stored(path), content);
    }
  }
});

test("a Blob whose reading fails is an error about the data", async () => {
  const cause = new Error("the file has changed");
  const { Blob } = jsdom();
  await server.reset();
  const data = Object.assign(new Blob([bytes]), { arrayBuffer: () => Promise.reject(cause) });
  const error = await rejection(storage.upload("unread", data));
  assert.equal(error.constructor, ArgumentError);
  assert.match(error.message, /^data: /);
  assert.equal(error.cause, cause);
  assert.deepEqual(await server.requests(), []);
});

test("a Blob is read when it is sent: one that fails before that is no rejection that nobody handles", async () => {
  const cause = new Error("broken");
  const { Blob } = jsdom();
  const data = Object.assign(new Blob([bytes]), { arrayBuffer: () => Promise.reject(cause) });
  // Node.js ends the process at a rejection that has no handler when its turn is over.
  const unhandled = [];
  const note = (reason) => unhandled.push(reason);
  process.on("unhandledRejection", note);
  try {
    const turns = async (count) => {
      for (let n = 0; n < count; n++) await new Promise((resolve) => setImmediate(resolve));
    };
    const token = async () => {
      await turns(5);
      return server.apiKey;
    };
    const slow = new pkg.Meshagent({ baseUrl: server.url, projectId: server.projectId, token });
    const error = await rejection(slow.project().storage.upload("broken", data));
    assert.ok(error instanceof ArgumentError, String(error));
    assert.equal(error.cause, cause);
    await turns(2);
    assert.deepEqual(unhandled, []);
  } finally {
    process.off("unhandledRejection", note);
  }
});

const kinds = {
  text: () => content,
  bytes: () => bytes,
  "an ArrayBuffer": () => bytes.slice().buffer,
  "a Blob": () => new Blob([bytes]),
  "a Blob of its own": () => new FetchBlob([bytes]),
};

test("an AbortController of another library is not given to the runtime's fetch, which refuses its signals", async (t) => {
  const own = globalThis.AbortController;
  t.after(() => Object.assign(globalThis, { AbortController: own }));
  let made = 0;
  Object.assign(globalThis, {
    AbortController: class {
      signal = Object.assign(new EventTarget(), { aborted: false });
      constructor() {
        made += 1;
      }
      abort() {}
    },
  });
  await server.room("here");
  assert.equal((await server.project().rooms.get("here")).name, "here");
  assert.ok(made > 0, "the class was looked at");
});

test("node-fetch sends bytes and Blobs", async () => {
  const theirs = server.project({ fetch: nodeFetch }).storage;
  for (const [kind, data] of Object.entries(kinds)) {
    for (const options of [undefined, { onProgress() {} }]) {
      const path = `theirs/${kind}/${options ? "told" : "untold"}`;
      await theirs.upload(path, data(), options);
      assert.equal(await stored(path), content);
    }
  }
});

test("node-fetch cannot send a stream, which is an error before anything is sent", async () => {
  const theirs = server.project({ fetch: nodeFetch }).storage;
  const streams = [() => new Blob([bytes]).stream(), () => Readable.from([bytes])];
  for (const stream of streams) {
    for (const options of [undefined, { onProgress() {} }]) {
      await server.reset();
      const error = await rejection(theirs.upload("theirs", stream(), options));
      assert.equal(error.constructor, ArgumentError);
      assert.match(error.message, /^data: the option `fetch` cannot send a stream/);
      assert.deepEqual(await server.requests(), []);
    }
  }
});

test("a fetch that knows streams gets one", async () => {
  const { fetch: wrapped } = globalThis;
  const theirs = server.project({ fetch: (url, init) => wrapped(new Request(url, init)) }).storage;
  await theirs.upload("wrapped", new Blob([bytes]).stream());
  assert.equal(await stored("wrapped"), content);
});

test("node-fetch downloads in every form, with progress and without", async () => {
  const theirs = server.project({ fetch: nodeFetch }).storage;
  const large = new Uint8Array(300_000).fill(7);
  await storage.upload("large", large);
  for (const form of ["download", "downloadBlob", "downloadStream"]) {
    for (const listen of [false, true]) {
      const told = [];
      const got = await theirs[form]("large", listen ? { onProgress: (progress) => told.push(progress) } : undefined);
      if (form === "download") assert.equal(got.constructor, Uint8Array);
      else assert.ok(got instanceof (form === "downloadBlob" ? Blob : ReadableStream), form);
      assert.deepEqual(new Uint8Array(await new Response(got).arrayBuffer()), large);
      if (listen) assert.deepEqual(told.at(-1), { loaded: large.length, total: large.length });
    }
    const error = await rejection(theirs[form]("nowhere"));
    assert.equal(error.constructor, pkg.NotFoundError);
  }
});

test("node-fetch makes calls, follows no redirect of a write and is aborted", async () => {
  const { rooms } = server.project({ fetch: nodeFetch });
  const { id } = await rooms.create({ name: "theirs" });
  await server.reset({ status: 302, headers: { location: "/elsewhere" } });
  const moved = await rejection(rooms.delete(id));
  assert.ok(moved.message.includes(`${server.url}/elsewhere`), moved.message);
  await server.reset({ silent: true });
  const abort = new AbortController();
  const call = rejection(rooms.get("theirs", { signal: abort.signal }));
  await server.until(({ state }) => state === "active");
  abort.abort("enough");
  assert.equal(await call, "enough");
  await server.until(({ state }) => state === "aborted");
});

/** A response as whatwg-fetch makes it: its body has no stream. */
const bodiless = () => ({
  status: 200,
  statusText: "OK",
  headers: new Headers({ "content-type": "text/plain", "content-length": String(bytes.length) }),
  arrayBuffer: async () => bytes.slice().buffer,
  blob: async () => new Blob([bytes], { type: "text/plain" }),
});

test("a response without a body in pieces is downloaded in every form", async () => {
  for (const form of ["download", "downloadBlob", "downloadStream"]) {
    for (const listen of [false, true]) {
      const told = [];
      const theirs = stubbed(stub(bodiless)).storage;
      const got = await theirs[form]("a", listen ? { onProgress: (progress) => told.push(progress) } : undefined);
      assert.equal(await new Response(got).text(), content);
      if (form === "downloadBlob") assert.equal(got.type, "text/plain");
      assert.deepEqual(told, listen ? [{ loaded: bytes.length, total: bytes.length }] : []);
    }
  }
});

test("a stream that somebody reads is refused before anything is sent", async () => {
  await server.reset();
  const stream = new Blob([bytes]).stream();
  stream.getReader();
  const error = await rejection(storage.upload("locked", stream));
  assert.match(error.message, /^data: .*nobody reads/);
  assert.deepEqual(await server.requests(), []);
});

test("a stream of text, or of anything else but bytes, is an error about the data, and nothing is stored", async () => {
  for (const piece of ["text", 7, null, {}, [1, 2]]) {
    const streams = [
      new ReadableStream({
        start(controller) {
          controller.enqueue(piece);
          controller.close();
        },
      }),
      (async function* () {
        yield piece;
      })(),
    ];
    for (const stream of streams) {
      const error = await rejection(storage.upload("text", stream));
      assert.equal(error.constructor, RoomException, String(error));
      assert.match(error.message, /^data: /);
      assert.ok(error.cause instanceof TypeError);
      assert.equal((await rejection(storage.download("text"))).status, 404);
    }
  }
});

test("a stream that fails is an error about the data with its cause", async () => {
  for (const cause of [new Error("the disk is gone"), new TypeError("odd"), "text", undefined]) {
    const streams = [
      () => new ReadableStream({ pull: (controller) => controller.error(cause) }),
      async function* () {
        yield bytes;
        throw cause;
      },
      () => ({
        [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(cause) }),
      }),
    ];
    for (const stream of streams) {
      for (const options of [undefined, { onProgress() {} }]) {
        const error = await rejection(storage.upload("failed", stream(), options));
        assert.equal(error.constructor, RoomException, String(error));
        assert.match(error.message, /^data: /);
        assert.equal(error.cause, cause);
        assert.equal((await rejection(storage.download("failed"))).status, 404);
      }
    }
  }
});
