// `cliSession` of meshagent-wasm/node: the files that the command line writes at login.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folder, load, node, pkg, serve, thrown } from "../helpers/index.mjs";

const { cliSession } = await load("meshagent-wasm/node");
const { RoomException } = pkg;
const HOSTED = "https://api.meshagent.com";
const OTHER = "https://other.test";
const FUTURE = 4_102_444_800;

/** A home directory with these files in its `.meshagent`. */
function home(files) {
  const path = folder("home");
  mkdirSync(join(path, ".meshagent"));
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === "string" ? content : JSON.stringify(content);
    writeFileSync(join(path, ".meshagent", name), text);
  }
  return path;
}
const find = (files, options) => cliSession({ home: home(files), env: {}, ...options });
const user = (token, more) => ({ session: { access_token: token, expires_at: FUTURE }, project: {}, ...more });
const expiresAt = new Date(FUTURE * 1000);

test("nobody is logged in", () => {
  assert.equal(cliSession({ home: folder("empty"), env: {} }), undefined);
  assert.equal(cliSession({ home: join(folder("empty"), "nowhere"), env: {} }), undefined);
  assert.equal(find({}), undefined);
  assert.equal(find({ "settings.json": {} }), undefined);
  assert.equal(find({ "settings.json": { users: {}, active_user_id: null } }), undefined);
  assert.equal(find({ "project.json": { active_project: "p" } }), undefined);
});

test("the older files: session.json and project.json", () => {
  const session = { access_token: "old", refresh_token: "r", expires_at: FUTURE, token_type: "Bearer" };
  assert.deepEqual(find({ "session.json": session }), { token: "old", baseUrl: HOSTED, expiresAt });
  assert.deepEqual(find({ "session.json": session, "project.json": { active_project: "p1", active_api_keys: {} } }), {
    token: "old",
    baseUrl: HOSTED,
    expiresAt,
    projectId: "p1",
  });
  assert.equal(find({ "session.json": session }, { baseUrl: OTHER }), undefined, "they name no service");
  assert.equal(find({ "session.json": session }, { baseUrl: ` ${HOSTED}/ ` }).token, "old");
});

test("settings.json goes before the older files, even without a session", () => {
  const old = { "session.json": { access_token: "old" } };
  assert.equal(find({ ...old, "settings.json": { active_user_id: "u", users: { u: user("new") } } }).token, "new");
  assert.equal(find({ ...old, "settings.json": {} }), undefined);
});

test("the active user, else __local__, else the only one", () => {
  const users = { u1: user("t1"), u2: user("t2"), __local__: user("local") };
  const token = (settings) => find({ "settings.json": settings })?.token;
  assert.equal(token({ users, active_user_id: "u2" }), "t2");
  assert.equal(token({ users, active_user_id: "gone" }), "local");
  assert.equal(token({ users, active_user_id: null }), "local");
  assert.equal(token({ users: { u1: user("t1") } }), "t1");
  assert.equal(token({ users: { u1: user("t1"), u2: user("t2") } }), undefined);
});

test("active_profiles picks by the wanted service", () => {
  const [hosted, other] = [JSON.stringify([HOSTED, "u"]), JSON.stringify([OTHER, "u"])];
  const settings = {
    active_user_id: hosted,
    active_profiles: { [`${HOSTED}/`]: hosted, [OTHER]: other },
    users: { [hosted]: user("h", { api_url: HOSTED }), [other]: user("o", { api_url: `${OTHER}/` }) },
  };
  assert.equal(find({ "settings.json": settings }).token, "h");
  assert.deepEqual(find({ "settings.json": settings }, { baseUrl: `${OTHER}//` }), {
    token: "o",
    baseUrl: OTHER,
    expiresAt,
  });
  assert.equal(find({ "settings.json": settings }, { env: { MESHAGENT_API_URL: OTHER } }).token, "o");
  assert.equal(find({ "settings.json": settings }, { baseUrl: HOSTED, env: { MESHAGENT_API_URL: OTHER } }).token, "h");
  assert.equal(find({ "settings.json": settings }, { baseUrl: "https://third.test" }), undefined);
});

test("a token goes only to the service it came from", () => {
  const settings = { users: { u: user("t", { api_url: OTHER }) } };
  assert.equal(find({ "settings.json": settings }).baseUrl, OTHER);
  assert.equal(find({ "settings.json": settings }, { baseUrl: OTHER }).token, "t");
  assert.equal(find({ "settings.json": settings }, { baseUrl: HOSTED }), undefined);
  assert.equal(find({ "settings.json": settings }, { env: { MESHAGENT_API_URL: `${HOSTED}/` } }), undefined);
  for (const api_url of [null, undefined, "", " "]) {
    const hosted = { users: { u: user("t", { api_url }) } };
    assert.equal(find({ "settings.json": hosted }).baseUrl, HOSTED);
    assert.equal(find({ "settings.json": hosted }, { baseUrl: OTHER }), undefined);
  }
  assert.equal(find({ "settings.json": settings }, { baseUrl: `${OTHER}.evil.test` }), undefined);
  assert.equal(find({ "settings.json": settings }, { env: { MESHAGENT_API_URL: "  " } }).token, "t");
});

test("a session without an access token is none", () => {
  for (const session of [null, undefined, {}, { access_token: null }, { access_token: "", refresh_token: "r" }]) {
    assert.equal(find({ "settings.json": { users: { u: { session } } } }), undefined);
    if (session) assert.equal(find({ "session.json": session }), undefined);
  }
});

test("the active project comes along, where there is one", () => {
  const settings = (project) => ({ "settings.json": { users: { u: user("t", { project }) } } });
  assert.equal(find(settings({ active_project: "p1" })).projectId, "p1");
  for (const project of [null, undefined, {}, { active_project: null }, { active_project: "" }]) {
    assert.equal("projectId" in find(settings(project)), false);
  }
});

test("an expiry that is unknown is left out, digits as text are taken", () => {
  const at = (expires_at) => find({ "session.json": { access_token: "t", expires_at } });
  for (const none of [null, undefined, 0]) assert.deepEqual(at(none), { token: "t", baseUrl: HOSTED });
  assert.deepEqual(at(String(FUTURE)).expiresAt, expiresAt);
  assert.ok(at(Math.floor(Date.now() / 1000) + 100), "seconds left are enough");
});

test("an expired session says when, and not the token", () => {
  const files = { "session.json": { access_token: "s3cr3t", expires_at: 1_000_000_000 } };
  const error = thrown(() => find(files));
  assert.equal(error.constructor, RoomException);
  assert.match(error.message, /expired at 2001-09-09T01:46:40\.000Z/);
  assert.ok(!error.message.includes("s3cr3t"));
  assert.equal(find(files, { baseUrl: OTHER }), undefined, "another service's login is no concern");
});

test("what the command line does not write is an error with the file, and not what is in it", () => {
  const broken = [
    [{ "session.json": '{"access_token":"s3cr3t"' }, /session\.json is not valid JSON/],
    [{ "session.json": '["s3cr3t"]' }, /session\.json: the file is not an object/],
    [{ "session.json": { access_token: 7 } }, /session\.json: access_token is not text/],
    [
      { "session.json": { access_token: "s3cr3t", expires_at: 1.5 } },
      /session\.json: expires_at is not a whole number/,
    ],
    [{ "session.json": { access_token: "s3cr3t", expires_at: "soon" } }, /expires_at is not a whole number/],
    [{ "session.json": { access_token: "s3cr3t" }, "project.json": "nonsense" }, /project\.json is not valid JSON/],
    [{ "settings.json": "" }, /settings\.json is not valid JSON/],
    [{ "settings.json": { users: [] } }, /settings\.json: users is not an object/],
    [{ "settings.json": { users: { u: 7 } } }, /settings\.json: u is not an object/],
    [{ "settings.json": { users: { u: { session: "s3cr3t" } } } }, /settings\.json: session is not an object/],
    [{ "settings.json": { users: { u: user("s3cr3t", { api_url: 7 }) } } }, /settings\.json: api_url is not text/],
  ];
  for (const [files, message] of broken) {
    const error = thrown(() => find(files));
    assert.equal(error.constructor, RoomException, String(error));
    assert.match(error.message, message);
    assert.ok(!error.message.includes("s3cr3t"), error.message);
  }
});

test("a file that cannot be read is an error with its name", () => {
  const path = home({});
  mkdirSync(join(path, ".meshagent", "settings.json"));
  assert.match(thrown(() => cliSession({ home: path, env: {} })).message, /cannot read .*settings\.json: EISDIR/);
});

test("names that every object has are not members of the files", () => {
  const settings = '{"users":{"__proto__":{"session":{"access_token":"t"}}},"active_user_id":"__proto__"}';
  assert.equal(find({ "settings.json": settings }).token, "t");
  assert.equal(find({ "settings.json": { users: {}, active_user_id: "constructor" } }), undefined);
});

test("nothing is written, changed or deleted", () => {
  const path = home({ "session.json": { access_token: "t" }, "settings.json": { users: { u: user("t") } } });
  const inside = join(path, ".meshagent");
  const before = readdirSync(inside).map((name) => [name, readFileSync(join(inside, name), "utf8")]);
  cliSession({ home: path, env: {} });
  assert.deepEqual(
    readdirSync(inside).map((name) => [name, readFileSync(join(inside, name), "utf8")]),
    before,
  );
});

test("by default it is the home directory and the environment of the process; the session works", async () => {
  const server = await serve();
  const settings = {
    users: { u: user(server.admin.token, { api_url: server.url, project: { active_project: server.projectId } }) },
  };
  const path = home({ "settings.json": settings });
  const script = `
    import { Meshagent } from "meshagent-wasm";
    import { cliSession } from "meshagent-wasm/node";
    const session = cliSession();
    const role = session && (await new Meshagent(session).project().members.role());
    console.log(JSON.stringify(role ?? null));
  `;
  const env = { HOME: path, USERPROFILE: path };
  const found = await node("session.mjs", script, { env });
  assert.equal(found.code, 0, found.stderr);
  assert.deepEqual(JSON.parse(found.stdout), { role: "admin", can_create_rooms: true, can_use_llm_proxy: true });
  const elsewhere = await node("session.mjs", script, { env: { ...env, MESHAGENT_API_URL: OTHER } });
  assert.deepEqual([elsewhere.code, elsewhere.stdout.trim()], [0, "null"], elsewhere.stderr);
});
