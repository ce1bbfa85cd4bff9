// The limits of Node.js's own fetch, which are not the client's.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { pkg, rejection, root, serve, stub, stubbed } from "../helpers/index.mjs";

const { ConnectionError, TimeoutError } = pkg;
const require = createRequire(new URL("tests/packaging/package.json", `file://${root}`));
const undici = require("undici");
const server = await serve();
const { rooms } = server.project();
await server.room("here");

/** What undici's fetch rejects with when something of its own went wrong. */
const failed = (code, message = "fetch failed") =>
  new TypeError(message, { cause: Object.assign(new Error(code), { code }) });

for (const code of ["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]) {
  test(`a rejection because of ${code} is a TimeoutError, and not tried again`, async () => {
    const cause = failed(code);
    const fetch = stub(() => Promise.reject(cause));
    const error = await rejection(stubbed(fetch, { maxRetries: 3 }).rooms.get("a"));
    assert.equal(error.constructor, TimeoutError);
    assert.match(error.message, new RegExp(`time limit of fetch itself: ${code}$`));
    assert.deepEqual([error.cause, error.attempts, fetch.calls.length], [cause, 1, 1]);
  });

  test(`so it is when the reply's body ends with ${code}`, async () => {
    const fetch = stub(() => ({
      status: 200,
      headers: {},
      arrayBuffer: () => Promise.reject(failed(code, "terminated")),
    }));
    const error = await rejection(stubbed(fetch, { maxRetries: 3 }).rooms.get("a"));
    assert.deepEqual([error.constructor, error.attempts, fetch.calls.length], [TimeoutError, 1, 1]);
  });
}

test("other limits are of the connection, and are tried again", async () => {
  const fetch = stub(() => Promise.reject(failed("UND_ERR_CONNECT_TIMEOUT")));
  const error = await rejection(stubbed(fetch, { maxRetries: 1 }).rooms.get("a"));
  assert.deepEqual([error.constructor, error.attempts], [ConnectionError, 2]);
  assert.match(error.message, /\(UND_ERR_CONNECT_TIMEOUT\)$/);
});

test("npm's undici works as the fetch, and its own time limit is a TimeoutError", async () => {
  assert.equal((await server.project({ fetch: undici.fetch }).rooms.get("here")).name, "here");
  const dispatcher = new undici.Agent({ headersTimeout: 1, bodyTimeout: 1 });
  try {
    const fetch = (url, init) => undici.fetch(url, { ...init, dispatcher });
    await server.reset({ silent: true, times: null });
    const error = await rejection(server.project({ fetch, timeout: 0 }).rooms.get("here"));
    assert.equal(error.constructor, TimeoutError, String(error));
    assert.match(error.message, /UND_ERR_HEADERS_TIMEOUT$/);
    assert.equal((await server.requests()).length, 1);
  } finally {
    await dispatcher.destroy();
  }
});

test("a dispatcher that is added to the init is used", async () => {
  const seen = [];
  const dispatcher = {
    dispatch(options, handler) {
      seen.push([options.method, options.path]);
      return undici.getGlobalDispatcher().dispatch(options, handler);
    },
  };
  const fetch = (url, init) => undici.fetch(url, { ...init, dispatcher });
  await server.project({ fetch }).rooms.list();
  assert.deepEqual(
    seen.map(([method, path]) => [method, path.split("?")[0]]),
    [["GET", `${server.path}/rooms`]],
  );
  assert.equal((await rooms.list()).items.length, 1);
});
