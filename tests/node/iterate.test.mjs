// Going through long lists against the server, in both page styles.
import assert from "node:assert/strict";
import { test } from "node:test";
import { all, pkg, rejection, reply, serve, stub, stubbed, thrown } from "../helpers/index.mjs";

const { RoomException, ServerError } = pkg;
const SEEDED = 2500;
const servers = {
  offset: await serve("--seed-grants", String(SEEDED)),
  token: await serve("--seed-grants", String(SEEDED), "--page-style", "token"),
};
const byOffset = servers.offset;
const { grants } = byOffset.project();

/** A grant in short. */
const key = (grant) => `${grant.room.name} ${grant.user_id}`;
/** The decoded query of a request. */
const query = (request) => Object.fromEntries(new URLSearchParams(request.query));
/** Everything that the server has, in its order, asked for without the package. */
const everything = async (server) => {
  const keys = [];
  for (let path = "/room-grants?limit=1000"; path; ) {
    const { room_grants, continuation_token } = await server.held(path);
    keys.push(...room_grants.map(key));
    const more = continuation_token
      ? `continuation_token=${encodeURIComponent(continuation_token)}`
      : keys.length < SEEDED && `offset=${keys.length}`;
    path = more && `/room-grants?limit=1000&${more}`;
  }
  return keys;
};

for (const [style, server] of Object.entries(servers)) {
  const { grants, rooms } = server.project();

  test(`${style}: every grant comes once, in the server's order`, async () => {
    const expected = await everything(server);
    assert.equal(new Set(expected).size, SEEDED);
    await server.reset();
    assert.deepEqual((await all(grants.iterate({ page_size: 200 }))).map(key), expected);
    assert.equal((await server.requests()).length, 13);
  });

  test(`${style}: a hundred come at a time by default`, async () => {
    await server.reset();
    assert.equal((await all(grants.iterate())).length, SEEDED);
    const queries = (await server.requests()).map(query);
    assert.equal(queries.length, 25);
    assert.deepEqual(queries[0], { limit: "100", offset: "0", order_by: "room_name" });
    if (style === "token") {
      for (const { continuation_token, ...rest } of queries.slice(1)) {
        assert.ok(continuation_token);
        assert.deepEqual(rest, { page_size: "100", order_by: "room_name" });
      }
    } else {
      assert.deepEqual(
        queries.map((query) => query.offset),
        queries.map((_, n) => String(n * 100)),
      );
    }
  });

  test(`${style}: the lists of a user and of a room, and the rooms`, async () => {
    const [first] = (await grants.list({ limit: 1 })).items;
    const ofUser = await all(grants.iterateByUser(first.user_id, { page_size: 7, filter: "LOAD-0000" }));
    assert.deepEqual(
      ofUser.map((grant) => [grant.room.name, grant.user_id]),
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [`load-0000${n}`, first.user_id]),
    );
    const ofRoom = await all(grants.iterateByRoom(first.room.name, { page_size: 33 }));
    assert.equal(new Set(ofRoom.map(key)).size, 100);
    assert.ok(ofRoom.every((grant) => grant.room.id === first.room.id));
    const names = (await all(rooms.iterate({ page_size: 4 }))).map((room) => room.name);
    assert.deepEqual(
      names,
      Array.from({ length: 25 }, (_, n) => `load-${String(n + 1).padStart(5, "0")}`),
    );
  });

  test(`${style}: lists of one page only, of no page, and of just as many as fit`, async () => {
    const [first] = (await grants.list({ limit: 1 })).items;
    const expected = (await everything(server)).slice(0, 100);
    for (const page_size of [50, 99, 100, 101, 1000]) {
      const ofRoom = await all(grants.iterateByRoom(first.room.name, { page_size }));
      assert.deepEqual(ofRoom.map(key), expected, `${page_size} at a time`);
    }
    assert.deepEqual(await all(rooms.iterate({ filter: "nothing has this name" })), []);
    assert.equal((await all(rooms.iterate({ filter: "load-00007" }))).length, 1);
  });

  test(`${style}: one page after the other by hand`, async () => {
    const keys = [];
    for (let which = { limit: 900 }; which; ) {
      const page = await grants.list(which);
      keys.push(...page.items.map(key));
      const token = page.continuation_token;
      const more = style === "token" ? token && { limit: 900, continuation_token: token } : keys.length < page.total;
      which = more === true ? { limit: 900, offset: keys.length } : more || undefined;
    }
    assert.deepEqual(keys, await everything(server));
  });
}

test("an offset leaves out the beginning", async () => {
  const rest = await all(grants.iterate({ page_size: 150, offset: 2250 }));
  assert.deepEqual(rest.map(key), (await everything(byOffset)).slice(2250));
});

test("nothing is sent before the first item is asked for", async () => {
  await byOffset.reset();
  const items = grants.iterate();
  assert.equal(items[Symbol.asyncIterator](), items);
  await items.return();
  assert.deepEqual(await byOffset.requests(), []);
});

test("a loop that breaks asks for no more", async () => {
  await byOffset.reset();
  for await (const grant of grants.iterate({ page_size: 10 })) {
    assert.ok(grant.user_id);
    break;
  }
  await byOffset.project().rooms.list();
  const paths = (await byOffset.requests()).map((request) => request.path);
  assert.deepEqual(paths, [`${byOffset.path}/room-grants`, `${byOffset.path}/rooms`]);
});

test("a loop that breaks ends the request that is on its way", async () => {
  await byOffset.reset({ match: { path: "offset=10" }, silent: true });
  let seen = 0;
  const onItsWay = (request) => query(request).offset === "10";
  for await (const grant of grants.iterate({ page_size: 10 })) {
    assert.ok(grant.user_id);
    if (++seen < 5) continue;
    await byOffset.until(onItsWay);
    break;
  }
  const ended = await byOffset.until((request) => onItsWay(request) && request.state !== "active");
  assert.equal(ended.state, "aborted");
});

test("return and throw end an iteration", async () => {
  const returned = grants.iterate();
  assert.equal((await returned.next()).done, false);
  assert.deepEqual(await returned.return("enough"), { value: "enough", done: true });
  assert.deepEqual(await returned.next(), { value: undefined, done: true });
  const failed = grants.iterate();
  await failed.next();
  const reason = new Error("enough");
  assert.equal(await rejection(failed.throw(reason)), reason);
  assert.deepEqual(await failed.next(), { value: undefined, done: true });
});

test("items asked for all at once come in order", async () => {
  const items = grants.iterate({ page_size: 2 });
  const asked = await Promise.all([1, 2, 3, 4, 5].map(() => items.next()));
  await items.return();
  assert.deepEqual(
    asked.map(({ value }) => key(value)),
    (await everything(byOffset)).slice(0, 5),
  );
});

test("two iterations do not disturb each other", async () => {
  const [one, two] = await Promise.all([all(grants.iterate()), all(grants.iterate({ page_size: 999 }))]);
  assert.deepEqual(one, two);
});

test("an error in the middle comes after the items before it, and ends the iteration", async () => {
  await byOffset.reset({ match: { path: "offset=200" }, status: 500, body: "broken" });
  const items = byOffset.project({ maxRetries: 0 }).grants.iterate();
  const seen = [];
  const error = await rejection(
    (async () => {
      for await (const grant of items) seen.push(key(grant));
    })(),
  );
  assert.ok(error instanceof ServerError);
  assert.equal(error.message, `GET ${byOffset.path}/room-grants: 500 broken`);
  assert.match(error.url, /offset=200/);
  assert.deepEqual(seen, (await everything(byOffset)).slice(0, 200));
  assert.deepEqual(await items.next(), { value: undefined, done: true });
});

test("an error in the middle is tried again like any other", async () => {
  await byOffset.reset({ match: { path: "offset=200" }, status: 503, headers: { "retry-after-ms": "1" } });
  assert.equal((await all(grants.iterate())).length, SEEDED);
  assert.equal((await byOffset.requests()).length, 26);
});

test("an error that nobody waits for any more goes unnoticed", async () => {
  await byOffset.reset({ match: { path: "offset=10" }, status: 400 });
  const items = grants.iterate({ page_size: 10 });
  await items.next();
  await items.next();
  await byOffset.until((request) => request.status === 400);
  assert.deepEqual(await items.return(), { value: undefined, done: true });
});

test("an abort in the middle ends the loop with its reason", async () => {
  const abort = new AbortController();
  const reason = new Error("enough");
  let seen = 0;
  const error = await rejection(
    (async () => {
      for await (const grant of grants.iterate({ page_size: 100 }, { signal: abort.signal })) {
        assert.ok(grant.user_id);
        if (++seen === 150) abort.abort(reason);
      }
    })(),
  );
  assert.equal(error, reason);
  assert.ok(seen >= 150 && seen <= 300, `${seen} items: no more than the pages that had come`);
});

test("an abort before the start means that nothing is sent", async () => {
  await byOffset.reset();
  const items = grants.iterate({}, { signal: AbortSignal.abort("no") });
  assert.equal(await rejection(items.next()), "no");
  assert.deepEqual(await items.next(), { value: undefined, done: true });
  assert.deepEqual(await byOffset.requests(), []);
});

test("what cannot be used is refused at once, by name", () => {
  const fetch = stub(() => reply({}));
  const { grants } = stubbed(fetch);
  for (const [call, name] of [
    [() => grants.iterate({ page_size: 0 }), /page_size/],
    [() => grants.iterate({ page_size: -1 }), /page_size/],
    [() => grants.iterate({ page_size: 1.5 }), /page_size/],
    [() => grants.iterate({ page_size: "10" }), /page_size/],
    [() => grants.iterate({ offset: -1 }), /offset/],
    [() => grants.iterate([]), /which/],
    [() => grants.iterate({}, { timeout: "soon" }), /timeout/],
    [() => grants.iterate({}, { signal: {} }), /signal/],
    [() => grants.iterateByUser(7), /user_id/],
    [() => grants.iterateByRoom(""), /must not be empty/],
  ]) {
    const error = thrown(call);
    assert.ok(error instanceof RoomException, String(error));
    assert.match(error.message, name);
  }
  assert.deepEqual(fetch.calls, []);
});
