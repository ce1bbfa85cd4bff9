// A server that notes what it is sent and answers as it is told.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { after } from "node:test";

/** Headers of the connection rather than of the call, and the one that names the client. */
const CONNECTION = ["host", "connection", "content-length", "user-agent"];

/** Starts a recorder; it ends with the file's tests. */
export async function record() {
  const recorder = new Recorder();
  const server = createServer((request, response) => recorder.answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  recorder.url = `http://127.0.0.1:${server.address().port}`;
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  return recorder;
}

class Recorder {
  requests = [];

  async answer(request, response) {
    const { method, url, headers } = request;
    const [path, query = null] = url.split(/\?(.*)/s);
    const bytes = await buffer(request);
    this.requests.push({
      method,
      target: url,
      path: path.split("/").slice(1).map(decoded),
      query: pairs(query ?? ""),
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !CONNECTION.includes(name))),
      body: body(headers["content-type"], bytes),
    });
    const { status = 200, body: content = null } = this.reply;
    const [type, sent] = encoded(content);
    response.writeHead(status, type ? { "content-type": type } : {}).end(sent);
  }

  /** What was sent while a call ran that got this reply, and what the call came to. */
  async during(reply, call) {
    this.requests = [];
    this.reply = reply;
    const outcome = await Promise.resolve()
      .then(call)
      .then(
        (result) => ({ result }),
        (error) => ({ error }),
      );
    return { requests: this.requests, ...outcome };
  }

  /** The one request of a call, with its result or the message of its failure. */
  async one(reply, call) {
    const { requests, result, error } = await this.during(reply, call);
    assert.equal(requests.length, 1, `one request, not ${requests.length}: ${error}`);
    return { ...requests[0], result, failure: error?.message };
  }
}

function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Form fields by name; the values of a name that is there twice as a list. */
function pairs(text) {
  const fields = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(fields.keys())].map((name) => {
      const values = fields.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}

/** A request's body in the notation of the contract. */
function body(type, bytes) {
  if (type === "application/json") return { json: JSON.parse(bytes) };
  if (type === "application/x-www-form-urlencoded") return { form: pairs(bytes.toString()) };
  if (type === undefined && bytes.length === 0) return null;
  return { base64: bytes.toString("base64") };
}

/** The content type and the bytes of a body in the notation of the contract. */
function encoded(content) {
  if (content === null) return [undefined, undefined];
  if ("json" in content) return ["application/json", JSON.stringify(content.json)];
  return ["application/octet-stream", Buffer.from(content.base64, "base64")];
}
