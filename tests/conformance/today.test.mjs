// Every agreed call of today's API against a recorder: what is sent is what was recorded of the official Python SDK, and
// the recorded reply is read as the contract says.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { pkg } from "../helpers/index.mjs";
import * as today from "../helpers/today.mjs";
import { record } from "./recorder.mjs";
import { sameBody, sameQuery, sameResult } from "./today-compare.mjs";

// Files are at a host of their own and have tests of their own.
const ofApi = ({ op }) => today.operations.get(op).base === "api";
const { invoke } = today;
const operations = new Map([...today.operations].filter(([, operation]) => ofApi(operation)));
const [calls, minimal] = [today.calls.filter(ofApi), today.minimal.filter(ofApi)];

const recorder = await record();
const client = new pkg.Meshagent({ baseUrl: recorder.url, token: "token-1", maxRetries: 0 });
const project = client.project("proj_123");

/** Operations whose request carries no token: it is for those who have none, or about another. */
const ANONYMOUS = ["participantTokens.validate", "oauth.exchangeToken"];

function withoutOfficial(op) {
  const { official, ...others } = operations.get(op).recorded.minimal.request.body.json;
  assert.equal(official, false);
  return { json: others };
}

/** Where both generations have the route, a call without further arguments sends what the older one's does. */
const OLDER = {
  "rooms.list": { query: { limit: "50", offset: "0", order_by: "room_name" } },
  "members.list": { query: { count: "100", offset: "0" } },
  // Without `official`: the service's default is the same.
  "oauthClients.create": { body: withoutOfficial("oauthClients.create") },
};

const TYPES = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  base64: "application/octet-stream",
};

/** What was sent is what was recorded. */
function sent(operation, request, recorded) {
  const { op } = operation;
  assert.equal(request.method, recorded.method);
  assert.deepEqual(request.path, recorded.path.split("/").slice(1).map(decodeURIComponent));
  sameQuery(request.query, recorded.query);
  if (recorded.body?.json === undefined) assert.deepEqual(request.body, recorded.body);
  else sameBody(operation, request.body?.json, recorded.body.json);
  const { headers } = request;
  assert.equal(headers["content-type"], recorded.body ? TYPES[Object.keys(recorded.body)[0]] : undefined);
  assert.equal(headers.authorization, ANONYMOUS.includes(op) ? undefined : "Bearer token-1");
  assert.equal(headers["meshagent-project-id"], recorded.headers?.["meshagent-project-id"]);
  assert.equal(headers.consistency, undefined);
}

test("the agreed calls are those of the contract's operations, each once", () => {
  assert.deepEqual(today.calls.map(({ op }) => op).sort(), [...today.operations.keys()].sort());
});

test("as many operations have a call with required arguments alone as were recorded so", () => {
  const recorded = [...operations.values()].filter(({ recorded }) => recorded.minimal);
  assert.equal(minimal.length, recorded.length);
  assert.ok(minimal.length >= 67);
});

describe("with all arguments", () => {
  for (const call of calls) {
    const { op } = call;
    test(op, async () => {
      const operation = operations.get(op);
      const { request, reply } = operation.recorded;
      const { failure, result, ...one } = await recorder.one(reply, () => invoke(call, client, project));
      assert.equal(failure, undefined);
      sent(operation, one, request);
      sameResult(operation, result);
    });
  }
});

describe("with required arguments alone", () => {
  for (const call of minimal) {
    const { op } = call;
    test(op, async () => {
      const operation = operations.get(op);
      const { minimal, reply } = operation.recorded;
      const { failure, ...one } = await recorder.one(reply, () => invoke(call, client, project));
      assert.equal(failure, undefined);
      sent(operation, one, { ...minimal.request, ...OLDER[op] });
    });
  }
});

test("what there is not is null where the contract says so, and an error elsewhere", async () => {
  const nullable = [];
  for (const call of calls) {
    const { error, result } = await recorder.during({ status: 404, body: { json: {} } }, () =>
      invoke(call, client, project),
    );
    if (error === undefined) nullable.push(call.op);
    else assert.ok(error instanceof pkg.NotFoundError, `${call.op}: ${error}`);
    assert.ok(result === undefined || result === null, call.op);
  }
  assert.deepEqual(
    nullable,
    [...operations.values()].filter(({ reply }) => reply.nullableOn404).map(({ op }) => op),
  );
});

test("`consistency` is sent with every call, also with one that carries no token", async () => {
  const high = new pkg.Meshagent({ baseUrl: recorder.url, token: "token-1", maxRetries: 0, consistency: "high" });
  for (const call of calls) {
    const { reply } = operations.get(call.op).recorded;
    const { headers } = await recorder.one(reply, () => invoke(call, high, high.project("proj_123")));
    assert.equal(headers.consistency, "high", call.op);
  }
});

test("a disabled room is an error of its own with the service's words, whatever was called", async () => {
  const reply = { status: 423, body: { json: { error: { message: "Closed for today." } } } };
  for (const call of calls) {
    const { error } = await recorder.during(reply, () => invoke(call, client, project));
    assert.ok(error instanceof pkg.RoomDisabledError, `${call.op}: ${error}`);
    assert.match(error.message, /Closed for today\./, call.op);
  }
});
