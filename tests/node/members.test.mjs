// Every method of `project.members` against the server, and what the server then holds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { all, pkg, rejection, reply, serve, stub, stubbed } from "../helpers/index.mjs";

const { ConflictError, InvalidResponseError, NotFoundError, PermissionDeniedError, RoomException } = pkg;
const server = await serve();
const { members, grants } = server.project();
const { admin, developer, member } = server;
const NONE = { is_admin: false, is_developer: false, can_create_rooms: false, can_use_llm_proxy: false };

const held = async (id) => (await server.held("/users?count=1000")).users.find((user) => user.id === id);
let invited = 0;
/** A user whom the project knows, but who is not a member. */
async function outsider() {
  const email = `outsider-${++invited}@example.com`;
  const room = await server.room(`for-outsider-${invited}`);
  await grants.createByEmail({ room_id: room.id, email, permissions: {} });
  const { users } = await server.held("/room-grants/by-user?limit=1000");
  return users.find((user) => user.email === email).user_id;
}

test("add makes a user a member with the rights that were given", async () => {
  const user_id = await outsider();
  await server.reset();
  assert.equal(await members.add({ user_id, is_developer: true, can_create_rooms: true }), undefined);
  const { method, path, body } = await server.request();
  assert.deepEqual([method, path], ["POST", `${server.path}/users`]);
  assert.deepEqual(JSON.parse(body), {
    user_id,
    is_developer: true,
    can_create_rooms: true,
    project_id: server.projectId,
  });
  const { id, is_admin, is_developer, can_create_rooms, can_use_llm_proxy } = await held(user_id);
  assert.deepEqual(
    [id, is_admin, is_developer, can_create_rooms, can_use_llm_proxy],
    [user_id, false, true, true, false],
  );
});

test("the project in the body is the one of the path, whatever the argument says", async () => {
  const user_id = await outsider();
  await server.reset();
  await members.add({ user_id, project_id: "another" });
  const { body } = await server.request();
  assert.equal(JSON.parse(body).project_id, server.projectId);
  assert.equal(body.match(/project_id/g).length, 1);
});

test("add of a member is a conflict, of an unknown user a 404", async () => {
  assert.ok((await rejection(members.add({ user_id: member.id, is_admin: true }))) instanceof ConflictError);
  assert.equal((await held(member.id)).is_admin, false);
  assert.ok((await rejection(members.add({ user_id: "nobody" }))) instanceof NotFoundError);
});

test("update replaces all four rights", async () => {
  const user_id = await outsider();
  await members.add({ user_id, is_admin: true, can_use_llm_proxy: true });
  const rights = { is_admin: false, is_developer: true, can_create_rooms: true, can_use_llm_proxy: false };
  await server.reset();
  assert.equal(await members.update(user_id, rights), undefined);
  const { method, path, body } = await server.request();
  assert.deepEqual([method, path], ["PUT", `${server.path}/users/${user_id}`]);
  assert.deepEqual(JSON.parse(body), rights);
  const now = await held(user_id);
  for (const [name, value] of Object.entries(rights)) assert.equal(now[name], value, name);
});

test("update with a right left out is refused before it is sent", async () => {
  await server.reset();
  for (const name of Object.keys(NONE)) {
    const { [name]: _, ...rest } = NONE;
    const error = await rejection(members.update(member.id, rest));
    assert.ok(error instanceof RoomException);
    assert.match(error.message, new RegExp(`^rights\\.${name}: expected a boolean`));
  }
  assert.deepEqual(await server.requests(), []);
});

test("update of somebody who is no member is a 404", async () => {
  assert.ok((await rejection(members.update("nobody", NONE))) instanceof NotFoundError);
});

test("remove takes a member out of the project, with their grants", async () => {
  const user_id = await outsider();
  await members.add({ user_id });
  await server.reset();
  assert.equal(await members.remove(user_id), undefined);
  const { method, path, body } = await server.request();
  assert.deepEqual([method, path, body], ["DELETE", `${server.path}/users/${user_id}`, ""]);
  assert.equal(await held(user_id), undefined);
  assert.deepEqual((await grants.listByUser(user_id)).items, []);
  assert.ok((await rejection(members.remove(user_id))) instanceof NotFoundError);
});

test("remove takes an empty reply for success", async () => {
  for (const answer of [() => new Response(null, { status: 204 }), () => new Response(""), () => reply({ ok: true })]) {
    assert.equal(await stubbed(stub(answer)).members.remove("a"), undefined);
  }
});

test("role is the caller's own", async () => {
  await server.reset();
  const roles = {};
  for (const [name, token] of Object.entries({
    admin: admin.token,
    developer: developer.token,
    member: member.token,
    key: server.apiKey,
  })) {
    roles[name] = await server.project({ token }).members.role();
  }
  assert.deepEqual(roles, {
    admin: { role: "admin", can_create_rooms: true, can_use_llm_proxy: true },
    developer: { role: "developer", can_create_rooms: true, can_use_llm_proxy: true },
    member: { role: "member", can_create_rooms: false, can_use_llm_proxy: false },
    key: { role: "admin", can_create_rooms: true, can_use_llm_proxy: true },
  });
  const [{ method, path, query }] = await server.requests();
  assert.deepEqual([method, path, query], ["GET", `${server.path}/role`, null]);
});

test("role reads other roles, and missing flags as false", async () => {
  const role = (body) => stubbed(stub(() => reply(body))).members.role();
  const none = { can_create_rooms: false, can_use_llm_proxy: false };
  assert.deepEqual(await role({ role: "owner" }), { role: "owner", ...none });
  assert.deepEqual(await role({ role: "member", can_create_rooms: null }), { role: "member", ...none });
  for (const body of [{}, { role: null }, { role: 1 }, { role: "a", can_create_rooms: "yes" }]) {
    assert.ok((await rejection(role(body))) instanceof InvalidResponseError);
  }
});

test("list sends its defaults and returns a page with every field", async () => {
  await server.reset();
  const page = await members.list();
  const { method, path, query } = await server.request();
  assert.deepEqual([method, path], ["GET", `${server.path}/users`]);
  assert.deepEqual(Object.fromEntries(new URLSearchParams(query)), { count: "100", offset: "0" });
  const { users, total } = await server.held("/users");
  assert.deepEqual(page, { items: users, total });
  const ada = page.items.find((user) => user.id === admin.id);
  assert.deepEqual([ada.email, ada.first_name, ada.last_name, ada.is_admin], ["ada@example.com", "Ada", "Adams", true]);
});

test("list takes count, offset and filter", async () => {
  const { users } = await server.held("/users");
  assert.deepEqual((await members.list({ count: 2, offset: 1 })).items, users.slice(1, 3));
  const found = await members.list({ filter: "ADA@" });
  assert.deepEqual([found.total, found.items.map((user) => user.id)], [1, [admin.id]]);
  await server.reset();
  await members.list({ filter: " " });
  assert.equal(new URLSearchParams((await server.request()).query).has("filter"), false);
});

test("iterate goes through all pages, with `count` as their size", async () => {
  const { users } = await server.held("/users?count=1000");
  await server.reset();
  assert.deepEqual(await all(members.iterate({ page_size: 2 })), users);
  const queries = (await server.requests()).map(({ query }) => Object.fromEntries(new URLSearchParams(query)));
  assert.equal(queries.length, Math.ceil(users.length / 2));
  assert.deepEqual(queries[1], { count: "2", offset: "2" });
});

test("what a caller may not do is denied", async () => {
  const asDeveloper = server.project({ token: developer.token }).members;
  for (const call of [
    () => asDeveloper.add({ user_id: member.id }),
    () => asDeveloper.update(member.id, NONE),
    () => asDeveloper.remove(member.id),
  ]) {
    assert.ok((await rejection(call())) instanceof PermissionDeniedError);
  }
  assert.equal((await asDeveloper.list({ count: 1 })).items.length, 1);
});

test("a member needs an id; the rest may be missing, null or more", async () => {
  const list = (users) => stubbed(stub(() => reply({ users }))).members.list();
  const odd = [{ id: "1" }, { id: "2", email: null, first_name: null, is_admin: null }, { id: "3", roles: ["x"] }];
  assert.deepEqual((await list(odd)).items, odd);
  const error = await rejection(list([{ id: "1" }, { email: "a@b.c" }]));
  assert.ok(error instanceof InvalidResponseError);
  assert.equal(error.path, "users[1].id");
});

test("a user id is one segment of the path", async () => {
  await server.reset();
  await rejection(members.remove("a/b?c"));
  assert.equal((await server.request()).path, `${server.path}/users/a%2Fb%3Fc`);
});
