// An iteration always ends, whatever the server answers: with the list's end or with an error.
import assert from "node:assert/strict";
import { test } from "node:test";
import { all, pkg, rejection, reply, stub, stubbed } from "../helpers/index.mjs";

const { InvalidResponseError } = pkg;
const room = (id) => ({ id: String(id), name: `room-${id}`, metadata: {}, annotations: {} });
const rooms = (from, to) => Array.from({ length: Math.max(0, to - from) }, (_, n) => room(from + n));
const PATIENCE = 500;

/** The rooms of a server that answers so; after too many requests it gives up. */
function iterate(answer, which) {
  const fetch = stub((url, _, call) => {
    assert.ok(call <= PATIENCE, "the iteration does not end");
    return reply(answer(Object.fromEntries(new URL(url).searchParams), call));
  });
  return [stubbed(fetch, { maxRetries: 0 }).rooms.iterate(which), fetch.calls];
}

/** An iteration of such a server ends with an error about it. */
async function assertEndsInError(answer, which) {
  const [items, calls] = iterate(answer, which);
  const error = await rejection(all(items));
  assert.ok(error instanceof InvalidResponseError, `${error}, because of ${error.cause}`);
  assert.match(error.message, /does not end/);
  assert.ok(calls.length <= PATIENCE);
  assert.deepEqual(await items.next(), { value: undefined, done: true });
}

test("without a total, an empty page is the end", async () => {
  const [items, calls] = iterate(({ offset }) => ({ rooms: rooms(Number(offset), Math.min(7, Number(offset) + 3)) }));
  assert.deepEqual(await all(items), rooms(0, 7));
  assert.equal(calls.length, 4);
});

test("with a total, no request is made for nothing", async () => {
  const answer = ({ offset, limit }) => ({
    rooms: rooms(Number(offset), Math.min(6, Number(offset) + Number(limit))),
    total: 6,
  });
  const [items, calls] = iterate(answer, { page_size: 3 });
  assert.deepEqual(await all(items), rooms(0, 6));
  assert.equal(calls.length, 2);
});

test("an empty list ends at once", async () => {
  for (const body of [{ rooms: [], total: 0 }, { rooms: [] }, {}, { rooms: [], continuation_token: null }]) {
    const [items, calls] = iterate(() => body);
    assert.deepEqual(await all(items), []);
    assert.equal(calls.length, 1);
  }
});

test("a total that is too large is corrected by an empty page", async () => {
  const [items] = iterate(({ offset }) => ({
    rooms: rooms(Number(offset), Math.min(5, Number(offset) + 2)),
    total: 99,
  }));
  assert.deepEqual(await all(items), rooms(0, 5));
});

test("a server that gives less than was asked for loses nothing", async () => {
  const answer = ({ offset }) => ({ rooms: rooms(Number(offset), Math.min(7, Number(offset) + 2)), total: 7 });
  assert.deepEqual(await all(iterate(answer, { page_size: 100 })[0]), rooms(0, 7));
});

test("a list that shrinks meanwhile ends", async () => {
  const answer = ({ offset }, call) => ({ rooms: call < 3 ? rooms(Number(offset), Number(offset) + 3) : [], total: 9 });
  assert.deepEqual(await all(iterate(answer, { page_size: 3 })[0]), rooms(0, 6));
});

test("a token is followed to the page without one, over empty pages too", async () => {
  const pages = { undefined: [0, 2, "a"], a: [2, 2, "b/ +&="], "b/ +&=": [2, 2, "c"], c: [2, 5, undefined] };
  const [items, calls] = iterate(
    ({ continuation_token: at }) => {
      const [from, to, next] = pages[at];
      return { rooms: rooms(from, to), continuation_token: next };
    },
    { page_size: 2, filter: "room" },
  );
  assert.deepEqual(await all(items), rooms(0, 5));
  const queries = calls.map(({ url }) => Object.fromEntries(new URL(url).searchParams));
  assert.deepEqual(queries, [
    { limit: "2", offset: "0", order_by: "room_name", filter: "room" },
    { page_size: "2", continuation_token: "a", order_by: "room_name", filter: "room" },
    { page_size: "2", continuation_token: "b/ +&=", order_by: "room_name", filter: "room" },
    { page_size: "2", continuation_token: "c", order_by: "room_name", filter: "room" },
  ]);
});

test("an empty token is the end", async () => {
  const [items, calls] = iterate((_, call) => ({
    rooms: [room(call)],
    continuation_token: call < 3 ? `t${call}` : "",
  }));
  assert.deepEqual(await all(items), [1, 2, 3].map(room));
  assert.equal(calls.length, 3);
});

test("a server that pages by token and has one page only sends it again, and that is the end", async () => {
  for (const answer of [
    () => ({ rooms: rooms(0, 3) }),
    (_, call) => ({ rooms: rooms(0, 3), request_id: `req-${call}` }),
  ]) {
    const [items, calls] = iterate(answer);
    assert.deepEqual(await all(items), rooms(0, 3));
    assert.equal(calls.length, 2);
  }
});

test("a server that ignores the offset but says that there is more ends in an error", async () => {
  await assertEndsInError(() => ({ rooms: rooms(0, 3), total: 9 }));
  await assertEndsInError((_, call) => ({ rooms: rooms(0, 3), total: 9, request_id: `req-${call}` }));
});

test("a server that goes round in pages ends in an error", async () => {
  for (const length of [2, 3, 7, 50]) {
    await assertEndsInError((_, call) => ({ rooms: rooms((call % length) * 3, (call % length) * 3 + 3) }));
  }
});

test("a server that gives the same token again ends in an error", async () => {
  await assertEndsInError((_, call) => ({ rooms: rooms(call, call + 1), continuation_token: "same" }));
  await assertEndsInError(() => ({ rooms: [], continuation_token: "same" }));
});

test("a server whose tokens go round ends in an error", async () => {
  for (const length of [2, 3, 7, 50]) {
    await assertEndsInError((_, call) => ({ rooms: [room(call)], continuation_token: `token-${call % length}` }));
  }
});

test("a token beside a total that is reached is followed all the same", async () => {
  const [items] = iterate((_, call) => ({
    rooms: [room(call)],
    total: 1,
    continuation_token: call < 4 ? `token-${call}` : undefined,
  }));
  assert.deepEqual(await all(items), [1, 2, 3, 4].map(room));
});
