// Uploads of bytes, text and Blobs in Node: the request is the same with a progress listener and without.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, test } from "node:test";
import { pkg, rejection } from "../helpers/index.mjs";

const { AuthenticationError, InvalidResponseError } = pkg;
const text = "content: ü";
const bytes = new TextEncoder().encode(text);
const kinds = {
  text: () => text,
  bytes: () => bytes,
  "an ArrayBuffer": () => bytes.slice().buffer,
  "a view": () => new DataView(bytes.slice().buffer),
  "a Blob": () => new Blob([bytes], { type: "image/png" }),
  "a File": () => new File([bytes], "a.txt"),
  nothing: () => "",
};

/** A server that notes requests as they came over the wire, and answers with the statuses in turn. */
const seen = [];
const answers = [];
const server = createServer(async (request, response) => {
  const { method, url, rawHeaders } = request;
  const body = Buffer.concat(await request.toArray()).toString();
  seen.push({ method, url, rawHeaders, body });
  const [status, headers] = answers.shift() ?? [200];
  // Statuses that no HTTP server of Node.js sends.
  if (status > 599)
    return request.socket.end(`HTTP/1.1 ${status} Odd\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}`);
  response.writeHead(status, headers).end("{}");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
after(() => {
  server.closeAllConnections();
  server.close();
});
const baseUrl = `http://127.0.0.1:${server.address().port}`;
const { storage } = new pkg.Meshagent({ baseUrl, token: "token-123", projectId: "p", maxRetries: 0 }).project();
const onProgress = () => {};

/** The requests of one upload. */
async function requests(data, options, ...more) {
  seen.length = 0;
  answers.push(...more);
  const outcome = await storage.upload("a b", data, options).catch((error) => error);
  return [seen.splice(0), outcome];
}

for (const [kind, data] of Object.entries(kinds)) {
  test(`${kind}: the request is the same with a listener and without`, async () => {
    const [[without]] = await requests(data());
    const [[listened]] = await requests(data(), { onProgress });
    assert.deepEqual(listened, without);
    const headers = Object.fromEntries(
      without.rawHeaders.flatMap((value, n, all) => (n % 2 ? [] : [[value.toLowerCase(), all[n + 1]]])),
    );
    const length = kind === "nothing" ? 0 : bytes.length;
    assert.equal(headers["content-length"], String(length));
    assert.equal(headers["transfer-encoding"], undefined);
    assert.equal(without.body, kind === "nothing" ? "" : text);
  });

  test(`${kind}: a 307 is followed and a 401 is an AuthenticationError, with a listener and without`, async () => {
    for (const options of [undefined, { onProgress }]) {
      const [both, outcome] = await requests(data(), options, [307, { location: "/there" }], [200]);
      assert.equal(outcome, undefined);
      assert.equal(both.length, 2);
      assert.deepEqual(both[1], { ...both[0], url: "/there" });
      const [once, error] = await requests(data(), options, [401]);
      assert.equal(once.length, 1);
      assert.equal(error.constructor, AuthenticationError);
    }
  });
}

test("a stream is sent in chunks, and once", async () => {
  for (const options of [undefined, { onProgress }]) {
    const [[request]] = await requests(new Blob([bytes]).stream(), options);
    assert.ok(request.rawHeaders.map((value) => value.toLowerCase()).includes("chunked"));
    assert.equal(request.body, text);
  }
});

test("a status that HTTP does not have is an error that names it", async () => {
  for (const status of [600, 999]) {
    for (const options of [undefined, { onProgress }]) {
      const [, error] = await requests(bytes, options, [status]);
      assert.equal(error.constructor, InvalidResponseError, String(error));
      assert.match(error.message, new RegExp(`\\b${status}\\b`));
      assert.equal(error.status, status);
    }
    answers.push([status]);
    const read = await rejection(storage.download("a"));
    assert.deepEqual([read.constructor, read.status], [InvalidResponseError, status]);
  }
});
