// What a process may lack: a home directory, globals of browsers, and a fetch that reads files.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folder, load, node, packageFolder, run, thrown, write } from "../helpers/index.mjs";

const { cliSession } = await load("meshagent-wasm/node");
const session = { access_token: "t0ken", expires_at: 4_102_444_800 };

/** A folder with a session in its `.meshagent`, written so. */
function home(text = JSON.stringify(session)) {
  const path = folder("home");
  mkdirSync(join(path, ".meshagent"));
  writeFileSync(join(path, ".meshagent/session.json"), text);
  return path;
}

const show = `
  import { cliSession } from "meshagent-wasm/node";
  import { RoomException } from "meshagent-wasm";
  process.chdir(process.env.FOLDER);
  if (process.env.USER_ID) process.setuid(Number(process.env.USER_ID));
  let found;
  try {
    found = cliSession()?.token ?? "none";
  } catch (error) {
    found = error instanceof RoomException ? "RoomException" : String(error.stack);
  }
  console.log(found);
`;

/** What a process finds that runs in a folder with a session that is not its own. */
async function found(env) {
  const { HOME, USERPROFILE, ...inherited } = process.env;
  const all = { ...inherited, FOLDER: home(), ...env };
  // What is undefined is not passed on, and what the test itself inherits must not be either.
  const command = ["-i", ...Object.entries(all).map(([name, value]) => `${name}=${value}`)];
  const { stdout, stderr } = await run("env", [...command, process.execPath, write("home.mjs", show)]);
  assert.equal(stderr, "");
  return stdout.trim();
}

test("an empty HOME is no home, and the current folder none either", {
  skip: process.platform === "win32",
}, async () => {
  assert.equal(await found({ HOME: "" }), "none");
});

test("without HOME it is the home of the user's account, not the current folder", {
  skip: process.platform === "win32",
}, async () => {
  assert.notEqual(await found({}), "t0ken");
  assert.equal(await found({ HOME: home() }), "t0ken");
});

const root = process.getuid?.() === 0;
test("a user id without an account has no session", { skip: !root && "only root can become another" }, async () => {
  assert.match(await found({ USER_ID: "54321" }), /^(none|RoomException)$/);
});

test("an empty folder that is passed is no home either", () => {
  assert.equal(cliSession({ home: "", env: {} }), undefined);
});

test("settings with a byte order mark are read", () => {
  const text = `\uFEFF${JSON.stringify(session)}`;
  assert.equal(cliSession({ home: home(text), env: {} }).token, "t0ken");
  const path = home();
  const user = { session, project: { active_project: "p" } };
  writeFileSync(join(path, ".meshagent/settings.json"), `\uFEFF${JSON.stringify({ users: { user } })}`);
  assert.equal(cliSession({ home: path, env: {} }).projectId, "p");
  assert.match(thrown(() => cliSession({ home: home("\uFEFF\uFEFF{}"), env: {} })).message, /is not valid JSON/);
});

/** Runs a program; what it prints. */
async function printed(name, text) {
  const { code, stdout, stderr } = await node(name, text);
  assert.deepEqual([code, stderr], [0, ""]);
  return stdout.trim();
}

test("the import needs nothing that jsdom lacks", async () => {
  const lacking = "TextDecoder TextEncoder fetch Request Response Headers ReadableStream Blob structuredClone crypto";
  const text = `
    const kept = { TextDecoder, TextEncoder, Response, Headers, ReadableStream };
    for (const name of "${lacking}".split(" ")) {
      delete globalThis[name];
      if (name in globalThis) throw new Error(name);
    }
    const { can, Meshagent } = await import("meshagent-wasm");
    Object.assign(globalThis, kept);
    const fetch = async () => new Response('{"id":"1","name":"ü"}');
    const room = await new Meshagent({ token: "t", fetch }).project("p").rooms.get("a");
    console.log(can({ storage: {} }, "storage.read", { path: "/ü" }), room.name);
  `;
  assert.equal(await printed("lacking.mjs", text), "true ü");
});

for (const [how, text] of Object.entries({
  import: 'import init, { can } from "meshagent-wasm/web";\nconst ready = init;',
  require:
    'import { createRequire } from "node:module";\nconst { default: ready, can } = createRequire(import.meta.url)("meshagent-wasm/web");',
})) {
  test(`the streaming entry reads the module's file in Node.js: ${how}`, async () => {
    const call = '\nawait ready();\nconsole.log(can({}, "queues.list"));';
    assert.equal(await printed(`web-${how}.mjs`, text + call), "false");
  });
}

test("the streaming entry reads a file that is named, as URL and as text, and says which one is not there", async () => {
  const url = JSON.stringify(new URL(`file://${join(packageFolder, "meshagent.wasm")}`));
  for (const source of [`new URL(${url})`, url, `Promise.resolve(${url})`]) {
    const text = `import init, { can } from "meshagent-wasm/web";\nawait init(${source});\nconsole.log(can({}, "queues.list"));`;
    assert.equal(await printed("named.mjs", text), "false");
  }
  const text = `
    import init, { can } from "meshagent-wasm/web";
    const error = await init("file:///nowhere/meshagent.wasm").catch((error) => error);
    await init();
    console.log(error.code, can({}, "queues.list"));
  `;
  assert.equal(await printed("absent.mjs", text), "ENOENT false");
});
