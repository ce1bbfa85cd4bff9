// Signals and controllers of other libraries: polyfills without reasons, and classes in the place of the global ones.
import assert from "node:assert/strict";
import { test } from "node:test";
import { node, pkg, rejection, reply, serve, stub, stubbed } from "../helpers/index.mjs";

const { ArgumentError, ConnectionError } = pkg;
const server = await serve();
for (const name of ["here", "other"]) await server.room(name);
const active = ({ state }) => state === "active";
const aborted = ({ state }) => state === "aborted";

/** A controller as polyfills and older engines have it: its signal has no reason. */
class OldController {
  constructor() {
    this.signal = Object.assign(new EventTarget(), { aborted: false });
  }
  abort() {
    this.signal.aborted = true;
    this.signal.dispatchEvent(new Event("abort"));
  }
}

const moments = {
  "before the call": async (call) => {
    const abort = new OldController();
    abort.abort();
    return rejection(call(abort.signal));
  },
  "while it is on its way": async (call) => {
    const abort = new OldController();
    await server.reset({ silent: true });
    const ended = rejection(call(abort.signal));
    await server.until(active);
    abort.abort();
    const reason = await ended;
    await server.until(aborted);
    return reason;
  },
  "between two attempts": async (call) => {
    const abort = new OldController();
    await server.reset({ status: 503, headers: { "retry-after": "50" }, times: null });
    const ended = rejection(call(abort.signal));
    await server.until(({ status }) => status === 503);
    abort.abort();
    return ended;
  },
};

for (const [moment, end] of Object.entries(moments)) {
  test(`a signal without a reason is an AbortError: ${moment}`, async () => {
    const { rooms, storage } = server.project();
    for (const call of [
      (signal) => rooms.get("here", { signal }),
      (signal) => storage.download("a", { signal }),
      (signal) => rooms.iterate(null, { signal }).toArray(),
    ]) {
      const reason = await end(call);
      assert.ok(reason instanceof DOMException, String(reason));
      assert.equal(reason.name, "AbortError");
    }
  });
}

/** The classes of another library, as jsdom puts them in the place of the global ones. */
const foreign = `
class ForeignSignal extends EventTarget {
  aborted = false;
  reason = undefined;
  throwIfAborted() { if (this.aborted) throw this.reason; }
}
class ForeignController {
  signal = new ForeignSignal();
  abort(reason = new DOMException("This operation was aborted", "AbortError")) {
    if (this.signal.aborted) return;
    Object.assign(this.signal, { aborted: true, reason });
    this.signal.dispatchEvent(new Event("abort"));
  }
}
const replace = () => Object.assign(globalThis, { AbortController: ForeignController, AbortSignal: ForeignSignal });
`;
const useIt = `
const left = [];
process.on("unhandledRejection", (reason) => left.push(String(reason)));
const attempts = [];
const { URL: baseUrl, TOKEN: token, PROJECT: projectId } = process.env;
const onAttempt = ({ status, error }) => attempts.push(status ?? String(error));
const { rooms, storage } = new Meshagent({ baseUrl, token, projectId, onAttempt }).project();
const bytes = new Uint8Array(10_000);
const seen = { name: (await rooms.get("here")).name };
await rooms.create({ name: "made-" + process.pid });
await storage.upload("file-" + process.pid, bytes, { onProgress() {} });
await storage.upload("stream-" + process.pid, new Blob([bytes]).stream());
seen.size = (await storage.download("stream-" + process.pid)).length;
seen.listed = (await rooms.iterate({ page_size: 1 }).toArray()).length > 1;
seen.attempts = attempts.splice(0).filter((status) => status >= 300);
const abort = new AbortController();
seen.foreign = abort.signal.constructor.name;
const ask = (method, path, body) =>
  fetch(baseUrl + path, { method, body, headers: { authorization: "Bearer " + token } }).then((reply) => reply.json());
await ask("POST", "/__faults", '[{"match":{"path":"/rooms/silent"},"silent":true}]');
const call = rooms.get("silent", { signal: abort.signal }).catch((reason) => reason);
const state = async () => (await ask("GET", "/__requests")).find(({ path }) => path.endsWith("/rooms/silent"))?.state;
while ((await state()) !== "active");
abort.abort("enough");
seen.reason = await call;
while ((await state()) !== "aborted");
await ask("POST", "/__faults", '[{"match":{"path":"/rooms/silent"},"silent":true,"times":null}]');
seen.late = (await rooms.get("silent", { timeout: 50 }).catch((error) => error)).name;
seen.attempted = attempts.length;
seen.left = left;
console.log(JSON.stringify(seen));
`;
const scripts = {
  "before the import": `${foreign}replace();\nconst { Meshagent } = await import("meshagent-wasm");\n${useIt}`,
  "after the import": `import { Meshagent } from "meshagent-wasm";\n${foreign}replace();\n${useIt}`,
  "after the first call": `import { Meshagent } from "meshagent-wasm";
await new Meshagent({ token: "t", projectId: "p", fetch: async () => new Response("{}") }).project().rooms.list();
${foreign}replace();\n${useIt}`,
};

for (const [moment, script] of Object.entries(scripts)) {
  test(`a class of one's own for the global AbortController, ${moment}`, async () => {
    const env = { URL: server.url, TOKEN: server.apiKey, PROJECT: server.projectId };
    const { stdout, stderr } = await node(`foreign-${moment.replaceAll(" ", "-")}.mjs`, script, { env });
    assert.ok(stdout, stderr);
    assert.deepEqual(JSON.parse(stdout), {
      name: "here",
      size: 10_000,
      listed: true,
      attempts: [],
      foreign: "ForeignSignal",
      reason: "enough",
      late: "TimeoutError",
      attempted: 2,
      left: [],
    });
  });
}

test("a TypeError of fetch about its arguments is no ConnectionError and is not tried again", async (t) => {
  const attempts = [];
  const options = { onAttempt: ({ attempt }) => attempts.push(attempt) };
  // Without the way around it, a controller that the platform does not take.
  t.mock.method(process, "getBuiltinModule", () => undefined);
  const { AbortController } = globalThis;
  globalThis.AbortController = class {
    signal = { aborted: false };
    abort() {}
  };
  try {
    for (const { fetch } of [{}, { fetch: globalThis.fetch }]) {
      const { rooms, storage } = server.project({ ...options, fetch });
      for (const call of [
        () => rooms.get("here"),
        () => storage.upload("a", "b"),
        () => storage.upload("a", new Blob(["b"]).stream()),
      ]) {
        attempts.length = 0;
        const error = await rejection(call());
        assert.equal(error.constructor, ArgumentError, String(error));
        assert.match(error.message, /^fetch: the request cannot be made: /);
        assert.deepEqual(attempts, [1]);
      }
    }
  } finally {
    Object.assign(globalThis, { AbortController });
  }
});

test("a TypeError for a connection that failed is a ConnectionError and is tried again", async () => {
  const fetch = stub((_url, _init, call) => {
    if (call === 1) throw new TypeError("fetch failed");
    return reply({ id: "1", name: "a" });
  });
  assert.equal((await stubbed(fetch).rooms.get("a")).name, "a");
  const never = stub(() => Promise.reject(new TypeError("Failed to fetch")));
  assert.equal((await rejection(stubbed(never, { maxRetries: 0 }).rooms.get("a"))).constructor, ConnectionError);
});
