// Releasing handles: by hand, in flight, twice, and what remains usable.
import assert from "node:assert/strict";
import { test } from "node:test";
import { all, pkg, reply, serve, stub, stubbed, thrown } from "../helpers/index.mjs";

const server = await serve();
const room = await server.room("here");
for (let n = 0; n < 5; n++) await server.room(`more-${n}`);

test("every handle can be disposed, in either way", () => {
  for (const dispose of [Symbol.dispose, "free"]) {
    const client = server.client();
    const project = client.project();
    const token = new pkg.ParticipantToken({ name: "ann" });
    const { grants, rooms, members, storage, oauthClients } = project;
    for (const handle of [grants, rooms, members, storage, oauthClients, project, client, token]) {
      assert.equal(typeof handle[dispose], "function");
      assert.equal(handle[dispose](), undefined);
    }
  }
});

test("a disposed handle throws an Error and takes nothing else along", async () => {
  const client = server.client();
  const project = client.project();
  const { rooms } = project;
  client[Symbol.dispose]();
  project[Symbol.dispose]();
  assert.deepEqual(await rooms.get("here"), room, "what was made of them works on");
  rooms[Symbol.dispose]();
  for (const use of [
    () => client.baseUrl,
    () => client.project("p"),
    () => project.id,
    () => project.rooms,
    () => rooms.get("here"),
    () => rooms.iterate(),
  ]) {
    assert.ok(thrown(use) instanceof Error);
  }
  assert.deepEqual(await server.project().rooms.get("here"), room, "others work on");
});

test("disposing twice is an error or nothing, and harms nobody", async () => {
  const { rooms } = server.project();
  rooms[Symbol.dispose]();
  try {
    rooms[Symbol.dispose]();
  } catch (error) {
    assert.ok(error instanceof Error);
  }
  assert.deepEqual(await server.project().rooms.get("here"), room);
});

test("disposing while a call is in flight is harmless", async () => {
  await server.reset({ pass: true, delay_ms: 50, times: null });
  const client = server.client();
  const project = client.project();
  const { rooms } = project;
  const promise = rooms.get("here");
  for (const handle of [rooms, project, client]) handle[Symbol.dispose]();
  await server.until((request) => request.path.endsWith("/rooms/here"));
  assert.deepEqual(await promise, room);
});

test("disposing within an iteration is harmless", async () => {
  const client = server.client();
  const project = client.project();
  const { rooms } = project;
  const names = [];
  for await (const { name } of rooms.iterate({ page_size: 2 })) {
    if (names.push(name) === 1) for (const handle of [rooms, project, client]) handle[Symbol.dispose]();
  }
  assert.deepEqual(
    names,
    (await all(server.project().rooms.iterate())).map(({ name }) => name),
  );
});

test("disposing from within a call's own functions is harmless", async () => {
  let project;
  const dispose = () => {
    project?.[Symbol.dispose]();
    project = undefined;
  };
  const own = {
    token: () => {
      dispose();
      return "t";
    },
    fetch: async () => {
      dispose();
      return reply(room);
    },
    onAttempt: dispose,
  };
  for (const name of Object.keys(own)) {
    project = stubbed(
      stub(() => reply(room)),
      { [name]: own[name] },
    );
    assert.deepEqual(await project.rooms.get("here"), room, name);
    assert.equal(project, undefined);
  }
});

test("a call's own functions may call the client again", async () => {
  let client;
  let inner;
  const fetch = stub(() => reply(room));
  const onAttempt = () => {
    inner ??= client.project("inner").rooms.get("here");
  };
  client = new pkg.Meshagent({ token: "t", baseUrl: "http://stub.test", fetch, onAttempt });
  await client.project("outer").rooms.get("here");
  assert.deepEqual(await inner, room);
  assert.deepEqual(
    fetch.calls.map(({ url }) => url.split("/")[5]),
    ["outer", "inner"],
  );
});
