// One line for every attempt, for people: what is in it and what is not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { node, rejection, serve, stub, stubbed } from "../helpers/index.mjs";

const server = await serve();
await server.room("here");
const time = /, \d+ ms$/;

/** A logger, and the lines that it got without their times. */
function logger() {
  const lines = [];
  return {
    lines,
    debug(line) {
      // A method of a class needs its object.
      this.lines.push(line.replace(time, ""));
      assert.match(line, time);
    },
  };
}

test("a logger gets a line for every attempt", async () => {
  const log = logger();
  const { rooms } = server.project({ logger: log });
  await server.reset({ status: 503, headers: { "retry-after-ms": "1", "x-request-id": "r-1" } });
  await rooms.list({ filter: "private" });
  const error = await rejection(rooms.get("nowhere"));
  const start = (name) => `meshagent: rooms.${name} GET ${server.url}${server.path}/rooms`;
  assert.deepEqual(log.lines, [
    `${start("list")}, attempt 1, 503, ServerError, request r-1`,
    `${start("list")}, attempt 2, 200`,
    `${start("get")}/nowhere, attempt 1, 404, NotFoundError, request ${error.requestId}`,
  ]);
});

test("an attempt without a reply has a line too", async () => {
  const log = logger();
  const options = { logger: log, maxRetries: 0 };
  const unreachable = stub(() => Promise.reject(new TypeError("no\nline\nbreaks")));
  await rejection(stubbed(unreachable, options).rooms.get("a\u2028b"));
  await rejection(stubbed(stub(), options).rooms.get("a", { signal: AbortSignal.abort() }));
  const start = "meshagent: rooms.get GET http://stub.test/accounts/projects/proj_123/rooms";
  assert.deepEqual(log.lines, [`${start}/a%E2%80%A8b, attempt 1, ConnectionError`, `${start}/a, attempt 1, aborted`]);
});

test("a line shows no secret", async () => {
  const log = logger();
  const token = "s3cr3t-t0ken-of-mine";
  const echo = stub((url, init) => new Response(JSON.stringify([url, init]), { status: 400 }));
  const { rooms, storage } = stubbed(echo, { logger: log, token, headers: { "x-api-key": "an0ther-secret" } });
  await rejection(rooms.list({ filter: token }));
  await rejection(storage.upload("private/path", token));
  assert.equal(log.lines.length, 2);
  for (const line of log.lines) assert.doesNotMatch(line, /s3cr3t|an0ther|private/);
});

test("what a logger throws or returns changes nothing", async () => {
  for (const debug of [
    () => {
      throw new Error("the disk is full");
    },
    () => Promise.reject(new Error("the disk is full")),
  ]) {
    assert.equal((await server.project({ logger: { debug } }).rooms.get("here")).name, "here");
  }
});

const script = `
import { Meshagent } from "meshagent-wasm";
const { rooms } = new Meshagent().project();
console.log((await rooms.get("here")).name);
`;

test("MESHAGENT_LOG=debug writes to standard error, and nothing else does", async () => {
  const env = {
    MESHAGENT_API_URL: server.url,
    MESHAGENT_API_KEY: server.apiKey,
    MESHAGENT_PROJECT_ID: server.projectId,
  };
  const line = `meshagent: rooms.get GET ${server.url}${server.path}/rooms/here, attempt 1, 200`;
  for (const [log, expected] of [
    [{}, ""],
    [{ MESHAGENT_LOG: "debug" }, line],
    [{ MESHAGENT_LOG: "off" }, ""],
    [{ MESHAGENT_LOG: "" }, ""],
  ]) {
    const { code, stdout, stderr } = await node("log.mjs", script, { env: { ...env, ...log } });
    assert.deepEqual([code, stdout, stderr.trim().replace(time, "")], [0, "here\n", expected]);
  }
});
