// Requests to routes that the package has no method for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pkg, rejection, serve, stub } from "../helpers/index.mjs";

const server = await serve();
const path = (...more) => ["accounts", "projects", server.projectId, ...more];

/** A client whose requests go to a stub. */
const stubbed = (fetch, options) =>
  new pkg.Meshagent({ baseUrl: "http://stub.test/prefix", token: "stub-token", fetch, ...options });

test("a route is reached with the token, the query and the body", async () => {
  const meshagent = server.client();
  const body = { name: "annex", metadata: { floor: 2 } };
  const room = await meshagent.request({ method: "POST", path: path("rooms"), body });
  assert.deepEqual([room.name, room.metadata], ["annex", { floor: 2 }]);
  await server.reset();
  const query = { limit: 1, offset: 0, order_by: "room_name", filter: undefined, none: null, blank: " " };
  const { rooms, ...rest } = await meshagent.request({ path: path("rooms"), query });
  assert.deepEqual([rooms[0].id, rest.total], [room.id, 1]);
  const request = await server.request();
  assert.equal(
    `${request.method} ${request.path}?${request.query}`,
    `GET ${server.path}/rooms?limit=1&offset=0&order_by=room_name`,
  );
  assert.equal(request.headers.authorization, `Bearer ${server.apiKey}`);
  assert.equal(request.headers.accept, "application/json");
});

test("an empty body is nothing, and the reply is there for those who ask", async () => {
  for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]) {
    await server.reset({ status: 204, headers: { "x-extra": "yes" } });
    const { data, response } = await server
      .client()
      .request({ method, path: path("odd") })
      .withResponse();
    assert.deepEqual([data, response.status, response.headers.get("x-extra")], [undefined, 204, "yes"]);
    assert.equal((await server.request()).method, method);
  }
  for (const value of [null, 7, "text", [1], { a: { b: [] } }]) {
    const fetch = stub(() => new Response(JSON.stringify(value)));
    assert.deepEqual(await stubbed(fetch).request({ path: ["a"] }), value);
  }
});

test("segments are escaped as those of any method", async () => {
  const fetch = stub(() => new Response("{}"));
  await stubbed(fetch).request({ path: ["a/b", "ü c", "50%", "x?y#z", "%2e%2e", "..."], query: { "ü&": "a b&c" } });
  assert.equal(
    fetch.calls[0].url,
    "http://stub.test/prefix/a%2Fb/%C3%BC%20c/50%25/x%3Fy%23z/%252e%252e/...?%C3%BC%26=a+b%26c",
  );
});

const refused = [
  [{}, "path"],
  [{ path: "accounts/projects" }, "path"],
  [{ path: [] }, "path"],
  [{ path: ["a", 7] }, "path[1]"],
  [{ path: ["a", ""] }, "path[1]"],
  [{ path: [".."] }, "path[0]"],
  [{ path: ["a", "b", "."] }, "path[2]"],
  [{ path: ["a\n"] }, "path[0]"],
  [{ path: ["a\u007f"] }, "path[0]"],
  [{ path: ["\ud800"] }, "path[0]"],
  [{ path: ["a"], method: "get" }, "method"],
  [{ path: ["a"], method: "TRACE" }, "method"],
  [{ path: ["a"], method: 7 }, "method"],
  [{ path: ["a"], query: "b=c" }, "query"],
  [{ path: ["a"], query: { b: ["c"] } }, undefined],
  [{ path: ["a"], body: {} }, "body"],
  [{ path: ["a"], method: "HEAD", body: 0 }, "body"],
  [{ path: ["a"], method: "POST", body: () => {} }, "body"],
  [{ path: ["a"], method: "POST", body: { a: new Map() } }, "body.a"],
  [{ path: ["a"], url: "http://elsewhere.test" }, "url"],
  [{ path: ["a"], timeout: -1 }, "timeout"],
  [{ path: ["a"], idempotent: 1 }, "idempotent"],
  ["a", "options"],
];

test("what cannot be used is refused by name, and nothing is sent", async () => {
  const fetch = stub(() => new Response("{}"));
  const meshagent = stubbed(fetch);
  for (const [request, name] of refused) {
    const error = await rejection(meshagent.request(request));
    assert.deepEqual([error.name, error.path], ["ArgumentError", name], `${JSON.stringify(request)}: ${error}`);
  }
  assert.match((await rejection(meshagent.request({ path: ["a"] }, { timeout: 1 }))).message, /^options: .*members/);
  assert.equal((await rejection(new pkg.Meshagent({ fetch }).request({ path: ["a"] }))).path, "token");
  assert.deepEqual(fetch.calls, []);
});

test("it is tried again as every call is, and fails as they do", async () => {
  const soon = { "retry-after-ms": "1" };
  const meshagent = server.client();
  for (const [options, times] of [
    [{}, 3],
    [{ method: "PUT", body: {} }, 3],
    [{ method: "POST", body: {} }, 1],
    [{ method: "POST", body: {}, idempotent: true }, 3],
    [{ maxRetries: 1 }, 2],
  ]) {
    await server.reset({ status: 503, headers: soon, body: '{"error":{"code":"busy"}}', times: null });
    const error = await rejection(meshagent.request({ path: path("odd"), ...options }));
    assert.deepEqual([error.name, error.code, error.attempts], ["ServerError", "busy", times]);
    assert.equal(error.message.startsWith(`${error.method} ${server.path}/odd: 503`), true);
  }
  const fetch = stub(() => new Response("<p>Sign in</p>"));
  const error = await rejection(stubbed(fetch).request({ path: ["a"] }));
  assert.deepEqual([error.name, error.body], ["InvalidResponseError", "<p>Sign in</p>"]);
});

test("what is sent is as it was when it was called, and an abort ends it", async () => {
  const fetch = stub(() => new Response("{}"));
  const body = { name: "before" };
  const promise = stubbed(fetch).request({ method: "POST", path: ["a"], body });
  body.name = "after";
  await promise;
  assert.equal(fetch.calls[0].body, '{"name":"before"}');
  const signal = AbortSignal.abort("enough");
  assert.equal(await rejection(stubbed(fetch).request({ path: ["a"], signal })), "enough");
});
