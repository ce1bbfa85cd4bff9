// What callers pass: what is refused, by name, and what is sent as it was at the moment of the call.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pkg, rejection, reply, serve, stub, stubbed, thrown } from "../helpers/index.mjs";

const { ApiScope, ArgumentError, Meshagent, ParticipantToken } = pkg;
const server = await serve();
const room = { id: "1", name: "a", metadata: {}, annotations: {} };

/** Something is refused with an error about this name. */
function assertRefused(error, name, message) {
  assert.equal(error.constructor, ArgumentError, String(error));
  assert.equal(error.path, name);
  assert.match(error.message, message);
}

test("a header without a value leaves the header alone, in every form", async () => {
  for (const none of [undefined, null]) {
    for (const headers of [
      { accept: none, "x-client": none, "x-more": none },
      [
        ["accept", none],
        ["x-client", none],
      ],
      new Map([["x-client", none]]),
    ]) {
      await server.reset();
      const project = server.project({ headers: { "x-client": "1", "x-none": none } });
      await project.rooms.list(undefined, { headers });
      const sent = (await server.request()).headers;
      assert.deepEqual([sent["x-client"], sent.accept, sent["x-none"]], ["1", "application/json", undefined]);
      assert.equal("x-more" in sent, false);
    }
  }
});

test("a pair that is none is refused all the same", () => {
  for (const headers of [[["a"]], [["a", "1", "2"]], [[]], [7], [null]]) {
    assert.match(thrown(() => new Meshagent({ headers })).message, /^headers: /);
  }
});

test("blanks and line breaks around the address and the project's id are taken off", async () => {
  const fetch = stub(() => reply(room));
  for (const space of [" ", "\n", "\r\n", "\t"]) {
    const client = new Meshagent({
      baseUrl: `${space}https://h.test/${space}`,
      token: `t${space}`,
      projectId: `${space}p${space}`,
      fetch,
    });
    assert.deepEqual([client.baseUrl, client.project().id], ["https://h.test", "p"]);
    assert.equal(client.project(`q${space}`).id, "q");
    await client.project().rooms.get("a");
    assert.equal(fetch.calls.at(-1).url, "https://h.test/accounts/projects/p/rooms/a");
    assert.equal(fetch.calls.at(-1).headers.authorization, "Bearer t");
  }
});

test("a line break within an address, a project's id, or anywhere in an id of a path is refused", async () => {
  const fetch = stub(() => reply(room));
  assertRefused(
    thrown(() => new Meshagent({ projectId: "a\nb" })),
    "projectId",
    /^projectId: .*line break/,
  );
  assertRefused(
    thrown(() => new Meshagent({ baseUrl: "https://h.test/a\nb" })),
    "baseUrl",
    /^baseUrl: /,
  );
  const { grants, members, rooms } = stubbed(fetch);
  for (const id of ["a\n", "\na", "a\r\n", "a\tb", "a\0", "\x7f"]) {
    assertRefused(await rejection(rooms.get(id)), "name", /^name: .*line break/);
    assertRefused(await rejection(members.remove(id)), "user_id", /^user_id: /);
    assertRefused(await rejection(grants.get("a", id)), "user_id", /^user_id: /);
  }
  assert.deepEqual(fetch.calls, []);
});

test("a path of the storage goes out as it is, whatever is in it", async () => {
  const { storage } = server.project();
  for (const path of ["a\nb", " a ", "tab\there"]) {
    await server.reset();
    await storage.upload(path, "x").catch(() => {});
    const { query } = await server.request();
    assert.ok(new URLSearchParams(query).get("path") === path, JSON.stringify(query));
  }
});

const nearest = [
  [() => new Meshagent({ baseURL: "https://h.test" }), "baseURL", "baseUrl"],
  [() => new Meshagent({ base_url: "https://h.test" }), "base_url", "baseUrl"],
  [() => new Meshagent({ url: "https://h.test" }), "url", "baseUrl"],
  [() => new Meshagent({ apiKey: "ma-" }), "apiKey", "token"],
  [() => new Meshagent({ projectID: "p" }), "projectID", "projectId"],
  [() => new Meshagent({ retries: 1 }), "retries", "maxRetries"],
  [() => new Meshagent({ timeOut: 1 }), "timeOut", "timeout"],
  [() => new ParticipantToken({ name: "ann", project: "p" }), "project", "projectId"],
  [() => new ParticipantToken({ name: "ann", apiKeyID: "k" }), "apiKeyID", "apiKeyId"],
  [() => ApiScope.agentDefault({ tunnel: true }), "tunnel", "tunnels"],
];

for (const [call, name, meant] of nearest) {
  test(`the option ${name} is refused, and ${meant} is meant`, () => {
    assertRefused(thrown(call), name, new RegExp(`^${name}: .*did you mean \`${meant}\``));
  });
}

test("unknown options of calls are refused, and nothing is sent", async () => {
  const fetch = stub(() => reply({ rooms: [] }));
  const { rooms, storage } = stubbed(fetch);
  const token = new ParticipantToken({ name: "ann" });
  for (const [call, name, meant] of [
    [() => rooms.list(undefined, { signals: undefined }), "signals", "signal"],
    [() => rooms.list(undefined, { retries: 1 }), "retries", "maxRetries"],
    [() => storage.download("a", { onprogress: () => {} }), "onprogress", "onProgress"],
    [() => token.toJwt({ token: "s" }), "token", "apiKey"],
    [() => token.toJwt({ apikey: "s" }), "apikey", "apiKey"],
    [() => token.toJwt({ secret: "s", expires: new Date() }), "expires", "expiresIn"],
    [() => token.toJwt({ secret: "s", until: new Date() }), "until", undefined],
    [() => ParticipantToken.fromJwt("a.b.c", { secrets: "s" }), "secrets", "secret"],
    [() => rooms.iterate(undefined, { header: {} }).next(), "header", "headers"],
  ]) {
    const error = await rejection((async () => call())());
    const message = meant ? new RegExp(`did you mean \`${meant}\``) : /there are apiKey, secret, expiration, expiresIn/;
    assertRefused(error, name, message);
  }
  assertRefused(await rejection(rooms.list(undefined, { token: "t" })), "token", /there are signal, timeout/);
  assert.deepEqual(fetch.calls, []);
});

test("options in the place of the object before them are refused, and the error says where they go", async () => {
  const fetch = stub(() => reply({ rooms: [] }));
  const { grants, rooms } = stubbed(fetch);
  const { signal } = new AbortController();
  for (const [name, options] of Object.entries({
    signal: { signal },
    timeout: { timeout: 5 },
    maxRetries: { maxRetries: 0 },
    headers: { headers: { "x-a": "1" } },
  })) {
    for (const call of [() => rooms.list(options), () => grants.listByUser("u", options)]) {
      assertRefused(await rejection(call()), name, /pass options after `which`, or `undefined` in its place/);
    }
    assertRefused(
      thrown(() => rooms.iterate(options)),
      name,
      /pass options after/,
    );
  }
  assert.deepEqual(fetch.calls, []);
});

test("what is uploaded is what it was when upload() returned, however often it is sent", async () => {
  const wanted = "before";
  for (const make of [
    (bytes) => bytes,
    (bytes) => bytes.buffer,
    (bytes) => new DataView(bytes.buffer),
    (bytes) => Buffer.from(bytes.buffer),
    (bytes) => {
      const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
      shared.set(bytes);
      return shared;
    },
  ]) {
    await server.reset({ status: 429, headers: { "retry-after-ms": "1" }, times: 2 });
    const data = make(new TextEncoder().encode(wanted));
    const call = server.project({ maxRetries: 2 }).storage.upload("kept", data);
    new Uint8Array(data.buffer ?? data).fill(0x78);
    await call;
    assert.equal((await server.requests()).length, 3);
    const got = await server.project().storage.download("kept");
    assert.equal(new TextDecoder().decode(got), wanted);
  }
});

test("what is sent as JSON is what it was when the call returned", async () => {
  await server.reset({ status: 429, headers: { "retry-after-ms": "1" } });
  const given = { name: "frozen", metadata: { tier: 1 } };
  const headers = { "x-a": "1" };
  const call = server.project().rooms.create(given, { headers });
  given.name = "changed";
  given.metadata.tier = 2;
  headers["x-a"] = "2";
  const { name, metadata } = await call;
  assert.deepEqual([name, metadata], ["frozen", { tier: 1 }]);
  const sent = await server.requests();
  assert.deepEqual(
    sent.map((request) => request.headers["x-a"]),
    ["1", "1"],
  );
});

test("nothing is minted that would be refused when it is verified", async () => {
  const refused = [
    ["exp", "soon"],
    ["exp", "4102444800"],
    ["exp", null],
    ["exp", { at: 1 }],
    ["nbf", "2020-01-01"],
    ["nbf", true],
    ["iat", []],
    ["iat", "0"],
    ["aud", "me"],
    ["aud", ["me"]],
  ];
  for (const [claim, value] of refused) {
    const token = new ParticipantToken({ name: "ann", extra: { [claim]: value } });
    const error = await rejection(token.toJwt({ secret: "s" }));
    assert.equal(error.constructor, ArgumentError, `${claim}: ${JSON.stringify(value)}: ${error}`);
    assert.match(error.message, new RegExp(`^payload\\.${claim}: expected `));
  }
  const extra = { exp: 4_102_444_800.5, nbf: 0, iat: -1, aud: null };
  const jwt = await new ParticipantToken({ name: "ann", extra }).toJwt({ secret: "s" });
  assert.deepEqual((await ParticipantToken.fromJwt(jwt, { secret: "s" })).extra, extra);
});

test("Retry-After counts in the two forms that HTTP has, and in no other", async () => {
  const soon = new Date(Date.now() + 3_600_000);
  const wait = async (after) => {
    await server.reset({ status: 503, headers: { "retry-after": after }, times: null });
    return (await rejection(server.project({ maxRetries: 1 }).rooms.list())).attempts;
  };
  // An hour is longer than anybody waits, so what is understood ends the call at once.
  assert.equal(await wait("3600"), 1);
  assert.equal(await wait(soon.toUTCString()), 1);
  // What is not understood is no wait of an hour: the call is made again after the usual time.
  for (const other of [soon.toISOString(), String(soon), "3600.0", "1e9", "+3600", "0x9999999", "one hour"]) {
    assert.equal(await wait(other), 2, other);
  }
});

test("a whole number beyond 2^53 is refused with its place, as it may have been rounded", async () => {
  const fetch = stub(() => reply(room));
  const { rooms } = stubbed(fetch);
  for (const number of [2 ** 53, -(2 ** 53), 2 ** 64, 1e300]) {
    const metadata = { list: [1, { number }] };
    const error = await rejection(rooms.create({ name: "a", metadata }));
    assertRefused(error, "room.metadata.list[1].number", /2\^53.*send it as text/);
  }
  assert.deepEqual(fetch.calls, []);
  await rooms.create({ name: "a", metadata: { most: 2 ** 53 - 1, least: 1 - 2 ** 53, part: 0.1 } });
  assert.deepEqual(JSON.parse(fetch.calls[0].body).metadata, { most: 2 ** 53 - 1, least: 1 - 2 ** 53, part: 0.1 });
});
