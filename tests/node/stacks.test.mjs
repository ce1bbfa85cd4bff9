// What a stack shows, and how the classes can be looked at and replaced.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { node, packageFolder, pkg, rejection, reply, stub, stubbed } from "../helpers/index.mjs";

const failing = () =>
  stubbed(
    stub(() => reply({ error: "no" }, { status: 404 })),
    { maxRetries: 0 },
  );

/** The line of this file that is in an error's stack within ten frames. */
function shown(error, name) {
  const frames = error.stack.split("\n").filter((line) => /^\s+at /.test(line));
  const at = frames.findIndex((line) => line.includes(name) && line.includes("stacks.test.mjs"));
  assert.ok(at >= 0 && at < 10, `${name} is not in\n${error.stack}`);
}

const calls = {
  async awaitsNothingThere() {
    await failing().rooms.get("a");
  },
  async awaitsRefusedArgument() {
    await failing().rooms.get(7);
  },
  async awaitsRefusedOption() {
    await failing().rooms.get("a", { timeout: -1 });
  },
  async awaitsUpload() {
    await failing().storage.upload("a", "b");
  },
  async awaitsDownload() {
    await failing().storage.download("a", { onProgress() {} });
  },
  async awaitsInvalidReply() {
    await stubbed(stub(() => reply([]))).rooms.get("a");
  },
  async awaitsIteration() {
    for await (const _ of failing().rooms.iterate());
  },
  async awaitsPages() {
    for await (const _ of failing().rooms.iterate().pages());
  },
  async awaitsArray() {
    await failing().rooms.iterate().toArray();
  },
  async awaitsToken() {
    await pkg.ParticipantToken.fromJwt("a.b.c", { secret: "secret" });
  },
  async awaitsSignature() {
    await new pkg.ParticipantToken({ name: "a" }).toJwt({ apiKey: "no key" });
  },
  async awaitsExchange() {
    const fetch = stub(() => reply({ error: "no" }, { status: 400 }));
    const client = new pkg.Meshagent({ baseUrl: "http://stub.test", fetch });
    await client.exchangeOAuthToken({ grant_type: "refresh_token", refresh_token: "r" });
  },
  async awaitsNoConnection() {
    await stubbed(
      stub(() => Promise.reject(new TypeError("no"))),
      { maxRetries: 0 },
    ).rooms.get("a");
  },
};

for (const [name, call] of Object.entries(calls)) {
  test(`the stack shows the line that awaits: ${name}`, async () => {
    const error = await rejection(call());
    assert.ok(error instanceof pkg.RoomException, String(error));
    shown(error, name);
    assert.ok(error.stack.startsWith(`${error.name}: ${error.message}`));
  });
}

test("what the constructor refuses is shown where it was called", () => {
  function makesClient() {
    return new pkg.Meshagent({ timeout: -1 });
  }
  assert.throws(makesClient, (error) => {
    shown(error, "makesClient");
    return true;
  });
});

const complete = `
import * as all from "meshagent-wasm/web";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
const { Meshagent, Project, ParticipantToken, NotFoundError, RoomException, default: init } = all;
assert.ok(new NotFoundError("a") instanceof RoomException);
assert.deepEqual([Meshagent.name, Project.name, ParticipantToken.name], ["Meshagent", "Project", "ParticipantToken"]);
const names = (Class) => Object.getOwnPropertyNames(Class.prototype);
for (const name of ["project", "free", "baseUrl", "exchangeOAuthToken"])
  assert.ok(names(Meshagent).concat(names(Object.getPrototypeOf(Meshagent))).includes(name), name);
for (const name of ["id", "rooms", "grants", "members", "storage"]) assert.ok(names(Project).includes(name), name);
const { Rooms } = all;
for (const name of ["list", "get", "create", "update", "delete", "iterate", "connect"])
  assert.equal(typeof Rooms.prototype[name], "function", name);
assert.equal(typeof ParticipantToken.fromJwt, "function");
const { get } = Rooms.prototype;
Rooms.prototype.get = async function (...given) { return ["patched", await get.apply(this, given)]; };
const fetch = async () => new Response('{"id":"1","name":"a"}');
await init(readFileSync(process.env.MODULE));
const project = new Meshagent({ baseUrl: "http://stub.test", token: "t", projectId: "p", fetch }).project();
assert.equal(project.constructor, Project);
assert.equal(project.rooms.constructor, Rooms);
const [patched, room] = await project.rooms.get("a");
assert.deepEqual([patched, room.name], ["patched", "a"]);
console.log("complete");
`;

test("the classes of the web entry are complete before init()", async () => {
  const { stdout, stderr } = await node("complete.mjs", complete, {
    env: { MODULE: join(packageFolder, "meshagent.wasm") },
  });
  assert.equal(stdout, "complete\n", stderr);
});

test("a project's members are the same objects each time", () => {
  const project = failing();
  for (const name of ["rooms", "grants", "members", "storage", "oauthClients"]) {
    assert.ok(project[name], name);
    assert.equal(project[name], project[name], name);
    assert.notEqual(project[name], failing()[name], "another project has its own");
  }
});

test("a method can be mocked, on an object and on its class", async (t) => {
  const project = failing();
  const mocked = t.mock.method(project.rooms, "get", async (name) => ({ name }));
  assert.deepEqual(await project.rooms.get("a"), { name: "a" });
  assert.equal(mocked.mock.callCount(), 1);
  mocked.mock.restore();
  assert.equal((await rejection(project.rooms.get("a"))).status, 404);
  const patched = t.mock.method(pkg.Rooms.prototype, "get", async function () {
    return this;
  });
  const { rooms } = failing();
  assert.equal(await rooms.get("a"), rooms);
  assert.equal(await failing().rooms.get.call("other"), "other");
  patched.mock.restore();
  assert.equal((await rejection(rooms.get("a"))).status, 404);
});
