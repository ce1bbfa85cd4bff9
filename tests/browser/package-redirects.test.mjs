// Redirects and odd statuses through the package in Chromium, which says little about either.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after } from "node:test";
import { serve } from "../helpers/index.mjs";
import { api, onPage } from "../helpers/page.mjs";

const other = await serve();
const room = await api.room("here");
const expected = true;

/** What a call on the page comes to: `body` is the body of a function of `project` and `data`. */
const outcome = (run, body) =>
  run(
    async ([body, id]) => {
      const attempts = [];
      const onAttempt = ({ attempt }) => attempts.push(attempt);
      const project = new meshagent.Meshagent({ ...options, onAttempt }).project();
      const told = [];
      const onProgress = (progress) => told.push(progress);
      const call = {
        add: () => project.members.add({ user_id: "u" }),
        create: () => project.grants.create({ room_id: id, user_id: "u", permissions: {} }),
        update: () => project.rooms.update(id, { name: "here", metadata: {}, annotations: {} }),
        delete: () => project.rooms.delete(id),
        upload: () => project.storage.upload("moved", "content"),
        uploadStream: () => project.storage.upload("moved", new Blob(["content"]).stream()),
        tell: () => project.storage.upload("moved", "content", { onProgress }),
        tellBlob: () => project.storage.upload("moved", new Blob(["content"]), { onProgress }),
      }[body];
      const { name, message, status } = await call().then(
        () => ({ name: "done" }),
        (error) => ({ name: error.name, message: error.message, status: error.status }),
      );
      return { name, message, status, attempts: attempts.length };
    },
    [body, room.id],
  );
const isWrite = ({ method }) => method !== "OPTIONS";

onPage("a write that is redirected is an error that says what to set", { expected }, async (run) => {
  for (const status of [301, 302, 303, 307, 308]) {
    for (const call of ["add", "create", "update", "delete", "upload", "uploadStream"]) {
      const method = { update: "PUT", delete: "DELETE" }[call] ?? "POST";
      await other.reset();
      await api.reset({ match: { method }, status, headers: { location: `${other.url}/elsewhere` }, times: null });
      const seen = await outcome(run, call);
      assert.equal(seen.name, "RoomException", JSON.stringify(seen));
      assert.match(seen.message, /redirected.*`baseUrl`/);
      assert.equal(seen.attempts, 1);
      assert.equal((await api.requests()).filter(isWrite).length, 1, `${call} ${status}`);
      assert.deepEqual(await other.requests(), []);
    }
  }
  assert.equal((await api.held("/rooms/here")).id, room.id);
});

onPage(
  "an upload that tells its progress and is redirected is an error with the address",
  { expected },
  async (run) => {
    for (const status of [301, 302, 303, 307, 308]) {
      for (const call of ["tell", "tellBlob"]) {
        const rule = { match: { method: "POST" }, status, headers: { location: "/__elsewhere?a=b" } };
        const there = { match: { path: "/__elsewhere" }, status: 200, body: "{}", times: null };
        await api.reset(rule, there);
        const seen = await outcome(run, call);
        assert.equal(seen.name, "RoomException", `${status}: ${JSON.stringify(seen)}`);
        assert.ok(seen.message.includes(`${api.url}/__elsewhere?a=b`), seen.message);
        assert.match(seen.message, /`baseUrl`/);
        assert.equal(seen.attempts, 1);
      }
    }
  },
);

onPage("an upload that is not redirected is none, whatever its address looks like", {}, async (run) => {
  const seen = await run(async () => {
    const baseUrl = options.baseUrl.replace("http://", "HTTP://");
    const { storage } = new meshagent.Meshagent({ ...options, baseUrl }).project();
    const onProgress = () => {};
    const paths = ["plain", "a b/ü", "%2e%2e/x", "a?b#c&d=e", "'()*!"];
    for (const path of paths) await storage.upload(path, path, { onProgress });
    const read = async (path) => new TextDecoder().decode(await storage.download(path));
    return (await Promise.all(paths.map(read))).every((text, at) => text === paths[at]);
  });
  assert.equal(seen, true);
});

/** A server whose statuses HTTP does not have. */
const odd = createServer(({ method, url, socket }, response) => {
  response.setHeader("access-control-allow-origin", "*").setHeader("access-control-allow-headers", "*, authorization");
  response.setHeader("access-control-allow-methods", "*");
  if (method === "OPTIONS") return response.end();
  const head = `HTTP/1.1 ${url.split("/")[1]} Odd\r\naccess-control-allow-origin: *\r\nconnection: close\r\n`;
  socket.end(`${head}content-length: 2\r\n\r\n{}`);
});
await new Promise((resolve) => odd.listen(0, "127.0.0.1", resolve));
after(() => {
  odd.closeAllConnections();
  odd.close();
});
const oddUrl = `http://127.0.0.1:${odd.address().port}`;

onPage("a status that HTTP does not have is an error that names it", { expected: oddUrl }, async (run) => {
  for (const status of [600, 999]) {
    const seen = await run(async (baseUrl) => {
      const { rooms, storage } = new meshagent.Meshagent({ ...options, baseUrl, maxRetries: 0 }).project();
      const told = [];
      const onProgress = (progress) => told.push(progress);
      const calls = [
        () => storage.upload("a", "content", { onProgress }),
        () => storage.upload("a", new Blob(["content"]), { onProgress }),
        () => storage.upload("a", "content"),
        () => storage.download("a", { onProgress }),
        () => rooms.get("a"),
        () => rooms.delete("a"),
      ];
      const tell = ({ name, message, status }) => ({ name, message, status });
      return Promise.all(calls.map((call) => call().then(() => "done", tell)));
    }, `${oddUrl}/${status}`);
    for (const { name, message, status: told } of seen) {
      assert.equal(name, "InvalidResponseError");
      assert.match(message, new RegExp(`\\b${status}$`));
      assert.equal(told, status);
    }
  }
});
