// Every method of `project.oauthClients` and the token exchange, and what the server then holds.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { inspect } from "node:util";
import { all, pkg, rejection, reply, serve, stub, stubbed } from "../helpers/index.mjs";

const { AuthenticationError, InvalidResponseError, NotFoundError, PermissionDeniedError, ValidationErrorResponse } =
  pkg;
const server = await serve();
const meshagent = server.client();
const { oauthClients } = meshagent.project();
const settings = {
  grant_types: ["authorization_code", "refresh_token"],
  response_types: ["code"],
  redirect_uris: ["https://app.example.com/callback?a=b", "com.example.app:/back"],
  scope: "openid email",
};

test("create makes a client and shows its secret this once", async () => {
  await server.reset();
  const client = await oauthClients.create({ ...settings, metadata: { name: "My app", deep: [1, null] } });
  const { method, path, body } = await server.request();
  assert.deepEqual([method, path], ["POST", `${server.path}/oauth/clients`]);
  assert.deepEqual(JSON.parse(body), { ...settings, metadata: { name: "My app", deep: [1, null] } });
  const { client_id, client_secret, ...rest } = client;
  assert.ok(client_id && client_secret);
  assert.deepEqual(rest, {
    ...settings,
    metadata: { name: "My app", deep: [1, null] },
    project_id: server.projectId,
    official: false,
  });
  assert.deepEqual(await server.held(`/oauth/clients/${client_id}`), { client_id, ...rest });
});

test("create always sends metadata", async () => {
  await server.reset();
  const client = await oauthClients.create(settings);
  assert.deepEqual(JSON.parse((await server.request()).body).metadata, {});
  assert.deepEqual(client.metadata, {});
});

test("what the server refuses is an error", async () => {
  for (const wrong of [{ grant_types: ["magic"] }, { redirect_uris: [] }, { redirect_uris: ["/relative"] }]) {
    assert.ok((await rejection(oauthClients.create({ ...settings, ...wrong }))) instanceof ValidationErrorResponse);
  }
});

test("get shows a client without its secret", async () => {
  const { client_secret, ...client } = await oauthClients.create(settings);
  assert.ok(client_secret);
  const read = await oauthClients.get(client.client_id);
  assert.deepEqual(read, client);
  assert.equal("client_secret" in read, false);
  assert.ok((await rejection(oauthClients.get("nobody"))) instanceof NotFoundError);
});

test("update changes what is given and keeps the rest", async () => {
  const { client_id } = await oauthClients.create({ ...settings, metadata: { name: "kept" } });
  await server.reset();
  assert.equal(await oauthClients.update(client_id, { scope: "openid" }), undefined);
  const { method, path, body } = await server.request();
  assert.deepEqual([method, path], ["PUT", `${server.path}/oauth/clients/${client_id}`]);
  assert.deepEqual(JSON.parse(body), { scope: "openid" });
  const held = await server.held(`/oauth/clients/${client_id}`);
  assert.deepEqual(
    [held.scope, held.metadata, held.redirect_uris],
    ["openid", { name: "kept" }, settings.redirect_uris],
  );
  await oauthClients.update(client_id, {});
  assert.deepEqual(await server.held(`/oauth/clients/${client_id}`), held);
  assert.ok((await rejection(oauthClients.update("nobody", {}))) instanceof NotFoundError);
});

test("list sends its defaults and returns a page without secrets", async () => {
  await server.reset();
  const page = await oauthClients.list();
  const { method, path, query } = await server.request();
  assert.deepEqual([method, path], ["GET", `${server.path}/oauth/clients`]);
  assert.deepEqual(Object.fromEntries(new URLSearchParams(query)), { count: "100", offset: "0" });
  const { clients, total } = await server.held("/oauth/clients");
  assert.deepEqual(page, { items: clients, total });
  assert.ok(page.items.length > 2);
  assert.ok(page.items.every((client) => !("client_secret" in client)));
});

test("list takes count, offset and filter; iterate goes through all pages", async () => {
  const { clients } = await server.held("/oauth/clients?count=1000");
  assert.deepEqual((await oauthClients.list({ count: 1, offset: 1 })).items, clients.slice(1, 2));
  const [first] = clients;
  assert.deepEqual((await oauthClients.list({ filter: first.client_id.toUpperCase() })).items, [first]);
  await server.reset();
  assert.deepEqual(await all(oauthClients.iterate({ page_size: 2 })), clients);
  const [, second] = await server.requests();
  assert.deepEqual(Object.fromEntries(new URLSearchParams(second.query)), { count: "2", offset: "2" });
});

test("delete removes a client, which answers nothing", async () => {
  const { client_id } = await oauthClients.create(settings);
  await server.reset();
  assert.equal(await oauthClients.delete(client_id), undefined);
  const { method, path, status } = await server.request();
  assert.deepEqual([method, path, status], ["DELETE", `${server.path}/oauth/clients/${client_id}`, 204]);
  assert.equal(await server.held(`/oauth/clients/${client_id}`), undefined);
  assert.ok((await rejection(oauthClients.delete(client_id))) instanceof NotFoundError);
});

test("what a caller may not do is denied", async () => {
  const { oauthClients: asDeveloper } = server.project({ token: server.developer.token });
  assert.ok((await rejection(asDeveloper.create(settings))) instanceof PermissionDeniedError);
});

test("a reply to create may be wrapped, and lack what has a default", async () => {
  const bare = { client_id: "c1", client_secret: "s", ...settings, project_id: "p" };
  const full = { ...bare, metadata: {}, official: false };
  for (const body of [bare, { client: bare }, { ...bare, metadata: null, official: null }]) {
    assert.deepEqual(await stubbed(stub(() => reply(body))).oauthClients.create(settings), full);
  }
  for (const secret of [undefined, null]) {
    const client = await stubbed(stub(() => reply({ ...bare, client_secret: secret }))).oauthClients.get("c1");
    assert.equal("client_secret" in client, false);
  }
  const error = await rejection(stubbed(stub(() => reply({ ...bare, scope: null }))).oauthClients.get("c1"));
  assert.ok(error instanceof InvalidResponseError);
  assert.equal(error.path, "scope");
});

const base64url = (bytes) => Buffer.from(bytes).toString("base64url");
/** A code, as the redirect after a login brings it. */
async function code(client, verifier) {
  const query = new URLSearchParams({
    response_type: "code",
    client_id: client.client_id,
    redirect_uri: client.redirect_uris[0],
    scope: "openid",
    code_challenge: base64url(createHash("sha256").update(verifier).digest()),
    code_challenge_method: "S256",
    state: "s",
    login: server.admin.token,
  });
  const answer = await fetch(`${server.url}/oauth/authorize?${query}`, { redirect: "manual" });
  return new URL(answer.headers.get("location")).searchParams.get("code");
}

test("exchangeOAuthToken redeems a code, then refreshes; the tokens work", async () => {
  const client = await oauthClients.create(settings);
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
  const credentials = { client_id: client.client_id, client_secret: client.client_secret };
  const form = {
    grant_type: "authorization_code",
    code: await code(client, verifier),
    redirect_uri: client.redirect_uris[0],
    code_verifier: verifier,
    ...credentials,
  };
  await server.reset();
  const tokens = await meshagent.exchangeOAuthToken(form);
  const { method, path, query, headers, body } = await server.request();
  assert.deepEqual([method, path, query], ["POST", "/oauth/token", null]);
  assert.equal(headers["content-type"], "application/x-www-form-urlencoded");
  assert.equal(headers.accept, "application/json");
  assert.equal(headers.authorization, undefined, "the client's own token stays at home");
  assert.deepEqual(Object.fromEntries(new URLSearchParams(body)), form);
  assert.deepEqual([tokens.token_type, tokens.scope, tokens.expires_in > 0], ["Bearer", "openid", true]);
  assert.equal((await server.project({ token: tokens.access_token }).members.role()).role, "admin");

  const refreshed = await meshagent.exchangeOAuthToken({
    grant_type: "refresh_token",
    refresh_token: tokens.refresh_token,
    ...credentials,
  });
  assert.notEqual(refreshed.access_token, tokens.access_token);
  assert.equal((await server.project({ token: refreshed.access_token }).members.role()).role, "admin");
});

test("exchangeOAuthToken needs no token of its own, and no project", async () => {
  const fetch = stub(() => reply({ access_token: "a" }));
  const alone = new pkg.Meshagent({ baseUrl: "http://stub.test", fetch });
  const form = { grant_type: "refresh_token", refresh_token: "a b+c&d=é%", scope: "" };
  assert.deepEqual(await alone.exchangeOAuthToken(form), { access_token: "a", token_type: "Bearer" });
  assert.equal(fetch.calls[0].body, "grant_type=refresh_token&refresh_token=a+b%2Bc%26d%3D%C3%A9%25");
  assert.equal("authorization" in fetch.calls[0].headers, false);
});

test("a refused exchange is an error that does not show the form", async () => {
  const secret = "s3cr3t-refresh";
  const { client_id } = await oauthClients.create(settings);
  const wrong = { grant_type: "refresh_token", refresh_token: secret, client_id, client_secret: "s3cr3t-client" };
  const error = await rejection(meshagent.exchangeOAuthToken(wrong));
  assert.ok(error instanceof AuthenticationError);
  assert.equal(error.url, `${server.url}/oauth/token`);
  for (const text of [String(error), error.stack, inspect(error), JSON.stringify(error), error.body]) {
    assert.ok(!text.includes("s3cr3t"), text);
  }
});

test("a reply without an access token is an error", async () => {
  for (const body of [{}, { access_token: null }, { access_token: 7 }, { access_token: "a", expires_in: "soon" }]) {
    const client = new pkg.Meshagent({ fetch: stub(() => reply(body)) });
    const error = await rejection(client.exchangeOAuthToken({ grant_type: "refresh_token" }));
    assert.ok(error instanceof InvalidResponseError);
  }
});
