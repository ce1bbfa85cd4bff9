// Every method of `project.grants` against the server, and what the server then holds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { all, pkg, rejection, serve } from "../helpers/index.mjs";

const { ConflictError, NotFoundError, PermissionDeniedError, ValidationErrorResponse } = pkg;
const server = await serve();
const { grants } = server.project();
const { admin, developer, member } = server;
const user_id = member.id;
const restricted = { storage: { paths: [{ path: "/data", read_only: true }] } };

/** What the user may do in the room, as the server has it; `undefined` without a grant. */
const scopeOf = async (room, user = user_id) => (await server.held(`/room-grants/${room.id}/${user}`))?.permissions;

test("create gives a user access with exactly the scope that was given", async () => {
  const room = await server.room("create");
  await server.reset();
  assert.equal(await grants.create({ room_id: room.id, user_id, permissions: restricted }), undefined);
  const { method, path, query, body, headers } = await server.request();
  assert.deepEqual([method, path, query], ["POST", `${server.path}/room-grants`, null]);
  assert.deepEqual(JSON.parse(body), { room_id: room.id, user_id, permissions: restricted });
  assert.equal(headers["content-type"], "application/json");
  assert.deepEqual(await scopeOf(room), restricted);
});

test("members of a scope that the package does not know are sent and read as they are", async () => {
  const room = await server.room("unknown-members");
  const permissions = {
    messaging: { send: false, whisper: [1, { deep: null }] },
    holograms: { size: 2.5, ü: "\u{1F600}" },
  };
  await server.reset();
  await grants.create({ room_id: room.id, user_id, permissions });
  assert.equal((await server.request()).body, JSON.stringify({ room_id: room.id, user_id, permissions }));
  assert.deepEqual((await grants.get(room.id, user_id)).permissions, permissions);
  const changed = { ...permissions, messaging: { whisper: [] } };
  await grants.update({ room_id: room.id, user_id, permissions: changed });
  assert.deepEqual(await scopeOf(room), changed);
});

test("create of a grant that exists is a conflict and changes nothing", async () => {
  const room = await server.room("conflict", { permissions: { [user_id]: restricted } });
  const error = await rejection(grants.create({ room_id: room.id, user_id, permissions: {} }));
  assert.ok(error instanceof ConflictError);
  assert.deepEqual(await scopeOf(room), restricted);
});

test("create for an unknown room or user is a 404", async () => {
  const room = await server.room("known");
  const unknown = [
    { room_id: "nowhere", user_id },
    { room_id: room.id, user_id: "nobody" },
  ];
  for (const grant of unknown) {
    assert.ok((await rejection(grants.create({ ...grant, permissions: {} }))) instanceof NotFoundError);
  }
});

test("createByEmail gives a known person access", async () => {
  const room = await server.room("by-email");
  await server.reset();
  assert.equal(
    await grants.createByEmail({ room_id: room.id, email: member.email, permissions: restricted }),
    undefined,
  );
  const { method, path, body } = await server.request();
  assert.deepEqual([method, path], ["POST", `${server.path}/room-grants`]);
  assert.deepEqual(JSON.parse(body), { room_id: room.id, email: member.email, permissions: restricted });
  assert.deepEqual(await scopeOf(room), restricted);
});

test("createByEmail invites an unknown person", async () => {
  const room = await server.room("invited");
  const email = "new.person@example.com";
  await server.reset();
  await grants.createByEmail({
    room_id: room.id,
    email,
    permissions: {},
    invite_redirect_url: "https://app.example.com/welcome?a=b",
  });
  assert.equal(JSON.parse((await server.request()).body).invite_redirect_url, "https://app.example.com/welcome?a=b");
  const [invited] = (await server.held("/room-grants/by-user")).users.filter((user) => user.email === email);
  assert.deepEqual(await scopeOf(room, invited.user_id), {});
  const refused = await rejection(grants.createByEmail({ room_id: room.id, email: "nonsense", permissions: {} }));
  assert.ok(refused instanceof ValidationErrorResponse);
});

test("update replaces the whole scope; the body says which grant", async () => {
  const room = await server.room("update", { permissions: { [user_id]: restricted } });
  await server.reset();
  assert.equal(await grants.update({ room_id: room.id, user_id, permissions: { messaging: {} } }), undefined);
  const { method, path, body } = await server.request();
  assert.deepEqual([method, path], ["PUT", `${server.path}/room-grants/unused`]);
  assert.deepEqual(JSON.parse(body), { room_id: room.id, user_id, permissions: { messaging: {} } });
  assert.deepEqual(await scopeOf(room), { messaging: {} });
});

test("update puts a grant's id in the path and not in the body", async () => {
  const room = await server.room("update-id", { permissions: { [user_id]: {} } });
  for (const [grant_id, segment] of [
    ["grant/1 ü", "grant%2F1%20%C3%BC"],
    ["", "unused"],
  ]) {
    await server.reset();
    await grants.update({ grant_id, room_id: room.id, user_id, permissions: restricted });
    const { path, body } = await server.request();
    assert.equal(path, `${server.path}/room-grants/${segment}`);
    assert.deepEqual(JSON.parse(body), { room_id: room.id, user_id, permissions: restricted });
  }
});

test("update of a grant that is not there is a 404", async () => {
  const room = await server.room("update-none");
  const error = await rejection(grants.update({ room_id: room.id, user_id, permissions: {} }));
  assert.ok(error instanceof NotFoundError);
  assert.equal(await scopeOf(room), undefined);
});

test("get returns the grant with its room", async () => {
  const room = await server.room("get", { metadata: { a: 1 }, permissions: { [user_id]: restricted } });
  assert.deepEqual(await grants.get(room.id, user_id), { room, user_id, permissions: restricted });
  assert.ok((await rejection(grants.get(room.id, admin.id))) instanceof NotFoundError);
});

test("delete takes access away", async () => {
  const room = await server.room("delete", { permissions: { [user_id]: {} } });
  await server.reset();
  assert.equal(await grants.delete(room.id, user_id), undefined);
  const { method, path, body } = await server.request();
  assert.deepEqual([method, path, body], ["DELETE", `${server.path}/room-grants/${room.id}/${user_id}`, ""]);
  assert.equal(await scopeOf(room), undefined);
  assert.ok((await rejection(grants.delete(room.id, user_id))) instanceof NotFoundError);
});

test("room and user ids are one segment of the path each, whatever they hold", async () => {
  const odd = ["a/../b?c#d", "%2e%2e +é\u{1F600}&="];
  for (const method of ["get", "delete"]) {
    await server.reset();
    assert.ok((await rejection(grants[method](...odd))) instanceof NotFoundError);
    const { path, query } = await server.request();
    assert.equal(query, null);
    assert.deepEqual(path.slice(server.path.length).split("/").map(decodeURIComponent), ["", "room-grants", ...odd]);
  }
});

test("list sends its defaults and returns a page with the total", async () => {
  await server.room("list-1", { permissions: { [user_id]: {}, [admin.id]: restricted } });
  for (const which of [undefined, null, {}, { limit: undefined, offset: undefined, order_by: undefined }]) {
    await server.reset();
    const page = await grants.list(which);
    const { method, path, query } = await server.request();
    assert.deepEqual([method, path], ["GET", `${server.path}/room-grants`]);
    assert.deepEqual(Object.fromEntries(new URLSearchParams(query)), {
      limit: "50",
      offset: "0",
      order_by: "room_name",
    });
    const held = await server.held("/room-grants");
    assert.ok(page.items.some((grant) => grant.room.name === "list-1" && grant.user_id === admin.id));
    assert.deepEqual(page, { items: held.room_grants, total: held.total });
  }
});

test("list takes limit, offset and order_by", async () => {
  const everything = (await server.held("/room-grants?limit=1000&order_by=created_at")).room_grants;
  const page = await grants.list({ limit: 2, offset: 1, order_by: "created_at" });
  assert.deepEqual(page, { items: everything.slice(1, 3), total: everything.length });
  const error = await rejection(grants.list({ order_by: "colour" }));
  assert.ok(error instanceof ValidationErrorResponse, "what the server refuses");
});

test("listByUser shows a user's grants; `me` is the caller", async () => {
  await server.room("alpha-1", { permissions: { [developer.id]: restricted } });
  await server.room("alpha-2", { permissions: { [developer.id]: {} } });
  await server.reset();
  const page = await grants.listByUser(developer.id);
  const { path, query } = await server.request();
  assert.equal(path, `${server.path}/room-grants/by-user/${developer.id}`);
  assert.deepEqual(Object.fromEntries(new URLSearchParams(query)), { limit: "50", offset: "0" });
  assert.equal(page.total, 2);
  assert.deepEqual(
    page.items.map((grant) => [grant.room.name, grant.user_id, grant.permissions]),
    [
      ["alpha-1", developer.id, restricted],
      ["alpha-2", developer.id, {}],
    ],
  );
  const mine = await server.project({ token: developer.token }).grants.listByUser("me", { limit: 1, offset: 1 });
  assert.deepEqual(mine, { items: page.items.slice(1), total: 2 });
  const found = await grants.listByUser(developer.id, { filter: "A-2", order_by: "created_at" });
  assert.deepEqual(found, { items: page.items.slice(1), total: 1 });
  assert.ok((await rejection(grants.listByUser("nobody"))) instanceof NotFoundError);
});

test("listByRoom shows a room's grants, by the room's name", async () => {
  const room = await server.room("beta", { permissions: { [admin.id]: {}, [user_id]: restricted } });
  await server.reset();
  const page = await grants.listByRoom("beta");
  const { path, query } = await server.request();
  assert.equal(path, `${server.path}/room-grants/by-room/beta`);
  assert.deepEqual(Object.fromEntries(new URLSearchParams(query)), { limit: "50", offset: "0" });
  assert.deepEqual(page, {
    items: [
      { room, user_id: admin.id, permissions: {} },
      { room, user_id, permissions: restricted },
    ],
    total: 2,
  });
  assert.deepEqual((await grants.listByRoom("beta", { limit: 1, offset: 1 })).items, page.items.slice(1));
  assert.ok((await rejection(grants.listByRoom(room.id))) instanceof NotFoundError);
});

test("listUniqueRooms counts the grants of each room", async () => {
  const room = await server.room("gamma", { permissions: { [admin.id]: {}, [user_id]: {} } });
  await server.room("gamma-empty");
  await server.reset();
  const page = await grants.listUniqueRooms({ limit: 1000 });
  const { path, query } = await server.request();
  assert.equal(path, `${server.path}/room-grants/by-room`);
  assert.deepEqual(Object.fromEntries(new URLSearchParams(query)), { limit: "1000", offset: "0" });
  assert.deepEqual(page, { items: (await server.held("/room-grants/by-room?limit=1000")).rooms });
  assert.deepEqual(
    page.items.filter((item) => item.room.name.startsWith("gamma")),
    [{ room, count: 2 }],
  );
});

test("listUniqueUsers counts the grants of each user", async () => {
  await server.reset();
  const page = await grants.listUniqueUsers();
  const { path, query } = await server.request();
  assert.equal(path, `${server.path}/room-grants/by-user`);
  assert.deepEqual(Object.fromEntries(new URLSearchParams(query)), { limit: "100", offset: "0" });
  const held = await server.held("/room-grants/by-user");
  assert.deepEqual(page, { items: held.users, total: held.total });
  const found = await grants.listUniqueUsers({ filter: "ADA@", limit: 5 });
  assert.deepEqual(
    found.items.map(({ user_id, email }) => [user_id, email]),
    [[admin.id, "ada@example.com"]],
  );
  assert.equal(found.total, 1);
});

test("iterate, iterateByUser and iterateByRoom go through all pages", async () => {
  const { room_grants: everything } = await server.held("/room-grants?limit=1000");
  assert.deepEqual(await all(grants.iterate({ page_size: 4 })), everything);
  const { room_grants: ofUser } = await server.held(`/room-grants/by-user/${user_id}?limit=1000`);
  assert.deepEqual(await all(grants.iterateByUser(user_id, { page_size: 4 })), ofUser);
  assert.ok(ofUser.length > 4);
  const { room_grants: ofRoom } = await server.held("/room-grants/by-room/beta");
  assert.deepEqual(await all(grants.iterateByRoom("beta", { page_size: 1 })), ofRoom);
});

test("what a caller may not do is denied", async () => {
  const room = await server.room("guarded");
  const asMember = server.project({ token: member.token }).grants;
  const error = await rejection(asMember.create({ room_id: room.id, user_id, permissions: {} }));
  assert.ok(error instanceof PermissionDeniedError);
  assert.equal(error.status, 403);
  assert.equal(await scopeOf(room), undefined);
});
