// `grants.put`: a grant that is there afterwards, whether or not it was there before.
import assert from "node:assert/strict";
import { test } from "node:test";
import { rejection, reply, serve, stub, stubbed } from "../helpers/index.mjs";

const server = await serve();
const { grants } = server.project();
const user_id = server.member.id;
const scope = { storage: { paths: [{ path: "/data", read_only: true }] } };

const held = async (room) => (await server.held(`/room-grants/${room.id}/${user_id}`))?.permissions;
const sent = async () => (await server.requests()).map(({ method, status }) => [method, status]);

test("a grant that is not there is created, and one that is there is updated", async () => {
  const room = await server.room("put");
  await server.reset();
  assert.equal(await grants.put({ room_id: room.id, user_id, permissions: {} }), "created");
  assert.deepEqual(await sent(), [
    ["GET", 404],
    ["POST", 200],
  ]);
  assert.deepEqual(await held(room), {});
  await server.reset();
  assert.equal(await grants.put({ room_id: room.id, user_id, permissions: scope }), "updated");
  assert.deepEqual(await sent(), [
    ["GET", 200],
    ["PUT", 200],
  ]);
  assert.deepEqual(await held(room), scope);
});

test("one that somebody else creates meanwhile is updated", async () => {
  const room = await server.room("raced", { permissions: { [user_id]: {} } });
  await server.reset({ match: { method: "GET" }, status: 404, body: "{}" });
  assert.equal(await grants.put({ room_id: room.id, user_id, permissions: scope }), "updated");
  assert.deepEqual(await sent(), [
    ["GET", 404],
    ["POST", 409],
    ["PUT", 200],
  ]);
  assert.deepEqual(await held(room), scope);
});

test("the reply is that of the last request", async () => {
  const room = await server.room("replied");
  const { data, response } = await grants.put({ room_id: room.id, user_id, permissions: {} }).withResponse();
  const { headers } = (await server.requests()).at(-1);
  assert.deepEqual([data, response.status, typeof headers], ["created", 200, "object"]);
});

test("whatever else goes wrong is the call's error", async () => {
  const room = await server.room("failing", { permissions: { [user_id]: {} } });
  const grant = { room_id: room.id, user_id, permissions: scope };
  for (const [method, status] of [
    ["GET", 403],
    ["PUT", 404],
    ["PUT", 409],
    ["PUT", 423],
  ]) {
    await server.reset({ match: { method }, status, body: "{}" });
    const error = await rejection(grants.put(grant));
    assert.deepEqual([error.status, error.method], [status, method]);
  }
  const unknown = await rejection(grants.put({ ...grant, room_id: "nowhere" }));
  assert.deepEqual([unknown.status, unknown.method], [404, "POST"]);
  assert.deepEqual(await held(room), {});
});

test("what cannot be used is refused, and nothing is sent", async () => {
  const fetch = stub();
  const { grants } = stubbed(fetch);
  for (const [given, options, path] of [
    [undefined, undefined, "grant"],
    [{ room_id: "r", permissions: {} }, undefined, "grant.user_id"],
    [{ room_id: "", user_id: "u", permissions: {} }, undefined, "room_id"],
    [{ room_id: "r", user_id: "u", permissions: { storage: 7 } }, undefined, "grant.permissions.storage"],
    [{ room_id: "r", user_id: "u", permissions: {} }, { timeout: -1 }, "timeout"],
  ]) {
    const error = await rejection(grants.put(given, options));
    assert.deepEqual([error.name, error.path], ["ArgumentError", path], String(error));
  }
  assert.deepEqual(fetch.calls, []);
});

test("options are those of each request, and listeners are told which method it was", async () => {
  const told = [];
  const fetch = stub((_, { method }) => (method === "GET" ? new Response("{}", { status: 404 }) : reply({})));
  const onAttempt = ({ operation, method, route }) => told.push([operation, method, route]);
  const { grants } = stubbed(fetch, { onAttempt });
  await grants.put({ room_id: "r", user_id: "u", permissions: {} }, { headers: { "x-mine": "1" } });
  const start = "/accounts/projects/{project}/room-grants";
  assert.deepEqual(told, [
    ["grants.put", "GET", `${start}/{room_id}/{user_id}`],
    ["grants.put", "POST", start],
  ]);
  for (const { headers } of fetch.calls) assert.equal(headers["x-mine"], "1");
  const signal = AbortSignal.abort("enough");
  assert.equal(await rejection(grants.put({ room_id: "r", user_id: "u", permissions: {} }, { signal })), "enough");
});
