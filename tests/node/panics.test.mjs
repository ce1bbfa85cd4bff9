// The tests themselves: a panic of the server or a trap of the module fails the file it happens in, whoever caught it.
import assert from "node:assert/strict";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { root, run, write } from "../helpers/index.mjs";

const helpers = JSON.stringify(pathToFileURL(join(root, "tests/helpers/index.mjs")));

/** Runs a file of tests by itself; whether it passed, and what it printed. */
async function outcome(body, env) {
  const script = `
    import assert from "node:assert/strict";
    import { test } from "node:test";
    import { pkg, serve } from ${helpers};
    ${body}
  `;
  // Without this Node.js takes it for one more file of this run.
  const { code, stdout } = await run(process.execPath, ["--test", write("inner.test.mjs", script)], {
    env: { ...env, NODE_TEST_CONTEXT: undefined },
  });
  return [code, stdout];
}

/** A program that does as the server does, to a test that asks nothing, and writes something to its standard error. */
function server(message) {
  const path = write(
    "server.mjs",
    `#!${process.execPath}
    import { createServer } from "node:http";
    process.stderr.write(${JSON.stringify(message)});
    const server = createServer((request, response) => response.end("{}"));
    server.listen(0, "127.0.0.1", () => {
      const url = "http://127.0.0.1:" + server.address().port;
      console.log(JSON.stringify({ url, project_id: "", api_key: "", users: [] }));
    });
    `,
  );
  chmodSync(path, 0o755);
  return { SERVER_BIN: path };
}

const served = `
  await serve();
  test("nothing", () => assert.ok(pkg));
`;

test("a server that panics", async () => {
  assert.deepEqual((await outcome(served, server("listening\n")))[0], 0);
  const [code, text] = await outcome(served, server("thread 'main' panicked at src/main.rs:1:1:\nwhat\n"));
  assert.equal(code, 1);
  assert.match(text, /the server has panicked/);
});

/** `(module (func (export "f") BODY))` */
const module = (...body) =>
  `new WebAssembly.Module(new Uint8Array([${[
    [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0],
    [10, 4 + body.length, 1, 2 + body.length, 0, ...body, 11],
  ]}]))`;
const trapping = (...body) => `
  test("catches what happens", () => {
    const { exports } = new WebAssembly.Instance(${module(...body)});
    try {
      exports.f();
    } catch {}
  });
`;

test("a module that traps", async () => {
  assert.equal((await outcome(trapping(1)))[0], 0);
  const [code, text] = await outcome(trapping(0));
  assert.equal(code, 1);
  assert.match(text, /RuntimeError: unreachable/);
});
