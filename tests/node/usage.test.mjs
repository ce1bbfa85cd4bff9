// The documented use of the package, run line by line against the server. The text is that of tests/types/usage.ts;
// only the address, the token and the ids in it become the server's.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { folder, pkg, root, serve, write } from "../helpers/index.mjs";

const server = await serve();
const support = await server.room("support");
const { grants } = server.project();

/** Somebody whom the project knows, but who is not a member. */
async function somebody() {
  const email = "usage@example.com";
  const room = await server.room("elsewhere");
  await grants.createByEmail({ room_id: room.id, email, permissions: {} });
  const { users } = await server.held("/room-grants/by-user");
  return users.find((user) => user.email === email).user_id;
}

const user_id = await somebody();
const literals = {
  "https://api.meshagent.com": [1, server.url],
  "a bearer token, or a function that returns one": [1, server.admin.token],
  proj_123: [2, server.projectId],
  room_456: [1, support.id],
  user_789: [1, user_id],
  "ma-…": [1, server.apiKey],
};
/** What the file declares, for a look at it afterwards. */
const names =
  "url id session grant page items total byUser byRoom perRoom perUser room same rooms connection role members bytes " +
  "blob stream client secret clients one tokens defaultsForAgents key apiKey jwt verified unverified statuses";

function rewritten() {
  let text = readFileSync(join(root, "tests/types/usage.ts"), "utf8");
  for (const [literal, [times, value]] of Object.entries(literals)) {
    assert.equal(text.split(`"${literal}"`).length - 1, times, `"${literal}" is there so often`);
    text = text.replaceAll(`"${literal}"`, JSON.stringify(value));
  }
  // `can(…); // true` says what the answer is.
  const answer = /^(can\(.*\)); \/\/ (true|false)\b/gm;
  assert.equal(text.match(answer).length, 3);
  text = text.replace(answer, "globalThis.assertEqual($1, $2); //");
  return `${text}\nexport { ${names.split(" ").join(", ")} };\n`;
}

test("every line does what it says", async () => {
  const home = folder("home");
  mkdirSync(join(home, ".meshagent"));
  const session = { access_token: server.admin.token, expires_at: 4_102_444_800 };
  const settings = { users: { u: { session, api_url: server.url } } };
  writeFileSync(join(home, ".meshagent/settings.json"), JSON.stringify(settings));
  const { HOME } = process.env;
  Object.assign(process.env, {
    HOME: home,
    MESHAGENT_API_URL: server.url,
    MESHAGENT_API_KEY: server.apiKey,
    MESHAGENT_PROJECT_ID: server.projectId,
  });
  globalThis.assertEqual = assert.equal;
  // A refresh token that is written in a file is never valid; what else becomes of an exchange is tested elsewhere.
  const tokens = { access_token: "a2", token_type: "Bearer", expires_in: 3600 };
  await server.reset({ match: { path: "/oauth/token" }, body: JSON.stringify(tokens) });

  const source = rewritten();
  const { outputFiles } = await build({
    stdin: { contents: source, loader: "ts", sourcefile: "usage.ts" },
    format: "esm",
    target: "node20",
    write: false,
  });
  let used;
  try {
    used = await import(pathToFileURL(write("usage.mjs", outputFiles[0].text)));
  } finally {
    for (const name of Object.keys(process.env)) if (name.startsWith("MESHAGENT_")) delete process.env[name];
    process.env.HOME = HOME;
  }

  const short = ({ method, path, query, status }) =>
    `${method} ${path.replace(server.projectId, "P").replace(support.id, "R").replace(user_id, "U").replace(used.client.client_id, "C")}${query ? `?${query}` : ""} ${status}`;
  const P = "/accounts/projects/P";
  const F = "/projects/P/storage";
  assert.deepEqual((await server.requests()).map(short), [
    `POST ${P}/room-grants 200`,
    `POST ${P}/room-grants 200`,
    `PUT ${P}/room-grants/unused 200`,
    `GET ${P}/room-grants/R/U 200`,
    `GET ${P}/room-grants?limit=50&offset=0&order_by=room_name 200`,
    `GET ${P}/room-grants/by-user/U?limit=20&offset=0 200`,
    `GET ${P}/room-grants/by-room/support?limit=50&offset=0 200`,
    `GET ${P}/room-grants/by-room?limit=50&offset=0 200`,
    `GET ${P}/room-grants/by-user?filter=ann&limit=100&offset=0 200`,
    `GET ${P}/room-grants?order_by=room_name&limit=200&offset=0 200`,
    `GET ${P}/room-grants/by-user/U?limit=100&offset=0 200`,
    `GET ${P}/room-grants/by-room/support?limit=100&offset=0 200`,
    `DELETE ${P}/room-grants/R/U 200`,
    `POST ${P}/rooms 200`,
    `GET ${P}/rooms/support 200`,
    `PUT ${P}/rooms/R 200`,
    `GET ${P}/rooms?limit=100&filter=help&offset=0&order_by=room_name 200`,
    `GET ${P}/rooms?order_by=room_name&limit=100&offset=0 200`,
    `POST ${P}/rooms/helpdesk/connect 200`,
    `DELETE ${P}/rooms/R 200`,
    `POST ${P}/users 200`,
    `PUT ${P}/users/U 200`,
    `GET ${P}/role 200`,
    `GET ${P}/users?count=100&filter=ann&offset=0 200`,
    `GET ${P}/users?count=100&offset=0 200`,
    `DELETE ${P}/users/U 200`,
    `POST ${F}/upload?path=reports%2Fq3+plan.txt 200`,
    `POST ${F}/upload?path=raw.bin 200`,
    `POST ${F}/upload?path=stream.bin 200`,
    ...Array(3).fill(`GET ${F}/download?path=reports%2Fq3+plan.txt 200`),
    `POST ${P}/oauth/clients 200`,
    `PUT ${P}/oauth/clients/C 200`,
    `GET ${P}/oauth/clients?count=100&offset=0 200`,
    `GET ${P}/oauth/clients?count=100&offset=0 200`,
    `GET ${P}/oauth/clients/C 200`,
    `DELETE ${P}/oauth/clients/C 204`,
    "POST /oauth/token 200",
    `GET ${P}/rooms/nowhere 404`,
  ]);

  assert.deepEqual([used.url, used.id], [server.url, server.projectId]);
  assert.deepEqual([used.session.token, used.session.baseUrl], [server.admin.token, server.url]);
  assert.deepEqual(used.grant, { room: support, user_id, permissions: pkg.ApiScope.full() });
  assert.equal(used.items, used.page.items);
  assert.equal(used.total, used.page.total);
  assert.equal(used.byUser.total, 2);
  assert.equal(used.byRoom.items.length, 2);
  assert.ok(used.perRoom.items.some(({ room, count }) => room.name === "support" && count === 2));
  assert.deepEqual(
    used.perUser.items.map(({ email }) => email),
    ["ann@example.com"],
  );
  assert.deepEqual([used.room, used.same], [support, support]);
  assert.deepEqual(used.rooms.items[0].name, "helpdesk");
  assert.equal(used.connection.room_name, "helpdesk");
  assert.equal(used.role.role, "admin");
  assert.deepEqual(used.members.items, []);
  assert.equal(new TextDecoder().decode(used.bytes), "quarterly plan");
  assert.equal(await used.blob.text(), "quarterly plan");
  assert.equal(await new Response(used.stream).text(), "quarterly plan");
  assert.ok(used.secret);
  assert.equal(used.one.scope, "openid");
  assert.deepEqual(used.clients.items.at(-1), used.one);
  assert.deepEqual(used.tokens, tokens);
  assert.deepEqual(used.defaultsForAgents, pkg.ApiScope.agentDefault({ tunnels: true }));
  assert.equal(used.apiKey, server.apiKey);
  assert.equal(used.verified.name, "ann");
  assert.deepEqual(used.verified.toJSON(), used.unverified.toJSON());
  assert.ok(used.statuses.every((Class) => new Class() instanceof pkg.RoomException));
});
