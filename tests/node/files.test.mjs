// `project.files` against the server: what each method does, and what is refused.
import assert from "node:assert/strict";
import { File } from "node:buffer";
import { test } from "node:test";
import { all, pkg, rejection, reply, serve, stub, stubbed } from "../helpers/index.mjs";

const { ConflictError, InvalidResponseError, NotFoundError, PermissionDeniedError } = pkg;
const server = await serve();
const project = server.project({ filesUrl: server.url });
const { files } = project;
const ROOM = ["room", "support"];
await server.room("support");
await server.room("elsewhere");
await project.agents.create({
  configuration: {
    version: "v1",
    kind: "ManagedAgent",
    metadata: { name: "helper", annotations: {} },
    allowed_models: [{ provider: "openai", model: "gpt-5.5" }],
    llm_delegation: "optional",
    thread_isolation: "global",
    instructions: "Answer briefly.",
    tools: [],
    connections: {},
    environment: [],
    store: true,
  },
});
const bytes = (...values) => new Uint8Array(values);
const text = (bytes) => new TextDecoder().decode(bytes);
const target = (name, kind = "room") => ({ project_id: server.projectId, kind, name });
const at = (path, kind = "rooms", name = "support") => `/${server.projectId}/${kind}/${name}/${path}`;

/** What the server has at a path: its bytes and its content type; `undefined` when there is nothing. */
async function stored(path, ...where) {
  const answer = await fetch(server.url + at(path, ...where), {
    headers: { authorization: `Bearer ${server.apiKey}` },
  });
  if (!answer.ok) return undefined;
  return { bytes: new Uint8Array(await answer.arrayBuffer()), type: answer.headers.get("content-type") };
}

const streamOf = (...pieces) =>
  new ReadableStream({
    pull(controller) {
      if (pieces.length) controller.enqueue(pieces.shift());
      else controller.close();
    },
  });
async function* iterated() {
  yield bytes(1);
  yield bytes(2, 3);
}

const OCTETS = "application/octet-stream";
const kinds = {
  "a Uint8Array": [() => bytes(1, 2, 3), OCTETS],
  "a view into a larger buffer": [() => bytes(9, 1, 2, 3, 9).subarray(1, 4), OCTETS],
  "an ArrayBuffer": [() => bytes(1, 2, 3).buffer, OCTETS],
  "a text": [() => "\u0001\u0002\u0003", OCTETS],
  "a Blob with a type": [
    () => new Blob([bytes(1), bytes(2, 3)], { type: "text/csv;charset=utf-8" }),
    "text/csv;charset=utf-8",
  ],
  "a Blob without one": [() => new Blob([bytes(1, 2, 3)]), OCTETS],
  "a File": [() => new File([bytes(1, 2, 3)], "name.png", { type: "image/png" }), "image/png"],
  "a stream": [() => streamOf(bytes(1), bytes(2, 3)), OCTETS],
  "an async iterable": [() => iterated(), OCTETS],
};

for (const [name, [make, type]] of Object.entries(kinds)) {
  test(`upload of ${name}, with and without a listener`, async () => {
    for (const [index, options] of [undefined, { onProgress: () => {} }].entries()) {
      for (const content_type of [undefined, "text/plain; charset=utf-8"]) {
        const path = `kinds/${name}/${index}.txt`;
        await server.reset();
        assert.equal(await files.upload(...ROOM, path, make(), { content_type }, options), undefined);
        const { method, path: route, query, headers } = await server.request();
        assert.deepEqual([method, decodeURIComponent(route), query], ["PUT", at(path), "overwrite=true"]);
        assert.equal(headers["content-type"], content_type ?? type);
        assert.equal(headers.authorization, `Bearer ${server.apiKey}`);
        assert.deepEqual(await stored(path), { bytes: bytes(1, 2, 3), type: content_type ?? type });
      }
    }
  });
}

test("a storage upload stays bytes, whatever a Blob says", async () => {
  await server.reset();
  await project.storage.upload("a", new Blob(["x"], { type: "text/plain" }));
  assert.equal((await server.request()).headers["content-type"], OCTETS);
});

test("a content type of the call's headers goes over all others", async () => {
  await server.reset();
  const headers = { "Content-Type": "a/b" };
  await files.upload(...ROOM, "typed", new Blob(["x"], { type: "c/d" }), { content_type: "e/f" }, { headers });
  assert.equal((await server.request()).headers["content-type"], "a/b");
  const error = await rejection(files.upload(...ROOM, "typed", "x", { content_type: "a/b\nx: y" }));
  assert.match(error.message, /^content_type: /);
});

test("progress is told of uploads and of downloads in every form", async () => {
  const size = 300_000;
  const data = crypto.getRandomValues(new Uint8Array(65_536));
  const whole = new Uint8Array(size).map((_, n) => data[n % data.length]);
  for (const make of [() => whole, () => new Blob([whole]), () => streamOf(whole.subarray(0, 9), whole.subarray(9))]) {
    const told = [];
    await files.upload(...ROOM, "large", make(), {}, { onProgress: (progress) => told.push(progress) });
    assert.deepEqual(told.at(-1), { loaded: size, total: size });
  }
  for (const form of ["download", "downloadBlob", "downloadStream"]) {
    const told = [];
    const got = await files[form](...ROOM, "large", { onProgress: (progress) => told.push(progress) });
    assert.deepEqual(new Uint8Array(await new Response(got).arrayBuffer()), whole);
    assert.deepEqual(told.at(-1), { loaded: size, total: size });
  }
});

test("download gives bytes, a Blob with its type, or a stream", async () => {
  await files.upload("agent", "helper", "out/plan.txt", "plan", { content_type: "text/plain" });
  assert.equal(text((await stored("out/plan.txt", "agents", "helper")).bytes), "plan");
  assert.equal(text(await files.download("agent", "helper", "out/plan.txt")), "plan");
  const blob = await files.downloadBlob("agent", "helper", "out/plan.txt");
  assert.deepEqual([await blob.text(), blob.type], ["plan", "text/plain"]);
  assert.equal(await new Response(await files.downloadStream("agent", "helper", "out/plan.txt")).text(), "plan");
  for (const form of ["download", "downloadBlob", "downloadStream"]) {
    const error = await rejection(files[form]("agent", "helper", "nowhere"));
    assert.equal(error.constructor, NotFoundError);
    assert.equal(error.url, server.url + at("nowhere", "agents", "helper"));
  }
});

test("an upload replaces what is there, unless it may not", async () => {
  await files.upload(...ROOM, "replaced", "first");
  await files.upload(...ROOM, "replaced", "second");
  const error = await rejection(files.upload(...ROOM, "replaced", "third", { overwrite: false }));
  assert.equal(error.constructor, ConflictError);
  assert.equal(text((await stored("replaced")).bytes), "second");
});

test("paths keep their slashes, and all else of them arrives as it is", async () => {
  const path = "q3 plan/ü?#%2e+&=.txt";
  await files.upload(...ROOM, path, "x");
  assert.equal(text(await files.download(...ROOM, path)), "x");
  const [entry] = await all(files.iterate(...ROOM, { prefix: "q3 plan" }));
  assert.equal(entry.name, "ü?#%2e+&=.txt");
});

test("list gives a page, iterate goes through all of them", async () => {
  const names = Array.from({ length: 7 }, (_, n) => `file-${n}`);
  for (const name of names) await files.upload("room", "elsewhere", `many/${name}`, name);
  await files.mkdir("room", "elsewhere", "many/folder");
  await server.reset();
  const page = await files.list("room", "elsewhere", { prefix: "many", limit: 3 });
  assert.deepEqual(
    page.items.map(({ name, is_folder, size }) => [name, is_folder, size]),
    names.slice(0, 3).map((name) => [name, false, 6]),
  );
  const { method, path, query } = await server.request();
  assert.deepEqual([method, path], ["GET", at("", "rooms", "elsewhere")]);
  assert.deepEqual(Object.fromEntries(new URLSearchParams(query)), { list: "", prefix: "many", limit: "3" });
  const next = await files.list("room", "elsewhere", {
    prefix: "many",
    limit: 3,
    continuation_token: page.continuation_token,
  });
  assert.equal(next.items[0].name, "file-3");
  await server.reset();
  const found = await all(files.iterate("room", "elsewhere", { prefix: "many", limit: 3 }));
  assert.deepEqual(
    found.map(({ name }) => name),
    [...names, "folder"],
  );
  assert.equal((await server.requests()).length, 3);
  const root = await files.list("room", "elsewhere");
  assert.deepEqual(
    root.items.map(({ name, is_folder }) => [name, is_folder]),
    [["many", true]],
  );
});

test("a list without a list is empty, and one that does not end is an error", async () => {
  const { files } = stubbed(
    stub(() => reply({})),
    { filesUrl: "http://files.test" },
  );
  assert.deepEqual((await files.list(...ROOM)).items, []);
  const endless = stubbed(
    stub(() => reply({ entries: [{ name: "a", is_folder: false }], continuation_token: "t" })),
    {
      filesUrl: "http://files.test",
    },
  );
  assert.ok((await rejection(all(endless.files.iterate(...ROOM)))) instanceof InvalidResponseError);
});

test("stat tells what the headers say, exists whether there is anything", async () => {
  await files.upload(...ROOM, "about/it.txt", "four", { content_type: "text/plain" });
  const about = await files.stat(...ROOM, "about/it.txt");
  const { etag, last_modified, ...rest } = about;
  assert.deepEqual(rest, { size: 4, is_folder: false, content_type: "text/plain" });
  assert.match(etag, /^".+"$/);
  assert.ok(Date.parse(last_modified) > 0, last_modified);
  const folder = await files.stat(...ROOM, "about");
  assert.deepEqual([folder.size, folder.is_folder, folder.etag], [0, true, undefined]);
  await server.reset();
  assert.equal(await files.exists(...ROOM, "about/it.txt"), true);
  assert.equal((await server.request()).method, "HEAD");
  assert.equal(await files.exists(...ROOM, "about"), true);
  assert.equal(await files.exists(...ROOM, "about/nothing"), false);
  assert.equal((await rejection(files.stat(...ROOM, "about/nothing"))).constructor, NotFoundError);
  for (const status of [400, 403, 500]) {
    await server.reset({ status });
    assert.equal((await rejection(files.exists(...ROOM, "about/it.txt", { maxRetries: 0 }))).status, status);
  }
  await server.reset({ status: 200, headers: { "x-meshagent-is-folder": "true" } });
  assert.equal((await files.stat(...ROOM, "about")).is_folder, true);
});

test("permissions are asked for of the root too", async () => {
  await files.mkdir(...ROOM, "allowed");
  for (const path of ["allowed", ""]) {
    await server.reset();
    const { actions, recursive_actions } = await files.getPermissions(...ROOM, path);
    assert.deepEqual([actions.includes("read"), recursive_actions.includes("write")], [true, true]);
    const { path: route, query } = await server.request();
    assert.deepEqual([route, query], [at(path), "permissions="]);
  }
});

test("folders are made, and go with what is in them only when that is said", async () => {
  await files.mkdir(...ROOM, "made/2026");
  await files.upload(...ROOM, "made/2026/a", "x");
  assert.equal((await rejection(files.delete(...ROOM, "made"))).constructor, ConflictError);
  await files.delete(...ROOM, "made/2026/a");
  assert.equal(await files.exists(...ROOM, "made/2026/a"), false);
  await files.delete(...ROOM, "made", { recursive: true });
  assert.equal(await files.exists(...ROOM, "made"), false);
  assert.equal((await rejection(files.delete(...ROOM, "made"))).constructor, NotFoundError);
});

test("files are copied and moved, from other rooms and agents too", async () => {
  await files.upload("agent", "helper", "from", "content");
  const source = { target: target("helper", "agent"), path: "from" };
  assert.equal(await files.copy(...ROOM, "to/copy", { source }), undefined);
  assert.equal((await rejection(files.copy(...ROOM, "to/copy", { source }))).constructor, ConflictError);
  await files.copy(...ROOM, "to/copy", { source, overwrite: true });
  assert.equal(await files.exists("agent", "helper", "from"), true);
  await files.move(...ROOM, "to/moved", { source });
  assert.equal(await files.exists("agent", "helper", "from"), false);
  for (const path of ["to/copy", "to/moved"]) assert.equal(text(await files.download(...ROOM, path)), "content");
});

test("a presigned address works without a token, for what it is made for", async () => {
  await files.upload(...ROOM, "given/away.txt", "content", { content_type: "text/plain" });
  const read = await files.presign(...ROOM, { path: "given/away.txt" });
  assert.equal(read.method, "GET");
  const lasts = Date.parse(read.expires_at) - Date.now();
  assert.ok(lasts > 3_500_000 && lasts < 3_700_000, String(lasts));
  const answer = await fetch(read.url, { headers: read.headers });
  assert.deepEqual([await answer.text(), answer.headers.get("content-type")], ["content", "text/plain"]);
  const write = await files.presign(...ROOM, { path: "given/new", method: "PUT", expires_in: 60 });
  const sent = await fetch(write.url, { method: "PUT", headers: write.headers, body: "written" });
  assert.equal(sent.status, 200);
  assert.equal(text(await files.download(...ROOM, "given/new")), "written");
  assert.equal((await fetch(read.url, { method: "PUT", body: "no" })).status, 403);
});

test("what cannot be a request is refused before anything is sent", async () => {
  const fetch = stub(() => reply({}));
  const { files } = stubbed(fetch);
  const methods = {
    stat: [],
    exists: [],
    download: [],
    downloadBlob: [],
    downloadStream: [],
    delete: [],
    mkdir: [],
    upload: ["x"],
    copy: [{ source: { target: target("a"), path: "a" } }],
    move: [{ source: { target: target("a"), path: "a" } }],
  };
  for (const [method, more] of Object.entries(methods)) {
    for (const kind of ["rooms", "Room", "", undefined, 7, "user"]) {
      assert.match((await rejection(files[method](kind, "n", "a", ...more))).message, /^kind: /);
    }
    for (const name of ["", ".", "..", undefined, {}]) {
      assert.match((await rejection(files[method]("room", name, "a", ...more))).message, /^name: /);
    }
    for (const path of ["", "/a", "a/", "a//b", "a/../b", "./a", "..", "a\n", undefined, 7]) {
      assert.match((await rejection(files[method]("room", "n", path, ...more))).message, /^(path|destination): /);
    }
  }
  assert.match((await rejection(files.presign("users", "n", { path: "a" }))).message, /^kind: /);
  assert.match((await rejection(files.getPermissions("room", "n", "a/.."))).message, /^path: /);
  assert.match((await rejection(files.upload("room", "n", "a", 7))).message, /^data: /);
  assert.match((await rejection(files.upload("room", "n", "a", "x", { contentType: "a/b" }))).message, /content_type/);
  assert.match(
    (await rejection(files.upload("room", "n", "a", "x", { onProgress() {} }))).message,
    /^onProgress: .*after/,
  );
  assert.throws(() => files.iterate("user", "n"), /kind: /);
  assert.deepEqual(fetch.calls, []);
});

test("what a caller may not do is denied", async () => {
  await files.upload(...ROOM, "mine", "x");
  const { files: others } = server.project({ token: server.member.token, filesUrl: server.url });
  assert.equal((await rejection(others.download(...ROOM, "mine"))).constructor, PermissionDeniedError);
  assert.equal((await rejection(others.upload(...ROOM, "mine", "y"))).constructor, PermissionDeniedError);
  assert.equal(text((await stored("mine")).bytes), "x");
});

test("what may be repeated is, and a stream is not", async () => {
  const busy = { status: 503, headers: { "retry-after-ms": "1" }, match: { path: at("again") } };
  await server.reset(busy);
  await files.upload(...ROOM, "again", "content");
  assert.equal((await server.requests()).length, 2);
  for (const call of [
    () => files.stat(...ROOM, "again"),
    () => files.download(...ROOM, "again"),
    () => files.delete(...ROOM, "again"),
  ]) {
    await server.reset(busy);
    await call();
    assert.equal((await server.requests()).length, 2);
  }
  await server.reset({ ...busy, times: null });
  assert.equal((await rejection(files.upload(...ROOM, "again", streamOf(bytes(1))))).attempts, 1);
  await server.reset({ ...busy, times: null });
  assert.equal((await rejection(files.mkdir(...ROOM, "again"))).attempts, 1);
});

test("an aborted call ends with the reason", async () => {
  await files.upload(...ROOM, "slow", new Uint8Array(100_000));
  const reason = new Error("enough");
  for (const call of [
    (options) => files.list(...ROOM, {}, options),
    (options) => files.download(...ROOM, "slow", options),
    (options) => files.upload(...ROOM, "slow", "x", {}, options),
    (options) => files.mkdir(...ROOM, "slow/er", options),
  ]) {
    await server.reset({ silent: true });
    const abort = new AbortController();
    const ended = rejection(call({ signal: abort.signal }));
    await server.until(() => true);
    abort.abort(reason);
    assert.equal(await ended, reason);
  }
});
