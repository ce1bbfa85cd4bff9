// How replies about grants are read: older forms, missing members, and what the API does not promise.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pkg, rejection, reply, stub, stubbed } from "../helpers/index.mjs";

const { InvalidResponseError } = pkg;
const room = { id: "room_1", name: "support", metadata: {}, annotations: {} };
const grant = { room, user_id: "user_1", permissions: {} };
const answering = (body) => stubbed(stub(() => reply(body))).grants;

test("missing and null permissions grant nothing", async () => {
  for (const missing of [{}, { permissions: null }, { permissions: undefined }]) {
    const read = await answering({ room: { id: "room_1", name: "support" }, user_id: "user_1", ...missing }).get(
      "a",
      "b",
    );
    assert.deepEqual(read, grant);
  }
});

test("a malformed scope is an error, never a wider scope", async () => {
  const malformed = [
    [{ queues: { send: "jobs" } }, "permissions.queues.send"],
    [{ queues: { send: [1] } }, "permissions.queues.send[0]"],
    [{ storage: { paths: [{ path: "/a" }, { read_only: true }] } }, "permissions.storage.paths[1].path"],
    [{ storage: { paths: { 0: { path: "/a" } } } }, "permissions.storage.paths"],
    [{ messaging: { send: "false" } }, "permissions.messaging.send"],
    [{ messaging: true }, "permissions.messaging"],
    [[], "permissions"],
    ["all", "permissions"],
  ];
  for (const [permissions, path] of malformed) {
    const error = await rejection(answering({ ...grant, permissions }).get("a", "b"));
    assert.ok(error instanceof InvalidResponseError, `${path}: ${error}`);
    assert.equal(error.path, path);
  }
});

test("the place of a fault in a list says which item", async () => {
  const bad = { ...grant, room: { ...room, name: null } };
  const error = await rejection(answering({ room_grants: [grant, grant, grant, bad] }).list());
  assert.ok(error instanceof InvalidResponseError);
  assert.equal(error.path, "room_grants[3].room.name");
  assert.equal(
    error.message,
    "GET /accounts/projects/proj_123/room-grants: room_grants[3].room.name: expected text, got null",
  );
});

test("older servers' flat counts of rooms read as today's", async () => {
  const flat = { room_id: "room_1", room_name: "support", metadata: { a: 1 }, count: 3, extra: [1] };
  const today = { room: { ...room, id: "room_2" }, count: 1 };
  const page = await answering({ etag: "x", rooms: [flat, today], total: 2 }).listUniqueRooms();
  assert.deepEqual(page, {
    items: [{ room: { ...room, metadata: { a: 1 } }, count: 3, extra: [1] }, today],
    total: 2,
    etag: "x",
  });
  const error = await rejection(answering({ rooms: [{ room_id: "room_1", count: 3 }] }).listUniqueRooms());
  assert.ok(error instanceof InvalidResponseError);
  assert.equal(error.path, "rooms[0].room.name");
});

test("users without a profile are counted", async () => {
  const users = [
    { user_id: "user_1", count: 1 },
    { user_id: "user_2", count: 2, email: null, first_name: null, last_name: null },
  ];
  assert.deepEqual(await answering({ users, total: 2 }).listUniqueUsers(), { items: users, total: 2 });
});

test("counts are whole numbers from 0", async () => {
  for (const count of [-1, 1.5, "1", null]) {
    const error = await rejection(answering({ users: [{ user_id: "user_1", count }] }).listUniqueUsers());
    assert.ok(error instanceof InvalidResponseError, `${count}: ${error}`);
    assert.equal(error.path, "users[0].count");
  }
});

test("a missing or null list is empty, another type is an error", async () => {
  for (const body of [{}, { room_grants: null }]) assert.deepEqual(await answering(body).list(), { items: [] });
  for (const room_grants of [{}, "", 0, false]) {
    const error = await rejection(answering({ room_grants }).list());
    assert.ok(error instanceof InvalidResponseError);
    assert.equal(error.path, "room_grants");
  }
});

test("calls that answer nothing take any 2xx and any body", async () => {
  const create = (answer) => stubbed(stub(answer)).grants.create({ room_id: "a", user_id: "b", permissions: {} });
  assert.equal(await create(() => new Response(null, { status: 204 })), undefined);
  assert.equal(await create(() => new Response("", { status: 201 })), undefined);
  assert.equal(await create(() => new Response("<p>fine</p>", { status: 299 })), undefined);
  assert.equal(await create(() => new Response(new Uint8Array([0xff, 0xfe]))), undefined);
});

test("a reply without the body that is needed is an error", async () => {
  for (const body of ["", "  \n", null]) {
    const error = await rejection(stubbed(stub(() => new Response(body))).grants.get("a", "b"));
    assert.ok(error instanceof InvalidResponseError);
    assert.equal(
      error.message,
      "GET /accounts/projects/proj_123/room-grants/a/b: the reply: expected an object, got an empty body",
    );
    assert.equal(error.path, "");
  }
});

test("the content type of a reply is not looked at", async () => {
  const answer = () => new Response(JSON.stringify(grant), { headers: { "content-type": "text/html" } });
  assert.deepEqual(await stubbed(stub(answer)).grants.get("a", "b"), grant);
});

test("a byte order mark is skipped; other bytes than UTF-8 are an error", async () => {
  const text = JSON.stringify(grant);
  assert.deepEqual(await stubbed(stub(() => new Response(`\u{FEFF}${text}`))).grants.get("a", "b"), grant);
  const latin1 = Buffer.from(text.replace("support", "caf\u00e9"), "latin1");
  const error = await rejection(stubbed(stub(() => new Response(latin1))).grants.get("a", "b"));
  assert.ok(error instanceof InvalidResponseError);
  const expected = `GET /accounts/projects/proj_123/room-grants/a/b: the reply: expected UTF-8 text, got other bytes at byte ${latin1.indexOf(0xe9)}`;
  assert.equal(error.message, expected);
});
