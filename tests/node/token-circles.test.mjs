// A token function that never answers, that waits for a call of its own client, or that looks at who is served.
import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { pkg, rejection, reply, serve, stub } from "../helpers/index.mjs";

const { ArgumentError, Meshagent, TimeoutError } = pkg;
const server = await serve();
const never = () => new Promise(() => {});
const empty = () => stub(() => reply({ rooms: [] }));
const turn = () => new Promise(setImmediate);

/** A client whose token function makes a call of that client. */
function circular(ask, options) {
  const asked = { times: 0 };
  const token = (...given) => {
    asked.times++;
    return ask(client, ...given);
  };
  const fetch = empty();
  const client = new Meshagent({ baseUrl: "http://stub.test", projectId: "p", token, fetch, ...options });
  return [client.project(), fetch.calls, asked];
}

for (const [how, end, is] of [
  ["a timeout", { timeout: 20 }, (error) => error instanceof TimeoutError],
  ["an abort", { get signal() { return AbortSignal.timeout(20); } }, (error) => error.name === "TimeoutError"], // biome-ignore format: one line each
]) {
  test(`after ${how} of a call whose token never came the next calls ask anew`, async () => {
    const asks = [never, () => server.apiKey, never, () => server.apiKey, never, () => server.apiKey];
    const token = () => asks.shift()();
    const { rooms, storage } = server.project({ token });
    await server.reset();
    assert.ok(is(await rejection(rooms.list(null, end))), how);
    assert.deepEqual((await rooms.list()).items, []);
    assert.ok(is(await rejection(storage.upload("late", "x", end))));
    await storage.upload("new", "content");
    assert.ok(is(await rejection(rooms.iterate(null, end).toArray())));
    assert.equal(new TextDecoder().decode(await storage.download("new")), "content");
    assert.equal(asks.length, 0);
    const sent = (await server.requests()).map(({ method, path }) => `${method} ${path.split("/").at(-1)}`);
    assert.deepEqual(sent, ["GET rooms", "POST upload", "GET download"]);
  });
}

test("a call that waits for its token in vain says what it waits for", async () => {
  const [{ rooms }] = circular(never, { timeout: 20 });
  const error = await rejection(rooms.list());
  assert.equal(error.constructor, TimeoutError);
  assert.match(error.message, /^GET \S+: no reply within 20 ms: the function that returns the token has not answered/);
  assert.match(error.message, /its own client/);
});

test("on a server each call gets the token of the user whose request is served, after a retry as well", async () => {
  const store = new AsyncLocalStorage();
  const token = async () => {
    await sleep(50);
    return store.getStore();
  };
  const { rooms } = server.project({ token });
  const users = [server.admin.token, server.developer.token];
  const rooms_of = users.map((user) => `of-${user.slice(-12)}`);
  await server.reset({ status: 503, headers: { "retry-after-ms": "5" }, times: 2 });
  await Promise.all(users.map((user, n) => store.run(user, () => rejection(rooms.get(rooms_of[n])))));
  const requests = await server.requests();
  assert.equal(requests.length, 4);
  for (const { path, headers } of requests) {
    assert.equal(headers.authorization, `Bearer ${users[rooms_of.findIndex((name) => path.endsWith(name))]}`);
  }
});

test("every function of a caller's runs in the asynchronous context of its call", async () => {
  const store = new AsyncLocalStorage();
  const seen = [];
  const asked = new Set();
  const note = (what, name) => seen.push([what, name, store.getStore()]);
  const nameOf = (url) => new URL(url).searchParams.get("path") ?? url.split("/").at(-1);
  const fetch = async (url) => {
    note("fetch", nameOf(url));
    const first = !asked.has(url);
    asked.add(url);
    await turn();
    return first
      ? new Response("", { status: 503, headers: { "retry-after-ms": "1" } })
      : reply({ id: "1", name: "a" });
  };
  const onAttempt = ({ url }) => note("onAttempt", nameOf(url));
  const token = () => store.getStore();
  const client = new Meshagent({ baseUrl: "http://stub.test", projectId: "p", token, fetch, onAttempt });
  const { rooms, storage } = client.project();
  const names = Array.from({ length: 20 }, (_, n) => `user-${n}`);
  await Promise.all(
    names.flatMap((name) =>
      store.run(name, () => [rooms.get(name), storage.download(name, { onProgress: () => note("onProgress", name) })]),
    ),
  );
  assert.equal(seen.filter(([what]) => what === "fetch").length, 80);
  assert.equal(seen.filter(([what]) => what === "onAttempt").length, 80);
  assert.ok(seen.filter(([what]) => what === "onProgress").length >= 20);
  for (const [what, name, user] of seen) assert.equal(user, name, what);
});

const circles = {
  "at once": (client) => client.project().rooms.list(),
  "at once, through another project": (client) => client.project("other").rooms.list(),
  "after a promise": async (client) => {
    await undefined;
    return (await client.project().rooms.get("a")).name;
  },
  "after a turn, through another project": async (client) => {
    await turn();
    return (await client.project("other").rooms.get("a")).name;
  },
  "by an iteration": async (client) => {
    for await (const room of client.project().rooms.iterate()) return room.name;
  },
  "by an upload": async (client) => {
    await undefined;
    await client.project().storage.upload("a", "b");
  },
  "with an error of its own about that": async (client) => {
    await undefined;
    await client
      .project()
      .rooms.list()
      .catch((cause) => {
        throw new Error("cannot log in", { cause });
      });
  },
};

for (const [how, ask] of Object.entries(circles)) {
  test(`a token function that waits for its own client ${how} is an error that says so`, async () => {
    // It is not the time limit that ends it: that would take longer than this test may.
    const [{ rooms }, calls, asked] = circular(ask, { timeout: 3_600_000 });
    const error = await rejection(rooms.list());
    assert.equal(error.constructor, ArgumentError);
    assert.match(error.message, /^token: the function that returns it waits for a call of its own client/);
    assert.equal(error.path, "token");
    let depth = 0;
    for (let cause = error.cause; cause; cause = cause.cause) depth++;
    assert.ok(depth < 5, `${depth} causes`);
    assert.deepEqual(calls, [], "nothing is sent");
    // It has come to an end: nobody asks behind the scenes.
    const { times } = asked;
    for (let n = 0; n < 20; n++) await turn();
    assert.equal(asked.times, times);
  });
}

test("a slow circle ends with the time limit and says so; what is left of it ends too", async () => {
  const ask = async (client) => {
    await turn();
    return (await client.project().rooms.get("a")).name;
  };
  const [{ rooms }, calls, asked] = circular(ask, { timeout: 5 });
  const error = await rejection(rooms.list());
  assert.equal(error.constructor, TimeoutError);
  assert.match(error.message, /its own client/);
  let times;
  do {
    times = asked.times;
    for (let n = 0; n < 20; n++) await turn();
  } while (asked.times !== times);
  assert.ok(times <= 10_001, `asked ${times} times`);
  assert.deepEqual(calls, []);
});

test("a function that answers after all has its calls go on", async () => {
  const ask = async (client) => {
    await client
      .project()
      .rooms.list()
      .catch(() => {});
    return "token";
  };
  const [{ rooms }, calls] = circular(ask);
  await rooms.list();
  assert.equal(calls.length, 1);
});

test("many calls that wait for their token at once are no circle", async () => {
  let asked = 0;
  const token = async () => {
    asked++;
    await turn();
    return `token-${asked}`;
  };
  const fetch = empty();
  const { rooms } = new Meshagent({ baseUrl: "http://stub.test", projectId: "p", token, fetch }).project();
  for (let round = 0; round < 3; round++) await Promise.all(Array.from({ length: 4000 }, () => rooms.list()));
  assert.equal(fetch.calls.length, 12_000);
});

test("a token function may exchange a token with its own client, at once or later", async () => {
  const exchanged = { access_token: "fresh", token_type: "Bearer" };
  for (const wait of [() => undefined, () => Promise.resolve(), turn]) {
    const fetch = stub((url) => reply(url.includes("oauth") ? exchanged : { rooms: [] }));
    const token = async () => {
      const pause = wait();
      if (pause) await pause;
      return (await client.exchangeOAuthToken({ grant_type: "refresh_token", refresh_token: "r" })).access_token;
    };
    const client = new Meshagent({ baseUrl: "http://stub.test", projectId: "p", token, fetch });
    await Promise.all([client.project().rooms.list(), client.project().rooms.list()]);
    const sent = fetch.calls.map(({ headers }) => headers.authorization);
    assert.deepEqual(sent.sort(), ["Bearer fresh", "Bearer fresh", undefined, undefined]);
  }
});
