// The first items of a list, and the pages that are asked for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { all, rejection, reply, serve, stub, stubbed } from "../helpers/index.mjs";

const server = await serve();
const project = server.project();
const { rooms, grants } = project;
const user_id = server.member.id;
const scope = { storage: {} };
for (let n = 1; n <= 7; n++) await server.room(`room-${n}`, { permissions: { [user_id]: scope } });

/** The offsets that were asked for. */
const offsets = async () =>
  (await server.requests()).map(({ query }) => Number(new URLSearchParams(query).get("offset")));

/** The numbers of the first rooms. */
const first = (count) => Array.from({ length: count }, (_, n) => `room-${n + 1}`);

for (const [limit, asked] of [
  [0, []],
  [1, [0]],
  [3, [0]],
  [4, [0, 3]],
  [6, [0, 3]],
  [7, [0, 3, 6]],
  [8, [0, 3, 6]],
  [4_294_967_295, [0, 3, 6]],
]) {
  test(`a limit of ${limit} asks for the pages at ${asked}`, async () => {
    await server.reset();
    const items = await rooms.iterate({ page_size: 3 }).toArray({ limit });
    assert.deepEqual(
      items.map(({ name }) => name),
      first(Math.min(limit, 7)),
    );
    assert.deepEqual(await offsets(), asked);
  });
}

test("a limit of as many as a long page has asks for no other page", async () => {
  const rooms = Array.from({ length: 100 }, (_, n) => ({
    id: `${n}`,
    name: `room-${n}`,
    metadata: {},
    annotations: {},
  }));
  const fetch = stub(() => reply({ rooms, total: 300 }));
  assert.equal((await stubbed(fetch).rooms.iterate({ page_size: 100 }).toArray({ limit: 100 })).length, 100);
  assert.equal(fetch.calls.length, 1);
});

test("without a limit it is all of them", async () => {
  for (const options of [undefined, null, {}, { limit: undefined }]) {
    assert.equal((await rooms.iterate({ page_size: 3 }).toArray(options)).length, 7);
  }
});

test("the limit counts from where the list stands, and what is left is given up", async () => {
  const list = rooms.iterate({ page_size: 3 });
  assert.equal((await list.next()).value.name, "room-1");
  const items = await list.toArray({ limit: 3 });
  assert.deepEqual(
    items.map(({ name }) => name),
    ["room-2", "room-3", "room-4"],
  );
  assert.deepEqual(await list.next(), { done: true, value: undefined });
});

test("a limit is a whole number from 0, and no other option is known", async () => {
  await server.reset();
  for (const [options, name] of [
    [{ limit: -1 }, "limit"],
    [{ limit: 1.5 }, "limit"],
    [{ limit: "3" }, "limit"],
    [{ limit: Number.NaN }, "limit"],
    [{ max: 3 }, "max"],
    [3, undefined],
  ]) {
    const error = await rejection(rooms.iterate().toArray(options));
    assert.deepEqual([error.name, error.path], ["ArgumentError", name ?? "options"], String(error));
  }
  assert.deepEqual(await server.requests(), []);
});

test("iterateUniqueRooms goes through all rooms that have grants", async () => {
  const { items } = await grants.listUniqueRooms();
  assert.equal(items.length, 7);
  assert.deepEqual(await all(grants.iterateUniqueRooms({ page_size: 2 })), items);
  assert.deepEqual(await grants.iterateUniqueRooms().toArray({ limit: 2 }), items.slice(0, 2));
});

test("iterateUniqueRooms has each room as an object, also where the service has its members in the entry itself", async () => {
  const fetch = stub(() => reply({ rooms: [{ room_id: "1", room_name: "here", count: 3 }], total: 1 }));
  const [entry] = await all(stubbed(fetch).grants.iterateUniqueRooms());
  assert.deepEqual(entry, { room: { id: "1", name: "here", metadata: {}, annotations: {} }, count: 3 });
});

test("iterateUniqueUsers goes through all users that have grants", async () => {
  const room = await server.room("shared", {
    permissions: { [user_id]: scope, [server.developer.id]: scope, [server.admin.id]: scope },
  });
  assert.ok(room.id);
  const { items } = await grants.listUniqueUsers();
  assert.equal(items.length, 3);
  assert.deepEqual(await all(grants.iterateUniqueUsers({ page_size: 1 })), items);
  const [{ email }] = items;
  const found = await all(grants.iterateUniqueUsers({ filter: email }));
  assert.deepEqual(found, (await grants.listUniqueUsers({ filter: email })).items);
});
