// How the two clients are made: the address, the token and the project.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pkg, thrown } from "../helpers/index.mjs";
import { record } from "./recorder.mjs";
import { Meshagent } from "./sdk.mjs";

const recorder = await record();
const reply = { body: { json: { rooms: [] } } };
const official = (options) => new Meshagent(options).listRooms("p");
const ours = (options) => new pkg.Meshagent({ maxRetries: 0, ...options }).project("p").rooms.list();
const sent = (call) => recorder.one(reply, call);
const token = "token-1";

/** The addresses that both clients ask for, with nothing sent. */
async function addresses(t, options) {
  const fetch = t.mock.method(globalThis, "fetch", async () => new Response('{"rooms":[]}'));
  await official({ token, ...options });
  await ours({ token, ...options });
  fetch.mock.restore();
  // Ours calls fetch with a Request.
  return fetch.mock.calls.map(({ arguments: [sent] }) => new URL(sent.url ?? sent).origin);
}

/** Runs with these environment variables set. */
async function within(environment, action) {
  Object.assign(process.env, environment);
  try {
    return await action();
  } finally {
    for (const name of Object.keys(environment)) delete process.env[name];
  }
}

test("slashes at the end of the address are the same to both", async () => {
  for (const end of ["", "/", "///"]) {
    const baseUrl = recorder.url + end;
    const { target, failure } = await sent(() => ours({ baseUrl, token }));
    assert.equal(failure, undefined);
    assert.equal(target, (await sent(() => official({ baseUrl, token }))).target);
    assert.match(target, /^\/accounts\/projects\/p\/rooms\?/);
  }
});

test("a path in the address is kept by us and dropped by the SDK", async () => {
  const baseUrl = `${recorder.url}/pre/fix/`;
  assert.match((await sent(() => ours({ baseUrl, token }))).target, /^\/pre\/fix\/accounts\/projects\/p\/rooms\?/);
  assert.match((await sent(() => official({ baseUrl, token }))).target, /^\/accounts\/projects\/p\/rooms\?/);
});

test("without an address both go to the hosted service; a blank one we refuse", async (t) => {
  const hosted = ["https://api.meshagent.com", "https://api.meshagent.com"];
  assert.deepEqual(await addresses(t, {}), hosted);
  const { requests, error } = await recorder.during(reply, async () => ours({ token, baseUrl: "" }));
  assert.deepEqual(requests, []);
  assert.match(error.message, /^baseUrl: /);
});

test("MESHAGENT_API_URL is read by us and not by the SDK", async (t) => {
  const seen = await within({ MESHAGENT_API_URL: "https://own.example" }, () => addresses(t, {}));
  assert.deepEqual(seen, ["https://api.meshagent.com", "https://own.example"]);
});

test("both read MESHAGENT_API_KEY, and the option wins", async () => {
  const baseUrl = recorder.url;
  await within({ MESHAGENT_API_KEY: "from-env" }, async () => {
    for (const call of [official, ours]) {
      assert.equal((await sent(() => call({ baseUrl }))).headers.authorization, "Bearer from-env");
      assert.equal((await sent(() => call({ baseUrl, token }))).headers.authorization, "Bearer token-1");
    }
  });
});

test("a blank token we refuse, whatever the environment says; the SDK takes it for one and sends none", async () => {
  const options = { baseUrl: recorder.url, token: "" };
  await within({ MESHAGENT_API_KEY: "from-env" }, async () => {
    assert.equal((await sent(() => official(options))).headers.authorization, undefined);
    const { requests, error } = await recorder.during(reply, async () => ours(options));
    assert.deepEqual(requests, []);
    assert.match(error.message, /^token: /);
  });
});

test("without a token the SDK calls without one, we do not call", async () => {
  const baseUrl = recorder.url;
  for (const options of [{ baseUrl }, { baseUrl, token: "" }]) {
    assert.equal((await sent(() => official(options))).headers.authorization, undefined);
    const { requests, error } = await recorder.during(reply, async () => ours(options));
    assert.deepEqual(requests, []);
    assert.ok(error instanceof pkg.RoomException);
    assert.match(error.message, /^token: /);
  }
});

test("without a project the SDK asks for the project `undefined`, we have none", async () => {
  const client = new Meshagent({ baseUrl: recorder.url, token });
  assert.match((await sent(() => client.listRooms())).target, /^\/accounts\/projects\/undefined\/rooms\?/);
  const error = thrown(() => new pkg.Meshagent({ baseUrl: recorder.url, token }).project());
  assert.ok(error instanceof pkg.RoomException);
});

test("a 3xx that fetch hands over is an error to both", async () => {
  const moved = { status: 304 };
  const options = { baseUrl: recorder.url, token };
  assert.match((await recorder.during(moved, () => official(options))).error.message, /Status code: 304/);
  assert.equal((await recorder.during(moved, () => ours(options))).error.status, 304);
});
