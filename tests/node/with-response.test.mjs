// The reply that a value came in, for those who ask.
import assert from "node:assert/strict";
import { test } from "node:test";
import { types } from "node:util";
import { pkg, rejection, reply, serve, stub, stubbed } from "../helpers/index.mjs";

const server = await serve();
const room = await server.room("here");

test("a call gives its value, and the reply's status, headers and request id beside it", async () => {
  const { rooms } = server.project();
  const { data, response } = await rooms.get("here").withResponse();
  assert.equal(data.id, room.id);
  assert.deepEqual(Object.keys(response), ["status", "headers", "requestId"]);
  assert.equal(response.status, 200);
  assert.ok(response.headers instanceof Headers);
  assert.equal(response.headers.get("content-type"), "application/json");
  assert.match(response.requestId, /^[0-9a-f-]{36}$/);
  assert.equal(response.requestId, response.headers.get("x-request-id"));
});

test("every kind of call has it", async () => {
  const { rooms, members, storage, files } = server.project();
  assert.equal((await rooms.list().withResponse()).data.items.length, 1);
  const upload = await storage.upload("a.txt", "text", { onProgress() {} }).withResponse();
  assert.deepEqual([upload.data, upload.response.status], [undefined, 200]);
  const { data: bytes } = await storage.download("a.txt").withResponse();
  assert.equal(new TextDecoder().decode(bytes), "text");
  assert.equal(await (await storage.downloadBlob("a.txt").withResponse()).data.text(), "text");
  const { data: stream, response } = await storage.downloadStream("a.txt").withResponse();
  assert.equal(response.headers.get("content-length"), "4");
  assert.equal(await new Response(stream).text(), "text");
  const role = await members.role().withResponse();
  assert.ok(role.response.status === 200 && role.data);
  assert.equal((await server.client().config.get().withResponse()).response.status, 200);
  const gone = await files.exists("room", "here", "nothing").withResponse();
  assert.deepEqual([gone.data, gone.response.status], [false, 404], "a status that is no error");
});

test("the promise is a native one, and waiting for it is as before", async () => {
  const promise = server.project().rooms.get("here");
  assert.ok(types.isPromise(promise));
  assert.equal(Object.getPrototypeOf(promise), Promise.prototype);
  assert.deepEqual(Object.keys(promise), []);
  assert.deepEqual(await promise, await promise.withResponse().then(({ data }) => data));
  const { response } = await promise.withResponse();
  assert.equal(response.status, 200, "it can be asked for after the value, and again");
});

test("a call that fails rejects the same way, and once", async () => {
  const unhandled = [];
  const note = (reason) => unhandled.push(reason);
  process.on("unhandledRejection", note);
  const { rooms } = server.project();
  async function waitsForBoth() {
    await rooms.get("nowhere").withResponse();
  }
  const error = await rejection(waitsForBoth());
  assert.equal(error.constructor, pkg.NotFoundError);
  assert.match(error.stack, /waitsForBoth/);
  assert.equal((await rejection(rooms.get(7).withResponse())).name, "ArgumentError");
  const promise = rooms.get("nowhere");
  assert.equal(await rejection(promise), await rejection(promise.withResponse()));
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", note);
  assert.deepEqual(unhandled, []);
});

test("the reply is that of the last attempt", async () => {
  await server.reset({ status: 503, headers: { "retry-after-ms": "1" }, times: 2 });
  const { data, response } = await server.project().rooms.get("here").withResponse();
  assert.deepEqual([data.id, response.status], [room.id, 200]);
  const ids = (await server.requests()).map(({ status }) => status);
  assert.deepEqual(ids, [503, 503, 200]);
});

test("a fetch of another library gives a reply too", async () => {
  const json = new TextEncoder().encode('{"id":"1","name":"a"}');
  const foreign = { status: 203, headers: { "request-id": "r-1" }, arrayBuffer: async () => json };
  const { data, response } = await stubbed(stub(() => foreign))
    .rooms.get("a")
    .withResponse();
  assert.deepEqual([data.name, response.status, response.requestId], ["a", 203, "r-1"]);
  assert.ok(response.headers instanceof Headers);
});

test("without a request id there is none", async () => {
  const { response } = await stubbed(stub(() => reply({ id: "1", name: "a" })))
    .rooms.get("a")
    .withResponse();
  assert.equal(response.requestId, undefined);
});

test("the reply outlives the client", async () => {
  const client = server.client();
  const project = client.project();
  const promise = project.rooms.get("here");
  await promise;
  for (const one of [project, client]) one.free();
  assert.equal((await promise.withResponse()).response.status, 200);
});
