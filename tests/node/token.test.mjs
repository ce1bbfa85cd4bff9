// The option `token`: a text, or a function that is asked for one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pkg, rejection, reply, serve, stub, stubbed, thrown } from "../helpers/index.mjs";

const { RoomException } = pkg;
const server = await serve();
const { admin } = server;
const empty = () => stub(() => reply({ rooms: [] }));
const sent = (fetch) => fetch.calls.map(({ headers }) => headers.authorization);

test("a text is sent whole as a bearer token, an API key and a login's alike", async () => {
  for (const token of [server.apiKey, admin.token, ` ${admin.token}\n`]) {
    await server.reset();
    await server.project({ token }).rooms.list();
    assert.equal((await server.request()).headers.authorization, `Bearer ${token.trim()}`);
  }
});

test("a function is asked before every request", async () => {
  let asked = 0;
  const fetch = empty();
  const { rooms } = stubbed(fetch, { token: () => `token-${++asked}` });
  assert.equal(asked, 0, "not before the first call");
  for (let n = 0; n < 3; n++) await rooms.list();
  assert.deepEqual(sent(fetch), ["Bearer token-1", "Bearer token-2", "Bearer token-3"]);
});

test("a function is asked again before another attempt", async () => {
  let asked = 0;
  await server.reset({ status: 503, headers: { "retry-after-ms": "1" } });
  await server.project({ token: () => [admin.token, server.apiKey][asked++] }).rooms.list();
  const requests = await server.requests();
  assert.deepEqual(
    requests.map(({ headers, status }) => [headers.authorization, status]),
    [
      [`Bearer ${admin.token}`, 503],
      [`Bearer ${server.apiKey}`, 200],
    ],
  );
});

test("an async function and any thenable will do", async () => {
  const tokens = [
    async () => "one",
    () => Promise.resolve("two"),
    () => new Promise((resolve) => setImmediate(resolve, "three")),
    // biome-ignore lint/suspicious/noThenProperty: a thenable is what is tested
    () => ({ then: (resolve) => resolve("four") }),
  ];
  const fetch = empty();
  for (const token of tokens) await stubbed(fetch, { token }).rooms.list();
  assert.deepEqual(sent(fetch), ["Bearer one", "Bearer two", "Bearer three", "Bearer four"]);
});

test("fifty calls at once ask fifty times, and each sends what it was told", async () => {
  const tell = [];
  const token = () => new Promise((resolve) => tell.push(resolve));
  const fetch = empty();
  const client = new pkg.Meshagent({ baseUrl: "http://stub.test", token, fetch });
  const calls = Array.from({ length: 50 }, (_, n) => client.project(`p${n}`).rooms.list());
  await new Promise(setImmediate);
  assert.equal(tell.length, 50);
  assert.equal(fetch.calls.length, 0);
  // Answered in another order than asked.
  for (const [n, answer] of [...tell.entries()].reverse()) answer(`token-${n}`);
  await Promise.all(calls);
  const pairs = fetch.calls.map(({ url, headers }) => [url.split("/").at(-2), headers.authorization]);
  assert.deepEqual(new Map(pairs), new Map(Array.from({ length: 50 }, (_, n) => [`p${n}`, `Bearer token-${n}`])));
  assert.equal(pairs.length, 50);
});

test("fifty calls against the server, with a token that takes its time", async () => {
  let asked = 0;
  const token = async () => {
    asked++;
    await new Promise(setImmediate);
    return admin.token;
  };
  await server.reset();
  const { rooms } = server.project({ token });
  await Promise.all(Array.from({ length: 50 }, () => rooms.list()));
  const requests = await server.requests();
  assert.equal(requests.length, 50);
  assert.ok(requests.every(({ headers }) => headers.authorization === `Bearer ${admin.token}`));
  assert.equal(asked, 50);
});

test("an abort ends one call's wait for the token, not another's", async () => {
  const tell = [];
  const fetch = empty();
  const { rooms } = stubbed(fetch, { token: () => new Promise((resolve) => tell.push(resolve)) });
  const abort = new AbortController();
  const aborted = rooms.list(null, { signal: abort.signal });
  const waiting = rooms.list();
  await new Promise(setImmediate);
  assert.equal(tell.length, 2, "both wait");
  abort.abort("enough");
  assert.equal(await rejection(aborted), "enough");
  for (const [n, answer] of tell.entries()) answer(`late-${n}`);
  assert.deepEqual((await waiting).items, []);
  assert.deepEqual(sent(fetch), ["Bearer late-1"]);
});

test("a function that fails rejects the call with its cause, and is asked again by the next", async () => {
  const cause = new Error("logged out");
  const failing = [
    () => {
      throw cause;
    },
    async () => {
      throw cause;
    },
  ];
  for (const fail of failing) {
    const fetch = empty();
    let ready = false;
    const { rooms } = stubbed(fetch, { token: () => (ready ? "t" : fail()) });
    const errors = await Promise.all([rejection(rooms.list()), rejection(rooms.list())]);
    for (const error of errors) {
      assert.equal(error.constructor, RoomException);
      assert.match(error.message, /^token: /);
      assert.equal(error.cause, cause);
      assert.equal(error.status, undefined);
    }
    assert.deepEqual(fetch.calls, []);
    ready = true;
    await rooms.list();
    assert.deepEqual(sent(fetch), ["Bearer t"]);
  }
});

test("a function may fail with anything", async () => {
  for (const cause of [undefined, null, 0, "", "text", Symbol("x"), {}]) {
    const error = await rejection(stubbed(empty(), { token: () => Promise.reject(cause) }).rooms.list());
    assert.ok(error instanceof RoomException, String(error));
    assert.match(error.message, /^token: /);
  }
});

test("what a function returns must be a token", async () => {
  for (const token of [
    undefined,
    null,
    7,
    {},
    [],
    true,
    Symbol("x"),
    () => "t",
    "",
    "two words",
    "a\nb",
    "ü",
    "\ud800",
  ]) {
    const fetch = empty();
    const error = await rejection(stubbed(fetch, { token: () => token }).rooms.list());
    assert.ok(error instanceof RoomException, `${String(token)}: ${error}`);
    assert.match(error.message, /^token/);
    assert.deepEqual(fetch.calls, []);
  }
});

test("a text that a header cannot carry is refused at once", () => {
  for (const token of ["two words", "a\nb", "a\tb", "ü", "a\u{1F600}", "a\0b"]) {
    assert.match(thrown(() => stubbed(empty(), { token })).message, /^token: /);
  }
});

test("a function may use the client itself", async () => {
  const fetch = stub((url) =>
    reply(url.includes("oauth") ? { access_token: "fresh", token_type: "Bearer" } : { rooms: [] }),
  );
  let client;
  const token = async () =>
    (await client.exchangeOAuthToken({ grant_type: "refresh_token", refresh_token: "r" })).access_token;
  client = new pkg.Meshagent({ baseUrl: "http://stub.test", token, fetch });
  await client.project("p").rooms.list();
  assert.deepEqual(sent(fetch), [undefined, "Bearer fresh"]);
});
