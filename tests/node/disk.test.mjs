// `uploadFile` and `downloadFile` of meshagent-wasm/node: files of the disk, whole or not at all.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { folder, load, pkg, rejection, serve } from "../helpers/index.mjs";

const { downloadFile, uploadFile } = await load("meshagent-wasm/node");
const { ConnectionError, NotFoundError, RateLimitError, RoomException } = pkg;
const server = await serve("--example");
const project = server.project();
const targets = {
  "the project's storage": project.storage,
  "a room's files": { files: project.files, kind: "room", name: "support" },
};
const content = randomBytes(3_000_000);

/** A folder with a file in it. */
function disk(bytes = content) {
  const path = folder("disk");
  writeFileSync(join(path, "here.bin"), bytes);
  return { path, file: join(path, "here.bin") };
}

for (const [name, target] of Object.entries(targets)) {
  test(`${name}: a file goes up and comes down as it was`, async () => {
    const { path, file } = disk();
    await uploadFile(target, "disk/a.bin", file);
    await downloadFile(target, "disk/a.bin", join(path, "back.bin"));
    assert.deepEqual(readFileSync(join(path, "back.bin")), content);
    assert.deepEqual(readdirSync(path).sort(), ["back.bin", "here.bin"]);
  });

  test(`${name}: both tell their progress, of a total that is known`, async () => {
    const { path, file } = disk();
    for (const move of [uploadFile, downloadFile]) {
      const told = [];
      await move(target, "disk/b.bin", move === uploadFile ? file : join(path, "b.bin"), {
        onProgress: (progress) => told.push(progress),
      });
      assert.ok(told.length > 2, move.name);
      assert.ok(
        told.every(({ loaded, total }, at) => total === content.length && loaded >= (told[at - 1]?.loaded ?? 0)),
      );
      assert.equal(told.at(-1).loaded, content.length);
    }
    assert.deepEqual(readFileSync(join(path, "b.bin")), content);
  });
}

test("an empty file is one", async () => {
  const { path, file } = disk("");
  for (const options of [undefined, null, { onProgress: () => {} }]) {
    await uploadFile(project.storage, "disk/empty", file, options);
    await downloadFile(project.storage, "disk/empty", join(path, "empty"), options);
    assert.equal(readFileSync(join(path, "empty")).length, 0);
  }
});

test("the content type of a room's file is the one given", async () => {
  const target = targets["a room's files"];
  await uploadFile(target, "disk/a.txt", disk("text").file, { contentType: "text/plain" });
  assert.equal((await project.files.stat("room", "support", "disk/a.txt")).content_type, "text/plain");
});

test("what cannot be read is the file system's own error, and nothing is sent", async () => {
  const { path } = disk();
  for (const options of [{}, { onProgress: () => {} }]) {
    const error = await rejection(uploadFile(project.storage, "disk/none", join(path, "none"), options));
    assert.equal(error.code, "ENOENT");
  }
  assert.deepEqual(await server.requests(), []);
});

test("an error of the file that nobody waits for any more does not end the process", async () => {
  // A socket is there, but cannot be opened as a file.
  const socket = join(folder("disk"), "socket");
  const listening = createServer();
  await new Promise((resolve) => listening.listen(socket, resolve));
  const token = async () => {
    // Later than the stream's own attempt.
    await rejection(open(socket));
    await new Promise(setImmediate);
    throw new Error("no token");
  };
  const error = await rejection(
    uploadFile(server.project({ token }).storage, "disk/c", socket, { onProgress: () => {} }),
  );
  assert.match(String(error.cause ?? error), /no token|ENXIO/);
  listening.close();
});

test("without a listener an upload is tried again; with one the stream is not", async () => {
  const { file } = disk();
  const busy = { match: { path: "upload" }, status: 429, headers: { "retry-after": "0" } };
  await server.reset(busy);
  await uploadFile(project.storage, "disk/again", file);
  assert.equal((await server.requests()).length, 2);
  await server.reset(busy);
  const error = await rejection(uploadFile(project.storage, "disk/again", file, { onProgress: () => {} }));
  assert.ok(error instanceof RateLimitError);
});

test("a download that breaks off leaves what was there, and nothing else", async () => {
  const { path, file } = disk();
  await uploadFile(project.storage, "disk/cut", file);
  writeFileSync(file, "before");
  await server.reset({ match: { path: "download" }, pass: true, cut_after: 100_000, times: null });
  const error = await rejection(downloadFile(project.storage, "disk/cut", file));
  assert.ok(error instanceof ConnectionError, String(error));
  assert.equal(readFileSync(file, "utf8"), "before");
  assert.deepEqual(readdirSync(path), ["here.bin"]);
});

test("an aborted download rejects with the reason and leaves nothing", async () => {
  const { path, file } = disk();
  await uploadFile(project.storage, "disk/abort", file);
  await server.reset({ match: { path: "download" }, pass: true, stall: true });
  const controller = new AbortController();
  const reason = new Error("enough");
  const download = downloadFile(project.storage, "disk/abort", join(path, "new.bin"), {
    signal: controller.signal,
    onProgress: ({ loaded }) => loaded > 0 && controller.abort(reason),
  });
  assert.equal(await rejection(download), reason);
  assert.deepEqual(readdirSync(path), ["here.bin"]);
});

test("a file that is not there, and a place that cannot be written, leave nothing", async () => {
  const { path, file } = disk();
  const missing = await rejection(downloadFile(project.storage, "disk/nowhere", join(path, "new.bin")));
  assert.ok(missing instanceof NotFoundError);
  await uploadFile(project.storage, "disk/there", file);
  const unwritable = await rejection(downloadFile(project.storage, "disk/there", join(path, "none/new.bin")));
  assert.equal(unwritable.code, "ENOENT");
  mkdirSync(join(path, "taken/inside"), { recursive: true });
  await rejection(downloadFile(project.storage, "disk/there", join(path, "taken")));
  assert.deepEqual(readdirSync(path).sort(), ["here.bin", "taken"]);
});

test("what is no target is refused", async () => {
  for (const target of [undefined, {}, project, { files: project.files, kind: "room" }]) {
    for (const move of [uploadFile, downloadFile]) {
      const error = await rejection(move(target, "a", disk().file));
      assert.ok(error instanceof RoomException);
      assert.match(error.message, /^target: expected/);
    }
  }
});
