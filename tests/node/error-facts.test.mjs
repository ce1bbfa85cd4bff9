// What programs decide by: the service's code, the request's id, whether to try again, and whose mistake it was.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pkg, rejection, reply, serve, stub, stubbed, thrown } from "../helpers/index.mjs";

const { ArgumentError, NotFoundError, RateLimitError, RoomException } = pkg;
const server = await serve();
const first = { maxRetries: 0 };

/** The error of a reply with this status and body. */
const failed = (status, body, headers) =>
  rejection(stubbed(stub(() => new Response(body, { status, headers }))).rooms.get("x", first));

const codes = [
  ['{"error":{"code":"room_disabled","message":"closed for today"}}', "room_disabled"],
  ['{"error":{"message":"closed"},"code":"closed"}', "closed"],
  ['{"error":{"code":"inner"},"code":"outer"}', "inner"],
  ['{"error":"invalid_grant","error_description":"the code is used"}', "invalid_grant"],
  ['{"error":"forbidden"}', "forbidden"],
  ['{"error":"not_found","code":"E404"}', "E404"],
  ['{"error":"no such room"}', undefined],
  ['{"error":"verschwunden\\u00fc"}', undefined],
  ['{"error":{"code":7},"message":"outer"}', undefined],
  ['{"error":{"code":""},"code":" "}', undefined],
  ['{"code":7}', undefined],
  ['["code"]', undefined],
  ['"code"', undefined],
  ["forbidden", undefined],
  ["{}", undefined],
  ["", undefined],
];

for (const [body, code] of codes) {
  test(`the code of ${JSON.stringify(body)} is ${code}`, async () => {
    const error = await failed(418, body);
    assert.equal(error.code, code);
    assert.equal(Object.hasOwn(error, "code"), code !== undefined);
    assert.equal(RoomException.fromJSON(error.toJSON()).code, code);
  });
}

test("the codes of the server's own errors arrive", async () => {
  const { rooms } = server.project();
  await server.room("taken");
  for (const call of [() => rooms.get("nowhere"), () => rooms.create({ name: "taken" })]) {
    const error = await rejection(call());
    assert.equal(error.code, JSON.parse(error.body).error.code);
    assert.equal(error.requestId, error.headers.get("x-request-id"));
    assert.match(error.requestId, /^[0-9a-f-]{36}$/);
    assert.equal(error.retryable, false);
  }
});

test("a code shows no secret", async () => {
  const fetch = stub(() => reply({ error: { code: "s3cr3t-t0ken-of-mine" } }, { status: 400 }));
  const error = await rejection(stubbed(fetch, { token: "s3cr3t-t0ken-of-mine" }).rooms.get("x"));
  assert.equal(error.code, "[secret]");
});

test("the request's id is that of the usual header, else of another", async () => {
  const headers = { "x-correlation-id": "third", "request-id": "second", "x-request-id": "first" };
  for (const expected of ["first", "second", "third", undefined]) {
    const error = await failed(404, "{}", headers);
    assert.equal(error.requestId, expected);
    assert.equal(error.toJSON().requestId, expected);
    delete headers[Object.keys(headers).at(-1)];
  }
  const invalid = await rejection(
    stubbed(stub(() => reply({ id: 7 }, { headers: { "x-request-id": "odd" } }))).rooms.get("x"),
  );
  assert.deepEqual([invalid.name, invalid.requestId], ["InvalidResponseError", "odd"]);
});

const transient = [408, 429, 500, 502, 503, 504];

test("an error says whether the same call may be made again", async () => {
  const calls = {
    get: ({ rooms }) => rooms.get("x", first),
    put: ({ rooms }) => rooms.update("x", { name: "x" }, first),
    post: ({ rooms }) => rooms.create({ name: "x" }, first),
    stream: ({ storage }) => storage.upload("x", new Blob(["x"]).stream()),
  };
  for (const status of [...transient, 400, 401, 403, 404, 409, 423, 501]) {
    for (const [name, call] of Object.entries(calls)) {
      const error = await rejection(call(stubbed(stub(() => new Response("", { status })))));
      const writes = name === "post" ? status === 429 : name !== "stream" && transient.includes(status);
      assert.equal(error.retryable, writes, `${name} ${status}`);
      assert.equal(Object.hasOwn(error, "retryable"), writes, "only what may be done is printed");
      assert.equal(error.toJSON().retryable, writes || undefined);
      assert.equal(RoomException.fromJSON(error.toJSON()).retryable, writes);
    }
  }
});

test("no connection and no reply in time may be tried again, a reply that is not as promised may not", async () => {
  const unreachable = server.project({ ...first, baseUrl: "http://127.0.0.1:1" }).rooms;
  assert.equal((await rejection(unreachable.get("x"))).retryable, true);
  assert.equal((await rejection(unreachable.create({ name: "x" }))).retryable, false);
  await server.reset({ silent: true, times: null });
  const { rooms } = server.project();
  assert.equal((await rejection(rooms.get("x", { timeout: 20 }))).retryable, true);
  assert.equal((await rejection(rooms.create({ name: "x" }, { timeout: 20 }))).retryable, false);
  assert.equal((await rejection(stubbed(stub(() => reply(7))).rooms.get("x"))).retryable, false);
});

test("an error made by hand is as told, and may not be tried again unless told", () => {
  const error = new RateLimitError("slow down", { code: "slow", requestId: "r", retryable: true });
  assert.deepEqual([error.code, error.requestId, error.retryable], ["slow", "r", true]);
  assert.deepEqual(error.toJSON(), {
    name: "RateLimitError",
    message: "slow down",
    code: "slow",
    requestId: "r",
    retryable: true,
  });
  assert.equal(new NotFoundError("gone").retryable, false);
  assert.deepEqual(Object.keys(new NotFoundError("gone")), []);
});

test("what cannot be used is an ArgumentError, and nothing was sent", async () => {
  const fetch = stub();
  const { rooms, storage, grants } = stubbed(fetch);
  for (const call of [
    () => rooms.get(""),
    () => rooms.get(7),
    () => rooms.get("x", { timeout: -1 }),
    () => rooms.get("x", { timeOut: 1 }),
    () => grants.create({ room_id: "r" }),
    () => storage.upload("x", 7),
    () => stubbed(fetch, { token: "" }),
    () => stubbed(fetch, { token: () => 7 }).rooms.get("x"),
    () => pkg.can({ storage: 7 }, "storage.read", { path: "/" }),
    () => pkg.parseApiKey("no key"),
    () => new pkg.ParticipantToken({ name: 7 }),
    () => new pkg.ParticipantToken({ name: "x" }).toJwt(),
  ]) {
    const error = await rejection((async () => call())());
    assert.equal(error.constructor, ArgumentError, String(error));
    assert.ok(error instanceof RoomException);
    assert.deepEqual([error.status, error.retryable], [undefined, false]);
  }
  assert.equal(thrown(() => new pkg.Meshagent({ timeout: "1" })).name, "ArgumentError");
  assert.deepEqual(fetch.calls, []);
});

test("what comes up after something was sent is no ArgumentError", async () => {
  let asked = 0;
  const token = () => (++asked === 1 ? "t" : 7);
  const fetch = stub(() => new Response("", { status: 503, headers: { "retry-after-ms": "1" } }));
  const error = await rejection(stubbed(fetch, { token }).rooms.get("x"));
  assert.equal(fetch.calls.length, 1);
  assert.deepEqual([error.constructor, error.path, error.attempts], [RoomException, "token", 2]);
  const failing = stubbed(stub(), {
    token: () => {
      throw new Error("no");
    },
  });
  assert.equal((await rejection(failing.rooms.get("x"))).constructor, RoomException, "what failed was no argument");
});
