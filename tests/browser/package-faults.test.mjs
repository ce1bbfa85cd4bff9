// What goes wrong on the way to the service and back, through the package in Chromium.
import assert from "node:assert/strict";
import { serve } from "../helpers/index.mjs";
import { api, onPage } from "../helpers/page.mjs";

const other = await serve();
await api.room("here");
const expected = true;

/** What `rooms.get("here")` comes to under each of the rules. */
async function outcomes(run, rules, options = {}) {
  const seen = [];
  for (const rule of rules) {
    await api.reset({ match: { method: "GET", path: "/rooms/here" }, ...rule });
    seen.push(
      await run(async (more) => {
        const { rooms } = new meshagent.Meshagent({ ...options, ...more }).project();
        return rooms.get("here").then(
          ({ name }) => name,
          (error) => [error.name, error instanceof meshagent.RoomException, error.status, error.attempts, error.path],
        );
      }, options),
    );
  }
  return seen;
}

onPage("statuses that are tried again, and those that are not", { expected }, async (run) => {
  const headers = { "retry-after-ms": "1" };
  for (const status of [408, 429, 500, 502, 503, 504]) {
    assert.deepEqual(await outcomes(run, [{ status, headers, times: 2 }]), ["here"], String(status));
    const gets = (await api.requests()).filter(({ method }) => method === "GET");
    assert.equal(gets.length, 3, String(status));
  }
  const [[, , status, attempts]] = await outcomes(run, [{ status: 400, headers, times: null }]);
  assert.deepEqual([status, attempts], [400, 1]);
});

onPage("a POST that may have happened is not sent again, after 429 it is", { expected }, async (run) => {
  const create = () =>
    run(async () => {
      const { rooms } = new meshagent.Meshagent(options).project();
      const name = `posted-${crypto.randomUUID()}`;
      return rooms.create({ name }).then(
        () => "done",
        (error) => [error.name, error.attempts],
      );
    });
  const posts = async () => (await api.requests()).filter(({ method }) => method === "POST").length;
  for (const [rule, outcome, sent] of [
    [{ status: 503 }, ["ServerError", 1], 1],
    [{ pass: true, cut_after: 3 }, ["ConnectionError", 1], 1],
    [{ status: 429, headers: { "retry-after-ms": "1" } }, "done", 2],
  ]) {
    await api.reset({ match: { method: "POST" }, ...rule });
    assert.deepEqual([await create(), await posts()], [outcome, sent], JSON.stringify(rule));
  }
});

onPage("a server that asks for more than a minute gets no second request", { expected }, async (run) => {
  const rule = { status: 503, headers: { "retry-after": "61" }, times: null };
  const [[name, , status, attempts]] = await outcomes(run, [rule]);
  assert.deepEqual([name, status, attempts], ["ServerError", 503, 1]);
});

onPage("replies that are none: each an InvalidResponseError, and the next call works", {}, async (run) => {
  const base64 = (...bytes) => Buffer.from(bytes).toString("base64");
  const bodies = [
    { body: "" },
    { body: "<!doctype html><title>Sign in</title>", headers: { "content-type": "text/html" } },
    { body: '{"id":"1","name":"here"' },
    { body: '{"id":"1","name":"here"} {}' },
    { body: '{"id":1,"name":"here"}' },
    { body: "null" },
    { body: "[]" },
    { body: '{"id":"1","name":"here","metadata":NaN}' },
    { body: `{"id":"1","name":"here","metadata":{"x":${"[".repeat(20_000)}${"]".repeat(20_000)}}}` },
    { body_base64: base64(0x7b, 0x22, 0xff, 0x22, 0x7d) },
    { body_base64: base64(0xff, 0xfe, 0x7b, 0x00) },
    { status: 204 },
  ];
  const seen = await outcomes(run, bodies);
  for (const [index, outcome] of seen.entries()) {
    const [name, own, status, attempts] = outcome;
    assert.deepEqual([name, own, attempts], ["InvalidResponseError", true, 1], `${index}: ${outcome}`);
    assert.equal(status, bodies[index].status ?? 200);
  }
  assert.deepEqual(await outcomes(run, [{ pass: true }]), ["here"]);
});

onPage("connections that break at any byte, and come back", { expected }, async (run) => {
  const rules = [0, 1, 10, 40].map((cut_after) => ({ pass: true, cut_after }));
  assert.deepEqual(await outcomes(run, rules, { maxRetries: 5 }), Array(4).fill("here"));
  for (const rule of rules) {
    const [outcome] = await outcomes(run, [{ ...rule, times: null }], { maxRetries: 0 });
    assert.deepEqual([outcome[0], outcome[3]], ["ConnectionError", 1], JSON.stringify(rule));
  }
});

onPage("hundreds of calls at once, and every third goes wrong", { expected }, async (run) => {
  await api.reset(
    { match: { method: "GET" }, status: 503, times: 100 },
    { match: { method: "GET" }, body: "{", times: 100 },
  );
  const count = await run(async () => {
    const { rooms } = new meshagent.Meshagent({ ...options, maxRetries: 0 }).project();
    const count = {};
    const note = (name) => (count[name] = (count[name] ?? 0) + 1);
    // An address each, or Chromium lets them wait for each other.
    const calls = Array.from({ length: 300 }, (_, n) => rooms.list({ limit: n + 1 }));
    await Promise.all(
      calls.map((call) =>
        call.then(
          () => note("done"),
          ({ name }) => note(name),
        ),
      ),
    );
    return count;
  });
  assert.deepEqual(count, { ServerError: 100, InvalidResponseError: 100, done: 100 });
});

onPage("handles released in flight, and used afterwards", {}, async (run) => {
  await api.reset({ match: { method: "GET" }, pass: true, delay_ms: 50 });
  const seen = await run(async () => {
    const client = new meshagent.Meshagent(options);
    const project = client.project();
    const { rooms } = project;
    const call = rooms.get("here");
    for (const handle of [rooms, project, client]) handle.free();
    for (const handle of [rooms, project, client]) handle.free();
    const told = [];
    for (const use of [
      () => rooms.get("here"),
      () => project.id,
      () => client.baseUrl,
      () => rooms.get.call({}, "a"),
    ]) {
      try {
        use();
      } catch (error) {
        told.push(error instanceof meshagent.RoomException);
      }
    }
    return [(await call).name, told];
  });
  assert.deepEqual(seen, ["here", [true, true, true, true]]);
});

onPage("a redirect to another origin does not take the token along", { expected }, async (run) => {
  for (const status of [302, 307, 308]) {
    await other.reset({ status: 200, body: '{"id":"1","name":"elsewhere"}', headers: { "x-a": "b" } });
    const rule = { status, headers: { location: `${other.url}/elsewhere` } };
    const [name] = await outcomes(run, [rule], { maxRetries: 0 });
    const arrived = await other.requests();
    assert.ok(name === "elsewhere" || name[0] === "ConnectionError", String(name));
    assert.ok(arrived.length > 0, "the browser went there");
    for (const { headers, method } of arrived) {
      assert.equal(headers.authorization, undefined, `${status} ${method}`);
      assert.ok(!JSON.stringify(headers).includes(api.apiKey));
    }
  }
});

onPage("nothing that is printed shows the token", { expected }, async (run, page) => {
  const printed = [];
  page.on("console", (message) => printed.push(message.text()));
  await api.reset({ status: 400, body: `{"error":"bad token ${api.apiKey}"}`, headers: { "x-echo": api.apiKey } });
  const shown = await run(async () => {
    const attempts = [];
    const client = new meshagent.Meshagent({ ...options, onAttempt: (attempt) => attempts.push(attempt) });
    const project = client.project();
    const error = await project.rooms.get("here").catch((error) => error);
    const values = [client, project, project.rooms, error, ...attempts, attempts[0].error];
    for (const value of values) console.log(value);
    return values.flatMap((value) => [
      String(value),
      JSON.stringify(value),
      ...Object.getOwnPropertyNames(value).map((name) => String(value[name])),
      value.stack ?? "",
      value.headers ? [...value.headers].join() : "",
    ]);
  });
  assert.ok(shown.some((text) => text.includes("[secret]")));
  for (const text of [...shown, ...printed]) assert.ok(!text.includes(api.apiKey), text);
});
