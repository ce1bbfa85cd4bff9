// The option `fetch`: what it is given, what it may answer, and every way in which it may fail.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { packageFolder, pkg, rejection, reply, serve, stub, stubbed } from "../helpers/index.mjs";

const { ConnectionError, InvalidResponseError, RoomException } = pkg;
const server = await serve();
const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
const room = { id: "1", name: "here", metadata: {}, annotations: {} };
const once = { maxRetries: 0 };

test("it is given an address and what fetch takes beside it", async () => {
  const fetch = stub(() => reply(room));
  await stubbed(fetch).rooms.create({ name: "ü" });
  const [{ url, method, headers, body, signal }] = fetch.calls;
  assert.equal(url, "http://stub.test/accounts/projects/proj_123/rooms");
  assert.equal(method, "POST");
  assert.deepEqual(Object.fromEntries(new Headers(headers)), {
    accept: "application/json",
    authorization: "Bearer stub-token",
    "content-type": "application/json",
    "user-agent": `meshagent-wasm/${version}`,
  });
  assert.deepEqual(JSON.parse(body), { name: "ü", if_not_exists: false });
  assert.ok(signal instanceof AbortSignal);
});

test("the service sees which package asks, unless the caller says otherwise", async () => {
  for (const [options, seen] of [
    [{}, `meshagent-wasm/${version}`],
    [{ fetch: globalThis.fetch }, `meshagent-wasm/${version}`],
    [{ headers: { "User-Agent": "my-tool/2" } }, "my-tool/2"],
  ]) {
    await server.reset();
    await server.project(options).rooms.list();
    assert.equal((await server.request()).headers["user-agent"], seen);
  }
});

test("it is not given a body or a content type where there is none", async () => {
  const fetch = stub(() => reply(room));
  await stubbed(fetch).rooms.get("here");
  await stubbed(fetch).rooms.delete("1");
  for (const { body, headers, duplex } of fetch.calls) {
    assert.equal(body, undefined);
    assert.equal(duplex, undefined);
    assert.equal("content-type" in headers, false);
  }
});

test("it is called without a receiver, as the global fetch wants", async () => {
  let receiver = "not called";
  const fetch = async function () {
    receiver = this;
    return reply(room);
  };
  await stubbed(fetch).rooms.get("here");
  assert.equal(receiver, undefined);
});

test("without it the global fetch is used, the one of the moment of the call", async (t) => {
  await server.room("global");
  const project = server.project();
  const replaced = t.mock.method(globalThis, "fetch", async () => reply(room));
  assert.deepEqual(await project.rooms.get("global"), room);
  assert.equal(replaced.mock.callCount(), 1);
  replaced.mock.restore();
  assert.equal((await project.rooms.get("global")).name, "global");
});

test("without any fetch the call says so", async () => {
  const { fetch } = globalThis;
  delete globalThis.fetch;
  try {
    const error = await rejection(stubbed(undefined).rooms.get("here"));
    assert.ok(error instanceof RoomException);
    assert.match(error.message, /^fetch: /);
  } finally {
    Object.assign(globalThis, { fetch });
  }
});

test("it may answer at once, or with a promise of any library", async () => {
  // biome-ignore lint/suspicious/noThenProperty: a thenable is what is tested
  const thenable = { then: (resolve) => resolve(reply(room)) };
  for (const fetch of [() => reply(room), () => thenable]) {
    assert.deepEqual(await stubbed(fetch).rooms.get("here"), room);
  }
});

const rejections = {
  "an Error": new TypeError("no connection"),
  nothing: undefined,
  null: null,
  text: "no connection",
  "empty text": "",
  "a number": 7,
  zero: 0,
  "a symbol": Symbol("no connection"),
  "a bigint": 7n,
  "an object": { code: "ECONNREFUSED" },
  "an object without a prototype": Object.create(null),
  "a function": () => {},
  "a DOMException": new DOMException("gone", "NetworkError"),
};

for (const [name, reason] of Object.entries(rejections)) {
  test(`it may reject with ${name}`, async () => {
    let fail = true;
    const { rooms } = stubbed(async () => (fail ? Promise.reject(reason) : reply(room)), once);
    const error = await rejection(rooms.get("here"));
    assert.equal(error.constructor, ConnectionError);
    assert.equal(error.cause, reason);
    assert.equal(error.status, undefined);
    fail = false;
    assert.deepEqual(await rooms.get("here"), room, "the next call works");
  });

  test(`it may throw ${name}`, async () => {
    let fail = true;
    const thrower = () => {
      if (fail) throw reason;
      return Promise.resolve(reply(room));
    };
    const { rooms } = stubbed(thrower, once);
    const error = await rejection(rooms.get("here"));
    assert.equal(error.constructor, ConnectionError);
    assert.equal(error.cause, reason);
    fail = false;
    assert.deepEqual(await rooms.get("here"), room, "the next call works");
  });
}

test("an AbortError of its own is no abort of the caller's", async () => {
  const reason = new DOMException("not yours", "AbortError");
  const error = await rejection(stubbed(() => Promise.reject(reason), once).rooms.get("here"));
  assert.equal(error.constructor, ConnectionError);
  assert.equal(error.cause, reason);
});

const throwing = () => {
  throw new Error("hands off");
};
const hostile = new Proxy({}, { get: throwing, has: throwing, getPrototypeOf: throwing, ownKeys: throwing });
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();
const nonsense = {
  nothing: undefined,
  null: null,
  "an empty object": {},
  text: "ok",
  "a number": 200,
  "a symbol": Symbol("ok"),
  true: true,
  "a list": [],
  "a function": () => {},
  "a status alone": { status: 200 },
  "a status that is text": { status: "200", arrayBuffer: async () => new ArrayBuffer(0) },
  "a body that is no function": { status: 200, arrayBuffer: new ArrayBuffer(0) },
  "a Request": new Request("http://stub.test"),
};

for (const [name, answer] of Object.entries(nonsense)) {
  test(`it may answer with ${name}, which is no Response`, async () => {
    let fail = true;
    const { rooms } = stubbed(async () => (fail ? answer : reply(room)), once);
    const error = await rejection(rooms.get("here"));
    assert.equal(error.constructor, InvalidResponseError);
    assert.match(error.message, /^GET \/accounts\/projects\/proj_123\/rooms\/here: fetch: expected a Response, got /);
    fail = false;
    assert.deepEqual(await rooms.get("here"), room, "the next call works");
  });
}

for (const [name, answer] of Object.entries({ "a Proxy that throws": hostile, "a revoked Proxy": revoked })) {
  test(`it may answer with ${name}`, async () => {
    let fail = true;
    const { rooms } = stubbed(() => (fail ? answer : reply(room)), once);
    const error = await rejection(rooms.get("here"));
    assert.ok(error instanceof RoomException, String(error));
    fail = false;
    assert.deepEqual(await rooms.get("here"), room, "the next call works");
  });
}

const bytes = (value) => new TextEncoder().encode(JSON.stringify(value));
const body = bytes(room);
const read = {
  "a plain object with an ArrayBuffer": async () => body.buffer.slice(0, body.length),
  "a plain object without a promise": () => body.buffer.slice(0, body.length),
};

for (const [name, arrayBuffer] of Object.entries(read)) {
  test(`a response need not be a Response: ${name}`, async () => {
    const answer = { status: 200, ok: true, headers: new Map(), arrayBuffer };
    assert.deepEqual(await stubbed(async () => answer).rooms.get("here"), room);
    const failed = { ...answer, status: 404, statusText: "Not Found", arrayBuffer: async () => new ArrayBuffer(0) };
    const error = await rejection(stubbed(async () => failed).rooms.get("here"));
    assert.deepEqual(
      [error.name, error.status, error.message],
      ["NotFoundError", 404, "GET /accounts/projects/proj_123/rooms/here: 404 Not Found"],
    );
  });
}

test("a response may lack headers and a status text", async () => {
  const answer = (status) => async () => ({ status, arrayBuffer: async () => bytes({ error: "no" }).buffer });
  for (const status of [400, 429, 503]) {
    const error = await rejection(stubbed(answer(status), once).rooms.get("here"));
    assert.deepEqual(
      [error.status, error.message, error.attempts],
      [status, `GET /accounts/projects/proj_123/rooms/here: ${status} no`, 1],
    );
    assert.equal(error.headers.get("retry-after"), null);
  }
});

test("a response's parts may throw", async () => {
  const answer = { status: 200, headers: new Headers(), arrayBuffer: async () => bytes(room).buffer };
  const broken = [
    { ...answer, arrayBuffer: throwing },
    { ...answer, arrayBuffer: () => Promise.reject(new Error("cut")) },
    { ...answer, arrayBuffer: async () => undefined },
    { ...answer, arrayBuffer: async () => "text" },
    { ...answer, arrayBuffer: async () => hostile },
    Object.defineProperty({ ...answer }, "status", { get: throwing }),
    Object.defineProperty({ ...answer }, "arrayBuffer", { get: throwing }),
    Object.defineProperty({ ...answer, status: 500 }, "headers", { get: throwing }),
    Object.defineProperty({ ...answer, status: 500 }, "statusText", { get: throwing }),
    { ...answer, status: 503, headers: { get: throwing } },
    { ...answer, status: 503, headers: { get: () => Symbol("retry-after") } },
  ];
  for (const [index, response] of broken.entries()) {
    let fail = true;
    const { rooms } = stubbed(async () => (fail ? response : reply(room)), once);
    const error = await rejection(rooms.get("here"));
    assert.ok(error instanceof RoomException, `${index}: ${error}`);
    fail = false;
    assert.deepEqual(await rooms.get("here"), room, `${index}: the next call works`);
  }
});

test("a status that no server sends is an error too", async () => {
  for (const status of [0, 1, 100, 199, 200.5, 300, 600, 999, -1, Number.NaN]) {
    const answer = async () => ({ status, headers: new Headers(), arrayBuffer: async () => bytes(room).buffer });
    const error = await rejection(stubbed(answer, once).rooms.get("here"));
    assert.ok(error instanceof RoomException, `${status}: ${error}`);
  }
});

test("Response.error(), as fetch gives it for a network error, is a ConnectionError", async () => {
  const error = await rejection(stubbed(async () => Response.error(), once).rooms.get("here"));
  assert.equal(error.constructor, ConnectionError);
});

test("a body that was read already is an error", async () => {
  const used = reply(room);
  await used.text();
  const error = await rejection(stubbed(async () => used, once).rooms.get("here"));
  assert.ok(error instanceof ConnectionError);
  assert.ok(error.cause instanceof TypeError);
});
