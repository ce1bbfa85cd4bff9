// `project.storage` against the server: what goes up, what comes down, paths, and what is refused.
import assert from "node:assert/strict";
import { File } from "node:buffer";
import { test } from "node:test";
import { pkg, rejection, reply, serve, stub, stubbed } from "../helpers/index.mjs";

const { AuthenticationError, NotFoundError, PermissionDeniedError, RateLimitError, RoomException } = pkg;
const server = await serve();
const { storage } = server.project();
const bytes = (...values) => new Uint8Array(values);
const text = (bytes) => new TextDecoder().decode(bytes);

/** What the server has at a path. */
async function stored(path) {
  const url = `${server.url}/projects/${server.projectId}/storage/download?${new URLSearchParams({ path })}`;
  const answer = await fetch(url, { headers: { authorization: `Bearer ${server.apiKey}` } });
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined;
}

const streamOf = (...pieces) =>
  new ReadableStream({
    pull(controller) {
      if (pieces.length) controller.enqueue(pieces.shift());
      else controller.close();
    },
  });
const backing = bytes(9, 9, 1, 2, 3, 9, 9, 9);
const shared = new Uint8Array(new SharedArrayBuffer(8));
shared.set(backing);
const growing = new ArrayBuffer(3, { maxByteLength: 9 });
new Uint8Array(growing).set([1, 2, 3]);

const kinds = {
  "a Uint8Array": () => bytes(1, 2, 3),
  "a view into a larger buffer": () => backing.subarray(2, 5),
  "a DataView into a larger buffer": () => new DataView(backing.buffer, 2, 3),
  "an Int8Array": () => new Int8Array([1, 2, 3]),
  "a Uint8ClampedArray": () => new Uint8ClampedArray([1, 2, 3]),
  "an ArrayBuffer": () => bytes(1, 2, 3).buffer,
  "a resizable ArrayBuffer": () => growing,
  "a Buffer, which shares its memory with others": () => Buffer.from([1, 2, 3]),
  "a view into shared memory": () => shared.subarray(2, 5),
  "a Blob": () => new Blob([bytes(1), bytes(2, 3)], { type: "text/plain" }),
  "a slice of a Blob": () => new Blob([backing]).slice(2, 5, "image/png"),
  "a File": () => new File([bytes(1, 2, 3)], "name.txt", { type: "text/plain" }),
  "a stream": () => streamOf(bytes(1), bytes(2, 3)),
  "a stream of a Blob": () => new Blob([bytes(1, 2, 3)]).stream(),
  "a stream of a Response": () => new Response(bytes(1, 2, 3)).body,
  "a text": () => "\u0001\u0002\u0003",
};

for (const [name, make] of Object.entries(kinds)) {
  test(`upload of ${name}, with and without a listener`, async () => {
    for (const options of [undefined, { onProgress: () => {} }]) {
      const path = `kinds/${name}/${options ? 1 : 0}`;
      await server.reset();
      assert.equal(await storage.upload(path, make(), options), undefined);
      const { method, path: route, query, headers, body_bytes } = await server.request();
      assert.deepEqual([method, route], ["POST", `/projects/${server.projectId}/storage/upload`]);
      assert.deepEqual([...new URLSearchParams(query)], [["path", path]]);
      assert.equal(headers["content-type"], "application/octet-stream");
      assert.equal(headers.authorization, `Bearer ${server.apiKey}`);
      assert.equal(body_bytes, 3);
      assert.deepEqual(await stored(path), bytes(1, 2, 3));
    }
  });
}

test("wider numbers go as their bytes, text as UTF-8", async () => {
  const floats = new Float64Array([1.5, -2]);
  await storage.upload("floats", floats.subarray(1));
  assert.deepEqual(await stored("floats"), new Uint8Array(floats.buffer, 8));
  await storage.upload("utf8", "ü\u{1F600}\0\uFEFF");
  assert.equal(Buffer.from(await stored("utf8")).toString(), "ü\u{1F600}\0\uFEFF");
});

test("empty uploads make empty files", async () => {
  const empties = { view: bytes(), text: "", blob: new Blob([]), stream: streamOf(), buffer: new ArrayBuffer(0) };
  for (const [name, data] of Object.entries(empties)) {
    await storage.upload(`empty/${name}`, data);
    assert.deepEqual(await stored(`empty/${name}`), bytes());
  }
  assert.deepEqual(await storage.download("empty/view"), bytes());
  assert.equal((await storage.downloadBlob("empty/view")).size, 0);
  assert.equal((await (await storage.downloadStream("empty/view")).getReader().read()).done, true);
});

test("an upload replaces what was there", async () => {
  await storage.upload("replaced", "the first and longer");
  await storage.upload("replaced", "second");
  assert.equal(text(await storage.download("replaced")), "second");
});

test("download gives the bytes, as a view of exactly them", async () => {
  const all = Uint8Array.from({ length: 256 }, (_, n) => n);
  await storage.upload("all", all);
  await server.reset();
  const got = await storage.download("all");
  assert.ok(got instanceof Uint8Array);
  assert.deepEqual(got, all);
  assert.equal(got.buffer.byteLength, 256);
  const { method, path, query, headers } = await server.request();
  assert.deepEqual([method, path, query], ["GET", `/projects/${server.projectId}/storage/download`, "path=all"]);
  assert.equal(headers["content-type"], undefined);
});

test("download does not judge what it brings", async () => {
  await storage.upload("json", '{"error": broken');
  assert.equal(text(await storage.download("json")), '{"error": broken');
  for (const form of ["download", "downloadBlob"]) {
    for (const options of [undefined, { onProgress: () => {} }]) {
      await server.reset({ body: "<html>", headers: { "content-type": "text/html" } });
      const got = await storage[form]("page", options);
      if (form === "download") assert.equal(text(got), "<html>");
      else assert.deepEqual([await got.text(), got.type], ["<html>", "text/html"]);
    }
  }
});

test("a fetch whose reply comes in pieces that are no bytes is an error, in every form", async () => {
  for (const form of ["download", "downloadBlob"]) {
    for (const piece of ["text", 7, {}, null]) {
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(piece);
          controller.close();
        },
      });
      const fetch = async () => ({ status: 200, headers: new Headers(), body, async arrayBuffer() {} });
      const { storage } = stubbed(fetch, { maxRetries: 0 });
      const error = await rejection(storage[form]("a", { onProgress: () => {} }));
      assert.equal(error.constructor, pkg.ConnectionError);
      assert.match(error.cause.message, /other than bytes/);
    }
  }
  const body = new Blob([new Uint16Array([1, 2])]).stream().pipeThrough(
    new TransformStream({
      transform: (piece, controller) => controller.enqueue(new DataView(piece.buffer, piece.byteOffset, piece.length)),
    }),
  );
  const { storage } = stubbed(async () => ({ status: 200, headers: new Headers(), body, async arrayBuffer() {} }));
  assert.deepEqual(await storage.download("a", { onProgress: () => {} }), new Uint8Array([1, 0, 2, 0]));
});

test("downloadBlob gives a Blob with the type of the reply", async () => {
  await storage.upload("blob", "blob content");
  const blob = await storage.downloadBlob("blob");
  assert.ok(blob instanceof Blob);
  assert.deepEqual([await blob.text(), blob.size, blob.type], ["blob content", 12, "application/octet-stream"]);
});

test("downloadStream gives a stream of byte arrays", async () => {
  const large = crypto.getRandomValues(new Uint8Array(60_000));
  await storage.upload("stream", large);
  const stream = await storage.downloadStream("stream");
  assert.ok(stream instanceof ReadableStream);
  const pieces = [];
  for await (const piece of stream) {
    assert.ok(piece instanceof Uint8Array);
    pieces.push(piece);
  }
  assert.deepEqual(Buffer.concat(pieces), Buffer.from(large));
});

test("what comes down can go up again, stream to stream", async () => {
  const large = crypto.getRandomValues(new Uint8Array(65_000));
  await storage.upload("from", large);
  await storage.upload("to", await storage.downloadStream("from"));
  assert.deepEqual(await stored("to"), large);
});

const paths = [
  "reports/q3 plan.txt",
  "/leading/slash",
  "trailing/slash/",
  "double//slash",
  "../../etc/passwd",
  ".",
  "..",
  "a+b",
  "a%2Fb%20c%",
  "a&path=b",
  "a=b;c",
  "a#b?c",
  "ümläut/日本語/\u{1F600}",
  "e\u0301",
  "é",
  " ",
  "\ttab\nnewline",
  "quote\"'`<>\\|*",
  "\u0000",
  "C:\\con",
  "p".repeat(1000),
];

test("a path goes up and comes down exactly as it is", async () => {
  for (const path of paths) {
    await server.reset();
    await storage.upload(path, `content of ${path}`);
    assert.equal(new URLSearchParams((await server.request()).query).get("path"), path);
    assert.equal(text(await stored(path)), `content of ${path}`);
    assert.equal(text(await storage.download(path)), `content of ${path}`);
  }
  assert.equal(await stored("a b"), undefined, "a plus is no blank");
});

test("what is not there is a NotFoundError, in every form", async () => {
  for (const form of ["download", "downloadBlob", "downloadStream"]) {
    for (const options of [undefined, { onProgress: () => {} }]) {
      const error = await rejection(storage[form]("nowhere", options));
      assert.equal(error.constructor, NotFoundError);
      assert.deepEqual([error.status, error.method], [404, "GET"]);
      assert.equal(error.message, `GET /projects/${server.projectId}/storage/download: 404 file not found`);
      assert.equal(error.url, `${server.url}/projects/${server.projectId}/storage/download?path=nowhere`);
      assert.match(error.body, /file_not_found/);
    }
  }
});

test("what a caller may not do is denied, whether bytes or a stream are on their way", async () => {
  const { storage: asMember } = server.project({ token: server.member.token });
  const { storage: asNobody } = server.project({ token: "nobody" });
  const large = new Uint8Array(3 << 20);
  for (const data of [() => "small", () => large, () => streamOf(large)]) {
    assert.ok((await rejection(asMember.upload("denied", data()))) instanceof PermissionDeniedError);
    assert.ok((await rejection(asNobody.upload("denied", data()))) instanceof AuthenticationError);
  }
  assert.equal(await stored("denied"), undefined);
});

test("a path that is no text, or none, is refused before anything is sent", async () => {
  const fetch = stub(() => reply({}));
  const { storage } = stubbed(fetch);
  for (const path of [7, null, undefined, {}, [], true, Symbol("a"), "", "a\ud800", new URL("file:///a")]) {
    for (const call of [
      () => storage.upload(path, "x"),
      () => storage.download(path),
      () => storage.downloadBlob(path),
      () => storage.downloadStream(path),
    ]) {
      const error = await rejection(call());
      assert.ok(error instanceof RoomException, String(error));
      assert.match(error.message, /^path: /);
    }
  }
  assert.deepEqual(fetch.calls, []);
});

test("data that cannot be sent is refused before anything is", async () => {
  const fetch = stub(() => reply({}));
  const { storage } = stubbed(fetch);
  const hostile = new Proxy({}, { get: () => assert.fail("hands off") });
  const wrong = [7, null, undefined, {}, [1, 2], true, Symbol("a"), 7n, new Map(), () => "x", Promise.resolve("x")];
  for (const data of [...wrong, hostile, new FormData(), new URLSearchParams("a=b"), new Date()]) {
    const error = await rejection(storage.upload("a", data));
    assert.ok(error instanceof RoomException, String(error));
    assert.match(error.message, /^data: /);
  }
  const options = [{ onProgress: "log" }, { onProgress: {} }, { onProgress: 7 }];
  for (const option of options) {
    assert.match((await rejection(storage.upload("a", "x", option))).message, /^onProgress: expected a function/);
    assert.match((await rejection(storage.download("a", option))).message, /^onProgress: expected a function/);
  }
  assert.deepEqual(fetch.calls, []);
});

test("bytes are sent again after 429, a stream is not", async () => {
  const soon = { "retry-after-ms": "1" };
  for (const data of ["text", bytes(1, 2, 3), new Blob(["blob"])]) {
    await server.reset({ status: 429, headers: soon, times: 2 });
    await storage.upload("again", data);
    const requests = await server.requests();
    assert.deepEqual(
      requests.map(({ status, body }) => [status, body]),
      [429, 429, 200].map((status) => [status, requests[0].body]),
    );
  }
  await server.reset({ status: 429, headers: soon, times: null });
  const error = await rejection(storage.upload("again", streamOf(bytes(1)), { maxRetries: 5 }));
  assert.ok(error instanceof RateLimitError);
  assert.equal(error.attempts, 1);
  assert.equal((await server.requests()).length, 1);
});

test("a download is tried again like any GET", async () => {
  await storage.upload("retried", "content");
  for (const fault of [
    { status: 503, headers: { "retry-after-ms": "1" } },
    { pass: true, cut_after: 3 },
  ]) {
    for (const form of ["download", "downloadBlob"]) {
      await server.reset(fault);
      const got = await storage[form]("retried");
      assert.equal(got instanceof Blob ? await got.text() : text(got), "content");
      assert.equal((await server.requests()).length, 2);
    }
  }
});

test("storagePrefix chooses the other routes", async () => {
  const other = await serve("--storage-prefix", "accounts");
  const { storage } = other.project({ storagePrefix: "accounts/projects" });
  await storage.upload("a", "content");
  assert.equal((await other.request()).path, `/accounts/projects/${other.projectId}/storage/upload`);
  assert.equal(text(await storage.download("a")), "content");
  assert.ok((await rejection(other.project().storage.download("a"))) instanceof NotFoundError);
  assert.throws(() => other.project({ storagePrefix: "elsewhere" }), /^ArgumentError: storagePrefix: /);
});
