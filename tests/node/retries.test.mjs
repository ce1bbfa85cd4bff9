// Which calls are tried again, as the server sees it: a write that may have happened never is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pkg, rejection, serve } from "../helpers/index.mjs";

const { ConnectionError, InvalidResponseError, NotFoundError, RateLimitError, ServerError } = pkg;
const server = await serve();
const { rooms, grants, oauthClients } = server.project();
const here = await server.room("here");
const soon = { "retry-after-ms": "1" };

/** What arrived: the status that each attempt got, which is none where the connection was cut. */
const statuses = async () => (await server.requests()).map((request) => request.status);

const user_id = server.member.id;
/** Calls of each method, against a room of their own. */
const calls = {
  GET: () => rooms.get("here"),
  PUT: () => rooms.update(here.id, { name: "here", metadata: { n: 1 } }),
  DELETE: async (room) => rooms.delete(room.id),
  POST: (room) => grants.create({ room_id: room.id, user_id, permissions: {} }),
};
let made = 0;
const fresh = () => server.room(`fresh-${++made}`);

for (const method of ["GET", "PUT", "DELETE"]) {
  for (const status of [408, 429, 500, 502, 503, 504]) {
    test(`${method} is tried again after ${status}`, async () => {
      const room = await fresh();
      await server.reset({ status, headers: soon, times: 2 });
      await calls[method](room);
      assert.deepEqual(await statuses(), [status, status, 200]);
    });
  }

  test(`${method} is tried again when the connection breaks`, async () => {
    const room = await fresh();
    await server.reset({ hang_up: true });
    await calls[method](room);
    const requests = await server.requests();
    assert.equal(requests.length, 2);
    assert.deepEqual(new Set(requests.map((request) => request.method)), new Set([method]));
    assert.equal(requests[1].body, requests[0].body);
    assert.equal(requests[1].status, 200);
  });
}

for (const status of [408, 500, 502, 503, 504]) {
  test(`POST is not tried again after ${status}`, async () => {
    const room = await fresh();
    await server.reset({ status, headers: soon });
    const error = await rejection(calls.POST(room));
    assert.deepEqual([error.status, error.attempts], [status, 1]);
    assert.deepEqual(await statuses(), [status]);
    assert.equal(await server.held(`/room-grants/${room.id}/${user_id}`), undefined);
  });
}

test("POST is not tried again when the connection breaks: it may have happened", async () => {
  const room = await fresh();
  await server.reset({ pass: true, hang_up: true });
  const error = await rejection(calls.POST(room));
  assert.ok(error instanceof ConnectionError);
  assert.equal(error.attempts, 1);
  assert.equal((await server.requests()).length, 1);
  assert.ok(await server.held(`/room-grants/${room.id}/${user_id}`), "and here it has happened");
});

test("POST is tried again after 429, with the same body", async () => {
  const room = await fresh();
  await server.reset({ status: 429, headers: soon, times: 2 });
  await calls.POST(room);
  const requests = await server.requests();
  assert.deepEqual(
    requests.map((request) => [request.method, request.status, request.body]),
    [429, 429, 200].map((status) => ["POST", status, requests[0].body]),
  );
  assert.ok(await server.held(`/room-grants/${room.id}/${user_id}`));
});

for (const status of [408, 429, 500, 502, 503, 504]) {
  test(`POST that is idempotent is tried again after ${status}`, async () => {
    const room = await fresh();
    await server.reset({ status, headers: soon, times: 2 });
    await grants.create({ room_id: room.id, user_id, permissions: {} }, { idempotent: true });
    assert.deepEqual(await statuses(), [status, status, 200]);
    assert.ok(await server.held(`/room-grants/${room.id}/${user_id}`));
  });
}

test("POST that is idempotent is tried again when the connection breaks", async () => {
  for (const rule of [{ hang_up: true }, { pass: true, hang_up: true }]) {
    await server.reset(rule);
    const options = { idempotent: true };
    const { name } = await rooms.create({ name: `again-${++made}`, if_not_exists: true }, options);
    assert.equal((await server.requests()).length, 2);
    assert.equal((await server.held(`/rooms/${name}`)).name, name);
  }
  await server.reset({ hang_up: true });
  await server.project().storage.upload("again.bin", new Uint8Array([1]), { idempotent: true });
  assert.equal((await server.requests()).length, 2);
});

test("POST that is idempotent says so where it fails, and is tried no oftener than others", async () => {
  for (const [options, retryable] of [
    [{ idempotent: true }, true],
    [{ idempotent: false }, false],
    [{}, false],
  ]) {
    await server.reset({ status: 503, headers: soon, times: null });
    const error = await rejection(rooms.create({ name: "never" }, options));
    assert.deepEqual([error.retryable, error.attempts], [retryable, retryable ? 3 : 1]);
  }
  await server.reset({ status: 400, headers: soon, times: null });
  assert.equal((await rejection(rooms.create({ name: "never" }, { idempotent: true }))).attempts, 1);
});

test("whether a call is idempotent is true or false", async () => {
  await server.reset();
  for (const idempotent of ["true", 1, {}, "false"]) {
    const error = await rejection(rooms.create({ name: "never" }, { idempotent }));
    assert.deepEqual([error.name, error.path], ["ArgumentError", "idempotent"]);
  }
  assert.deepEqual(await server.requests(), []);
});

test("every other POST goes by the same rule", async () => {
  const client = {
    grant_types: ["client_credentials"],
    response_types: ["token"],
    redirect_uris: [],
    scope: "a",
  };
  const meshagent = server.client();
  for (const call of [
    () => rooms.create({ name: "once" }),
    () => rooms.connect("here"),
    () => grants.createByEmail({ room_id: here.id, email: "once@example.com", permissions: {} }),
    () => oauthClients.create(client),
    () => meshagent.exchangeOAuthToken({ grant_type: "refresh_token", refresh_token: "r", client_id: "c" }),
    () => server.project().storage.upload("once.bin", new Uint8Array([1])),
  ]) {
    await server.reset({ status: 503, headers: soon, times: null });
    const error = await rejection(call());
    assert.deepEqual([error.status, error.method], [503, "POST"]);
    assert.deepEqual(await statuses(), [503]);
  }
});

for (const status of [300, 400, 401, 402, 403, 404, 405, 409, 410, 422, 423, 501, 505, 507]) {
  test(`nothing is tried again after ${status}`, async () => {
    for (const method of Object.keys(calls)) {
      await server.reset({ status, headers: soon, times: null });
      const error = await rejection(calls[method](here));
      assert.deepEqual([error.status, error.attempts], [status, 1]);
      assert.deepEqual(await statuses(), [status]);
    }
  });
}

test("a reply that is not what the API promises is not asked for again", async () => {
  await server.reset({ body: '{"id":7}', times: null });
  const error = await rejection(rooms.get("here"));
  assert.ok(error instanceof InvalidResponseError);
  assert.equal(error.attempts, 1);
  assert.equal((await server.requests()).length, 1);
});

test("a reply that is cut in the middle is asked for again", async () => {
  await server.reset({ pass: true, cut_after: 10, times: 2 });
  assert.deepEqual(await rooms.get("here"), await server.held("/rooms/here"));
  const asked = (await server.requests()).filter((request) => request.headers.accept === "application/json");
  assert.equal(asked.length, 3);
});

test("an error reply that is cut in the middle is asked for again", async () => {
  await server.reset({ status: 404, body: '{"error":"no such room"}', cut_after: 3 });
  assert.equal((await rooms.get("here")).id, here.id);
  assert.equal((await server.requests()).length, 2);
});

test("a DELETE whose reply was lost finds nothing the second time", async () => {
  const room = await fresh();
  await server.reset({ pass: true, hang_up: true });
  const error = await rejection(rooms.delete(room.id));
  assert.ok(error instanceof NotFoundError);
  assert.equal(error.attempts, 2);
});

test("after the last attempt the error is the last one", async () => {
  await server.reset(
    { status: 503, body: "first", headers: soon },
    { status: 502, body: "second", headers: soon },
    { status: 500, body: "third", headers: soon },
  );
  const error = await rejection(rooms.get("here"));
  assert.ok(error instanceof ServerError);
  assert.deepEqual([error.status, error.attempts], [500, 3]);
  assert.equal(error.message, `GET ${server.path}/rooms/here: 500 third`);
  assert.deepEqual(await statuses(), [503, 502, 500]);
});

test("maxRetries of the client, and of the call over it", async () => {
  const attempts = async (client, call) => {
    await server.reset({ status: 503, headers: soon, times: null });
    const error = await rejection(server.project(client).rooms.get("here", call));
    assert.equal((await server.requests()).length, error.attempts);
    return error.attempts;
  };
  assert.equal(await attempts({}), 3, "two by default");
  assert.equal(await attempts({ maxRetries: 0 }), 1);
  assert.equal(await attempts({ maxRetries: 1 }), 2);
  assert.equal(await attempts({ maxRetries: 5 }), 6);
  assert.equal(await attempts({ maxRetries: 5 }, { maxRetries: 0 }), 1);
  assert.equal(await attempts({ maxRetries: 0 }, { maxRetries: 1 }), 2);
  assert.equal(await attempts({ maxRetries: 1 }, { maxRetries: undefined }), 2);
  assert.equal(await attempts({ maxRetries: 1 }, { maxRetries: null }), 2);
});

test("a server that asks for more time than a minute gets no second request", async () => {
  await server.reset({ status: 429, headers: { "retry-after": "61" }, times: null });
  const error = await rejection(rooms.get("here"));
  assert.ok(error instanceof RateLimitError);
  assert.deepEqual([error.attempts, error.headers.get("retry-after")], [1, "61"]);
  assert.deepEqual(await statuses(), [429]);
});
