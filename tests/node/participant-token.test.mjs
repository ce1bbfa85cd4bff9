// Participant tokens as people use them: made, signed, verified, and taken by the server.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { pkg, rejection, serve, thrown } from "../helpers/index.mjs";

const {
  ApiScope,
  AuthenticationError,
  PermissionDeniedError,
  ParticipantToken,
  RoomException,
  TokenError,
  can,
  parseApiKey,
} = pkg;
const server = await serve();
const { apiKey } = server;
const key = parseApiKey(apiKey);
const soon = () => new Date(Date.now() + 3_600_000);

test("the server's own key names its project", () => {
  assert.equal(key.projectId, server.projectId);
});

test("a token made here works at the server, as far as its scope goes", async () => {
  await server.room("support");
  const token = new ParticipantToken({ name: "ann" });
  token.addRoomGrant("support");
  token.addRoleGrant("agent");
  token.addApiGrant(ApiScope.full());
  const admin = server.project({ token: await token.toJwt({ apiKey, expiration: soon() }) });
  assert.equal((await admin.rooms.get("support")).name, "support");
  assert.equal((await admin.members.role()).role, "admin");

  const small = new ParticipantToken({ name: "bob" });
  small.addRoomGrant("support");
  small.addApiGrant({ storage: { paths: [{ path: "/data", read_only: true }] } });
  const confined = server.project({ token: await small.toJwt({ apiKey, expiration: soon() }) });
  assert.equal((await confined.rooms.get("support")).name, "support");
  assert.ok((await rejection(confined.rooms.list())) instanceof PermissionDeniedError);
  await server.project().storage.upload("/data/a", "content");
  assert.equal((await confined.storage.download("/data/a")).length, 7);
  assert.ok((await rejection(confined.storage.upload("/data/a", "x"))) instanceof PermissionDeniedError);
});

test("a token that has expired, or is signed by somebody else, does not", async () => {
  const token = new ParticipantToken({ name: "ann", grants: [{ name: "api", scope: ApiScope.full() }] });
  const late = await token.toJwt({ apiKey, expiration: new Date(Date.now() - 1000) });
  const forged = await token.toJwt({ secret: "another", expiration: soon() });
  for (const jwt of [late, forged]) {
    assert.ok((await rejection(server.project({ token: jwt }).members.role())) instanceof AuthenticationError);
  }
});

test("what rooms.connect gives is verified and read", async () => {
  await server.room("joined");
  const { jwt } = await server.project().rooms.connect("joined");
  const token = await ParticipantToken.fromJwt(jwt, { secret: key.secret });
  assert.equal(token.projectId, server.projectId);
  assert.deepEqual(
    token.grants.find(({ name }) => name === "room"),
    { name: "room", scope: "joined" },
  );
  assert.equal(can(token.apiGrant, "storage.write", { path: "/any" }), true);
  assert.deepEqual(ParticipantToken.decode(jwt).toJSON(), token.toJSON());
});

test("a token's parts can be read, and are copies", () => {
  const token = new ParticipantToken({
    name: "ann",
    projectId: "p",
    apiKeyId: "k",
    version: "1.2.3",
    grants: [{ name: "api", scope: { llm: {} } }],
    extra: { exp: 4_102_444_800, custom: { a: 1 } },
  });
  const { name, projectId, apiKeyId, version, role, isUser, isAgent } = token;
  assert.deepEqual(
    [name, projectId, apiKeyId, version, role, isUser, isAgent],
    ["ann", "p", "k", "1.2.3", "user", true, false],
  );
  assert.deepEqual(token.expiresAt, new Date(4_102_444_800_000));
  assert.deepEqual(token.extra, { exp: 4_102_444_800, custom: { a: 1 } });
  token.grants.push({ name: "role", scope: "agent" });
  token.extra.custom.a = 2;
  token.apiGrant.llm.models = [];
  token.toJSON().name = "bob";
  assert.deepEqual(token.grants, [{ name: "api", scope: { llm: {} } }]);
  assert.deepEqual(token.apiGrant, { llm: {} });
  assert.deepEqual(token.extra.custom, { a: 1 });
  const bare = new ParticipantToken({ name: "" });
  assert.deepEqual(
    [bare.name, bare.projectId, bare.apiKeyId, bare.expiresAt, bare.apiGrant],
    ["", undefined, undefined, undefined, undefined],
  );
  assert.deepEqual([bare.version, bare.grants, bare.extra], ["0.39.9", [], {}]);
});

test("grants are added in their order; a second api grant is refused", () => {
  const token = new ParticipantToken({ name: "ann" });
  token.addRoomGrant("support");
  token.addRoleGrant("tool");
  token.addTunnelPortsGrant([8080, "9090"]);
  token.addGrant("site", { any: ["data", null] });
  token.addApiGrant({});
  const grants = [
    { name: "room", scope: "support" },
    { name: "role", scope: "tool" },
    { name: "tunnel_ports", scope: "8080,9090" },
    { name: "site", scope: { any: ["data", null] } },
    { name: "api", scope: {} },
  ];
  assert.deepEqual(token.grants, grants);
  assert.ok(thrown(() => token.addApiGrant({ llm: {} })) instanceof RoomException);
  assert.ok(thrown(() => token.addGrant("api", { llm: {} })) instanceof RoomException);
  assert.deepEqual(token.grants, grants, "it is as it was");
});

test("a token survives JSON with claims that the package does not know", async () => {
  const payload = {
    name: "änn\u{1F600}",
    grants: [{ name: "api", scope: { storage: {}, holograms: { size: 2.5 } }, note: "kept" }],
    exp: 4_102_444_800,
    nested: { list: [1, null, { deep: true }] },
    version: "9",
  };
  const token = ParticipantToken.fromJSON(payload);
  assert.deepEqual(token.toJSON(), payload);
  const read = await ParticipantToken.fromJwt(await token.toJwt({ secret: "s" }), { secret: "s" });
  assert.deepEqual(read.toJSON(), payload);
});

test("the secret may be any text", async () => {
  const token = new ParticipantToken({ name: "ann" });
  for (const secret of ["s", "ü\u{1F600}", " ", "\0", "x".repeat(1000)]) {
    const jwt = await token.toJwt({ secret });
    assert.equal((await ParticipantToken.fromJwt(jwt, { secret })).name, "ann");
    assert.equal((await rejection(ParticipantToken.fromJwt(jwt, { secret: `${secret}!` }))).reason, "bad-signature");
  }
});

test("every change to a JWT is noticed", async () => {
  const jwt = await new ParticipantToken({ name: "ann" }).toJwt({ secret: "s", expiration: soon() });
  const dots = [...jwt].flatMap((c, at) => (c === "." ? [at] : []));
  for (let at = 0; at < jwt.length; at++) {
    if (dots.includes(at)) continue;
    const changed = `${jwt.slice(0, at)}${jwt[at] === "A" ? "B" : "A"}${jwt.slice(at + 1)}`;
    const error = await rejection(ParticipantToken.fromJwt(changed, { secret: "s" }));
    assert.ok(error instanceof TokenError, `at ${at}: ${error}`);
  }
  for (const cut of [
    jwt.slice(1),
    jwt.slice(0, -1),
    `${jwt}A`,
    `${jwt}=`,
    ` ${jwt}`,
    `${jwt}\n`,
    `${jwt}.`,
    jwt.replace(".", ""),
  ]) {
    assert.ok((await rejection(ParticipantToken.fromJwt(cut, { secret: "s" }))) instanceof TokenError, cut);
  }
});

test("what cannot be used is refused by name, and never with the secret", async () => {
  const token = new ParticipantToken({ name: "ann" });
  const wrong = [
    [() => new ParticipantToken(), /./],
    [() => new ParticipantToken({}), /name/],
    [() => new ParticipantToken({ name: 7 }), /name/],
    [() => new ParticipantToken({ name: "a", projectId: 7 }), /projectId/],
    [() => new ParticipantToken({ name: "a", grants: {} }), /grants/],
    [() => new ParticipantToken({ name: "a", grants: [{ name: "room" }] }), /grants\[0\]\.scope/],
    [() => new ParticipantToken({ name: "a", extra: [] }), /extra/],
    [() => token.addRoomGrant(7), /name/],
    [() => token.addRoleGrant(undefined), /role/],
    [() => token.addTunnelPortsGrant("8080"), /ports/],
    [() => token.addGrant("x", () => {}), /scope/],
    [() => token.addGrant("x", new Map()), /scope/],
    [() => ParticipantToken.fromJSON(null), /./],
    [() => ParticipantToken.fromJSON({ name: "a" }), /grants/],
    [() => ParticipantToken.decode(7), /./],
  ];
  for (const [use, message] of wrong) {
    const error = thrown(use);
    assert.ok(error instanceof RoomException, String(error));
    assert.match(error.message, message);
  }
  const rejected = [
    [() => token.toJwt(), /secret|key/i],
    [() => token.toJwt({ secret: "" }), /secret|key/i],
    [() => token.toJwt({ secret: 7 }), /secret/],
    [() => token.toJwt({ apiKey: "ma-s3cr3t" }), /key/i],
    [() => token.toJwt({ apiKey: "ma-s3cr3t", secret: "s3cr3t" }), /key/i],
    [() => token.toJwt({ secret: "s3cr3t", expiration: "tomorrow" }), /expiration/],
    [() => token.toJwt({ secret: "s3cr3t", expiration: new Date(Number.NaN) }), /expiration/],
    [() => token.toJwt({ secret: "s3cr3t", expiration: 4_102_444_800 }), /expiration/],
    [() => ParticipantToken.fromJwt("a.b.c"), /secret/],
    [() => ParticipantToken.fromJwt("a.b.c", { secret: "" }), /secret/],
    [() => ParticipantToken.fromJwt(7, { secret: "s3cr3t" }), /./],
  ];
  for (const [call, message] of rejected) {
    const error = await rejection(call());
    assert.ok(error instanceof RoomException, String(error));
    assert.match(error.message, message);
    assert.ok(!inspect(error).includes("s3cr3t"), inspect(error));
  }
  assert.deepEqual(token.grants, [], "none of it has left a trace");
});

test("an error about a JWT does not show it", async () => {
  const jwt = await new ParticipantToken({ name: "s3cr3t-name" }).toJwt({ secret: "s", expiration: new Date(0) });
  for (const broken of [jwt, jwt.replace(".", "!."), `${jwt}!`]) {
    const error = await rejection(ParticipantToken.fromJwt(broken, { secret: "other" }));
    const shown = inspect(error, { depth: 9, showHidden: true });
    for (const part of jwt.split(".")) assert.ok(!shown.includes(part));
    assert.ok(!shown.includes("s3cr3t"));
  }
});
