// A call during which the engine gives up the compiled code that makes it: Node.js 22 would end the process if an export
// of the module returned an object alone (xtask/src/returns.rs).
import assert from "node:assert/strict";
import { test } from "node:test";
import { node } from "../helpers/index.mjs";

const script = `
import { setFlagsFromString } from "node:v8";
import { Meshagent } from "meshagent-wasm";
// Code is hot earlier than by default.
setFlagsFromString("--invocation-count-for-turbofan=100");
const fetch = async () => new Response('{"id":"1","name":"a"}');
const { rooms } = new Meshagent({ baseUrl: "http://stub.test", projectId: "p", token: "t", fetch }).project();
let during = () => {};
const options = { get timeout() { during(); return 60_000; } };
for (let n = 0; n < 2000; n++) await rooms.get("a", options);
// Compiled code relies on this object staying as it is.
during = () => { Function.prototype.added = true; };
console.log((await rooms.get("a", options)).name, Function.prototype.added);
`;

test("a hot call lives on when its compiled code is given up while it runs", async () => {
  const { stdout, stderr, code, signal } = await node("compiled.mjs", script);
  assert.deepEqual({ stdout, code, signal }, { stdout: "a true\n", code: 0, signal: null }, stderr);
});
