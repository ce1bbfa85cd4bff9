// The package's entries: import and require, the streaming one, sub-paths, and what each exports.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { app, node, packageFolder, pkg, run, serve, write } from "../helpers/index.mjs";

const server = await serve();
const room = await server.room("here");
const env = {
  MESHAGENT_API_URL: server.url,
  MESHAGENT_API_KEY: server.apiKey,
  MESHAGENT_PROJECT_ID: server.projectId,
};

/** Runs a script to its end by itself, without a word on standard error, and returns what it printed as JSON. */
async function outcome(name, script) {
  const { code, signal, stdout, stderr } = await node(name, script, { env });
  assert.deepEqual([code, signal, stderr], [0, null, ""]);
  return JSON.parse(stdout);
}

const names = [
  "Access",
  "Agents",
  "ApiKeys",
  "ApiScope",
  "ArgumentError",
  "AuthenticationError",
  "Billing",
  "Config",
  "ConflictError",
  "ConnectionError",
  "CustomDomains",
  "FeedSubscriptions",
  "Feeds",
  "Files",
  "Groups",
  "InvalidResponseError",
  "Llm",
  "LlmLoggers",
  "Mailboxes",
  "Members",
  "Meshagent",
  "NotFoundError",
  "OAuthClients",
  "ParticipantToken",
  "ParticipantTokenChecks",
  "ParticipantTokens",
  "PermissionDeniedError",
  "Policies",
  "Pricing",
  "Profiles",
  "Project",
  "ProjectProfiles",
  "Projects",
  "PullSecrets",
  "RateLimitError",
  "Repositories",
  "RoomDisabledError",
  "RoomException",
  "RoomGrants",
  "RoomServices",
  "RoomVolumes",
  "Rooms",
  "Routes",
  "ScheduledTasks",
  "ServerError",
  "ServiceAccountSecrets",
  "ServiceAccounts",
  "ServiceTools",
  "Services",
  "Sessions",
  "SettingsDocuments",
  "Storage",
  "Sysadmin",
  "TimeoutError",
  "TokenError",
  "Usage",
  "UserSecrets",
  "ValidationErrorResponse",
  "can",
  "createPkce",
  "encodeApiKey",
  "parseApiKey",
  "secretBytes",
  "secretText",
];

test("the default entry exports the public names, each under its own name", () => {
  const exported = Object.keys(pkg).filter((name) => name !== "default");
  assert.deepEqual(exported.sort(), names);
  for (const name of names.filter((name) => typeof pkg[name] === "function")) {
    assert.equal(pkg[name].name, name);
  }
});

test("import", async () => {
  const script = `
    import { Meshagent } from "meshagent-wasm";
    console.log(JSON.stringify(await new Meshagent().project().rooms.get("here")));
  `;
  assert.deepEqual(await outcome("import.mjs", script), room);
});

test("require", async () => {
  const script = `
    const { Meshagent } = require("meshagent-wasm");
    new Meshagent().project().rooms.get("here").then((room) => console.log(JSON.stringify(room)));
  `;
  const { code, stdout, stderr } = await node("require.cjs", script, { env });
  assert.equal(code, 0, stderr);
  assert.deepEqual(JSON.parse(stdout), room);
});

test("import() and require() in one program give the same classes", async () => {
  const script = `
    const required = require("meshagent-wasm");
    const session = require("meshagent-wasm/node");
    import("meshagent-wasm").then(async (imported) => {
      const same = Object.keys(imported).every((name) => imported[name] === required[name]);
      console.log(JSON.stringify([same, (await import("meshagent-wasm/node")).cliSession === session.cliSession]));
    });
  `;
  const { code, stdout, stderr } = await node("both.cjs", script, { env });
  assert.equal(code, 0, stderr);
  assert.deepEqual(JSON.parse(stdout), [true, true]);
});

test("import in a worker thread", async () => {
  write(
    "thread.mjs",
    `
    import { parentPort } from "node:worker_threads";
    import { Meshagent } from "meshagent-wasm";
    parentPort.postMessage(await new Meshagent().project().rooms.get("here"));
  `,
  );
  const script = `
    import { Worker } from "node:worker_threads";
    new Worker(new URL("./thread.mjs", import.meta.url)).once("message", (room) => console.log(JSON.stringify(room)));
  `;
  assert.deepEqual(await outcome("threads.mjs", script), room);
});

/** A program of the streaming entry; it prints what it pushes to \`seen\`. */
const web = (body) => `
  import { readFileSync } from "node:fs";
  import init, { Meshagent, NotFoundError } from "meshagent-wasm/web";
  const file = new URL(import.meta.resolve("meshagent-wasm/meshagent.wasm"));
  const bytes = readFileSync(file);
  const seen = [];
  ${body}
  console.log(JSON.stringify(seen));
`;
const sources = {
  "bytes in a Buffer": "bytes",
  "bytes in an ArrayBuffer": "bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)",
  "a DataView": "new DataView(bytes.buffer, bytes.byteOffset, bytes.length)",
  "a module": "new WebAssembly.Module(bytes)",
  "a response": 'new Response(bytes, { headers: { "content-type": "application/wasm" } })',
  "a response with parameters in its type":
    'new Response(bytes, { headers: { "content-type": "application/wasm; v=1" } })',
  "a response of another type": "new Response(bytes)",
  "a data URL": '"data:application/wasm;base64," + bytes.toString("base64")',
  "a URL object": 'new URL("data:application/wasm;base64," + bytes.toString("base64"))',
  "a promise of any of these": "Promise.resolve(bytes)",
};

for (const [name, source] of Object.entries(sources)) {
  test(`the streaming entry starts from ${name}`, async () => {
    const script = web(`
      seen.push(await init(${source}));
      seen.push(await new Meshagent().project().rooms.get("here"));
    `);
    assert.deepEqual(await outcome("web.mjs", script), [null, room]);
  });
}

test("init may be called again and again, at once and later", async () => {
  const script = web(`
    await Promise.all([init(bytes), init(bytes), init()]);
    const client = new Meshagent();
    await init(bytes);
    await init("nowhere:");
    seen.push((await client.project().rooms.get("here")).name);
    seen.push((await new Meshagent().project().rooms.get("here")).name);
  `);
  assert.deepEqual(await outcome("again.mjs", script), ["here", "here"]);
});

test("after a failure the next call to init tries again", async () => {
  const script = web(`
    const bad = [
      () => "nowhere:",
      () => new Uint8Array([1, 2, 3]),
      () => Promise.reject(new Error("no")),
      () => new Response("", { status: 404 }),
      () => new Response(bytes, { status: 500 }),
    ];
    for (const source of bad) seen.push(await init(source()).then(() => "started", (error) => error instanceof Error));
    await init(bytes);
    seen.push((await new Meshagent().project().rooms.get("here")).name);
  `);
  assert.deepEqual(await outcome("failure.mjs", script), [true, true, true, true, true, "here"]);
});

test("before init nothing can be made, but classes can be named", async () => {
  const script = web(`
    try {
      seen.push(String(new Meshagent()));
    } catch (error) {
      seen.push(error instanceof Error);
    }
    seen.push(new NotFoundError("x").name);
    await init(bytes);
    seen.push((await new Meshagent().project().rooms.get("here")).name);
  `);
  assert.deepEqual(await outcome("before.mjs", script), [true, "NotFoundError", "here"]);
});

test("the default entry and the streaming one share classes and clients", async () => {
  const script = web(`
    const all = await import("meshagent-wasm");
    const client = new all.Meshagent();
    await init(bytes);
    seen.push(all.Meshagent === Meshagent, client instanceof Meshagent);
    seen.push((await client.project().rooms.get("here")).name);
    seen.push((await new Meshagent().project().rooms.get("here")).name);
    seen.push((await client.project().rooms.get("gone").catch((error) => error)) instanceof NotFoundError);
  `);
  assert.deepEqual(await outcome("shared.mjs", script), [true, true, "here", "here", true]);
});

test("the sub-paths that are promised can be reached, others cannot", async () => {
  const script = `
    import { createRequire } from "node:module";
    const require = createRequire(import.meta.url);
    const outcome = async (path) => {
      try {
        return require.resolve("meshagent-wasm" + path).split("/").at(-1);
      } catch (error) {
        return error.code;
      }
    };
    const paths = ["", "/web", "/node", "/meshagent.wasm", "/package.json", "/core.js", "/index.js", "/nowhere"];
    console.log(JSON.stringify(await Promise.all(paths.map(outcome))));
  `;
  const closed = "ERR_PACKAGE_PATH_NOT_EXPORTED";
  assert.deepEqual(await outcome("paths.mjs", script), [
    "index.js",
    "web.js",
    "node.js",
    "meshagent.wasm",
    "package.json",
    closed,
    closed,
    closed,
  ]);
});

test("node's entry alone does not need the module", async () => {
  const script = `
    import { cliSession } from "meshagent-wasm/node";
    console.log(JSON.stringify([cliSession({ home: "/nowhere", env: {} }) ?? null]));
  `;
  assert.deepEqual(await outcome("alone.mjs", script), [null]);
});

test("a program that only imports, and one that calls, end by themselves with nothing left open", async () => {
  assert.deepEqual(await outcome("idle.mjs", 'import "meshagent-wasm"; console.log("[]");'), []);
  const script = `
    import { Meshagent } from "meshagent-wasm";
    const fetch = async (url, init) => new Response('{"rooms":[]}');
    const { rooms } = new Meshagent({ fetch }).project();
    await rooms.list();
    for await (const room of rooms.iterate()) throw room;
    const abort = new AbortController();
    await rooms.list(null, { signal: abort.signal });
    await rooms.list(null, { signal: AbortSignal.abort() }).catch(() => {});
    await rooms.get("").catch(() => {});
    console.log(JSON.stringify(process.getActiveResourcesInfo().filter((name) => name === "Timeout")));
  `;
  assert.deepEqual(await outcome("calls.mjs", script), []);
});

test("a program can stop listening to a call and end", async () => {
  await server.reset({ silent: true, times: null });
  const script = `
    import { Meshagent } from "meshagent-wasm";
    const abort = new AbortController();
    const call = new Meshagent().project().rooms.get("here", { signal: abort.signal });
    setTimeout(() => abort.abort("enough"), 50);
    console.log(JSON.stringify(await call.catch((reason) => reason)));
  `;
  assert.equal(await outcome("stop.mjs", script), "enough");
});

test("the package works where its code is the only file, bundled", async () => {
  const { build } = await import("esbuild");
  const entry = write(
    "bundle-entry.mjs",
    `
    import { Meshagent } from "meshagent-wasm";
    console.log(JSON.stringify(await new Meshagent().project().rooms.get("here")));
  `,
  );
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
  });
  writeFileSync(join(app, "bundle.mjs"), outputFiles[0].contents);
  const { code, stdout, stderr } = await run(process.execPath, ["bundle.mjs"], { env });
  assert.deepEqual([code, stderr], [0, ""]);
  assert.deepEqual(JSON.parse(stdout), room);
});

test("the manifest has what a registry and tools ask for", () => {
  const manifest = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  assert.equal(manifest.name, "meshagent-wasm");
  assert.match(manifest.version, /^\d+\.\d+\.\d+/);
  assert.equal(manifest.type, "module");
  assert.deepEqual(Object.keys(manifest.dependencies ?? {}), []);
  assert.equal(manifest.scripts, undefined, "nothing runs on install");
});
