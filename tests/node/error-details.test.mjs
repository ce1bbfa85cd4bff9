// What an error holds and does not hold, and how it is made, sent and restored.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";
import { inspect } from "node:util";
import { load, pkg, rejection, reply, serve, stub, stubbed, thrown } from "../helpers/index.mjs";

const { ConnectionError, InvalidResponseError, NotFoundError, RoomException, TokenError } = pkg;
const server = await serve();
const first = { maxRetries: 0 };

const form = {
  grant_type: "authorization_code",
  client_id: "the-client-id",
  client_secret: "cl1ent/secret+with=odd characters",
  refresh_token: "refr3sh.t0ken/1+2=",
  code: "c0de of the redirect&more",
  code_verifier: "ver1fier~of-pkce",
  redirect_uri: "https://app.example.com/callback",
};
const confidential = ["client_secret", "refresh_token", "code", "code_verifier"];

/** All text of an error. */
const everything = (error) =>
  [inspect(error, { showHidden: true, depth: 9 }), String(error.stack), JSON.stringify(error), error.body, error.path]
    .concat([...error.headers].flat())
    .join("\n");

const echoes = {
  "as it came": (init) => init.body,
  "as JSON": (init) => JSON.stringify(Object.fromEntries(new URLSearchParams(init.body))),
  "in an error's message": (init) => JSON.stringify({ error: [...new URLSearchParams(init.body)].join(" ") }),
  "in a page": (init) => `<p>${[...new URLSearchParams(init.body)].join("</p><p>")}</p>`,
};

for (const [how, echo] of Object.entries(echoes)) {
  for (const status of [400, 500, 200]) {
    test(`a form that the server echoes with ${status}, ${how}, shows nothing that was confidential`, async () => {
      const fetch = stub((_, init) => {
        const headers = { "x-echo": encodeURI(init.body), "x-code": new URLSearchParams(init.body).get("code") };
        return new Response(echo(init), { status, headers });
      });
      const client = new pkg.Meshagent({ baseUrl: "http://stub.test", token: "t", fetch });
      const error = await rejection(client.exchangeOAuthToken(form, first));
      assert.ok(error instanceof RoomException);
      const text = everything(error);
      for (const name of confidential) {
        assert.ok(!text.includes(form[name]), `${name} in ${text}`);
        const encoded = new URLSearchParams({ "": form[name] }).toString().slice(1);
        assert.ok(!text.includes(encoded), `${name}, encoded, in ${text}`);
      }
      if (status !== 200) assert.match(error.body, /the-client-id/);
      assert.match(text, /\[secret\]/);
    });
  }
}

test("what a caller puts in headers that are made for secrets is hidden", async () => {
  const headers = {
    authorization: "Bearer 0wn-t0ken-of-the-call",
    "proxy-authorization": "Basic cHJveHk6c2VjcmV0",
    cookie: "session=s3ss1on-secret; theme=dark-blue-one",
    "x-api-key": "k3y-of-the-gateway",
  };
  const secrets = ["0wn-t0ken-of-the-call", "cHJveHk6c2VjcmV0", "s3ss1on-secret", "k3y-of-the-gateway"];
  const fetch = stub((_, init) => reply({ error: Object.values(init.headers).join(" | ") }, { status: 400 }));
  for (const [client, call] of [
    [headers, {}],
    [{}, headers],
  ]) {
    const error = await rejection(stubbed(fetch, { headers: client }).rooms.list(undefined, { headers: call }));
    for (const secret of secrets) assert.ok(!everything(error).includes(secret), `${secret} in ${error.message}`);
  }
});

test("a secret of 8 characters or more is hidden, and what takes its place is not searched again", async () => {
  for (const [token, body, message] of [
    ["1234567", "the token 1234567", "400 the token 1234567"],
    ["12345678", "the token 12345678", "400 the token [secret]"],
    ["[secret]", "the token [secret]", "400 the token [secret]"],
    ["[secret]/", "the token [secret]/", "400 the token [secret]"],
  ]) {
    const { rooms } = stubbed(
      stub(() => new Response(body, { status: 400 })),
      { token },
    );
    const error = await rejection(rooms.get("x"));
    assert.equal(error.message, `GET /accounts/projects/proj_123/rooms/x: ${message}`);
  }
});

test("the message says what was asked for and what came of it", async () => {
  const cases = [
    [reply({ error: "no such room" }, { status: 404 }), "404 no such room"],
    [new Response("", { status: 502, statusText: "Bad Gateway" }), "502 Bad Gateway"],
    [new Response("", { status: 599, statusText: "" }), "599"],
    [reply({ rooms: 7 }), "name: expected text, got nothing: it is missing"],
  ];
  for (const [answer, message] of cases) {
    const error = await rejection(
      stubbed(
        stub(() => answer),
        first,
      ).rooms.get("x y"),
    );
    const start = "GET /accounts/projects/proj_123/rooms/x%20y: ";
    assert.ok(error.message.startsWith(start), error.message);
    if (error.status !== 200) assert.equal(error.message, start + message);
  }
  const error = await rejection(server.project({ ...first, timeout: 5, baseUrl: "http://127.0.0.1:1" }).rooms.list());
  assert.match(error.message, new RegExp(`^GET ${server.path}/rooms: no reply`));
});

test("the innermost reason of a connection that failed is in the message", async () => {
  const closed = createServer().listen(0, "127.0.0.1");
  await once(closed, "listening");
  const { port } = closed.address();
  await new Promise((resolve) => closed.close(resolve));
  const refused = await rejection(server.project({ ...first, baseUrl: `http://127.0.0.1:${port}` }).rooms.list());
  assert.equal(refused.constructor, ConnectionError);
  assert.match(refused.message, /no reply: the connection failed \(ECONNREFUSED\)$/);
  // A port that no browser asks, and no other fetch that does as they do.
  const forbidden = await rejection(server.project({ ...first, baseUrl: "http://127.0.0.1:1" }).rooms.list());
  assert.match(forbidden.message, /\(bad port\)$/);
  const unknown = await rejection(server.project({ ...first, baseUrl: "http://nowhere.invalid" }).rooms.list());
  assert.match(unknown.message, /\((ENOTFOUND|EAI_AGAIN)\)$/);
  const inner = Object.assign(new Error("inner"), { code: "ECONNRESET" });
  const middle = Object.assign(new Error("middle", { cause: inner }), { code: "UND_ERR_SOCKET" });
  const circle = new TypeError("fetch failed", { cause: middle });
  inner.cause = circle;
  const fetch = stub(() => Promise.reject(circle));
  const error = await rejection(stubbed(fetch, first).rooms.list());
  assert.match(error.message, /\((ECONNRESET|UND_ERR_SOCKET)\)$/);
  assert.equal(error.cause, circle);
  const bare = await rejection(
    stubbed(
      stub(() => Promise.reject(new TypeError("Failed to fetch"))),
      first,
    ).rooms.list(),
  );
  assert.match(bare.message, /\(Failed to fetch\)$/);
});

test("a reply that is no JSON keeps the beginning of what it is", async () => {
  const page = `<!doctype html><title>Sign in</title>${"<p>wifi</p>".repeat(100)}`;
  for (const [body, excerpt] of [
    [page, page.slice(0, 500)],
    ["  plain text\n", "plain text"],
    ["\ufefftext", "text"],
    [`${"\u{1F600}".repeat(600)}`, "\u{1F600}".repeat(500)],
    ['{"id":"1","name"', '{"id":"1","name"'],
  ]) {
    const fetch = stub(() => new Response(body));
    const error = await rejection(stubbed(fetch).rooms.get("x"));
    assert.equal(error.constructor, InvalidResponseError);
    assert.deepEqual([error.status, error.body, error.attempts], [200, excerpt, 1]);
    assert.ok(!Object.keys(error).includes("body"), "it is not printed with the error");
    assert.ok(!("body" in error.toJSON()));
    assert.equal(fetch.calls.length, 1);
  }
});

test("JSON of another shape, and nothing at all, keep no excerpt: the place says enough", async () => {
  for (const body of ['{"id":7}', "[]", "null", '{"jwt":"secret-of-the-reply"}', "", " "]) {
    const error = await rejection(stubbed(stub(() => new Response(body))).rooms.get("x"));
    assert.deepEqual([error.constructor, error.body], [InvalidResponseError, undefined]);
  }
});

test("an excerpt shows no secret, not even the beginning of one that it cuts", async () => {
  const token = "s3cr3t-t0ken-of-the-client";
  for (const body of [`<p>${token}</p>`, `<p>${"x".repeat(490)}${token}`, `{"${token}": }`]) {
    const error = await rejection(
      stubbed(
        stub(() => new Response(body)),
        { token },
      ).rooms.get("x"),
    );
    assert.ok(!everything(error).includes("s3cr3t"), error.body);
    assert.match(error.body, /\[secre?t?/);
  }
});

test("an error survives JSON and structuredClone", async () => {
  const errors = [
    await rejection(stubbed(stub(() => reply({ error: "gone" }, { status: 404 }))).rooms.get("x")),
    await rejection(stubbed(stub(() => reply({ id: 7 }))).rooms.get("x")),
    await rejection(
      stubbed(
        stub(() => Promise.reject(new TypeError("no"))),
        first,
      ).rooms.get("x"),
    ),
    await rejection(pkg.ParticipantToken.fromJwt("a.b", { secret: "s" })),
    await rejection(stubbed(stub()).rooms.get("")),
  ];
  const names = ["NotFoundError", "InvalidResponseError", "ConnectionError", "TokenError", "ArgumentError"];
  assert.deepEqual(
    errors.map((error) => error.name),
    names,
  );
  for (const error of errors) {
    for (const json of [JSON.parse(JSON.stringify(error)), structuredClone(error.toJSON())]) {
      assert.deepEqual(Object.keys(json).slice(0, 2), ["name", "message"]);
      const restored = RoomException.fromJSON(json);
      assert.equal(restored.constructor, error.constructor);
      assert.ok(restored instanceof RoomException && restored instanceof Error);
      assert.deepEqual({ ...restored }, { ...error });
      assert.deepEqual([restored.message, restored.name, String(restored)], [error.message, error.name, String(error)]);
      assert.deepEqual(restored.toJSON(), error.toJSON());
      assert.ok(restored.headers instanceof Headers);
    }
  }
  assert.equal(RoomException.fromJSON(errors[3].toJSON()).reason, "malformed");
});

test("what is restored has the members of errors and no others", () => {
  const json = '{"name":"constructor","message":"x","stack":"s","__proto__":{"a":1},"toString":"y","status":404}';
  const error = RoomException.fromJSON(JSON.parse(json));
  assert.equal(error.constructor, RoomException);
  assert.equal(Object.getPrototypeOf(error), RoomException.prototype);
  assert.deepEqual(Object.keys(error), ["status"]);
  assert.equal(String(error), "RoomException: x");
  assert.notEqual(error.stack, "s");
});

test("an error made by hand takes headers in any of fetch's forms", async () => {
  const web = await load("meshagent-wasm/web");
  for (const headers of [
    { "x-a": "1", "x-b": undefined, "x-c": null },
    [["x-a", "1"]],
    new Headers({ "x-a": "1" }),
    new Map([["X-A", "1"]]),
  ]) {
    const cause = new Error("why");
    const error = new NotFoundError("gone", { status: 404, headers, body: "{}", cause, attempts: 2 });
    assert.deepEqual([...error.headers], [["x-a", "1"]]);
    assert.deepEqual([error.status, error.body, error.cause, error.attempts], [404, "{}", cause, 2]);
    assert.ok(error instanceof web.RoomException);
  }
  for (const headers of [undefined, null]) assert.deepEqual([...new NotFoundError("gone", { headers }).headers], []);
  for (const details of [undefined, null, {}]) assert.equal(new TokenError("x", details).message, "x");
  assert.ok(thrown(() => new NotFoundError("gone", { headers: 7 })) instanceof TypeError);
});
