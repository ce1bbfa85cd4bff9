// A token function is asked once more after a 401, and another token has the call sent again.
import assert from "node:assert/strict";
import { test } from "node:test";
import { all, pkg, rejection, reply, serve, stub, stubbed } from "../helpers/index.mjs";

const server = await serve();
const room = await server.room("here");
const { AuthenticationError, RoomException } = pkg;

/** A token function that gives these tokens in turn, and what it was told each time. */
function giving(...tokens) {
  const asked = [];
  const token = (...given) => {
    asked.push(given[0]);
    return tokens[asked.length - 1] ?? tokens.at(-1);
  };
  return { token, asked };
}

/** What arrived. */
const arrived = async () =>
  (await server.requests()).map(({ method, status, headers }) => [method, status, headers.authorization]);

const calls = {
  GET: ({ rooms }) => rooms.get("here"),
  PUT: ({ rooms }) => rooms.update(room.id, { name: "here" }),
  POST: ({ grants }) => grants.create({ room_id: room.id, user_id: server.member.id, permissions: {} }),
  DELETE: ({ grants }) => grants.delete(room.id, server.member.id),
};

for (const [method, call] of Object.entries(calls)) {
  test(`${method} is sent again with another token`, async () => {
    await server.reset();
    const { token, asked } = giving("expired-token", server.apiKey);
    await call(server.project({ token, maxRetries: 0 }));
    assert.deepEqual(asked, [undefined, { reason: "unauthorized" }]);
    assert.deepEqual(await arrived(), [
      [method, 401, "Bearer expired-token"],
      [method, 200, `Bearer ${server.apiKey}`],
    ]);
  });
}

test("bytes, text and Blobs are sent again, a stream is not", async () => {
  for (const data of ["text", new Uint8Array(7), new Blob(["blob"])]) {
    await server.reset();
    const { token } = giving("expired-token", server.apiKey);
    await server.project({ token }).storage.upload("again", data);
    assert.deepEqual(await arrived(), [
      ["POST", 401, "Bearer expired-token"],
      ["POST", 200, `Bearer ${server.apiKey}`],
    ]);
  }
  await server.reset();
  const { token, asked } = giving("expired-token", server.apiKey);
  const error = await rejection(server.project({ token }).storage.upload("once", new Blob(["a"]).stream()));
  assert.equal(error.constructor, AuthenticationError);
  assert.deepEqual([asked.length, (await server.requests()).length], [1, 1]);
});

test("the same token again is not sent again", async () => {
  await server.reset();
  const { token, asked } = giving("expired-token");
  const error = await rejection(calls.GET(server.project({ token })));
  assert.deepEqual([error.constructor, error.attempts], [AuthenticationError, 1]);
  assert.equal(asked.length, 2);
  assert.equal((await server.requests()).length, 1);
});

test("it is asked once more in a call, and no oftener", async () => {
  await server.reset();
  const { token, asked } = giving("token-one", "token-two", "token-three", server.apiKey);
  const error = await rejection(calls.GET(server.project({ token })));
  assert.deepEqual([error.constructor, error.attempts], [AuthenticationError, 2]);
  assert.deepEqual(asked, [undefined, { reason: "unauthorized" }]);
  assert.equal((await server.requests()).length, 2);
});

test("the call's retries are its own", async () => {
  const soon = { "retry-after-ms": "1" };
  await server.reset({ status: 503, headers: soon }, { status: 401 }, { status: 503, headers: soon });
  const { token, asked } = giving("token-one", "token-two", "token-three", server.apiKey);
  await calls.GET(server.project({ token, maxRetries: 2 }));
  assert.deepEqual(asked, [undefined, undefined, { reason: "unauthorized" }, undefined]);
  const statuses = (await server.requests()).map(({ status }) => status);
  assert.deepEqual(statuses, [503, 401, 503, 200]);
});

test("a text is all there is, and a header of the caller's own is not ours", async () => {
  const attempts = [];
  const onAttempt = ({ status }) => attempts.push(status);
  await server.reset();
  assert.equal((await rejection(calls.GET(server.project({ token: "expired-token" })))).status, 401);
  const { token, asked } = giving("a-token", "another-token");
  const headers = { authorization: "Bearer own-token" };
  await rejection(calls.GET(server.project({ token, onAttempt, headers })));
  await rejection(server.project({ token, onAttempt }).rooms.get("here", { headers }));
  assert.deepEqual(
    [attempts, asked],
    [
      [401, 401],
      [undefined, undefined],
    ],
  );
});

test("each page of a list is a call of its own, and so is the question for the host of files", async () => {
  await server.room("there");
  await server.reset();
  const pages = giving("expired-token", server.apiKey, "expired-token", server.apiKey);
  assert.equal((await all(server.project({ token: pages.token }).rooms.iterate({ page_size: 1 }))).length, 2);
  assert.deepEqual((await server.requests()).map(({ status }) => status).slice(0, 4), [401, 200, 401, 200]);
  const fetch = stub((url, { headers }) => {
    if (headers.authorization === "Bearer old-token") return new Response("", { status: 401 });
    return url.endsWith("/config") ? reply({ domains: { files: "files.test" } }) : reply({ entries: [] });
  });
  const files = giving("old-token", "new-token", "new-token");
  await stubbed(fetch, { token: files.token }).files.list("room", "here");
  assert.deepEqual(
    fetch.calls.map(({ url }) => new URL(url).host),
    ["stub.test", "stub.test", "files.test"],
  );
});

test("an answer other than 401 does not ask again, nor does a call without a token", async () => {
  for (const status of [400, 403, 404, 423]) {
    const { token, asked } = giving("token-one", "token-two");
    const fetch = stub(() => new Response("", { status }));
    await rejection(stubbed(fetch, { token }).rooms.get("x"));
    assert.deepEqual([asked.length, fetch.calls.length], [1, 1]);
  }
  const { token, asked } = giving("token-one");
  const fetch = stub(() => new Response("", { status: 401 }));
  const client = new pkg.Meshagent({ baseUrl: "http://stub.test", token, fetch });
  await rejection(client.exchangeOAuthToken({ grant_type: "refresh_token", refresh_token: "r" }));
  assert.deepEqual([asked.length, fetch.calls.length], [0, 1]);
});

test("what the function throws or gives then is the call's error, and says that something was sent", async () => {
  const cause = new Error("log in again");
  for (const [again, expected] of [
    [
      () => {
        throw cause;
      },
      cause,
    ],
    [() => Promise.reject(cause), cause],
    [() => 7, undefined],
    [() => "", undefined],
  ]) {
    const fetch = stub(() => new Response("", { status: 401 }));
    const token = (request) => (request ? again() : "old-token");
    const error = await rejection(stubbed(fetch, { token }).rooms.get("x"));
    assert.equal(error.constructor, RoomException);
    assert.match(error.message, /^token: /);
    assert.equal(error.cause, expected);
    assert.equal(fetch.calls.length, 1);
  }
});

test("an abort and a timeout end the wait for another token", async () => {
  const fetch = stub(() => new Response("", { status: 401 }));
  const abort = new AbortController();
  const token = (request) => {
    if (!request) return "old-token";
    abort.abort("enough");
    return new Promise(() => {});
  };
  assert.equal(await rejection(stubbed(fetch, { token }).rooms.get("x", { signal: abort.signal })), "enough");
  const never = (request) => (request ? new Promise(() => {}) : "old-token");
  const error = await rejection(stubbed(fetch, { token: never }).rooms.get("x", { timeout: 20 }));
  assert.equal(error.name, "TimeoutError");
});

test("neither token is in the error", async () => {
  const body = '{"error":"no expired-token, no an0ther-token"}';
  const fetch = stub(() => new Response(body, { status: 401 }));
  const { token } = giving("expired-token", "an0ther-token");
  const error = await rejection(stubbed(fetch, { token }).rooms.get("x"));
  assert.equal(error.body, '{"error":"no [secret], no [secret]"}');
  assert.match(error.message, /401 no \[secret\], no \[secret\]$/);
});
