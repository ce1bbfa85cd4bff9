// Both clients and one server: what one of them writes, both read the same, and the other way round.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { all, pkg, rejection, serve } from "../helpers/index.mjs";
import { both } from "./clients.mjs";
import { comparable, differences, meaning } from "./compare.mjs";
import { operations } from "./operations.mjs";
import { Meshagent, ParticipantToken, RoomException, wire } from "./sdk.mjs";

const server = await serve("--example");
const service = { projectId: server.projectId, token: server.admin.token };
const { ours, official } = both(server.url, service);
const sdk = new Meshagent({ baseUrl: server.url, token: service.token });

/** The operations that worked through the SDK. */
const worked = new Set();
const theirs = async (op, args) => {
  const result = await official(op, args);
  worked.add(op);
  return result;
};

/** What a reply has and the SDK leaves out. */
const LEFT_OUT = /(^|\.)(enabled|total|official|can_create_rooms|can_use_llm_proxy)$/;

/** Reads with both clients, which must see the same; returns what ours sees. */
async function read(op, args) {
  const [first, second] = [await theirs(op, args), await ours(op, args)];
  const parts = differences(comparable({ result: first }), comparable({ result: second }));
  for (const [place, [seen]] of Object.entries(parts)) {
    if (seen === undefined && LEFT_OUT.test(place)) delete parts[place];
  }
  assert.deepEqual(parts, {}, `${op} ${JSON.stringify(args)}`);
  return second;
}

/** Both clients find nothing. */
async function nothing(op, args) {
  const failure = await rejection(official(op, args));
  assert.ok(failure instanceof RoomException);
  assert.match(failure.message, /Status code: 404,/);
  assert.ok((await rejection(ours(op, args))) instanceof pkg.NotFoundError);
}

const member = server.member.id;
const jobs = {
  queues: { send: ["jobs"], list: false },
  messaging: {},
  storage: { paths: [{ path: "/", read_only: true }] },
};
const spelledOut = {
  queues: { send: null, list: true },
  messaging: { send: false, list: true },
  tunnels: { ports: [] },
};

for (const [who, write] of [
  ["the SDK", theirs],
  ["our client", ours],
]) {
  const name = who.replaceAll(" ", "-").toLowerCase();

  test(`rooms that ${who} makes, changes and deletes`, async () => {
    const metadata = { tier: 1, deep: [null, { é: 1e-21 }] };
    const annotations = { team: "plat form\u2028", "": "" };
    const made = await write("rooms.create", { name, metadata, annotations, permissions: { [member]: jobs } });
    const room = await read("rooms.get", { name });
    assert.deepEqual(made, room);
    assert.deepEqual([room.name, room.metadata, room.annotations], [name, metadata, annotations]);
    assert.deepEqual((await read("grants.get", { room_id: room.id, user_id: member })).permissions, jobs);
    const again = await write("rooms.create", { name, if_not_exists: true });
    assert.equal(again.id, room.id);

    const listed = await read("rooms.list", { limit: 500, order_by: "created_at" });
    assert.deepEqual(listed.items.at(-1), room);
    const connections = [await theirs("rooms.connect", { room: name }), await ours("rooms.connect", { room: name })];
    for (const { jwt, ...connection } of connections) {
      const room_url = `${server.url.replace("http", "ws")}/rooms/${name}`;
      assert.deepEqual(connection, { project_id: server.projectId, room_name: name, room_url });
      const token = await ParticipantToken.fromJwt(jwt, { token: pkg.parseApiKey(server.apiKey).secret });
      assert.equal(token.grantScope("room"), name);
    }

    await write("rooms.update", { room_id: room.id, name: `${name}-2`, metadata: {} });
    await nothing("rooms.get", { name });
    const renamed = await read("rooms.get", { name: `${name}-2` });
    assert.deepEqual(renamed, { ...room, name: `${name}-2`, metadata: {} });
    await write("rooms.update", { room_id: room.id, name, annotations: { a: "b" } });
    assert.deepEqual(await read("rooms.get", { name }), { ...room, metadata: {}, annotations: { a: "b" } });

    await write("rooms.delete", { room_id: room.id });
    await nothing("rooms.get", { name });
    await nothing("rooms.delete", { room_id: room.id });
    await nothing("grants.get", { room_id: room.id, user_id: member });
  });

  test(`grants that ${who} makes, changes and deletes`, async () => {
    const { id: room_id } = await read("rooms.get", { name: "research-lab" });
    const one = { room_id, user_id: member };
    await write("grants.create", { ...one, permissions: spelledOut });
    const { permissions } = await read("grants.get", one);
    assert.deepEqual(meaning(permissions), meaning(spelledOut));
    await write("grants.update", { ...one, permissions: jobs });
    const grant = await read("grants.get", one);
    assert.deepEqual(grant.permissions, jobs);

    const has = ({ items }) => items.some((item) => item.room.id === room_id && item.user_id === member);
    assert.ok(has(await read("grants.list", { limit: 500 })));
    assert.ok(has(await read("grants.listByUser", { user_id: member, limit: 500 })));
    assert.ok(has(await read("grants.listByRoom", { room_name: "research-lab" })));
    const rooms = await read("grants.listUniqueRooms", { limit: 500 });
    assert.deepEqual(
      rooms.items.find(({ room }) => room.id === room_id),
      { room: grant.room, count: 4 },
    );

    const email = `${name}@example.com`;
    await write("grants.createByEmail", { room_id, email, permissions: {} });
    const { items } = await read("grants.listUniqueUsers", { filter: email });
    assert.deepEqual(
      items.map(({ email, count }) => [email, count]),
      [[email, 1]],
    );
    await write("grants.update", { room_id, user_id: items[0].user_id, permissions: jobs, grant_id: "any" });
    assert.deepEqual((await read("grants.get", { room_id, user_id: items[0].user_id })).permissions, jobs);

    for (const user_id of [member, items[0].user_id]) {
      await write("grants.delete", { room_id, user_id });
      await nothing("grants.get", { room_id, user_id });
    }
    assert.deepEqual((await read("grants.listUniqueUsers", { filter: email })).items, []);
  });

  test(`members whom ${who} adds and removes`, async () => {
    const { id: room_id } = await read("rooms.get", { name: "onboarding" });
    const email = `new-${name}@example.com`;
    await write("grants.createByEmail", { room_id, email, permissions: {} });
    const [{ user_id }] = (await read("grants.listUniqueUsers", { filter: email })).items;
    const found = async () => (await read("members.list", { filter: email })).items;
    assert.deepEqual(await found(), []);
    await write("members.add", { user_id, is_developer: true, can_create_rooms: true });
    const [added, ...others] = await found();
    assert.deepEqual(others, []);
    const { id, is_admin, is_developer, can_create_rooms } = added;
    assert.deepEqual([id, added.email, is_admin, is_developer, can_create_rooms], [user_id, email, false, true, true]);
    // The SDK cannot change a member.
    const rights = { is_admin: true, is_developer: false, can_create_rooms: false, can_use_llm_proxy: true };
    await ours("members.update", { user_id, ...rights });
    assert.deepEqual(await found(), [{ ...added, ...rights }]);
    await write("members.remove", { user_id });
    assert.deepEqual(await found(), []);
    await nothing("members.remove", { user_id });
  });

  test(`files that ${who} uploads`, async () => {
    const bytes = Buffer.concat(Array.from({ length: 4000 }, (_, n) => createHash("sha512").update(`${n}`).digest()));
    const path = `reports/${name} ü+%2F?&#.bin`;
    await nothing("storage.download", { path });
    for (const data of [bytes, bytes.subarray(3, 7), new Uint8Array()]) {
      await write("storage.upload", { path, data });
      const held = await read("storage.download", { path });
      assert.ok(Buffer.from(data).equals(held), `${held.length} bytes, not ${data.length}`);
    }
  });

  test(`OAuth clients that ${who} makes, changes and deletes; the SDK cannot read them`, async () => {
    const lists = {
      grant_types: ["authorization_code"],
      response_types: ["code"],
      redirect_uris: ["https://a.example/?b"],
    };
    const { client_secret, ...made } = await write("oauthClients.create", {
      ...lists,
      scope: "openid",
      metadata: { name },
    });
    assert.match(client_secret, /./);
    const { client_id } = made;
    const unreadable = async (op, args) => {
      // It wants the secret in every reply, and only the reply to create has it.
      const failure = await rejection(official(op, args));
      assert.equal(failure.message, "Invalid OAuth client payload: missing required fields");
    };
    await unreadable("oauthClients.get", { client_id });
    await unreadable("oauthClients.list", { filter: name });
    const client = await ours("oauthClients.get", { client_id });
    assert.deepEqual(differences(made, client), who === "the SDK" ? { official: [undefined, false] } : {});
    assert.deepEqual((await ours("oauthClients.list", { filter: name })).items, [client]);

    await write("oauthClients.update", { client_id, scope: "openid email" });
    assert.deepEqual(await ours("oauthClients.get", { client_id }), { ...client, scope: "openid email" });
    await write("oauthClients.delete", { client_id });
    await nothing("oauthClients.get", { client_id });
    // Nothing is left that it could not read.
    assert.deepEqual((await read("oauthClients.list", { filter: name })).items, []);
  });
}

test("a room that we disable is as ever to the SDK, until it is joined", async () => {
  const name = "design-review";
  const { id: room_id } = await read("rooms.get", { name });
  await ours("rooms.update", { room_id, name, enabled: false });
  assert.equal((await read("rooms.get", { name })).enabled, false);
  const failure = await rejection(official("rooms.connect", { room: name }));
  assert.match(failure.message, /^Failed to connect room\. Status code: 423,/);
  assert.ok((await rejection(ours("rooms.connect", { room: name }))) instanceof pkg.RoomDisabledError);
  // What the SDK leaves out of an update stays as it is.
  await theirs("rooms.update", { room_id, name });
  assert.equal((await read("rooms.get", { name })).enabled, false);
  await ours("rooms.update", { room_id, name, enabled: true });
  assert.equal((await theirs("rooms.connect", { room: name })).room_name, name);
});

test("page after page the SDK sees what our iterators see", async () => {
  const lists = [
    ["rooms.list", "limit", (project) => project.rooms.iterate({ page_size: 3 })],
    ["grants.list", "limit", (project) => project.grants.iterate({ page_size: 3 })],
    ["members.list", "count", (project) => project.members.iterate({ page_size: 3 })],
  ];
  for (const [op, size, iterate] of lists) {
    const pages = [];
    do pages.push((await theirs(op, { [size]: 3, offset: 3 * pages.length })).items);
    while (pages.at(-1).length === 3);
    const items = await all(iterate(server.project(service)));
    assert.ok(pages.length > 2);
    assert.equal(items.length, pages.flat().length);
    const [first, second] = [pages.flat(), items].map((items) => comparable({ result: { items } }));
    assert.deepEqual(differences(first, second), {});
  }
});

test("the SDK's other names for the same calls work too", async () => {
  const { items, total } = await read("members.list", {});
  assert.deepEqual(await sdk.getUsersInProject(server.projectId), { users: items, total });
  const users = await read("grants.listUniqueUsers", {});
  assert.deepEqual(wire(await sdk.listUniqueUsersWithGrants(server.projectId)), users.items);
  assert.deepEqual(await sdk.listOAuthClients(server.projectId), []);
});

test("every caller has the same role in both", async () => {
  for (const { token, role } of [server.admin, server.developer, server.member]) {
    const callers = both(server.url, { ...service, token });
    assert.equal((await callers.official("members.role")).role, role);
    assert.equal((await callers.ours("members.role")).role, role);
  }
  await read("members.role");
});

test("every call of the SDK has worked against the server", () => {
  const expected = Object.keys(operations).filter((op) => operations[op].official);
  // One client cannot be read by the SDK; of the list only an empty one.
  assert.deepEqual([...worked].sort(), expected.filter((op) => op !== "oauthClients.get").sort());
});
