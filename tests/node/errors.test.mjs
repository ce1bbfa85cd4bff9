// What a call rejects with: the class for each status, its fields, and the message.
import assert from "node:assert/strict";
import { test } from "node:test";
import { types } from "node:util";
import { load, pkg, rejection, reply, serve, stub, stubbed, thrown } from "../helpers/index.mjs";

const { RoomException } = pkg;
const server = await serve();

const classes = [
  [400, "ValidationErrorResponse"],
  [401, "AuthenticationError"],
  [402, "RoomException"],
  [403, "PermissionDeniedError"],
  [404, "NotFoundError"],
  [405, "RoomException"],
  [408, "RoomException"],
  [409, "ConflictError"],
  [410, "RoomException"],
  [418, "RoomException"],
  [422, "RoomException"],
  [423, "RoomDisabledError"],
  [429, "RateLimitError"],
  [451, "RoomException"],
  [499, "RoomException"],
  [500, "ServerError"],
  [501, "ServerError"],
  [502, "ServerError"],
  [503, "ServerError"],
  [504, "ServerError"],
  [599, "ServerError"],
  [300, "RoomException"],
  [302, "RoomException"],
  [304, "RoomException"],
];

for (const [status, name] of classes) {
  test(`a reply with ${status} rejects with ${name}`, async () => {
    const body = status === 304 ? "" : `{"error":{"code":"x","message":"it is ${status}"}}`;
    await server.reset({ status, body, headers: { "x-request-id": "req-1", "retry-after": "3600" } });
    const error = await rejection(server.project({ maxRetries: 0 }).rooms.list({ limit: 7 }));
    assert.equal(error.constructor, pkg[name]);
    assert.ok(error instanceof RoomException && error instanceof Error && types.isNativeError(error));
    assert.equal(error.name, name);
    assert.equal(error.status, status);
    assert.equal(error.body, body);
    assert.ok(error.headers instanceof Headers);
    assert.equal(error.headers.get("x-request-id"), "req-1");
    assert.equal(error.method, "GET");
    assert.equal(error.url, `${server.url}${server.path}/rooms?limit=7&offset=0&order_by=room_name`);
    assert.equal(error.attempts, 1);
    assert.equal(error.path, undefined);
    if (status !== 304) assert.equal(error.message, `GET ${server.path}/rooms: ${status} it is ${status}`);
    const again = [408, 429, 500, 502, 503, 504].includes(status);
    assert.equal(error.retryable, again);
    assert.deepEqual([error.code, error.requestId], [status === 304 ? undefined : "x", "req-1"]);
    const printed = [
      "status",
      status !== 304 && "code",
      "requestId",
      again && "retryable",
      "method",
      "url",
      "attempts",
    ];
    assert.deepEqual(
      Object.keys(error),
      printed.filter((name) => name),
      "what is printed with it",
    );
    assert.equal(String(error), `${name}: ${error.message}`);
    assert.ok(error.stack.includes(error.message));
    assert.equal((await server.requests()).length, 1);
  });
}

test("the errors of the server itself arrive as their classes", async () => {
  const { rooms } = server.project();
  const unknown = server.project({ token: "no-such-token" });
  const elsewhere = server.client().project("another");
  await server.room("exists");
  const asMember = server.project({ token: server.member.token });
  const cases = [
    [() => rooms.create({ name: "Not A Name" }), "ValidationErrorResponse", 400],
    [() => unknown.rooms.list(), "AuthenticationError", 401],
    [() => asMember.rooms.create({ name: "x" }), "PermissionDeniedError", 403],
    [() => elsewhere.rooms.list(), "NotFoundError", 404],
    [() => rooms.create({ name: "exists" }), "ConflictError", 409],
  ];
  for (const [call, name, status] of cases) {
    const error = await rejection(call());
    assert.deepEqual([error.name, error.status], [name, status]);
    const path = new URL(error.url).pathname;
    assert.equal(error.message, `${error.method} ${path}: ${status} ${JSON.parse(error.body).error.message}`);
    assert.match(error.headers.get("x-request-id"), /^[0-9a-f-]{36}$/);
  }
  assert.equal((await rejection(unknown.rooms.list())).headers.get("www-authenticate"), "Bearer");
});

test("method and address are those of the call, with its segments encoded", async () => {
  const error = await rejection(server.project().grants.delete("a/b c", "ü"));
  assert.equal(error.method, "DELETE");
  assert.equal(error.url, `${server.url}${server.path}/room-grants/a%2Fb%20c/%C3%BC`);
});

const messages = [
  ['{"error":{"code":"room_disabled","message":"closed for today"}}', "closed for today"],
  ['{"error":"forbidden"}', "forbidden"],
  ['{"error":"invalid_grant","error_description":"the code is used"}', "invalid_grant"],
  ['{"error_description":"the code is used"}', "the code is used"],
  ['{"message":"no"}', "no"],
  ['{"detail":"not here"}', "not here"],
  ['{"detail":"last","message":"earlier"}', "earlier"],
  ['{"error":{"code":7},"message":"outer"}', "outer"],
  ['{"error":{"message":7},"detail":"text only"}', "text only"],
  ['{"error":"","message":"   ","detail":"the first that says something"}', "the first that says something"],
  ['{"error":"\\u00fc\\n\\ud83d\\ude00"}', "ü\n\u{1F600}"],
  ["  plain text\n", "plain text"],
  ["<h1>Bad Gateway</h1>", "<h1>Bad Gateway</h1>"],
  ['["a","list"]', '["a","list"]'],
  ['"a text"', '"a text"'],
  ['{"code":7}', '{"code":7}'],
  ['{"error": broken', '{"error": broken'],
  ["", "I'm a teapot"],
  ["{}", "I'm a teapot"],
  [" \n ", "I'm a teapot"],
];

for (const [body, message] of messages) {
  test(`the message of an error reply: ${JSON.stringify(body)}`, async () => {
    await server.reset({ status: 418, body });
    const error = await rejection(server.project().rooms.get("a"));
    assert.equal(error.message, `GET ${server.path}/rooms/a: 418 ${message}`);
    assert.equal(error.body, body);
  });
}

test("a long body is kept whole, but not in the message", async () => {
  const body = `${"long ".repeat(40_000)}end`;
  await server.reset({ status: 400, body });
  const error = await rejection(server.project().rooms.get("a"));
  assert.equal(error.body, body);
  assert.ok(error.message.length <= 1000, `${error.message.length} characters`);
  const start = `GET ${server.path}/rooms/a: 400 `;
  assert.ok(error.message.startsWith(start));
  assert.ok(body.startsWith(error.message.slice(start.length)));
  assert.ok(error.stack.length < 5000);
});

test("an error body that is not UTF-8 is read as well as it can be", async () => {
  await server.reset({ status: 400, body_base64: Buffer.from([0x6f, 0x68, 0xff, 0x21]).toString("base64") });
  const error = await rejection(server.project().rooms.get("a"));
  assert.equal(error.body, "oh\u{FFFD}!");
  assert.equal(error.message, `GET ${server.path}/rooms/a: 400 oh\u{FFFD}!`);
});

test("without a connection there is a ConnectionError with its cause", async () => {
  const unused = "http://127.0.0.1:1";
  const error = await rejection(server.project({ baseUrl: unused, maxRetries: 0 }).rooms.get("a"));
  assert.equal(error.constructor, pkg.ConnectionError);
  assert.ok(error instanceof RoomException);
  assert.deepEqual(
    [error.name, error.status, error.body, error.method, error.attempts],
    ["ConnectionError", undefined, undefined, "GET", 1],
  );
  assert.equal(error.url, `${unused}${server.path}/rooms/a`);
  assert.deepEqual([...error.headers], []);
  assert.ok(error.message.startsWith(`GET ${server.path}/rooms/a: no reply: `), error.message);
  assert.ok(error.cause instanceof TypeError, "what fetch rejected with");
});

test("a connection that is cut before or within the reply is a ConnectionError", async () => {
  for (const fault of [{ hang_up: true }, { cut_after: 1 }]) {
    await server.reset({ ...fault, body: '{"id":"1","name":"a"}' });
    const error = await rejection(server.project({ maxRetries: 0 }).rooms.get("a"));
    assert.equal(error.constructor, pkg.ConnectionError, `${JSON.stringify(fault)}: ${error}`);
    assert.ok(error.cause instanceof Error);
  }
});

test("an error reply that is cut is a ConnectionError too: its status alone says too little", async () => {
  await server.reset({ status: 404, cut_after: 3, body: '{"error":"gone"}' });
  const error = await rejection(server.project({ maxRetries: 0 }).rooms.get("a"));
  assert.equal(error.constructor, pkg.ConnectionError);
});

test("fetch follows a redirect, unless told otherwise: then it is an error", async () => {
  const room = await server.room("moved");
  const location = `${server.url}${server.path}/rooms/moved`;
  await server.reset({ status: 307, headers: { location } });
  assert.deepEqual(await server.project().rooms.get("old"), room);
  await server.reset({ status: 307, headers: { location } });
  const manual = (url, init) => fetch(url, { ...init, redirect: "manual" });
  const error = await rejection(server.project({ fetch: manual }).rooms.get("old"));
  assert.deepEqual([error.constructor, error.status], [RoomException, 307]);
  assert.equal(error.headers.get("location"), location);
});

test("a redirect to another service does not take the token along", async () => {
  const other = await serve();
  await server.reset({ status: 307, headers: { location: `${other.url}/elsewhere` } });
  await other.reset();
  await rejection(server.project().rooms.get("a"));
  const { path, headers } = await other.request();
  assert.equal(path, "/elsewhere");
  assert.equal(headers.authorization, undefined);
});

test("every class can be told apart by instanceof and by name, and made by hand", () => {
  const names = Object.keys(pkg).filter((name) => pkg[name]?.prototype instanceof RoomException);
  assert.deepEqual(names.sort(), [
    "ArgumentError",
    "AuthenticationError",
    "ConflictError",
    "ConnectionError",
    "InvalidResponseError",
    "NotFoundError",
    "PermissionDeniedError",
    "RateLimitError",
    "RoomDisabledError",
    "ServerError",
    "TimeoutError",
    "TokenError",
    "ValidationErrorResponse",
  ]);
  for (const name of [...names, "RoomException"]) {
    const error = new pkg[name]("made by hand");
    assert.deepEqual([error.name, error.message, pkg[name].name], [name, "made by hand", name]);
    assert.ok(error.headers instanceof Headers);
    for (const other of names) assert.equal(error instanceof pkg[other], other === name);
  }
});

test("the same classes come from every entry", async () => {
  const web = await load("meshagent-wasm/web");
  const { cliSession } = await load("meshagent-wasm/node");
  assert.equal(web.NotFoundError, pkg.NotFoundError);
  const error = thrown(() => cliSession({ home: "\0" }));
  assert.equal(error.constructor, RoomException);
});

test("a call never throws: whatever is wrong with it rejects its promise", async () => {
  const { rooms, grants } = stubbed(stub(() => reply({})));
  for (const call of [
    () => rooms.get(),
    () => rooms.create(),
    () => rooms.update("a"),
    () => rooms.list(7),
    () => rooms.get("a", 7),
    () => grants.create(null),
    () => grants.delete("a"),
  ]) {
    const promise = call();
    assert.ok(promise instanceof Promise);
    const error = await rejection(promise);
    assert.ok(error instanceof RoomException);
    assert.doesNotMatch(error.message, /^[A-Z]+ \//, "nothing was sent");
  }
});
