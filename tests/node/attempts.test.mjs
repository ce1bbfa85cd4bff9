// What listeners are told of attempts: the operation and its route, in time for a span.
import assert from "node:assert/strict";
import { test } from "node:test";
import { rejection, serve, stub, stubbed } from "../helpers/index.mjs";

const server = await serve();
const room = await server.room("here");
const soon = { "retry-after-ms": "1" };
const project = "/accounts/projects/{project}";

/** Notes what is told, in its order; `attempts` are the objects. */
function listeners() {
  const told = [];
  const attempts = [];
  const note = (when) => (attempt) => {
    told.push(`${when} ${attempt.operation} ${attempt.attempt}`);
    attempts.push(attempt);
  };
  return { told, attempts, onStart: note("start"), onAttempt: note("end") };
}

test("each attempt is told of when it begins and when it has ended", async () => {
  const { told, attempts, ...options } = listeners();
  await server.reset({ status: 503, headers: soon });
  await server.project(options).rooms.get("here");
  assert.deepEqual(told, ["start rooms.get 1", "end rooms.get 1", "start rooms.get 2", "end rooms.get 2"]);
  assert.equal(attempts[0], attempts[1], "a Map finds what was made at the start");
  assert.equal(attempts[2], attempts[3]);
  assert.notEqual(attempts[0], attempts[2]);
});

test("what begins is told before the token is asked for, without what is not known yet", async () => {
  const order = [];
  let begun;
  const options = {
    token: () => {
      order.push("token");
      return server.apiKey;
    },
    onStart: (attempt) => {
      order.push("start");
      begun = { ...attempt };
    },
    onAttempt: () => order.push("end"),
  };
  await server.project(options).rooms.get("here");
  assert.deepEqual(order, ["start", "token", "end"]);
  assert.deepEqual(begun, {
    operation: "rooms.get",
    route: `${project}/rooms/{name}`,
    method: "GET",
    url: `${server.url}${server.path}/rooms/here`,
    attempt: 1,
  });
});

test("the operation and the route are the same whatever a call is about", async () => {
  const { attempts, onAttempt } = listeners();
  const client = server.client({ onAttempt, maxRetries: 0 });
  const { rooms, grants, storage, files } = client.project();
  const user = server.member.id;
  const calls = [
    [() => rooms.list({ filter: "x" }), "rooms.list", `${project}/rooms`],
    [() => rooms.update(room.id, { name: "here" }), "rooms.update", `${project}/rooms/{room_id}`],
    [() => rooms.iterate({ page_size: 1 }).toArray(), "rooms.iterate", `${project}/rooms`],
    [() => grants.delete("a/b", user), "grants.delete", `${project}/room-grants/{room_id}/{user_id}`],
    [() => storage.upload("deep/er/file", "x"), "storage.upload", "/projects/{project}/storage/upload"],
    [() => client.config.get(), "config.get", "/config"],
    [() => client.exchangeOAuthToken({ grant_type: "x" }), "exchangeOAuthToken", "/oauth/token"],
    [() => files.stat("room", "here", "deep/er/file"), "files.stat", "/{project}/{kind}s/{name}/{path}"],
    [() => client.request({ path: ["accounts", "odd"] }), "request", undefined],
  ];
  for (const [call, operation, route] of calls) {
    attempts.length = 0;
    await call().catch(() => {});
    const { operation: told, route: at, ...rest } = attempts.at(-1);
    assert.deepEqual([told, at], [operation, route]);
    assert.equal("route" in attempts.at(-1), route !== undefined);
    assert.ok(rest.url.startsWith(server.url));
  }
});

test("the route has the prefix of the service's storage", async () => {
  const { attempts, onAttempt } = listeners();
  await server
    .project({ onAttempt, storagePrefix: "accounts/projects" })
    .storage.download("a")
    .catch(() => {});
  assert.equal(attempts[0].route, "/accounts/projects/{project}/storage/download");
});

test("the question for the host of files is an operation of its own", async () => {
  const { told, onAttempt } = listeners();
  await server.project({ onAttempt }).files.list("room", "here");
  assert.deepEqual(told, ["end config.get 1", "end files.list 1"]);
});

test("onStart that throws, rejects or spoils its object changes nothing", async () => {
  const ended = [];
  for (const onStart of [
    () => {
      throw new Error("not your concern");
    },
    () => Promise.reject(new Error("not your concern")),
    (attempt) => Object.freeze(attempt),
    (attempt) =>
      Object.defineProperty(attempt, "status", {
        set() {
          throw new Error("not your concern");
        },
      }),
  ]) {
    const { rooms } = server.project({ onStart, onAttempt: ({ operation }) => ended.push(operation) });
    assert.equal((await rooms.get("here")).id, room.id);
  }
  assert.deepEqual(ended, ["rooms.get", "rooms.get", "rooms.get", "rooms.get"]);
});

test("a call that is refused has no attempt", async () => {
  const { told, onStart, onAttempt } = listeners();
  const { rooms } = stubbed(stub(), { onStart, onAttempt });
  await rejection(rooms.get(""));
  await rejection(rooms.get("a", { timeout: -1 }));
  assert.deepEqual(told, []);
});
