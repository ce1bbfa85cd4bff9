// The WebAssembly memory does not grow with use: neither with calls nor with handles nor with what goes wrong.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { node, root } from "../helpers/index.mjs";

/**
 * Runs an action many times in a program of its own and returns the sizes of the memory after each round. The package
 * learns what is collected, unless it is loaded without a registry.
 */
async function sizes(action, registry = true) {
  const script = `
    import { wasmBytes } from ${JSON.stringify(pathToFileURL(join(root, "tests/helpers/wasm.mjs")))};
    const { FinalizationRegistry } = globalThis;
    if (!${registry}) delete globalThis.FinalizationRegistry;
    const { Meshagent, ParticipantToken, can } = await import("meshagent-wasm");
    // Node.js cannot do without.
    Object.assign(globalThis, { FinalizationRegistry });
    const rooms = Array.from({ length: 100 }, (_, n) => ({ id: String(n), name: "room-" + n, metadata: { n } }));
    const text = JSON.stringify({ rooms, total: rooms.length });
    const options = { baseUrl: "http://stub.test", token: "t", projectId: "p", maxRetries: 0 };
    const client = new Meshagent({ ...options, fetch: async () => new Response(text) });
    const project = client.project();
    const failing = new Meshagent({ ...options, fetch: async () => new Response(text, { status: 400 }) }).project();
    const unreachable = new Meshagent({ ...options, fetch: () => Promise.reject("no") }).project();
    const ignore = () => {};
    const action = async () => {${action}};
    const seen = [];
    for (let round = 0; round < 6; round++) {
      for (let n = 0; n < 300; n++) await action(n);
      gc();
      // Handles that were collected are freed in a later turn.
      for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
      seen.push(wasmBytes());
    }
    console.log(JSON.stringify(seen));
  `;
  const { code, stdout, stderr } = await node("memory.mjs", script, { env: { NODE_OPTIONS: "--expose-gc" } });
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout);
}

const actions = {
  "calls with large replies": "await project.rooms.list();",
  "calls with large arguments": 'await project.rooms.create({ name: "x", metadata: { text } }).catch(ignore);',
  "calls that fail": "await failing.rooms.list().catch(ignore);",
  "calls without a connection": "await unreachable.rooms.list().catch(ignore);",
  "calls with wrong arguments": "await project.rooms.get({}).catch(ignore);",
  "calls that are aborted": `
    const abort = new AbortController();
    const call = project.rooms.list(null, { signal: abort.signal });
    abort.abort();
    await call.catch(ignore);`,
  iterations: "for await (const room of project.rooms.iterate()) if (!room) break;",
  "iterations that break": "for await (const room of project.rooms.iterate()) break;",
  "iterations that are never begun": "project.rooms.iterate();",
  "handles that are disposed": "for (let n = 0; n < 20; n++) client.project()[Symbol.dispose]();",
  "handles that are left to the collector": "for (let n = 0; n < 20; n++) client.project().rooms;",
  "clients that are disposed": `
    for (let n = 0; n < 20; n++) new Meshagent({ ...options, headers: { a: text.slice(0, 999) } })[Symbol.dispose]();`,
  "clients that are left to the collector": "new Meshagent({ ...options, headers: { a: text.slice(0, 999) } });",
  "tokens and scopes": `
    const token = new ParticipantToken({ name: "ann" });
    token.addApiGrant({ storage: { paths: [{ path: "/a" }] } });
    can(token.apiGrant, "storage.read", { path: "/a" });
    await ParticipantToken.fromJwt(await token.toJwt({ secret: "s" }), { secret: "s" });`,
};

for (const [name, action] of Object.entries(actions)) {
  test(`${name} leave the memory as it is`, async () => {
    const seen = await sizes(action);
    assert.equal(seen.at(-1), seen.at(-3), `the memory still grows: ${seen}`);
  });
}

// The collector may come late, and some engines do not tell what it has taken.
for (const name of Object.keys(actions).filter((name) => /^calls|^iterations$|break|disposed/.test(name))) {
  test(`${name} do not need the collector for it`, async () => {
    const seen = await sizes(actions[name], false);
    assert.equal(seen.at(-1), seen.at(-3), `the memory still grows: ${seen}`);
  });
}
