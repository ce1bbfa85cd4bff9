// Every method of `project.rooms` against the server, and what the server then holds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { all, pkg, rejection, reply, serve, stub, stubbed } from "../helpers/index.mjs";

const { ConflictError, InvalidResponseError, NotFoundError, PermissionDeniedError, RoomDisabledError } = pkg;
const server = await serve();
const { rooms } = server.project();

test("create makes a room with all that was given and returns it", async () => {
  const metadata = { tier: 1, deep: { list: [1, 2.5, null, "ü"], empty: {} } };
  const annotations = { team: "platform", "": "no name", "a.b/c": "ü" };
  const user = server.member.id;
  const room = await rooms.create({
    name: "created",
    metadata,
    annotations,
    permissions: { [user]: { storage: { paths: [{ path: "/data", read_only: true }] } } },
  });
  assert.equal(typeof room.id, "string");
  assert.deepEqual(room, { id: room.id, name: "created", metadata, annotations });
  assert.deepEqual(await server.held("/rooms/created"), room);
  const grant = await server.held(`/room-grants/${room.id}/${user}`);
  assert.deepEqual(grant.permissions, { storage: { paths: [{ path: "/data", read_only: true }] } });
});

test("create sends if_not_exists always and nothing that was left out", async () => {
  await server.reset();
  await rooms.create({ name: "plain" });
  const { method, path, query, body, headers } = await server.request();
  assert.deepEqual([method, path, query], ["POST", `${server.path}/rooms`, null]);
  assert.deepEqual(JSON.parse(body), { name: "plain", if_not_exists: false });
  assert.equal(headers["content-type"], "application/json");
  assert.equal(headers.authorization, `Bearer ${server.apiKey}`);
});

test("create of a taken name is a conflict, unless if_not_exists: then the room as it is", async () => {
  const first = await rooms.create({ name: "taken", metadata: { first: true } });
  const error = await rejection(rooms.create({ name: "taken" }));
  assert.ok(error instanceof ConflictError);
  assert.equal(error.status, 409);
  const second = await rooms.create({ name: "taken", if_not_exists: true, metadata: { first: false } });
  assert.deepEqual(second, first);
  assert.deepEqual((await server.held("/rooms/taken")).metadata, { first: true });
});

test("get finds a room by its name and by its id", async () => {
  const room = await server.room("by-name", { metadata: { a: 1 } });
  assert.deepEqual(await rooms.get("by-name"), room);
  assert.deepEqual(await rooms.get(room.id), room);
  const error = await rejection(rooms.get("by-another-name"));
  assert.ok(error instanceof NotFoundError);
  assert.equal(error.status, 404);
});

test("list sends its defaults and returns a page with the total", async () => {
  for (const name of ["list-c", "list-a", "list-b"]) await server.room(name);
  await server.reset();
  const page = await rooms.list();
  const { method, path, query, body } = await server.request();
  assert.deepEqual([method, path, body], ["GET", `${server.path}/rooms`, ""]);
  assert.deepEqual(Object.fromEntries(new URLSearchParams(query)), { limit: "50", offset: "0", order_by: "room_name" });
  const held = await server.held("/rooms?limit=1000");
  assert.deepEqual(page, { items: held.rooms, total: held.total });
  assert.deepEqual(
    page.items.map((room) => room.name),
    page.items.map((room) => room.name).sort(),
  );
});

test("list takes limit, offset, order_by and filter", async () => {
  const names = async (which) => {
    const page = await rooms.list({ filter: "LIST-", ...which });
    return [page.total, ...page.items.map((room) => room.name)];
  };
  assert.deepEqual(await names(), [3, "list-a", "list-b", "list-c"]);
  assert.deepEqual(await names({ limit: 2 }), [3, "list-a", "list-b"]);
  assert.deepEqual(await names({ limit: 2, offset: 2 }), [3, "list-c"]);
  assert.deepEqual(await names({ offset: 3 }), [3]);
  assert.deepEqual(await names({ order_by: "created_at" }), [3, "list-c", "list-a", "list-b"]);
  await server.reset();
  await rooms.list({ filter: "  " });
  assert.equal(new URLSearchParams((await server.request()).query).has("filter"), false, "a blank filter is left out");
});

test("a filter is encoded as a form is", async () => {
  await server.reset();
  const filter = "a b+c&d=e%20/ü#?";
  assert.deepEqual((await rooms.list({ filter })).items, []);
  const { query } = await server.request();
  assert.equal(new URLSearchParams(query).get("filter"), filter);
  assert.match(query, /filter=a\+b%2Bc%26d%3De%2520%2F%C3%BC%23%3F/);
});

test("iterate goes through all pages", async () => {
  for (let n = 0; n < 7; n++) await server.room(`walk-${n}`);
  await server.reset();
  const walked = await all(rooms.iterate({ page_size: 3, filter: "walk-" }));
  assert.deepEqual(
    walked.map((room) => room.name),
    [0, 1, 2, 3, 4, 5, 6].map((n) => `walk-${n}`),
  );
  const queries = (await server.requests()).map(({ query }) => Object.fromEntries(new URLSearchParams(query)));
  const common = { limit: "3", order_by: "room_name", filter: "walk-" };
  assert.deepEqual(queries, [
    { ...common, offset: "0" },
    { ...common, offset: "3" },
    { ...common, offset: "6" },
  ]);
  const rest = await all(rooms.iterate({ page_size: 3, filter: "walk-", offset: 5, order_by: "created_at" }));
  assert.deepEqual(
    rest.map((room) => room.name),
    ["walk-5", "walk-6"],
  );
});

test("update renames, replaces what is given and keeps what is left out", async () => {
  const { id } = await server.room("before", { metadata: { tier: 1 }, annotations: { team: "a" } });
  assert.equal(await rooms.update(id, { name: "after", metadata: { tier: 2 } }), undefined);
  assert.equal(await server.held("/rooms/before"), undefined);
  const renamed = { id, name: "after", metadata: { tier: 2 }, annotations: { team: "a" } };
  assert.deepEqual(await server.held("/rooms/after"), renamed);
  await server.reset();
  await rooms.update(id, { name: "after", metadata: {}, annotations: {} });
  const { method, path, body } = await server.request();
  assert.deepEqual([method, path], ["PUT", `${server.path}/rooms/${id}`]);
  assert.deepEqual(JSON.parse(body), { name: "after", metadata: {}, annotations: {} });
  assert.deepEqual(await server.held("/rooms/after"), { id, name: "after", metadata: {}, annotations: {} });
});

test("update to a taken name is a conflict, of an unknown room a 404", async () => {
  const { id } = await server.room("mine");
  await server.room("theirs");
  assert.ok((await rejection(rooms.update(id, { name: "theirs" }))) instanceof ConflictError);
  assert.ok((await rejection(rooms.update("unknown", { name: "theirs" }))) instanceof NotFoundError);
  assert.equal((await server.held("/rooms/mine")).id, id);
});

test("connect gives what joining takes", async () => {
  await server.room("joinable");
  await server.reset();
  const connection = await rooms.connect("joinable");
  const { method, path, body } = await server.request();
  assert.deepEqual([method, path, body], ["POST", `${server.path}/rooms/joinable/connect`, "{}"]);
  assert.deepEqual(Object.keys(connection).sort(), ["jwt", "project_id", "room_name", "room_url"]);
  assert.equal(connection.project_id, server.projectId);
  assert.equal(connection.room_name, "joinable");
  assert.equal(connection.room_url, `${server.url.replace("http", "ws")}/rooms/joinable`);
  const claims = JSON.parse(Buffer.from(connection.jwt.split(".")[1], "base64url"));
  assert.ok(claims.grants.some((grant) => grant.name === "room" && grant.scope === "joinable"));
});

test("a disabled room shows it and cannot be joined", async () => {
  const { id } = await server.room("closed");
  await rooms.update(id, { name: "closed", enabled: false });
  assert.equal((await rooms.get("closed")).enabled, false);
  const error = await rejection(rooms.connect("closed"));
  assert.ok(error instanceof RoomDisabledError);
  assert.equal(error.status, 423);
  await rooms.update(id, { name: "closed", enabled: true });
  assert.equal((await rooms.connect("closed")).room_name, "closed");
});

test("delete removes a room by its id, with its grants", async () => {
  const { id } = await server.room("doomed", { permissions: { [server.member.id]: {} } });
  assert.ok(await server.held(`/room-grants/${id}/${server.member.id}`));
  await server.reset();
  assert.equal(await rooms.delete(id), undefined);
  const { method, path, body, headers } = await server.request();
  assert.deepEqual([method, path, body], ["DELETE", `${server.path}/rooms/${id}`, ""]);
  assert.equal(headers["content-type"], undefined);
  assert.equal(await server.held("/rooms/doomed"), undefined);
  assert.equal(await server.held(`/room-grants/${id}/${server.member.id}`), undefined);
  assert.ok((await rejection(rooms.delete(id))) instanceof NotFoundError);
});

test("what a caller may not do is denied", async () => {
  const { id } = await server.room("guarded");
  const asMember = server.project({ token: server.member.token }).rooms;
  assert.ok((await rejection(asMember.create({ name: "not-mine" }))) instanceof PermissionDeniedError);
  assert.ok((await rejection(asMember.delete(id))) instanceof PermissionDeniedError);
  assert.ok((await rejection(asMember.connect("guarded"))) instanceof PermissionDeniedError);
  assert.equal((await asMember.get("guarded")).id, id);
  const asDeveloper = server.project({ token: server.developer.token }).rooms;
  assert.equal((await asDeveloper.create({ name: "by-developer" })).name, "by-developer");
});

test("a name or id is one segment of the path, whatever it holds", async () => {
  const odd = "a/b?c#d%2e é\u{1F600}+&=;:@'()*!~";
  for (const call of [() => rooms.get(odd), () => rooms.delete(odd), () => rooms.update(odd, { name: "x" })]) {
    await server.reset();
    assert.ok((await rejection(call())) instanceof NotFoundError);
    const { path, query } = await server.request();
    assert.equal(query, null);
    assert.deepEqual(path.slice(server.path.length).split("/").map(decodeURIComponent), ["", "rooms", odd]);
  }
});

test("two hundred calls at once get each its own answer", async () => {
  const names = Array.from({ length: 200 }, (_, n) => `room-${n}`);
  const fetch = stub(async (url) => {
    const name = url.split("/").at(-1);
    // The later a call, the earlier its answer.
    for (let turn = Number(name.slice(5)); turn < 200; turn += 20) await new Promise(setImmediate);
    return name.endsWith("7") ? reply({ error: name }, { status: 404 }) : reply({ id: name, name });
  });
  const { rooms } = stubbed(fetch);
  const answers = await Promise.all(names.map((name) => rooms.get(name).catch((error) => error)));
  for (const [index, answer] of answers.entries()) {
    const name = names[index];
    const message = `GET /accounts/projects/proj_123/rooms/${name}: 404 ${name}`;
    if (name.endsWith("7")) assert.deepEqual([answer.name, answer.message], ["NotFoundError", message]);
    else assert.deepEqual([answer.id, answer.name], [name, name]);
  }
});

test("missing and null metadata and annotations read as {}", async () => {
  const fetch = stub(() =>
    reply({
      rooms: [
        { id: "1", name: "a" },
        { id: "2", name: "b", metadata: null, annotations: null },
      ],
    }),
  );
  assert.deepEqual((await stubbed(fetch).rooms.list()).items, [
    { id: "1", name: "a", metadata: {}, annotations: {} },
    { id: "2", name: "b", metadata: {}, annotations: {} },
  ]);
});

test("what a newer server adds passes through, in the page and in its rooms", async () => {
  const room = { id: "1", name: "a", metadata: {}, annotations: {}, region: { deep: [1, null] } };
  const fetch = stub(() => reply({ rooms: [room], total: 1, etag: "x" }));
  assert.deepEqual(await stubbed(fetch).rooms.list(), { items: [room], total: 1, etag: "x" });
});

test("a missing or null list is empty; a null total is absent", async () => {
  for (const body of [{}, { rooms: null, total: null }]) {
    const page = await stubbed(stub(() => reply(body))).rooms.list();
    assert.deepEqual(page, { items: [] });
    assert.equal("total" in page, false);
  }
});

test("a reply that is not what the API promises is an error with its place", async () => {
  const room = { id: "1", name: "a" };
  const cases = [
    ["list", { rooms: [room, { id: "2" }] }, "rooms[1].name"],
    ["list", { rooms: [{ ...room, annotations: { ok: "x", bad: 1 } }] }, "rooms[0].annotations.bad"],
    ["list", { rooms: {} }, "rooms"],
    ["list", { rooms: [], total: -1 }, "total"],
    ["list", [], ""],
    ["get", { ...room, id: 7 }, "id"],
    ["get", { ...room, metadata: [] }, "metadata"],
    ["get", null, ""],
    ["connect", { jwt: "a", room_name: "b", project_id: "c" }, "room_url"],
    ["connect", { jwt: null, room_name: "b", project_id: "c", room_url: "d" }, "jwt"],
  ];
  for (const [method, body, path] of cases) {
    const { rooms } = stubbed(stub(() => reply(body)));
    const error = await rejection(method === "list" ? rooms.list() : rooms[method]("a"));
    assert.ok(error instanceof InvalidResponseError, `${method}: ${error}`);
    assert.equal(error.path, path);
    assert.equal(error.status, 200);
    if (path) assert.ok(error.message.includes(`: ${path}: expected `), error.message);
  }
});
