// Releasing handles: by hand, in flight, twice, and what remains usable.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
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

test("a disposed handle says so and takes nothing else along", async () => {
  const client = server.client();
  const project = client.project();
  const { rooms } = project;
  client[Symbol.dispose]();
  project[Symbol.dispose]();
  assert.deepEqual(await rooms.get("here"), room, "what was made of them works on");
  rooms[Symbol.dispose]();
  for (const [name, use] of [
    ["Meshagent", () => client.baseUrl],
    ["Meshagent", () => client.project("p")],
    ["Project", () => project.id],
    ["Project", () => project.rooms],
    ["Rooms", () => rooms.get("here")],
    ["Rooms", () => rooms.iterate()],
  ]) {
    const error = thrown(use);
    assert.equal(error.constructor, pkg.ArgumentError);
    assert.match(error.message, new RegExp(`^${name}: .*released`));
  }
  assert.deepEqual(await server.project().rooms.get("here"), room, "others work on");
});

test("disposing twice does nothing", async () => {
  for (const dispose of [Symbol.dispose, "free"]) {
    const { rooms } = server.project();
    for (let n = 0; n < 3; n++) assert.equal(rooms[dispose](), undefined);
  }
  assert.deepEqual(await server.project().rooms.get("here"), room);
});

test("disposed handles may be used for ever: the instance does not wear out", async () => {
  const { rooms } = server.project();
  const token = new pkg.ParticipantToken({ name: "ann" });
  for (const handle of [rooms, token]) handle[Symbol.dispose]();
  for (let n = 0; n < 50_000; n++) {
    for (const use of [() => rooms.get("here"), () => token.name]) thrown(use);
  }
  assert.deepEqual(await server.project().rooms.get("here"), room);
});

/** A copy as libraries make them: own members, and the prototype. */
const copied = (handle) => Object.assign(Object.create(Object.getPrototypeOf(handle)), handle);

test("a copy of a handle is no handle, so that nothing outlives what it points to", () => {
  const client = server.client();
  const { rooms } = client.project();
  const token = new pkg.ParticipantToken({ name: "ann" });
  for (const handle of [client, rooms, token]) {
    assert.deepEqual([Object.keys(handle), inspect(handle)], [[], `${handle.constructor.name} {}`]);
  }
  for (const use of [() => copied(client).baseUrl, () => copied(token).name, () => copied(rooms).get("here")]) {
    assert.equal(thrown(use).constructor, pkg.ArgumentError);
  }
  const copy = copied(rooms);
  rooms[Symbol.dispose]();
  for (const handle of [copy, { ...rooms }, new rooms.constructor()]) {
    const error = thrown(() => rooms.constructor.prototype.get.call(handle, "here"));
    assert.equal(error.constructor, pkg.ArgumentError);
  }
});

test("a method without its object, or with another, is refused", () => {
  const project = server.project();
  const token = new pkg.ParticipantToken({ name: "ann" });
  const { get } = project.rooms;
  const { name } = Object.getOwnPropertyDescriptors(pkg.ParticipantToken.prototype);
  for (const self of [undefined, null, 7, "rooms", {}, server.client(), token, { __wbg_ptr: 1_050_000 }]) {
    assert.match(thrown(() => get.call(self, "here")).message, /^Rooms: expected an object that is in use/);
  }
  for (const self of [undefined, project, { __wbg_ptr: 1_050_000 }]) {
    assert.equal(thrown(() => name.get.call(self)).constructor, pkg.ArgumentError);
  }
  assert.equal(token.name, "ann");
});

test("a handle behind a Proxy works as it is, as frameworks wrap what they keep", async () => {
  const project = new Proxy(server.project(), {});
  assert.deepEqual(await new Proxy(project.rooms, {}).get("here"), room);
});

test("disposing from within an argument is harmless", async () => {
  const { rooms } = stubbed(stub(() => reply(room)));
  const argument = {
    toJSON() {
      rooms[Symbol.dispose]();
      return { name: "here" };
    },
  };
  assert.deepEqual(await rooms.create(argument), room, "the call itself goes on");
  assert.equal(thrown(() => rooms.get("here")).constructor, pkg.ArgumentError);
  const token = new pkg.ParticipantToken({ name: "ann" });
  const scope = {
    toJSON() {
      token[Symbol.dispose]();
      return "here";
    },
  };
  token.addGrant("room", scope);
  assert.equal(thrown(() => token.name).constructor, pkg.ArgumentError);
});

test("a token may be read and changed from within an argument", () => {
  const token = new pkg.ParticipantToken({ name: "ann" });
  const scope = {
    toJSON() {
      token.addRoleGrant("agent");
      return token.name;
    },
  };
  token.addGrant("room", scope);
  assert.deepEqual(token.grants, [
    { name: "role", scope: "agent" },
    { name: "room", scope: "ann" },
  ]);
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
