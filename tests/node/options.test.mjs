// Options of a client: the address, the environment, headers and what is refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import { node, pkg, rejection, reply, serve, stub, stubbed, thrown } from "../helpers/index.mjs";

const { Meshagent, RoomException } = pkg;
const server = await serve();

/** The address that a client with this base URL asks for a room. */
async function address(baseUrl) {
  const fetch = stub(() => reply({ id: "1", name: "a" }));
  const client = new Meshagent({ baseUrl, token: "t", fetch });
  await client.project("p").rooms.get("a");
  return [client.baseUrl, fetch.calls[0].url];
}

test("the base URL keeps a path prefix and loses slashes at its end", async () => {
  for (const [given, base] of [
    ["https://h.test", "https://h.test"],
    ["https://h.test/", "https://h.test"],
    ["https://h.test///", "https://h.test"],
    [" https://h.test/ ", "https://h.test"],
    ["http://h.test:8080/pre/fix/", "http://h.test:8080/pre/fix"],
    ["https://h.test/a%20b", "https://h.test/a%20b"],
    ["HTTPS://H.test", "HTTPS://H.test"],
    ["http://[::1]:80", "http://[::1]:80"],
    ["https://h.test/at@path", "https://h.test/at@path"],
  ]) {
    assert.deepEqual(await address(given), [base, `${base}/accounts/projects/p/rooms/a`]);
  }
});

test("without a base URL it is the hosted service", async () => {
  const url = "https://api.meshagent.com";
  assert.deepEqual(await address(undefined), [url, `${url}/accounts/projects/p/rooms/a`]);
});

test("a prefix arrives at the server", async () => {
  await server.reset();
  await rejection(server.project({ baseUrl: `${server.url}/some/prefix/` }).rooms.get("a"));
  assert.equal((await server.request()).path, `/some/prefix${server.path}/rooms/a`);
});

test("an address that cannot be one is refused by name", () => {
  for (const baseUrl of [
    "h.test",
    "ftp://h.test",
    "//h.test",
    "/path",
    "https://",
    "https://:80",
    "https://user@h.test",
    "https://user:password@h.test",
    "https://h.test?query=1",
    "https://h.test/#fragment",
    "https://h.test/a b",
    "https://h.test/a\nb",
    "https://h.test\\evil.test",
    "https://h.test/a/../b",
    "https://h.test/./b",
    "javascript:alert(1)",
  ]) {
    const error = thrown(() => new Meshagent({ baseUrl }));
    assert.ok(error instanceof RoomException, baseUrl);
    assert.match(error.message, /^baseUrl: /);
  }
});

test("encoded dots in an address are refused like plain ones: URL parsers fold both", () => {
  for (const baseUrl of ["https://h.test/a/%2e%2e/b", "https://h.test/a/.%2E", "https://h.test/%2e"]) {
    const error = thrown(() => new Meshagent({ baseUrl }));
    assert.match(error.message, /^baseUrl: /);
  }
});

const show = `
import { Meshagent } from "meshagent-wasm";
const seen = [];
const fetch = async (url, init) => {
  seen.push([url, init.headers.authorization]);
  return new Response('{"id":"1","name":"a"}');
};
const outcome = {};
try {
  const given = JSON.parse(process.env.GIVEN);
  const client = new Meshagent(given && { ...given, fetch });
  outcome.baseUrl = client.baseUrl;
  const project = client.project();
  outcome.id = project.id;
  if (given) await project.rooms.get("a");
} catch (error) {
  outcome.error = error.message;
}
console.log(JSON.stringify({ ...outcome, seen }));
`;
const environment = {
  MESHAGENT_API_URL: "https://env.test/pre/",
  MESHAGENT_API_KEY: "env-token",
  MESHAGENT_PROJECT_ID: "env-project",
};
const outcome = async (given, env) => {
  const { code, stdout, stderr } = await node("show.mjs", show, { env: { ...env, GIVEN: JSON.stringify(given) } });
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout);
};

test("what is left out is read from the environment", async () => {
  assert.deepEqual(await outcome({}, environment), {
    baseUrl: "https://env.test/pre",
    id: "env-project",
    seen: [["https://env.test/pre/accounts/projects/env-project/rooms/a", "Bearer env-token"]],
  });
  assert.deepEqual(await outcome(null, environment), { baseUrl: "https://env.test/pre", id: "env-project", seen: [] });
});

test("options go over the environment", async () => {
  const given = { baseUrl: "https://given.test", token: "given-token", projectId: "given-project" };
  assert.deepEqual(await outcome(given, environment), {
    baseUrl: "https://given.test",
    id: "given-project",
    seen: [["https://given.test/accounts/projects/given-project/rooms/a", "Bearer given-token"]],
  });
});

test("blank and null options are refused, whatever the environment has", async () => {
  for (const name of ["baseUrl", "token", "projectId"]) {
    for (const value of ["", " ", "\t\n", null]) {
      const refused = await outcome({ [name]: value }, environment);
      assert.equal(refused.baseUrl, undefined, "there is no client");
      assert.match(refused.error, new RegExp(`^${name}: expected text`));
      assert.deepEqual(refused.seen, []);
    }
  }
});

test("blank variables count as unset", async () => {
  const none = { MESHAGENT_API_URL: " ", MESHAGENT_API_KEY: "", MESHAGENT_PROJECT_ID: " " };
  const unset = await outcome({ projectId: "p" }, none);
  assert.equal(unset.baseUrl, "https://api.meshagent.com");
  assert.match(unset.error, /^token: /);
  assert.deepEqual(unset.seen, []);
  assert.match((await outcome({ token: "t" }, none)).error, /^project: .*MESHAGENT_PROJECT_ID/);
});

test("a variable that cannot be used is refused like the option", async () => {
  assert.match((await outcome({}, { ...environment, MESHAGENT_API_URL: "nonsense" })).error, /^baseUrl: /);
  assert.match((await outcome({}, { ...environment, MESHAGENT_API_KEY: "a b" })).error, /^token: /);
});

test("a missing token is an error of the call, which sends nothing", async () => {
  const fetch = stub(() => reply({}));
  const { rooms } = new Meshagent({ fetch }).project("p");
  for (const call of [() => rooms.list(), () => rooms.get("support")]) {
    const error = await rejection(call());
    assert.ok(error instanceof RoomException);
    assert.match(error.message, /^token: .*MESHAGENT_API_KEY/);
  }
  assert.deepEqual(fetch.calls, []);
});

test("a missing project is an error of project()", () => {
  const client = new Meshagent({ token: "t" });
  for (const id of [undefined, null, "", "  "]) {
    assert.match(thrown(() => client.project(id)).message, /^project: /);
  }
  assert.equal(client.project("p").id, "p");
  assert.equal(new Meshagent({ token: "t", projectId: "mine" }).project().id, "mine");
  assert.equal(new Meshagent({ token: "t", projectId: "mine" }).project("other").id, "other");
});

test("headers of the client and of the call are sent, the call's over the client's", async () => {
  await server.reset();
  const headers = { "x-source": "client", "X-Both": "client", accept: "application/x-client" };
  const project = server.project({ headers });
  await project.rooms.list(null, {
    headers: [
      ["x-both", "call"],
      ["x-call", "ü".normalize("NFC")],
    ],
  });
  const sent = (await server.request()).headers;
  assert.equal(sent["x-source"], "client");
  assert.equal(sent["x-both"], "call");
  assert.equal(sent.accept, "application/x-client");
  assert.ok(sent["x-call"]);
  assert.equal(sent.authorization, `Bearer ${server.apiKey}`);
});

test("headers are taken in every form that fetch knows, as they were", async () => {
  const forms = [{ "x-one": "1" }, [["x-one", "1"]], new Headers({ "x-one": "1" }), new Map([["x-one", "1"]])];
  for (const headers of forms) {
    const fetch = stub(() => reply({ rooms: [] }));
    const { rooms } = stubbed(fetch, { headers });
    if (headers instanceof Headers || headers instanceof Map) headers.set("x-one", "changed later");
    await rooms.list();
    const sent = new Headers(fetch.calls[0].headers);
    assert.deepEqual([sent.get("x-one"), sent.get("accept")], ["1", "application/json"]);
  }
});

test("a header may have a name that objects know, but for the one that fetch loses", async () => {
  await server.reset();
  const headers = [["constructor", "1"]];
  await server.project({ headers }).rooms.list();
  assert.equal((await server.request()).headers.constructor, "1");
  const error = thrown(() => server.project({ headers: [["__proto__", "1"]] }));
  assert.match(error.message, /^headers: /);
});

test("headers that HTTP does not allow are refused by name", async () => {
  const fetch = stub(() => reply({ rooms: [] }));
  for (const headers of [
    { "a b": "1" },
    { a: "1\r\nb: 2" },
    { a: "\u{1F600}" },
    7,
    "a: 1",
    [["a"]],
    { a: Symbol("1") },
  ]) {
    assert.match(thrown(() => stubbed(fetch, { headers })).message, /^headers: /);
    assert.match((await rejection(stubbed(fetch).rooms.list(null, { headers }))).message, /^headers: /);
  }
  assert.deepEqual(fetch.calls, []);
});

test("onAttempt is told of every attempt, and what it throws is ignored", async () => {
  await server.reset({ status: 503, headers: { "retry-after-ms": "1" }, times: 2 });
  const told = [];
  const project = server.project({
    onAttempt(attempt) {
      told.push(attempt);
      throw new Error("not your concern");
    },
  });
  await project.rooms.list({ limit: 3 });
  const url = `${server.url}${server.path}/rooms?limit=3&offset=0&order_by=room_name`;
  const call = { operation: "rooms.list", route: "/accounts/projects/{project}/rooms", method: "GET", url };
  assert.deepEqual(
    told.map(({ ms, error, ...rest }) => [rest, error?.name, Number.isInteger(ms) && ms >= 0]),
    [
      [{ ...call, attempt: 1, status: 503 }, "ServerError", true],
      [{ ...call, attempt: 2, status: 503 }, "ServerError", true],
      [{ ...call, attempt: 3, status: 200 }, undefined, true],
    ],
  );
});

test("what onAttempt does to the error that it is told changes nothing of the next attempt", async () => {
  for (const headers of [null, undefined, {}, "retry-after-ms: 1", { get: () => 1 }]) {
    await server.reset({ status: 503, headers: { "retry-after-ms": "1" }, times: 2 });
    let failed = 0;
    const project = server.project({
      onAttempt({ error }) {
        if (!error) return;
        failed++;
        error.headers = headers;
      },
    });
    assert.deepEqual((await project.rooms.list({ limit: 3 })).items, []);
    assert.equal(failed, 2);
  }
});

test("onAttempt is told of attempts without a reply", async () => {
  const told = [];
  const onAttempt = ({ attempt, status, error }) => told.push([attempt, status, error]);
  const cause = new TypeError("no connection");
  const unreachable = stubbed(
    stub(() => Promise.reject(cause)),
    { onAttempt, maxRetries: 0 },
  );
  const error = await rejection(unreachable.rooms.list());
  assert.deepEqual(told, [[1, undefined, error]]);
  told.length = 0;
  const aborted = stubbed(
    stub(() => reply({})),
    { onAttempt },
  );
  await rejection(aborted.rooms.list(null, { signal: AbortSignal.abort("enough") }));
  assert.deepEqual(told, [[1, undefined, "enough"]]);
});

test("options of the wrong kind are refused by name, in the constructor", () => {
  const wrong = {
    baseUrl: [7, {}, true, [], new URL("https://h.test"), () => "https://h.test", Symbol("x"), "https://h.test/\ud800"],
    token: [7, {}, true, [], Symbol("x"), 7n, "two words", "ü"],
    projectId: [7, {}, true, [], () => "p", Symbol("x"), "\udc00"],
    timeout: ["1", -1, 1.5, Number.NaN, {}, true],
    maxRetries: ["1", -1, 1.5, Number.NaN, {}, true, 2n],
    fetch: [7, {}, true, "fetch"],
    onStart: [7, {}, true, "log"],
    logger: [7, {}, true, "debug", { debug: 7 }, () => {}],
    onAttempt: [7, {}, true, "log"],
    headers: [7, true, "x"],
  };
  for (const [name, values] of Object.entries(wrong)) {
    for (const value of values) {
      const error = thrown(() => new Meshagent({ [name]: value }));
      assert.ok(error instanceof RoomException, `${name}: ${String(value)}: ${error}`);
      assert.ok(error.message.startsWith(`${name}: `), error.message);
    }
    const unreadable = {
      get [name]() {
        throw new Error("no");
      },
    };
    assert.match(thrown(() => new Meshagent(unreadable)).message, new RegExp(`^${name}: `));
    assert.ok(new Meshagent({ [name]: undefined }));
    if (!["baseUrl", "token", "projectId"].includes(name)) assert.ok(new Meshagent({ [name]: null }));
  }
  for (const options of [7, "https://h.test", true, Symbol("x"), 7n]) {
    assert.match(thrown(() => new Meshagent(options)).message, /^options: /);
  }
});
