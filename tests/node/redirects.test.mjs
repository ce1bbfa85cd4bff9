// Redirects: a write is not turned into a read, and the token stays with the service.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pkg, rejection, reply, serve, stub, stubbed } from "../helpers/index.mjs";

const { AuthenticationError, RoomException } = pkg;
const server = await serve();
const other = await serve();
const project = server.project();
const grant = { room_id: "r", user_id: "u", permissions: {} };

const writes = {
  "members.add": () => project.members.add({ user_id: "u" }),
  "grants.create": () => project.grants.create(grant),
  "storage.upload": () => project.storage.upload("moved", "content"),
  "storage.upload with a listener": () => project.storage.upload("moved", "content", { onProgress() {} }),
  "rooms.update": () => project.rooms.update("room", { name: "room", metadata: {}, annotations: {} }),
  "rooms.delete": () => project.rooms.delete("room"),
};
const redirect = (status, location, more) => ({ status, headers: { location }, ...more });

for (const [name, write] of Object.entries(writes)) {
  test(`${name} that is redirected with 301, 302 or 303 is an error that names the address`, async () => {
    for (const status of [301, 302, 303]) {
      for (const to of [server, other]) {
        await other.reset();
        await server.reset(redirect(status, `${to.url}/elsewhere?a=b`), { status: 200, body: "{}", times: null });
        const error = await rejection(write());
        assert.equal(error.constructor, RoomException);
        assert.match(error.message, /^[A-Z]+ \/\S+: /);
        assert.ok(error.message.includes(`${to.url}/elsewhere?a=b`), error.message);
        assert.deepEqual([error.status, error.attempts], [status, 1]);
        assert.equal((await server.requests()).length, 1, "the other address is not asked");
        assert.deepEqual(await other.requests(), []);
      }
    }
  });
}

test("a redirect without an address, or to one that is none, is an error", async () => {
  for (const headers of [{}, { location: "http://[" }, { location: "ftp://files.test/" }, { location: "data:,x" }]) {
    for (const status of [301, 303, 307, 308]) {
      await server.reset({ status, headers });
      const error = await rejection(project.rooms.delete("room"));
      assert.equal(error.constructor, RoomException, String(error));
      assert.equal((await server.requests()).length, 1);
    }
  }
});

const bodies = {
  JSON: [() => project.rooms.create({ name: "moved" }), '{"name":"moved","if_not_exists":false}'],
  nothing: [() => project.rooms.delete("moved"), ""],
  bytes: [(options) => project.storage.upload("a", new TextEncoder().encode("content"), options), "content"],
  text: [(options) => project.storage.upload("a", "content", options), "content"],
  "a Blob": [(options) => project.storage.upload("a", new Blob(["content"]), options), "content"],
};
const told = [];
const onProgress = (progress) => told.push(progress);

for (const [name, [write, body]] of Object.entries(bodies)) {
  test(`307 and 308 keep the method and ${name} as a body`, async () => {
    for (const status of [307, 308]) {
      for (const options of name === "JSON" || name === "nothing" ? [undefined] : [undefined, { onProgress }]) {
        told.length = 0;
        const first = redirect(status, "/first", { leave_body: false });
        await server.reset(first, redirect(status, `${other.url}/second`));
        await other.reset({ status: 200, body: '{"id":"1","name":"moved"}' });
        await write(options);
        const requests = [...(await server.requests()), ...(await other.requests())];
        assert.equal(requests.length, 3);
        for (const { method, body_bytes, headers } of requests) {
          assert.equal(method, requests[0].method);
          assert.equal(body_bytes, Buffer.byteLength(body));
          assert.equal(headers["content-type"], requests[0].headers["content-type"]);
          assert.equal(headers["transfer-encoding"], undefined);
        }
        const tokens = requests.map(({ headers }) => headers.authorization);
        assert.deepEqual(tokens, [`Bearer ${server.apiKey}`, `Bearer ${server.apiKey}`, undefined]);
        assert.deepEqual(
          requests.slice(1).map(({ path }) => path),
          ["/first", "/second"],
        );
        if (options) assert.deepEqual(told, [{ loaded: 7, total: 7 }], "told once, when it has arrived");
      }
    }
  });
}

test("a body that was redirected is stored whole", async () => {
  const bytes = crypto.getRandomValues(new Uint8Array(65_536));
  for (const data of [bytes, new Blob([bytes])]) {
    const path = `new-${data.constructor.name}`;
    await server.reset(redirect(307, `/projects/${server.projectId}/storage/upload?path=${path}`));
    await project.storage.upload("old", data);
    assert.deepEqual(await project.storage.download(path), bytes);
    assert.equal((await rejection(project.storage.download("old"))).status, 404);
  }
});

test("five redirects are followed, a sixth is an error", async () => {
  await server.reset(redirect(307, "/again", { times: 5 }), { status: 200, body: '{"id":"1","name":"a"}' });
  await project.rooms.create({ name: "a" });
  assert.equal((await server.requests()).length, 6);
  await server.reset(redirect(307, "/again", { times: null }));
  const error = await rejection(project.rooms.create({ name: "a" }));
  assert.match(error.message, /more than 5 times/);
  assert.equal((await server.requests()).length, 6);
});

test("the error reply of where it was redirected to is the call's", async () => {
  await server.reset(redirect(307, "/there"), { status: 401, body: '{"error":"who?"}' });
  const error = await rejection(project.storage.upload("a", "x", { onProgress }));
  assert.equal(error.constructor, AuthenticationError);
});

test("the token goes where the service is, and nowhere else", async () => {
  const cases = [
    ["http://h.test", "http://h.test/other", true],
    ["http://h.test", "/other", true],
    ["http://h.test", "https://h.test/other", true],
    ["http://h.test:80", "https://h.test/other", true],
    ["https://h.test", "http://h.test/other", false],
    ["https://h.test", "https://h.test:444/", false],
    ["http://h.test", "https://h.test.evil.test/", false],
    ["http://h.test", "http://sub.h.test/", false],
    ["http://h.test", "//evil.test/", false],
    ["https://h.test", "https://user@h.test/", true],
  ];
  for (const [baseUrl, location, kept] of cases) {
    const fetch = stub((_url, _init, call) => (call === 1 ? new Response(null, redirect(307, location)) : reply({})));
    const headers = { cookie: "session=1", "x-own": "kept" };
    await stubbed(fetch, { baseUrl, headers }).rooms.delete("a");
    const [, { method, headers: sent, redirect: mode }] = fetch.calls;
    assert.deepEqual([method, mode, sent["x-own"]], ["DELETE", "manual", "kept"]);
    assert.equal(sent.authorization, kept ? "Bearer stub-token" : undefined, `${baseUrl} to ${location}`);
    assert.equal(sent.cookie, kept ? "session=1" : undefined);
  }
});

test("the token does not come back with a redirect back", async () => {
  const answers = ["http://evil.test/", "http://stub.test/back"];
  const fetch = stub((_url, _init, call) =>
    answers[call - 1] ? new Response(null, redirect(308, answers[call - 1])) : reply({}),
  );
  await stubbed(fetch).rooms.delete("a");
  assert.deepEqual(
    fetch.calls.map(({ headers }) => headers.authorization),
    ["Bearer stub-token", undefined, undefined],
  );
});

test("a stream cannot be sent again", async () => {
  const streams = {
    stream: () => new Blob(["content"]).stream(),
    iterable: async function* () {
      yield new Uint8Array(7);
    },
  };
  for (const stream of Object.values(streams)) {
    await server.reset(redirect(307, "/there"), { status: 200, times: null });
    const error = await rejection(project.storage.upload("a", stream()));
    assert.equal(error.constructor, RoomException);
    assert.match(error.message, /^data: .*\/there.*once/);
    assert.equal(error.path, "data");
    assert.equal((await server.requests()).length, 1);
  }
});

test("what only reads follows every redirect", async () => {
  const room = await server.room("here");
  for (const status of [301, 302, 303, 307, 308]) {
    await server.reset(redirect(status, `${server.path}/rooms/here`));
    assert.deepEqual(await project.rooms.get("old"), room);
    const requests = await server.requests();
    assert.deepEqual(
      requests.map(({ method, headers }) => [method, headers.authorization]),
      Array(2).fill(["GET", `Bearer ${server.apiKey}`]),
    );
    await server.reset(redirect(status, `${other.url}/elsewhere`));
    await other.reset({ status: 200, body: '{"id":"1","name":"elsewhere"}' });
    assert.equal((await project.rooms.get("old")).name, "elsewhere");
    assert.equal((await other.request()).headers.authorization, undefined);
  }
});
