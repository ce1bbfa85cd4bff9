// Scopes, API keys and participant tokens against the answers of both official SDKs, through the package.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pkg, rejection, reply, root, stub, stubbed, thrown } from "../helpers/index.mjs";

const { ApiScope, can, encodeApiKey, ParticipantToken, parseApiKey, RoomException, TokenError } = pkg;
const read = (name) => JSON.parse(readFileSync(join(root, "tests/vectors", name), "utf8"));
const scopes = read("scope.json");
const tokens = read("tokens.json");

/** Groups vectors, so that each group is a test of its own. */
function grouped(list, name) {
  const groups = new Map();
  for (const item of list) groups.set(name(item), [...(groups.get(name(item)) ?? []), item]);
  return groups;
}

test("there are as many vectors as there should be", () => {
  const counts = (all) => Object.entries(all).map(([name, list]) => [name, list.length]);
  assert.deepEqual(counts({ ...scopes, about: [] }), [
    ["about", 0],
    ["can", 371],
    ["invalid", 13],
    ["presets", 4],
  ]);
  assert.deepEqual(counts({ ...tokens, about: [] }), [
    ["about", 0],
    ["apiKeys", 6],
    ["apiKeysEncode", 1],
    ["apiKeysInvalid", 8],
    ["claims", 6],
    ["roles", 6],
    ["sign", 4],
    ["precedence", 7],
    ["verify", 27],
    ["decode", 26],
    ["disagreements", 16],
  ]);
});

for (const [action, cases] of grouped(scopes.can, ({ action }) => action)) {
  test(`can ${action}: ${cases.length} answers`, () => {
    for (const { scope, target, expected, why } of cases) {
      const ask = () => (target === undefined ? can(scope, action) : can(scope, action, target));
      const about = JSON.stringify({ scope, target, why });
      if (expected !== "rejected") assert.equal(ask(), expected, about);
      else assert.ok(thrown(ask) instanceof RoomException, about);
    }
  });
}

test("a scope that is refused is refused everywhere", async () => {
  const fetch = stub(() => reply({}));
  const { grants, rooms } = stubbed(fetch);
  const ids = { room_id: "r", user_id: "u" };
  for (const { scope, why } of scopes.invalid) {
    for (const use of [
      () => can(scope, "developer.logs"),
      () => new ParticipantToken({ name: "ann" }).addApiGrant(scope),
      () => new ParticipantToken({ name: "ann", grants: [{ name: "api", scope }] }),
    ]) {
      assert.ok(thrown(use) instanceof RoomException, why);
    }
    for (const call of [
      () => grants.create({ ...ids, permissions: scope }),
      () => grants.update({ ...ids, permissions: scope }),
      () => grants.createByEmail({ room_id: "r", email: "a@b.c", permissions: scope }),
      () => rooms.create({ name: "a", permissions: { u: scope } }),
    ]) {
      assert.ok((await rejection(call())) instanceof RoomException, why);
    }
  }
  assert.deepEqual(fetch.calls, []);
});

test("the presets, each a new object of plain data", () => {
  for (const { preset, args, wire } of scopes.presets) {
    const scope = ApiScope[preset](args);
    assert.deepEqual(scope, wire);
    assert.deepEqual(structuredClone(scope), wire);
    scope.storage.paths = [];
    delete scope.messaging;
    assert.deepEqual(ApiScope[preset](args), wire);
  }
});

test("can refuses what it does not know, rather than guess", () => {
  for (const [scope, action, target] of [
    [{}, "storage.delete", { path: "/a" }],
    [{}, "", {}],
    [{}, 7, {}],
    [{ storage: {} }, "storage.read", undefined],
    [{ storage: {} }, "storage.read", { queue: "a" }],
    [{ storage: {} }, "storage.read", { path: 7 }],
    [{ queues: { denied: ["jobs"] } }, "queues.send", { queue: "jobs" }],
    [undefined, "developer.logs"],
    [null, "developer.logs"],
    [new Map(), "developer.logs"],
    [{ storage: new Map() }, "storage.read", { path: "/a" }],
  ]) {
    assert.ok(thrown(() => can(scope, action, target)) instanceof RoomException, `${JSON.stringify(scope)} ${action}`);
  }
});

test("API keys: read and written", () => {
  for (const { key, ...parts } of tokens.apiKeys) {
    assert.deepEqual(parseApiKey(key), parts);
    assert.equal(encodeApiKey(parts), key);
  }
  for (const { key, ...parts } of tokens.apiKeysEncode) assert.equal(encodeApiKey(parts), key);
});

test("API keys: what is none is refused without being shown", () => {
  const refused = tokens.disagreements.filter(({ kind, ours }) => kind === "parseKey" && ours === "rejected");
  for (const { key, why } of [...tokens.apiKeysInvalid, ...refused]) {
    const error = thrown(() => parseApiKey(key));
    assert.ok(error instanceof RoomException, why);
    if (key.length > 20) assert.ok(!error.message.includes(key.slice(3, 12)), error.message);
  }
  for (const wrong of [7, null, undefined, {}, "ma-\ud800"])
    assert.ok(thrown(() => parseApiKey(wrong)) instanceof RoomException);
  const whole = { id: tokens.apiKeys[0].id, projectId: tokens.apiKeys[0].projectId, secret: "s" };
  for (const part of Object.keys(whole)) {
    for (const wrong of [7, null, undefined, ...(part === "secret" ? [] : ["", "proj_123"])]) {
      const error = thrown(() => encodeApiKey({ ...whole, [part]: wrong }));
      assert.ok(error instanceof RoomException);
      assert.match(error.message, new RegExp(part));
    }
  }
});

/**
 * An API scope by its meaning: a flag that is as by default, or a missing list, says nothing, and `dataset` has older
 * names.
 */
function plain({ database, datasets, ...scope }) {
  const says = (name, value) => value !== true && value !== null && (name !== "read_only" || value);
  const whole = { ...scope, dataset: scope.dataset ?? datasets ?? database };
  return JSON.parse(JSON.stringify(whole, (name, value) => (says(name, value) ? value : undefined)));
}
const byMeaning = (payload) => ({
  ...payload,
  grants: payload.grants.map(({ name, scope }) => ({ name, scope: name === "api" ? plain(scope) : scope })),
});
const assertPayload = (actual, expected) => assert.deepEqual(byMeaning(actual), byMeaning(expected));

test("claims: written and read back", () => {
  for (const { token, payload } of tokens.claims) {
    const made = new ParticipantToken(token);
    assertPayload(made.toJSON(), payload);
    assertPayload(ParticipantToken.fromJSON(made.toJSON()).toJSON(), payload);
    assertPayload(JSON.parse(JSON.stringify(made)), payload);
  }
  for (const { token, ours } of tokens.disagreements.filter(({ kind }) => kind === "claims")) {
    assert.equal(new ParticipantToken(token).toJSON().version, ours);
  }
});

test("roles", () => {
  for (const { grants, ...expected } of tokens.roles) {
    const { role, isUser, isAgent } = new ParticipantToken({ name: "ann", grants });
    assert.deepEqual({ role, isUser, isAgent }, expected);
  }
});

const decoded = (jwt) => {
  const [header, payload, signature] = jwt.split(".");
  const json = (part) => JSON.parse(Buffer.from(part, "base64url"));
  return { header: json(header), payload: json(payload), signed: `${header}.${payload}`, signature };
};
/** The signature that Node.js itself computes. */
async function signature(secret, text) {
  const { createHmac } = await import("node:crypto");
  return createHmac("sha256", secret).update(text).digest("base64url");
}

test("signing", async () => {
  for (const { token, apiKey, secret, expiresAt, header, payload, signedWith, jwt } of tokens.sign) {
    const expiration = expiresAt === undefined ? undefined : new Date(expiresAt * 1000 + 999);
    const made = new ParticipantToken(token);
    const before = made.toJSON();
    const ours = decoded(await made.toJwt({ apiKey, secret, expiration }));
    assert.deepEqual(ours.header, header);
    assertPayload(ours.payload, payload);
    assert.equal(ours.signature, await signature(signedWith, ours.signed));
    assert.deepEqual(made.toJSON(), before, "the token itself stays as it is");
    assertPayload(ParticipantToken.decode(jwt).toJSON(), payload);
  }
  for (const { token, expiresAt, ours } of tokens.disagreements.filter(({ kind }) => kind === "sign")) {
    const jwt = await new ParticipantToken(token).toJwt({ secret: "s", expiration: new Date(expiresAt * 1000) });
    assert.equal(decoded(jwt).payload.exp, ours);
  }
});

test("which secret signs, with what from the environment", async () => {
  for (const { token, apiKey, secret, env, ours } of tokens.precedence) {
    Object.assign(process.env, env);
    try {
      const promise = new ParticipantToken(token).toJwt({ apiKey, secret });
      if (ours === "rejected") {
        assert.ok((await rejection(promise)) instanceof RoomException);
        continue;
      }
      const { payload, signed, signature: given } = decoded(await promise);
      assert.equal(given, await signature(ours.signedWith, signed));
      assert.deepEqual([payload.kid ?? null, payload.sub ?? null], [ours.kid, ours.sub]);
    } finally {
      for (const name of Object.keys(env)) delete process.env[name];
    }
  }
});

/** What comes of a token: `valid` and its payload, or the reason why not. */
async function outcome(promise) {
  try {
    return { outcome: "valid", payload: (await promise).toJSON() };
  } catch (error) {
    assert.ok(error instanceof TokenError, String(error));
    return { outcome: error.reason };
  }
}
const ours = (kind) => tokens.disagreements.filter((item) => item.kind === kind);

for (const { label, jwt, secret, outcome: expected, payload, ...other } of [...tokens.verify, ...ours("verify")]) {
  test(`verifying: ${label}`, async () => {
    const got = await outcome(ParticipantToken.fromJwt(jwt, { secret }));
    assert.equal(got.outcome, expected ?? other.ours);
    if (payload) assertPayload(got.payload, payload);
  });
}

for (const { label, jwt, outcome: expected, payload, ...other } of [...tokens.decode, ...ours("decode")]) {
  test(`decoding: ${label}`, async () => {
    const got = await outcome((async () => ParticipantToken.decode(jwt))());
    assert.equal(got.outcome, expected ?? other.ours);
    if (payload) assertPayload(got.payload, payload);
  });
}

test("presetOf says which preset allows the same", () => {
  assert.equal(ApiScope.presetOf(ApiScope.full()), "full");
  assert.equal(ApiScope.presetOf(ApiScope.agentDefault()), "agent");
  assert.equal(ApiScope.presetOf({ ...ApiScope.userDefault(), messaging: { send: true }, llm: null }), "user");
  assert.equal(ApiScope.presetOf({ ...ApiScope.full(), messaging: { send: false } }), undefined);
  assert.equal(ApiScope.presetOf(ApiScope.agentDefault({ tunnels: true })), undefined);
  for (const scope of [undefined, null, "full", [], { storage: 7 }, () => {}]) {
    assert.equal(thrown(() => ApiScope.presetOf(scope)).name, "ArgumentError");
  }
});
