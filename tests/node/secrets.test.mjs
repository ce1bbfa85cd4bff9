// The token is in no error, no client and nothing that is printed of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { pkg, rejection, reply, serve, stub, stubbed, thrown } from "../helpers/index.mjs";

const server = await serve();
const token = "s3cr3t/t0ken+with=odd.characters~";
const text = (value) => {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    return "";
  }
};

/** Everything that a log or a page could show of a value. */
function shown(value) {
  const members = Object.getOwnPropertyNames(value).map((name) => [`member ${name}`, String(value[name])]);
  return {
    String: String(value),
    JSON: text(value),
    "JSON of a copy": text({ ...value }),
    inspect: inspect(value, { depth: 20, getters: true }),
    ...Object.fromEntries(members),
  };
}

function hides(value, secret = token) {
  const places = Object.entries(shown(value)).filter(([, text]) => text.includes(secret));
  assert.deepEqual(
    places.map(([place]) => place),
    [],
    `${String(value)} shows it`,
  );
}

test("a client, its projects and its resources do not show the token", () => {
  for (const given of [token, () => token]) {
    const client = server.client({ token: given });
    const project = client.project();
    for (const value of [client, project, project.rooms, project.grants, Object.assign({}, client)]) hides(value);
  }
});

test("errors of every status do not show the token", async () => {
  for (const status of [302, 400, 401, 403, 404, 409, 418, 423, 429, 500]) {
    await server.reset({ status, body: '{"error":"no"}' });
    const error = await rejection(server.project({ token, maxRetries: 0 }).rooms.get("a"));
    assert.equal(error.status, status);
    hides(error);
  }
});

test("errors without a reply do not show the token", async () => {
  const unreachable = await rejection(
    server.project({ token, baseUrl: "http://127.0.0.1:1", maxRetries: 0 }).rooms.get("a"),
  );
  assert.equal(unreachable.name, "ConnectionError");
  hides(unreachable);
  await server.reset({ silent: true });
  const late = await rejection(server.project({ token, timeout: 20, maxRetries: 0 }).rooms.get("a"));
  assert.equal(late.name, "TimeoutError");
  hides(late);
  const malformed = await rejection(
    stubbed(
      stub(() => new Response(`["${token}"]`)),
      { token },
    ).rooms.get("a"),
  );
  assert.equal(malformed.name, "InvalidResponseError");
  hides(malformed);
});

const echoes = {
  "as it is": (secret) => secret,
  "in a header line": (secret) => `authorization: Bearer ${secret}\r\n`,
  "in JSON": (secret) => JSON.stringify({ error: { message: `bad token ${secret}` } }),
  "in JSON with escaped slashes": (secret) => JSON.stringify({ error: `bad token ${secret}` }).replaceAll("/", "\\/"),
  "in JSON with other escapes": (secret) =>
    `{"error":"${[...secret].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join("")}"}`,
  "twice in a row": (secret) => secret + secret,
  "beyond what the message shows": (secret) => "x".repeat(490) + secret,
};

for (const [how, echo] of Object.entries(echoes)) {
  test(`a server that echoes the token ${how}`, async () => {
    await server.reset({ status: 400, body: echo(token) });
    const error = await rejection(server.project({ token }).rooms.get("a"));
    assert.equal(error.name, "ValidationErrorResponse");
    hides(error);
    await server.reset({ status: 400, body: echo(token) });
    hides(await rejection(server.project({ token: async () => token }).rooms.get("a")));
  });
}

test("a server that echoes a token that only this call has", async () => {
  const own = "0wn-t0ken-of-the-call";
  const body = JSON.stringify({ error: { message: `bad token ${own}` }, sent: own });
  for (const authorization of [`Bearer ${own}`, `Basic ${own}`, own]) {
    for (const call of [
      (client, options) => client.project().rooms.get("a", options),
      (client, options) => client.exchangeOAuthToken({ grant_type: "refresh_token", refresh_token: "r" }, options),
    ]) {
      await server.reset({ status: 400, body, headers: { "x-echo": own } });
      const error = await rejection(call(server.client({ token }), { headers: { authorization } }));
      assert.match(error.message, /^[A-Z]+ \/[^ ]+: 400 bad token \[secret\]$/);
      hides(error, own);
      hides([...error.headers].join(), own);
    }
  }
});

test("a token that has separators in it is hidden as a whole", async () => {
  const parted = "s3cr3t,s3cr3t;s3cr3t";
  const body = JSON.stringify({ error: `bad token ${parted}` });
  for (const [own, headers] of [
    [parted, {}],
    [token, { authorization: `Bearer ${parted}` }],
  ]) {
    await server.reset({ status: 400, body });
    const error = await rejection(server.project({ token: own }).rooms.get("a", { headers }));
    assert.match(error.message, /: 400 bad token \[secret\]$/);
    hides(error, "s3cr3t");
  }
});

test("an echoed token stays hidden where a fetch of one's own changes the headers that it was given", async () => {
  const own = "0wn-t0ken-of-the-call";
  const body = JSON.stringify({ error: `bad token ${own}` });
  for (const change of [
    (init) => Object.assign(init, { headers: new Headers(init.headers) }),
    (init) => Object.assign(init, { headers: undefined }),
    (init) => Object.assign(init.headers, { authorization: 5 }),
  ]) {
    const fetch = stub((_url, init) => {
      change(init);
      return new Response(body, { status: 400 });
    });
    const error = await rejection(
      stubbed(fetch, { token }).rooms.get("a", { headers: { authorization: `Bearer ${own}` } }),
    );
    assert.equal(error.message, "GET /accounts/projects/proj_123/rooms/a: 400 bad token [secret]");
    hides(error, own);
  }
});

test("a reply that is none and has the token in a name of its own", async () => {
  const body = JSON.stringify({ id: "1", name: "a", annotations: { [token]: 7 } });
  await server.reset({ body });
  const error = await rejection(server.project({ token }).rooms.get("a"));
  assert.deepEqual([error.name, error.path], ["InvalidResponseError", 'annotations["[secret]"]']);
  hides(error);
});

test("what a fetch of one's own rejects with is the cause, and nothing else of it is told", async () => {
  const fetch = async (_url, { headers }) => {
    throw new TypeError(`cannot send ${headers.accept}`);
  };
  const told = [];
  const error = await rejection(
    stubbed(fetch, { token, maxRetries: 0, onAttempt: (each) => told.push(each) }).rooms.get("a"),
  );
  hides(error);
  assert.deepEqual(
    told.map(({ error, status, attempt }) => [error.name, status, attempt]),
    [["ConnectionError", undefined, 1]],
  );
  for (const each of told) hides(each);
});

test("a server that echoes the token in a header or the status text", async () => {
  const answer = () =>
    new Response("", { status: 400, statusText: `bad ${token}`, headers: { "x-echo": `Bearer ${token}` } });
  const error = await rejection(stubbed(stub(answer), { token }).rooms.get("a"));
  assert.equal(error.status, 400);
  hides(error);
  assert.ok(error.headers.has("x-echo"));
  hides([...error.headers].join());
});

test("a token that cannot be used is refused without showing it", async () => {
  for (const bad of ["s3cr3t with blanks", "s3cr3t\r\nx: y", "s3cr3t-ü"]) {
    hides(
      thrown(() => server.client({ token: bad })),
      "s3cr3t",
    );
    hides(await rejection(server.project({ token: () => bad }).rooms.get("a")), "s3cr3t");
  }
});

test("a base URL with credentials is refused without showing them", () => {
  const error = thrown(() => new pkg.Meshagent({ baseUrl: "https://user:s3cr3t@api.example.com", token }));
  assert.match(error.message, /^baseUrl: /);
  hides(error, "s3cr3t");
});

test("what is told of attempts does not show the token", async () => {
  const told = [];
  await server.reset({ status: 503, body: server.apiKey, headers: { "retry-after-ms": "0" } });
  await server.project({ onAttempt: (attempt) => told.push(attempt) }).rooms.list();
  assert.deepEqual(
    told.map((attempt) => attempt.status),
    [503, 200],
  );
  for (const attempt of told) {
    hides(attempt, server.apiKey);
    if (attempt.error) hides(attempt.error, server.apiKey);
    assert.deepEqual(Object.keys(attempt), [
      "operation",
      "route",
      "method",
      "url",
      "attempt",
      "status",
      ...(attempt.error ? ["error"] : []),
      "ms",
    ]);
  }
});

test("what the caller brings is called by itself, and so sees nothing of the client", async () => {
  const seen = [];
  const { rooms, storage } = stubbed(
    async function () {
      seen.push(["fetch", this]);
      return reply({ rooms: [] });
    },
    {
      token() {
        seen.push(["token", this]);
        return token;
      },
      onStart() {
        seen.push(["onStart", this]);
      },
      onAttempt() {
        seen.push(["onAttempt", this]);
      },
    },
  );
  await rooms.list();
  await storage.download("a", {
    onProgress() {
      seen.push(["onProgress", this]);
    },
  });
  assert.deepEqual([...new Set(seen.map(([name]) => name))].sort(), [
    "fetch",
    "onAttempt",
    "onProgress",
    "onStart",
    "token",
  ]);
  for (const [name, self] of seen) assert.ok(!inspect(self, { depth: 9, showHidden: true }).includes(token), name);
  assert.deepEqual([...new Set(seen.map(([, self]) => self))], [undefined]);
});
