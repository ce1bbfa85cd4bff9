// The host of files: where it comes from, who is asked for it, and who gets the token.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pkg, rejection, reply, serve, stub, stubbed } from "../helpers/index.mjs";

const { AuthenticationError, RoomException } = pkg;
const server = await serve();
const other = await serve();
const ROOM = ["room", "support"];
await server.room("support");
const at = (path) => `/${server.projectId}/rooms/support/${path}`;
const paths = async (server) => (await server.requests()).map(({ path }) => path);

/** A fetch whose service names this host of files. */
const naming = (files, more = {}) =>
  stub((url) => (url.endsWith("/config") ? reply({ domains: { files }, ...more }) : reply({ entries: [] })));
const hosts = ({ calls }) => calls.map(({ url }) => new URL(url).origin);

test("the service is asked once, when a call first needs it", async () => {
  await server.reset();
  const { files, rooms } = server.project();
  await rooms.list();
  await files.mkdir(...ROOM, "a");
  await files.upload(...ROOM, "a/b", "content");
  assert.equal(await files.exists(...ROOM, "a/b"), true);
  const [, ...asked] = await server.requests();
  assert.deepEqual(
    asked.map(({ method, path }) => [method, path]),
    [
      ["GET", "/config"],
      ["POST", at("a")],
      ["PUT", at("a/b")],
      ["HEAD", at("a/b")],
    ],
  );
  assert.ok(asked.every(({ headers }) => headers.authorization === `Bearer ${server.apiKey}`));
});

test("filesUrl is taken in its place, for files alone", async () => {
  const fetch = naming("config.test");
  const project = stubbed(fetch, { filesUrl: "files.test" });
  await project.files.list(...ROOM);
  await project.rooms.list();
  assert.deepEqual(hosts(fetch), ["https://files.test", "http://stub.test"]);
  for (const filesUrl of [
    "",
    " ",
    7,
    null,
    {},
    "ftp://files.test",
    "a@files.test",
    "files.test?a",
    "files.test\n.evil.test",
  ]) {
    assert.throws(() => stubbed(fetch, { filesUrl }), /filesUrl: /);
  }
});

test("a bare host means https, and one with a scheme is taken as it is", async () => {
  for (const [named, origin] of [
    ["files.test", "https://files.test"],
    ["files.test:8443", "https://files.test:8443"],
    ["http://127.0.0.1:9", "http://127.0.0.1:9"],
    ["https://files.test/", "https://files.test"],
  ]) {
    const fetch = naming(named);
    const { files } = stubbed(fetch);
    await files.list(...ROOM);
    await files.list(...ROOM);
    assert.deepEqual(hosts(fetch), ["http://stub.test", origin, origin]);
    assert.equal(new URL(fetch.calls[1].url).pathname, "/proj_123/rooms/support/");
  }
});

test("a service that names no host of files is an error that says what to set", async () => {
  for (const files of [undefined, null, "", " "]) {
    const fetch = naming(files);
    const error = await rejection(stubbed(fetch).files.stat(...ROOM, "a"));
    assert.equal(error.constructor, RoomException);
    assert.match(error.message, /^filesUrl: .*set the option/);
    assert.deepEqual(hosts(fetch), ["http://stub.test"]);
  }
  for (const files of ["ftp://files.test", "user:secret@files.test", "files.test?a=b"]) {
    const fetch = naming(files);
    const error = await rejection(stubbed(fetch).files.stat(...ROOM, "a"));
    assert.match(error.message, /^domains\.files: /);
    assert.ok(!error.message.includes("secret"));
    assert.deepEqual(hosts(fetch), ["http://stub.test"], "nothing is sent there");
  }
});

test("a failed question is not remembered", async () => {
  const { files } = server.project({ maxRetries: 0 });
  for (const status of [500, 401]) {
    await server.reset({ status, body: '{"error":"no"}' });
    const error = await rejection(files.mkdir(...ROOM, "b"));
    assert.deepEqual([error.status, await paths(server)], [status, ["/config"]]);
    assert.match(error.message, /^GET \/config: /);
  }
  await server.reset();
  await files.mkdir(...ROOM, "b");
  assert.deepEqual(await paths(server), ["/config", at("b")]);
});

test("each call asks with its own token, headers and signal", async () => {
  let who = "ann";
  const fetch = stub(async (url) => {
    await new Promise(setImmediate);
    return url.endsWith("/config") ? reply({ domains: { files: "files.test" } }) : reply({ entries: [] });
  });
  const { files } = stubbed(fetch, { token: () => who });
  const first = files.list(...ROOM, {}, { headers: { "x-of": "ann" } });
  who = "bob";
  const second = files.list(...ROOM, {}, { headers: { "x-of": "bob" } });
  await Promise.all([first, second]);
  const asked = fetch.calls.filter(({ url }) => url.endsWith("/config"));
  assert.equal(asked.length, 2);
  assert.deepEqual(asked.map(({ headers }) => headers["x-of"]).sort(), ["ann", "bob"]);
  await files.list(...ROOM);
  assert.equal(fetch.calls.filter(({ url }) => url.endsWith("/config")).length, 2, "an answer is remembered");
});

test("who aborts while the service is asked leaves the others alone", async () => {
  await server.reset({ match: { path: "/config" }, silent: true });
  const { files } = server.project();
  const abort = new AbortController();
  const aborted = rejection(files.mkdir(...ROOM, "c", { signal: abort.signal }));
  await server.until(({ path }) => path === "/config");
  const goesOn = files.mkdir(...ROOM, "d");
  const reason = new Error("enough");
  abort.abort(reason);
  assert.equal(await aborted, reason);
  await goesOn;
  assert.equal(await files.exists(...ROOM, "c"), false);
  assert.equal(await files.exists(...ROOM, "d"), true);
});

test("the question has a time limit where a transfer has none, and is asked again where a stream is not", async () => {
  await server.reset({ match: { path: "/config" }, silent: true, times: null });
  const { files } = server.project({ timeout: 50, maxRetries: 0 });
  assert.equal((await rejection(files.download(...ROOM, "a"))).name, "TimeoutError");
  await server.reset({ match: { path: "/config" }, status: 503, headers: { "retry-after-ms": "1" } });
  await server.project().files.upload(...ROOM, "streamed", new Blob(["content"]).stream());
  assert.deepEqual(await paths(server), ["/config", "/config", at("streamed")]);
});

const redirect = (status, location, more) => ({ status, headers: { location }, ...more });
const calls = {
  list: (files) => files.list(...ROOM),
  stat: (files) => files.stat(...ROOM, "a"),
  exists: (files) => files.exists(...ROOM, "a"),
  download: (files) => files.download(...ROOM, "a"),
  downloadStream: (files) => files.downloadStream(...ROOM, "a"),
  upload: (files) => files.upload(...ROOM, "a", "content"),
  "upload of a stream": (files) => files.upload(...ROOM, "a", new Blob(["content"]).stream()),
  delete: (files) => files.delete(...ROOM, "a"),
  mkdir: (files) => files.mkdir(...ROOM, "a"),
  presign: (files) => files.presign(...ROOM, { path: "a" }),
};

for (const [name, call] of Object.entries(calls)) {
  test(`${name} follows no redirect, and says where it leads`, async () => {
    const { files } = server.project({ filesUrl: server.url });
    for (const status of [301, 302, 303, 307, 308]) {
      for (const to of [server, other]) {
        await other.reset();
        await server.reset(redirect(status, `${to.url}/elsewhere?a=b`));
        const error = await rejection(call(files));
        assert.equal(error.constructor, RoomException);
        assert.ok(error.message.includes(`${to.url}/elsewhere?a=b`), error.message);
        assert.deepEqual([error.status, error.attempts], [status, 1]);
        assert.equal((await server.requests()).length, 1, "the other address is not asked");
        assert.deepEqual(await other.requests(), []);
      }
    }
    for (const status of [300, 302, 304]) {
      await server.reset({ status });
      assert.equal((await rejection(call(files))).status, status);
    }
  });
}

test("the service's answer is not taken from elsewhere", async () => {
  await other.reset();
  await server.reset(redirect(302, `${other.url}/config`));
  const error = await rejection(server.project().files.list(...ROOM));
  assert.match(error.message, /^GET \/config: .*redirected/);
  assert.deepEqual(await other.requests(), []);
});

test("the token goes to the host of files that was named, and is refused there like anywhere", async () => {
  await other.reset();
  await server.reset({
    match: { path: "/config" },
    status: 200,
    body: JSON.stringify({ domains: { files: other.url } }),
  });
  const error = await rejection(server.project({ token: server.admin.token }).files.list(...ROOM));
  assert.equal(error.constructor, AuthenticationError);
  assert.equal((await other.request()).headers.authorization, `Bearer ${server.admin.token}`);
  assert.deepEqual(await paths(server), ["/config"]);
});

test("attempts are told of, the question too", async () => {
  const told = [];
  const { files } = server.project({ onAttempt: ({ method, url, status }) => told.push([method, url, status]) });
  await files.mkdir(...ROOM, "told");
  assert.deepEqual(told, [
    ["GET", `${server.url}/config`, 200],
    ["POST", `${server.url}${at("told")}?action=mkdir`, 200],
  ]);
});
