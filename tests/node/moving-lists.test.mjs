// Lists that change while they are gone through, the two other ways through them, and replies with an `items` of their own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { all, pkg, rejection, reply, serve, stub, stubbed } from "../helpers/index.mjs";

const { ArgumentError, InvalidResponseError } = pkg;
const room = (id) => ({ id: String(id), name: `room-${id}`, metadata: {}, annotations: {} });

/** The newest come first; `style` says how it pages. Before the replies that `inserts` names, so many rooms are new. */
function newestFirst(size, style, inserts) {
  const list = Array.from({ length: size }, (_, n) => room(size - n));
  const fetch = stub((url, _init, call) => {
    assert.ok(call < 200, "it does not end");
    for (let n = inserts[call] ?? 0; n > 0; n--) list.unshift(room(list.length + 1));
    const query = new URL(url).searchParams;
    const limit = Number(query.get("limit") ?? query.get("page_size"));
    const after = query.get("continuation_token");
    const at = after ? list.findIndex(({ id }) => id === after) + 1 : Number(query.get("offset"));
    const rooms = list.slice(at, at + limit);
    const more = at + limit < list.length;
    if (style === "token") return reply({ rooms, continuation_token: more ? rooms.at(-1).id : undefined });
    return reply(style === "total" ? { rooms, total: list.length } : { rooms });
  });
  return [stubbed(fetch).rooms, fetch.calls];
}

for (const style of ["total", "no total", "token"]) {
  test(`with ${style}: what was there from the start is seen, whatever is inserted in front meanwhile`, async () => {
    for (const size of [1, 2, 3, 4, 5, 6, 7, 8, 9, 20]) {
      for (const inserted of [1, 2, 3, 4, 6]) {
        for (let before = 2; before <= 9; before++) {
          const [rooms] = newestFirst(size, style, { [before]: inserted });
          const seen = new Set((await rooms.iterate({ page_size: 3 }).toArray()).map(({ id }) => id));
          const missed = Array.from({ length: size }, (_, n) => String(n + 1)).filter((id) => !seen.has(id));
          assert.deepEqual(missed, [], `${size} rooms, ${inserted} new before reply ${before}`);
        }
      }
    }
  });

  test(`with ${style}: a page's worth of new items before every other page`, async () => {
    const inserts = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [2 * n, n ? 3 : 0]));
    const [rooms] = newestFirst(12, style, inserts);
    const seen = new Set();
    for await (const { id } of rooms.iterate({ page_size: 3 })) {
      seen.add(id);
      if (seen.size >= 60) break;
    }
    for (let id = 1; id <= 12; id++) assert.ok(seen.has(String(id)), String(id));
  });

  test(`with ${style}: pages() and toArray() have the same items`, async () => {
    const ids = Array.from({ length: 8 }, (_, n) => String(8 - n));
    const [rooms, calls] = newestFirst(8, style, {});
    const pages = await all(rooms.iterate({ page_size: 3 }).pages());
    assert.deepEqual(
      pages.map(({ items }) => items.map(({ id }) => id)),
      [ids.slice(0, 3), ids.slice(3, 6), ids.slice(6)].concat(style === "no total" ? [[]] : []),
    );
    for (const page of pages) assert.equal(page.total, style === "total" ? 8 : undefined);
    assert.equal(calls.length, style === "no total" ? 4 : 3);
    assert.deepEqual(
      (await rooms.iterate({ page_size: 3 }).toArray()).map(({ id }) => id),
      ids,
    );
  });
}

test("a server that repeats itself for ever ends in an error, by items, by pages and in one piece", async () => {
  const answers = [
    () => ({ rooms: [room(1), room(2)], total: 99 }),
    (call) => ({ rooms: [room(call % 3)] }),
    () => ({ rooms: [room(1)], continuation_token: "same" }),
    (call) => ({ rooms: [], continuation_token: `token-${call % 5}` }),
  ];
  for (const answer of answers) {
    for (const go of [all, (items) => all(items.pages()), (items) => items.toArray()]) {
      const fetch = stub((_url, _init, call) => {
        assert.ok(call < 200, "it does not end");
        return reply(answer(call));
      });
      const error = await rejection(go(stubbed(fetch).rooms.iterate({ page_size: 2 })));
      assert.equal(error.constructor, InvalidResponseError);
      assert.match(error.message, /does not end/);
    }
  }
});

test("a list is gone through once", async () => {
  const [rooms, calls] = newestFirst(4, "total", {});
  const items = rooms.iterate({ page_size: 3 });
  assert.equal((await items.next()).value.id, "4");
  assert.deepEqual(
    (await items.toArray()).map(({ id }) => id),
    ["3", "2", "1"],
  );
  assert.deepEqual(await items.toArray(), []);
  assert.equal(calls.length, 2);
});

test("a loop that is left ends the request that is on its way", async () => {
  const signals = [];
  const fetch = stub((_url, { signal }, call) => {
    signals.push(signal);
    return call % 2 ? reply({ rooms: [room(1), room(2)], total: 9 }) : new Promise(() => {});
  });
  const { rooms } = stubbed(fetch);
  for await (const { id } of rooms.iterate({ page_size: 2 })) if (id === "2") break;
  assert.deepEqual(
    signals.map(({ aborted }) => aborted),
    [false, true],
  );
  for await (const page of rooms.iterate({ page_size: 2 }).pages()) {
    assert.equal(page.items.length, 2);
    break;
  }
  const items = rooms.iterate({ page_size: 2 });
  await items.return();
  assert.deepEqual(await items.next(), { value: undefined, done: true });
  assert.equal(signals.length, 3, "nothing is sent before it is asked for");
});

test("a list is gone through by its items or by its pages, not both", async () => {
  const [rooms] = newestFirst(6, "total", {});
  const byItems = rooms.iterate({ page_size: 3 });
  await byItems.next();
  assert.throws(() => byItems.pages(), ArgumentError);
  assert.equal((await byItems.toArray()).length, 5, "the first way goes on");
  const byPages = rooms.iterate({ page_size: 3 });
  const pages = byPages.pages();
  assert.equal((await rejection(byPages.next())).constructor, ArgumentError);
  assert.equal((await rejection(byPages.toArray())).constructor, ArgumentError);
  assert.equal((await all(pages)).length, 2);
  assert.equal((await all(byPages.pages())).length, 0);
});

const server = await serve();

test("what is listed can be deleted: toArray() comes first", async () => {
  const { rooms } = server.project();
  for (let n = 0; n < 25; n++) await server.room(`old-${n}`);
  await Promise.all((await rooms.iterate({ page_size: 10 }).toArray()).map(({ id }) => rooms.delete(id)));
  assert.deepEqual((await rooms.list()).items, []);
});

test("a reply with both its list and `items` shows the checked list", async () => {
  const own = { rooms: [room(1)], items: ["own"], total: 1, next: { deep: [1] }, _items: "kept?" };
  const lists = {
    list: (rooms) => rooms.list(),
    pages: async (rooms) => (await all(rooms.iterate().pages()))[0],
  };
  for (const [name, list] of Object.entries(lists)) {
    const page = await list(stubbed(stub(() => reply(own))).rooms);
    assert.deepEqual(page.items, [room(1)], name);
    assert.deepEqual(page._items, ["own"]);
    assert.deepEqual([page.total, page.next], [1, { deep: [1] }]);
    assert.equal("rooms" in page, false);
  }
  const items = await stubbed(stub(() => reply(own)))
    .rooms.iterate()
    .toArray();
  assert.deepEqual(items, [room(1)]);
  const bad = await rejection(stubbed(stub(() => reply({ ...own, rooms: [{ id: 1 }] }))).rooms.list());
  assert.equal(bad.path, "rooms[0].id");
});
