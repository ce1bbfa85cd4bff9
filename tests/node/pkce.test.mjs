// A login with an authorization code and PKCE, from the address of the login page to the token.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { node, pkg, rejection, serve, thrown } from "../helpers/index.mjs";

const { createPkce, RoomException } = pkg;
const server = await serve();
const meshagent = server.client();
const redirect_uri = "https://app.example.com/callback";
const { client_id, client_secret } = await server.project().oauthClients.create({
  grant_types: ["authorization_code", "refresh_token"],
  response_types: ["code"],
  redirect_uris: [redirect_uri],
  scope: "profile",
});
const client = { client_id, client_secret, redirect_uri };

/** What comes with the redirect when the admin signs in at an address. */
async function signIn(address) {
  const reply = await fetch(`${address}&login=${server.admin.token}`, { redirect: "manual" });
  return Object.fromEntries(new URL(reply.headers.get("location")).searchParams);
}

test("each login has a verifier of its own, with its challenge, and a state", async () => {
  const made = await Promise.all(Array.from({ length: 20 }, () => createPkce()));
  for (const { code_verifier, code_challenge, state, ...others } of made) {
    assert.match(code_verifier, /^[\w-]{43}$/);
    assert.match(state, /^[\w-]{22}$/);
    assert.equal(code_challenge, createHash("sha256").update(code_verifier).digest("base64url"));
    assert.deepEqual(others, {});
  }
  for (const name of ["code_verifier", "state"]) assert.equal(new Set(made.map((each) => each[name])).size, 20);
});

test("the code of the redirect is exchanged with the verifier, and with no other", async () => {
  const pkce = await createPkce();
  const address = meshagent.authorizeUrl({ client_id, redirect_uri, scope: "profile" }, pkce);
  assert.ok(address.startsWith(`${server.url}/oauth/authorize?`));
  assert.ok(!address.includes(pkce.code_verifier));
  const { code, state } = await signIn(address);
  assert.equal(state, pkce.state);
  const grant_type = "authorization_code";
  const { code_verifier } = await createPkce();
  await rejection(meshagent.exchangeOAuthToken({ grant_type, code, ...client, code_verifier }));
  const again = await signIn(meshagent.authorizeUrl({ client_id, redirect_uri }, pkce));
  const tokens = await meshagent.exchangeOAuthToken({
    grant_type,
    code: again.code,
    ...client,
    code_verifier: pkce.code_verifier,
  });
  const caller = await server.client({ token: tokens.access_token }).profiles.whoami();
  assert.equal(caller.email, server.admin.email);
});

test("the address keeps the prefix of the client's, and takes further members", async () => {
  const client = new pkg.Meshagent({ baseUrl: "https://example.com/api/", token: "t" });
  const url = new URL(client.authorizeUrl({ client_id, redirect_uri, prompt: "login" }, await createPkce()));
  assert.equal(url.pathname, "/api/oauth/authorize");
  assert.equal(url.searchParams.get("prompt"), "login");
});

test("what cannot be used is refused by name, and no secret gets into an address", async () => {
  const pkce = await createPkce();
  const refused = [
    [{ client_id }, pkce, /redirect_uri/],
    [{ client_id: "", redirect_uri }, pkce, /client_id/],
    [{ client_id, redirect_uri, ...pkce }, pkce, /code_verifier/],
    [{ client_id, redirect_uri, client_secret: "hidden" }, pkce, /client_secret/],
    [{ client_id, redirect_uri }, {}, /pkce\.code_/],
    [{ client_id, redirect_uri }, undefined, /pkce/],
    [undefined, pkce, /request/],
  ];
  for (const [request, protection, message] of refused) {
    const error = thrown(() => meshagent.authorizeUrl(request, protection));
    assert.ok(error instanceof RoomException, String(error));
    assert.match(error.message, message);
    assert.ok(!error.message.includes(pkce.code_verifier) && !error.message.includes("hidden"));
  }
});

test("without crypto.subtle it rejects, at the line that awaits", async () => {
  const { code, stdout, stderr } = await node(
    "no-crypto.mjs",
    `import { createPkce, RoomException } from "meshagent-wasm";
     Object.defineProperty(globalThis, "crypto", { value: undefined });
     const error = await createPkce().catch((error) => error);
     console.log(error instanceof RoomException, error.message, /no-crypto\\.mjs/.test(error.stack));`,
  );
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^true .*crypto\.subtle.* true$/m);
});
